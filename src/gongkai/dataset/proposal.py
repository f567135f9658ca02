"""A row for `agencies.csv`, proposed from what a report says; what is only a guess is named."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from gongkai.forms.agency_names import romanised
from gongkai.forms.divisions import divisions
from gongkai.forms.schema import code_lists
from gongkai.model import Agency, Proposal, Report


def propose(report: Report) -> Proposal | None:
    """The row for the agency of a report; None where the report names no agency or no division.

    The id is the division code and what the agency does (`370200-education`); where its field is not in
    the list of sectors, its name in pinyin.
    """
    place = divisions().get(report.division_code or "")
    name = report.agency
    if not name or place is None:
        return None
    ending = next((row for row in _table("agency_words") if name.endswith(row["ending"])), {})
    sector = _sector(name.rpartition(place.name)[2], ending)
    unsure = ["name_en: not official, made from the parts of the name"]
    if report.agency_inferred:
        unsure.append(f"name: expanded from {report.agency_as_titled}")
    if sector is None:
        unsure.append("sector: not told by the name")
    if report.level is None:
        unsure.append(f"level: that of {place.name}")
    slug = ending.get("slug") or (sector or "").replace("_", "-") or romanised(name.rpartition(place.name)[2])
    agency = Agency(
        agency_id=f"{place.code}-{slug}",
        name=name,
        name_en=_english(place.name_en, sector, ending),
        names_used=tuple(dict.fromkeys(filter(None, (name, report.agency_as_titled)))),
        level=report.level or place.level,
        division_code=place.code,
        sector=sector,
    )
    return Proposal(agency, tuple(unsure))


def _sector(rest: str, ending: dict[str, str]) -> str | None:
    """The sector that the name tells: by the official word for it, else by a word that stands for it."""
    if ending.get("slug", "").startswith("government"):
        return "general"
    rows = code_lists()["sectors"].rows
    official = [str(row["code"]) for row in rows if str(row["label_zh"]) in rest and row["code"] != "other"]
    other = [row["sector"] for row in _table("sector_words") if row["word"] in rest]
    return next(iter([*official, *other]), None)


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


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    text = (files("gongkai.dataset") / "scaffold" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
