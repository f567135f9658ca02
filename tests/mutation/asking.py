"""Runs the tests of a copy in a process that has the libraries loaded already: they take longer than many tests do."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

LIBRARIES = (
    *("duckdb", "hypothesis", "jinja2", "jsonschema", "lxml.html", "numpy", "playwright.sync_api", "pyarrow.parquet"),
    *("pypdfium2", "pytest", "yaml"),
)
"""What most tests load, nothing of the project's own."""
OWN = ("gongkai", "tests")


def ask(root: Path, command: Sequence[str], told: Path) -> None:
    """Run pytest over the copy in `root`, what it prints going to the file `told`; ends with its exit code.

    The process must be one that is used for nothing else.
    """
    here = Path(__file__).parents[2]
    for name in [name for name in sys.modules if name.split(".")[0] in OWN]:
        del sys.modules[name]
    elsewhere = [path for path in sys.path if path and not Path(path).resolve().is_relative_to(here / "src")]
    sys.path[:] = [str(root / "src"), str(root), *(path for path in elsewhere if Path(path).resolve() != here)]
    os.environ.update(PYTHONPATH=str(root / "src"), PYTHONPYCACHEPREFIX=str(root.parent / "compiled"), CI="1")
    os.chdir(root)
    # what is compiled goes with the copy; Python compiles a changed file anew, whose time is another
    sys.pycache_prefix, sys.dont_write_bytecode = os.environ["PYTHONPYCACHEPREFIX"], False
    with told.open("w", encoding="utf-8") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
        import pytest

        raise SystemExit(pytest.main([*command, "-W", "ignore::pytest.PytestAssertRewriteWarning"]))
