"""One version of a dataset as it was published, whether read from a package or from a recorded release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gongkai.errors import PackageError
from gongkai.release.compared import ComparedTable
from gongkai.release.reading_changes import ReadingChange

Plain = str | int | bool | None
Values = Mapping[str, Plain]
Key = tuple[str, ...]
Rows = Mapping[Key, Values]
"""Rows by table and key: `("requests", report id, row, column)` → its compared columns."""

_VERSION = re.compile(r"(\d{4})\.(\d{1,2})\.(\d+)")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a version says; the rows of a report are only read when asked for.

    Attributes:
        name: the file or folder it was read from, as the person named it.
        dataset: id of the dataset.
        version: such as 2026.11.0.
        tables: the compared tables it has; an older version may lack some.
        sources: SHA-256 of the source file by report id, ordered by id.
        refused: SHA-256 of the source files that gave no report.
        shared: rows that belong to no report: agencies and codes.
        record: gives the rows of a report by its id.
        declared: reading changes that this version declares.
        releases: this version's own list of changes, the newest first, as in CHANGES.json.
    """

    name: str
    dataset: str
    version: str
    tables: frozenset[str]
    sources: Mapping[str, str]
    refused: frozenset[str]
    shared: Rows
    record: Callable[[str], Rows]
    declared: tuple[ReadingChange, ...] = ()
    releases: tuple[Mapping[str, Any], ...] = ()


def rows_of(table: ComparedTable, records: Iterable[Mapping[str, Any]]) -> dict[Key, Values]:
    """The compared columns of the records by key; rows that share a key are numbered from the second on."""
    rows: dict[Key, Values] = {}
    times: dict[Key, int] = {}
    for record in records:
        key = (table.name, *(_text(record[column]) for column in table.key))
        times[key] = times.get(key, 0) + 1
        own = key if times[key] == 1 else (*key, str(times[key]))
        rows[own] = {column: plain(record[column]) for column in table.columns if column in record}
    return rows


def plain(value: Any) -> Plain:
    """A value that JSON holds exactly: decimals without needless zeros, dates as ISO 8601.

    >>> plain(Decimal("12.500000")), plain(Decimal("3.000000")), plain(date(2020, 1, 2))
    ('12.5', 3, '2020-01-02')
    """
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case None | bool() | int():
            return value
        case _:
            return str(value)


def _text(value: Any) -> str:
    return "" if value is None else str(plain(value))


def version_order(version: str) -> tuple[int, int, int]:
    """Year, month and number of a version, for comparing versions.

    Raises:
        PackageError: it is no version of the form 2026.11.0.
    """
    found = _VERSION.fullmatch(version)
    if not found or not 1 <= int(found[2]) <= 12:
        raise PackageError(
            f"version {version!r} is no year.month.number such as 2026.11.0", advice="mend `version` in dataset.yml"
        )
    return int(found[1]), int(found[2]), int(found[3])


def version_time(version: str) -> str:
    """The moment a version stands for: the first of its month, its number in minutes to keep the order.

    >>> version_time("2026.11.2")
    '2026-11-01T00:02:00Z'
    """
    year, month, number = version_order(version)
    return (datetime(year, month, 1, tzinfo=UTC) + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
