"""The table of divisions (`labels/divisions.csv`; where it comes from: `labels/divisions.source.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.forms.form import code_list


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county.

    Attributes:
        code: GB/T 2260, six digits.
        name: official name, such as 威海市.
        short: name without its kind, such as 威海.
        parent: code of the division above, None for a province.
        level: `province`, `prefecture` or `county`; districts of the four municipalities are counties.
        pinyin: syllables of the short name, such as `wei hai`.
        name_en: English name of the short name, such as `Weihai`.
        valid_to: the year it was abolished or renamed, None if it stands.
        successor: code of what it became, None if unknown or still standing.
    """

    code: str
    name: str
    short: str
    parent: str | None
    level: str
    pinyin: str
    name_en: str
    valid_to: int | None = None
    successor: str | None = None

    @property
    def informal(self) -> str | None:
        """What an autonomous prefecture, county or banner is called in short, such as 延边州; None for any other."""
        return self.short + self.name[-1] if "自治" in self.name and self.level != "province" else None


@cache
def divisions() -> Mapping[str, Division]:
    """Every division by its code, former ones of 2019 and later included."""
    return {
        row["code"]: Division(
            row["code"],
            row["name"],
            row["short"],
            row["parent"] or None,
            row["level"],
            row["pinyin"],
            row["name_en"],
            int(row["valid_to"]) if row["valid_to"] else None,
            row["successor"] or None,
        )
        for row in code_list("divisions")
    }


def divisions_named(name: str) -> tuple[str, ...]:
    """Codes of the divisions of that name, official or informal; former ones only where no present one has it.

    >>> divisions_named("威海市"), len(divisions_named("鼓楼区"))
    (('371000',), 4)
    """
    return _by_name().get(name, ())


@cache
def division_names() -> frozenset[str]:
    """Every name that `divisions_named` knows."""
    return frozenset(_by_name())


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    present: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    for division in divisions().values():
        for name in filter(None, (division.name, division.informal)):
            (former if division.valid_to else present).setdefault(name, []).append(division.code)
    return {name: tuple(codes) for name, codes in (former | present).items()}


@cache
def codes_by_change() -> Mapping[str, frozenset[str]]:
    """Code of a division whose code changed → that code, the one that replaced it, and those that it replaced."""
    found: dict[str, set[str]] = {}
    for division in divisions().values():
        if division.successor:
            found.setdefault(division.code, {division.code}).add(division.successor)
            found.setdefault(division.successor, {division.successor}).add(division.code)
    return {code: frozenset(codes) for code, codes in found.items()}


def lineage(code: str) -> tuple[Division, ...]:
    """The division and those above it, highest first; empty for an unknown code."""
    division = divisions().get(code)
    if division is None:
        return ()
    return (*(lineage(division.parent) if division.parent else ()), division)


def full_name(code: str) -> str:
    """The name with those above it in front, such as 山东省威海市; empty for an unknown code."""
    return "".join(division.name for division in lineage(code))


def within(code: str, other: str) -> bool:
    """True if `code` is `other` or lies in it."""
    return any(division.code == other for division in lineage(code))
