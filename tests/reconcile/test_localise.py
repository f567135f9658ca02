"""The smallest sets of wrong cells: those that trying every set and every number gives, within a budget."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms import load_form
from gongkai.forms.relations import Definition, Relation, Term
from gongkai.model import CellKey, Extraction, State
from gongkai.pipeline.reading import extract_file
from gongkai.reconcile import reconcile
from gongkai.reconcile.conditions import Conditions
from gongkai.reconcile.effort import MOST_STEPS, Effort
from gongkai.reconcile.enumeration import sets_of
from gongkai.reconcile.localise import MOST_SETS, localise
from gongkai.reconcile.solution import Conflict, solve
from gongkai.reconcile.system import System, systems
from tests.support.reports import TYPES, consistent_report, with_number, with_state
from tests.support.timing import at_best

TOTAL = "review_litigation/reconsideration/total"
GRANTED = "requests/granted"
HOSTILE = Path(__file__).parents[3] / "shared" / "cases"
SECONDS = 2
"""Of CPU, for everything that is read and worked out of one file."""


def spoilt(edition: str, seed: int, changes: list[tuple[int, int | None]]) -> Extraction:
    """A consistent report with other numbers, or blanks, in some cells."""
    report = consistent_report(edition, seed=seed)
    paths = ["/".join(c.key) for c in report.cells if c.key.table != "proactive_disclosure"]
    for where, number in changes:
        report = with_number(report, paths[where % len(paths)], number)
    return report


def wrong_systems(report: Extraction) -> list[tuple[System, Conflict]]:
    outcomes = [(system, solve(system, frozenset(), Effort())) for system in systems(report)]
    return [(system, outcome) for system, outcome in outcomes if isinstance(outcome, Conflict)]


def conditions_of(system: System, conflict: Conflict) -> Conditions:
    conditions = Conditions(system)
    conditions.require(conflict)
    return conditions


GRID = tuple(CellKey("grid", row, column) for row in ("1", "2", "sum") for column in ("a", "b", "sum"))
LARGEST = 9
"""Of the numbers tried: the numbers of a grid come to less."""


def _sum(rule: str, cells: list[CellKey]) -> Relation:
    *parts, total = cells
    definition = Definition(rule, "grid", "row", "total = columns", "a side", "", "", 0)
    return Relation(definition, (Term(total),), "=", tuple(map(Term, parts)))


SUMS = tuple(
    _sum("made up", [key for key in GRID if key[at] == code])
    for at in (1, 2)
    for code in dict.fromkeys(k[at] for k in GRID)
)


def by_trying(system: System) -> dict[frozenset[CellKey], dict[CellKey, int | None]]:
    """The smallest sets of cells that can be wrong, with the only number each unknown cell can have, if it has one."""
    for size in range(len(GRID)):
        found = {}
        for chosen in combinations(sorted(system.values), size):
            unknown = sorted({*chosen, *system.free})
            ways = list(_ways(system, unknown))
            if ways:
                each = [{way[n] for way in ways} for n in range(len(unknown))]
                found[frozenset(chosen)] = {
                    key: min(of) if len(of) == 1 else None for key, of in zip(unknown, each, strict=True)
                }
        if found:
            return found
    raise AssertionError


def _ways(system: System, unknown: list[CellKey]) -> Iterator[tuple[int, ...]]:
    for way in product(range(LARGEST + 1), repeat=len(unknown)):
        numbers = {**system.values, **dict(zip(unknown, way, strict=True))}
        if all(identity.residual(numbers) == 0 for identity in system.identities):
            yield way


@given(
    inner=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    wrong=st.dictionaries(st.sampled_from(GRID), st.integers(0, 4), max_size=2),
    unread=st.none() | st.sampled_from(GRID),
)
@settings(max_examples=60, deadline=None)
def test_the_sets_are_those_that_trying_every_number_gives(
    inner: list[int], wrong: dict[CellKey, int], unread: CellKey | None
) -> None:
    a, b, c, d = inner
    printed = dict(zip(GRID, (a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d), strict=True)) | wrong
    free = frozenset({unread} if unread else ())
    system = System(SUMS, {k: v for k, v in printed.items() if k not in free}, free, frozenset())
    located, expected = localise(system, Effort()), by_trying(system)
    found = {solution.changed: dict(solution.values) for solution in located.solutions}
    assert located.complete is (len(expected) <= MOST_SETS)
    assert found == {changed: expected[changed] for changed in found}
    assert len(found) == min(len(expected), MOST_SETS)


def test_a_report_in_which_every_sum_holds_asks_for_nothing() -> None:
    assert systems(consistent_report("2021", seed=1)) == []


def test_each_cell_of_a_row_with_a_wrong_total_is_looked_at() -> None:
    [(system, conflict)] = wrong_systems(with_number(consistent_report("2021", seed=3), TOTAL, 999))
    conditions = conditions_of(system, conflict)
    one = [{key.column for key in conditions.cells(chosen)} for chosen in sets_of(1, conditions, Effort())]
    assert sorted(column for (column,) in one) == ["corrected", "other", "pending", "total", "upheld"]


def test_two_columns_that_are_wrong_take_a_cell_of_each() -> None:
    report = with_number(consistent_report("2021", seed=5), f"{GRANTED}/natural_person", 901)
    [(system, conflict)] = wrong_systems(with_number(report, f"{GRANTED}/other_organization", 902))
    conditions = conditions_of(system, conflict)
    assert list(sets_of(1, conditions, Effort())) == []
    found = list(sets_of(2, conditions, Effort()))
    assert len(found) == len(set(found)) > 0
    for chosen in found:
        assert all(chosen & wrong for wrong in conditions.wrong)
        assert all((chosen & pair).bit_count() != 1 for pair in conditions.paired)


@pytest.mark.parametrize(("wrong", "ways"), [(6, 1), (7, 0)])
def test_six_wrong_cells_are_found_and_seven_are_too_many(wrong: int, ways: int) -> None:
    """Each in a row of its own and off by another amount, so that only the cell itself mends row and column."""
    report = consistent_report("2021", seed=7)
    rows = [row.code for row in load_form("2021").rows["requests"] if row.code.startswith(("refused", "unable"))]
    spoilt_cells = {f"requests/{row}/{kind}" for row, kind in zip(rows[:wrong], [*TYPES[:-1], TYPES[0]], strict=False)}
    for amount, path in enumerate(sorted(spoilt_cells), start=1):
        report = with_number(report, path, 100 * 2**amount)
    [(system, _)] = wrong_systems(report)
    found = [{"/".join(key) for key in solution.changed} for solution in localise(system, Effort()).solutions]
    assert found == [spoilt_cells] * ways


def entangled(seed: int) -> Extraction:
    """Three rows that the source lacks, cells that cannot be read, and misprints all over: what a bad scan gives."""
    random = Random(seed)
    report = consistent_report("2021", seed=seed)
    rows = [row.code for row in load_form("2021").rows["requests"]]
    for row in random.sample(rows, 3):
        for kind in TYPES:
            report = with_state(report, f"requests/{row}/{kind}", State.ABSENT)
    for row in random.sample(rows, 8):
        report = with_state(report, f"requests/{row}/{random.choice(TYPES)}", State.UNREADABLE, "?")
    for row in random.sample(rows, 6):
        report = with_number(report, f"requests/{row}/{random.choice(TYPES)}", random.randint(0, 40))
    return report


def changed_rows(report: Extraction) -> set[str]:
    """The rows of the requests table that differ from the consistent report it was made of."""
    before = {cell.key: cell.value for cell in consistent_report("2021", seed=3).cells}
    return {cell.key.row for cell in report.cells if cell.value != before[cell.key]}


def test_what_takes_too_much_effort_is_left_alone_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.reconcile.balanced.Effort", lambda: Effort(2_000))
    after = reconcile(with_number(entangled(3), TOTAL, 999))
    told, several = after.findings
    assert (several.rule, several.cells[0].table) == ("FIX-01", "review_litigation"), (
        "small tables are worked out first"
    )
    assert (told.rule, told.severity, told.about) == ("FIX-02", "info", "reading")
    assert told.message_zh == "「收到和处理政府信息公开申请情况」表勾稽不符或无法辨认的格太多，没有推算"
    assert "requests received and processed" in told.message_en
    assert told.cells
    whole = {row.code for row in load_form("2021").rows["requests"]} - changed_rows(entangled(3)) - {"total_processed"}
    assert whole.isdisjoint(key.row for key in told.cells if key.column == "total")
    assert whole
    assert [c for c in after.cells if c.rule and c.key.table == "requests"] == []
    assert reconcile(after) == after


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 11])
def test_a_table_spoilt_all_over_is_answered_in_time(seed: int) -> None:
    tangled = entangled(seed)
    assert [found.rule for found in reconcile(tangled).findings] == ["FIX-02"]
    assert at_best(lambda: reconcile(tangled), SECONDS) < SECONDS


def test_an_answer_never_depends_on_how_much_effort_was_left() -> None:
    """With fewer steps the answer is the same or none at all."""
    [(system, _)] = wrong_systems(spoilt("2021", 2, [(0, 99)]))
    whole = localise(system, Effort())
    answers = [localise(system, Effort(steps)) for steps in (0, 10, 100, 1000, MOST_STEPS)]
    assert all(answer == whole for answer in answers if not answer.stopped)
    assert (answers[0].stopped, answers[0].solutions, answers[0].complete) == (True, (), False)
    assert (answers[-1].stopped, answers[-1].complete) == (False, True)


def test_a_step_among_many_conditions_costs_more() -> None:
    """1,320 rounds over the tables of one report took four seconds, though no more steps than were allowed."""
    [(system, conflict)] = wrong_systems(spoilt("2021", 2, [(0, 99)]))
    spent = []
    for pairs in (0, 1500):
        conditions = conditions_of(system, conflict)
        conditions.wrong += [3 << number for number in range(pairs)]
        effort = Effort()
        list(sets_of(1, conditions, effort))
        spent.append(MOST_STEPS - effort.left)
    assert spent[1] > 5 * spent[0]


def test_a_condition_that_follows_from_another_is_not_kept() -> None:
    [(system, _)] = wrong_systems(spoilt("2021", 2, [(0, 99)]))
    conditions = Conditions(system)
    a, b, c = conditions.keys[:3]
    before = list(conditions.wrong)
    conditions.require(Conflict((frozenset((a, b, c)), frozenset((a, b)), frozenset((a, b, c)))))
    assert [conditions.cells(cells) for cells in conditions.wrong if cells not in before] == [{a, b}]


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(HOSTILE.glob("hostile/to7_*.html")) + sorted(HOSTILE.glob("inputs/02-*.md")))
def test_hostile_reports_are_answered_in_time(path: Path) -> None:
    assert at_best(lambda: extract_file(path), SECONDS) < SECONDS
