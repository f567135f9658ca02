"""The text of a PDF outside tables: characters to lines, lines to paragraphs, page furniture left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.forms.chinese import is_page_number
from gongkai.model import MarkKind, Paragraph, Place
from gongkai.read.joining import join_lines, tidy
from gongkai.read.marks import marked, paragraph, raised
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
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and char.base - rows[-1][0].base <= SAME_LINE * rows[-1][0].size:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = ((words, row) for row in rows if (words := _words(row)))
    return [
        Line(page, number, words, min(char.top for char in row), max(char.bottom for char in row))
        for number, (words, row) in enumerate(lines, 1)
    ]


def _words(row: Sequence[Char]) -> tuple[Word, ...]:
    words: list[list[Char]] = []
    last: Char | None = None
    for char in sorted(row, key=lambda char: char.x0):
        if char.text.isspace():
            last = None
            continue
        chinese = last is not None and last.text > _CHINESE and char.text > _CHINESE
        if last is None or char.x0 - last.x1 > (CHINESE_GAP if chinese else WORD_GAP) * last.size:
            words.append([])
        words[-1].append(char)
        last = char
    return tuple([Word("".join(map(_signed, word)), word[0].x0, word[-1].x1) for word in words])


def _signed(char: Char) -> str:
    """The character with signs for what is seen about it."""
    text = char.text
    for kind in char.kinds:
        text = raised(text) if kind is MarkKind.RAISED else marked(text, kind)
    return text


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
    margins = lefts[(len(lefts) - 1) // FEW_LINES], rights[(len(rights) - 1) // FEW_LINES]
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group, line, margins):
            yield _paragraph(group)
            group = []
        group.append(line)
    yield _paragraph(group)


def _continues(group: list[Line], line: Line, margins: tuple[float, float]) -> bool:
    last = group[-1]
    left, right = margins
    full = last.right >= right - FULL_WIDTH * last.size
    adjacent = last.page != line.page or line.top - last.bottom < LINE_GAP * last.size
    if not full or line.left > left + INDENT * line.size or not adjacent:
        return False
    first_is_indented = group[0].left > left + INDENT * group[0].size
    return first_is_indented or not last.text.endswith(_SENTENCE_END)


def _paragraph(lines: list[Line]) -> Paragraph:
    text = ""
    for line in lines:
        text = join_lines(text, line.text, " ")
    return paragraph(text, Place(page=lines[0].page, line=lines[0].number))
