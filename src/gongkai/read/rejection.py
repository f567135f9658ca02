"""Rejecting a file: one line that says which file, what is wrong and what to do."""

from __future__ import annotations

from gongkai.errors import UnreadableFile
from gongkai.forms import code_list


def rejection(reason: str, name: str, detail: str | None = None) -> UnreadableFile:
    """The error to raise for a reason code of `forms/labels/reasons.csv`; `detail` adds what was seen."""
    words = next(row for row in code_list("reasons") if row["code"] == reason)
    what = f"{words['label_en']} ({detail})" if detail else words["label_en"]
    return UnreadableFile(reason, what, file=name, advice=words["advice_en"])
