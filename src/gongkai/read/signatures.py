"""Files that are plainly something else: pictures, archives, programs, known by their first bytes."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.forms.data_files import csv_rows
from gongkai.read.rejection import rejection


def refuse_foreign(name: str, suffix: str, data: bytes, announced: Collection[str]) -> None:
    """Raises `mislabelled` for a picture called .pdf, `scanned` for a picture, `unknown_format` otherwise."""
    for row in csv_rows("gongkai.read", "signatures.csv"):
        if data.startswith(bytes.fromhex(row["hex"]), int(row["offset"])):
            if suffix in announced:
                raise rejection("mislabelled", name, "content", kind=row["suffixes"].split()[0])
            raise rejection("scanned" if row["kind"] == "picture" else "unknown_format", name)
