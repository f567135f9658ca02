"""The finder: a small JSON file of agencies and regions with everything a person may type for them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from gongkai.forms.divisions import divisions, full_name
from gongkai.site.figures import Figures, Row


def finder_json(figures: Figures) -> str:
    """Entries with `path`, `zh`, `en` and `keys`: names, short names, pinyin and initials in one lower-case text."""
    entries = [
        *(_region(row) for row in figures.rows("regions") if row["code"] in divisions()),
        *(_agency(row) for row in figures.rows("agencies")),
    ]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def _region(row: Row) -> dict[str, str]:
    division = divisions()[row["code"]]
    names = [full_name(row["code"]), division.name, division.name_en]
    return _entry(f"regions/{row['code']}/", division.name, division.name_en, names)


def _agency(row: Row) -> dict[str, str]:
    names = [row["name"], *(row["names_used"] or "").split("|"), row["name_en"] or "", full_name(row["division_code"])]
    return _entry(f"agencies/{row['agency_id']}/", row["name"], row["name_en"] or "", names)


def _entry(path: str, zh: str, en: str, names: Iterable[str]) -> dict[str, str]:
    given = [name for name in dict.fromkeys(names) if name]
    keys = [*given, *(spelt for name in given if not name.isascii() for spelt in _spellings(name))]
    return {"path": path, "zh": zh, "en": en, "keys": " ".join(dict.fromkeys(keys)).lower()}


def _spellings(name: str) -> tuple[str, str, str]:
    """Pinyin together, pinyin apart, and initials."""
    syllables = lazy_pinyin(name)
    return "".join(syllables), " ".join(syllables), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
