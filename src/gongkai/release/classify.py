"""Why each row differs: the class of every change between two versions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from gongkai.forms.compared import compared_tables
from gongkai.model import Difference, ReadingChange
from gongkai.release.change import Change
from gongkai.release.version import DEV, version_order

SHOWN = ("agency", "year", "title", "publish_date", "source_sha256")
"""What is told of a report that came or went."""

Cause = tuple[str, str | None, str | None]
"""A class of change, and the declared reason in Chinese and English."""

RulesByCell = Callable[[], Mapping[tuple[str, str], Collection[str]]]

_CLASSES = {"correction": "correction", "rules": "rule_changed", "register": "register_changed"}
"""Natures of columns whose change has the same class wherever it happens."""

_STRONGEST_FIRST = ("unexplained", "correction", "reading_improved")
_ACROSS_REPORTS = ("findings", "checks")
_TRAITS = {"rows": "row_code", "columns": "column_code", "facts": "fact"}


def in_force(declared: Iterable[ReadingChange], old: str, new: str) -> tuple[ReadingChange, ...]:
    """The declarations made for versions after the old one, up to the new one."""
    first, last = version_order(old), version_order(new)
    return tuple(
        change
        for change in declared
        if first < version_order(change.version) and (new.endswith(DEV) or version_order(change.version) <= last)
    )


def classify(
    differences: Sequence[Difference], declared: Sequence[ReadingChange], rules_by_cell: RulesByCell
) -> tuple[Change, ...]:
    """Every change with its class: report by report, then those of agencies and codes.

    Args:
        differences: the rows that differ.
        declared: the declarations in force.
        rules_by_cell: gives the rules of the findings that name a cell, by report and cell; asked only if needed.
    """
    of_reports = [part for part in differences if compared_tables()[part.key[0]].of_reports]
    shared = [
        Change(_CLASSES[nature], part.key, part.before, part.after)
        for difference in differences
        if not compared_tables()[difference.key[0]].of_reports
        for nature, part in _by_nature(difference).items()
    ]
    reworded = {change.key[2] for change in shared if change.key[1] in ("rules", "indicators")}
    reasons = _Reasons(differences, declared, rules_by_cell)
    compared: dict[str, tuple[list[Change], list[Difference]]] = {}
    for report_id, found in groupby(sorted(of_reports, key=lambda part: part.key[1]), key=lambda part: part.key[1]):
        compared[report_id] = _of_report(list(found), reasons)
    causes = {report_id: cause for report_id, (direct, _) in compared.items() if (cause := _strongest(direct))}
    by_report = (
        change
        for report_id, (direct, derived) in compared.items()
        for change in (*direct, *_follow_ons(derived, report_id, causes, reworded))
    )
    return (*by_report, *shared)


def _of_report(differences: list[Difference], reasons: _Reasons) -> tuple[list[Change], list[Difference]]:
    """The changes of one report whose cause lies in the report, and what differs because of something else."""
    own = next((part for part in differences if part.key[0] == "reports"), None)
    if own and own.whole:
        return [_came_or_went(own.only(SHOWN), reasons)], []
    if own and "source_sha256" in own.columns:
        return list(_revised(own, differences)), []
    direct: list[Change] = []
    derived: list[Difference] = []
    for difference in differences:
        for nature, part in _by_nature(difference).items():
            if nature == "derived":
                derived.append(part)
            else:
                cause = reasons.of_value(part) if nature == "value" else (_CLASSES[nature], None, None)
                direct.append(Change(cause[0], part.key, part.before, part.after, *cause[1:]))
    return direct, derived


def _came_or_went(report: Difference, reasons: _Reasons) -> Change:
    """A report that is new, or there no more: why it was withdrawn, someone must say of this very report."""
    if report.before is None:
        return Change("source_added", report.key, None, report.after)
    said = reasons.of_withdrawal(report.key[1])
    kind, texts = ("source_removed", (said.reason_zh, said.reason_en)) if said else ("unexplained", (None, None))
    return Change(kind, report.key, report.before, None, *texts)


def _revised(report: Difference, differences: Iterable[Difference]) -> Iterator[Change]:
    """Everything that differs where the file is another one."""
    file = report.only(("source_sha256",))
    yield Change("source_revised", file.key, file.before, file.after)
    rest = report.only([column for column in report.columns if column != "source_sha256"])
    for part in (rest if part is report else part for part in differences):
        kind = "correction" if part.key[0] == "corrections" else "source_revised"
        if part.columns:
            yield Change(kind, part.key, part.before, part.after)


def _by_nature(difference: Difference) -> dict[str, Difference]:
    """The difference in parts that may have different causes; how a value was read goes with the value.

    A row that came or went stays whole.
    """
    natures = compared_tables()[difference.key[0]].natures
    parts: dict[str, list[str]] = {}
    for column in difference.columns:
        nature = natures[difference.columns[0] if difference.whole else column]
        parts.setdefault("value" if nature == "reading" else nature, []).append(column)
    return {nature: difference.only(columns) for nature, columns in parts.items()}


class _Reasons:
    """Finds the cause of a value that is read otherwise from the same source."""

    def __init__(
        self, differences: Iterable[Difference], declared: Sequence[ReadingChange], rules: RulesByCell
    ) -> None:
        self._declared = declared
        self._rules = rules
        self._corrected = {(*part.key[2:], part.key[1]) for part in differences if part.key[0] == "corrections"}

    def of_value(self, difference: Difference) -> Cause:
        """A correction of that cell, a declaration, or none; what takes no statement back needs none."""
        table, report_id, *rest = difference.key
        if (table, *rest, report_id) in self._corrected:
            return "correction", None, None
        if said := next((change for change in self._declared if change.covers(self._traits(difference))), None):
            return "reading_improved", said.reason_zh, said.reason_en
        natures, before = compared_tables()[table].natures, difference.before or {}
        lost = any(natures[column] == "value" and before[column] is not None for column in before)
        return ("unexplained" if lost else "reading_improved"), None, None

    def of_withdrawal(self, report_id: str) -> ReadingChange | None:
        """The declaration that names this report and nothing else."""
        return next((change for change in self._declared if change.reports == (report_id,) and not change.tables), None)

    def _traits(self, difference: Difference) -> dict[str, Collection[str]]:
        table, report_id, *rest = difference.key
        named = dict(zip(compared_tables()[table].key[1:], rest, strict=False))
        one = {name: (named[column],) for name, column in _TRAITS.items() if column in named}
        rules = self._rules_by_cell.get((report_id, "/".join((table, *rest))), ())
        return {
            "reports": (report_id,), "tables": (table,), "fields": difference.columns, **one, "rules": rules
        }  # fmt: skip

    @cached_property
    def _rules_by_cell(self) -> Mapping[tuple[str, str], Collection[str]]:
        return self._rules() if any(change.rules for change in self._declared) else {}


def _strongest(changes: Sequence[Change]) -> Cause | None:
    """The cause that whatever follows from a report's changes is put down to."""
    found = {change.kind: (change.kind, change.reason_zh, change.reason_en) for change in changes}
    own = [cause for kind, cause in found.items() if kind.startswith("source_")]
    return next((found[kind] for kind in _STRONGEST_FIRST if kind in found), own[0] if own else None)


def _follow_ons(
    derived: Iterable[Difference], report_id: str, causes: Mapping[str, Cause], reworded: Collection[str]
) -> Iterator[Change]:
    """What rules derive: why it differs although its own columns are no reading.

    A rule or indicator that was itself changed comes first, then what changed in the report, then, for rules that look
    at several reports, what changed in another year of the agency or another body of that year.
    """
    changed: Cause = ("rule_changed", None, None)
    for part in derived:
        cause = causes.get(report_id, changed)
        if len(part.key) > 2 and part.key[2] in reworded:
            cause = changed
        elif report_id not in causes and part.key[0] in _ACROSS_REPORTS:
            cause = next((causes[other] for other in _neighbours(report_id, causes)), changed)
        yield Change(cause[0], part.key, part.before, part.after, *cause[1:])


def _neighbours(report_id: str, causes: Mapping[str, Cause]) -> list[str]:
    agency, _, year = report_id.rpartition("-")
    same_agency = [other for other in causes if other.rpartition("-")[0] == agency]
    return same_agency or [other for other in causes if other.rpartition("-")[2] == year]
