"""Faults of the files of a package: missing, changed, or not listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.model import Fault
from gongkai.package.files import CHECKSUMS, DATA, file_names, sha256


def file_faults(folder: Path, descriptor: dict[str, Any]) -> Iterator[Fault]:
    """Files that differ from what the descriptor says of them, Parquet alternates included."""
    listed: set[str] = set()
    for resource in descriptor["resources"]:
        for entry in (resource, *alternates(resource)):
            listed.add(str(entry.get("path")))
            yield from _entry_faults(folder, entry)
    for path in sorted((folder / DATA).glob("*")):
        if f"{DATA}/{path.name}" not in listed:
            yield Fault(f"{DATA}/{path.name}", "unlisted", "is in the folder but not in the descriptor")


def alternates(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The other files of a resource; whatever else stands there is no file."""
    found = resource.get("alternates")
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _entry_faults(folder: Path, entry: dict[str, Any]) -> Iterator[Fault]:
    name = str(entry.get("path"))
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
    return path.is_absolute() or ".." in path.parts or "\0" in name


def checksum_faults(folder: Path) -> Iterator[Fault]:
    """Files that differ from SHA256SUMS, which also covers the spreadsheets, databases and texts, or are not in it."""
    path = folder / CHECKSUMS
    if not path.is_file():
        yield Fault(CHECKSUMS, "missing", "is not there")
        return
    lines = path.read_bytes().decode(errors="replace").split("\n")
    if lines.pop() != "":
        yield Fault(CHECKSUMS, "path", "its end was cut off")
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in file_names(folder):
        if name not in listed:
            yield Fault(name, "unlisted", f"is in the folder but not in {CHECKSUMS}")
    for name, digest in listed.items():
        if fault := _sum_fault(folder, name, digest):
            yield fault


def _sum_fault(folder: Path, name: str, digest: str) -> Fault | None:
    if not name or _outside(name):
        return Fault(CHECKSUMS, "path", f"names no file of the package: {digest[:80]}")
    if not (folder / name).is_file():
        return Fault(name, "missing", f"is in {CHECKSUMS} but not there")
    if sha256(folder / name) != digest:
        return Fault(name, "hash", f"is not the file whose SHA-256 is in {CHECKSUMS}")
    return None
