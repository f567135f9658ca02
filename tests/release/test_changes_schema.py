"""What CHANGES.json may say, key by key, and that a file that says anything else is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.errors import PackageError
from gongkai.release.changes_file import as_text, read_changes
from tests.support.held import Place, closed, needed, schema, with_value, wrongly_judged

SCOPES = ("reports", "tables", "rows", "columns", "fields", "facts", "rules")
CHANGE = {
    "class": "reading_improved",
    "table": "requests",
    "key": {"report_id": "a", "row_code": "b"},
    "before": {"value": 1, "certain": False, "note": None},
    "after": {"value": 2, "certain": True, "note": "n"},
    "reason_zh": "甲",
    "reason_en": "a",
}
FIRST: Any = {
    "version": "2026.11.0",
    "previous": None,
    "date": "2026-11-26",
    "counts": {"correction": 0},
    "changes": [],
}
WHOLE: Any = {
    "dataset": "example",
    "version": "2026.12.0+dev",
    "reading_changes": [
        {"version": "2026.12.0", "reason_zh": "甲", "reason_en": "a", **{name: ["*", "b"] for name in SCOPES}}
    ],
    "releases": [
        {
            "version": "2026.12.0+dev",
            "previous": "2026.11.0",
            "date": None,
            "counts": {"reading_improved": 2},
            "changes": [CHANGE, {**CHANGE, "before": None}],
        },
        FIRST,
    ],
}
"""A document with every key."""
HELD = schema("release", "changes")
DECLARED, RELEASE, ONE = ("reading_changes", 0), ("releases", 0), ("releases", 0, "changes", 0)
VERSIONS = (
    ["2026.1.0", "2026.12.10", "2026.12.0+dev"],
    ["2026.12", "26.12.0", "2026.123.0", "2026.12.0-dev", "v2026.1.0", "2026.12.0+dev2", 2026, None],
)
CLASSES = [
    *("source_added", "source_removed", "source_revised", "correction"),
    *("rule_changed", "reading_improved", "register_changed", "unexplained"),
]
ROWS = ([None, {}, {"a": 1}, {"a": "b", "c": True, "d": None}], ["x", [], {"a": 1.5}, {"a": []}, {"a": {}}])
VALUES: list[tuple[Place, tuple[list[Any], list[Any]]]] = [
    ((), ([], [[], "x", None])),
    (("dataset",), (["a", "a-1"], ["", "A", "a_b", "a-", "-a", 1])),
    (("version",), VERSIONS),
    (("reading_changes",), ([[]], [{}, None])),
    (DECLARED, ([], ["x", []])),
    ((*DECLARED, "version"), VERSIONS),
    *(((*DECLARED, name), (["x"], [1, None])) for name in ("reason_zh", "reason_en")),
    *(((*DECLARED, name), ([[], ["a"]], ["a", [1], None])) for name in SCOPES),
    (("releases",), ([[]], [{}, None])),
    (RELEASE, ([], ["x", []])),
    ((*RELEASE, "version"), VERSIONS),
    ((*RELEASE, "previous"), (["2026.11.0", None], ["x", 1])),
    ((*RELEASE, "date"), (["2026-11-26", None], [1, []])),
    (
        (*RELEASE, "counts"),
        ([{}, dict.fromkeys(CLASSES, 0)], [[], {"other": 1}, {"correction": -1}, {"correction": "1"}]),
    ),
    ((*RELEASE, "changes"), ([[]], [{}, None])),
    (ONE, ([], ["x", []])),
    ((*ONE, "class"), (CLASSES, ["other", "", 1])),
    ((*ONE, "table"), (["x"], [1, None])),
    ((*ONE, "key"), ([{"a": "b"}], [{}, {"a": 1}, []])),
    *(((*ONE, name), ROWS) for name in ("before", "after")),
    *(((*ONE, name), (["x"], [1])) for name in ("reason_zh", "reason_en")),
]  # fmt: skip


def test_every_key_but_patterns_and_reasons_must_be_there() -> None:
    assert list(HELD.iter_errors(WHOLE)) == []
    assert needed(HELD, WHOLE) == {"dataset", "version", "reading_changes", "releases"}
    assert needed(HELD, WHOLE, DECLARED) == {"version", "reason_zh", "reason_en"}
    assert needed(HELD, WHOLE, RELEASE) == {"version", "previous", "date", "counts", "changes"}
    assert needed(HELD, WHOLE, ONE) == {"class", "table", "key", "before", "after"}
    assert closed(HELD, WHOLE, [(), DECLARED, RELEASE, ONE]) == [True] * 4
    assert closed(HELD, WHOLE, [(*ONE, "key"), (*ONE, "before"), (*RELEASE, "counts")]) == [False, False, True]


@pytest.mark.parametrize(("place", "values"), VALUES)
def test_each_place_takes_what_it_is_for_and_nothing_else(place: Place, values: tuple[list[Any], list[Any]]) -> None:
    assert wrongly_judged(HELD, WHOLE, place, *values) == []


def test_the_document_is_written_with_one_change_a_line_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "CHANGES.json"
    path.write_text(as_text(WHOLE), encoding="utf-8")
    assert read_changes(path) == WHOLE
    lines = path.read_text(encoding="utf-8").split("\n")
    changes = [json.dumps(change, ensure_ascii=False) for change in WHOLE["releases"][0]["changes"]]
    assert lines[0] == "{"
    assert [line.split('": ')[0] for line in lines[1:4]] == [' "dataset', ' "version', ' "reading_changes']
    assert lines[4] == ' "releases": ['
    assert lines[6:8] == [f"   {changes[0]},", f"   {changes[1]}"]
    assert lines[8] == "  ]},"
    assert lines[9].endswith('"changes": []}')
    assert lines[10:] == [" ]", "}", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, r"CHANGES\.json.*missing"),
        ("{", r"CHANGES\.json.*JSON"),
        (json.dumps(with_value(WHOLE, (*RELEASE, "date"), 1)), r"CHANGES\.json.*releases\[0\]\.date"),
    ],
)
def test_a_file_that_says_anything_else_is_named_with_the_place(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "CHANGES.json").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match=said):
        read_changes(tmp_path / "CHANGES.json")
