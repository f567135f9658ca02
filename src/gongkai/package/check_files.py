"""Faults of the files of a package: missing, changed, or not listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.model import Fault, fault
from gongkai.package.files import CHECKSUMS, DATA, DESCRIPTOR, file_names, sha256


def file_faults(folder: Path, descriptor: dict[str, Any]) -> Iterator[Fault]:
    """Files that differ from what the descriptor says of them, Parquet alternates included."""
    listed: set[str] = set()
    for resource in descriptor["resources"]:
        for entry in (resource, *alternates(resource)):
            listed.add(str(entry.get("path")))
            yield from _entry_faults(folder, entry)
    for path in sorted((folder / DATA).glob("*")):
        if f"{DATA}/{path.name}" not in listed:
            yield fault(f"{DATA}/{path.name}", "unlisted", "fault_unlisted", register=DESCRIPTOR)


def alternates(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The other files of a resource; whatever else stands there is no file."""
    found = resource.get("alternates")
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _entry_faults(folder: Path, entry: dict[str, Any]) -> Iterator[Fault]:
    name = str(entry.get("path"))
    if _outside(name):
        yield fault(name, "path", "fault_leads_out")
        return
    path = folder / name
    if path.is_file() and path.stat().st_size != entry.get("bytes"):
        yield fault(name, "bytes", "fault_bytes", found=path.stat().st_size, listed=entry.get("bytes"))
    yield from _changed(path, name, entry.get("hash"), DESCRIPTOR)


def _changed(path: Path, name: str, listed: object, register: str) -> Iterator[Fault]:
    """A fault if the file is missing or is not the one with the hash that a register lists, `sha256:…`."""
    if not path.is_file():
        yield fault(name, "missing", "fault_missing", register=register)
    elif f"sha256:{sha256(path)}" != listed:
        yield fault(name, "hash", "fault_hash", register=register)


def one_line(error: Exception) -> str:
    """What a library says of a damaged file, for a fault."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _outside(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\0" in name


def checksum_faults(folder: Path) -> Iterator[Fault]:
    """Files that differ from SHA256SUMS, which also covers the spreadsheets, databases and texts, or are not in it."""
    path = folder / CHECKSUMS
    if not path.is_file():
        yield fault(CHECKSUMS, "missing", "fault_not_there")
        return
    lines = path.read_bytes().decode(errors="replace").split("\n")
    if lines.pop() != "":
        yield fault(CHECKSUMS, "path", "fault_cut")
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in file_names(folder):
        if name not in listed:
            yield fault(name, "unlisted", "fault_unlisted", register=CHECKSUMS)
    for name, digest in listed.items():
        if not name or _outside(name):
            yield fault(CHECKSUMS, "path", "fault_no_file", said=digest[:80])
        else:
            yield from _changed(folder / name, name, f"sha256:{digest}", CHECKSUMS)
