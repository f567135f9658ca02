"""OpenDocument text (.odt, .fodt): LibreOffice turns it into .docx where it is installed."""

from __future__ import annotations

from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.docx import BAD_PACKAGE, Package
from gongkai.read.word.libreoffice import parse_converted

_PACKAGE = b"PK\x03\x04"
_TEXT = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_FLAT_ROOT = b"<office:document"
_HEAD = 4096


def claims(file: SourceFile) -> bool:
    """True for a package or a single XML file that says it is OpenDocument text."""
    head = file.data[:_HEAD]
    return _TEXT in head and (head.startswith(_PACKAGE) or _FLAT_ROOT in head)


def parse(file: SourceFile) -> Content:
    """Blocks of an OpenDocument text; raises `password_protected`, `converter_missing` or `damaged`."""
    if not file.data.startswith(_PACKAGE):
        return parse_converted(file, ".fodt")
    try:
        with Package(file, file.data) as package:
            encrypted = _ENCRYPTED in package.unpacked(_MANIFEST)
    except (*BAD_PACKAGE, KeyError) as error:
        raise rejection("damaged", file.name, "not_unpacked") from error
    if encrypted:
        raise rejection("password_protected", file.name)
    return parse_converted(file, ".odt")


READER = Reader(
    format="odt",
    suffixes=(".odt", ".fodt", ".ott"),
    tolerated=(),
    claims=claims,
    parse=parse,
)
