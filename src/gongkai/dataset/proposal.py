"""A row for `agencies.csv`, proposed from what a report says; what is only a guess is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.forms.agency_names import romanised
from gongkai.forms.data_files import csv_rows
from gongkai.forms.divisions import divisions
from gongkai.forms.schema import code_lists
from gongkai.model import Agency, Proposal, Report

_PLACE = re.compile(r"^.*(自治[区州县旗]|[省市县州盟旗]|(?<!发)区)")
"""The place at the beginning of a name, right or misread."""


def propose(report: Report, agency_id: str | None = None) -> Proposal | None:
    """The row for the agency of a report; None where the report names no agency or no division.

    The id is the division code and what the agency does (`370200-education`); where its field is not in
    the list of sectors, its name in pinyin.

    Args:
        report: as read.
        agency_id: the id that a person gives the agency; its division code then wins over what the report says.
    """
    place = divisions().get(agency_id.partition("-")[0] if agency_id else report.division_code or "")
    if not report.agency or place is None:
        return None
    name, words = report.agency, csv_rows("gongkai.dataset", "scaffold/agency_words.csv")
    if agency_id and place.name not in name:
        endings = {row["slug"]: row["ending"] for row in reversed(words)}
        name = place.name + (_PLACE.sub("", name) or endings.get(agency_id.partition("-")[2], ""))
    ending = next((row for row in words if name.endswith(row["ending"])), {})
    rest = name.rpartition(place.name)[2]
    # by the official word for a sector, else by a word that stands for it
    official = [str(row["code"]) for row in code_lists()["sectors"].rows if str(row["label_zh"]) in rest]
    other = [row["sector"] for row in csv_rows("gongkai.dataset", "scaffold/sector_words.csv") if row["word"] in rest]
    told = ["general"] if ending.get("slug", "").startswith("government") else [*official, *other]
    sector = next((code for code in told if code != "other"), None)
    english = _english(place.name_en, sector, ending)
    slug = ending.get("slug") or (sector or "").replace("_", "-") or romanised(rest)
    # a name that a person corrected is not a name of the agency
    used = (report.agency, report.agency_as_titled) if name == report.agency else ()
    agency = Agency(
        agency_id=agency_id or f"{place.code}-{slug}",
        name=name,
        name_en=english,
        names_used=tuple(dict.fromkeys(filter(None, (name, *used)))),
        level=(None if agency_id else report.level) or place.level,
        division_code=place.code,
        sector=sector,
    )
    return Proposal(agency, tuple(_unsure(report, agency, place.name)))


def _unsure(report: Report, agency: Agency, place: str) -> Iterator[tuple[str, str, str]]:
    not_told = "由名称看不出", "not told by the name"
    if agency.name_en:
        yield "name_en", "由名称各部分译出，不是官方译名", "made from the parts of the name, not official"
    else:
        yield "name_en", *not_told
    if agency.name != report.agency:
        yield "name", f"由编号得出；报告写的是{report.agency}", f"made from the id; the report names {report.agency}"
    elif report.agency_inferred:
        yield "name", f"由{report.agency_as_titled}还原", f"expanded from {report.agency_as_titled}"
    if agency.sector is None:
        yield "sector", *not_told
    if report.level is None or agency.level != report.level:
        yield "level", f"取{place}的级别", f"that of {place}"


def _english(place: str, sector: str | None, ending: dict[str, str]) -> str | None:
    kind = ending.get("en")
    if kind is None:
        return None
    if ending["slug"]:
        return f"{kind} of {place}" if ending["slug"].startswith("government") else f"{place} {kind}"
    if sector is None:
        return None
    field = next(str(row["label_en"]) for row in code_lists()["sectors"].rows if row["code"] == sector)
    words = " ".join(word if word in ("and", "of") else word.capitalize() for word in field.split())
    return f"{place} {kind} of {words}" if kind == "Department" else f"{place} {words} {kind}"
