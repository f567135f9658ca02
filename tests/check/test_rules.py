"""Every rule on a report that breaks it, one that keeps it and one it cannot judge."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gongkai.check import check, weigh
from gongkai.check.registry import RULES, SERIES_RULES
from gongkai.check.rule import Failure
from gongkai.forms import finding, rules
from gongkai.model import Check, Extraction, Finding, Status
from gongkai.reconcile import reconcile
from tests.check.examples import EXAMPLES, LATE, NEW, OLD, Example
from tests.support.gold import gold_extractions, gold_files, gold_with_doubts
from tests.support.reports import consistent_report, uncertain

READ_BY_EXTRACTION = (
    *("APP-V01", "APP-V02", "APP-S01", "APP-S02", "APP-S03", "APP-S04", "APP-S05", "LBL-01", "RL-V01", "RL-S01"),
    *("A20-S01", "A20-S02", "A20-V02", "ED-02", "FIX-01", "FIX-02", "COR-01"),
    *("READ-01", "READ-02", "READ-03", "READ-04", "READ-05", "READ-06", "READ-07", "READ-08"),
)
ARITHMETIC = {"APP-R01", "APP-C01", "APP-C02", "APP-C04", "RL-R01", "A20-V01", "A20-E19-03"}
WORDS = dict.fromkeys(
    ("row", "raw", "std", "cell", "item", "measure", "ch", "n", "sets", "value", "reason", "kinds", "table", "why"), "…"
)


def findings_of(report: Extraction, rule: str) -> list[Finding]:
    return [found for found in check(report)[0] if found.rule == rule]


def count_of(report: Extraction, rule: str) -> Check:
    return next(counted for counted in check(report)[1] if counted.rule == rule)


def names(example: Example) -> str:
    return example.rule


@pytest.mark.parametrize("example", EXAMPLES, ids=names)
def test_a_broken_rule_gives_one_finding_that_says_what_is_wrong(example: Example) -> None:
    [found] = findings_of(example.fails, example.rule)
    assert (found.expected, found.found) == (example.expected, example.found)
    assert found.severity == rules()[example.rule].severity
    assert "{" not in found.message_zh + found.message_en
    assert "None" not in found.message_zh + found.message_en
    assert count_of(example.fails, example.rule).failed == 1


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.rule.startswith(("META", "ED", "NAR"))], ids=names)
def test_a_finding_points_to_the_cells_that_were_spoilt_and_to_where_they_stand(example: Example) -> None:
    [found] = findings_of(example.fails, example.rule)
    keys = {cell.key for base in (NEW, OLD, LATE) for cell in set(example.fails.cells) - set(base.cells)}
    assert keys.intersection(found.cells)
    places = {cell.key: cell.place for cell in example.fails.cells}
    assert found.places == tuple(dict.fromkeys(places[key] for key in found.cells))
    assert not re.search("[\u4e00-\u9fff]", found.message_en.replace(str(found.found), ""))


def test_a_finding_about_a_missing_cell_points_to_the_first_it_was_compared_with() -> None:
    one, other, third = NEW.cells[:3]
    words = dict.fromkeys(("row", "col", "left", "right"), "…")
    missing = Failure((replace(one, place=None),), compared=(other, third), words=words)
    printed = Failure((one,), compared=(other, third), words=words)
    assert missing.as_finding("APP-C01").places == (other.place,)
    assert printed.as_finding("APP-C01").places == (one.place,)


@pytest.mark.parametrize("example", EXAMPLES, ids=names)
def test_a_rule_that_holds_is_counted_and_gives_no_finding(example: Example) -> None:
    assert findings_of(example.passes, example.rule) == []
    counted = count_of(example.passes, example.rule)
    assert (counted.passed > 0, counted.failed) == (True, 0)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.open], ids=names)
def test_what_cannot_be_judged_is_counted_and_gives_no_finding(example: Example) -> None:
    assert example.open
    assert findings_of(example.open, example.rule) == []
    counted = count_of(example.open, example.rule)
    assert (counted.failed, counted.not_evaluable > 0) == (0, True)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.rule in ARITHMETIC], ids=names)
def test_an_error_that_our_own_reading_may_have_made_is_not_held_against_the_source(example: Example) -> None:
    [found] = findings_of(example.fails, example.rule)
    assert found.message_zh.endswith("（所存文本如此）")
    assert found.message_en.endswith("(as in the text we hold)")
    assert findings_of(uncertain(example.fails), example.rule) == []
    assert count_of(uncertain(example.fails), example.rule).failed == 0


@pytest.mark.parametrize("rule", READ_BY_EXTRACTION)
def test_findings_of_reading_are_counted_and_not_repeated(rule: str) -> None:
    noted = replace(NEW, findings=(finding(rule, zh=WORDS),))
    assert findings_of(noted, rule) == []
    assert count_of(noted, rule).failed == 1
    assert count_of(NEW, rule).failed == 0


def test_the_cases_of_a_reading_rule_are_the_rows_cells_or_tables_it_reads() -> None:
    assert count_of(NEW, "APP-S01") == Check("APP-S01", 25, 0, 0)
    assert count_of(NEW, "APP-V02") == Check("APP-V02", 175, 0, 0)
    assert count_of(NEW, "A20-S01") == Check("A20-S01", 10, 0, 0)
    assert count_of(NEW, "LBL-01") == Check("LBL-01", 6 + 25 + 3, 0, 0)
    assert count_of(NEW, "RL-S01") == Check("RL-S01", 1, 0, 0)
    assert count_of(NEW, "ED-02") == Check("ED-02", 1, 0, 0)
    assert count_of(NEW, "READ-04") == Check("READ-04", 1, 0, 0)
    assert count_of(NEW, "COR-01") == Check("COR-01", 10 + 175 + 15, 0, 0)
    assert count_of(NEW, "FIX-01") == Check("FIX-01", 0, 0, 0)
    missing = replace(NEW, findings=(finding("APP-S01", zh=WORDS),))
    assert count_of(missing, "APP-S01") == Check("APP-S01", 24, 1, 0)


def test_every_rule_of_the_list_is_registered_once_and_has_an_example() -> None:
    assert [*RULES, *SERIES_RULES] == sorted(rules(), key=lambda rule: rule in SERIES_RULES)
    assert {example.rule for example in EXAMPLES} | set(READ_BY_EXTRACTION) == set(RULES)


def test_every_rule_says_in_both_languages_what_it_checks_skips_and_rests_on() -> None:
    for entry in rules().values():
        chinese = (entry.title_zh, entry.skips_zh, entry.basis_zh, entry.condition_zh, entry.message_zh)
        english = (entry.title_en, entry.skips_en, entry.basis_en, entry.condition_en, entry.message_en)
        assert all(re.search("[\u4e00-\u9fff]", text) for text in chinese), entry.rule
        assert not any(re.search("[\u4e00-\u9fff]", text.replace("其中", "")) for text in english), entry.rule
        assert all(text.strip() for text in english), entry.rule
        assert not re.search("[a-z]+_[a-z]+", entry.condition_zh + entry.condition_en), f"{entry.rule} names codes"
        assert set(re.findall(r"{\w+}", entry.message_zh)) == set(re.findall(r"{\w+}", entry.message_en)) | (
            {"{unit}"} if "{unit}" in entry.message_zh else set()
        ), entry.rule


def test_every_rule_says_whom_it_is_about_and_how_much_it_weighs() -> None:
    for entry in rules().values():
        assert entry.about in ("report", "file", "reading", "gap"), entry.rule
        assert entry.severity in ("error", "warning", "info"), entry.rule
        assert entry.severity_2019 in ("", "info"), entry.rule
        assert bool(entry.cases) is (entry.rule in READ_BY_EXTRACTION), entry.rule


def test_no_rule_claims_more_law_than_there_is() -> None:
    """Art. 50 lists what a report holds and is the basis of none; a rule of ours says so (domain notes, 1.2)."""
    for entry in rules().values():
        assert "第五十条" not in entry.basis_zh and "Art. 50" not in entry.basis_en, entry.rule
        assert ("本站约定" in entry.basis_zh) is ("our convention" in entry.basis_en), entry.rule
    of_the_law = {entry.rule for entry in rules().values() if "条例" in entry.basis_zh or "复议法" in entry.basis_zh}
    assert of_the_law == {"META-01", "META-02", "META-03", "META-08", "META-07", "YOY-02", "RL-P01", "READ-07"}
    assert all("may" in rules()[rule].message_en for rule in ("RL-P01", "A20-E19-06"))
    assert all("可能" in rules()[rule].message_zh for rule in ("RL-P01", "A20-E19-06"))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(5))
def test_a_consistent_report_has_no_finding(edition: str, seed: int) -> None:
    findings, checks = check(consistent_report(edition, seed=seed))
    assert findings == ()
    assert [counted.rule for counted in checks] == list(RULES)


@pytest.mark.parametrize("report_id", sorted(gold_extractions()))
def test_reconciliation_makes_no_difference_to_what_is_found(report_id: str) -> None:
    report = gold_extractions()[report_id]
    assert check(reconcile(report))[0] == check(report)[0]


def test_a_rejected_file_is_not_checked() -> None:
    assert check(Extraction(NEW.source, Status.REJECTED, reason="empty_file")) == ((), ())


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: gold["report_id"])
def test_the_five_reports_have_exactly_the_findings_a_person_expects(gold: dict[str, object]) -> None:
    report = gold_with_doubts()[str(gold["report_id"])]
    found, checks = check(report)
    findings = weigh(replace(report, findings=found)).findings
    expected: list[dict[str, str]] = gold["expected_findings"]  # type: ignore[assignment]
    wanted = [(e["rule"], e["status"]) for e in expected if e["rule"] not in READ_BY_EXTRACTION]
    fired = [(rule, status) for rule, status in wanted if status not in ("pass", "not_evaluable")]
    assert sorted((found.rule, found.severity) for found in findings) == sorted(fired)
    counts = {counted.rule: counted for counted in checks}
    for rule, status in wanted:
        if status == "pass":
            assert counts[rule].passed and not counts[rule].failed, rule
        if status == "not_evaluable":
            assert counts[rule].not_evaluable and not counts[rule].failed, rule
