"""The packed parts of a PDF: one that cannot be unpacked whole is no source of numbers."""

from __future__ import annotations

import io
import logging
import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from gongkai.read.limits import keep_within, most
from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

_PACKED = ("FlateDecode", "Fl")
_AS_LETTERS = ("ASCII85Decode", "A85")
_ZLIB_HEAD = 2
_OBJECT = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1000
"""Bytes in front of a stream in which its description stands."""
_CHUNK = 65_536
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_CHECKSUM = 4
_OF_NO_TEXT = ("Image", "XML", "Type1C", "CIDFontType0C", "OpenType")
_FONT_PROGRAM = "Length1"

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def unpack_within_limits(file: SourceFile) -> None:
    """Raises TooMuch if what is packed in the file unpacks to more than any report holds; pictures do not count."""
    for start in _STREAM.finditer(file.data):
        head = file.data[max(0, start.start() - _DICTIONARY) : start.start()].rpartition(b"obj")[2]
        data = memoryview(file.data)[start.end() :]
        if b"/Image" in head or len(data) < _ZLIB_HEAD or data[0] & 0x0F != 8 or (data[0] << 8 | data[1]) % 31:
            continue
        unpacker = zlib.decompressobj()
        left = most("unpacked_bytes") - file.spent["unpacked_bytes"]
        try:
            for at in range(0, len(data), _CHUNK):
                unpacked = len(unpacker.decompress(data[at : at + _CHUNK], left + 1))
                file.spend("unpacked_bytes", unpacked)
                left -= unpacked
                if unpacker.eof or unpacker.unconsumed_tail:
                    break
        except zlib.error:
            continue


def layers_off(file: SourceFile) -> frozenset[bytes]:
    """Names of the layers that are not shown.

    Raises `damaged` if a page or a font's table of characters is not whole, TooMuch if the parts of the file draw each
    other more often than any report does.
    """
    document = PDFDocument(PDFParser(io.BytesIO(file.data)))
    numbers = {number for table in document.xrefs for number in table.get_objids()}
    keep_within("drawn", len(numbers))
    for number in sorted(numbers):
        if not _may_be_stream(document, file.data, number):
            continue
        try:
            stream: Any = document.getobj(number)
        except Exception:  # an object that nobody needs may be missing
            continue
        if not hasattr(stream, "get_rawdata") or _FONT_PROGRAM in stream.attrs:
            continue
        if getattr(stream.attrs.get("Subtype"), "name", None) in _OF_NO_TEXT:
            continue
        # A library would silently take what can be unpacked, which may end in the middle of a table.
        if not _is_whole(stream, number):
            raise rejection("damaged", file.name, "object_packed", number=number)
        sides = (resolve1(stream.attrs.get(side)) for side in ("Width", "Height"))
        width, height = (side if isinstance(side, int) else 0 for side in sides)
        keep_within("pixels", width * height)
    weights: dict[int, int] = {}
    for page in PDFPage.create_pages(document):
        contents = b"".join(resolve1(part).get_data() for part in page.contents)
        file.spend("drawn_bytes", _weight(contents, page.resources, weights))
    return frozenset(_layers_off(resolve1(document.catalog.get("OCProperties"))))


def _may_be_stream(document: PDFDocument, data: bytes, number: int) -> bool:
    """False for an object of which the tables of the file say that it is none; parsing it would tell no more.

    What is packed in a stream of objects is no stream. Of others the tables give the place, which may be wrong.
    """
    for table in document.xrefs:
        try:
            inside, start, _ = table.get_pos(number)
        except KeyError:
            continue
        head = None if inside is not None else _OBJECT.match(data, start)
        if head and int(head[1]) == number:
            end = data.find(b"endobj", head.end())
            if end < 0 or data.find(b"stream", head.end(), end) >= 0:
                return True
        elif inside is None:
            return True
    return False


def _weight(content: bytes, resources: Any, known: dict[int, int], depth: int = 0) -> int:
    """Bytes of a drawing, those of the drawings in it as often as it draws them; `known` are theirs by number."""
    forms = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    weight = len(content)
    times = Counter(_DRAWS.findall(content)) if forms else Counter[bytes]()
    for name, count in times.items():
        form = resolve1(forms.get(name.decode("latin-1")))
        if not isinstance(form, PDFStream) or getattr(form.get("Subtype"), "name", "") != "Form":
            continue
        number = form.objid or 0
        if number not in known:
            known[number] = 0  # a form that draws itself is drawn once
            keep_within("nesting", depth)
            known[number] = _weight(form.get_data(), form.get("Resources") or resources, known, depth + 1)
        weight += count * known[number]
    return weight


def _layers_off(properties: Any) -> Iterator[bytes]:
    """Names of the layers that are off when the file is opened."""
    if not isinstance(properties, dict):
        return
    usual = resolve1(properties.get("D")) or {}
    off = {getattr(layer, "objid", None) for layer in resolve1(usual.get("OFF")) or ()}
    on = {getattr(layer, "objid", None) for layer in resolve1(usual.get("ON")) or ()}
    all_off = getattr(usual.get("BaseState"), "name", "") == "OFF"
    for layer in resolve1(properties.get("OCGs")) or ():
        number = getattr(layer, "objid", None)
        if number in off or (all_off and number not in on):
            name = resolve1((resolve1(layer) or {}).get("Name"))
            yield name if isinstance(name, bytes) else b""


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
    if not names or names[0] not in _PACKED:
        return True
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(data[_ZLIB_HEAD:])
    except zlib.error:
        return False
    checksum = unpacker.unused_data[:_CHECKSUM]
    # Some programs leave the checksum out.
    return unpacker.eof and (len(checksum) < _CHECKSUM or int.from_bytes(checksum, "big") == zlib.adler32(content))
