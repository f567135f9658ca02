"""Turns away what is no annual report of 2019 or later; in doubt a file is let in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NoReturn

import yaml

from gongkai.errors import NotAReport
from gongkai.forms import code_list, squeeze
from gongkai.forms.simplified import simplified
from gongkai.model import Block, Document, Grid
from gongkai.reading.section_titles import OFFICIAL, read_title

_ENOUGH_FORM_MARKS = 2
_ENOUGH_HEADINGS = 2
_ENOUGH_MENTIONS = 2
_FEWEST_LINKS = 4
_LONGEST_TITLE = 60
_OPENING = 15
_PROSE = 120


@dataclass(frozen=True)
class _Signs:
    """What the text shows, counted once."""

    document: Document

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text of each paragraph and each table row, without white space."""
        return tuple(simplified(squeeze(text)) for block in self.document.blocks for text in _texts(block))

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def sections(self) -> frozenset[int]:
        """Sections whose official titles stand in the file."""
        titles = (read_title(line) for line in self.lines)
        return frozenset(title.section for title in titles if title and title.rank == OFFICIAL)

    @cached_property
    def titled(self) -> bool:
        """True if the title of a report, or a sentence that introduces one, stands at the beginning."""
        beside = "\n".join(simplified(squeeze(value)) for _, value in self.document.metadata)
        opening = "\n".join(self.lines[:_OPENING])
        named = "信息公开" in opening or "信息公开" in beside
        return named and bool(_pattern("title").search(opening + beside) or _pattern("preamble").search(opening))

    def marks(self, name: str) -> int:
        """How many different marks of a list the text shows."""
        return len(set(_pattern(name).findall(self.text)))


def refuse_non_reports(document: Document) -> None:
    """Returns if the document may be a report of the 2019 or 2021 form.

    Raises:
        NotAReport: with reason `before_2019`, `list_page`, `several_reports` or `not_a_report`.
    """
    signs = _Signs(document)
    new_form = signs.marks("form") >= _ENOUGH_FORM_MARKS
    if not new_form and _is_of_before_2019(signs):
        _refuse("before_2019", document)
    if not new_form and _is_list(signs):
        _refuse("list_page", document)
    if not new_form and not _reads_as_report(signs):
        _refuse("not_a_report", document)
    if new_form and _is_notice(signs):
        _refuse("not_a_report", document)
    if new_form and _holds_several(signs):
        _refuse("several_reports", document)


def _is_of_before_2019(signs: _Signs) -> bool:
    if signs.marks("form_of_2014") >= _ENOUGH_FORM_MARKS:
        return True
    first, _ = _rules()["years"]
    years = {year for _, year in _titles(signs.lines[:_OPENING])}
    return bool(years) and max(years) < first and not _is_news(signs)


def _is_list(signs: _Signs) -> bool:
    """True for a page of links: many titles, hardly a sentence."""
    found = {match[0] for line in signs.lines for match in _pattern("title").finditer(line)}
    titled_lines = [line for line in signs.lines if _pattern("title").search(line)]
    prose = sum(len(line) > _PROSE and "。" in line for line in signs.lines)
    return max(len(found), len(set(titled_lines))) >= _FEWEST_LINKS and prose == 0 and not signs.sections


def _reads_as_report(signs: _Signs) -> bool:
    if len(signs.sections) >= _ENOUGH_HEADINGS and ("信息公开" in signs.text):
        return bool(signs.sections & {2, 3, 4}) or signs.titled
    if _is_news(signs):
        return False
    return (signs.titled and (bool(signs.sections) or _has_overview(signs))) or _is_torn_off(signs)


def _has_overview(signs: _Signs) -> bool:
    """True if some of the report's own subjects are told."""
    return "主动公开" in signs.text and "申请" in signs.text


def _is_torn_off(signs: _Signs) -> bool:
    """True for part of a report that has lost its title."""
    return bool(signs.sections) and _has_overview(signs) and signs.text.count("信息公开") >= _ENOUGH_MENTIONS


def _is_notice(signs: _Signs) -> bool:
    """True for a notice that carries the empty form."""
    rows = [line for line in signs.lines if "本年新收政府信息公开申请" in line]
    announced = any(_pattern("notice").search(line) for line in signs.lines[:_OPENING])
    return announced and not any(re.search(r"\d", line) for line in rows)


def _is_news(signs: _Signs) -> bool:
    return bool(_pattern("news").search("\n".join(signs.lines[:_OPENING]))) and len(signs.sections) < _ENOUGH_HEADINGS


def _holds_several(signs: _Signs) -> bool:
    """True if two titles of different years or agencies stand in front of a table of requests each."""
    tables = [at for at, line in enumerate(signs.lines) if "本年新收政府信息公开申请" in line]
    with_table: list[str] = []
    titles = [(at, _title_key(line)) for at, line in enumerate(signs.lines) if _is_title_line(line)]
    ends = [*(at for at, _ in titles[1:]), len(signs.lines)]
    for (at, key), end in zip(titles, ends, strict=False):
        if any(at < table < end for table in tables):
            with_table.append(key)
    return any(_differ(one, other) for one in with_table for other in with_table)


def _is_title_line(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and bool(_pattern("title").search(line)) and not re.search("[。；《》]", line)


def _title_key(line: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff\d]", "", line)


def _differ(one: str, other: str) -> bool:
    """True if the titles name different years, or agencies of which neither holds the other."""
    first, second = (re.sub(r"20\d\d.*|(政府|政务)?信息公开.*", "", key) for key in (one, other))
    years = {_year(one), _year(other)} - {None}
    return len(years) > 1 or (bool(first and second) and first not in second and second not in first)


def _titles(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        match = _pattern("title").search(line)
        year = _year(match[0]) if match else None
        if year:
            yield line, year


def _year(text: str) -> int | None:
    match = re.search(r"20\d\d", text)
    return int(match[0]) if match else None


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        for row in block.rows:
            yield "\t".join(cell.text for cell in row if not cell.covered)
    else:
        yield block.text


def _refuse(reason: str, document: Document) -> NoReturn:
    row = next(row for row in code_list("reasons") if row["code"] == reason)
    raise NotAReport(reason, row["label_en"], file=document.source.file, advice=row["advice_en"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    rule = _rules()[name]
    return re.compile(rule if isinstance(rule, str) else "|".join(rule))


@cache
def _rules() -> dict[str, Any]:
    text = (files("gongkai.reading") / "kind.yml").read_text(encoding="utf-8")
    rules: dict[str, Any] = yaml.safe_load(text)
    return rules
