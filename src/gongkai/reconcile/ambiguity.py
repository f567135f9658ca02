"""The finding that several corrections are equally small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.forms import finding
from gongkai.forms.rules import column_name, row_name
from gongkai.model import Cell, CellKey, Finding
from gongkai.reconcile.localise import MOST_SETS, Localisation
from gongkai.reconcile.solution import Solution

AMBIGUOUS = "FIX-01"


def ambiguous(
    located: Localisation, settled: Mapping[CellKey, object], cells: Mapping[CellKey, Cell], edition: str
) -> Iterator[Finding]:
    """FIX-01 with every smallest set, without the cells that are the same in all of them.

    Args:
        located: what localisation found.
        settled: the cells on which all sets agree.
        cells: the report's cells.
        edition: of the form, for the names of rows.
    """
    sets = [[key for key in sorted(solution.changed) if key not in settled] for solution in located.solutions]
    if not any(sets):
        return
    several = len(sets) > 1
    zh = [_set(keys, solution, cells, edition, 0) for keys, solution in zip(sets, located.solutions, strict=True)]
    en = [_set(keys, solution, cells, edition, 1) for keys, solution in zip(sets, located.solutions, strict=True)]
    concerned = [cells[key] for key in dict.fromkeys(key for keys in sets for key in keys) if key in cells]
    yield finding(
        AMBIGUOUS,
        places=dict.fromkeys(cell.place for cell in concerned),
        cells=[cell.key for cell in concerned],
        expected=1,
        found=len(sets) if several and located.complete else f"> {MOST_SETS if several else 1}",
        zh={"n": _count(located, "多", f"超过{MOST_SETS}"), "sets": "；".join(zh)},
        en={"n": _count(located, "Several", f"More than {MOST_SETS}"), "sets": "; ".join(en)},
    )


def _count(located: Localisation, several: str, more: str) -> object:
    if not located.complete:
        return more
    return len(located.solutions) if len(located.solutions) > 1 else several


def _set(
    keys: Sequence[CellKey], solution: Solution, cells: Mapping[CellKey, Cell], edition: str, language: int
) -> str:
    """One set of changes in words: 行政复议·总计 3→11 (language 0), administrative reconsideration / total 3→11 (1)."""
    between, joint, blank = (("·", " ＋ ", "空白"), (" / ", " and ", "blank"))[language]
    return joint.join(
        f"{row_name(key, edition)[language]}{between}{column_name(key, edition)[language]} "
        f"{_text(cells[key].value if key in cells else None, blank)}→{_text(solution.values[key], '?')}"
        for key in keys
    )


def _text(number: object, missing: str) -> str:
    return missing if number is None else str(number)
