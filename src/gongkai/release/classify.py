"""Why each row differs: the class of every change between two versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai.forms.compared import by_nature, compared_tables
from gongkai.model import Difference, ReadingChange, ReportId
from gongkai.release.change import Change
from gongkai.release.version import DEV, version_order

SHOWN = ("agency", "year", "title", "publish_date", "source_sha256")
"""Columns of `reports` that are given for a report that was added or removed."""


class Cause(NamedTuple):
    """A class of change, and the reason that a person declared."""

    kind: str
    reason_zh: str | None = None
    reason_en: str | None = None

    def of(self, part: Difference) -> Change:
        """The difference as a change that has this cause."""
        return Change(self.kind, part.key, part.before, part.after, self.reason_zh, self.reason_en)


_CHANGED = Cause("rule_changed")
_CAUSES = {"correction": Cause("correction"), "rules": _CHANGED, "register": Cause("register_changed")}
"""Natures of columns whose change has the same cause wherever it happens."""

_STRONGEST_FIRST = ("unexplained", "correction", "reading_improved", "source_added", "source_removed", "source_revised")
_ACROSS_REPORTS = ("findings", "checks")
_TRAITS = {"rows": "row_code", "columns": "column_code", "facts": "fact"}
"""The column of the key that each kind of pattern in a declaration is matched with."""


def in_force(declared: Iterable[ReadingChange], old: str, new: str) -> tuple[ReadingChange, ...]:
    """The declarations made for versions after the old one, up to the new one."""
    first, last = version_order(old), version_order(new)
    return tuple(
        change
        for change in declared
        if first < version_order(change.version) and (new.endswith(DEV) or version_order(change.version) <= last)
    )


def classify(
    differences: Sequence[Difference],
    declared: Sequence[ReadingChange],
    rules_by_cell: Mapping[tuple[str, str], Collection[str]],
) -> tuple[Change, ...]:
    """Every change with its class: report by report, then those of agencies and codes.

    Args:
        differences: the rows that differ.
        declared: the declarations in force.
        rules_by_cell: the rules of the findings that name a cell, by report and cell; asked by declarations on rules.
    """
    shared: list[Change] = []
    of_reports: dict[str, list[Difference]] = {}
    for difference in differences:
        if compared_tables()[difference.key[0]].of_reports:
            of_reports.setdefault(difference.key[1], []).append(difference)
        else:
            shared += (_CAUSES[nature].of(part) for nature, part in by_nature(difference).items())
    reworded = {change.key[2] for change in shared if change.key[1] in ("rules", "indicators")}
    corrected = {part.key[1:] for part in differences if part.key[0] == "corrections"}
    reasons = _Reasons(corrected, declared, rules_by_cell)
    compared = {report_id: _of_report(found, reasons) for report_id, found in sorted(of_reports.items())}
    causes = {report_id: cause for report_id, (direct, _) in compared.items() if (cause := _strongest(direct))}
    by_report = (
        change
        for report_id, (direct, derived) in compared.items()
        for change in (*direct, *_follow_ons(derived, report_id, causes, reworded))
    )
    return (*by_report, *shared)


def _of_report(differences: list[Difference], reasons: _Reasons) -> tuple[list[Change], list[Difference]]:
    """The changes of one report whose cause is in the report, and the differences that follow from something else."""
    own = next((part for part in differences if part.key[0] == "reports"), None)
    if own and own.whole:
        return [reasons.of_coming_or_going(own).of(own.only(SHOWN))], []
    if own and "source_sha256" in own.columns:
        # the file was replaced, and everything follows from that except corrections
        file, rest = own.only(("source_sha256",)), own.only([name for name in own.columns if name != "source_sha256"])
        parts = (file, *(rest if part is own else part for part in differences))
        revised = {"corrections": _CAUSES["correction"]}
        return [revised.get(part.key[0], Cause("source_revised")).of(part) for part in parts if part.columns], []
    direct: list[Change] = []
    derived: list[Difference] = []
    for difference in differences:
        for nature, part in by_nature(difference).items():
            if nature == "derived":
                derived.append(part)
            else:
                direct.append((reasons.of_value(part) if nature == "value" else _CAUSES[nature]).of(part))
    return direct, derived


class _Reasons(NamedTuple):
    """What a cause is looked up in; `corrected` are the cells whose correction is new, changed or gone."""

    corrected: Collection[tuple[str, ...]]
    declared: Sequence[ReadingChange]
    rules_by_cell: Mapping[tuple[str, str], Collection[str]]

    def of_coming_or_going(self, report: Difference) -> Cause:
        """Why a report is new or gone; a declaration of a withdrawal must name this report and nothing else."""
        if report.before is None:
            return Cause("source_added")
        named = (said for said in self.declared if said.reports == (report.key[1],) and not said.tables)
        return next((Cause("source_removed", said.reason_zh, said.reason_en) for said in named), Cause("unexplained"))

    def of_value(self, part: Difference) -> Cause:
        """Why a value changed: a correction or a declaration; a change that withdraws no number needs neither."""
        table, report_id, *rest = part.key
        if (report_id, table, *rest) in self.corrected:
            return _CAUSES["correction"]
        named = dict(zip(compared_tables()[table].key[1:], rest, strict=False))
        traits: dict[str, Collection[str]] = {
            "reports": (report_id,),
            "tables": (table,),
            "fields": part.columns,
            "rules": self.rules_by_cell.get((report_id, "/".join((table, *rest))), ()),
            **{scope: (named[column],) for scope, column in _TRAITS.items() if column in named},
        }
        if said := next((change for change in self.declared if change.covers(traits)), None):
            return Cause("reading_improved", said.reason_zh, said.reason_en)
        natures, before = compared_tables()[table].natures, part.before or {}
        lost = any(natures[column] == "value" and before[column] is not None for column in before)
        return Cause("unexplained" if lost else "reading_improved")


def _strongest(changes: Sequence[Change]) -> Cause | None:
    """The cause of everything that follows from a report's changes."""
    found = {change.kind: Cause(change.kind, change.reason_zh, change.reason_en) for change in changes}
    return next((found[kind] for kind in _STRONGEST_FIRST if kind in found), None)


def _follow_ons(
    derived: Iterable[Difference], report_id: str, causes: Mapping[str, Cause], reworded: Collection[str]
) -> Iterator[Change]:
    """The changes of what rules derive, each with its cause.

    A rule or indicator that was itself changed comes first, then what changed in the report, then, for rules that look
    at several reports, what changed in another year of the agency or another body of that year.
    """
    agency_id, year = ReportId.parse(report_id)
    for part in derived:
        cause = causes.get(report_id, _CHANGED)
        if len(part.key) > 2 and part.key[2] in reworded:
            cause = _CHANGED
        elif report_id not in causes and part.key[0] in _ACROSS_REPORTS:
            of_agency = (cause for other, cause in causes.items() if ReportId.parse(other).agency_id == agency_id)
            of_year = (cause for other, cause in causes.items() if ReportId.parse(other).year == year)
            cause = next(of_agency, None) or next(of_year, _CHANGED)
        yield cause.of(part)
