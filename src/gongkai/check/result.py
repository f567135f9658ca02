"""What a rule says about each case it meets, and how it writes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from gongkai.check.sheet import Sheet
from gongkai.forms import finding, rules
from gongkai.model import Cell, Finding, Number, Place


class Verdict(Enum):
    """How a case went that needs no finding of its own."""

    PASSED = "passed"
    FAILED = "failed"
    """It failed, and the finding stands in the extraction already."""
    NOT_EVALUABLE = "not_evaluable"
    """The source does not give what the rule needs, or our reading of it is in doubt."""


Result = Finding | Verdict
"""One case: a finding means that it failed. A case that does not arise gives no result at all."""

Rule = Callable[[Sheet], Iterable[Result]]
"""A rule looks at one report and gives one result for each case in it."""


def failure(
    rule: str,
    cells: Iterable[Cell] = (),
    *,
    compared: Iterable[Cell] = (),
    places: Iterable[Place | None] = (),
    expected: Number | str | None = None,
    found: Number | str | None = None,
    severity: str | None = None,
    zh: Mapping[str, object] | None = None,
    en: Mapping[str, object] | None = None,
) -> Finding:
    """A finding about those cells; it says where our reading, not the print, may be the cause.

    Args:
        rule: id in the registry.
        cells: the cells concerned; their places are added to `places`.
        compared: other cells that the comparison used; the place of the first stands in where the source lacks the
            cells concerned.
        places: other places, such as a sentence of the narrative.
        expected: what the rule wants.
        found: what stands there.
        severity: where it differs from the rule's own.
        zh: values for the Chinese sentence.
        en: values for the English sentence, where they differ.
    """
    concerned, others = tuple(cells), tuple(compared)
    where = [place for place in (*places, *(cell.place for cell in concerned)) if place]
    # what the source lacks stands nowhere: then the reader is led to what it was compared with
    where = where or [cell.place for cell in others if cell.place][:1]
    return finding(
        rule,
        places=dict.fromkeys(where),
        cells=[cell.key for cell in concerned],
        expected=expected,
        found=found,
        severity=severity,
        certain=_printed_so(severity or rules()[rule].severity, (*concerned, *others)),
        zh=zh,
        en=en,
    )


def _printed_so(severity: str, cells: tuple[Cell, ...]) -> bool | None:
    if any(not cell.certain for cell in cells):
        return False
    return True if cells and severity == "error" else None
