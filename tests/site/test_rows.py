"""The row classes of the pages against the views: every column is there and holds what its annotation says."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from gongkai.model import Table
from gongkai.score import Score, scorecard
from gongkai.site import rows
from gongkai.site.figures import Figures, columns
from tests.site.conftest import Built

pytestmark = pytest.mark.slow

KINDS = [kind for kind in vars(rows).values() if hasattr(kind, "VIEW")]


def tables_of(built: Built) -> dict[str, Table]:
    """What the pages are made from, with the table of scores that only a build over gold has."""
    return {**built.tables, "scorecard": scorecard([Score("a", "html", "2021", 200, 199, 1, 0, 0, (), 5, 5, ())])}


def allowed(hint: Any) -> tuple[type, ...]:
    """The classes a value may have: a number of DuckDB comes as int or Decimal."""
    kinds = [getattr(part, "__origin__", part) for part in (get_args(hint) or (hint,))]
    plain = [list if part is list else part for part in kinds]
    return tuple({*plain, *([int] if Decimal in plain else []), *([int] if float in plain else [])})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_row_class_reads_columns_that_its_view_has(built: Built, kind: Any) -> None:
    needed, optional = columns(kind)
    assert set(needed) <= set(tables_of(built)[kind.VIEW].columns)
    assert needed or optional


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_has_the_type_that_is_declared(built: Built, kind: Any) -> None:
    hints = get_type_hints(kind)
    found = Figures(tables_of(built)).rows(kind)
    assert found
    for field in fields(kind):
        hint = hints[field.name]
        kinds = (get_origin(hint),) if get_origin(hint) in (list, tuple) else allowed(hint)
        odd = {type(getattr(row, field.name)) for row in found if not isinstance(getattr(row, field.name), kinds)}
        assert odd == set(), field.name


def test_dates_are_dates_and_not_texts(built: Built) -> None:
    found = {type(row["publish_date"]) for row in built.figures.records("reports") if row["publish_date"]}
    assert found <= {date}
