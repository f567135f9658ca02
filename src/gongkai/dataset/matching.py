"""Whose report it is: the agency of the register that goes by a report's names, in its division, in its year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from gongkai.forms import normal_form
from gongkai.forms.agency_names import written_out
from gongkai.forms.divisions import divisions
from gongkai.model import Agency, Report

_KIND = re.compile(r"自治区$|自治州$|自治县$|自治旗$|[省市县区州盟旗]$")


def agencies_by_division(agencies: Iterable[Agency]) -> Mapping[str, tuple[Agency, ...]]:
    """Division code → the agencies that a report of that division may be of, those of its other codes included."""
    found: dict[str, list[Agency]] = {}
    predecessors: dict[str, list[str]] = {}
    for division in divisions().values():
        predecessors.setdefault(division.successor or "", []).append(division.code)
    for agency in agencies:
        place = divisions().get(agency.division_code)
        became = [place.successor] if place and place.successor else []
        for code in (agency.division_code, *became, *predecessors.get(agency.division_code, ())):
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
    """The only agencies that a report which tells no division may be of: those that bear one of its names."""
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
    near = [agency for agency in agencies if _is_there(report.division_code, agency) and _existed(report.year, agency)]
    for name in filter(None, (report.agency, report.agency_as_titled, report.signatory)):
        for names_of in (_official, _used, _generic):
            found = [agency for agency in near if spelling(name) in names_of(agency, name, report.division_code)]
            if found:
                return _only(found, report.year)
    return None


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """A name as it is compared: spaces and brackets out, a short ending such as 科技局 written out."""
    return written_out(normal_form(name))


def _official(agency: Agency, name: str, division_code: str | None) -> set[str]:
    return {spelling(agency.name)} if division_code or _names_place(name, agency) else set()


def _used(agency: Agency, name: str, division_code: str | None) -> set[str]:
    return {spelling(used) for used in agency.names_used} if division_code or _names_place(name, agency) else set()


def _names_place(name: str, agency: Agency) -> bool:
    """True if the name says of which place; 自治区教育厅 alone does not."""
    place = divisions().get(agency.division_code)
    return place is not None and place.short in name


def _generic(agency: Agency, _: str, division_code: str | None) -> set[str]:
    """市教育局 and 教育局 for 泰州市教育局, in a report that is of 泰州市 by other signs."""
    place = divisions().get(agency.division_code)
    if place is None or division_code != agency.division_code:
        return set()
    names = {spelling(name) for name in (agency.name, *agency.names_used)}
    rests = {name.removeprefix(place.name) for name in names if name.startswith(place.name)}
    kind = _KIND.search(place.name)
    return rests | {kind[0] + rest for rest in rests if kind} - {""}


def _is_there(division_code: str | None, agency: Agency) -> bool:
    """True if the report tells no division, or the agency's, or what that was or became when its code changed."""
    if division_code in (None, agency.division_code):
        return True
    one, other = divisions().get(str(division_code)), divisions().get(agency.division_code)
    return bool(one and other and (one.successor == other.code or other.successor == one.code))


def _existed(year: int | None, agency: Agency) -> bool:
    """True if the agency existed on some day of the year."""
    if year is None:
        return True
    return (agency.valid_from or date.min) <= date(year, 12, 31) and (agency.valid_to or date.max) >= date(year, 1, 1)


def _only(found: list[Agency], year: int | None) -> Agency | None:
    if len(found) > 1 and year is not None:
        found = [agency for agency in found if (agency.valid_to or date.max) >= date(year, 12, 31)]
    return found[0] if len(found) == 1 else None
