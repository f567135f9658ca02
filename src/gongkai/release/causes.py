"""Why a row differs: which class of change it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongkai.release.change import Change, differing
from gongkai.release.compared import compared_tables
from gongkai.release.publication import Key, Rows, Values
from gongkai.release.reading_changes import ReadingChange

Cause = tuple[str, str | None, str | None]
"""A class of change, and the declared reason in Chinese and English."""

STRONGEST_FIRST = ("unexplained", "correction", "reading_improved")
_ACROSS_REPORTS = ("findings", "checks")


@dataclass(frozen=True, slots=True)
class Difference:
    """A row as it was and as it is; None where there is no such row."""

    key: Key
    before: Values | None
    after: Values | None

    def only(self, columns: Collection[str]) -> Difference:
        """The same with these columns."""
        return Difference(self.key, _part(self.before, columns), _part(self.after, columns))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it holds."""
        return tuple(self.before or self.after or ())

    def by_nature(self) -> dict[str, Difference]:
        """The difference in parts that may have different causes; how a value was read goes with the value.

        A row that came or went stays whole.
        """
        natures = compared_tables()[self.key[0]].natures
        whole = self.before is None or self.after is None
        parts: dict[str, list[str]] = {}
        for column in self.columns:
            nature = natures[self.columns[0]] if whole else natures[column]
            parts.setdefault("value" if is_direct(nature) else nature, []).append(column)
        return {nature: self.only(columns) for nature, columns in parts.items()}

    def lost_columns(self) -> list[str]:
        """Columns whose published statement is gone or another one."""
        natures, before = compared_tables()[self.key[0]].natures, self.before or {}
        return [column for column in before if natures.get(column) == "value" and before[column] is not None]


def _part(values: Values | None, columns: Collection[str]) -> Values | None:
    return None if values is None else {column: values[column] for column in columns if column in values}


def is_direct(nature: str) -> bool:
    """Whether a column of this nature comes from reading the source."""
    return nature in ("value", "reading")


class ReportCauses:
    """Finds the cause of each difference in one report whose source is the same file."""

    def __init__(self, declared: tuple[ReadingChange, ...], before: Rows, after: Rows) -> None:
        self._declared = declared
        self._before = before
        self._after = after

    def of_value(self, difference: Difference) -> Cause:
        """The cause of a value that is read otherwise from the same source."""
        if difference.key in self._corrected:
            return "correction", None, None
        traits = self._traits(difference)
        declared = next((change for change in self._declared if change.covers(traits)), None)
        if declared:
            return "reading_improved", declared.reason_zh, declared.reason_en
        return ("unexplained" if difference.lost_columns() else "reading_improved"), None, None

    @cached_property
    def _corrected(self) -> frozenset[Key]:
        """Cells whose correction is new, other or withdrawn."""
        keys = {key for rows in (self._before, self._after) for key in rows if key[0] == "corrections"}
        changed = (key for key in keys if differing(self._before.get(key), self._after.get(key)))
        return frozenset((table, report_id, row, column) for _, report_id, table, row, column in changed)

    def _traits(self, difference: Difference) -> dict[str, Collection[str]]:
        table, report_id, *rest = difference.key
        named = dict(zip(compared_tables()[table].key[1:], rest, strict=False))
        one = {name: (named[column],) for name, column in _KEY_TRAITS.items() if column in named}
        path = "/".join((table, *rest))
        fields = difference.columns
        return {"reports": (report_id,), "tables": (table,), "fields": fields, **one, "rules": self._rules(path)}

    def _rules(self, path: str) -> Collection[str]:
        return self._rules_by_cell.get(path, ())

    @cached_property
    def _rules_by_cell(self) -> Mapping[str, set[str]]:
        """The rules of the findings that name each cell, before or after."""
        found: dict[str, set[str]] = {}
        for key in (*self._before, *self._after):
            if key[0] == "findings":
                for path in key[3].split("|"):
                    found.setdefault(path, set()).add(key[2])
        return found

    def strongest(self, changes: Iterable[Change]) -> Cause | None:
        """The cause that whatever follows from this report's changes is put down to."""
        found = {change.kind: (change.kind, change.reason_zh, change.reason_en) for change in changes}
        return next((found[kind] for kind in STRONGEST_FIRST if kind in found), None)


_KEY_TRAITS = {"rows": "row", "columns": "column", "facts": "fact"}


def follow_on(difference: Difference, report_id: str, causes: Mapping[str, Cause], reworded: set[str]) -> Cause:
    """Why something that rules derive differs although its own columns are no reading.

    A rule or indicator that was itself changed comes first, then what changed in the report, then, for rules that
    look at several reports, what changed in another year of the agency or another body of that year.
    """
    rule = difference.key[2] if len(difference.key) > 2 else ""
    if rule in reworded:
        return "rule_changed", None, None
    if report_id in causes:
        return causes[report_id]
    if difference.key[0] in _ACROSS_REPORTS:
        return next((causes[other] for other in _neighbours(report_id, causes)), ("rule_changed", None, None))
    return "rule_changed", None, None


def _neighbours(report_id: str, causes: Mapping[str, Cause]) -> list[str]:
    agency, _, year = report_id.rpartition("-")
    same_agency = [other for other in causes if other.rpartition("-")[0] == agency]
    return same_agency or [other for other in causes if other.rpartition("-")[2] == year]
