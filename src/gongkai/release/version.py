"""Versions of a dataset: year, month and number; `+dev` marks what was built after a release."""

from __future__ import annotations

import re

from gongkai.errors import PackageError

DEV = "+dev"

_VERSION = re.compile(r"(\d{4})\.(\d{1,2})\.(\d+)(\+dev)?")


def version_order(version: str) -> tuple[int, int, int]:
    """Year, month and number of a version, for comparing versions; `+dev` makes no difference.

    Raises:
        PackageError: it is no version of the form 2026.11.0.
    """
    found = _VERSION.fullmatch(version)
    if not found or not 1 <= int(found[2]) <= 12:
        raise PackageError("version_odd", version=version)
    return int(found[1]), int(found[2]), int(found[3])
