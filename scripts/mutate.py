"""Set up `.venv`, then plant small faults in a copy of the program and tell which of them no test notices.

python3 scripts/mutate.py [--room ROOM] [--n N] [--seed S] [--slow]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.mutation", *sys.argv[1:]))
