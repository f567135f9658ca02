"""The smallest sets of wrong cells: looked at one by one and asked of a solver, they are the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms import load_form
from gongkai.model import CellKey, Extraction
from gongkai.reconcile.conditions import Conditions
from gongkai.reconcile.enumeration import sets_of
from gongkai.reconcile.localise import Localisation, by_enumeration, by_solver, localise
from gongkai.reconcile.solution import Conflict, solve
from gongkai.reconcile.system import System, systems
from tests.support.reports import TYPES, consistent_report, with_number

TOTAL = "review_litigation/reconsideration/total"
GRANTED = "requests/granted"


def spoilt(edition: str, seed: int, changes: list[tuple[int, int | None]]) -> Extraction:
    """A consistent report with other numbers, or blanks, in some cells."""
    report = consistent_report(edition, seed=seed)
    paths = ["/".join(c.key) for c in report.cells if c.key.table != "proactive_disclosure"]
    for where, number in changes:
        report = with_number(report, paths[where % len(paths)], number)
    return report


def wrong_systems(report: Extraction) -> list[tuple[System, Conflict]]:
    outcomes = [(system, solve(system, frozenset())) for system in systems(report)]
    return [(system, outcome) for system, outcome in outcomes if isinstance(outcome, Conflict)]


def conditions_of(system: System, conflict: Conflict) -> Conditions:
    conditions = Conditions(system)
    conditions.require(conflict)
    return conditions


def what(located: Localisation) -> list[tuple[frozenset[CellKey], dict[CellKey, int | None]]]:
    return [(solution.changed, dict(solution.values)) for solution in located.solutions]


CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.none() | st.integers(0, 60)), min_size=1, max_size=3)


@pytest.mark.slow
@given(edition=st.sampled_from(["2019", "2021"]), seed=st.integers(0, 10_000), changes=CHANGES)
@settings(max_examples=40, deadline=None)
def test_looking_at_every_set_and_asking_the_solver_give_the_same(
    edition: str, seed: int, changes: list[tuple[int, int | None]]
) -> None:
    for system, conflict in wrong_systems(spoilt(edition, seed, changes)):
        looked = by_enumeration(system, conditions_of(system, conflict))
        asked = by_solver(system, conditions_of(system, conflict))
        assert (looked.complete, len(looked.solutions)) == (asked.complete, len(asked.solutions))
        if looked.complete:
            assert what(looked) == what(asked)


def test_a_report_in_which_every_sum_holds_asks_for_nothing() -> None:
    assert systems(consistent_report("2021", seed=1)) == []


def test_too_many_sets_to_look_at_are_left_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    [(system, _)] = wrong_systems(spoilt("2021", 2, [(0, 99)]))
    looked = localise(system)
    monkeypatch.setattr("gongkai.reconcile.enumeration._MOST_STEPS", 0)
    assert what(localise(system)) == what(looked)
    assert len(looked.solutions) == 1


def test_each_cell_of_a_row_with_a_wrong_total_is_looked_at() -> None:
    [(system, conflict)] = wrong_systems(with_number(consistent_report("2021", seed=3), TOTAL, 999))
    conditions = conditions_of(system, conflict)
    one = [{key.column for key in conditions.cells(chosen)} for chosen in sets_of(1, conditions)]
    assert sorted(column for (column,) in one) == ["corrected", "other", "pending", "total", "upheld"]


def test_two_columns_that_are_wrong_take_a_cell_of_each() -> None:
    report = with_number(consistent_report("2021", seed=5), f"{GRANTED}/natural_person", 901)
    [(system, conflict)] = wrong_systems(with_number(report, f"{GRANTED}/other_organization", 902))
    conditions = conditions_of(system, conflict)
    assert sets_of(1, conditions) == []
    found = sets_of(2, conditions)
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
    found = [{"/".join(key) for key in solution.changed} for solution in localise(system).solutions]
    assert found == [spoilt_cells] * ways


def test_a_solver_that_gives_up_leaves_nothing_that_looks_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets found before it gave up might not be the only ones."""
    report = consistent_report("2021", seed=3)
    [(system, conflict)] = wrong_systems(with_number(report, TOTAL, 999))
    conditions = conditions_of(system, conflict)
    assert by_solver(system, conditions).solutions
    monkeypatch.setattr("gongkai.reconcile.solver._OPTIMAL", 1)
    assert by_solver(system, conditions).solutions == ()
