"""Checks that the report uses the form in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet
from gongkai.forms import editions, load_form, squeeze


@rule("ED-01")
def of_the_year(sheet: Sheet) -> Iterator[Case]:
    """The form is the one in use for that year."""
    year, form = sheet.report.year, sheet.form
    if year is None:
        yield Verdict.NOT_EVALUABLE
    elif form.first_year <= year <= (form.last_year or year):
        yield Verdict.PASSED
    else:
        forms = map(load_form, editions())
        in_use = next((f.edition for f in forms if f.first_year <= year <= (f.last_year or year)), None)
        yield Failure(expected=in_use, found=form.edition, words={"y": year, "e": form.edition})


@rule("ED-03")
def as_cited(sheet: Sheet) -> Iterator[Case]:
    """The notice the report cites is the one that prescribes the form it uses."""
    cited = _number(sheet.report.format_notice or "")
    notices = {_number(load_form(edition).notice): edition for edition in editions()}
    if cited not in notices:
        yield Verdict.NOT_EVALUABLE
    elif notices[cited] == sheet.edition:
        yield Verdict.PASSED
    else:
        yield Failure(expected=sheet.form.notice, found=sheet.report.format_notice)


def _number(notice: str) -> str:
    """Year and number of a notice; brackets and blanks get lost on web pages."""
    return "".join(re.findall(r"\d", squeeze(notice)))
