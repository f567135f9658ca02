"""Set up `.venv`, then ask for known weaknesses of everything in requirements.lock; needs pip-audit and the network.

python3 scripts/audit.py [other ARGS for pip-audit]
"""

import shutil
import sys

from setup_environment import LOCK, prepare, run

if __name__ == "__main__":
    prepare()
    if not (found := shutil.which("pip-audit")):
        raise SystemExit("pip-audit is missing; install it outside of .venv: pipx install pip-audit")
    raise SystemExit(run(found, "--requirement", str(LOCK), "--require-hashes", "--disable-pip", *sys.argv[1:]))
