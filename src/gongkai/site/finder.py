"""The finder: a small JSON file of agencies and regions with the names that a person may type.

It is loaded before the first answer, so it holds nothing that the browser can derive: joined pinyin and initials come
from the syllables, the name of an agency's region from the entry of the region.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from gongkai.forms.divisions import divisions, full_name
from gongkai.site import addresses
from gongkai.site.figures import Figures
from gongkai.site.keeping import Keeping
from gongkai.site.names import distinct_name
from gongkai.site.rows import AgencyRow, RegionRow


class Entry(TypedDict):
    """An agency or a region, and what it is called."""

    path: str
    zh: str
    en: str
    also: list[str]


NAME = f"{addresses.STATIC}finder.json"


def write_finder(figures: Figures, out: Path, kept: Keeping) -> None:
    """Write it into the folder of a site, unless the last build had the same names."""
    listed = named(figures)
    if kept.take(NAME, bool, listed) is None:
        (out / NAME).write_text(as_json(listed), encoding="utf-8")
        kept.keep(NAME, listed, True, [NAME])


def named(figures: Figures) -> list[Entry]:
    """Of each region and agency `path`, `zh`, `en` and other names (`also`)."""
    found = []
    for region in figures.rows(RegionRow):
        if division := divisions().get(region.code):
            names = [full_name(region.code)]
            found.append(_entry(addresses.region(region.code), division.name, division.name_en, names))
    for agency in figures.rows(AgencyRow):
        shown = distinct_name(agency.name, agency.agency_id)
        names = [agency.name, *(agency.names_used or "").split("|")]
        found.append(_entry(addresses.agency(agency.agency_id), shown, agency.name_en or "", names))
    return found


def as_json(listed: Iterable[Entry]) -> str:
    """The entries with the syllables of all their Chinese names (`pinyin`)."""
    # Loading its dictionaries takes a third of a second, and most builds bring no new name.
    from pypinyin import lazy_pinyin

    def syllables(entry: Entry) -> list[str]:
        return [" ".join(lazy_pinyin(name)) for name in (entry["zh"], *entry["also"]) if not name.isascii()]

    told = [{**entry, "pinyin": syllables(entry)} for entry in listed]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _entry(path: str, zh: str, en: str, others: Iterable[str]) -> Entry:
    also = [name for name in dict.fromkeys(others) if name not in ("", zh, en)]
    return {"path": path, "zh": zh, "en": en, "also": also}
