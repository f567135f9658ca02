"""Finds the agency of a report by its names, division and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from gongkai.forms import normal_form
from gongkai.forms.agency_names import written_out
from gongkai.forms.divisions import codes_by_change, divisions
from gongkai.model import Agency, Report

_KIND = re.compile(r"自治区$|自治州$|自治县$|自治旗$|[省市县区州盟旗]$")
"""The kind of a division, which may be all that a report gives of its name: 市 for 泰州市 in 市教育局."""


def agencies_by_division(agencies: Iterable[Agency]) -> Mapping[str, tuple[Agency, ...]]:
    """Division code → the agencies that a report of that division may be of, those of its other codes included."""
    found: dict[str, list[Agency]] = {}
    for agency in agencies:
        for code in codes_by_change().get(agency.division_code, (agency.division_code,)):
            found.setdefault(code, []).append(agency)
    return {code: tuple(near) for code, near in found.items()}


def agencies_by_spelling(agencies: Iterable[Agency]) -> Mapping[str, tuple[Agency, ...]]:
    """Name as it is compared → the agencies that bear or bore it."""
    found: dict[str, list[Agency]] = {}
    for agency in agencies:
        for name in {spelling(name) for name in (agency.name, *agency.names_used)}:
            found.setdefault(name, []).append(agency)
    return {name: tuple(bearers) for name, bearers in found.items()}


def agencies_named(report: Report, by_spelling: Mapping[str, tuple[Agency, ...]]) -> tuple[Agency, ...]:
    """The candidates for a report without a division: the agencies that bear one of its names."""
    names = map(spelling, filter(None, (report.agency, report.agency_as_titled, report.signatory)))
    return tuple(dict.fromkeys(agency for name in names for agency in by_spelling.get(name, ())))


def agency_for(report: Report, agencies: Iterable[Agency]) -> Agency | None:
    """The agency that a report is of; None if none or several fit.

    The report's full name is tried first, then its name as titled, then who signed it; each on official names first,
    then on names used. The division must be the same, and where the report tells none, the name itself must name it
    and fit one agency only. The agency must have existed in the year reported on; of two that did, the one that
    still did on its last day is taken.

    Args:
        report: as read.
        agencies: the register.
    """
    first, last = (date(report.year, 1, 1), date(report.year, 12, 31)) if report.year else (None, None)
    code = report.division_code
    places = codes_by_change().get(code or "", frozenset({code}))
    there = (agency for agency in agencies if code is None or agency.division_code in places)
    near = [agency for agency in there if agency.existed_between(first, last)]
    for name in filter(None, (report.agency, report.agency_as_titled, report.signatory)):
        fits = {agency: fit for agency in near if (fit := _fit(name, agency, report.division_code)) is not None}
        if fits:
            found = [agency for agency, fit in fits.items() if fit == min(fits.values())]
            if len(found) > 1:
                found = [agency for agency in found if agency.existed_between(last, last)]
            return found[0] if len(found) == 1 else None
    return None


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """A name as it is compared: without spaces and brackets, a short ending such as 科技局 in full."""
    return written_out(normal_form(name))


def _fit(name: str, agency: Agency, division_code: str | None) -> int | None:
    """How a name fits an agency: 0 official name, 1 a name used, 2 a name without its place; None if it does not."""
    place = divisions().get(agency.division_code)
    spelt, used = spelling(name), [spelling(used) for used in agency.names_used]
    # a report without a division must name the place: 自治区教育厅 alone does not
    if division_code or (place and place.short in name):
        if spelt == spelling(agency.name):
            return 0
        if spelt in used:
            return 1
    if place is None or division_code != agency.division_code:
        return None
    # 市教育局 and 教育局 for 泰州市教育局, in a report that is of 泰州市 by other signs
    kind = _KIND.search(place.name)
    rests = (full.removeprefix(place.name) for full in (spelling(agency.name), *used) if full.startswith(place.name))
    return 2 if any(spelt in (rest, (kind[0] if kind else "") + rest) for rest in rests) else None
