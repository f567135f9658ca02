"""Heads and tails as agencies of every kind write them, against values set down by hand (`metadata_cases/`).

An empty value means that the source does not settle it, `*` that it is not compared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.forms.divisions import divisions
from gongkai.model import Report
from gongkai.reading.metadata import extract_report
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


PLACES = ("莒县", "和县", "全椒县", "会同县", "本溪满族自治县", "将乐县", "义乌市", "杭州市西湖区")
BODIES = ("人力资源和社会保障局", "地方志工作办公室", "党史研究室", "科学技术协会", "供销合作社联合社", "社会工作部")
ROUTES = ("title", "sentence", "signature", "publisher", "line above")


def by(route: str, name: str) -> Report:
    """A report that says who reports in one place only."""
    nameless = "2022年政府信息公开工作年度报告"
    return {
        "title": lambda: report(f"{name}{nameless}"),
        "sentence": lambda: report(nameless, body=f"本报告由{name}编制。"),
        "signature": lambda: report(nameless, tail=f"{name} / 2023年1月5日"),
        "publisher": lambda: report(nameless, beside=f"发布机构={name}"),
        "line above": lambda: report(f"{name} / {nameless}"),
    }[route]()


@pytest.mark.parametrize("route", ROUTES)
def test_a_name_is_found_wherever_it_stands_though_it_is_made_of_words_that_lead_to_names(route: str) -> None:
    names = [place + body for place in PLACES for body in BODIES]
    assert [name for name in names if by(route, name).agency != name] == []


@pytest.mark.slow
def test_every_division_is_known_by_its_name_behind_that_of_the_one_above() -> None:
    lost = []
    for division in divisions().values():
        if division.valid_to or division.level == "province" or division.name.endswith(("岛", "群岛", "海域")):
            continue
        above = divisions()[str(division.parent)]
        for place in (above.name + division.name, above.short + division.name):
            found = report(f"{place}教育局{TITLE}")
            if (found.division_code, found.level) != (division.code, division.level):
                lost.append(place)
    assert lost == []
