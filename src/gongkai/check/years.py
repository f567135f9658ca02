"""A report against the same agency's report for the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet, add
from gongkai.forms import labels
from gongkai.forms.wording import column_name
from gongkai.model import Cell, State

YearRule = Callable[[Sheet | None, Sheet], Iterable[Result]]
"""A rule on last year's report, None if the dataset has none, and this year's."""


def known(*cells: Cell) -> bool:
    """True if every one of them is a number that we read for certain."""
    return all(cell.value is not None and cell.certain for cell in cells)


def carry_over(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """YOY-01: what was carried out last year is carried in this year, column by column.

    Printed numbers are compared, not those that the sums imply: two reports that print different numbers contradict
    each other for every reader, and what is found must not depend on whether a report was reconciled.
    """
    if last is None:
        yield Verdict.NOT_EVALUABLE
        return
    for column in labels("applicant_types"):
        out, into = last.cell("requests", "carried_out", column), this.cell("requests", "carried_in", column)
        if not known(out, into):
            yield Verdict.NOT_EVALUABLE
        elif out.value == into.value:
            yield Verdict.PASSED
        else:
            zh, en = column_name(into.key, this.edition)
            years = {"y": last.report.year, "y1": this.report.year, "a": out.value, "b": into.value}
            yield failure(
                "YOY-01", [into], expected=out.value, found=into.value, zh={"col": zh, **years}, en={"col": en}
            )


def repeated(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """YOY-02: the three tables are not last year's over again; tables without any number but 0 prove nothing."""
    if last is None or last.edition != this.edition:
        yield Verdict.NOT_EVALUABLE
        return
    values = {cell.key: cell.value for cell in this.cells()}
    if not any(values.values()):
        yield Verdict.NOT_EVALUABLE
    elif values == {cell.key: cell.value for cell in last.cells()}:
        yield failure("YOY-02")
    else:
        yield Verdict.PASSED


def pending_cases(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """RL-P02: cases that were pending a year ago appear in some channel this year."""
    if last is None:
        yield Verdict.NOT_EVALUABLE
        return
    pending = add(last.number("review_litigation", channel, "pending") for channel in labels("channels"))
    totals = [this.cell("review_litigation", channel, "total") for channel in labels("channels")]
    if pending == 0:
        return
    if any(cell.value for cell in totals):
        yield Verdict.PASSED
    elif pending is None or any(cell.state is not State.REPORTED or not cell.certain for cell in totals):
        yield Verdict.NOT_EVALUABLE
    else:
        yield failure("RL-P02", totals, expected="> 0", found=0)
