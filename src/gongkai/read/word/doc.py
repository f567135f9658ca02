"""Old word-processor files (.doc, .wps, .rtf): LibreOffice turns them into .docx where it is installed."""

from __future__ import annotations

from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.libreoffice import parse_converted

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_RTF = b"{\\rtf"
_SECTOR = 512
"""Bytes of a sector of a compound file; the text begins at one."""
_TEXT_HEADER = b"\xec\xa5"
_ENCRYPTED_FLAG = 0x01


def parse(file: SourceFile) -> Content:
    """Blocks of an old document; raises `password_protected`, `converter_missing` or `damaged`."""
    if file.data.startswith(_RTF):
        return parse_converted(file, ".rtf")
    # Spreadsheets and encrypted documents share the container with old Word documents.
    if _stream_name("EncryptedPackage") in file.data or _is_encrypted(file.data):
        raise rejection("password_protected", file.name)
    if _stream_name("WordDocument") not in file.data:
        known = file.suffix in READER.suffixes or file.suffix in READER.tolerated
        raise rejection("damaged" if known else "unknown_format", file.name, "no_text_document")
    return parse_converted(file, ".doc")


def _stream_name(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_encrypted(data: bytes) -> bool:
    """The header of the text stands at the start of a sector; a flag in it tells of a password."""
    headers = (at for at in range(_SECTOR, len(data), _SECTOR) if data.startswith(_TEXT_HEADER, at))
    first = next(headers, None)
    return first is not None and len(data) > first + 11 and bool(data[first + 11] & _ENCRYPTED_FLAG)


READER = Reader(
    format="doc",
    suffixes=(".doc", ".wps", ".rtf", ".dot", ".wpt"),
    tolerated=(".docx",),
    claims=lambda file: file.data.startswith((_COMPOUND, _RTF)),
    parse=parse,
)
