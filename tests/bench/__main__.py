"""`python -m tests.bench`: prints one line a measure."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench.packages import compare_measures, frictionless_measure, package_measures, write_made_up_package
from tests.bench.reading import reading_measures

ALL_REQUEST_CELLS = 2_600_000
"""Of some 13,000 reports: more than one year of all the country's cities and counties."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench.py")
    parser.add_argument("--cells", type=int, default=ALL_REQUEST_CELLS, help="request cells to make up")
    parser.add_argument("--frictionless", action="store_true", help="also time frictionless, which takes minutes")
    arguments = parser.parse_args()
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
