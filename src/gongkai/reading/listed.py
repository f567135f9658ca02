"""Tables of the form written as text.

Rows of requests as sentences: `（一）予以公开：自然人3件，商业企业0件，…，总计3件`. The review table as a list:
`行政复议：结果维持 0，…，总计 2`, or a channel above a line an outcome.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby

from gongkai.forms import labels, squeeze
from gongkai.model import Block, Document, Grid, GridCell, Paragraph

Row = tuple[GridCell, ...]

FEWEST_ROWS = 3
"""So many such rows under each other stand for the table."""
_SIGNS = "-hr"
"""What a run is found by: neither, a heading, a row."""
_RUN = re.compile("r(?:h{0,2}r)*")
_LONGEST_HEADING = 20
_NO_HEADING = re.compile(r"\d|[。；;，,]")
_GAP = r"[\s为：:是共有]*"
_BETWEEN = " ：:，,。；;-—–·"
_AMOUNT = r"(?P<amount>\d[\d,]*)\s*件?"
_PARTS = r"[\s：:，,、。；;\-—–·]*"
_COUNT = r"[\s：:为是]*(\d{1,6})\s*[件宗起]?(?![\d.])"


def with_listed_rows(document: Document) -> Document:
    """The document with such rows as rows of a table; a sentence that leaves a column out stays a sentence."""
    # each block with the row that it is, () for none; the lines of one row together
    found: list[tuple[Sequence[Block], Row]] = []
    at = 0
    while at < len(document.blocks):
        lines = [block for block in document.blocks[at : at + len(_patterns())] if isinstance(block, Paragraph)]
        row = _row_of_lines(lines)
        found.append((lines, row) if row else (document.blocks[at : at + 1], _row(document.blocks[at])))
        at += len(lines) if row else 1
    blocks: list[Block] = []
    done = 0
    for run in _RUN.finditer("".join(_SIGNS[min(len(row), 2)] for _, row in found)):
        if run[0].count(_SIGNS[2]) >= FEWEST_ROWS:
            before, listed = found[done : run.start()], found[run.start() : run.end()]
            grid = Grid(tuple(row for _, row in listed), listed[0][0][0].place)
            blocks += [*(block for taken, _ in before for block in taken), grid]
            done = run.end()
    return replace(document, blocks=(*blocks, *(block for taken, _ in found[done:] for block in taken)))


def _row_of_lines(lines: Sequence[Paragraph]) -> Row:
    """The label and the number of each column, if every column has a line of its own: （一）予以公开-自然人：3."""
    if len(lines) < len(_patterns()) or "自然人" not in lines[0].text:
        return ()
    found = [pattern.search(line.text) for pattern, line in zip(_patterns(), lines, strict=True)]
    matches = [match for match in found if match]
    label, *others = {match.string[: match.start()].rstrip(_BETWEEN) for match in matches} or {""}
    rest = "".join(match.string[match.end() :].strip(_BETWEEN) for match in matches)
    if not label or others or rest or len(matches) < len(lines):
        return ()
    values = [line.part(*match.span("amount")) for line, match in zip(lines, matches, strict=True)]
    return tuple([_cell(piece) for piece in (lines[0].part(0, len(label)), *values)])


def _row(block: Block) -> Row:
    """The label and the number of each column, in the order of the form; nothing if one is missing.

    A short line without numbers may be a heading between such rows: a row of one cell.
    """
    if not isinstance(block, Paragraph):
        return ()
    if "自然人" not in block.text:
        may_head = len(block.text) <= _LONGEST_HEADING and not _NO_HEADING.search(block.text)
        return (_cell(block),) if may_head else ()
    amounts = [list(pattern.finditer(block.text)) for pattern in _patterns()]
    if any(len(found) != 1 for found in amounts):
        return ()
    starts = [found[0].start() for found in amounts]
    label = block.text[: min(starts)].rstrip(_BETWEEN)
    if not label or starts != sorted(starts):
        return ()
    spans = [(0, len(label)), *(found[0].span("amount") for found in amounts)]
    return tuple([_cell(block.part(*span)) for span in spans])


def _cell(piece: Paragraph) -> GridCell:
    return GridCell(piece.text, piece.place, marks=piece.marks)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A column's name and its number, one pattern a column."""
    names = ["|".join({squeeze(text) for text in label.zh.values()}) for label in labels("applicant_types").values()]
    return tuple(re.compile(f"(?<![\\w])(?:{name}){_GAP}{_AMOUNT}(?![\\d.])") for name in names)


def with_listed_outcomes(document: Document) -> Document:
    """The document with such a list as the table; one that leaves a channel or an outcome out stays as it is."""
    blocks: list[Block] = []
    for _, members in groupby(document.blocks, key=lambda block: isinstance(block, Paragraph)):
        run = list(members)
        lines = [block for block in run if isinstance(block, Paragraph)]
        match = _list().search("\n".join([line.text for line in lines]))
        if match is None:
            blocks += run
            continue
        starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
        values = []
        for start, end in map(match.span, range(1, _list().groups + 1)):
            at = bisect_right(starts, start) - 1
            piece = lines[at].part(start - starts[at], end - starts[at])
            values.append(GridCell(piece.text, piece.place, marks=piece.marks))
        first = next(at for at in range(len(lines)) if starts[at + 1] > match.start())
        last = bisect_right(starts, match.end(_list().groups)) - 1
        place, outcomes = lines[first].place, labels("outcomes").values()
        headings = tuple([GridCell(outcome.zh["2021"], place) for _ in labels("channels") for outcome in outcomes])
        blocks += [*lines[:first], Grid((headings, tuple(values)), place), *lines[last + 1 :]]
    return replace(document, blocks=tuple(blocks))


@cache
def _list() -> re.Pattern[str]:
    """The channels in the form's order, each with its outcomes in the form's order, from line start to line end."""
    outcomes = "".join(f"{_PARTS}{label.zh['2021']}{_COUNT}" for label in labels("outcomes").values())
    spelled = [[label.zh["2021"], *label.aliases] for label in labels("channels").values()]
    names = ["|".join(map(re.escape, found)) for found in spelled]
    channels = "".join(rf"{_PARTS}(?:行政诉讼{_PARTS})?(?:{name}){outcomes}" for name in names)
    return re.compile(rf"(?m)^{channels}[。；;]?[^\S\n]*$")
