"""Word documents in one XML file: that of Word 2003, and the flat package of later versions."""

from __future__ import annotations

from functools import partial

from gongkai.model import Block
from gongkai.read.blocks import BlockBuilder
from gongkai.read.joining import tidy
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.blocks import Story
from gongkai.read.word.styles import Numbering, Styles
from gongkai.read.word.xml import attribute, local_name, parse_xml

_ROOTS = (b"<w:wordDocument", b"<pkg:package")
_HEAD = 4096
_MAIN = "/word/document.xml"
_PROPERTIES = {"Title": "dc:title", "Author": "dc:creator", "Created": "dcterms:created"}
"""Names of Word 2003 → those of later documents."""


def parse(file: SourceFile) -> Content:
    """Blocks of a document in XML; raises `damaged`."""
    root = parse_xml(file, file.data, "the file")
    # the part of a flat package that holds the text, else the whole
    main = next((part for part in root if attribute(part, "name") == _MAIN), root)
    body = next((element for element in main.iter() if local_name(element) == "body"), None)
    if body is None:
        raise rejection("damaged", file.name, "no_body")
    builder = BlockBuilder()
    parts = {local_name(element): element for element in root.iter("{*}styles", "{*}numbering")}
    styles = Styles(parts.get("styles"))
    numbering = Numbering(parts.get("numbering"), body, styles)
    Story(builder, partial(_embedded, file), styles, numbering).read(body)
    about = next((child for child in root if local_name(child) == "DocumentProperties"), ())
    properties = ((_PROPERTIES.get(local_name(child)), tidy(child.text or "")) for child in about)
    return Content(tuple(builder.blocks), tuple((name, text) for name, text in properties if name and text))


def _embedded(file: SourceFile, _relation_id: str) -> tuple[Block, ...]:
    raise rejection("unknown_format", file.name, "embeds_file")


READER = Reader(
    format="word_xml",
    suffixes=(),
    tolerated=(".doc", ".docx", ".wps"),
    claims=lambda file: any(root in file.data[:_HEAD] for root in _ROOTS),
    parse=parse,
)
