"""Word documents (.docx): the package is opened here, its XML is read in `docx_blocks`."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from gongkai.read.blocks import BlockBuilder
from gongkai.read.docx_blocks import Story
from gongkai.read.docx_xml import Element, local_name
from gongkai.read.joining import tidy
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.refusal import refusal

MOST_UNPACKED = 50_000_000
"""Bytes that one part may unpack to; a report's text has less than one million."""
BAD_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What unpacking a broken archive throws."""
_ENCRYPTED = 0x1


def parse(file: SourceFile) -> Content:
    """Blocks of a Word document; headers, footers, notes and deleted text are left out."""
    return read_package(file, file.data)


def read_package(file: SourceFile, data: bytes) -> Content:
    """Blocks of the .docx package in `data`; errors name `file`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(file, package)
    except BAD_PACKAGE as error:
        raise refusal("damaged", file.name, "its package cannot be unpacked") from error


def _read(file: SourceFile, package: zipfile.ZipFile) -> Content:
    main = _main_part(file, package)
    if main is None:
        raise refusal("mislabelled" if file.suffix in READER.suffixes else "unknown_format", file.name)
    root = _xml(file, package, main)
    body = next((child for child in root if local_name(child) == "body"), None)
    if body is None:
        raise refusal("damaged", file.name, "the document has no body")
    builder = BlockBuilder()
    Story(builder).read(body)
    if not builder.blocks and any(name.startswith("word/media/") for name in package.namelist()):
        raise refusal("scanned", file.name)
    return Content(tuple(builder.blocks), _properties(file, package))


def _main_part(file: SourceFile, package: zipfile.ZipFile) -> str | None:
    """Path of the text in the package, None if this is no Word document."""
    parts = set(package.namelist())
    if "_rels/.rels" in parts:
        for relation in _xml(file, package, "_rels/.rels"):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in parts:
                return target if posixpath.dirname(target) == "word" else None
    return "word/document.xml" if "word/document.xml" in parts else None


def _xml(file: SourceFile, package: zipfile.ZipFile, part: str) -> Element:
    if package.getinfo(part).flag_bits & _ENCRYPTED:
        raise refusal("password_protected", file.name)
    with package.open(part) as stream:
        data = stream.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise refusal("too_large", file.name, f"{part} unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refusal("damaged", file.name, f"{part} is no well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("damaged", file.name, f"{part} defines entities, which no Word document does")
    return root


def _properties(file: SourceFile, package: zipfile.ZipFile) -> tuple[tuple[str, str], ...]:
    """Document properties such as `dc:title` and `dcterms:created`, with their usual prefixes."""
    if "docProps/core.xml" not in package.namelist():
        return ()
    root = _xml(file, package, "docProps/core.xml")
    pairs = ((f"{child.prefix}:{local_name(child)}", tidy(child.text or "")) for child in root)
    return tuple((name, value) for name, value in pairs if value)


READER = Reader(
    format="docx",
    suffixes=(".docx", ".docm", ".dotx"),
    tolerated=(".doc", ".wps", ".dot", ".wpt"),
    claims=lambda file: file.data.startswith(b"PK\x03\x04"),
    parse=parse,
)
