"""Set up `.venv`, then `gongkai serve ARGS`: the built site on this machine.

python3 scripts/serve.py [ARGS]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("gongkai", "serve", *sys.argv[1:]))
