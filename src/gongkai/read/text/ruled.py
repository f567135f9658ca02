"""Tables under a rule that shows each column, `-------  ----`: pandoc's simple tables and those of reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

Row = tuple[int, list[str]]
"""Index of a line, and its cells."""
MOST_LINES = 200
"""No table of a report is longer."""
Span = tuple[int, int]
"""The first position of a text and the one behind its last."""

_RULE = re.compile(r"\s*(?:-{2,}(?:\s+-{2,})*|={2,}(?:\s+={2,})*)\s*")
_DASHES = re.compile(r"[-=]+")
_WIDE = ("WF", "WFA", "")
"""Classes of characters that may take two positions each: programs disagree on quotation marks."""


def ruled_tables(lines: Sequence[str]) -> Iterator[tuple[int, int, list[Row]]]:
    """(first line, line after the last, rows) of each table between such rules, in order.

    Text beside its column, or a column whose texts stand now left and now right, shows that the rule is not its own.
    """
    start = 0
    while start < len(lines):
        end = start + 1
        rule = lines[start].strip()
        if " " in rule and _RULE.fullmatch(rule):
            lowest = min(start + MOST_LINES, len(lines))
            last = next((at for at in range(end, lowest) if not lines[at].strip()), lowest)
            closing = max(at for at in range(start, last) if lines[at].strip() == rule)
            spans = [match.span() for match in _DASHES.finditer(lines[start])]
            inside = [at for at in range(start, closing) if not _RULE.fullmatch(lines[at])]
            tables = ([_under(lines[at], spans, wide) for at in inside] for wide in _WIDE)
            cells = next((found for found in tables if found and all(found) and _are_aligned(found, spans)), [])
            end = max(end, closing + bool(cells))
            if cells:
                yield start, end, [(at, [text for text, _ in row]) for at, row in zip(inside, cells, strict=True)]
        start = end


def _under(line: str, spans: Sequence[Span], wide: str) -> list[tuple[str, Span]]:
    """What stands under each of the dashes, and from where to where; nothing if something stands between them."""
    cells: list[tuple[str, Span]] = [("", (0, 0))] * len(spans)
    position = at = 0
    for char in line.rstrip():
        end = position + 1 + (east_asian_width(char) in wide)
        while at < len(spans) and spans[at][1] <= position:
            at += 1
        if not char.isspace():
            if at == len(spans) or position < spans[at][0] or spans[at][1] < end:
                return []
            text, (first, last) = cells[at]
            cells[at] = (text + " " * (position - last) * bool(text) + char, (first if text else position, end))
        position = end
    return cells


def _are_aligned(rows: Sequence[Sequence[tuple[str, Span]]], spans: Sequence[Span]) -> bool:
    """True if the texts of each column begin where its dashes do, or end there, or stand in their middle."""
    for column, (start, end) in zip(zip(*rows, strict=True), spans, strict=True):
        sides = [(first - start, end - last) for text, (first, last) in column if text]
        if not (
            all(left == 0 for left, _ in sides)
            or all(right == 0 for _, right in sides)
            or all(abs(left - right) <= 1 for left, right in sides)
        ):
            return False
    return True
