"""`python -m tests.synthetic N`: writes a made-up dataset."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.synthetic.dataset import FORMATS, write_dataset


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/synthesize.py", description="Write a made-up dataset.")
    parser.add_argument("reports", type=int, help="number of reports")
    parser.add_argument(
        "--out", type=Path, default=Path("build/made-up/datasets/made-up"), help="folder of the dataset"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--formats", default=",".join(sorted(FORMATS)), help="formats wanted, parted by commas")
    arguments = parser.parse_args()
    formats = frozenset(arguments.formats.split(","))
    if unknown := formats - FORMATS:
        parser.error(f"unknown formats {', '.join(sorted(unknown))}; known are {', '.join(sorted(FORMATS))}")
    write_dataset(arguments.out, arguments.reports, arguments.seed, formats)
    folder = arguments.out.resolve()
    print(f"{arguments.reports} made-up reports in {folder}")
    print(f"build them with: gongkai build --datasets {folder.parent} --out {folder.parent.parent / 'out'}")


if __name__ == "__main__":
    main()
