"""How much a finding weighs, whom it is about, and which findings follow from one thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from gongkai.check import check, weigh
from gongkai.check.causes import with_causes
from gongkai.forms import finding, rules
from gongkai.model import Cell, CellKey, Extraction, Finding, State
from gongkai.reconcile import reconcile
from tests.check.examples import CARRIED_IN, NEW, OLD
from tests.support.gold import gold_with_doubts
from tests.support.reports import number, with_number, with_report, with_row

COMPLETENESS = ("APP-C03", "APP-R02", "APP-R03", "APP-S01", "META-05", "ED-01")
"""The rules that domain knowledge calls notes for 2019, when the form was recommended, and warnings from 2020 on."""


def weighed(report: Extraction, *noted: Finding) -> list[Finding]:
    """Everything found in a report, with what reading noted."""
    return list(weigh(replace(report, findings=(*noted, *check(report)[0]))).findings)


@pytest.mark.parametrize("rule", COMPLETENESS)
@pytest.mark.parametrize(("year", "severity"), [(2019, "info"), (2020, "warning"), (None, "warning")])
def test_what_the_recommended_form_leaves_out_is_a_note(rule: str, year: int | None, severity: str) -> None:
    words = dict.fromkeys(("row", "col", "right", "n", "y", "e"), "…")
    report = replace(with_report(OLD, year=year), findings=(finding(rule, zh=words),))
    assert [found.severity for found in weigh(report).findings] == [severity]


def test_no_other_rule_weighs_less_on_the_recommended_form_but_items_that_are_missing() -> None:
    assert {rule.rule for rule in rules().values() if rule.severity_2019} == {*COMPLETENESS, "A20-S01"}


def test_broken_sums_are_errors_in_every_year() -> None:
    report = with_report(with_row(OLD, CARRIED_IN, 2, 1, 0, 0, 0, 0, 4), year=2019)
    assert [f.severity for f in weighed(report) if f.rule == "APP-R01"] == ["error"]


def test_notes_on_what_a_converted_file_lacks_are_about_the_file() -> None:
    bare = with_report(OLD, phone=None, email=None, address=None, postcode=None, website=None)
    moved = finding("APP-S05", zh={"row": "（六）其他处理"})
    assert [found.about for found in weighed(bare) if found.rule == "META-06"] == ["report"]
    assert [found.about for found in weighed(bare, moved) if found.rule == "META-06"] == ["file"]


def test_what_is_missing_is_about_the_report_unless_the_file_is_damaged() -> None:
    short = replace(NEW, sections=NEW.sections[:5])
    [missing] = weighed(short)
    assert (missing.rule, missing.about) == ("META-05", "report")
    lost, missing = weighed(short, finding("APP-S04", zh={"n": 6}))
    assert (lost.about, missing.about) == ("file", "file")
    shifted, missing = weighed(short, finding("APP-S05", zh={"row": "…"}))
    assert (shifted.about, missing.about) == ("file", "report"), "a shifted row that was mended lost nothing"


def test_a_file_without_half_its_parts_or_without_a_table_is_damaged() -> None:
    assert {found.about for found in weighed(replace(NEW, sections=NEW.sections[:3]))} == {"file"}
    assert {found.about for found in weighed(replace(NEW, sections=NEW.sections[:4]))} == {"report"}
    cells = tuple(
        Cell(c.key, None, c.unit, None, State.ABSENT, None) if c.key.table == "review_litigation" else c
        for c in NEW.cells
    )
    [missing] = weighed(replace(NEW, cells=cells, sections=NEW.sections[:5]))
    assert (missing.rule, missing.about) == ("META-05", "file")


def test_an_empty_label_is_called_blank() -> None:
    found = finding("APP-S02", zh={"raw": ""})
    assert found.message_zh == "认不出是哪一行：空白"
    assert found.message_en == "A row that the form does not have: blank"


def test_a_period_that_contradicts_the_year_is_about_the_report_whatever_the_file() -> None:
    report = with_report(NEW, coverage_start=NEW.report.coverage_end)
    assert [f.about for f in weighed(report, finding("APP-S04", zh={"n": 6})) if f.rule == "META-02"] == ["report"]


def test_one_misprint_that_breaks_two_sums_is_one_cause() -> None:
    findings = weighed(with_number(NEW, "requests/granted/natural_person", 900))
    assert {found.rule for found in findings} == {"APP-R01", "APP-C02"}
    assert {found.cause for found in findings} == {"requests/granted/natural_person"}


def test_two_misprints_in_one_table_are_two_causes() -> None:
    report = with_number(NEW, "requests/granted/natural_person", 900)
    report = with_number(report, "requests/unable_not_held/other_organization", 500)
    causes = Counter(found.cause for found in weighed(report))
    assert causes == {"requests/granted/natural_person": 2, "requests/unable_not_held/other_organization": 2}


def test_a_sum_of_two_misprints_is_put_down_to_neither() -> None:
    """Processed is 3 too many and so breaks its row and the balance; disclosed is 2 too many: their column lacks 1."""
    report = NEW
    for row, surplus in (("total_processed", 3), ("granted", 2)):
        path = f"requests/{row}/total"
        report = with_number(report, path, (number(report, path) or 0) + surplus)
    causes = {(found.rule, "/".join(found.cells[-1][1:])): found.cause for found in weighed(report)}
    assert causes == {
        ("APP-R01", "granted/total"): None,
        ("APP-R01", "total_processed/total"): "requests/total_processed/total",
        ("APP-C01", "carried_out/total"): "requests/total_processed/total",
        ("APP-C02", "total_processed/total"): None,
    }


def test_zeros_printed_in_one_column_are_one_cause() -> None:
    """Total processed is 0 and so is the only outcome, beside one request received: three sums, one column."""
    weihai = gold_with_doubts()["371000-science-technology-2019"]
    errors = [found for found in weighed(weihai) if found.severity == "error"]
    assert [found.rule for found in errors] == ["APP-R01", "APP-R01", "APP-C01"]
    assert {found.cause for found in errors} == {"requests/total_processed/total"}


def test_two_zeros_that_no_sum_links_are_two_causes() -> None:
    xinjiang = gold_with_doubts()["650000-science-technology-2019"]
    errors = [found for found in weighed(xinjiang) if found.severity == "error"]
    assert [(found.rule, found.cause) for found in errors] == [("APP-R01", None), ("APP-R01", None)]


def test_a_row_left_blank_and_the_totals_it_lacks_are_one_cause() -> None:
    heilongjiang = gold_with_doubts()["230000-science-technology-2019"]
    together = [found.rule for found in weighed(heilongjiang) if found.cause]
    assert together == ["APP-R03", "APP-C03", "APP-C03"]


def test_the_cause_of_findings_about_the_same_cells_is_the_cell_that_most_of_them_name() -> None:
    one, other = (CellKey("requests", "granted", column) for column in ("natural_person", "legal_aid"))
    noted = [finding("APP-S02", cells=cells, zh={"raw": "…"}) for cells in ([one], [one, other], [other], [other])]
    assert {found.cause for found in with_causes(noted, NEW)} == {"requests/granted/legal_aid"}


def test_a_text_of_a_thousand_torn_rows_has_one_cause() -> None:
    key = CellKey("requests", "granted", "total")
    noted = [finding("APP-S02", cells=[key], zh={"raw": str(number)}) for number in range(1_000)]
    assert {found.cause for found in with_causes(noted, NEW)} == {"requests/granted/total"}


def test_what_reconciliation_lists_belongs_to_the_sum_that_is_broken() -> None:
    report = reconcile(with_row(NEW, "review_litigation/reconsideration", 5, 0, 0, 0, 3))
    ways, broken = weighed(report, *report.findings)
    assert (ways.rule, ways.about, broken.about) == ("FIX-01", "reading", "report")


def test_weighing_twice_changes_nothing() -> None:
    for report in (*gold_with_doubts().values(), replace(NEW, sections=())):
        once = weigh(replace(report, findings=check(report)[0]))
        assert weigh(once) == once


def test_a_lost_column_is_told_once_and_not_held_against_the_agency() -> None:
    report = gold_with_doubts()["650000-science-technology-2019"]
    findings = weighed(report, finding("APP-S04", zh={"n": 6}))
    assert [found.rule for found in findings if found.about == "file"] == ["APP-S04", "META-05"]
    assert sorted(f.rule for f in findings if f.about == "report") == [
        "A20-E19-01",
        "A20-E19-04",
        "APP-R01",
        "APP-R01",
    ]
