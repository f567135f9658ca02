"""Set up `.venv`, then write requirements.lock anew from pyproject.toml: run it after changing a dependency.

python3 scripts/lock.py [--upgrade] [other ARGS for pip-compile]
"""

import os
import sys

from setup_environment import LOCK, prepare, run

OPTIONS = ("--quiet", "--generate-hashes", "--allow-unsafe", "--extra=build,collect,cluster,test", "--strip-extras")
NO_INDEX = ("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links")

if __name__ == "__main__":
    prepare()
    os.environ["CUSTOM_COMPILE_COMMAND"] = "python3 scripts/lock.py"
    raise SystemExit(
        run("pip-compile", *OPTIONS, *NO_INDEX, f"--output-file={LOCK.name}", *sys.argv[1:], "pyproject.toml")
    )
