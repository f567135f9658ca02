"""What each rule says, how grave it is and whom it is about, as the domain notes name them (chapter 4)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gongkai.forms import rules

with (Path(__file__).parent / "rules_said.csv").open(encoding="utf-8", newline="") as _file:
    SAID = {row["rule"]: row for row in csv.DictReader(_file)}
TEXTS = ("title_zh", "title_en", "condition_zh", "condition_en", "message_zh", "message_en")
NOTES_ON_2019 = {"APP-C03", "APP-R02", "APP-R03", "APP-S01", "A20-S01", "META-05", "ED-01"}
"""Rules on what is complete: in 2019 the form was recommended only (domain notes, 1.2)."""
OVER_YEARS = {"A20-E19-05", "A20-E21-01", "A20-E21-02", "YOY-01", "YOY-02", "RL-P02", "HIE-01", "META-09"}
"""Rules that look at other reports, or at what is recorded of this one."""


@pytest.mark.parametrize("text", TEXTS)
def test_each_rule_says_what_it_is_about_and_no_other_says_so(text: str) -> None:
    found = {rule: getattr(entry, text) for rule, entry in rules().items()}
    assert found.keys() == SAID.keys()
    told = {rule: [name for name, said in found.items() if row[text] in said] for rule, row in SAID.items()}
    assert told == {rule: [rule] for rule in SAID}


def test_rules_are_as_grave_and_about_what_the_notes_say() -> None:
    found = {rule: (entry.severity, entry.about) for rule, entry in rules().items()}
    assert found == {rule: (row["severity"], row["about"]) for rule, row in SAID.items()}
    assert {rule for rule, entry in rules().items() if entry.severity_2019} == NOTES_ON_2019
    assert {rule for rule, entry in rules().items() if entry.series} == OVER_YEARS
