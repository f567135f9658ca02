"""What each file that people write may hold, key by key, whatever the programs behind make of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.held import Place, closed, needed, schema, wrongly_judged

REPORT_IDS = (
    ["990100-example-2021", "990100-a1-b2-2021"],
    ["990100-2021", "99010-example-2021", "990100-Example-2021", "990100-example-21", "990100-example-2021-", "", 1],
)
CELLS = (
    ["requests/granted/total", "a_1/b_2/c_3"],
    ["requests/granted", "requests/granted/total/1", "Requests/granted/total", "requests//total", "", 1],
)
WORDS = (["x", " 甲 ", "两\n行"], ["", " ", "\n", 1])
TITLES = (["x", "甲"], ["", 1, None])
DAYS = (["2026-11-20"], ["2026-11-2", "20.11.2026", "2026-11-20x", "26-11-20", 20261120])
ADDRESSES = (
    ["https://example.org/a?b", "http://example.org"],
    ["example.org", "ftp://a.b", "https://a b", "https://", 1],
)
YEARS = ([2019, 2100], [2018, 2101, "2020", 2020.5])
PATTERNS = ([["*"], ["a", "b"]], [[], [""], "a", [1]])

FILES: dict[str, tuple[Any, Place, set[str], set[str]]] = {
    "corrections": (
        [
            {
                "report_id": "990100-example-2021",
                "cell": "requests/granted/total",
                "source_says": "0",
                "value": "1",
                "reason": "r",
                "by": "b",
                "on": "2026-11-20",
            }
        ],
        (0,),
        {"report_id", "cell", "source_says", "value", "reason", "by", "on"},
        set(),
    ),
    "replies": (
        [
            {
                "report_id": "990100-example-2021",
                "cell": "requests/granted/total",
                "text": "t",
                "text_en": "t",
                "by": "b",
                "on": "2026-11-20",
            }
        ],
        (0,),
        {"report_id", "text", "by", "on"},
        {"cell", "text_en"},
    ),
    "reading_changes": (
        [
            {
                "version": "2026.12.0",
                "reason_zh": "甲",
                "reason_en": "a",
                **{name: ["*"] for name in ("reports", "tables", "rows", "columns", "fields", "facts", "rules")},
            }
        ],
        (0,),
        {"version", "reason_zh", "reason_en"},
        {"reports", "tables", "rows", "columns", "fields", "facts", "rules"},
    ),
    "description": (
        {
            "id": "example",
            "version": "2026.11.0",
            **dict.fromkeys(("title_zh", "title_en", "description_zh", "description_en"), "t"),
            "sector": "general",
            "agency_kind": "mixed",
            "coverage": "sample",
            "expected_from": 2019,
            "expected_to": 2020,
            "made_up": True,
            "licences": {"code": "MIT", "data": "CC-BY-4.0"},
            "contributors": [{"name": "n", "role": "r", "path": "https://a.org", "url": "https://a.org"}],
            "sources": [{"title_zh": "甲", "title_en": "a", "path": "https://a.org", "url": "https://a.org"}],
        },
        (),
        {"id", "version", "title_zh", "title_en", "description_zh", "description_en", "licences", "agency_kind"},
        {"sector", "coverage", "expected_from", "expected_to", "made_up", "contributors", "sources"},
    ),
}
"""Of each file one with every key, where its keys stand, those that must be there, and those that may be left out."""

VALUES: list[tuple[str, Place, tuple[list[Any], list[Any]]]] = [
    ("corrections", (), ([[]], [{}, "", None])),
    ("corrections", (0,), ([], ["x", [], None])),
    ("corrections", (0, "report_id"), REPORT_IDS),
    ("corrections", (0, "cell"), CELLS),
    ("corrections", (0, "source_says"), (["", "0", "无"], [0, None])),
    (
        "corrections",
        (0, "value"),
        (
            ["0", "12", "-5", "169.98", "9" * 12, "0.000001", f"-{'9' * 12}.123456"],
            ["", "01", "9" * 13, "0.0000001", "1.", ".5", "+1", "1,000", "一", 1, "--1", "1.5.5", "1 "],
        ),
    ),
    *(("corrections", (0, name), WORDS) for name in ("reason", "by")),
    ("corrections", (0, "on"), DAYS),
    ("replies", (), ([[]], [{}, "", None])),
    ("replies", (0,), ([], ["x", [], None])),
    ("replies", (0, "report_id"), REPORT_IDS),
    ("replies", (0, "cell"), CELLS),
    *(("replies", (0, name), WORDS) for name in ("text", "text_en", "by")),
    ("replies", (0, "on"), DAYS),
    ("reading_changes", (), ([[]], [{}, "", None])),
    ("reading_changes", (0,), ([], ["x", [], None])),
    (
        "reading_changes",
        (0, "version"),
        (["2026.1.0", "2026.12.10"], ["2026.12", "26.12.0", "2026.123.0", "2026.12.0+dev", "x2026.1.0", 2026]),
    ),
    *(("reading_changes", (0, name), TITLES) for name in ("reason_zh", "reason_en")),
    *(
        ("reading_changes", (0, name), PATTERNS)
        for name in ("reports", "tables", "rows", "columns", "fields", "facts", "rules")
    ),
    ("description", (), ([], [[], "", None])),
    ("description", ("id",), (["a", "a-1", "1-b-c"], ["", "A", "a_b", "-a", "a-", "a--b", "a b", 1])),
    (
        "description",
        ("version",),
        (
            ["2026.1.0", "2026.01.0", "2026.12.10", "2026.10.0"],
            ["2026.0.0", "2026.13.0", "2026.11", "26.11.0", "2026.11.0+dev", "2026.11.", "v2026.11.0", 2026.11],
        ),
    ),
    *(("description", (name,), TITLES) for name in ("title_zh", "title_en", "description_zh", "description_en")),
    ("description", ("sector",), (["general"], [1, None])),
    ("description", ("agency_kind",), (["department", "government", "mixed"], ["", "office", 1])),
    ("description", ("coverage",), (["complete", "sample"], ["", "all", True])),
    *(("description", (name,), YEARS) for name in ("expected_from", "expected_to")),
    ("description", ("made_up",), ([True, False], ["true", 1, None])),
    ("description", ("licences",), ([], ["MIT", []])),
    *(("description", ("licences", name), (["MIT"], [1, None])) for name in ("code", "data")),
    *(("description", (name,), ([[]], [{}, "x"])) for name in ("contributors", "sources")),
    *(("description", (name, 0), ([], ["x", []])) for name in ("contributors", "sources")),
    *(
        ("description", (name, 0, key), ADDRESSES)
        for name in ("contributors", "sources")
        for key in ("path", "url")
    ),
]  # fmt: skip
"""Of each place some values that are taken and some that are refused."""


@pytest.mark.parametrize("name", FILES)
def test_what_must_be_there_and_what_may_be_left_out(name: str) -> None:
    document, place, must, may = FILES[name]
    held = schema("dataset", name)
    assert list(held.iter_errors(document)) == []
    assert needed(held, document, place) == must
    keys = document[0] if place else document
    assert set(keys) - must == may
    assert closed(held, document, [place]) == [True]


def test_inner_mappings_have_what_names_them() -> None:
    held, document = schema("dataset", "description"), FILES["description"][0]
    assert needed(held, document, ("licences",)) == {"code", "data"}
    assert needed(held, document, ("contributors", 0)) == {"name", "role"}
    assert needed(held, document, ("sources", 0)) == {"title_zh", "title_en"}
    assert closed(held, document, [("licences",), ("contributors", 0), ("sources", 0)]) == [False] * 3


@pytest.mark.parametrize("scope", ["reports", "tables", "rows", "columns", "fields", "facts", "rules"])
def test_a_better_reading_says_by_one_pattern_what_it_is_about(scope: str) -> None:
    held = schema("dataset", "reading_changes")
    bare = {"version": "2026.12.0", "reason_zh": "甲", "reason_en": "a"}
    assert held.is_valid([{**bare, scope: ["*"]}])
    assert not held.is_valid([bare])


@pytest.mark.parametrize(("name", "place", "values"), VALUES)
def test_each_place_takes_what_it_is_for_and_nothing_else(
    name: str, place: Place, values: tuple[list[Any], list[Any]]
) -> None:
    assert wrongly_judged(schema("dataset", name), FILES[name][0], place, *values) == []
