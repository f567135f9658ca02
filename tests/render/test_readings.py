"""Two readings of one report, told line by line: what a cell, a field or a section was and what it is."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model import Cell, Extraction, Section, State
from gongkai.render import reading_differences
from tests.support.gold import gold_extractions

REPORT = gold_extractions()["230000-science-technology-2019"]
FIRST = REPORT.cells[0]


def with_first(cell: Cell) -> Extraction:
    return replace(REPORT, cells=(cell, *REPORT.cells[1:]))


def sections(**texts: str) -> Extraction:
    return replace(
        REPORT,
        sections=tuple(Section(int(name[1:]), "", text, FIRST.place) for name, text in texts.items()),  # type: ignore[arg-type]
    )


def test_readings_that_say_the_same_are_told_nothing_of() -> None:
    assert reading_differences(REPORT, REPORT) == ""


def test_a_cell_is_named_as_the_form_does_with_what_it_was_and_is() -> None:
    old = with_first(replace(FIRST, raw="7", value=7, doubts=()))
    new = with_first(replace(FIRST, raw="1", value=1, doubts=("torn",)))
    assert reading_differences(old, new) == "规章 · 本年新制作数量: 7 → 1？"
    blank = with_first(replace(FIRST, raw="", value=None, state=State.BLANK, doubts=()))
    assert reading_differences(old, blank) == "规章 · 本年新制作数量: 7 → 空白 blank"


def test_a_cell_that_one_reading_lacks_is_a_dash_and_so_is_one_absent() -> None:
    whole = with_first(replace(FIRST, raw="7", value=7, doubts=()))
    lacking = replace(REPORT, cells=REPORT.cells[1:])
    absent = with_first(replace(FIRST, raw=None, value=None, state=State.ABSENT, doubts=()))
    for other in (lacking, absent):
        assert reading_differences(whole, other) == "规章 · 本年新制作数量: 7 → —"
        assert reading_differences(other, whole) == "规章 · 本年新制作数量: — → 7"


def test_a_field_of_the_report_is_told_too() -> None:
    later = replace(REPORT, report=replace(REPORT.report, year=2020))
    assert reading_differences(REPORT, later) == "year: 2019 → 2020"


def test_of_a_section_the_lengths_are_told_if_its_words_differ() -> None:
    old, new = sections(s1="一字不差", s2="五个字的话", s5="走"), sections(s1="一字不差", s2="六个字的一句", s6="来了")
    assert reading_differences(old, new).splitlines() == [
        "第2部分 section 2: 5 字 characters → 6 字 characters",
        "第5部分 section 5: 1 字 characters → 0 字 characters",
        "第6部分 section 6: 0 字 characters → 2 字 characters",
    ]


def test_a_cell_is_named_in_the_words_of_the_edition() -> None:
    newer = gold_extractions()["230100-science-technology-2022"]
    at = next(n for n, cell in enumerate(newer.cells) if cell.key.column == "issued_this_year")
    cells = list(newer.cells)
    cells[at] = replace(cells[at], raw="7", value=7, doubts=())
    was = newer.cells[at].raw
    assert f"规章 · 本年制发件数: {was} → 7" in reading_differences(newer, replace(newer, cells=tuple(cells)))
