"""Rows against rows: numbers by what they are worth, whatever type they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]


def differences(found: Iterable[Row], expected: Sequence[Row], key: Sequence[str]) -> list[str]:
    """What is missing, too much or different, one line each, in the columns that are expected; rows by their key."""
    by_key: dict[tuple[Any, ...], Row] = {}
    told: list[str] = []
    for row in found:
        if by_key.setdefault(_key(row, key), row) is not row:
            told.append(f"{_key(row, key)} stands there twice")
    wanted = {_key(row, key): row for row in expected}
    assert len(wanted) == len(expected), "the oracle gives a row twice"
    told += [f"{name} is missing" for name in wanted.keys() - by_key.keys()]
    told += [f"{name} is too much" for name in by_key.keys() - wanted.keys()]
    for name in [name for name in wanted if name in by_key]:
        row = by_key[name]
        told += [
            f"{name} {column}: {row.get(column, 'no such column')!r}, not {value!r}"
            for column, value in wanted[name].items()
            if column not in row or not same(row[column], value)
        ]
    return sorted(told)


def _key(row: Row, key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in key)


def same(found: Any, expected: Any) -> bool:
    """True if both are the same number, text, day, list or nothing; an expected fraction may be rounded."""
    if isinstance(expected, Fraction):
        return found is not None and abs(Fraction(found) - expected) < Fraction(1, 10**6)
    if isinstance(expected, (int, Decimal)) and not isinstance(expected, bool):
        return isinstance(found, (int, float, Decimal)) and not isinstance(found, bool) and found == expected
    if isinstance(expected, list):
        return list(found) == expected if found is not None else False
    return bool(found == expected and type(found) is type(expected))
