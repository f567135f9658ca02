"""Tables whose cells were run together in one text: `1.属于国家秘密00000002.其他法律…`.

The labels of the form are found in the text; what stands between two of them are the figures of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.forms import editions, items_of, labels, load_form, squeeze
from gongkai.model import FormLine, GridCell, Paragraph, Place, SectionSpan
from gongkai.reading.passes.tables import PROACTIVE, REQUESTS, REVIEW

FEWEST_LABELS = 5
"""So many labels of the form in one paragraph make it a table run together."""

_VOCABULARY = {PROACTIVE: ("proactive_disclosure_rows", "measures"), REQUESTS: ("requests",)}
_FIGURES = re.compile(r"[\d\s.,，+\-−增减/—万元件条项个]*")
_MARKS = frozenset("无零〇同见约")
_ORDINAL_BEHIND = re.compile(r"([一二三四五六七八][、.]|[（(][一二三四五六七八][)）]|第二十条.*)$")


def run_together_lines(spans: tuple[SectionSpan, ...]) -> tuple[FormLine, ...]:
    """The rows of the form that stand run together: a whole table in one paragraph, or a row in each."""
    lines: list[FormLine] = []
    for span in spans:
        paragraphs = [block for block in span.blocks if isinstance(block, Paragraph)]
        for table in (PROACTIVE, REQUESTS):
            lines.extend(_table_lines(table, paragraphs))
        for paragraph in paragraphs:
            lines.extend(_review(paragraph))
    return tuple(lines)


def _table_lines(table: str, paragraphs: list[Paragraph]) -> Iterator[FormLine]:
    """The rows of the form, and the subtotals of groups whose first row has figures too."""
    lines = list(_every_line(table, paragraphs))
    rows = {line.row for line in lines}
    yield from (line for line in lines if line.row in _data_rows(table) or items_of(str(line.row))[0] in rows)


def _every_line(table: str, paragraphs: list[Paragraph]) -> Iterator[FormLine]:
    hits = [(paragraph, list(_pattern(table).finditer(paragraph.text))) for paragraph in paragraphs]
    codes = {_code(table, hit[0]) for _, found in hits for hit in found}
    if len(codes & _data_rows(table)) < FEWEST_LABELS:
        return
    columns: tuple[str, ...] = ()
    for paragraph, found in hits:
        for line in _between(table, paragraph, found, columns):
            columns = line.columns
            yield line
        columns = _trailing_columns(table, found) or columns


def _between(
    table: str, paragraph: Paragraph, hits: list[re.Match[str]], columns: tuple[str, ...]
) -> Iterator[FormLine]:
    after_measure = False
    for at, hit in enumerate(hits):
        code = _code(table, hit[0])
        measure = table == PROACTIVE and code in labels("measures")
        if measure:
            columns = (*columns, code) if after_measure else (code,)
        after_measure = measure
        if at + 1 < len(hits):
            figures = _figures(paragraph.text[hit.end() : hits[at + 1].start()])
        else:
            figures = _leading_figures(paragraph.text[hit.end() :])
        if not measure and figures:
            yield _line(table, code, columns, figures, hit[0], paragraph.place)


def _trailing_columns(table: str, hits: list[re.Match[str]]) -> tuple[str, ...]:
    """The measures that a paragraph ends with: the heading of the rows in the next ones."""
    codes = [_code(table, hit[0]) for hit in hits]
    trailing: list[str] = []
    while table == PROACTIVE and codes and codes[-1] in labels("measures"):
        trailing.insert(0, codes.pop())
    return tuple(trailing)


def ends_with_label(table: str, text: str) -> str | None:
    """The row whose official label a text ends with (三、本年度办理结果（一）予以公开), None if it ends otherwise."""
    hits = list(_pattern(table).finditer(text.rstrip()))
    return _code(table, hits[-1][0]) if hits and hits[-1].end() == len(text.rstrip()) else None


def _figures(between: str) -> str:
    """What stands between two labels, without the ordinal of the second; more than figures makes it unreadable."""
    return _ORDINAL_BEHIND.sub("", between).strip()


def _leading_figures(text: str) -> str:
    """The figures at the start of a text that goes on; the whole text if a mark such as 无 follows them."""
    figures = _FIGURES.match(text)
    end = figures.end() if figures else 0
    return text if text[end : end + 1] in _MARKS else text[:end].strip()


def _line(table: str, code: str | None, columns: tuple[str, ...], figures: str, label: str, place: Place) -> FormLine:
    cell = GridCell(figures, place)
    return FormLine(
        table,
        code,
        columns,
        (cell,),
        1,
        label,
        place,
        "exact",
        fragment=0,
        labels_before=1,
        run_together=True,
    )


def _review(paragraph: Paragraph) -> Iterator[FormLine]:
    """The digits behind the last heading of the review table."""
    outcomes = [label.zh[edition] for label in labels("outcomes").values() for edition in editions()]
    end = max(
        (paragraph.text.rfind(outcome) + len(outcome) for outcome in outcomes if outcome in paragraph.text),
        default=0,
    )
    if paragraph.text.count("结果维持") >= 2 and end:
        figures = _leading_figures(paragraph.text[end:])
        if any(char.isdigit() for char in figures):
            yield _line(REVIEW, None, (), figures, "", paragraph.place)


@cache
def _data_rows(table: str) -> frozenset[str]:
    return frozenset(row.code for edition in editions() for row in load_form(edition).rows[table])


@cache
def _spellings(table: str) -> dict[str, str]:
    return {
        squeeze(text): code
        for vocabulary in _VOCABULARY[table]
        for code, label in labels(vocabulary).items()
        for text in label.zh.values()
    }


def _code(table: str, printed: str) -> str:
    return _letters_of(table)[_letters(printed)]


@cache
def _letters_of(table: str) -> dict[str, str]:
    return {_letters(spelling): code for spelling, code in _spellings(table).items()}


def _letters(text: str) -> str:
    """A label by its letters and digits alone: the pattern lets white space and punctuation vary."""
    return "".join(char for char in squeeze(text) if char.isalnum())


@cache
def _pattern(table: str) -> re.Pattern[str]:
    """All official labels with their ordinals, the longest first, white space and bracket width free."""
    spellings = sorted(_spellings(table), key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(_loose(char) for char in spelling) for spelling in spellings))


def _loose(char: str) -> str:
    variants = {
        "(": "[(（]",
        ")": "[)）]",
        ",": "[,，、]",
        "、": "[、,，.]",
        ".": "[.．、]",
        ":": "[:：]",
        "“": '[“"”]',
        "”": '[“"”]',
    }
    return variants.get(char, re.escape(char))
