"""Random changes of a file: of its bytes, its text, its tags and its table cells, and inside the parts of a zip."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.support.office_shapes import zipped

Change = Callable[[bytes, random.Random], bytes]

TOKENS = re.compile(rb"<[^>]{0,200}>|&[#\w]+;|[0-9]+|[|\t\n]|[^<&0-9|\t\n]{1,40}")
ODD = (Path(__file__).parent / "odd.txt").read_text(encoding="utf-8").split("\n")
"""What readers stumble over: signs of the form, of formats, of spreadsheets and of our own templates."""


def flipped(data: bytes, chance: random.Random) -> bytes:
    """A few bytes have another value."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The file ends early, or a piece of it is gone."""
    start, length = chance.randrange(len(data)), chance.randrange(1, 4000)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[start + length :]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there many times."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 600)]
    return data[:start] + piece * chance.choice([2, 3, 50, 1000]) + data[start:]


def tokens_changed(data: bytes, chance: random.Random) -> bytes:
    """Tags, numbers, bars and words swapped, doubled, dropped, or replaced by something odd."""
    tokens = TOKENS.findall(data) or [data]
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        kind = chance.randrange(4)
        if kind == 0:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 1:
            tokens[at] = tokens[at] + tokens[other]
        elif kind == 2:
            tokens[at] = b""
        else:
            tokens[at] = chance.choice(ODD).encode()
    return b"".join(tokens)


def lines_changed(data: bytes, chance: random.Random) -> bytes:
    """Lines swapped, doubled or dropped."""
    lines = data.split(b"\n")
    for _ in range(chance.choice([1, 3, 10])):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[at] = chance.choice([lines[other], b"", lines[at] + lines[other], lines[at] + b"\n" + lines[at]])
    return b"\n".join(lines)


def part_changed(data: bytes, chance: random.Random) -> bytes:
    """One part of a zip (a Word or ODT file) is changed, and the zip is whole again; other files change as text."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, zlib.error):
        return tokens_changed(data, chance)
    name = chance.choice([name for name in parts if name.endswith(".xml")] or list(parts))
    parts[name] = chance.choice([tokens_changed, repeated, cut, flipped])(parts[name] or b" ", chance)
    return zipped(parts)


CHANGES: tuple[Change, ...] = (flipped, cut, repeated, tokens_changed, lines_changed, part_changed)


def changed(data: bytes, chance: random.Random) -> bytes:
    """One to three changes in a row."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        data = chance.choice(CHANGES)(data or b" ", chance)
    return data
