"""One change between two releases as people read it: the cell or entry, and each value as it was and as it is."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.forms import TABLES, rules
from gongkai.forms.schema import Field, code_lists, table_schemas
from gongkai.site import addresses
from gongkai.site.figures import Figures
from gongkai.site.rows import CellKeyRow, ChangeRow, NamedReportRow
from gongkai.site.words import Words, plain

_DIGEST = "sha256:"
"""What stands in place of long texts."""
_DIGITS = 12
"""Digits that are shown of the hash of a file."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A changed row: where, the address of the cell if it has one, and (field, before, after) of each value."""

    where: str
    target: str | None
    values: tuple[tuple[str, str, str], ...]
    label: str
    reason: str


def change_view(change: ChangeRow, figures: Figures, words: Words) -> ChangeView:
    """A row of `changes` in the language of the page."""
    where, cell = _where(change, figures, words)
    target = None
    if cell and change.report_id and CellKeyRow(*cell) in figures.of(CellKeyRow, "report_id", change.report_id):
        target = f"{addresses.report(change.report_id)}#{addresses.cell(*cell)}"
    reason = words(change.reason_zh or "", change.reason_en or "") or change.reason_zh or ""
    return ChangeView(where, target, _values(change, words), words(change.label_zh, change.label_en), reason)


def change_line(change: ChangeRow, figures: Figures, words: Words) -> str:
    """A row of `changes` as one line of plain text."""
    where, _ = _where(change, figures, words)
    values = _values(change, words)
    if change.before is None:
        told = words("新增 ", "new: ") + words("，", ", ").join(f"{title} {after}" for title, _, after in values)
    elif change.after is None:
        told = words("删去 ", "gone: ") + words("，", ", ").join(f"{title} {before}" for title, before, _ in values)
    else:
        told = words("，", ", ").join(f"{title} {before} → {after}" for title, before, after in values)
    return f"{where}{words('：', ': ')}{told}"


def _where(change: ChangeRow, figures: Figures, words: Words) -> tuple[str, tuple[str, str, str] | None]:
    """What a change is about, and (table, row, column) if that is a cell of the form."""
    table, *parts = change.place.split("/")
    if table == "corrections" and len(parts) >= 3:
        table, *parts = parts
    schema = table_schemas().get(table)
    title = words(schema.title_zh, schema.title_en) if schema else table
    if table in TABLES and len(parts) >= 2:
        reports = figures.of(NamedReportRow, "report_id", change.report_id)
        edition = reports[0].edition if reports else ""
        return words.cell(table, parts[0], parts[1], edition), (table, parts[0], parts[1])
    # outside the form a rule goes by its id and text, a code by its label, any other row by its key
    if parts and parts[0] in rules():
        rule = rules()[parts[0]]
        named = f"{rule.rule} {rule.title_en if words.lang == 'en' else rule.title_zh}"
    elif parts and table in code_lists():
        named = _code_label(table, parts[0], words)
    else:
        named = " ".join(filter(None, parts))
    return " · ".join(filter(None, (title, named))), None


def _values(change: ChangeRow, words: Words) -> tuple[tuple[str, str, str], ...]:
    before, after = change.before or {}, change.after or {}
    schema = table_schemas().get(change.table)
    fields = {field.name: field for field in (schema.fields if schema else ())}
    columns = [name for name in dict.fromkeys((*before, *after)) if (before.get(name), after.get(name)) != (None, None)]
    return tuple(
        (
            words(fields[name].title_zh, fields[name].title_en) if name in fields else name,
            _shown(before.get(name), fields.get(name), words),
            _shown(after.get(name), fields.get(name), words),
        )
        for name in columns
    )


def _shown(value: object, column: Field | None, words: Words) -> str:
    if value is None:
        return words("空", "empty")
    if isinstance(value, bool):
        return words("是", "yes") if value else words("否", "no")
    text = plain(value)
    if text.startswith(_DIGEST):
        return words("一段文字，从略", "a text, not shown here")
    if column and column.name.endswith("sha256"):
        return f"{text[:_DIGITS]}…"
    return _code_label(column.enum_from, text, words) if column and column.enum_from else text


def _code_label(code_list: str, code: str, words: Words) -> str:
    if code in rules():
        return code
    row = next((row for row in code_lists()[code_list].rows if row["code"] == code), None)
    return str(row[f"label_{words.lang}"]) if row else code
