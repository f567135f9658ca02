"""A value as text and as JSON, the same wherever one is written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

_FORMULA = re.compile("\\s*[=+\\-@＝＋－＠]|[\t\r\n]")
"""What a spreadsheet program takes for the beginning of a formula, in full width too."""
_NO_FORMULA = re.compile("[-－]+|[+-]?[0-9]+([.][0-9]+)?")
"""Dashes alone, which say that there is nothing, and plain numbers."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no workbook can hold."""


def as_text(value: object) -> str:
    """A value as text: nothing for None, no needless zeros, dates as ISO 8601.

    >>> as_text(Decimal("169.980000")), as_text(Decimal("300")), as_text(21.5), as_text(True), as_text(None)
    ('169.98', '300', '21.5', 'true', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal() | float():
            text = format(Decimal(str(value)), "f")
            return text.rstrip("0").rstrip(".") if "." in text else text
        case date():
            return value.isoformat()
        case _:
            return str(value)


def json_value(value: object) -> object:
    """What JSON and SQLite hold for a decimal or a date: a number, a day in ISO 8601; other values as they are.

    >>> json_value(Decimal("3.000")), json_value(Decimal("12.5")), json_value(date(2020, 1, 2)), json_value("a")
    (3, 12.5, '2020-01-02', 'a')
    """
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value


def exactly(value: object) -> str | int | bool | None:
    """A value that JSON holds without rounding: a decimal that is no whole number stays text.

    >>> exactly(Decimal("12.500000")), exactly(Decimal("3.000000")), exactly(date(2020, 1, 2))
    ('12.5', 3, '2020-01-02')
    """
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else as_text(value)
        case None | bool() | int():
            return value
        case _:
            return as_text(value)


def harmless(value: T) -> T | str:
    """A value that no spreadsheet program runs as a formula: such a text gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("-"), harmless(-1)
    ("'=1+1", '-', -1)
    """
    if not isinstance(value, str):
        return value
    text = _FORBIDDEN.sub("", value)
    return f"'{text}" if _FORMULA.match(text) and not _NO_FORMULA.fullmatch(text) else text
