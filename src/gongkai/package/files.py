"""Paths inside a package, and the size and hash that prove a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

DESCRIPTOR = "datapackage.json"
CHECKSUMS = "SHA256SUMS"
DATA = "data"


def sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def proof(path: Path) -> dict[str, int | str]:
    """`bytes` and `hash` of a file as a descriptor states them."""
    return {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}


def file_names(folder: Path) -> list[str]:
    """Every file of a package but its checksums, by name."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != CHECKSUMS)


def checksums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """A line for each file with its SHA-256, as `sha256sum --check` reads it."""
    return {name: f"{sha256(folder / name)}  {name}\n" for name in names}
