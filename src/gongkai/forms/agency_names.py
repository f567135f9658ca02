"""Names of agencies: how they end, what their short forms stand for, and which are national bodies."""

from __future__ import annotations

from functools import cache

from gongkai.forms.form import code_list


def written_out(name: str) -> str:
    """The name with a short ending written out (`labels/agency_names.csv`).

    >>> written_out("莒县科技局"), written_out("莒县科学技术局")
    ('莒县科学技术局', '莒县科学技术局')
    """
    for short, full in _short_endings():
        if name.endswith(short) and not name.endswith(full):
            return name.removesuffix(short) + full
    return name


def known_ending(name: str) -> str:
    """The full name of a department with which a name ends, empty if the list of short forms has none.

    >>> known_ending("莒县科学技术局"), known_ending("莒县某某局")
    ('科学技术局', '')
    """
    fulls = (full for _, full in _short_endings() if name.endswith(full))
    return max(fulls, key=len, default="")


@cache
def kinds_of_agency() -> tuple[tuple[str, str], ...]:
    """What names of agencies end with, the longest first, and the kind each tells (`labels/agency_kinds.csv`)."""
    rows = ((row["suffix"], row["kind"]) for row in code_list("agency_kinds"))
    return tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))


@cache
def agency_endings() -> tuple[str, ...]:
    """What names of agencies end with."""
    return tuple(suffix for suffix, _ in kinds_of_agency())


def national_body(name: str) -> str | None:
    """The full name of the national body that goes by that name (`labels/national_bodies.csv`), None for any other.

    >>> national_body("科技部"), national_body("国家税务总局莒县税务局")
    ('科学技术部', None)
    """
    return _national_bodies().get(name)


@cache
def _short_endings() -> tuple[tuple[str, str], ...]:
    rows = ((row["short"], row["full"]) for row in code_list("agency_names"))
    return tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))


@cache
def _national_bodies() -> dict[str, str]:
    rows = code_list("national_bodies")
    return {name: row["name"] for row in rows for name in (row["name"], *filter(None, row["short"].split("|")))}


def romanised(name: str) -> str:
    """A name in pinyin without tones, for an address.

    >>> romanised("科学技术局")
    'ke-xue-ji-shu-ju'
    """
    # Loading its dictionaries takes longer than reading a report, and few need a name in pinyin.
    from pypinyin import lazy_pinyin

    return "-".join(lazy_pinyin("".join(filter(str.isalnum, name)))).lower()
