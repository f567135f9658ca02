"""Compares two readings of one report, such as a page before and after it was changed."""

from __future__ import annotations

from dataclasses import fields

from gongkai.forms import TABLES
from gongkai.forms.wording import column_name, row_name
from gongkai.model import Cell, Extraction, Report
from gongkai.render.terminal import visible


def reading_differences(old: Extraction, new: Extraction) -> str:
    """A line for each cell, field and section that differs, empty if none does: name, as it was, as it is."""
    pairs = [(field.name, getattr(old.report, field.name), getattr(new.report, field.name)) for field in fields(Report)]
    before, after = ({cell.key: cell for cell in extraction.cells} for extraction in (old, new))
    edition = new.report.edition or ""
    for key in sorted(before.keys() | after.keys(), key=lambda key: (TABLES.index(key.table), key)):
        name = f"{row_name(key, edition)[0]} · {column_name(key, edition)[0]}"
        pairs.append((name, _shown(before.get(key)), _shown(after.get(key))))
    lines = [f"{name}: {was} → {now}" for name, was, now in pairs if was != now]
    first, second = ({section.section: section.text for section in extraction.sections} for extraction in (old, new))
    for number in sorted(first.keys() | second.keys()):
        if first.get(number) != second.get(number):
            was, now = (f"{len(texts.get(number) or '')} 字 characters" for texts in (first, second))
            lines.append(f"第{number}部分 section {number}: {was} → {now}")
    return visible("\n".join(lines))


def _shown(cell: Cell | None) -> str:
    if cell is None or cell.raw is None:
        return "—"
    return f"{cell.raw or '空白 blank'}{'' if cell.certain else '？'}"
