"""The answers of the examples over the made-up datasets, worked out from the known cells."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from gongkai.query import examples
from tests.support.made_up.known import DATASETS, reports
from tests.support.made_up.published import Published
from tests.support.official_forms import ROWS_OF_GROUP


@pytest.mark.parametrize("dataset", [dataset.id for dataset in DATASETS])
def test_grounds_of_refusal_by_year_are_sums_over_the_reports_that_state_them(made_up: Published, dataset: str) -> None:
    """Reconciled numbers where there are any; what is in doubt is left out."""
    stated: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for report in (report for report in reports() if report.dataset == dataset):
        for row, label in ROWS_OF_GROUP[report.edition]["refused"].items():
            cell = report.cells["requests", row, "total"]
            if cell.certain and cell.best is not None:
                stated[str(report.year), label].append(cell.best)
    expected = {key: (str(sum(numbers)), str(len(numbers))) for key, numbers in stated.items() if sum(numbers) > 0}
    answers = examples({dataset: made_up.workspace.package(dataset)}).records()
    (answer,) = [row for row in answers if row["question_en"].startswith("On which grounds")]
    rows = [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
    found = {(row["year"], row["outcome_zh"]): (row["requests"], row["reports_stating"]) for row in rows}
    assert answer["count"] == len(expected)
    assert found == {key: expected[key] for key in found} and found
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)
