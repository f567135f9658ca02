"""What a rule says about each case it meets, and how that becomes a finding and a count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from gongkai.check.sheet import Sheet
from gongkai.forms import finding, rules
from gongkai.model import Cell, Check, Finding, Number, Place


class Verdict(Enum):
    """The outcome of a case that gives no new finding."""

    PASSED = "passed"
    FAILED = "failed"
    """It failed, and the finding stands in the extraction already."""
    NOT_EVALUABLE = "not_evaluable"
    """The source does not give what the rule needs, or our reading of it is in doubt."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that failed.

    Attributes:
        cells: the cells concerned.
        compared: other cells that the comparison used; the place of the first stands in where the source lacks the
            cells concerned.
        places: other places, such as a sentence of the narrative.
        expected: what the rule wants.
        found: what stands there.
        severity: where it differs from the rule's own.
        words: values for the placeholders of the sentence; a pair is the Chinese and the English word.
    """

    cells: tuple[Cell, ...] = ()
    compared: tuple[Cell, ...] = ()
    places: tuple[Place, ...] = ()
    expected: Number | str | None = None
    found: Number | str | None = None
    severity: str | None = None
    words: Mapping[str, object] = field(default_factory=dict)

    def as_finding(self, rule: str) -> Finding:
        """The finding; it says where our reading, and not the text, may be the cause."""
        where = [*self.places, *(cell.place for cell in self.cells if cell.place)]
        # a missing cell has no place, so the finding points to what it was compared with
        where = where or [cell.place for cell in self.compared if cell.place][:1]
        used = (*self.cells, *self.compared)
        # only errors state that the text was read with certainty
        error = (self.severity or rules()[rule].severity) == "error"
        certain = False if any(not cell.certain for cell in used) else True if used and error else None
        return finding(
            rule,
            places=dict.fromkeys(where),
            cells=[cell.key for cell in self.cells],
            expected=self.expected,
            found=self.found,
            severity=self.severity,
            certain=certain,
            zh={name: word[0] if isinstance(word, tuple) else word for name, word in self.words.items()},
            en={name: word[1] if isinstance(word, tuple) else word for name, word in self.words.items()},
        )


Case = Failure | Verdict
"""A rule gives nothing where no case arises."""


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule that can be applied: its id and what it says of each case in a report."""

    rule: str
    cases: Callable[[Sheet], Iterable[Case]]

    def apply(self, sheet: Sheet) -> tuple[list[Finding], Check]:
        """The findings, and how many cases passed, failed, and could not be judged."""
        cases = list(self.cases(sheet))
        passed, open_ = cases.count(Verdict.PASSED), cases.count(Verdict.NOT_EVALUABLE)
        failed = len(cases) - passed - open_
        findings = [case.as_finding(self.rule) for case in cases if isinstance(case, Failure)] if failed else []
        return findings, Check(self.rule, passed, failed, open_)


def rule(rule_id: str) -> Callable[[Callable[[Sheet], Iterable[Case]]], RuleCheck]:
    """Makes a function a rule; its id stands only here and in `rules.csv`."""
    return lambda cases: RuleCheck(rule_id, cases)
