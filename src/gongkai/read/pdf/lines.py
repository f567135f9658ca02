"""The text of a PDF outside tables: characters to lines, lines to paragraphs, page furniture left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from gongkai.forms.chinese import is_page_number
from gongkai.model import Paragraph, Place
from gongkai.read.grouping import grouped
from gongkai.read.joining import join_lines, tidy
from gongkai.read.marks import paragraph
from gongkai.read.pdf.canvas import Char

WORD_GAP = 0.3
"""Of the font size; a wider gap between characters is a space."""
SAME_LINE = 0.5
"""In font sizes: how far apart the feet of characters of one line are at most."""
CHINESE_GAP = 0.6
"""The same between Chinese characters: in front of a bracket half of its own width is blank."""
_CHINESE = "\u2e80"
_SENTENCE_END = ("。", "；", "：", "！", "？", ".", ";", ":", "!", "?")
BAND = 0.12
"""Share of the page's height at its top and at its foot where furniture stands."""
FULL_WIDTH = 1.6
"""In font sizes: how near to the right margin a full line ends."""
INDENT = 1.2
"""In font sizes: from where on a line is indented."""
LINE_GAP = 1.6
"""In font sizes: how far apart the lines of a paragraph stand at most."""
FEW_LINES = 20
"""A margin is an edge that at least every twentieth line reaches."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between; positions in points from the top left."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, `number` counts from the top, tables left out."""

    page: int
    number: int
    words: tuple[Word, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return tidy(" ".join(word.text for word in self.words))

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Height of the line, about the size of its font."""
        return max(self.bottom - self.top, 1.0)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].x1


def lines_of(chars: Sequence[Char], page: int) -> list[Line]:
    """Lines of characters from top to bottom."""
    by_base = sorted(chars, key=lambda char: char.base)
    rows = list(grouped(by_base, lambda row, char: char.base - row[0].base > SAME_LINE * row[0].size))
    lines = ((words, row) for row in rows if (words := _words(row)))
    return [
        Line(page, number, words, min(char.top for char in row), max(char.bottom for char in row))
        for number, (words, row) in enumerate(lines, 1)
    ]


def _words(row: Sequence[Char]) -> tuple[Word, ...]:
    def parts(word: list[Char], char: Char) -> bool:
        last = word[-1]
        gap = CHINESE_GAP if last.text > _CHINESE and char.text > _CHINESE else WORD_GAP
        return char.x0 - last.x1 > gap * last.size or char.text.isspace() or last.text.isspace()

    words = grouped(sorted(row, key=lambda char: char.x0), parts)
    return tuple(
        [
            Word("".join(char.signed for char in word), word[0].x0, word[-1].x1)
            for word in words
            if not word[0].text.isspace()
        ]
    )


def without_furniture(pages: Sequence[tuple[list[Line], float]]) -> list[list[Line]]:
    """Drops page numbers, and lines that many pages repeat at their top or foot."""
    texts: Counter[str] = Counter()
    for lines, height in pages:
        texts.update({text for line in lines if (text := _text_at_edge(line, height))})
    repeated = {text for text, count in texts.items() if count >= 2 and count * 2 > len(pages)}

    def is_furniture(line: Line, height: float) -> bool:
        text = _text_at_edge(line, height)
        return text is not None and (text in repeated or is_page_number(line.text, bare=True))

    return [[line for line in lines if not is_furniture(line, height)] for lines, height in pages]


def _text_at_edge(line: Line, height: float) -> str | None:
    """What a line at the top or foot of a page says but for its digits; None for any other line."""
    if BAND * height <= line.bottom and line.top <= (1 - BAND) * height:
        return None
    return re.sub(r"[\d\s]+", "", line.text)


def paragraphs(lines: Sequence[Line], prose: Sequence[Line]) -> Iterator[Paragraph]:
    """Joins lines into paragraphs; `prose` are all lines of the document, which show the margins."""
    if not lines:
        return
    # the left-most and the right-most edge, a few lines that stick out aside
    lefts = sorted(line.left for line in prose)
    rights = sorted((line.right for line in prose), reverse=True)
    left, right = lefts[(len(lefts) - 1) // FEW_LINES], rights[(len(rights) - 1) // FEW_LINES]

    def parts(group: list[Line], line: Line) -> bool:
        last = group[-1]
        full = last.right >= right - FULL_WIDTH * last.size
        adjacent = last.page != line.page or line.top - last.bottom < LINE_GAP * last.size
        if not full or line.left > left + INDENT * line.size or not adjacent:
            return True
        first_is_indented = group[0].left > left + INDENT * group[0].size
        return not first_is_indented and last.text.endswith(_SENTENCE_END)

    for group in grouped(lines, parts):
        text = reduce(lambda upper, lower: join_lines(upper, lower, " "), (line.text for line in group))
        yield paragraph(text, Place(page=group[0].page, line=group[0].number))
