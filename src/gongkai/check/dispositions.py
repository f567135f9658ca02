"""Total processed and printed subtotals against the outcomes they are made of."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.row_sums import settled
from gongkai.check.sheet import Sheet, Sum
from gongkai.forms.wording import column_name, row_name
from gongkai.model import State


def totals(sheet: Sheet) -> Iterator[Result]:
    """APP-C02: total processed is the sum of the outcomes, column by column."""
    for column in sheet.sums("APP-C02"):
        if not column.empty:
            yield settled(column) or _column("APP-C02", sheet, column)


def blank_totals(sheet: Sheet) -> Iterator[Result]:
    """APP-C03: total processed is filled wherever outcomes are."""
    for column in sheet.sums("APP-C02"):
        if column.added is not None:
            yield _filled(column) or _column("APP-C03", sheet, column)


def _filled(column: Sum) -> Verdict | None:
    if column.target.value is not None:
        return Verdict.PASSED
    misread = any(not cell.certain or cell.state is State.UNREADABLE for cell in column.cells)
    missing = column.target.state is State.ABSENT
    return Verdict.NOT_EVALUABLE if column.added == 0 or misread or missing else None


def _column(rule: str, sheet: Sheet, column: Sum) -> Result:
    zh, en = column_name(column.target.key, sheet.edition)
    stated, added = column.target.value, column.added
    return failure(
        rule,
        [column.target],
        expected=added,
        found=stated,
        zh={"col": zh, "t": stated, "s": added},
        en={"col": en},
    )


def subtotals(sheet: Sheet) -> Iterator[Result]:
    """APP-C04: a printed subtotal is the sum of its items; one case a group, whatever the number of columns."""
    groups: dict[str, list[Sum]] = {}
    for column in sheet.sums("APP-C04"):
        groups.setdefault(column.target.key.row, []).append(column)
    for columns in groups.values():
        filled = [column for column in columns if not column.empty]
        verdicts = [settled(column) for column in filled]
        if None in verdicts:
            yield _group(sheet, [c for c, verdict in zip(filled, verdicts, strict=True) if verdict is None])
        elif verdicts:
            yield Verdict.PASSED if Verdict.PASSED in verdicts else Verdict.NOT_EVALUABLE


def _group(sheet: Sheet, wrong: list[Sum]) -> Result:
    zh, en = row_name(wrong[0].target.key, sheet.edition)
    last = wrong[-1]
    cells = [column.target for column in wrong]
    return failure("APP-C04", cells, expected=last.added, found=last.target.value, zh={"group": zh}, en={"group": en})
