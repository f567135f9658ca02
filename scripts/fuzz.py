"""Set up `.venv`, then read reports changed at random, under the limits; says how each run ended and keeps bad cases.

python3 scripts/fuzz.py [--runs N] [--seed S] [--corpus DIR …] [--out DIR]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.fuzzing", *sys.argv[1:]))
