"""Bytes to documents: one reader per file format, chosen by content first and by name second."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from pkgutil import resolve_name
from stat import S_ISREG

from gongkai.errors import GongkaiError
from gongkai.forms import code_list
from gongkai.model import Document, Source
from gongkai.read.limits import TooMuch, most
from gongkai.read.reader import Reader, SourceFile
from gongkai.read.rejection import reject_foreign, rejection

__all__ = ["MOST_BYTES", "formats", "read", "read_bytes"]

MOST_BYTES = most("file_bytes")

READERS: tuple[Reader, ...] = tuple(resolve_name(f"gongkai.read.{row['reader']}") for row in code_list("formats"))
"""Those of `labels/formats.csv`, in the order in which they are asked whether a file is theirs."""
_ANNOUNCED = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def formats() -> tuple[str, ...]:
    """Codes of the formats that can be read."""
    return tuple(reader.format for reader in READERS)


def read(path: Path) -> Document:
    """The document in a file; raises UnreadableFile with a reason, OSError if the file cannot be opened.

    Folders, devices, pipes and links to other folders are rejected by name: nothing of them is read.
    """
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        raise rejection("not_a_file", path.name, "elsewhere")
    status = path.stat()
    if not S_ISREG(status.st_mode):
        raise rejection("not_a_file", path.name)
    if status.st_size > most("file_bytes"):
        raise rejection("too_large", path.name, "limit", most=most("file_bytes") // 1_000_000, zh="MB", en="MB")
    try:
        with path.open("rb") as file:
            data = file.read(most("file_bytes") + 1)
    except OSError as error:
        if status.st_size or isinstance(error, PermissionError):
            raise
        raise rejection("not_a_file", path.name) from error  # what only looks like a file, as below /proc
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Document:
    """The document in the bytes of a file called `name`; raises UnreadableFile with a reason."""
    file = SourceFile(Path(name).name, data)
    if not data.strip():
        raise rejection("empty_file", file.name)
    if len(data) > most("file_bytes"):
        raise rejection("too_large", file.name, "limit", most=most("file_bytes") // 1_000_000, zh="MB", en="MB")
    reject_foreign(file.name, file.suffix, data, _ANNOUNCED)
    reader = next((reader for reader in READERS if reader.claims(file)), None)
    if reader is None:
        raise rejection("empty_file", file.name, "white_space")
    if file.suffix in _ANNOUNCED.difference(reader.suffixes, reader.tolerated):
        raise rejection("mislabelled", file.name, "content", kind=reader.format)
    try:
        content = reader.parse(file)
    except (GongkaiError, MemoryError):
        raise
    except TooMuch as error:
        raise rejection(error.reason, file.name, "limit", **error.limit) from error
    except Exception as error:  # what a library throws on bad bytes is the file's fault
        raise rejection("damaged", file.name, "unexpected", error=type(error).__name__) from error
    source = Source(file.name, reader.format, content.encoding, sha256(data).hexdigest(), len(data))
    return Document(source, content.blocks, content.metadata, content.unread, content.recognised)
