"""What a report says of itself against what the dataset records of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet

_YEAR = re.compile(r"-(\d{4})$")


def year(report_id: str, sheet: Sheet) -> Iterator[Result]:
    """META-09: the year with which the report's id ends is the year read from it.

    Args:
        report_id: as recorded in `sources.csv`, or made from what was read where nothing is recorded.
        sheet: the report.
    """
    recorded = _YEAR.search(report_id)
    if recorded is None or sheet.report.year is None:
        yield Verdict.NOT_EVALUABLE
    elif int(recorded[1]) == sheet.report.year:
        yield Verdict.PASSED
    else:
        years = {"y": recorded[1], "r": sheet.report.year}
        yield failure("META-09", expected=int(recorded[1]), found=sheet.report.year, zh=years)
