"""Finds divisions by host names, telephone area codes, site ids and names of townships."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gongkai.forms.divisions.table import divisions, lineage, within
from gongkai.forms.form import code_list

_GOV = re.compile(r"(?:https?://)?([a-z0-9.-]+)\.gov\.cn\b", re.IGNORECASE)
"""The address of a government: www.shuozhou.gov.cn, with or without https."""
_KINDS = ("xian", "shi", "qu")
_AREA_CODE_LENGTHS = (4, 3)


def division_of_domain(host: str) -> str | None:
    """Code of the division whose government runs a `*.gov.cn` host, None unless the host leaves no doubt.

    Source: `labels/site_domains.csv`, then the pinyin of the short name where only one division has it.

    >>> division_of_domain("www.shuozhou.gov.cn"), division_of_domain("www.example.com")
    ('140600', None)
    """
    for label in _site_labels(host):
        spelled = _province_initials().get(label, ())
        code = _by_table(label) or _by_pinyin(label) or (spelled[0] if len(spelled) == 1 else None)
        if code:
            return code
    return None


def domain_fits(host: str, code: str) -> bool:
    """True if a part of a `*.gov.cn` host spells the division, or it and its parent, in pinyin or initials."""
    own: set[str] = set()
    for division in lineage(code):
        spelled = {division.pinyin.replace(" ", ""), _initials(division.pinyin)}
        own = spelled | {above + name for above in own for name in spelled}
    spellings = own | {f"{name}{kind}" for name in own for kind in ("x", "s", "q", *_KINDS)}
    return any(label in spellings for label in _site_labels(host))


def divisions_of_phone(phone: str) -> tuple[str, ...]:
    """Codes of the divisions that share the area code of a telephone number, empty if it has none known."""
    digits = re.sub(r"\D", "", phone.removeprefix("+86"))
    for length in _AREA_CODE_LENGTHS:
        codes = _area_codes().get(digits[:length])
        if codes:
            return codes
    return ()


def division_of_site_id(site_id: str) -> str | None:
    """Code of the division of a government site, from the SiteIDCode that starts with its GB/T 2260 code."""
    digits = re.sub(r"\D", "", site_id)
    for code in (digits[:6], digits[:4] + "00", digits[:2] + "0000"):
        if len(digits) >= 10 and code in divisions():
            return code
    return None


def counties_of_town(name: str) -> tuple[str, ...]:
    """Codes of the counties that have a 街道, 镇, 乡 or 苏木 of that name, none if it is unknown.

    >>> counties_of_town("大云镇")
    ('330421',)
    """
    return _towns().get(name, ())


def counties_of_town_by_stem(name: str) -> tuple[str, ...]:
    """The same for a township of that name of any kind: 乡 become 镇, and these become 街道.

    >>> counties_of_town_by_stem("大云乡")
    ('330421',)
    """
    return _towns_by_stem().get(_stem(name), ())


def _site_labels(host: str) -> tuple[str, ...]:
    match = _GOV.search(host)
    # the label next to .gov.cn names the government, those in front of it its departments
    return tuple(reversed(match[1].lower().split("."))) if match else ()


def _by_table(label: str) -> str | None:
    known = _rows("site", "both").get(label)
    department = next((name for name in _rows("department") if label.endswith(name)), None)
    return known or (_rows("prefix", "both").get(label.removesuffix(department)) if department else None)


@cache
def _rows(*kinds: str) -> dict[str, str]:
    return {row["label"]: row["division_code"] for row in code_list("site_domains") if row["kind"] in kinds}


def _by_pinyin(label: str) -> str | None:
    for kind in ("", *_KINDS):
        codes = _pinyin().get(label.removesuffix(kind) if kind else label, ())
        top = [code for code in codes if all(within(other, code) for other in codes)]
        if top:
            return top[0]
    return None


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    standing = (division for division in divisions().values() if not division.valid_to)
    return _grouped((division.pinyin.replace(" ", ""), division.code) for division in standing)


@cache
def _province_initials() -> dict[str, tuple[str, ...]]:
    """Divisions by the prefix of their province and the initials of their name."""
    prefixes = {code: label for label, code in _rows("prefix", "both").items()}
    return _grouped(
        (prefixes[division.parent] + _initials(division.pinyin), division.code)
        for division in divisions().values()
        if division.level == "prefecture" and division.parent in prefixes
    )


def _initials(pinyin: str) -> str:
    return "".join(syllable[0] for syllable in pinyin.split())


@cache
def _area_codes() -> dict[str, tuple[str, ...]]:
    return _grouped((row["area_code"], row["division_code"]) for row in code_list("area_codes"))


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    rows = code_list("towns")
    return _grouped((town, row["division_code"]) for row in rows for town in row["towns"].split("|"))


@cache
def _towns_by_stem() -> dict[str, tuple[str, ...]]:
    return _grouped((_stem(town), code) for town, codes in _towns().items() for code in codes)


def _stem(town: str) -> str:
    return re.sub("(?:(?:[\u4e00-\u9fff]{1,3}族)+乡|街道|镇|乡|苏木)$", "", town) or town


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
