"""What the last build made, under the key of all that it was made from; if the key still fits, it is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def put_again(self, old: Path, out: Path) -> bool:
        """Links every file of the last build into the new site; False if one has been touched since."""
        if not all(untouched(f"{old}/{path}", mark) for path, mark in self.files.items()):
            return False
        for path in self.files:
            take_over(f"{old}/{path}", f"{out}/{path}")
        return True


def entry(kind: str, name: str) -> str:
    """The name under which the cache keeps what was made; other code, whose types differ, finds nothing."""
    return f"{kind} {code_version('pipeline', *SHOWING_ROOMS)} {name}"


@dataclass(frozen=True, slots=True)
class LastSite:
    """Keeps parts of a site from one build to the next; `old` is the folder of the one that stands, `out` the new."""

    cache: Cache
    old: Path
    out: Path

    def take(self, name: str, kind: type[T], made_from: object) -> T | None:
        """What is kept under the name, its files put into the new site; None if it was made from something else."""
        data = self.cache.get(entry("part", name))
        last: LastMade[object] | None = unpacked(data) if data else None
        if last is None or last.key != key_of(repr(made_from)) or not isinstance(last.made, kind):
            return None
        return last.made if last.put_again(self.old, self.out) else None

    def keep(self, name: str, made_from: object, made: object, paths: Iterable[str]) -> None:
        """Keeps what was made, with its files as they stand in the new site."""
        files = {path: marked(self.out / path, "") for path in paths}
        self.cache.put(entry("part", name), packed(LastMade(key_of(repr(made_from)), files, made)))
