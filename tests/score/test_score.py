"""Scores: what counts as right, flagged, missing and silently wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.model import CellKey, Extraction, State
from gongkai.pipeline.scoring import score_folder
from gongkai.score import Score, score, scorecard
from tests.support.gold import GOLD, gold_extractions, gold_files

KEY = CellKey("requests", "granted", "total")
REPORT = "230000-science-technology-2019"


def gold_and_reading() -> tuple[dict[str, object], Extraction]:
    gold = next(gold for gold in gold_files() if gold["report_id"] == REPORT)
    return gold, gold_extractions()[REPORT]


def with_cell(extraction: Extraction, **changes: object) -> Extraction:
    cells = tuple(replace(cell, **changes) if cell.key == KEY else cell for cell in extraction.cells)  # type: ignore[arg-type]
    return replace(extraction, cells=cells)


def test_a_perfect_reading_is_right_everywhere() -> None:
    gold, reading = gold_and_reading()
    result = score(REPORT, gold, reading)
    assert (result.cells, result.right, result.silent) == (198, 198, 0)
    assert result.fields_silent == ()


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"value": 3}, (197, 0, 0, 1)),
        ({"value": 3, "doubts": ("column_unclear",)}, (197, 1, 0, 0)),
        ({"value": None, "state": State.UNREADABLE}, (197, 1, 0, 0)),
        ({"value": None, "state": State.BLANK}, (197, 0, 0, 1)),
    ],
)
def test_another_value_is_silent_unless_it_is_flagged(
    changes: dict[str, object], verdict: tuple[int, int, int, int]
) -> None:
    gold, reading = gold_and_reading()
    result = score(REPORT, gold, with_cell(reading, **changes))
    assert (result.right, result.flagged, result.missing, result.silent) == verdict


def test_a_cell_that_was_not_read_is_missing() -> None:
    gold, reading = gold_and_reading()
    fewer = replace(reading, cells=tuple(cell for cell in reading.cells if cell.key != KEY))
    assert score(REPORT, gold, fewer).missing == 1


def test_a_field_given_otherwise_is_named() -> None:
    gold, reading = gold_and_reading()
    wrong = replace(reading, report=replace(reading.report, year=2020))
    assert score(REPORT, gold, wrong).fields_silent == ("year",)


@pytest.mark.parametrize("certain", [True, False])
def test_another_agency_is_silent_unless_the_reading_doubts_it(certain: bool) -> None:
    gold, reading = gold_and_reading()
    other = replace(reading, report=replace(reading.report, agency="别的机关", agency_certain=certain))
    assert score(REPORT, gold, other).fields_silent == (("agency",) if certain else ())


def test_scores_are_summed_per_format_and_edition() -> None:
    one = Score("a", "html", "2021", 200, 199, 1, 0, 0, (), 5, 5, ())
    two = Score("b", "html", "2021", 200, 200, 0, 0, 0, (), 5, 4, ())
    assert scorecard([one, two]).rows == (("html", "2021", 2, 400, 399, 1, 0, 0, 10, 9),)


def test_the_first_dataset_is_read_without_a_wrong_cell_or_field() -> None:
    scores = score_folder(GOLD)
    assert sum(entry.cells for entry in scores) == 992
    assert all(entry.right == entry.cells and entry.fields_right == entry.fields for entry in scores)
    assert not [entry.fields_silent for entry in scores if entry.fields_silent]
