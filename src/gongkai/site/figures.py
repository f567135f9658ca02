"""The query results as pages read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, ClassVar, Protocol, TypeVar, cast

from gongkai.errors import SiteError
from gongkai.model import Table

Row = Mapping[str, object]
"""A row with whatever columns its view has, for files that pass them all on."""


class ViewRow(Protocol):
    """A dataclass whose fields are columns of a view."""

    VIEW: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=ViewRow)
Values = tuple[object, ...]
OfReport = Callable[[str, str], Table]
"""The rows of a view about one report."""


class Figures:
    """Result tables by view, with lookups by a column that are made once.

    Views too large to be held are left out of the tables; `of_report` then gives their rows of one report.
    """

    def __init__(self, tables: Mapping[str, Table], of_report: OfReport | None = None) -> None:
        self._tables = tables
        self._of_report = lru_cache(maxsize=REMEMBERED)(of_report) if of_report else None
        self._of = lru_cache(maxsize=REMEMBERED)(self._typed_of)
        self._rows: dict[type[ViewRow], Sequence[ViewRow]] = {}
        self._groups: dict[tuple[str, str], Mapping[object, Sequence[Values]]] = {}

    def __contains__(self, view: str) -> bool:
        return view in self._tables

    def rows(self, kind: type[T]) -> Sequence[T]:
        """All rows of the view of a class, in its order; SiteError if the view was not given."""
        if kind not in self._rows:
            table = self._table(kind.VIEW)
            self._rows[kind] = _typed(kind, table, table.rows)
        return cast(Sequence[T], self._rows[kind])

    def one(self, kind: type[T]) -> T:
        """The single row of a view."""
        return self.rows(kind)[0]

    def of(self, kind: type[T], column: str, value: object) -> Sequence[T]:
        """The rows of the view of a class that hold a value in a column, in its order; none if it was not given."""
        return cast(Sequence[T], self._of(kind, column, value))

    def _typed_of(self, kind: type[ViewRow], column: str, value: object) -> Sequence[ViewRow]:
        table, rows = self._found(kind.VIEW, column, value)
        return _typed(kind, table, rows) if table else ()

    def records(self, view: str, column: str = "", value: object = None) -> list[Row]:
        """The rows of a view with all its columns: every row, or those that hold a value in a column."""
        if not column:
            return list(self._table(view).records())
        table, rows = self._found(view, column, value)
        return [dict(zip(table.columns, row, strict=True)) for row in rows] if table else []

    def _table(self, view: str) -> Table:
        if view not in self._tables:
            raise SiteError("view_missing", view=view)
        return self._tables[view]

    def _found(self, view: str, column: str, value: object) -> tuple[Table | None, Sequence[Values]]:
        if view not in self._tables:
            if self._of_report is None or column != "report_id":
                return None, ()
            table = self._of_report(view, str(value))
            return table, table.rows
        table = self._tables[view]
        if (view, column) not in self._groups:
            groups: dict[object, list[Values]] = defaultdict(list)
            place = table.columns.index(column) if table.rows else 0
            for row in table.rows:
                groups[row[place]].append(row)
            self._groups[view, column] = dict(groups)
        return table, self._groups[view, column].get(value, ())


REMEMBERED = 512
"""Answers that are kept: those about a report serve its page and the page of its agency, in both languages."""


def _typed(kind: type[T], table: Table, rows: Sequence[Values]) -> tuple[T, ...]:
    """Rows of a table as instances of a class."""
    if not rows:
        return ()
    needed, optional = columns(kind)
    places = [table.columns.index(name) for name in needed]
    others = {name: table.columns.index(name) for name in optional if name in table.columns}
    if len(places) > 1 and [*others] == [*optional[: len(others)]]:
        # in the order of the fields: half the time that it takes by their names
        values = itemgetter(*places, *others.values())
        return tuple(kind(*values(row)) for row in rows)
    return tuple(kind(*[row[at] for at in places], **{name: row[at] for name, at in others.items()}) for row in rows)


@cache
def columns(kind: type[ViewRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the columns that a class must have and of those it can do without."""
    own = fields(kind)
    optional = tuple(one.name for one in own if one.default is not MISSING or one.default_factory is not MISSING)
    return tuple(one.name for one in own if one.name not in optional), optional
