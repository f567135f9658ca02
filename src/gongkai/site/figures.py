"""The query results as pages read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from gongkai.errors import SiteError
from gongkai.model import Table

Row = dict[str, Any]


OfReport = Callable[[str, str], Table]
"""The rows of a view about one report."""


class Figures:
    """Result tables by view, with lookups by a column that are made once.

    Views too large to be held are left out of the tables; `of_report` then gives their rows of one report.
    """

    def __init__(self, tables: Mapping[str, Table], of_report: OfReport | None = None) -> None:
        self._tables = tables
        self._of_report = lru_cache(maxsize=REMEMBERED)(of_report) if of_report else None
        self._rows: dict[str, list[Row]] = {}
        self._groups: dict[tuple[str, str], dict[Any, list[Row]]] = {}

    def __contains__(self, view: str) -> bool:
        return view in self._tables

    def rows(self, view: str) -> list[Row]:
        """All rows of a view; SiteError if it was not given."""
        if view not in self._tables:
            raise SiteError("view_missing", view=view)
        if view not in self._rows:
            self._rows[view] = list(self._tables[view].records())
        return self._rows[view]

    def one(self, view: str) -> Row:
        """The single row of a view."""
        return self.rows(view)[0]

    def of(self, view: str, column: str, value: object) -> list[Row]:
        """The rows of a view that hold a value in a column, in the order of the view."""
        if view not in self._tables and self._of_report and column == "report_id":
            return list(self._of_report(view, str(value)).records())
        if (view, column) not in self._groups:
            groups: dict[Any, list[Row]] = defaultdict(list)
            for row in self.rows(view):
                groups[row[column]].append(row)
            self._groups[view, column] = dict(groups)
        return self._groups[view, column].get(value, [])


REMEMBERED = 512
"""Answers of `of_report` that are kept."""
