"""Look for new reports of every dataset that says where to look (`collect.csv`); the table goes into FILE.

python3 scripts/collect.py FILE [--year Y] [other ARGS for gongkai collect]
"""

import contextlib
import sys
from pathlib import Path

from setup_environment import ROOT, prepare, run

if __name__ == "__main__":
    prepare()
    failed = 0
    with Path(sys.argv[1]).open("w", encoding="utf-8") as table, contextlib.redirect_stdout(table):
        for lists in sorted((ROOT / "datasets").glob("*/collect.csv")):
            print(f"\n## {lists.parent.name}\n", flush=True)
            failed |= run("gongkai", "collect", "--dataset", lists.parent.name, *sys.argv[2:], output=table)
    # A host that failed is told in the table; it must not keep the reports of the others from being proposed.
    print("some rows failed; see the table" if failed else "all rows did what they should", file=sys.stderr)
