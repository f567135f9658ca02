"""The eight questions: short, true on datasets whose truth is known, and answered with nothing made up."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from gongkai.model import Table
from gongkai.package import write_package
from gongkai.pipeline.progress import silent
from gongkai.pipeline.publishing import read_dataset
from gongkai.query import examples, write_database
from gongkai.query.examples import MOST_ROWS
from gongkai.workspace import DatasetFolder
from tests.support.gold import GOLD, gold_files
from tests.support.official_forms import APPLICANTS

NAME = "science-technology"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Table:
    package = tmp_path_factory.mktemp("examples") / NAME
    write_package(read_dataset(DatasetFolder(GOLD.parent), 1, silent), package)
    write_database(package, package / f"{NAME}.duckdb")
    return examples({NAME: package})


def answer(answers: Table, beginning: str) -> list[dict[str, str | None]]:
    (row,) = [row for row in answers.records() if row["question_en"].startswith(beginning)]
    return [dict(zip(row["columns"], values, strict=True)) for values in row["rows"]]


def test_there_are_eight_each_in_two_languages_and_at_most_five_lines() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (files("gongkai.query") / "examples").iterdir()]
    assert len(texts) == 8
    for text in texts:
        zh, en, *sql = text.splitlines()
        assert zh.startswith("-- ") and zh.endswith("？")
        assert en.startswith("-- ") and en.endswith("?")
        assert len(sql) <= 5


def test_refusals_are_those_printed_in_the_reports(answers: Table) -> None:
    """Shuozhou 2020: one state secret; Harbin 2022: one of internal affairs (gold, checked by hand)."""
    rows = answer(answers, "On which grounds")
    assert [(row["year"], row["outcome_en"], row["requests"]) for row in rows] == [
        ("2020", "state secrets", "1"),
        ("2022", "internal-affairs information of the three kinds", "1"),
    ]


def test_misprinted_totals_and_what_they_should_be(answers: Table) -> None:
    printed = answer(answers, "Which cells have a reconciled number")
    weihai = [row for row in printed if str(row["report_id"]).startswith("371000") and row["in_the_text"] is not None]
    assert [(row["row_zh"], row["in_the_text"], row["reconciled"]) for row in weihai] == [
        ("（一）予以公开", "0", "1"),
        ("（七）总计", "0", "1"),
    ]
    assert None in {row["in_the_text"] for row in printed}
    errors = answer(answers, "Which totals do not equal")
    assert {str(row["report_id"])[:6] for row in errors} == {"371000", "650000"}


def test_the_text_agrees_with_the_table_where_it_speaks_of_requests(answers: Table) -> None:
    rows = answer(answers, "How many requests does the text")
    told = {str(row["report_id"])[:6]: (row["in_the_text"], row["in_the_table"]) for row in rows}
    assert (told["230100"], told["230000"]) == (("11", "11"), ("2", "2"))


def test_applicants_are_those_printed_in_the_row_of_new_requests(answers: Table) -> None:
    stated: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for gold in gold_files():
        for code, label in list(APPLICANTS.items())[:-1]:
            number = gold["cells"][f"requests/new_received/{code}"]
            stated[str(gold["report"]["year"]), label] += [] if number is None else [number]
    expected = [
        (year, label, str(sum(numbers)) if numbers else None, str(len(numbers)))
        for (year, label), numbers in sorted(
            stated.items(), key=lambda one: (one[0][0], -sum(one[1]) if one[1] else 1, one[0][1])
        )
    ]
    found = answer(answers, "Who are the applicants")
    assert [tuple(row[name] for name in ("year", "column_zh", "requests", "reports_stating")) for row in found] == (
        expected[:MOST_ROWS]
    )


def test_medians_are_over_the_reports_that_state_a_number_and_not_over_two(answers: Table) -> None:
    """Weihai 1, Shuozhou 4 and Harbin 11; of the provinces there are two only, Heilongjiang and Xinjiang."""
    rows = answer(answers, "What is the median")
    assert [tuple(row.values()) for row in rows] == [("prefecture", "3", "3", "4"), ("province", "2", "2", None)]


def test_nothing_was_carried_over(answers: Table) -> None:
    rows = answer(answers, "How many requests were carried over")
    received = {str(row["report_id"])[:6]: row["received"] for row in rows}
    assert received == {"140600": "4", "230000": "2", "230100": "11", "371000": "1", "650000": "1"}
    assert {(row["carried_in"], row["carried_out"]) for row in rows} == {("0", "0")}


def test_applicants_are_those_of_the_table_and_a_blank_column_is_no_zero(answers: Table) -> None:
    """Heilongjiang left the five columns of legal persons blank: two of the three reports of 2019 state them."""
    rows = answer(answers, "Who are the applicants")
    asked = [(row["year"], row["column_en"], row["requests"]) for row in rows if row["requests"] != "0"]
    assert asked[:3] == [
        ("2019", "natural persons", "4"),
        ("2020", "commercial enterprises", "3"),
        ("2020", "research institutions", "1"),
    ]
    stating = {(row["column_en"], row["reports_stating"]) for row in rows if row["year"] == "2019"}
    assert ("natural persons", "3") in stating and ("commercial enterprises", "2") in stating


def test_a_rate_under_ten_requests_is_not_given_and_says_why(answers: Table) -> None:
    rows = answer(answers, "How does an agency's clearance rate")
    told = {
        str(row["agency_id"])[:6]: (row["numerator"], row["denominator"], row["value"], row["reason"]) for row in rows
    }
    assert told["230100"] == ("11", "11", "1", None)
    assert told["140600"] == ("4", "4", None, "too_few")
    assert told["650000"][2:] == (None, "uncertain")  # a column of its table got lost at a page break (S004-05)


def test_a_long_answer_is_cut_and_says_how_long_it_is(answers: Table) -> None:
    for row in answers.records():
        assert len(row["rows"]) == min(row["count"], MOST_ROWS)


def test_the_order_of_an_answer_leaves_nothing_to_chance(answers: Table) -> None:
    """Two runs over the same rows in another order give the same answer: every ORDER BY ends with a key."""
    for path in (files("gongkai.query") / "examples").iterdir():
        order = path.read_text(encoding="utf-8").rsplit("ORDER BY", 1)[1].strip().rstrip(";")
        last = order.rsplit(",", 1)[-1].strip()
        assert last in ("outcome_zh", "column_zh", "sequence", "ordinal", "year", "level", "report_id"), path.name
