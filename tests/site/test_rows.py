"""The row classes of the pages against the views: every column is there and holds what its annotation says."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from gongkai.site.rows import ROWS, columns, typed
from tests.site.conftest import Built

pytestmark = pytest.mark.slow

KINDS = list(ROWS)


def allowed(hint: Any) -> tuple[type, ...]:
    """The classes a value may have: a number of DuckDB comes as int or Decimal."""
    kinds = [getattr(part, "__origin__", part) for part in (get_args(hint) or (hint,))]
    plain = [list if part is list else part for part in kinds]
    return tuple({*plain, *([int] if Decimal in plain else []), *([int] if float in plain else [])})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_row_class_reads_columns_that_its_view_has(built: Built, kind: Any) -> None:
    needed, _ = columns(kind)
    assert set(needed) <= set(built.tables[kind.VIEW].columns)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_has_the_type_that_is_declared(built: Built, kind: Any) -> None:
    hints = get_type_hints(kind)
    rows = [typed(kind, row) for row in built.figures.rows(kind.VIEW)]
    assert rows
    for field in fields(kind):
        hint = hints[field.name]
        kinds = (list,) if get_origin(hint) is list else allowed(hint)
        odd = {type(getattr(row, field.name)) for row in rows if not isinstance(getattr(row, field.name), kinds)}
        assert odd == set(), field.name


def test_dates_are_dates_and_not_texts(built: Built) -> None:
    found = {type(row["publish_date"]) for row in built.figures.rows("reports") if row["publish_date"]}
    assert found <= {date}
