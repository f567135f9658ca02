"""Rows of the requests table: total against the six applicant types, and rows left blank."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet, Sum
from gongkai.forms.wording import row_name
from gongkai.model import Cell, State


def totals(sheet: Sheet) -> Iterator[Result]:
    """APP-R01: the total of each row is the sum of the six applicant types."""
    for row in sheet.sums("APP-R01"):
        if not row.empty:
            yield settled(row) or _differs(sheet, row)


def settled(figures: Sum) -> Verdict | None:
    """How a sum stands; None if it fails and the source itself is the cause."""
    if figures.target.value is None or figures.added is None:
        return Verdict.NOT_EVALUABLE
    if figures.target.value == figures.added:
        return Verdict.PASSED
    return Verdict.NOT_EVALUABLE if figures.doubtful else None


def _differs(sheet: Sheet, row: Sum) -> Result:
    zh, en = row_name(row.target.key, sheet.edition)
    stated, added = row.target.value, row.added
    return failure(
        "APP-R01",
        [row.target],
        expected=added,
        found=stated,
        zh={"row": zh, "t": stated, "s": added},
        en={"row": en},
    )


def blank_totals(sheet: Sheet) -> Iterator[Result]:
    """APP-R02: a row with an applicant type filled has its total filled."""
    for row in sheet.sums("APP-R01"):
        if row.added is not None:
            yield _filled(row) or _total_blank(sheet, row)


def _filled(row: Sum) -> Verdict | None:
    if row.target.value is not None:
        return Verdict.PASSED
    unreadable = any(cell.state is State.UNREADABLE for cell in row.cells)
    return Verdict.NOT_EVALUABLE if unreadable else None


def _total_blank(sheet: Sheet, row: Sum) -> Result:
    zh, en = row_name(row.target.key, sheet.edition)
    return failure(
        "APP-R02",
        [row.target],
        compared=row.cells,
        expected=row.added,
        zh={"row": zh, "s": row.added},
        en={"row": en},
    )


def blank_rows(sheet: Sheet) -> Iterator[Result]:
    """APP-R03: no row is entirely blank."""
    for cells in sheet.rows("requests").values():
        printed = [cell for cell in cells if cell.state is not State.ABSENT]
        if printed:
            yield _blank_row(sheet, printed) if is_blank(printed) else Verdict.PASSED


def is_blank(printed: list[Cell]) -> bool:
    """True if nothing but white space is printed; a mark such as / is something, and so is what we cannot read."""
    return all(cell.state is State.BLANK for cell in printed)


def _blank_row(sheet: Sheet, cells: list[Cell]) -> Result:
    zh, en = row_name(cells[0].key, sheet.edition)
    return failure("APP-R03", cells, zh={"row": zh}, en={"row": en})
