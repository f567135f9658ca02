"""Several rows of the form in one printed row, a line for each, as people merge them in Word and on pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape

from tests.read.word import docx, p, tbl, tc, tr
from tests.support.printed_form import PrintedReport, Row
from tests.support.shapes import Shape, grid_of

Lined = list[tuple[list[str], int, int]]
"""A printed row: the lines of each cell, rowspan, colspan."""
_GROUP = re.compile("（[三四五六]）")


def _merged(rows: list[Row]) -> Iterator[Lined]:
    """The rows of each group of the requests table as one, their labels and values as lines."""
    at = 0
    while at < len(rows):
        group = next(((text, down) for text, down, _ in rows[at] if down > 1 and _GROUP.match(text)), None)
        inside = rows[at : at + (group[1] if group else 1)]
        at += len(inside)
        if group is None:
            yield [([text], down, right) for text, down, right in inside[0]]
        else:
            lines = zip(*([text for text, *_ in row[-8:]] for row in inside), strict=True)
            above: Lined = [([text], down, 1) for text, down, _ in inside[0][:-9]]
            yield [*above, ([group[0]], 1, 1), *((list(column), 1, 1) for column in lines)]


def _shorter(rows: list[Lined]) -> Iterator[Lined]:
    """What spanned the rows of all groups spans fewer now."""
    for at, row in enumerate(rows):
        yield [(lines, min(down, len(rows) - at - 1) if down > 3 else down, right) for lines, down, right in row]


def _html(report: PrintedReport, lined: Callable[[Sequence[str]], str]) -> tuple[str, bytes]:
    def cell(lines: list[str], down: int, right: int) -> str:
        return f'<td rowspan="{down}" colspan="{right}">{lined([escape(line) for line in lines])}</td>'

    parts = (
        "<table>"
        + "".join(f"<tr>{''.join(cell(*c) for c in row)}</tr>" for row in _shorter(list(_merged(part))))
        + "</table>"
        if isinstance(part, list)
        else f"<p>{escape(part)}</p>"
        for _, part in report.parts()
    )
    return "report.html", f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}</body></html>".encode()


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{line or '&nbsp;'}</p>" for line in lines)


def _pipes(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def whole_columns_in_markdown(report: PrintedReport) -> tuple[str, bytes]:
    """All rows with numbers in one, merged cells left blank."""

    def table(rows: list[Row]) -> str:
        merged: list[list[str]] = []
        run: list[list[str]] = []
        for line in [*([cell or "" for cell in line] for line in grid_of(rows)), []]:
            if line and any(text.isdigit() for text in line):
                run.append(line)
                continue
            if run:
                merged.append(["<br>".join(column) for column in zip(*run, strict=True)])
            run = []
            merged += [line] if line else []
        return _pipes(merged)

    parts = (table(part) if isinstance(part, list) else part for _, part in report.parts())
    return "report.md", "\n\n".join(parts).encode()


def paragraphs_in_word(report: PrintedReport) -> tuple[str, bytes]:
    """A paragraph a line in the cells of a Word table."""

    def cell(lines: list[str], down: int, right: int) -> str:
        paragraphs = "".join(p(line) if line else "<w:p/>" for line in lines)
        return tc(paragraphs, f'<w:gridSpan w:val="{right}"/>' if right > 1 else "")

    def table(rows: list[Lined]) -> str:
        return tbl(*(tr(*(cell(*c) for c in row)) for row in rows))

    parts = (table(list(_merged(part))) if isinstance(part, list) else p(part) for _, part in report.parts())
    return "report.docx", docx(*parts)


ROWS_IN_ONE: dict[str, Shape] = {
    "page, breaks": partial(_html, lined="<br>".join),
    "page, paragraphs": partial(_html, lined=_paragraphs),
    "Markdown, whole columns": whole_columns_in_markdown,
    "Word, paragraphs": paragraphs_in_word,
}
