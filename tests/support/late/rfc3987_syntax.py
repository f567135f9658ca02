"""Stands for the package of this name until an address is checked: jsonschema loads it, and it takes over a second."""

from __future__ import annotations

import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType


def is_valid_syntax(term: str, value: str) -> bool:
    """As the real one."""
    return bool(_real().is_valid_syntax(term, value))


@cache
def _real() -> ModuleType:
    elsewhere = [path for path in sys.path if Path(path).resolve() != Path(__file__).resolve().parent]
    spec = PathFinder.find_spec(__name__, elsewhere)
    assert spec and spec.loader
    sys.modules[__name__] = real = module_from_spec(spec)
    spec.loader.exec_module(real)
    return real
