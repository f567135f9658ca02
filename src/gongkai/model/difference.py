"""A row of a table that differs between two versions of a package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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
        """Whether the row is new or gone."""
        return self.before is None or self.after is None

    def only(self, columns: Collection[str]) -> Difference:
        """The same with these columns."""
        return Difference(self.key, _part(self.before, columns), _part(self.after, columns))


def _part(values: Values | None, columns: Collection[str]) -> Values | None:
    return None if values is None else {column: values[column] for column in columns if column in values}
