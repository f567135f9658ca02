"""The balance of the requests table, column by column."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.row_sums import settled
from gongkai.check.sheet import Sheet, Sum, add
from gongkai.forms.wording import column_name


def balance(sheet: Sheet) -> Iterator[Result]:
    """APP-C01: newly received + carried in = total processed + carried out.

    What was received and what was processed must be printed; a blank carry-over counts nothing.
    """
    for column in sheet.sums("APP-C01"):
        if any(cell.value is not None for cell in column.cells):
            yield _settled(column) or _differs(sheet, column)


def _settled(column: Sum) -> Verdict | None:
    _, received, _, _ = column.cells
    return Verdict.NOT_EVALUABLE if received.value is None else settled(column)


def _differs(sheet: Sheet, column: Sum) -> Result:
    processed, received, carried_in, carried_out = column.cells
    zh, en = column_name(processed.key, sheet.edition)
    left = add([received.value, carried_in.value])
    right = add([processed.value, carried_out.value])
    return failure(
        "APP-C01",
        [received, carried_in, processed, carried_out],
        expected=left,
        found=right,
        zh={"col": zh, "l": left, "r": right},
        en={"col": en},
    )
