"""What agencies, divisions and the files of a report are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from gongkai.forms.data_files import csv_rows
from gongkai.forms.divisions import divisions, divisions_named, full_name, lineage
from gongkai.forms.personal import RULE as PERSONAL_DATA
from gongkai.site.figures import Figures
from gongkai.site.rows import AgencyRow, DivisionRow, ListedReportRow, RegionRow
from gongkai.site.words import Words

HARMLESS = (".txt", ".md", ".pdf", ".docx", ".doc", ".wps")
"""Sources that a browser shows or saves; web pages of others get `.txt` behind, so that nothing in them runs here."""


@cache
def distinct_name(name: str, agency_id: str) -> str:
    """The Chinese name of an agency, its city behind it where another place has a county or district of that name.

    >>> distinct_name("鼓楼区教育局", "320106-education"), distinct_name("南京市鼓楼区教育局", "320106-education")
    ('鼓楼区教育局（南京市）', '南京市鼓楼区教育局')
    """
    division = divisions().get(agency_id.partition("-")[0])
    if division is None or division.parent is None or not name.startswith(division.name):
        return name
    shared = len(divisions_named(division.name)) > 1
    return f"{name}（{divisions()[division.parent].name}）" if shared else name


class OfAgency(Protocol):
    """A row about an agency, or a report of it: its name in the register, in English, and as the report gives it."""

    @property
    def agency_id(self) -> str:
        """Id of the agency."""

    @property
    def agency(self) -> str | None:
        """Its name as the report gives it."""

    @property
    def agency_name(self) -> str | None:
        """Its name in the register."""

    @property
    def agency_name_en(self) -> str | None:
        """Its name in English."""


def agency_name(report: OfAgency, words: Words) -> str:
    """The agency of a report in the language of the page; Chinese where it has no English name."""
    return _in_language(
        report.agency_name or report.agency or report.agency_id, report.agency_name_en, report.agency_id, words
    )


def _in_language(chinese: str, english: str | None, agency_id: str, words: Words) -> str:
    apart = distinct_name(chinese, agency_id)
    return english or apart if words.lang == "en" else apart


def source_name(source: Path | None, rules: Iterable[str]) -> str | None:
    """Name of the copy of a source beside the page of its report, None if it holds personal data.

    Args:
        source: the file, None if there is none.
        rules: ids of the rules that the report has findings of.
    """
    if source is None or PERSONAL_DATA in rules:
        return None
    suffix = source.suffix.lower()
    return f"source{suffix}" if suffix in HARMLESS else f"source{suffix}.txt"


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report in a list, with the name of its agency in the language of the page."""

    row: ListedReportRow
    shown: str


def named_report(report: ListedReportRow, words: Words) -> NamedReport:
    """A report as a list calls it."""
    return NamedReport(report, agency_name(report, words))


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency with its name and its place in the language of the page, and its place in full in Chinese."""

    row: AgencyRow
    shown: str
    place: str
    full_place: str


def named_agency(agency: AgencyRow, words: Words) -> NamedAgency:
    """An agency as a page calls it: in Chinese where it has no English name."""
    code, shown = agency.division_code, _in_language(agency.name, agency.name_en, agency.agency_id, words)
    return NamedAgency(agency, shown, division_name(code, words), full_name(code) or code)


def division_name(code: str, words: Words) -> str:
    """The name of a division in the language of the page, the code where it is unknown."""
    division = divisions().get(code)
    return words(division.name, division.name_en) if division else code


def known_regions(figures: Figures) -> list[RegionRow]:
    """Divisions that have a page: those that exist, and those that an agency names."""
    return [region for region in figures.rows(RegionRow) if has_page(region)]


def has_page(region: DivisionRow) -> bool:
    """Whether a division has a page."""
    return region.own or region.code in divisions()


def upwards(code: str, figures: Figures, words: Words) -> list[tuple[str, str, bool]]:
    """Code, name, and whether there is a page, of a division and those above it, highest first."""
    held = {d.code: figures.of(DivisionRow, "code", d.code) for d in lineage(code)}
    return [(d.code, words(d.name, d.name_en), any(map(has_page, held[d.code]))) for d in lineage(code)]


@cache
def provinces() -> tuple[str, ...]:
    """The province-level divisions to which the Regulations apply, as `tiles.csv` places them."""
    return tuple(row["code"] for row in csv_rows("gongkai.site", "tiles.csv"))
