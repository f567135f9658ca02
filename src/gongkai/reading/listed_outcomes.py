"""The review table written as a list: `行政复议：结果维持 0，…，总计 2`, or a channel above a line an outcome."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby

from gongkai.forms import labels
from gongkai.model import Block, Document, Grid, GridCell, Paragraph

_BETWEEN = r"[\s：:，,、。；;\-—–·]*"
_AMOUNT = r"[\s：:为是]*(\d{1,6})\s*[件宗起]?(?![\d.])"


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
    outcomes = "".join(f"{_BETWEEN}{label.zh['2021']}{_AMOUNT}" for label in labels("outcomes").values())
    spelled = [[label.zh["2021"], *label.aliases] for label in labels("channels").values()]
    names = ["|".join(map(re.escape, found)) for found in spelled]
    channels = "".join(rf"{_BETWEEN}(?:行政诉讼{_BETWEEN})?(?:{name}){outcomes}" for name in names)
    return re.compile(rf"(?m)^{channels}[。；;]?[^\S\n]*$")
