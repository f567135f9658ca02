"""The title of the report: as printed, and what it says of agency and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from gongkai.forms import squeeze
from gongkai.forms.agency_names import known_ending
from gongkai.reading.closing import is_agency
from gongkai.reading.metadata.days import read_coverage
from gongkai.reading.metadata.page import Page, pattern, plain
from gongkai.reading.metadata.region import leading_names

_LONGEST = 60
_MOST_LINES = 3
_SUFFIX = re.compile(r"\.(docx?|pdf|html?|wps|txt|md)$")
_FORMS = ("title", "title_year_last", "title_year_behind")
_SITE = re.compile(r"[_|｜>»]|\s[-—–]\s|-(?=[^-]{2,20}$)")
_BEGINS = re.compile(r"20[0-3]\d|信息公开|政务公开")
_TITLE_WITHIN = re.compile(r"信息公开.*(?:报告|年报)")
"""Two titles on one line are a list, not a title. Seen: side columns with the reports of other years."""
_TWICE = re.compile(r"(.{4,}).*(?=\1$)")
"""The name of the site and of the column in front of the title: 某局 法定主动公开内容 某局2021年…"""
_ITEM = re.compile(r"\s*(?:\d{1,2}[.、)]|[·•▪●◆])\s*")
_WITH_DAY = re.compile(r"\s*[(（]20\d\d年\d{1,2}月\d{1,2}日[)）]$")
_YEAR_IN_BRACKETS = str.maketrans("【】", "  ")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title.

    Attributes:
        printed: as printed, inner spaces kept; the agency on a line of its own is parted by ` / `.
        agency: what it says of the agency, without white space, as printed; empty if nothing.
        year: the year it names, None if none.
    """

    printed: str
    agency: str
    year: int | None


def read_title(page: Page) -> Title | None:
    """The title from the first lines, else from the page metadata, None if neither has one.

    Of titles that name different years (a side column lists the reports of other years), one of the year that the
    report says it covers, else of the year that it names most.
    """
    lines = page.opening
    alone = list(map(_title, lines))
    pairs = pairwise([*alone, None])
    # an item of a list has a number, or the title of another year right below it
    items = [bool(one and below and one.year != below.year) for one, below in pairs]
    order = sorted(range(len(lines)), key=lambda at: items[at] or bool(_ITEM.match(lines[at])))
    begun = (lines[at : at + _MOST_LINES] for at in order)
    read = (_title(first) or _on_several_lines((first, *more)) or _leading(first) for first, *more in begun)
    found = [title for title in read if title]
    named = [title for title in found if title.agency]
    beside = [title for title in map(_title, _beside(page)) if title]
    titles = [*named, *beside, *found]
    if len({title.year for title in titles}) > 1:
        covered = read_coverage(page)[1]
        year = covered.year if covered else page.years.most_common(1)[0][0]
        titles.sort(key=lambda title: title.year != year)
    if titles:
        return titles[0]
    # a title that names no year, on a line of its own
    matches = (
        (line, pattern("title_without_year").fullmatch(plain(squeeze(line)))) for line in (*lines, *_beside(page))
    )
    named_only = (Title(line.strip(), m["agency"], None) for line, m in matches if m and is_agency(m["agency"]))
    return next(named_only, None)


@lru_cache(maxsize=4096)
def _title(*lines: str) -> Title | None:
    """The title that the lines are together."""
    first = pattern("title_separator").split(pattern("title_label").sub("", _end_of_the_way(lines[0])))[-1]
    cleaned = (first.strip(), *(line.strip() for line in lines[1:]))
    squeezed = squeeze(_WITH_DAY.sub("", "".join(cleaned)).translate(_YEAR_IN_BRACKETS))
    match = _match(plain(squeezed)) if 0 < len(squeezed) <= _LONGEST + 40 else None
    if match is None or "。" in squeezed:
        return None
    # positions agree unless pinyin noise was taken out
    source = squeezed if len(squeezed) == len(match.string) else match.string
    name = "".join(source[match.start(group) : match.end(group)] for group in ("agency", "inner"))
    # 某县人民|政府信息公开: the pattern took 政府 for the subject
    agency = f"{name}政府" if name.endswith("人民") else name.strip("的:")
    if "我" in agency or _TITLE_WITHIN.search(agency):
        return None
    # where the page broke a title anywhere, nothing stands between the lines
    above = map(plain, cleaned[:-1])
    ends = (" / " if is_agency(line) or leading_names(line) == len(line) else "" for line in above)
    joined = "".join(chain.from_iterable(zip(cleaned, (*ends, ""), strict=True)))
    printed = _WITH_DAY.sub("", _SUFFIX.sub("", joined))
    site = _TWICE.match(agency)
    if site:
        agency = site[1]
        printed = printed[max(printed.rfind(agency), 0) :]
    return Title(printed, agency, int(match["year"]))


def _end_of_the_way(line: str) -> str:
    """The title at the end of a breadcrumb; any other line as it is."""
    if len(line) > 2 * _LONGEST or not pattern("breadcrumb").match(line):
        return line
    steps = re.split(r"[-/>»\s]+", line)
    ends = (" ".join(steps[at:]) for at in range(len(steps) - 1, 0, -1))
    return next((end for end in ends if (match := _match(plain(end))) and match["agency"]), line)


def _match(text: str) -> re.Match[str] | None:
    return next((match for name in _FORMS if (match := pattern(name).match(text))), None)


def _on_several_lines(lines: Sequence[str]) -> Title | None:
    """A title whose agency stands on a line of its own, or that breaks off: …年度政府信息 / 公开工作年度报告."""
    for count in range(2, len(lines) + 1):
        if any(len(line) > _LONGEST for line in lines[:count]):
            return None
        title = _title(*lines[:count])
        if title:
            rest = ((at, _title(*lines[at:count])) for at in range(1, count))
            at, whole = next(((at, whole) for at, whole in rest if whole), (count, None))
            if whole is None and _BEGINS.search(plain(lines[0])):
                return title if not title.agency or is_agency(title.agency) else None
            return title if _names_above(plain("".join(lines[:at])), title.agency, whole) else None
    return None


def _names_above(above: str, name: str, whole: Title | None) -> bool:
    """True if what stands above a title is the name of the agency or its beginning, and no menu of the site.

    Args:
        above: the lines above, as `plain` makes them; up to the whole title where there is none below.
        name: the agency that all lines together name.
        whole: what the lines below say by themselves, None if they are no title.
    """
    is_place = leading_names(plain(name)) == len(plain(name)) > 0
    if not (is_agency(name) or is_place) or (whole and leading_names(plain(whole.agency))):
        return False
    if whole is None or not is_agency(whole.agency):
        return whole is None or is_place or leading_names(above) > 0 or is_agency(above)
    # 威海市科学 | 技术局2019年…: the name is torn where only both parts together are a known one
    torn = len(known_ending(name)) > len(whole.agency)
    # a body stands above a part of it; 某县人民政府 above a department is the name of the site
    part = not above.endswith("政府") or whole.agency.endswith(("室", "科", "中心", "站", "所"))
    place = leading_names(above)
    return place > 0 and (torn or place == len(above) or (part and is_agency(above)))


def _leading(line: str) -> Title | None:
    """A title at the beginning of a paragraph that goes on."""
    for match in re.finditer(r"报告|年报", line[: _LONGEST + 40]):
        rest = plain(line[match.end() :])
        title = _title(line[: match.end()])
        is_list = rest[:1].isdigit() and _TITLE_WITHIN.search(rest[:_LONGEST])
        if title and not is_list and pattern("after_title").match(rest):
            return title
    return None


def _beside(page: Page) -> Iterator[str]:
    """Titles in the page metadata, the name of the site cut off."""
    for value in page.beside("title|articletitle|og:title|标题|信息名称|名称|文件名称"):
        cuts = [0, *(position for match in _SITE.finditer(value) for position in match.span()), len(value)]
        yield value
        yield from (value[start:end] for start, end in pairwise(cuts))


def without_brackets(name: str) -> str:
    """海关总署(本级机关) is 海关总署."""
    return _BRACKETS.sub("", name)
