"""Word documents (.docx): the package is opened here, the XML of its text is read in `blocks`."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from gongkai.model import Block
from gongkai.read.html import reader as html
from gongkai.read.joining import tidy
from gongkai.read.limits import most
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.blocks import story_of
from gongkai.read.word.xml import Element, local_name, parse_xml

BAD_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What unpacking a broken archive throws."""
_ENCRYPTED = 0x1
_MAIN = "word/document.xml"
_WEB = (".htm", ".html", ".xhtml")


def parse(file: SourceFile) -> Content:
    """Blocks of a Word document; headers, footers, notes and deleted text are left out."""
    return read_package(file, file.data)


def read_package(file: SourceFile, data: bytes) -> Content:
    """Blocks of the .docx package in `data`; errors name `file`."""
    try:
        with Package(file, data) as package:
            return _Document(file, package).content()
    except BAD_PACKAGE as error:
        raise rejection("damaged", file.name, "not_unpacked") from error


class Package:
    """The parts of a zip archive by their names; all that is unpacked counts towards the limit of the file."""

    def __init__(self, file: SourceFile, data: bytes) -> None:
        self._file = file
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        # Some programs on Windows part folders with backslashes.
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._archive.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def unpacked(self, part: str) -> bytes:
        """The bytes of a part; raises `password_protected`, or what unpacking throws."""
        entry = self._entries[part]
        if entry.flag_bits & _ENCRYPTED:
            raise rejection("password_protected", self._file.name)
        with self._archive.open(entry) as stream:
            data = stream.read(most("unpacked_bytes") + 1)
        self._file.spend("unpacked_bytes", len(data))
        return data

    def xml(self, part: str) -> Element:
        """The root of a part."""
        return parse_xml(self._file, self.unpacked(part), part)


class _Document:
    """The text part of a package, and what it refers to."""

    def __init__(self, file: SourceFile, package: Package) -> None:
        self._file = file
        self._package = package
        relations = package.xml("_rels/.rels") if "_rels/.rels" in package else ()
        said = (r.get("Target") or "" for r in relations if (r.get("Type") or "").endswith("/officeDocument"))
        targets = (target.replace("\\", "/").lstrip("/") for target in said)
        main = next((target for target in targets if target in package), _MAIN)
        folder, name = posixpath.split(main)
        if folder != "word" or main not in package:
            raise rejection("mislabelled" if file.suffix in READER.suffixes else "unknown_format", file.name)
        self._main = main
        own = f"{folder}/_rels/{name}.rels"
        self._relations = list(package.xml(own)) if own in package else []

    def content(self) -> Content:
        """Everything that the document says."""
        body = next((child for child in self._package.xml(self._main) if local_name(child) == "body"), None)
        if body is None:
            raise rejection("damaged", self._file.name, "no_body")
        blocks = story_of(body, self._related("styles"), self._related("numbering"), self._embedded)
        if not blocks and any(name.startswith("word/media/") for name in self._package):
            raise rejection("scanned", self._file.name)
        about = self._package.xml("docProps/core.xml") if "docProps/core.xml" in self._package else ()
        # such as `dc:title` and `dcterms:created`, with their usual prefixes
        properties = ((f"{child.prefix}:{local_name(child)}", tidy(child.text or "")) for child in about)
        return Content(blocks, tuple((name, value) for name, value in properties if value))

    def _related(self, kind: str) -> Element | None:
        """The root of the part of a kind, None if the document has none."""
        found = next((r for r in self._relations if (r.get("Type") or "").endswith(f"/{kind}")), None)
        part = f"word/{kind}.xml" if found is None else self._target(found)
        return self._package.xml(part) if part in self._package else None

    def _target(self, relation: Element) -> str:
        folder = posixpath.dirname(self._main)
        return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")

    def _embedded(self, relation_id: str) -> tuple[Block, ...]:
        """Blocks of a web page that is part of the text (altChunk), as programs that write pages as Word do."""
        part = next((self._target(relation) for relation in self._relations if relation.get("Id") == relation_id), "")
        if part not in self._package:
            raise rejection("damaged", self._file.name, "embedded_missing")
        self._file.spend("embedded", 1)
        inside = SourceFile(self._file.name, self._package.unpacked(part), self._file.spent)
        suffix = PurePosixPath(part).suffix.lower()
        if suffix in html.ARCHIVE_SUFFIXES:
            inside = html.page_inside(inside)
        elif suffix not in _WEB:
            raise rejection("unknown_format", self._file.name, "embeds", part=part)
        return html.parse(inside).blocks


READER = Reader(
    format="docx",
    suffixes=(".docx", ".docm", ".dotx"),
    tolerated=(".doc", ".wps", ".dot", ".wpt"),
    claims=lambda file: file.data.startswith(b"PK\x03\x04"),
    parse=parse,
)
