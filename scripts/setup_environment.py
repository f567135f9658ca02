"""Makes `.venv` from requirements.lock and runs programs in it.

Standard library only: when this runs, nothing else is installed. Written so that a Python too old for the
project still gets as far as its one-line refusal. A `.venv` that works is kept and brought
up to date; one that is broken, half made or of another Python version is made anew.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "made-from.txt"
UNFINISHED = "unfinished"
# Everything else comes as a wheel; published as source only is jsonpath-rw, which mlcroissant needs, which tests need.
SOURCE_ONLY = ("jsonpath-rw",)
# Variables that would lead Python or pip away from .venv, or (PYTHONOPTIMIZE) switch off what tests assert.
MISLEADING = (
    "PYTHON",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_CONSTRAINT",
    "PIP_REQUIREMENT",
)


def run(*command: str, output: "IO[str] | None" = None) -> int:
    """Run a program of `.venv` (or of the system) from the project's folder; returns its exit code.

    What it prints goes to `output`, or to standard output.
    """
    program = shutil.which(command[0], path=str(PROGRAMS)) or command[0]
    words = [program, *command[1:]]
    try:
        return subprocess.run(words, cwd=ROOT, env=_environment(), stdout=output, check=False).returncode
    except KeyboardInterrupt:
        return 130


def prepare() -> None:
    """Bring `.venv` to what the lock names plus the project itself; stops with one line if it can't."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this is where an older Python finds out)
        stop("Python 3.11 or newer is needed, this is {}.{}".format(*sys.version_info[:2]))
    wanted = _digest()
    found = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    usable = found != UNFINISHED and _works()
    if usable and found == wanted:
        return
    if not usable:
        _make_venv()
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    _install()
    STAMP.write_text(wanted, encoding="utf-8")


def stop(message: str) -> NoReturn:
    """End the script with one line on standard error and exit code 1."""
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(1)


def say(message: str) -> None:
    """Tell the person what goes on, in order with the output of the programs run."""
    print(message, file=sys.stderr, flush=True)


def _digest() -> str:
    parts = [
        str(ROOT),
        sys.version,
        LOCK.read_text(encoding="utf-8"),
        (ROOT / "pyproject.toml").read_text("utf-8"),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _works() -> bool:
    question = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-I", "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.split() == [str(number) for number in sys.version_info[:2]]


def _make_venv() -> None:
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        stop("this Python cannot make virtual environments; install them (Debian: python3-venv) and run again")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    # A script started with the .venv's own Python must not clear the ground under its feet.
    base = getattr(sys, "_base_executable", sys.executable)
    done = subprocess.run([base, "-m", "venv", "--clear", str(VENV)], env=_environment(), check=False)
    if done.returncode:
        stop(f"cannot make {VENV}; its message is above")


def _install() -> None:
    say("Installing what requirements.lock names into .venv; the first time takes a few minutes.")
    # Compiling every module of every package takes half a minute; Python compiles the few that are used.
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--progress-bar=off", "--no-input", "--no-compile"]
    built = f"--no-binary={','.join(SOURCE_ONLY)}"
    if run(*pip, "--require-hashes", "--only-binary=:all:", built, "-r", str(LOCK)):
        stop("cannot install the packages (pip's message is above); check the network and run again")
    if run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
        stop("cannot install the project itself; pip's message is above")


def _environment() -> "dict[str, str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(MISLEADING)}
    path = os.pathsep.join([str(PROGRAMS), kept.get("PATH", os.defpath)])
    return {
        **kept,
        "PATH": path,
        "VIRTUAL_ENV": str(VENV),
        "PYTHONNOUSERSITE": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
