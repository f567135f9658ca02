"""What a declared change of reading covers, and what of a row is different."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gongkai.model import Difference, ReadingChange

TRAITS = {
    "reports": ("371000-health-2021",),
    "rows": ("granted",),
    "columns": ("total",),
    "rules": ("APP-R01", "APP-C02"),
}


@pytest.mark.parametrize(
    ("given", "covered"),
    [
        ({"rows": ("granted",)}, True),
        ({"rows": ("gr*",), "columns": ("natural_person", "total")}, True),
        ({"rows": ("granted",), "columns": ("natural_person",)}, False),
        ({"rules": ("APP-C0?",)}, True),
        ({"reports": ("*-2021",), "facts": ("*",)}, False),
        ({"rows": ("Granted",)}, False),
    ],
)
def test_a_change_must_meet_every_kind_of_pattern_that_is_given_and_no_other(
    given: Mapping[str, tuple[str, ...]], covered: bool
) -> None:
    assert ReadingChange("2026.12.0", "甲", "a", **given).covers(TRAITS) is covered


def test_a_row_that_is_new_or_gone_holds_the_columns_of_the_one_that_there_is() -> None:
    gone, new = Difference(("x",), {"value": 1, "state": "reported"}, None), Difference(("x",), None, {"value": 2})
    assert (gone.columns, new.columns) == (("value", "state"), ("value",))
    assert (gone.whole, new.whole) == (True, True)
    assert gone.only(["value", "raw"]) == Difference(("x",), {"value": 1}, None)


def test_a_row_that_changed_holds_the_columns_that_differ() -> None:
    changed = Difference(("x",), {"value": 1}, {"value": None})
    assert (changed.columns, changed.whole) == (("value",), False)
