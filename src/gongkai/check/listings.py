"""Lists in the narrative: 共N件，其中甲A件，乙B件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet
from gongkai.forms import squeeze

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万)?(余)?(条次|人次|条|件|篇|期|次|场|个|份|项|宗|部|例)")
"""A number with its counter: 1,234条, 3.2万次, 300余件."""
_COMMA = re.compile(r"、|(?<!\d),|,(?!\d{3})")
"""What parts the items of a list; the comma of 1,234 does not."""
_BRACKETS = re.compile(r"\([^()]*\)")
_INCOMPLETE = re.compile(r"等|主要|包括|包含|含|约|近|超|以上|左右")
"""Words of a list that names some of its parts only: 主要包括甲3件，乙2件等."""
_ANOTHER_SUBJECT = re.compile(r"办结|答复|办理|结转|共计|合计|总计|同比|上年|去年|均|全部")
"""A clause with one of these tells what became of the whole, and is no part of it: 均已办结5件."""
_ENOUGH = 3
"""A list of fewer parts may well be meant as a selection."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole and the parts listed for it; `complete` if nothing suggests that some are left out."""

    whole: Decimal
    parts: tuple[Decimal, ...]
    complete: bool


def listings(sentence: str) -> Iterator[Listing]:
    """The lists after 其中 whose parts have the unit of the whole.

    >>> [str(sum(found.parts)) for found in listings("收到申请4件，其中：网上3件，信函1件，已答复。")]
    ['4']
    """
    text = _BRACKETS.sub("", squeeze(sentence).replace("条(次)", "条次"))
    before, *lists = text.split("其中")
    for listed in lists:
        found = _listing(before, re.split(r"[;。]", listed)[0])
        if found:
            yield found
        before = listed


def _listing(before: str, listed: str) -> Listing | None:
    wholes = list(_NUMBER.finditer(before))
    if not wholes or wholes[-1][3]:
        return None
    unit = wholes[-1][4]
    clauses = _COMMA.split(listed)
    # up to the first clause that speaks of something else
    clauses = clauses[: next((n for n, clause in enumerate(clauses) if _ANOTHER_SUBJECT.search(clause)), None)]
    parts = [match for clause in clauses for match in _NUMBER.finditer(clause) if match[4] == unit]
    if not parts or any(match[3] for match in parts):
        return None
    complete = len(parts) >= _ENOUGH and not _INCOMPLETE.search(listed)
    return Listing(_value(wholes[-1]), tuple(map(_value, parts)), complete)


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * (10_000 if match[2] else 1)


@rule("NAR-06")
def parts(sheet: Sheet) -> Iterator[Case]:
    """The parts of a list sum to the whole; a shorter list with a smaller sum may be a selection."""
    sentences = {fact.sentence: fact.place for fact in sheet.extraction.facts}
    for sentence, place in sentences.items():
        for listing in listings(sentence):
            total = sum(listing.parts)
            if total == listing.whole:
                yield Verdict.PASSED
            elif total > listing.whole or listing.complete:
                wording = {"s": f"{total:f}", "n": f"{listing.whole:f}"}
                yield Failure(places=(place,), expected=listing.whole, found=total, words=wording)
            else:
                yield Verdict.NOT_EVALUABLE
