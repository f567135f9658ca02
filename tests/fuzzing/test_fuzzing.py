"""A short run of the fuzzer, and proof that it sees what it looks for."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from gongkai.pipeline import tasks
from gongkai.pipeline.workers import Workers
from tests.fuzzing import runs
from tests.fuzzing.changes import CHANGES, changed
from tests.fuzzing.runs import Case, cases, corpus, ended, run

SHARED = Path(__file__).parents[3] / "shared"


@cache
def files() -> list[tuple[str, bytes]]:
    """The made-up reports in every shape."""
    return corpus([])


@pytest.mark.slow
def test_the_same_seed_makes_the_same_case() -> None:
    assert [case.data for case in cases(range(20), files())] == [case.data for case in cases(range(20), files())]


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_changes_something_of_every_format(change: object) -> None:
    assert callable(change)
    for name, data in files():
        assert any(change(data, random.Random(seed)) != data for seed in range(5)), name


def test_a_crash_is_bad_and_a_rejection_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(Case(1, "x.txt", b"hello")).how == "rejected: not_a_report"
    assert not ended(Case(1, "x.txt", b"hello")).bad

    def broken(_: object) -> object:
        raise KeyError("x")

    monkeypatch.setattr(runs, "read_files", broken)
    assert ended(Case(1, "x.txt", b"hello")).how == "crash: KeyError: 'x'"
    assert ended(Case(1, "x.txt", b"hello")).bad
    assert tasks.read_files is not broken


def test_an_empty_file_can_be_changed_too() -> None:
    assert isinstance(changed(b"", random.Random(3)), bytes)


@pytest.mark.slow
def test_a_hundred_and_fifty_changed_reports_are_read_or_rejected() -> None:
    folders = [SHARED / name for name in ("reports", "wild")] if SHARED.is_dir() else []
    # Apart, because the watch over a run ends the process it is in.
    tally = run(range(150), corpus(folders), Workers(1, apart=True))
    assert [(case.seed, case.name, ending.how) for case, ending in tally.bad] == []
    assert sum(tally.endings.values()) == 150
    assert tally.endings["read"] > 50
