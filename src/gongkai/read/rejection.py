"""Rejecting a file: which file, what is wrong, what was seen in it (`details.csv`) and what to do."""

from __future__ import annotations

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
