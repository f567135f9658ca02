"""Pages that a browser or a word processor saved as one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from gongkai.errors import UnreadableFile
from gongkai.read import read_bytes
from tests.read.pages import article, site_page
from tests.read.showing import outline

PAGE = site_page(article())
FRAME = "<html><body><p>搜索 12</p></body></html>"


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    """A saved page of (content type, transfer encoding, encoded bytes)."""
    head = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--=X"\r\n'
    )
    bodies = (
        f"\r\n----=X\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + data
        for kind, coding, data in parts
    )
    return head + "\r\n这是单个文件网页。\r\n".encode() + b"".join(bodies) + b"\r\n----=X--\r\n"


def printable(text: str, encoding: str = "utf-8") -> tuple[str, str, bytes]:
    return f'text/html; charset="{encoding}"', "quoted-printable", quopri.encodestring(text.encode(encoding))


@pytest.mark.parametrize("name", ["年报.mht", "年报.mhtml", "年报.doc"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_saved_page_reads_as_the_page(name: str, encoding: str) -> None:
    part = ("text/html", "base64", base64.encodebytes(PAGE.encode(encoding)))
    document = read_bytes(name, archive(part, ("image/png", "base64", b"iVBORw0KGgo=")))
    assert document.source.format == "html"
    assert outline(document) == outline(read_bytes("a.html", PAGE.encode()))


def test_the_longest_of_several_frames_is_the_page() -> None:
    saved = archive(printable(FRAME), printable(PAGE), ("text/css", "quoted-printable", b".a {}"), printable(FRAME))
    assert outline(read_bytes("a.mhtml", saved)) == outline(read_bytes("a.html", PAGE.encode()))


def test_an_archive_without_a_page_is_damaged() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes("a.mht", archive(("image/png", "base64", b"iVBORw0KGgo=")))
    assert caught.value.reason == "damaged"
