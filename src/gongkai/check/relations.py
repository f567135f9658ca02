"""The arithmetic rules: one evaluator checks every relation that the forms declare."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.check.rule import Case, Failure, RuleCheck, Verdict
from gongkai.check.sheet import Figures, Sheet
from gongkai.forms.relations import Definition, definitions
from gongkai.forms.wording import column_name, row_name

_AS_WORDS = {">=": "≥ ", "<=": "≤ ", "=": ""}


def relation_rules() -> Iterator[RuleCheck]:
    """One rule for each declared relation, and one for each total that may be left blank."""
    for definition in definitions():
        yield _relation(definition)
        if definition.blank_rule:
            yield _blank_total(definition)


def _relation(definition: Definition) -> RuleCheck:
    def cases(sheet: Sheet) -> Iterator[Case]:
        arising = [figures for figures in sheet.figures(definition.rule) if figures.arises]
        if definition.each == "group":
            for _, columns in groupby(arising, key=lambda figures: figures.relation.cells[0].row):
                yield _one_for_all(sheet, list(columns))
        else:
            yield from (judge(figures) or _differs(sheet, [figures]) for figures in arising)

    return RuleCheck(definition.rule, cases)


def judge(figures: Figures) -> Verdict | None:
    """The verdict on a relation; None if it fails and no doubtful cell can be the cause."""
    if not figures.has_grounds:
        return Verdict.NOT_EVALUABLE
    if figures.holds:
        return Verdict.PASSED
    return Verdict.NOT_EVALUABLE if figures.doubtful else None


def _one_for_all(sheet: Sheet, columns: list[Figures]) -> Case:
    """One case for a subtotal, whatever the number of columns it is printed in."""
    verdicts = [judge(column) for column in columns]
    if None in verdicts:
        return _differs(sheet, [c for c, verdict in zip(columns, verdicts, strict=True) if verdict is None])
    return Verdict.PASSED if Verdict.PASSED in verdicts else Verdict.NOT_EVALUABLE


def _differs(sheet: Sheet, failed: list[Figures]) -> Failure:
    last = failed[-1]
    sign = _AS_WORDS[last.relation.sign]
    return Failure(
        tuple(cell for figures in failed for cell in figures.concerned),
        compared=tuple(cell for figures in failed for cell in figures.cells),
        expected=f"{sign}{last.right}" if sign else last.right,
        found=last.left,
        words=_words(sheet, last),
    )


def _blank_total(definition: Definition) -> RuleCheck:
    """A total is filled in where its parts are; a total that is missing in the source is not counted as blank."""

    def cases(sheet: Sheet) -> Iterator[Case]:
        for figures in sheet.figures(definition.rule):
            (total,) = figures.left_cells
            if figures.right is None:
                continue
            if total.value is not None:
                yield Verdict.PASSED
            elif figures.doubtful or (definition.blank_when == "above 0" and not figures.right):
                yield Verdict.NOT_EVALUABLE
            else:
                words = _words(sheet, figures)
                yield Failure((total,), compared=figures.right_cells, expected=figures.right, words=words)

    return RuleCheck(definition.blank_rule, cases)


def _words(sheet: Sheet, figures: Figures) -> dict[str, object]:
    """The words and numbers of the sentence: names of row and column, both sides, both years."""
    key = figures.relation.cells[0]
    return {
        "row": row_name(key, sheet.edition),
        "col": column_name(key, sheet.edition),
        "left": figures.left,
        "right": figures.right,
        "year": sheet.report.year,
        "last": sheet.last and sheet.last.report.year,
    }
