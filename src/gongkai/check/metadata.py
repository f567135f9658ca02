"""Title, period, dates, signature, parts and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet
from gongkai.forms import code_list, normal_form, squeeze
from gongkai.forms.chinese import numeral, years_in
from gongkai.forms.divisions import find_divisions, unknown_place
from gongkai.forms.law import due_date
from gongkai.model import Report

_RECORDED_YEAR = re.compile(r"-(\d{4})$")


@rule("META-01")
def title_year(sheet: Sheet) -> Iterator[Case]:
    """The year in the title is the year covered."""
    report = sheet.report
    titled = next(years_in(squeeze(report.title or "")), None)
    covered = {day.year for day in (report.coverage_start, report.coverage_end) if day}
    if titled is None or not covered:
        yield Verdict.NOT_EVALUABLE
    elif covered == {titled}:
        yield Verdict.PASSED
    else:
        yield Failure(expected=titled, found=_period(report))


def _period(report: Report) -> str:
    return "/".join(day.isoformat() if day else "…" for day in (report.coverage_start, report.coverage_end))


@rule("META-02")
def calendar_year(sheet: Sheet) -> Iterator[Case]:
    """The period covered is 1 January to 31 December; a note if it is not stated."""
    report = sheet.report
    stated = (report.coverage_start, report.coverage_end)
    if report.year is None:
        yield Verdict.NOT_EVALUABLE
        return
    whole = date(report.year, 1, 1), date(report.year, 12, 31)
    if stated == whole:
        yield Verdict.PASSED
        return
    contradicted = any(day and day != wanted for day, wanted in zip(stated, whole, strict=True))
    period = _period(report)
    other = f"为{period}，不是1月1日至12月31日", f"is {period}, not 1 January to 31 December"
    unstated = "在所存文本里没有写全", "is not stated in full in the text we hold"
    yield Failure(
        expected="/".join(day.isoformat() for day in whole),
        found=period if any(stated) else None,
        severity=None if contradicted else "info",
        words={"said": other if contradicted else unstated},
    )


@rule("META-03")
def in_time(sheet: Sheet) -> Iterator[Case]:
    """Published by 31 January (departments) or 31 March (governments) of the next year."""
    report = sheet.report
    deadline = due_date(report.agency or report.agency_as_titled, report.level, report.year)
    if deadline is None or report.publish_date is None or report.publish_date.year < deadline.year:
        yield Verdict.NOT_EVALUABLE
    elif report.publish_date <= deadline:
        yield Verdict.PASSED
    else:
        day = report.publish_date.isoformat()
        yield Failure(expected=f"≤ {deadline.isoformat()}", found=day, words={"d": day, "due": deadline.isoformat()})


@rule("META-08")
def after_the_period(sheet: Sheet) -> Iterator[Case]:
    """Published after the period covered ended."""
    report = sheet.report
    if report.publish_date is None or report.coverage_end is None:
        yield Verdict.NOT_EVALUABLE
    elif report.publish_date > report.coverage_end:
        yield Verdict.PASSED
    else:
        day = report.publish_date.isoformat()
        yield Failure(expected=f"> {report.coverage_end.isoformat()}", found=day, words={"d": day})


@rule("META-10")
def known_place(sheet: Sheet) -> Iterator[Case]:
    """The table of divisions has the city or county in the title of the agency."""
    report = sheet.report
    names = [normal_form(name) for name in (report.agency_as_titled, report.agency) if name]
    unknown = next(filter(None, map(unknown_place, names)), None)
    if unknown:
        yield Failure(found=unknown, words={"raw": unknown})
    else:
        yield Verdict.PASSED if any(map(find_divisions, names)) else Verdict.NOT_EVALUABLE


@rule("META-04")
def signatory(sheet: Sheet) -> Iterator[Case]:
    """The agency in the title signs; a short form of its name counts as the same."""
    report = sheet.report
    names = [normal_form(name) for name in (report.agency_as_titled, report.agency) if name]
    signed = normal_form(report.signatory or "")
    if not names or not signed:
        yield Verdict.NOT_EVALUABLE
    elif any(_shortens(signed, name) or _shortens(name, signed) for name in names):
        yield Verdict.PASSED
    else:
        yield Failure(expected=report.agency_as_titled or report.agency, found=report.signatory)


def _shortens(short: str, full: str) -> bool:
    """True if a name is made of characters of the other in their order, as 科技局 of 科学技术局."""
    characters = iter(full)
    return all(character in characters for character in short)


@rule("META-05")
def parts(sheet: Sheet) -> Iterator[Case]:
    """The six parts of the form are there, one case each."""
    present = {section.section for section in sheet.extraction.sections}
    for row in code_list("sections"):
        number = int(row["code"])
        if number in present:
            yield Verdict.PASSED
        else:
            yield Failure(expected=row[sheet.edition], words={"n": (numeral(number), number)})


@rule("META-06")
def contact(sheet: Sheet) -> Iterator[Case]:
    """A telephone number, an address or the like is given."""
    report = sheet.report
    given = (report.phone, report.email, report.address, report.postcode, report.website)
    yield Verdict.PASSED if any(given) else Failure()


@rule("META-09")
def recorded_year(sheet: Sheet) -> Iterator[Case]:
    """The year in the report's id, as the dataset records it, is the year read from the report."""
    recorded = _RECORDED_YEAR.search(sheet.report_id)
    if recorded is None or sheet.report.year is None:
        yield Verdict.NOT_EVALUABLE
    elif int(recorded[1]) == sheet.report.year:
        yield Verdict.PASSED
    else:
        years = {"y": recorded[1], "r": sheet.report.year}
        yield Failure(expected=int(recorded[1]), found=sheet.report.year, words=years)
