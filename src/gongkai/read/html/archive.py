"""Pages saved as one file (.mht, .mhtml): the page itself is taken out of its MIME wrapper."""

from __future__ import annotations

import re
from email import message_from_bytes

from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

SUFFIXES = (".mht", ".mhtml")
_HEADER = re.compile(rb"\s*+(?:[A-Za-z][A-Za-z-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)++\r?\n")
_OF_A_PAGE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_LONGEST_HEADER = 20_000
"""Bytes that are looked through for the header of a saved page (MHTML)."""


def is_archive(data: bytes) -> bool:
    """True if the bytes begin with the header of a saved page."""
    header = _HEADER.match(data[:_LONGEST_HEADER])
    return header is not None and b"mime-version:" in header[0].lower() and _OF_A_PAGE.search(header[0]) is not None


def page_inside(file: SourceFile) -> SourceFile:
    """The longest page of an archive: a frame may hold the article; raises `damaged` if there is none."""
    parts = (part for part in message_from_bytes(file.data.lstrip()).walk() if part.get_content_type() == "text/html")
    contents = (part.get_payload(decode=True) for part in parts)
    pages = [content for content in contents if isinstance(content, bytes) and content.strip()]
    if not pages:
        raise rejection("damaged", file.name, "no_page_inside")
    return SourceFile(file.name, max(pages, key=len), file.spent)
