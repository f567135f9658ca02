"""Turns away what is no annual report of 2019 or later; in doubt a file is let in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import Any

from gongkai.errors import NotAReport
from gongkai.forms import squeeze
from gongkai.forms.chinese import in_digits, years_in
from gongkai.forms.data_files import yaml_data
from gongkai.forms.reasons import why_rejected
from gongkai.model import Block, Document, Grid
from gongkai.reading.section_titles import OFFICIAL, read_title

_FIRST_YEAR = 2019
_ENOUGH_FORM_MARKS = 2
_ENOUGH_HEADINGS = 2
_ENOUGH_MENTIONS = 2
_ENOUGH_NUMBERS = 6
"""A page about the form shows fewer numbers than the smallest table that a report may be torn down to."""
_FEWEST_LINKS = 4
_LONGEST_TITLE = 60
_OPENING = 15
_OPENING_CHARACTERS = 3000
_LONGEST_MENU = 400
_ABOVE_TITLE = 5
_PROSE = 120
_NUMBER = re.compile(r"(?<![^\s|,，])\d[\d,.]*(?![^\s|,，])|\d{5,}")


@dataclass(frozen=True)
class _Signs:
    """What the text shows, counted once."""

    document: Document

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text of each paragraph and each table row in simplified characters, without white space."""
        return tuple(in_digits(squeeze(text)) for block in self.document.blocks for text in _texts(block))

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def front(self) -> tuple[str, ...]:
        """The first lines, and those around the title where a long menu stands above it."""
        at = next((at for at, line in enumerate(self.lines[:_LONGEST_MENU]) if _finds("title", line)), 0)
        start = max(_OPENING, at - _ABOVE_TITLE)
        return (*self.lines[:_OPENING], *self.lines[start : at + _OPENING])

    @cached_property
    def opening(self) -> str:
        return "\n".join(line[:_OPENING_CHARACTERS] for line in self.front)

    @cached_property
    def sections(self) -> frozenset[int]:
        """Sections whose official titles stand in the file."""
        titles = (read_title(line) for line in self.lines)
        return frozenset(title.section for title in titles if title and title.rank == OFFICIAL)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The page metadata, as lines."""
        return tuple(in_digits(squeeze(value)) for _, value in self.document.metadata)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """What the file may be called: its first line, and the page metadata."""
        return (*self.lines[:1], *self.beside)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The first lines and values of the metadata with the title of a report, those that name another one left out.

        A page lists related reports, explains a report in pictures, or tells how it was made.
        """
        lines = (*self.front, *self.beside)
        return tuple(line for line in lines if _finds("title", line) and not _finds("of_another", line))

    @cached_property
    def titled(self) -> bool:
        """True if the title of a report, or a sentence that introduces one, stands at the beginning."""
        named = any("信息公开" in line for line in (self.opening, *self.beside))
        by_title = bool(self.titles) and not (
            any(_finds("other_document", line) for line in self.beside)
            and not any(line in self.titles for line in self.beside)
        )
        return named and (by_title or _finds("preamble", self.opening))

    @cached_property
    def has_form(self) -> bool:
        """True if words that only the form of 2019 and 2021 has stand in the text."""
        return self.marks("form") >= _ENOUGH_FORM_MARKS

    @cached_property
    def is_news(self) -> bool:
        return _finds("news", self.opening) and len(self.sections) < _ENOUGH_HEADINGS

    @cached_property
    def numbers(self) -> int:
        """How many numbers stand alone in a cell or between blanks; a row run together counts as one."""
        blocks = self.document.blocks
        return sum(len(_NUMBER.findall(text)) for block in blocks for text in _texts(block) if len(text) < _PROSE)

    @cached_property
    def of_other_period(self) -> bool:
        """True if a short line at the beginning names a term, a half-year or a quarter, and none is a title."""
        short = [line for line in (*self.front, *self.beside) if len(line) <= _LONGEST_TITLE]
        return any(_finds("other_period", line) for line in short) and not any(line in short for line in self.titles)

    @cached_property
    def is_empty_form(self) -> bool:
        """True for a notice or a template that carries the form without numbers."""
        announced = any(_finds("notice", line) for line in self.front)
        blank = announced or (_finds("placeholder", self.text) and self.numbers < _ENOUGH_NUMBERS)
        return blank and not _finds("filled", self.text)

    @cached_property
    def is_list(self) -> bool:
        """True for a page of links: many titles, no section and no sentence."""
        found = {match[0] for line in self.lines for match in _pattern("title").finditer(line)}
        titled_lines = {line for line in self.lines if _finds("title", line)}
        prose = any(len(line) > _PROSE and "。" in line for line in self.lines)
        return max(len(found), len(titled_lines)) >= _FEWEST_LINKS and not prose and not self.sections

    def marks(self, name: str) -> int:
        """How many different marks of a list the text shows."""
        return len(set(_pattern(name).findall(self.text)))


def reject_non_reports(document: Document) -> None:
    """Returns if the document may be a report of the 2019 or 2021 form.

    Raises:
        NotAReport: with reason `before_2019`, `list_page`, `several_reports` or `not_a_report`.
    """
    signs = _Signs(document)
    for reason, holds in _WITH_FORM if signs.has_form else _WITHOUT_FORM:
        if holds(signs):
            raise NotAReport(reason, why_rejected(reason), file=document.source.file)


def _is_of_before_2019(signs: _Signs) -> bool:
    """True by the table of 2014–2018, the title, the period covered, or the years that a report speaks of."""
    if signs.marks("form_of_2014") >= _ENOUGH_FORM_MARKS:
        return True
    if signs.is_news:
        return False
    titles = (_pattern("title").search(line) for line in signs.front)
    titled = [year for title in titles if title for year in _years(title[0])]
    if titled:
        return max(titled) < _FIRST_YEAR
    periods = [int(match["year"]) for match in _pattern("period").finditer(signs.opening)]
    if periods:
        return max(periods) < _FIRST_YEAR
    named = Counter(years_in(signs.text))
    return bool(named) and max(named) < _FIRST_YEAR and _reads_as_report(signs)


def _reads_as_report(signs: _Signs) -> bool:
    overview = "主动公开" in signs.text and "申请" in signs.text
    if len(signs.sections) >= _ENOUGH_HEADINGS and "信息公开" in signs.text:
        return bool(signs.sections & {2, 3, 4}) or signs.titled
    if signs.is_news:
        return False
    torn_off = bool(signs.sections) and overview and signs.text.count("信息公开") >= _ENOUGH_MENTIONS
    return torn_off or (signs.titled and (bool(signs.sections) or overview))


def _holds_several(signs: _Signs) -> bool:
    """True if two titles stand in front of a table of requests each: of different years, or of two agencies."""
    tables = [at for at, line in enumerate(signs.lines) if "本年新收政府信息公开申请" in line]
    if len(tables) < 2:
        return False
    titles = [
        (at, re.sub(r"[^\u4e00-\u9fff\d]", "", line))
        for at, line in enumerate(signs.lines)
        if len(line) <= _LONGEST_TITLE and _finds("title", line) and not re.search("[。；;《》]", line)
    ]
    ends = [*(at for at, _ in titles[1:]), len(signs.lines)]
    with_table = [
        key for (at, key), end in zip(titles, ends, strict=False) if any(at < table < end for table in tables)
    ]
    years = {year for key in with_table for year in _years(key)[:1]}
    agencies = [re.sub(r"20\d\d.*|(政府|政务)?信息公开.*", "", key) for key in with_table]
    pairs = combinations(filter(None, agencies), 2)
    return len(years) > 1 or any(one not in other and other not in one for one, other in pairs)


def _years(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"20\d\d", text)]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        for row in block.rows:
            yield "\t".join(cell.text for cell in row if not cell.covered)
    else:
        yield block.text


_WITHOUT_FORM: tuple[tuple[str, Callable[[_Signs], bool]], ...] = (
    ("before_2019", _is_of_before_2019),
    ("list_page", lambda signs: signs.is_list),
    # a school, a hospital or a court that tells of its own information under rules of its own
    ("not_a_report", lambda signs: _finds("other_law", signs.opening) and not signs.titles),
    ("not_a_report", lambda signs: _finds("made_under_other_law", signs.opening)),
    ("not_a_report", lambda signs: not signs.titles and any(_finds("other_document", line) for line in signs.named)),
    # the page is called 《某局2020年…报告》解读
    ("not_a_report", lambda signs: any(_finds("of_another", line) for line in signs.beside)),
    ("not_a_report", lambda signs: any(_finds("other_body", line) for line in signs.titles)),
    ("not_a_report", lambda signs: not _reads_as_report(signs)),
)
_WITH_FORM: tuple[tuple[str, Callable[[_Signs], bool]], ...] = (
    ("not_a_report", lambda signs: signs.is_empty_form),
    # reports on a term, a half-year or a quarter, though they use the form
    ("not_a_report", lambda signs: signs.of_other_period),
    ("not_a_report", lambda signs: any(_finds("example", line) for line in signs.named)),
    ("not_a_report", lambda signs: any(_finds("filled_in_example", line) for line in signs.front)),
    ("not_a_report", lambda signs: any(_finds("other_body", line) for line in signs.titles)),
    # instructions and rules that name rows of the form, neither titled nor parted as a report is
    ("not_a_report", lambda signs: not (signs.titled or signs.sections) and signs.numbers < _ENOUGH_NUMBERS),
    ("several_reports", _holds_several),
)


def _finds(name: str, text: str) -> bool:
    return bool(_pattern(name).search(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    rules: dict[str, Any] = yaml_data("gongkai.reading", "kind.yml")
    return re.compile(rules[name] if isinstance(rules[name], str) else "|".join(rules[name]))
