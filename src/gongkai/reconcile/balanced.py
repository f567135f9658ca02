"""What the sums of the form imply for cells that are blank, unreadable or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.forms import editions
from gongkai.model import Cell, CellKey, Extraction, Finding
from gongkai.reconcile.ambiguity import AMBIGUOUS, GIVEN_UP, ambiguous, given_up
from gongkai.reconcile.effort import Effort
from gongkai.reconcile.implied import first_rule, implying_rule, zeros_by_narrative
from gongkai.reconcile.localise import Localisation, localise
from gongkai.reconcile.support import supported
from gongkai.reconcile.system import CORRECTED, System, printed, systems


def reconcile(extraction: Extraction) -> Extraction:
    """The report with the numbers that its own sums determine.

    A cell gets `reconciled` and `rule` where every smallest set of changes that makes the sums hold gives it the same
    number, and enough sums support it; `value` stays as printed. Where several sets are equally small, or support is
    lacking, none is taken and finding FIX-01 lists them; what takes too much effort is left alone, and FIX-02 says so.
    What a person has corrected stands. Reconciling twice changes nothing.
    """
    if extraction.report.edition not in editions():
        return extraction
    # without the results of an earlier reconciliation; corrections by a person stay
    as_read = (c if c.rule in (None, CORRECTED) else replace(c, reconciled=None, rule=None) for c in extraction.cells)
    earlier = tuple(found for found in extraction.findings if found.rule not in (AMBIGUOUS, GIVEN_UP))
    report = replace(extraction, cells=tuple(as_read), findings=earlier)
    cells = {cell.key: cell for cell in report.cells}
    settled: dict[CellKey, tuple[int, str]] = zeros_by_narrative(report)
    findings: list[Finding] = []
    apart, effort = systems(report), Effort()
    # the smallest systems first, so that a hard one does not use up the effort of the others
    located_of = {id(s): localise(s, effort) for s in sorted(apart, key=lambda s: len(s.identities))}
    for system in apart:
        located = located_of[id(system)]
        if located.stopped:
            findings.append(given_up(system, cells))
            continue
        agreed = _agreed(system, located, cells)
        settled.update(agreed)
        findings.extend(ambiguous(located, agreed, cells, str(report.report.edition)))
    if not settled and not findings:
        return report
    return replace(
        report,
        cells=tuple(
            replace(cell, reconciled=settled[cell.key][0], rule=settled[cell.key][1])
            if cell.key in settled and cell.rule != CORRECTED
            else cell
            for cell in report.cells
        ),
        findings=(*report.findings, *findings),
    )


def _agreed(system: System, located: Localisation, cells: Mapping[CellKey, Cell]) -> dict[CellKey, tuple[int, str]]:
    """The numbers on which all smallest sets agree, each with the rule that gives it.

    A change of a printed number is taken if it is supported. Where another change is in doubt, only what the printed
    numbers alone imply is taken.
    """
    if not located.complete or not located.solutions:
        return {}
    first, *others = located.solutions
    same = {k: v for k, v in first.values.items() if k in cells and all(o.values.get(k) == v for o in others)}
    firm = supported(system, first.changed & same.keys())
    doubt = any(solution.changed - firm for solution in located.solutions)
    about = (cells[key] for key in (*system.values, *system.free) if key in cells)
    printed_numbers = {cell.key: number for cell in about if (number := printed(cell)) is not None}
    agreed: dict[CellKey, tuple[int, str]] = {}
    for key, value in same.items():
        if value is None or key in first.changed - firm:
            continue
        rule = implying_rule(key, value, system.identities, printed_numbers)
        if rule or not doubt:
            agreed[key] = value, rule or first_rule(key, system.identities)
    return agreed
