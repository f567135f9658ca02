"""What the last build left, and whether it still is what a build would make: then there is nothing to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from gongkai.pipeline.cache import Cache, code_version, key_of
from gongkai.pipeline.packing import packed, unpacked
from gongkai.workspace import OUTPUT, Workspace

OWN_VARIABLES = "GONGKAI_"
"""What the variables of the environment begin with that mkdocs.yml may name."""

ENTRY = "standing"

Signs = Mapping[str, tuple[int, int]]
"""Size and time of the last change of every file, by its path from the folder of the output."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished build: the stamp of what it was made from, the signs of its files, and what it told."""

    stamp: str
    signs: Signs
    told: object


def stamp_of(workspace: Workspace, site: bool) -> str:
    """The hash of all that a build is made from."""
    own = sorted((name, value) for name, value in os.environ.items() if name.startswith(OWN_VARIABLES))
    contents = (
        part
        for place in (workspace.datasets, workspace.project / "docs")
        for path in sorted(entry.path for entry in _files(place))
        for part in (os.path.relpath(path, place), _digest(Path(path)))
    )
    single = [workspace.project / "mkdocs.yml", workspace.project / "CHANGELOG.md"]
    return key_of(ENTRY, code_version(), repr((site, own)), *contents, *map(_digest, single))


def told_by(workspace: Workspace, cache: Cache, stamp: str) -> object | None:
    """What the last build told, if another one would make the same and nobody has touched what it left."""
    data = cache.get(ENTRY)
    if data is None:
        return None
    last: Standing = unpacked(data)
    parts = sorted({path.partition(os.sep)[0] for path in last.signs})
    return last.told if last.stamp == stamp and last.signs == signs_of(workspace.out, parts) else None


def note(workspace: Workspace, cache: Cache, stamp: str, told: object) -> None:
    """Take down a build that is about to take its place."""
    cache.put(ENTRY, packed(Standing(stamp, signs_of(workspace.out, OUTPUT), told)))


def signs_of(folder: Path, parts: Iterable[str]) -> Signs:
    """The signs of every file in some parts of a folder."""
    found = (entry for part in parts for entry in _files(folder / part))
    skip = len(str(folder)) + 1
    return {entry.path[skip:]: (entry.stat().st_size, entry.stat().st_mtime_ns) for entry in found}


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    if not Path(folder).is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
