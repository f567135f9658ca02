"""A row of a table that differs between two versions of a package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Plain = str | int | bool | None
Values = Mapping[str, Plain]
Key = tuple[str, ...]
"""The table, then the values of its key columns as text, then a running number where several rows share them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The columns that differ in one row, as they were and as they are; None where there is no such row."""

    key: Key
    before: Values | None
    after: Values | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it holds."""
        return tuple(self.before or self.after or ())

    @property
    def whole(self) -> bool:
        """Whether the row came or went."""
        return self.before is None or self.after is None

    def only(self, columns: Collection[str]) -> Difference:
        """The same with these columns."""
        return Difference(self.key, _part(self.before, columns), _part(self.after, columns))


def _part(values: Values | None, columns: Collection[str]) -> Values | None:
    return None if values is None else {column: values[column] for column in columns if column in values}


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
