"""What was worked out before, by what it was worked out from: deleting it changes nothing but time.

A key is a hash of everything that a result depends on: bytes of the source, rows of the registers, and the code of the
rooms that made it, with the versions of the libraries installed (docs/decisions/0039-cache.md).
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from types import TracebackType
from typing import Self

from gongkai import version
from gongkai.errors import BuildError

FILE = "work.sqlite"
MOST_BYTES = 4_000_000_000
"""Size of the file above which what was not used for longest goes."""
COMMIT_EVERY = 256
"""Entries that a kill may lose."""

_TABLE = "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, build INTEGER, bytes INTEGER, data BLOB)"
_TOTAL = "SELECT coalesce(sum(bytes), 0) FROM entry"


class Cache:
    """Bytes by key in one file; only the process of the build opens it."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._most = most_bytes
        self._used: set[str] = set()
        self._fresh = 0
        try:
            with self._trouble_named():
                self._connection = self._connected()
        except sqlite3.DatabaseError:
            # Spoilt by whatever it was: begin anew.
            self._path.unlink()
            self._connection = self._connected()
        self._build = 1 + self._connection.execute("SELECT coalesce(max(build), 0) FROM entry").fetchone()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            # what went wrong first is what is told
            with suppress(BuildError):
                self.close()

    def get(self, key: str) -> bytes | None:
        """What was put there, None if nothing was or it was thrown away."""
        row = self._connection.execute("SELECT data FROM entry WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._used.add(key)
        return bytes(row[0])

    def __contains__(self, key: str) -> bool:
        return self._connection.execute("SELECT 1 FROM entry WHERE key = ?", (key,)).fetchone() is not None

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data` until room is wanted for something used later."""
        row = (key, self._build, len(data), data)
        with self._trouble_named():
            self._connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", row)
            self._fresh += 1
            if self._fresh % COMMIT_EVERY == 0:
                self._connection.commit()

    def close(self) -> None:
        """Marks what this build used, and throws away what was not used for longest if all is too large."""
        marks = ((self._build, key) for key in self._used)
        with self._trouble_named(), closing(self._connection):
            self._connection.executemany("UPDATE entry SET build = ? WHERE key = ?", marks)
            while self._connection.execute(_TOTAL).fetchone()[0] > self._most:
                oldest = "DELETE FROM entry WHERE build = (SELECT min(build) FROM entry)"
                self._connection.execute(oldest)
            self._connection.commit()

    @contextmanager
    def _trouble_named(self) -> Iterator[None]:
        """A full or read-only disk, in one line."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise BuildError("cache_unwritten", file=self._path, said=error) from error

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        return connection


def key_of(*parts: str | bytes) -> str:
    """The hash of the parts, kept apart from each other."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@cache
def code_version(*rooms: str) -> str:
    """A hash of this package's own files and of the libraries installed.

    Args:
        rooms: the rooms that count, with all they may import; every room if none is named.
    """
    package = Path(version.__file__).parent
    names = sorted(path.relative_to(package) for path in package.rglob("*") if path.is_file())
    own = [name for name in names if not rooms or len(name.parts) == 1 or name.parts[0] in rooms]
    files = ((name.as_posix(), (package / name).read_bytes()) for name in own if "__pycache__" not in name.parts)
    return key_of(sys.version, *_libraries(), *(part for file in files for part in file))


@cache
def _libraries() -> tuple[str, ...]:
    return tuple(sorted({f"{found.name} {found.version}" for found in distributions()}))
