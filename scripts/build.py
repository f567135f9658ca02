"""Set up `.venv`, then `gongkai build ARGS`: every data package and the whole site, into build/.

    python3 scripts/build.py [ARGS]

Paths in ARGS count from the project's folder.
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("gongkai", "build", *sys.argv[1:]))
