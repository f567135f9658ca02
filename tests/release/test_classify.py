"""The class of every change, on differences typed in by hand: what caused it, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from gongkai.model import Difference, ReadingChange
from gongkai.model.difference import Values
from gongkai.release import Change, change_classes, classify, in_force

HERE, BEFORE, ELSEWHERE, FAR = "110000-a-2021", "110000-a-2020", "220000-b-2021", "330000-c-2019"
GRANTED = ("requests", HERE, "granted", "total")
WHY = ("识别千分位", "thousands separators are read")
FILE = "source_sha256"


def change(*key: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Difference:
    return Difference(key, old, new)


def value(*key: str, old: Any = 2, new: Any = 3, column: str = "value") -> Difference:
    return change(*key, old={column: old}, new={column: new})


def said(**scopes: Any) -> ReadingChange:
    patterns: dict[str, Any] = {name: tuple(part) for name, part in scopes.items()}
    return ReadingChange("2026.12.0", *WHY, **patterns)


def classes(found: Iterable[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Class, place and columns of each change."""
    return [(each.kind, each.place, tuple(each.before or each.after or ())) for each in found]


def of(*differences: Difference, declared: Any = (), rules: Any = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return classes(classify(differences, declared, rules or {}))


def kinds(*differences: Difference, declared: Any = (), rules: Any = None) -> list[str]:
    return [kind for kind, _, _ in of(*differences, declared=declared, rules=rules)]


@pytest.mark.parametrize(
    ("difference", "kind"),
    [
        (value(*GRANTED), "unexplained"),
        (value(*GRANTED, new=None), "unexplained"),
        (value(*GRANTED, old=0), "unexplained"),
        (value(*GRANTED, old=None), "reading_improved"),
        (value(*GRANTED, old="blank", new="absent", column="state"), "reading_improved"),
        (value(*GRANTED, old=True, new=False, column="certain"), "reading_improved"),
        (change(*GRANTED, old={"value": None, "state": "blank"}, new={"value": 3, "state": "x"}), "reading_improved"),
        (change(*GRANTED, old={"value": 3, "state": "x"}, new={"value": None, "state": "y"}), "unexplained"),
        (change(*GRANTED, old={"value": 3}, new=None), "unexplained"),
        (change(*GRANTED, old=None, new={"value": 3}), "reading_improved"),
        (value("reports", HERE, column="signature_date"), "unexplained"),
        (value("reports", HERE, column="source_url"), "register_changed"),
        (value("agencies", "110000-a", column="name_en"), "register_changed"),
        (value("coverage", "110000-a", "2021", column="status"), "register_changed"),
        (value("codes", "requests", "granted", column="label_en"), "rule_changed"),
        (value("indicator_terms", "a", "b", "1", column="factor"), "rule_changed"),
        (value("corrections", *GRANTED[1:2], *GRANTED[:1], *GRANTED[2:], column="reason"), "correction"),
        (value(*GRANTED, column="reconciled"), "rule_changed"),
        (value("checks", HERE, "APP-R01", column="status"), "rule_changed"),
        (value("indicators", HERE, "full_disclosure_rate"), "rule_changed"),
    ],
)
def test_a_change_on_its_own(difference: Difference, kind: str) -> None:
    """A number that was published is only withdrawn or changed with a reason; doubt takes nothing away."""
    assert kinds(difference) == [kind]


def test_a_row_is_split_by_what_its_columns_mean() -> None:
    both = change(*GRANTED, old={"value": 2, "reconciled": 1, "certain": True}, new={"value": 3})
    assert of(both) == [
        ("unexplained", "requests/granted/total", ("value", "certain")),
        ("unexplained", "requests/granted/total", ("reconciled",)),
    ]


REPORT = {"agency": "甲局", "agency_id": "110000-a", "year": 2021, "title": "报告", FILE: "0f", "publish_date": None}


def test_a_report_comes_or_goes_as_a_whole_with_what_names_it() -> None:
    shown: Values = {"agency": "甲局", "year": 2021, "title": "报告", "publish_date": None, FILE: "0f"}
    cells = change(*GRANTED, old=None, new={"value": 3})
    (came,) = classify([cells, change("reports", HERE, old=None, new=REPORT)], (), {})
    assert came == Change("source_added", ("reports", HERE), None, shown)
    assert dict(came.after or {}) == shown
    (went,) = classify([change("reports", HERE, old=REPORT, new=None), cells], (), {})
    assert (went.kind, went.before, went.after) == ("unexplained", shown, None)


@pytest.mark.parametrize(
    ("scopes", "kind"),
    [
        ({"reports": [HERE]}, "source_removed"),
        ({"reports": ["110000-*"]}, "unexplained"),
        ({"reports": [HERE, BEFORE]}, "unexplained"),
        ({"reports": [BEFORE]}, "unexplained"),
        ({"reports": [HERE], "tables": ["reports"]}, "unexplained"),
        ({}, "unexplained"),
    ],
)
def test_a_withdrawal_names_one_report_and_nothing_else(scopes: Any, kind: str) -> None:
    (went,) = classify([change("reports", HERE, old=REPORT, new=None)], [said(**scopes)], {})
    assert (went.kind, went.reason_zh, went.reason_en) == (kind, *(WHY if kind == "source_removed" else (None, None)))


def test_everything_follows_from_another_file_but_corrections() -> None:
    found = of(
        value(*GRANTED),
        change("reports", HERE, old={FILE: "0", "title": "a"}, new={FILE: "1", "title": "b"}),
        value("checks", HERE, "APP-R01", column="status"),
        value("corrections", HERE, *GRANTED[:1], *GRANTED[2:], column="reason"),
        value("requests", BEFORE, "granted", "total"),
    )
    assert found == [
        ("unexplained", "requests/granted/total", ("value",)),
        ("source_revised", "reports", (FILE,)),
        ("source_revised", "requests/granted/total", ("value",)),
        ("source_revised", "reports", ("title",)),
        ("source_revised", "checks/APP-R01", ("status",)),
        ("correction", "corrections/requests/granted/total", ("reason",)),
    ]
    assert of(value("reports", HERE, column=FILE)) == [("source_revised", "reports", (FILE,))]


def test_a_correction_explains_its_own_cell_and_what_follows() -> None:
    correction = change("corrections", HERE, "requests", "granted", "total", old=None, new={"value": 3})
    derived = value("indicators", HERE, "full_disclosure_rate")
    assert kinds(correction, value(*GRANTED), derived) == ["correction"] * 3
    other = value("requests", HERE, "refused", "total")
    assert kinds(correction, other, derived) == ["correction", "unexplained", "unexplained"]


FACT = ("facts", HERE, "website_posts", "line 3")
RULES = {(HERE, "requests/granted/total"): {"APP-R01"}, (HERE, "facts/website_posts/line 3"): {"NAR-02"}}
SCOPES = [
    (GRANTED, {}, True),
    (GRANTED, {"reports": ["110000-a-2021"]}, True),
    (GRANTED, {"reports": ["110000-*"]}, True),
    (GRANTED, {"reports": ["220000-*"]}, False),
    (GRANTED, {"reports": ["220000-*", "*-2021"]}, True),
    (GRANTED, {"tables": ["requests"]}, True),
    (GRANTED, {"tables": ["review_litigation"]}, False),
    (GRANTED, {"rows": ["grant*"]}, True),
    (GRANTED, {"rows": ["total"]}, False),
    (GRANTED, {"columns": ["total"]}, True),
    (GRANTED, {"columns": ["granted"]}, False),
    (GRANTED, {"fields": ["value"]}, True),
    (GRANTED, {"fields": ["state"]}, False),
    (GRANTED, {"facts": ["*"]}, False),
    (GRANTED, {"rules": ["APP-*"]}, True),
    (GRANTED, {"rules": ["NAR-*"]}, False),
    (GRANTED, {"rows": ["granted"], "columns": ["natural_person"]}, False),
    (GRANTED, {"rows": ["granted"], "columns": ["total"]}, True),
    (FACT, {"facts": ["website_posts"]}, True),
    (FACT, {"facts": ["wechat_posts"]}, False),
    (FACT, {"rows": ["*"]}, False),
    (FACT, {"rules": ["NAR-02"]}, True),
]


@pytest.mark.parametrize(("key", "scopes", "covers"), SCOPES)
def test_a_declaration_reaches_as_far_as_each_of_its_patterns(key: Any, scopes: Any, covers: bool) -> None:
    (found,) = classify([value(*key)], [said(reports=["nowhere"]), said(**scopes)], RULES)
    assert (found.kind, found.reason_zh) == (("reading_improved", WHY[0]) if covers else ("unexplained", None))
    assert found.reason_en == (WHY[1] if covers else None)


CHECK, ACROSS = ("checks", "APP-R01"), ("checks", "YOY-01")


def check_of(report: str, rule: str) -> Difference:
    return value("checks", report, rule, column="status")


def test_what_follows_has_the_strongest_cause_of_its_report() -> None:
    """In the order: unexplained, correction, better reading."""
    unexplained, better = value(*GRANTED), value("requests", HERE, "refused", "total")
    declared = [said(rows=["refused"])]
    correction = value("corrections", HERE, "requests", "unable", "total", column="reason")
    derived = check_of(HERE, "APP-R01")
    found = classify([better, unexplained, correction, derived], declared, {})
    assert [each.kind for each in found] == ["reading_improved", "unexplained", "correction", "unexplained"]
    found = classify([better, correction, derived], declared, {})
    assert [each.kind for each in found] == ["reading_improved", "correction", "correction"]
    *_, last = classify([better, derived], declared, {})
    assert (last.kind, last.reason_zh, last.reason_en) == ("reading_improved", *WHY)


@pytest.mark.parametrize(
    ("report", "table", "kind"),
    [
        (BEFORE, "checks", "unexplained"),
        (ELSEWHERE, "checks", "unexplained"),
        (FAR, "checks", "rule_changed"),
        (BEFORE, "findings", "unexplained"),
        (BEFORE, "indicators", "rule_changed"),
    ],
)
def test_a_rule_that_looks_at_several_reports_follows_the_other_year_or_the_other_body(
    report: str, table: str, kind: str
) -> None:
    column = {"checks": "status", "findings": "expected", "indicators": "value"}[table]
    found = classify([value(*GRANTED), value(table, report, "YOY-01", column=column)], (), {})
    assert {each.kind for each in found if each.report_id == report} == {kind}


def test_the_agency_s_other_year_comes_before_another_body_of_the_year() -> None:
    cause = value("reports", BEFORE, column=FILE)
    other = value("requests", ELSEWHERE, "granted", "total")
    found = classify([cause, other, check_of(HERE, "YOY-01")], (), {})
    assert {each.report_id: each.kind for each in found} == {
        BEFORE: "source_revised",
        HERE: "source_revised",
        ELSEWHERE: "unexplained",
    }


def test_a_reworded_rule_or_indicator_explains_its_own_results() -> None:
    for where, table, column in (("rules", "checks", "status"), ("indicators", "indicators", "value")):
        reworded = value("codes", where, "X-01", column="label_en")
        results = [value(table, HERE, name, column=column) for name in ("X-01", "X-02")]
        found = of(value(*GRANTED), *results, reworded)
        assert [kind for kind, *_ in found] == ["unexplained", "rule_changed", "unexplained", "rule_changed"]
        assert found[-1][1] == f"codes/{where}/X-01"
    # a code of another list that happens to have that name explains nothing
    assert kinds(value(*GRANTED), check_of(HERE, "X-01"), value("codes", "states", "X-01", column="label_en")) == [
        "unexplained",
        "unexplained",
        "rule_changed",
    ]


def test_reports_come_in_order_and_what_is_about_none_comes_last() -> None:
    found = classify(
        [value("agencies", "110000-a", column="name"), *(value("facts", r, "a", "b") for r in (FAR, HERE, ELSEWHERE))],
        (),
        {},
    )
    assert [each.report_id for each in found] == [HERE, ELSEWHERE, FAR, None]
    assert found[-1].place == "agencies/110000-a"


@pytest.mark.parametrize(
    ("old", "new", "versions"),
    [
        ("2026.11.0", "2026.12.0", ["2026.12.0"]),
        ("2026.10.0", "2026.12.0", ["2026.11.0", "2026.12.0"]),
        ("2026.10.0", "2026.11.0", ["2026.11.0"]),
        ("2026.12.0", "2027.1.0", ["2027.1.0"]),
        ("2026.11.0", "2026.11.0+dev", ["2026.12.0", "2027.1.0"]),
        ("2027.1.0", "2027.1.0+dev", []),
    ],
)
def test_declarations_are_in_force_from_the_version_they_were_made_for(old: str, new: str, versions: list[str]) -> None:
    declared = [ReadingChange(version, *WHY) for version in ("2026.11.0", "2026.12.0", "2027.1.0")]
    assert [each.version for each in in_force(declared, old, new)] == versions


@pytest.mark.parametrize(
    "each",
    [
        Change("source_added", ("reports", HERE), None, {"year": 2021}),
        Change("reading_improved", GRANTED, {"value": 2}, {"value": None}, *WHY),
        Change("rule_changed", ("findings", HERE, "APP-R01", "a b", "2"), {"expected": "1"}, {"expected": "2"}),
        Change("register_changed", ("agencies", "110000-a"), {"name_en": None}, {"name_en": "A"}),
    ],
)
def test_a_change_comes_back_from_what_is_published_of_it(each: Change) -> None:
    plain = each.as_json()
    assert Change.from_json(plain) == each
    assert (plain["before"], plain["after"]) == (each.before, each.after)
    assert ("reason_zh" in plain, "reason_en" in plain) == (bool(each.reason_zh),) * 2


def test_a_change_names_its_place_with_and_without_a_report() -> None:
    several = Change("rule_changed", ("findings", HERE, "APP-R01", "a b", "2"), {}, {})
    assert several.names == {"report_id": HERE, "rule": "APP-R01", "cells": "a b", "number": "2"}
    assert (several.report_id, several.place) == (HERE, "findings/APP-R01/a b/2")
    bare = Change("rule_changed", ("findings", HERE, "META-01", ""), {}, {})
    assert bare.place == "findings/META-01"
    register = Change("register_changed", ("coverage", "110000-a", "2021"), {}, {})
    assert (register.report_id, register.place) == (None, "coverage/110000-a/2021")


CLASSES = {
    "source_added": ("新增", "added", "新收录", "is new in this version"),
    "source_removed": ("撤下", "removed", "不再收录", "published before and is no longer"),
    "source_revised": ("文件更新", "source revised", "哈希值不同", "hash differs"),
    "correction": ("更正", "correction", "对照原文作了更正", "corrected the cell"),
    "rule_changed": ("规则", "rule changed", "照录的数没变", "values as in the text did not"),
    "reading_improved": ("识读", "reading improved", "读得更准", "the reading of it is better"),
    "register_changed": ("登记", "register changed", "登记事项改动", "recorded about an agency"),
    "unexplained": ("不明", "unexplained", "也没有说明", "nobody said why"),
}
"""Of each class a word of its label and of what it means, in both languages, in the order in which readers see them."""


def test_each_class_is_called_and_explained_by_what_it_is() -> None:
    assert list(change_classes()) == list(CLASSES)
    for code, words in CLASSES.items():
        entry = change_classes()[code]
        said = (entry.label_zh, entry.label_en, entry.description_zh, entry.description_en)
        assert [word in text for word, text in zip(words, said, strict=True)] == [True] * 4, code
