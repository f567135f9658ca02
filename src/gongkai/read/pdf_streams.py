"""The packed parts of a PDF: one that cannot be unpacked whole is no source of numbers."""

from __future__ import annotations

import zlib
from base64 import a85decode
from collections.abc import Iterator
from typing import Any

from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

_PACKED = ("FlateDecode", "Fl")
_AS_LETTERS = ("ASCII85Decode", "A85")
_ZLIB_HEAD = 2
_CHECKSUM = 4
_OF_NO_TEXT = ("Image", "XML", "Type1C", "CIDFontType0C", "OpenType")
_FONT_PROGRAM = "Length1"


def refuse_broken_streams(file: SourceFile, document: Any) -> None:
    """Raises `damaged` if a page or a font's table of characters is not whole.

    The library would silently take what can be unpacked, which may end in the middle of a table or hold other digits.
    """
    for number, stream in _streams(document):
        if not _is_whole(stream, number):
            raise rejection("damaged", file.name, f"its object {number} cannot be unpacked")


def _streams(document: Any) -> Iterator[tuple[int, Any]]:
    numbers = {number for table in document.xrefs for number in table.get_objids()}
    for number in sorted(numbers):
        try:
            found = document.getobj(number)
        except Exception:  # an object that nobody needs may be missing
            continue
        if hasattr(found, "get_rawdata") and _may_hold_text(found):
            yield number, found


def _may_hold_text(stream: Any) -> bool:
    kind = getattr(stream.attrs.get("Subtype"), "name", None)
    return kind not in _OF_NO_TEXT and _FONT_PROGRAM not in stream.attrs


def _is_whole(stream: Any, number: int) -> bool:
    """Unpacks once more and compares the checksum; True where the packing has none."""
    if stream.rawdata is None:
        return True
    data = stream.rawdata
    if stream.decipher:
        data = stream.decipher(number, stream.genno, data, stream.attrs)
    names = [getattr(name, "name", "") for name, _ in stream.get_filters()]
    if names and names[0] in _AS_LETTERS:
        data, names = a85decode(b"<~" + data.strip(), adobe=True), names[1:]
    return not names or names[0] not in _PACKED or _unpacks(data)


def _unpacks(data: bytes) -> bool:
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(data[_ZLIB_HEAD:])
    except zlib.error:
        return False
    checksum = unpacker.unused_data[:_CHECKSUM]
    # Some programs leave the checksum out.
    return unpacker.eof and (len(checksum) < _CHECKSUM or int.from_bytes(checksum, "big") == zlib.adler32(content))
