"""Bytes to documents: one reader per file format, chosen by content first and by name second."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.model import Document, Source
from gongkai.read import doc, docx, html, markdown, odt, pdf, text, word_xml
from gongkai.read.limits import TooMuch
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.signatures import refuse_foreign

__all__ = ["MOST_BYTES", "formats", "read", "read_bytes"]

READERS: tuple[Reader, ...] = (
    pdf.READER,
    odt.READER,
    docx.READER,
    doc.READER,
    word_xml.READER,
    html.READER,
    markdown.READER,
    text.READER,
)
"""In the order in which they are asked whether a file is theirs."""

MOST_BYTES = 30_000_000


def formats() -> tuple[str, ...]:
    """Codes of the formats that can be read."""
    return tuple(reader.format for reader in READERS)


def read(path: Path) -> Document:
    """The document in a file; raises UnreadableFile with a reason, OSError if the file cannot be opened."""
    if path.stat().st_size > MOST_BYTES:
        raise rejection("too_large", path.name, f"the limit is {MOST_BYTES // 1_000_000} MB")
    return read_bytes(path.name, path.read_bytes())


def read_bytes(name: str, data: bytes) -> Document:
    """The document in the bytes of a file called `name`; raises UnreadableFile with a reason."""
    file = SourceFile(Path(name).name, data)
    if not data.strip():
        raise rejection("empty_file", file.name)
    if len(data) > MOST_BYTES:
        raise rejection("too_large", file.name, f"the limit is {MOST_BYTES // 1_000_000} MB")
    reader = _choose(file)
    content = _parse(reader, file)
    source = Source(file.name, reader.format, content.encoding, sha256(data).hexdigest(), len(data))
    return Document(source, content.blocks, content.metadata, content.pictures)


def _parse(reader: Reader, file: SourceFile) -> Content:
    """What a library throws on bad bytes is the file's fault and says so."""
    try:
        return reader.parse(file)
    except GongkaiError:
        raise
    except TooMuch as error:
        raise rejection(error.reason, file.name, error.detail) from error
    except Exception as error:
        raise rejection("damaged", file.name, type(error).__name__) from error


def _choose(file: SourceFile) -> Reader:
    announced = {suffix for reader in READERS for suffix in reader.suffixes}
    refuse_foreign(file.name, file.suffix, file.data, announced)
    reader = next((reader for reader in READERS if reader.claims(file)), None)
    if reader is None:
        raise rejection("empty_file", file.name, "it holds white space only")
    if file.suffix in announced.difference(reader.suffixes, reader.tolerated):
        raise rejection("mislabelled", file.name, f"its content is {reader.format}")
    return reader
