"""Word documents (.docx): the package is opened here, its XML is read in `docx_blocks`."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import partial

from gongkai.model import Block
from gongkai.read.blocks import BlockBuilder
from gongkai.read.docx_blocks import Story
from gongkai.read.docx_embedded import embedded_blocks
from gongkai.read.docx_xml import Element, local_name, parse_xml
from gongkai.read.joining import tidy
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection

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
        raise rejection("damaged", file.name, "its package cannot be unpacked") from error


def _read(file: SourceFile, package: zipfile.ZipFile) -> Content:
    main = _main_part(file, package)
    if main is None:
        raise rejection("mislabelled" if file.suffix in READER.suffixes else "unknown_format", file.name)
    root = _xml(file, package, main)
    body = next((child for child in root if local_name(child) == "body"), None)
    if body is None:
        raise rejection("damaged", file.name, "the document has no body")
    builder = BlockBuilder()
    Story(builder, partial(_embedded, file, package, main)).read(body)
    if not builder.blocks and any(name.startswith("word/media/") for name in package.namelist()):
        raise rejection("scanned", file.name)
    return Content(tuple(builder.blocks), _properties(file, package))


def _embedded(file: SourceFile, package: zipfile.ZipFile, main: str, relation_id: str) -> tuple[Block, ...]:
    """Blocks of the file that a relation of the main part names."""
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    found = _xml(file, package, relations) if relations in package.namelist() else ()
    target = next((relation.get("Target") or "" for relation in found if relation.get("Id") == relation_id), "")
    part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    if part not in package.namelist():
        raise rejection("damaged", file.name, "a file that it embeds is missing")
    return embedded_blocks(file, part, _unpacked(file, package, part))


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
    return parse_xml(file, _unpacked(file, package, part), part)


def _unpacked(file: SourceFile, package: zipfile.ZipFile, part: str) -> bytes:
    if package.getinfo(part).flag_bits & _ENCRYPTED:
        raise rejection("password_protected", file.name)
    with package.open(part) as stream:
        data = stream.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise rejection("too_large", file.name, f"{part} unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
    return data


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
