"""Heads and tails as agencies of every kind write them, against values set down by hand (`metadata_cases/`).

An empty value means that the source does not settle it, `*` that it is not compared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.extract.metadata import extract_report
from gongkai.model import Report
from tests.support.documents import document, outline

Case = dict[str, str]
TITLE = "2022年政府信息公开工作年度报告"


def cases(name: str) -> list[Case]:
    text = (Path(__file__).parent / "metadata_cases" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def report(head: str, *, body: str = "", tail: str = "", beside: str = "") -> Report:
    """A report of which only head and tail are of interest; lines are divided by ` / `, metadata by `|`."""
    metadata = tuple((name, value) for name, _, value in (pair.partition("=") for pair in beside.split("|") if pair))
    lines = [*head.split(" / "), "一、总体情况", body or "认真落实条例。", "六、其他需要报告的事项", "无。"]
    read_in = document(*lines, *filter(None, tail.split(" / ")), metadata=metadata)
    return extract_report(read_in, outline(read_in))


def differences(case: Case, found: Report, *fields: str) -> Iterator[str]:
    for field in fields:
        value = "" if getattr(found, field) is None else str(getattr(found, field))
        if case[field] not in ("*", value):
            yield f"{field} is {value!r}, not {case[field]!r}"


@pytest.mark.parametrize("case", cases("agencies"), ids=lambda case: case["titled"])
def test_who_reports(case: Case) -> None:
    found = report(case["titled"] + TITLE, body=case["more"], tail=case["signed"], beside=case["beside"])
    assert list(differences(case, found, "agency", "level", "division_code")) == []


@pytest.mark.parametrize("case", cases("titles"), ids=lambda case: case["lines"])
def test_titles_in_every_shape(case: Case) -> None:
    found = report(case["lines"], body=case["more"], beside=case["beside"])
    assert list(differences(case, found, "year", "agency")) == []


@pytest.mark.parametrize("case", cases("texts"), ids=lambda case: f"{case['field']}: {case['text']}")
def test_dates_contacts_and_notices(case: Case) -> None:
    found = report(
        f"莒县科技局{TITLE}" + (f" / {case['text']}" if case["where"] == "head" else ""),
        **({case["where"]: case["text"]} if case["where"] != "head" else {}),
    )
    period = (found.coverage_start, found.coverage_end)
    shown = "/".join(str(day) for day in period if day) if case["field"] == "coverage" else None
    value = shown if shown is not None else str(getattr(found, case["field"]) or "")
    assert value == case["expected"]
