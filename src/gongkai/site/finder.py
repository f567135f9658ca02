"""The finder: a small JSON file of agencies and regions with the names that a person may type.

It is loaded before the first answer, so it holds nothing that the browser can derive: joined pinyin and initials come
from the syllables, the name of an agency's region from the entry of the region.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from gongkai.forms.divisions import divisions, full_name
from gongkai.site import addresses
from gongkai.site.figures import Figures
from gongkai.site.names import distinct_name
from gongkai.site.rows import AgencyRow, RegionRow

Entry = dict[str, str | list[str]]


def finder_json(figures: Figures) -> str:
    """Entries with `path`, `zh`, `en`, other names (`also`) and the syllables of all Chinese ones (`pinyin`)."""
    entries = []
    for region in figures.rows(RegionRow):
        if division := divisions().get(region.code):
            names = [full_name(region.code)]
            entries.append(_entry(addresses.region(region.code), division.name, division.name_en, names))
    for agency in figures.rows(AgencyRow):
        shown = distinct_name(agency.name, agency.agency_id)
        names = [agency.name, *(agency.names_used or "").split("|")]
        entries.append(_entry(addresses.agency(agency.agency_id), shown, agency.name_en or "", names))
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def _entry(path: str, zh: str, en: str, others: Iterable[str]) -> Entry:
    # Loading its dictionaries takes a third of a second; the finder is made once a build.
    from pypinyin import lazy_pinyin

    also = [name for name in dict.fromkeys(others) if name not in ("", zh, en)]
    pinyin = [" ".join(lazy_pinyin(name)) for name in (zh, *also) if not name.isascii()]
    return {"path": path, "zh": zh, "en": en, "also": also, "pinyin": pinyin}
