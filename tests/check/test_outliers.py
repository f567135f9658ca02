"""Numbers that one body is unlikely to reach in a year are only those of what people write one by one."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from gongkai.forms import labels
from tests.check.examples import NEW
from tests.check.test_rules import count_of
from tests.support.reports import with_fact

UNLIMITED = (
    "wechat_reads wechat_push_reach interpretation_rate proposal_handling_rate applications_received "
    "applications_processed applications_closed applications_granted applications_partially_granted "
    "applications_refused applications_unable applications_not_processed applications_other_handling "
    "applications_carried_in applications_carried_out reconsideration_cases litigation_cases "
    "information_processing_fee website_visits_cumulative website_visits_daily"
)
"""Reads, visits, rates and money, and what the tables count themselves."""


def limits() -> dict[str, int]:
    text = (files("gongkai.check") / "outliers.csv").read_text(encoding="utf-8")
    return {row["fact"]: int(row["a_year"]) for row in csv.DictReader(text.splitlines())}


def test_every_fact_has_a_limit_or_is_known_to_have_none() -> None:
    assert limits().keys() == labels("facts").keys() - set(UNLIMITED.split())


@pytest.mark.parametrize("fact", limits())
def test_a_number_at_the_limit_passes_and_the_next_does_not(fact: str) -> None:
    a_day = {"wechat_issues": 10, "press_conferences": 10, "online_interviews": 10, "netizen_messages_handled": 1000,
             "information_reviewed": 1000}.get(fact, 100)  # fmt: skip
    for number, failed in ((a_day * 365, 0), (a_day * 365 + 1, 1)):
        counted = count_of(with_fact(NEW, fact, number), "NAR-07")
        assert counted.failed == failed
