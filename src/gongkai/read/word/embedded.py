"""Files embedded in a Word document as part of its text (altChunk), as programs that write web pages as Word do."""

from __future__ import annotations

from pathlib import PurePosixPath

from gongkai.model import Block
from gongkai.read.html import reader as html
from gongkai.read.html.archive import SUFFIXES, page_inside
from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

_WEB = (".htm", ".html", ".xhtml")


def embedded_blocks(file: SourceFile, part: str, data: bytes) -> tuple[Block, ...]:
    """Blocks of a web page or a web archive inside a document; raises `unknown_format` for anything else."""
    suffix = PurePosixPath(part).suffix.lower()
    inside = SourceFile(file.name, data, file.spent)
    if suffix in SUFFIXES:
        inside = page_inside(inside)
    elif suffix not in _WEB:
        raise rejection("unknown_format", file.name, "embeds", part=part)
    return html.READER.parse(inside).blocks
