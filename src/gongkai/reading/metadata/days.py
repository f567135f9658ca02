"""The days a report names: the period it covers and the day it was published."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from gongkai.forms.chinese import is_date_line, read_date, real_date, years_in
from gongkai.forms.simplified import simplified
from gongkai.reading.metadata.page import Page, pattern, rules

_CUE_REACH = 40
_FIRST_LINES = 10

Period = tuple[date | None, date | None]


def read_coverage(page: Page) -> Period:
    """First and last day of the period covered; (None, None) unless both can be read without guessing."""
    for text in (page.introduction, page.everything):
        for match in pattern("coverage").finditer(text):
            if _has_cue(match):
                return _period(match)
    spaced = simplified(" ".join(page.opening))
    lost = pattern("coverage_spaced").search(spaced)
    return _period(lost) if lost and _has_cue(lost) else (None, None)


def _has_cue(match: re.Match[str]) -> bool:
    """True if the words in front of a period say that it is the one covered."""
    before = match.string[max(0, match.start() - _CUE_REACH) : match.start()].rpartition("。")[2]
    if pattern("coverage_cue").search(before):
        return True
    start, end = _period(match)
    is_calendar_year = start is not None and (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31))
    return is_calendar_year and bool(pattern("coverage_weak_cue").search(before))


def _period(match: re.Match[str]) -> Period:
    first_year = int(match["y1"])
    start = real_date(first_year, int(match["m1"]), int(match["d1"]))
    end = real_date(int(match["y2"] or first_year), int(match["m2"]), int(match["d2"]))
    return (start, end) if start and end and start <= end else (None, None)


def read_year(page: Page, coverage: Period, titled: int | None) -> int | None:
    """The year the report is about: that of the period covered, else of the title, else the one named most.

    Where title and period disagree the narrative decides; if it names neither more often, the period does.
    """
    covered = coverage[1].year if coverage[0] and coverage[1] and coverage[0].year == coverage[1].year else None
    if covered and titled and covered != titled:
        return titled if page.years[titled] > page.years[covered] + 1 else covered
    if covered or titled:
        return covered or titled
    # a phrase that reads as a title or a period says more than the first lines
    for name in ("year_covered", "year_titled"):
        match = pattern(name).search(page.introduction)
        if match:
            return int(next(year for year in match.groups() if year))
    named = Counter(years_in(page.introduction))
    return named.most_common(1)[0][0] if named else None


def read_publish_date(page: Page, year: int | None) -> date | None:
    """The day of publication: in the page metadata, else labelled or alone under the title.

    Only a day after the year reported and within the two years that follow it counts. The day beside the signature
    does not: a report may be published weeks after it was signed.
    """
    first, last = (date(year + 1, 1, 1), date(year + 2, 6, 30)) if year else (date.min, date.max)
    days: list[date | None] = []
    inline = [
        (match["label"], match["value"])
        for line in map(simplified, page.opening)
        for match in pattern("published_inline").finditer(line)
    ]
    for names in rules()["published"]:
        days += map(read_date, page.beside(names))
        days += [read_date(value) for label, value in inline if label in names.split("|")]
    for line in map(simplified, page.opening[:_FIRST_LINES]):
        if is_date_line(line):
            days.append(read_date(line))
        unlabelled = pattern("published_unlabelled").match(line.strip())
        if unlabelled:
            days.append(read_date(unlabelled["value"] or unlabelled["bare"]))
        behind = pattern("published_behind_title").search(line.strip())
        if behind:
            days.append(read_date(behind["value"]))
    return next((day for day in days if day and first <= day <= last), None)
