"""Set up `.venv`, then measure on made-up reports: size and speed of packages, of their checks, and of reading.

python3 scripts/bench.py [--cells N] [--frictionless]
python3 scripts/bench.py --builds 100,1000,10000 [--folder DIR] [--write]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.bench", *sys.argv[1:]))
