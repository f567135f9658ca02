"""Findings where the sums leave several corrections possible (FIX-01) or took too long to work out (FIX-02)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.forms import finding
from gongkai.forms.wording import cell_name, code_name
from gongkai.model import Cell, CellKey, Finding
from gongkai.reconcile.localise import MOST_SETS, Localisation
from gongkai.reconcile.solution import Solution
from gongkai.reconcile.system import System

AMBIGUOUS = "FIX-01"
GIVEN_UP = "FIX-02"


def ambiguous(
    located: Localisation, settled: Mapping[CellKey, object], cells: Mapping[CellKey, Cell], edition: str
) -> Iterator[Finding]:
    """FIX-01: lists every smallest set of changes, without the cells that are settled.

    Args:
        located: what localisation found.
        settled: the cells whose number is taken.
        cells: the report's cells.
        edition: of the form, for the names of rows.
    """
    sets = [[key for key in sorted(solution.changed) if key not in settled] for solution in located.solutions]
    if not any(sets):
        return
    zh = [_set(keys, solution, cells, edition, 0) for keys, solution in zip(sets, located.solutions, strict=True)]
    en = [_set(keys, solution, cells, edition, 1) for keys, solution in zip(sets, located.solutions, strict=True)]
    concerned = [cells[key] for key in dict.fromkeys(key for keys in sets for key in keys) if key in cells]
    yield finding(
        AMBIGUOUS,
        places=dict.fromkeys(cell.place for cell in concerned),
        cells=[cell.key for cell in concerned],
        expected=1,
        found=len(sets) if located.complete else f"> {MOST_SETS}",
        certain=None if all(cell.certain for cell in concerned) else False,
        zh={"n": len(sets) if located.complete else f"超过{MOST_SETS}", "sets": "；".join(zh)},
        en={"n": len(sets) if located.complete else f"more than {MOST_SETS}", "sets": "; ".join(en)},
    )


def given_up(system: System, cells: Mapping[CellKey, Cell]) -> Finding:
    """FIX-02: a table was not worked out; names the totals of the sums that fail there."""
    keys = dict.fromkeys(s.total or s.cells[0] for s in system.identities if system.residual(s.coefficients))
    concerned = [cells[key] for key in keys if key in cells]
    table = system.identities[0].definition.table
    return finding(
        GIVEN_UP,
        places=dict.fromkeys(cell.place for cell in concerned),
        cells=[cell.key for cell in concerned],
        zh={"table": code_name("form_tables", table)[0]},
        en={"table": code_name("form_tables", table)[1]},
    )


def _set(
    keys: Sequence[CellKey], solution: Solution, cells: Mapping[CellKey, Cell], edition: str, language: int
) -> str:
    """One set of changes in words: 行政复议·总计 3→11 (language 0), administrative reconsideration / total 3→11 (1)."""
    joint, blank = ((" ＋ ", "空白"), (" and ", "blank"))[language]
    return joint.join(
        f"{cell_name(key, edition)[language]} "
        f"{_text(cells[key].value if key in cells else None, blank)}→{_text(solution.values[key], '?')}"
        for key in keys
    )


def _text(number: object, missing: str) -> str:
    return missing if number is None else str(number)
