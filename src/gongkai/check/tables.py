"""Rules about rows and cells of the tables that are no arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet
from gongkai.forms import labels
from gongkai.forms.wording import row_name
from gongkai.model import State

SIGNED = "items_change"
"""The one measure that may be negative."""
RECONSIDERATION_FIRST = 2024
"""Reports from this year on fall under the revised 行政复议法 (Administrative Reconsideration Law), Art. 23."""


@rule("APP-R03")
def blank_rows(sheet: Sheet) -> Iterator[Case]:
    """No row of the requests table is entirely blank."""
    return _rows_left_blank(sheet, "requests")


@rule("RL-R02")
def blank_channels(sheet: Sheet) -> Iterator[Case]:
    """No channel of reconsideration and litigation is entirely blank."""
    return _rows_left_blank(sheet, "review_litigation")


def _rows_left_blank(sheet: Sheet, table: str) -> Iterator[Case]:
    """A mark such as / is something, and so is what cannot be read; a row that the source lacks is no case."""
    for cells in sheet.rows[table].values():
        states = {cell.state for cell in cells} - {State.ABSENT}
        if states == {State.BLANK}:
            blank = tuple(cell for cell in cells if cell.state is State.BLANK)
            yield Failure(blank, words={"row": row_name(blank[0].key, sheet.edition)})
        elif states:
            yield Verdict.PASSED


@rule("RL-P01")
def direct_lawsuits(sheet: Sheet) -> Iterator[Case]:
    """From 2024 on, refusals go to reconsideration before they go to court."""
    if sheet.report.year is None or sheet.report.year < RECONSIDERATION_FIRST:
        return
    direct = sheet.cell("review_litigation", "litigation_direct", "total")
    if direct.value is None:
        yield Verdict.NOT_EVALUABLE
    elif direct.value > 0:
        yield Failure((direct,), expected=0, found=direct.value, words={"n": direct.value})
    else:
        yield Verdict.PASSED


@rule("RL-P02")
def pending_cases(sheet: Sheet) -> Iterator[Case]:
    """Cases that were pending a year ago appear in some channel this year."""
    if sheet.last is None:
        yield Verdict.NOT_EVALUABLE
        return
    channels = tuple(labels("channels"))
    pending = [sheet.last.cell("review_litigation", channel, "pending") for channel in channels]
    totals = tuple(sheet.cell("review_litigation", channel, "total") for channel in channels)
    if any(cell.value for cell in pending) and any(cell.value for cell in totals):
        yield Verdict.PASSED
    elif any(cell.value is None or not cell.certain for cell in (*pending, *totals)):
        yield Verdict.NOT_EVALUABLE
    elif any(cell.value for cell in pending):
        yield Failure(totals, expected="> 0", found=0)


@rule("A20-V01")
def signs(sheet: Sheet) -> Iterator[Case]:
    """No number of the proactive-disclosure table but the change this year is negative."""
    for cell in sheet.cells("proactive_disclosure"):
        if cell.value is None or cell.key.column == SIGNED:
            continue
        if cell.value >= 0:
            yield Verdict.PASSED
        elif not cell.certain:
            yield Verdict.NOT_EVALUABLE
        else:
            words = {"row": row_name(cell.key, sheet.edition)}
            yield Failure((cell,), expected="≥ 0", found=cell.value, words=words)


@rule("A20-E19-04")
def unit_of_amount(sheet: Sheet) -> Iterator[Case]:
    """The procurement amount says whether it is yuan or 万元; nothing is said of 0, which needs no unit."""
    for cell in sheet.cells("proactive_disclosure"):
        if cell.key.column == "procurement_amount" and cell.value:
            yield Verdict.PASSED if cell.unit else Failure((cell,), found=cell.value, words={"raw": cell.raw})


@rule("A20-E19-06")
def annual_stock(sheet: Sheet) -> Iterator[Case]:
    """What is disclosed in all is more than this year's; if equal, it may be this year's figure again."""
    for row in sheet.rows["proactive_disclosure"]:
        newly = sheet.cell("proactive_disclosure", row, "newly_disclosed_this_year")
        total = sheet.cell("proactive_disclosure", row, "total_disclosed")
        if newly.state is total.state is State.ABSENT:
            continue
        if newly.value is None or total.value is None:
            yield Verdict.NOT_EVALUABLE
        elif total.value == newly.value and total.value > 0:
            words = {"row": row_name(total.key, sheet.edition)}
            yield Failure((newly, total), found=total.value, words=words)
        else:
            yield Verdict.PASSED


@rule("YOY-02")
def repeated_tables(sheet: Sheet) -> Iterator[Case]:
    """The three tables are not last year's over again; tables without any number but 0 prove nothing."""
    last = sheet.last
    values = {cell.key: cell.value for cell in sheet.cells()}
    if last is None or last.edition != sheet.edition or not any(values.values()):
        yield Verdict.NOT_EVALUABLE
    elif values == {cell.key: cell.value for cell in last.cells()}:
        yield Failure()
    else:
        yield Verdict.PASSED
