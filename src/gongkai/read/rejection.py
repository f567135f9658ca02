"""Rejecting a file: which file, what is wrong, what was seen in it (`details.csv`) and what to do."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from gongkai.errors import UnreadableFile
from gongkai.forms.data_files import csv_rows
from gongkai.forms.reasons import why_rejected


def rejection(reason: str, name: str, detail: str | None = None, **values: object) -> UnreadableFile:
    """The error to raise for a reason code of `forms/labels/reasons.csv`.

    Args:
        reason: that code.
        name: of the file.
        detail: code of `details.csv`, what was seen.
        values: what is put into the placeholders of the detail.
    """
    row = next(row for row in csv_rows("gongkai.read", "details.csv") if row["code"] == detail) if detail else None
    seen = (row["zh"].format_map(values), row["en"].format_map(values)) if row else None
    return UnreadableFile(reason, why_rejected(reason, seen), file=name)


def reject_foreign(name: str, suffix: str, data: bytes, announced: Collection[str]) -> None:
    """Rejects pictures, archives and programs, known by their first bytes.

    Raises `mislabelled` for a picture called .pdf, `scanned` for a picture, `unknown_format` otherwise.
    """
    for start, offset, row in _signatures():
        if data.startswith(start, offset):
            if suffix in announced:
                raise rejection("mislabelled", name, "content", kind=row["suffixes"].split()[0])
            raise rejection("scanned" if row["kind"] == "picture" else "unknown_format", name)


@cache
def _signatures() -> tuple[tuple[bytes, int, dict[str, str]], ...]:
    rows = csv_rows("gongkai.read", "signatures.csv")
    return tuple((bytes.fromhex(row["hex"]), int(row["offset"]), row) for row in rows)
