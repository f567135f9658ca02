"""Pagefind's index with its filters in order, so that the same pages give the same files.

Pagefind lists filters and their values in the order of a hash table, which is another one each time, and names each
file after what is in it. Its files are gzipped CBOR behind a signature; filters are made of numbers, texts and arrays.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.errors import SiteError

SIGNATURE = b"pagefind_dcd"
FILTERS = 3
"""Where the list of filters stands in the metadata, after version, pages and parts of the index."""

_NUMBER, _TEXT, _ARRAY = 0, 3, 4


def settle(index: Path) -> None:
    """Sort the filters of an index, and name their files and the metadata after the sorted content.

    Raises:
        SiteError: the index is not what Pagefind wrote when this was made.
    """
    entry = json.loads((index / "pagefind-entry.json").read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        path = index / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(path)
        meta[FILTERS] = sorted([name, _settle_filter(index / "filter", known)] for name, known in meta[FILTERS])
        language["hash"] = _renamed(path, language["hash"], meta, "pagefind.{}.pf_meta")
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    (index / "pagefind-entry.json").write_text(text, encoding="utf-8")


def _settle_filter(folder: Path, known: str) -> str:
    path = folder / f"{known}.pf_filter"
    name, values = _read(path)
    return _renamed(path, known, [name, sorted(values)], "{}.pf_filter")


def _renamed(path: Path, known: str, content: Any, named: str) -> str:
    """The name that goes into the list: language, then as many digits of a hash as Pagefind takes."""
    data = SIGNATURE + _encoded(content)
    language, _, digits = known.rpartition("_")
    fresh = f"{language}_{sha256(data).hexdigest()[: len(digits)]}"
    path.unlink()
    path.with_name(named.format(fresh)).write_bytes(gzip.compress(data, mtime=0))
    return fresh


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise SiteError("is no part of a Pagefind index", file=str(path), advice="use the Pagefind of the lock file")
    content, end = _decoded(data, len(SIGNATURE))
    if end != len(data):
        raise SiteError("is longer than its content", file=str(path), advice="use the Pagefind of the lock file")
    return content


def _decoded(data: bytes, start: int) -> tuple[Any, int]:
    """The item of CBOR that begins at `start`, and where it ends."""
    kind, number, end = _head(data, start)
    if kind == _NUMBER:
        return number, end
    if kind == _TEXT:
        return data[end : end + number].decode(), end + number
    items = []
    for _ in range(number):
        item, end = _decoded(data, end)
        items.append(item)
    return items, end


def _head(data: bytes, start: int) -> tuple[int, int, int]:
    """Kind and number of an item, and where its content begins."""
    kind, short = data[start] >> 5, data[start] & 31
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    if kind not in (_NUMBER, _TEXT, _ARRAY) or (short > 23 and not width):
        raise SiteError(f"Pagefind wrote something new: byte {data[start]}", advice="use the Pagefind of the lock file")
    end = start + 1 + width
    return kind, int.from_bytes(data[start + 1 : end], "big") if width else short, end


def _encoded(content: Any) -> bytes:
    if isinstance(content, int):
        return _length(_NUMBER, content)
    if isinstance(content, str):
        return _length(_TEXT, len(content.encode())) + content.encode()
    return _length(_ARRAY, len(content)) + b"".join(map(_encoded, content))


def _length(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    short, width = next((s, w) for s, w in ((24, 1), (25, 2), (26, 4), (27, 8)) if number < 256**w)
    return bytes([kind << 5 | short]) + number.to_bytes(width, "big")
