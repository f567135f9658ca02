"""The narrative as running text: paragraphs torn by a page break are read on, and every sentence keeps its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gongkai.forms.chinese import ORDINAL
from gongkai.forms.simplified import simplified
from gongkai.model import Outline, Paragraph, Place

_END = re.compile(r"[。！？!?]+[”’」』）)]*")
_CLOSED = tuple("。！？!?；;：:”」』）)")
_SUBHEADING = re.compile(ORDINAL)
_GOES_ON = re.compile(r"\s*[（(]?\s*其中")
_LONGEST_SUBHEADING = 25
_SHORTEST_TORN = 15
_LONG = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what 其中 adds to it.

    Attributes:
        text: verbatim.
        plain: the same in simplified characters, position for position.
        starts: (offset in the text, place) of each paragraph it runs through.
        before: the sentence in front of it in the same paragraph, for the first one the subheading above it.
    """

    text: str
    plain: str
    starts: tuple[tuple[int, Place], ...]
    before: str = ""

    def place_of(self, offset: int) -> Place:
        """The place of the paragraph in which a character stands."""
        return next(place for start, place in reversed(self.starts) if start <= offset)

    def around(self, offset: int) -> str:
        """The sentence to quote for a character: a long one is cut at its semicolons."""
        if len(self.text) <= _LONG:
            return self.text.strip()
        start = max(self.text.rfind(mark, 0, offset) for mark in "；;") + 1
        ends = [end for end in (self.text.find(mark, offset) for mark in "；;") if end >= 0]
        return self.text[start : min(ends) + 1 if ends else None].strip()


def sentences(outline: Outline) -> Iterator[Sentence]:
    """The sentences of the narrative in reading order."""
    for span in outline.sections:
        above = ""
        for run in _runs(block for block in span.blocks if isinstance(block, Paragraph)):
            text = "".join([paragraph.text for paragraph in run])
            offsets = list(accumulate([len(paragraph.text) for paragraph in run[:-1]], initial=0))
            plain = simplified(text)
            ends = [0, *(match.end() for match in _END.finditer(plain) if not _GOES_ON.match(plain, match.end()))]
            if plain[ends[-1] :].strip():
                ends.append(len(plain))
            for start, end in pairwise(ends):
                # the paragraphs that the sentence runs through, counted from its own start
                first, last = bisect_right(offsets, start) - 1, bisect_left(offsets, end)
                starts = tuple((max(offsets[at] - start, 0), run[at].place) for at in range(first, last))
                yield Sentence(text[start:end], plain[start:end], starts, above)
                above = plain[start:end]
            above = simplified(run[0].text) if _is_subheading(run[0].text) else ""


def _runs(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs that belong together: the first ones break off within a sentence."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        last = run[-1].text if run else ""
        if run and (len(last) < _SHORTEST_TORN or last.endswith(_CLOSED) or _is_subheading(last)):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _is_subheading(text: str) -> bool:
    return len(text) <= _LONGEST_SUBHEADING and bool(_SUBHEADING.match(text))
