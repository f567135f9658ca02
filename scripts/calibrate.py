"""Set up `.venv`, then weigh readings of gold and of made-up damage by their margin; writes the tables of the docs.

python3 scripts/calibrate.py [--examples N] [FOLDER…]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.calibration", *sys.argv[1:]))
