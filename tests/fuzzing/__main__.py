"""`python -m tests.fuzzing [--runs N] [--seed S] [--corpus DIR …] [--out DIR]`: bad cases are kept in DIR."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gongkai.pipeline.workers import Workers
from tests.fuzzing.runs import corpus, run


def main() -> int:
    """Run and tell; returns 1 if any case ended badly."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz.py", description="reads changed reports; looks for failures")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="the first one; each run takes the next")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="folders with further reports")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where bad cases are kept")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    files = corpus(asked.corpus)
    with Workers(asked.jobs, apart=True) as workers:
        tally = run(range(asked.seed, asked.seed + asked.runs), files, workers)
    for how, count in tally.endings.most_common():
        print(f"{count:8} {how}")
    print(f"{tally.slowest:8.2f} CPU seconds took the slowest; {len(tally.bad)} bad of {asked.runs}")
    for case, ending in tally.bad:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / f"{case.seed}-{case.name}").write_bytes(case.data)
        print(f"seed {case.seed}, {case.name}: {ending.how} ({ending.seconds:.1f} s, {ending.memory >> 20} MB)")
    return 1 if tally.bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
