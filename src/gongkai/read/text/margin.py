"""What programs put in front of every line: numbers that count the lines, or the sign of a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

FEWEST_LINES = 10
"""A text of fewer lines may be a list, each item of which has its number."""
_COUNTED = re.compile(r"[ \f]*(\d{1,7})(?:[\t:]| {1,2}|$)")
"""What `cat -n`, `nl` and `grep -n` write."""
_QUOTED = re.compile(r">+(?: |(?=\t)|$)")


def without_margin(lines: Sequence[str]) -> list[str]:
    """The lines without what stands in front of each of them; blank ones may go without.

    So may the lines above a quotation: who wrote it, and when.
    """
    for margin in (_COUNTED, _QUOTED):
        quoted = (at for at, line in enumerate(lines[:FEWEST_LINES]) if margin is _QUOTED and margin.match(line))
        start = next(quoted, 0)
        filled = [line for line in lines[start:] if line.strip()]
        first = margin.match(filled[0]) if len(filled) >= FEWEST_LINES else None
        if first is None:
            continue
        numbers = count(int(first[1])) if margin is _COUNTED else None
        found = map(margin.match, filled)
        if all(match and (numbers is None or int(match[1]) == next(numbers)) for match in found):
            return [*lines[:start], *(margin.sub("", line, count=1) for line in lines[start:])]
    return list(lines)
