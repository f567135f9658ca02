"""Files embedded in a Word document as part of its text (altChunk), as programs that write web pages as Word do."""

from __future__ import annotations

import email
from pathlib import PurePosixPath

from gongkai.model import Block
from gongkai.read.html import reader as html
from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

_WEB = (".htm", ".html", ".xhtml")
_MAIL = (".mht", ".mhtml")


def embedded_blocks(file: SourceFile, part: str, data: bytes) -> tuple[Block, ...]:
    """Blocks of a web page or a web archive inside a document; raises `unknown_format` for anything else."""
    suffix = PurePosixPath(part).suffix.lower()
    if suffix in _MAIL:
        suffix, data = _WEB[0], _page_of_archive(data)
    if suffix not in _WEB:
        raise rejection("unknown_format", file.name, "embeds", part=part)
    return html.READER.parse(SourceFile(file.name, data, file.spent)).blocks


def _page_of_archive(data: bytes) -> bytes:
    pages = (part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    payload = page.get_payload(decode=True) if page is not None else b""
    return payload if isinstance(payload, bytes) else b""
