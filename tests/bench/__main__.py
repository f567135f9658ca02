"""`python -m tests.bench`: prints one line a measure."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.bench.building import Run, build_runs, bytes_of, plain_mkdocs, report
from tests.bench.packages import compare_measures, frictionless_measure, package_measures, write_made_up_package
from tests.bench.performance_page import write_pages
from tests.bench.reading import reading_measures
from tests.support.gold import ROOT

ALL_REQUEST_CELLS = 2_600_000
"""Of some 13,000 reports: more than one year of all the country's cities and counties."""


PLAIN = 1000
"""Reports of which the pages are given to plain MkDocs too."""


def measure_builds(sizes: list[int], folder: Path, *, write: bool) -> None:
    """Time builds of several sizes, smallest first, and say so; what was measured stays in `measured.json`."""
    runs: list[Run] = []
    for run in build_runs(sizes, folder):
        runs.append(run)
        print(
            f"{run.reports:>7,} {run.kind:<12} {run.cpu:9.1f} CPU s {run.wall:9.1f} s {run.memory / 1e6:7.0f} MB",
            flush=True,
        )
    room = {size: bytes_of(folder / str(size) / "out" / "site") for size in sizes}
    plain = plain_mkdocs(folder / str(PLAIN) / "out" / "site", folder / "plain") if PLAIN in sizes else None
    measured = report(runs, room, plain)
    (folder / "measured.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")
    print(json.dumps(measured, indent=1))
    if write:
        write_pages(measured, ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench.py")
    parser.add_argument("--cells", type=int, default=ALL_REQUEST_CELLS, help="request cells to make up")
    parser.add_argument("--frictionless", action="store_true", help="also time frictionless, which takes minutes")
    parser.add_argument("--builds", metavar="N,N,…", help="time whole builds of so many made-up reports instead")
    parser.add_argument("--folder", type=Path, help="where to put what they make; a temporary folder if not given")
    parser.add_argument("--write", action="store_true", help="write docs/*/method/performance.md")
    arguments = parser.parse_args()
    if arguments.builds:
        with tempfile.TemporaryDirectory() as place:
            sizes = [int(size) for size in arguments.builds.split(",")]
            measure_builds(sizes, arguments.folder or Path(place), write=arguments.write)
        return
    for line in reading_measures():
        print(line, flush=True)
    for line in compare_measures():
        print(line, flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rate = write_made_up_package(folder, arguments.cells)
        for line in package_measures(folder, rate):
            print(line, flush=True)
        if arguments.frictionless:
            print(frictionless_measure(folder), flush=True)


if __name__ == "__main__":
    main()
