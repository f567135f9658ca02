"""What the last build made, under the key of all that it was made from; if the key still fits, it is taken over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from gongkai.pipeline.cache import Cache, code_version, key_of
from gongkai.pipeline.packing import packed, unpacked
from gongkai.pipeline.tasks import FileMark, marked, take_over, untouched

T = TypeVar("T")
M = TypeVar("M")
SHOWING_ROOMS = ("model", "forms", "query", "site")


@dataclass(frozen=True, slots=True)
class LastMade(Generic[M]):
    """What the last build made: the key of what it was made from, its files, and what the site must know of it."""

    key: str
    files: Mapping[str, FileMark]
    made: M


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build left: its site, and folders with files of that site which may be moved away."""

    site: Path
    spare: Path

    def put_again(self, files: Mapping[str, FileMark], out: Path) -> bool:
        """Puts these files of the last build into the new site; False if one has been touched since.

        Whole folders are moved where they are to spare; of other files the new site gets a link.
        """
        folders: dict[str, dict[str, FileMark]] = {}
        for path, mark in files.items():
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder, {})[name] = mark
        moved = {folder: more for folder, own in folders.items() if (more := self._beside(folder, own)) is not None}
        linked = [path for path in files if path.rpartition("/")[0] not in moved]
        if not all(untouched(f"{self.site}/{path}", files[path]) for path in linked):
            return False
        for folder, more in moved.items():
            for name in more:
                os.unlink(f"{self.spare}/{folder}/{name}")  # noqa: PTH108
            _move(f"{self.spare}/{folder}", f"{out}/{folder}")
        for path in linked:
            take_over(f"{self.site}/{path}", f"{out}/{path}")
        return True

    def _beside(self, folder: str, files: Mapping[str, FileMark]) -> Sequence[str] | None:
        """What a spare folder holds beside these files; None if it is no such folder."""
        try:
            with os.scandir(f"{self.spare}/{folder}") as entries:
                found = {entry.name: entry for entry in entries}
        except OSError:
            return None
        if not folder or any(entry.is_dir() for entry in found.values()) or not files.keys() <= found.keys():
            return None
        statuses = {name: found[name].stat() for name in files}
        same = all(
            statuses[name].st_size == mark.size and statuses[name].st_mtime_ns == mark.changed
            for name, mark in files.items()
        )
        return [name for name in found if name not in files] if same else None


def entry(kind: str, name: str) -> str:
    """The name under which the cache keeps what was made; other code, whose types differ, finds nothing."""
    return f"{kind} {code_version('pipeline', *SHOWING_ROOMS)} {name}"


def _move(old: str, new: str) -> None:
    """A folder to where a new site has none."""
    try:
        os.rename(old, new)  # noqa: PTH104
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True)
        _move(old, new)
    except OSError:  # to another disk, say
        shutil.copytree(old, new, dirs_exist_ok=True)


@dataclass(frozen=True, slots=True)
class LastSite:
    """Keeps parts of a site from one build to the next; `out` is the folder of the new one."""

    cache: Cache
    before: Before
    out: Path

    def take(self, name: str, kind: type[T], made_from: object) -> T | None:
        """What is kept under the name, its files put into the new site; None if it was made from something else."""
        data = self.cache.get(entry("part", name))
        last: LastMade[object] | None = unpacked(data) if data else None
        if last is None or last.key != key_of(repr(made_from)) or not isinstance(last.made, kind):
            return None
        return last.made if self.before.put_again(last.files, self.out) else None

    def keep(self, name: str, made_from: object, made: object, paths: Iterable[str]) -> None:
        """Keeps what was made, with its files as they stand in the new site."""
        files = {path: marked(self.out / path, "") for path in paths}
        self.cache.put(entry("part", name), packed(LastMade(key_of(repr(made_from)), files, made)))
