"""Disputes by year: the totals of the gold, and no report counted that does not state one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from gongkai.package import write_tables
from gongkai.query import run
from tests.package.make_gold_package import gold_content
from tests.support.gold import gold_files


def test_cases_are_the_printed_totals_and_blank_ones_are_not_counted(tmp_path: Path) -> None:
    package = tmp_path / "science-technology"
    write_tables(gold_content(), package)
    cases: Counter[tuple[int, str]] = Counter()
    stating: Counter[tuple[int, str]] = Counter()
    for gold in gold_files():
        for channel in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
            number = gold["cells"][f"review_litigation/{channel}/total"]
            cases[gold["report"]["year"], channel] += number or 0
            stating[gold["report"]["year"], channel] += number is not None
    rows = {(row["year"], row["channel"]): row for row in run("litigation_by_year", [package]).records()}
    assert {key: row["reports_stating"] for key, row in rows.items()} == dict(stating)
    assert {key: row["cases"] or 0 for key, row in rows.items()} == dict(cases)
    assert rows[2019, "reconsideration"]["reports"] == 3
