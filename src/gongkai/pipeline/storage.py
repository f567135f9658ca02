"""Datasets and output on object storage, through fsspec: fetched before a build, put back after it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.errors import BuildError
from gongkai.workspace import OUTPUT


def fetch(address: str, folder: Path) -> None:
    """Copy all files below an address into a folder.

    Raises:
        BuildError: nothing is there, or fsspec cannot read it.
    """
    system, root = _opened(address)
    try:
        names = system.find(root)
    except OSError as error:
        raise BuildError("storage_unread", file=address, said=error) from error
    if not names:
        raise BuildError("storage_empty", file=address)
    for name in names:
        target = folder / PurePosixPath(name).relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(system.cat_file(name))


def store(folder: Path, address: str) -> None:
    """Copy packages and site to an address: what is new first, then what is gone is deleted.

    Raises:
        BuildError: fsspec cannot write there.
    """
    system, root = _opened(address)
    try:
        held = set(system.find(root)) if system.exists(root) else set()
        for path in sorted(path for part in OUTPUT for path in (folder / part).rglob("*") if path.is_file()):
            name = f"{root}/{path.relative_to(folder).as_posix()}"
            system.makedirs(name.rpartition("/")[0], exist_ok=True)
            system.pipe_file(name, path.read_bytes())
            held.discard(name)
        for name in held:
            if name.removeprefix(f"{root}/").partition("/")[0] in OUTPUT:
                system.rm_file(name)
    except OSError as error:
        raise BuildError("storage_unwritten", file=address, said=error) from error


def _opened(address: str) -> tuple[Any, str]:
    import fsspec

    try:
        system, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise BuildError("storage_unknown", file=address, said=error) from error
    return system, str(root).rstrip("/")
