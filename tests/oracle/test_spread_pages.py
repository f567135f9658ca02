"""The grid of what is held, and the pages of indicators, cell by cell against what the known numbers come to."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import beside, explored, rates
from tests.oracle.cells import agency_rows
from tests.oracle.explored import SECTORS
from tests.oracle.pages import Cell, Page, different, number
from tests.oracle.said import LANGUAGES, LEVELS, called, heads, rate_shown, say

both_languages = pytest.mark.parametrize("lang", LANGUAGES)
Row = dict[str, Any]
STATUSES = {
    "present": ("●已收录", "●held"),
    "late": ("◐已收录，公布晚于法定期限", "◐held, published after the statutory date"),
    "not_read": ("⚠有文件，未能读出", "⚠a file is held that gave no report"),
    "missing": ("○应有而未收录", "○expected, not held"),
    "not_collected": ("·未收集", "·not collected"),
    "not_expected": ("–不在应有之列", "–not expected"),
}


@both_languages
def test_the_grid_of_agencies_and_years(site: Path, lang: str) -> None:
    """A year that the dataset of an agency does not span is a dash."""
    entries = {(row["agency_id"], row["year"]): row for row in beside.presence()}

    def cell(agency_id: str, year: int) -> Cell:
        entry = entries.get((agency_id, year))
        if entry is None:
            return "–"
        told = say(lang, STATUSES[entry["status"]])
        return (told, f"reports/{entry['report_id']}/") if entry["report_id"] else told

    expected = [
        [
            (called(lang, row), f"agencies/{row['agency_id']}/"),
            *(cell(row["agency_id"], year) for year in range(2019, 2024)),
        ]
        for row in sorted(agency_rows(), key=lambda row: (row["division_code"], row["agency_id"]))
    ]
    (head, *rows) = Page(site, "agencies/coverage/", lang).table(
        say(lang, ("各机关各年的收录情况", "Status of each agency and year"))
    )
    assert head == [say(lang, ("机关", "Agency")), "2019", "2020", "2021", "2022", "2023"]
    assert list(different(rows, expected)) == []


def shown(code: str, value: Fraction | None) -> str:
    return "–" if value is None else rate_shown(code, value)


def group_name(lang: str, row: Row) -> str:
    zh, en = SECTORS[row["sector"]]
    level = LEVELS[row["level"]]
    return say(lang, (f"{level[0]}{zh} {row['year']} 年", f"{level[1]}, {en}, {row['year']}"))


@both_languages
@pytest.mark.parametrize(
    "code", ["disclosure_rate_all", "carry_over_rate", "reconsideration_per_1000", "escalation_rate"]
)
def test_the_page_of_an_indicator(site: Path, lang: str, code: str) -> None:
    """Of each level and field the latest year with a value; of two values there is no middle."""
    known = explored.placed(row for row in rates.indicator_rows() if row["indicator"] == code)
    groups: dict[tuple[str, str], Row] = {}
    for row in sorted(explored.indicator_groups(known), key=lambda row: (row["valued"] > 0, row["year"])):
        groups[row["level"], row["sector"]] = row
    page = Page(site, f"indicators/{code}/", lang)
    (head, *rows) = page.table(say(lang, ("每组取最近有值的一年", "Each group in its latest year with a value")))
    assert head == heads(lang, ("组", "Group"), ("有值 / 全部", "With a value / all"), ("分母过小", "Too few"),
                         ("最小", "Least"), ("中位数", "Median"), ("最大", "Largest"))  # fmt: skip
    expected = [
        [
            group_name(lang, row),
            f"{row['valued']} / {row['reports']}",
            str(row["too_few"]),
            shown(code, row["least"]),
            shown(code, row["median"] if row["valued"] > 2 else None),
            shown(code, row["largest"]),
        ]
        for row in groups.values()
    ]
    assert list(different(sorted(rows, key=str), sorted(expected, key=str))) == []


@both_languages
@pytest.mark.parametrize("code", ["disclosure_rate_all", "reconsideration_per_1000"])
def test_the_reports_that_an_indicator_compares(site: Path, lang: str, code: str) -> None:
    """One table for each level and field, the largest value first; `*` for a reconciled number."""
    known = explored.placed(row for row in rates.indicator_rows() if row["indicator"] == code)
    peers = list(explored.indicator_peers(known))
    expected: dict[str, list[list[Cell]]] = {}
    for row in sorted(peers, key=lambda row: (-row["value"], row["report_id"])):
        value = shown(code, row["value"]) + "*" * (row["basis"] == "reconciled")
        part = f"{number(row['numerator'])} / {number(row['denominator'])}"
        expected.setdefault(group_name(lang, row), []).append(
            [(called(lang, row), f"reports/{row['report_id']}/"), part, value]
        )
    page = Page(site, f"indicators/{code}/", lang)
    captions = [text for text in page.texts(".//table/caption") if text.startswith(tuple(expected))]
    found = {next(name for name in expected if text.startswith(name)): page.table(text)[1:] for text in captions}
    assert found == expected
