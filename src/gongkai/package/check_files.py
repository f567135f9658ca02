"""Faults of the files of a package: missing, changed, or not listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.model import Fault
from gongkai.package.files import CHECKSUMS, DATA, sha256


def file_faults(folder: Path, descriptor: dict[str, Any]) -> Iterator[Fault]:
    """Files that differ from what the descriptor says of them, Parquet alternates included."""
    listed: set[str] = set()
    for resource in descriptor["resources"]:
        for entry in (resource, *resource.get("alternates", ())):
            listed.add(str(entry["path"]))
            yield from _entry_faults(folder, entry)
    for path in sorted((folder / DATA).glob("*")):
        if f"{DATA}/{path.name}" not in listed:
            yield Fault(f"{DATA}/{path.name}", "unlisted", "is in the folder but not in the descriptor")


def _entry_faults(folder: Path, entry: dict[str, Any]) -> Iterator[Fault]:
    name = str(entry["path"])
    if _outside(name):
        yield Fault(name, "path", "leads out of the package")
        return
    path = folder / name
    if not path.is_file():
        yield Fault(name, "missing", "is listed but not there")
        return
    if path.stat().st_size != entry.get("bytes"):
        yield Fault(name, "bytes", f"has {path.stat().st_size} bytes, {entry.get('bytes')} are listed")
    if f"sha256:{sha256(path)}" != entry.get("hash"):
        yield Fault(name, "hash", "is not the file whose SHA-256 is listed")


def _outside(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def checksum_faults(folder: Path) -> Iterator[Fault]:
    """Files that differ from SHA256SUMS, which also covers the spreadsheets, databases and texts."""
    path = folder / CHECKSUMS
    if not path.is_file():
        yield Fault(CHECKSUMS, "missing", "is not there")
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        if not name or _outside(name):
            yield Fault(CHECKSUMS, "path", f"names no file of the package: {line[:80]}")
        elif not (folder / name).is_file():
            yield Fault(name, "missing", f"is in {CHECKSUMS} but not there")
        elif sha256(folder / name) != expected:
            yield Fault(name, "hash", f"is not the file whose SHA-256 is in {CHECKSUMS}")
