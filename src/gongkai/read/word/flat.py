"""Word documents in one XML file: that of Word 2003, and the flat package of later versions."""

from __future__ import annotations

from gongkai.model import Block
from gongkai.read.joining import tidy
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.blocks import story_of
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
    parts = {local_name(element): element for element in root.iter("{*}styles", "{*}numbering")}

    def embedded(_relation_id: str) -> tuple[Block, ...]:
        raise rejection("unknown_format", file.name, "embeds_file")

    blocks = story_of(body, parts.get("styles"), parts.get("numbering"), embedded)
    about = next((child for child in root if local_name(child) == "DocumentProperties"), ())
    properties = ((_PROPERTIES.get(local_name(child)), tidy(child.text or "")) for child in about)
    return Content(blocks, tuple((name, text) for name, text in properties if name and text))


READER = Reader(
    format="word_xml",
    suffixes=(),
    tolerated=(".doc", ".docx", ".wps"),
    claims=lambda file: any(root in file.data[:_HEAD] for root in _ROOTS),
    parse=parse,
)
