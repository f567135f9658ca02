"""Which of the three form tables a printed row belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gongkai.forms import squeeze
from gongkai.model import Grid
from gongkai.reading.tables.evidence import fit
from gongkai.reading.tables.printed import PrintedRow, is_prose
from gongkai.reading.tables.vocabulary import headings, known

PROACTIVE, REQUESTS, REVIEW = "proactive_disclosure", "requests", "review_litigation"
ITEMS = "proactive_disclosure_rows"
SECTION_TABLE = {2: PROACTIVE, 3: REQUESTS, 4: REVIEW}
"""The section in which the form prints each table."""

_VOCABULARIES = ("requests", ITEMS, "applicant_types", "outcomes", "channels", "measures")
_ANYWHERE = frozenset({"其他", "合计", "总计"})
"""Words that the headings of any table may have."""
_OPENERS = {
    PROACTIVE: ("第二十条", "信息内容"),
    REQUESTS: ("勾稽关系", "申请人情况", "本年新收政府信息公开申请"),
    REVIEW: ("未经复议直接起诉", "复议后起诉"),
}


def rows_by_table(rows: Iterable[PrintedRow]) -> dict[str, list[PrintedRow]]:
    """The rows of each form table in reading order; rows that belong to none are left out."""
    found: dict[str, list[PrintedRow]] = {PROACTIVE: [], REQUESTS: [], REVIEW: []}
    current: str | None = None
    section = None
    for row in rows:
        if row.section != section:
            section = row.section
            current = SECTION_TABLE.get(section)
        if not is_prose(row):
            current = (_opened_by(row.words) if row.words else None) or current
            if current:
                found[current].append(row)
    for table, members in found.items():
        begun = next((row.part for row in members if row.words and _opened_by(row.words) == table), 0)
        above = {row.part for row in members if row.part < begun and row.lane == "grid"}
        others = {part for part in above if _is_of_its_own([row for row in members if row.part == part])}
        found[table] = [row for row in members if row.part not in others]
    # where a table is printed as one in its section, no sentence of another section is a row of it
    # (seen: a narrative that tells each number in the words of the form, in front of the tables)
    for own, table in SECTION_TABLE.items():
        if any(row.section == own and row.lane == "grid" and row.has_number for row in found[table]):
            found[table] = [row for row in found[table] if row.lane == "grid" or row.section in SECTION_TABLE]
    # nor is a line with one number that of an item which stands in cells
    cells = [row for row in found[PROACTIVE] if row.lane == "grid" and row.has_number and not row.inferred]
    items = {match.codes for row in cells for word in row.words if (match := known(ITEMS, word))}
    found[PROACTIVE] = [
        row
        for row in found[PROACTIVE]
        if row.lane == "grid"
        or len(row.cells) != 2
        or not row.words
        or (match := known(ITEMS, row.words[0])) is None
        or match.codes not in items
    ]
    return found


def _is_of_its_own(rows: list[PrintedRow]) -> bool:
    """True for a small table with headings that are none of the form: 申请方式 | 当面 | 网络 | 信函 | 合计."""
    words = {squeeze(word) for row in rows for word in row.words} - _ANYWHERE
    headed = not rows[0].has_value and len({squeeze(word) for word in rows[0].words} & words) > 1
    return headed and not any(fit(vocabulary, word).max() > 0 for vocabulary in _VOCABULARIES for word in words)


def tables_in(grid: Grid) -> frozenset[str]:
    """The form tables that begin in a table as printed."""
    rows = (tuple([cell.text for cell in row if cell.text.strip()]) for row in grid.rows)
    return frozenset(table for row in rows if row and (table := _opened_by(row)))


@lru_cache(maxsize=16384)
def _opened_by(words: tuple[str, ...]) -> str | None:
    """The table that a row with these words shows to have begun, None if it says nothing."""
    printed = "".join(squeeze(word) for word in words)
    for table, openers in _OPENERS.items():
        if any(opener in printed for opener in openers):
            return table
    if len(headings("applicant_types", words)) >= 3:
        return REQUESTS
    if len(headings("outcomes", words)) >= 3:
        return REVIEW
    labels = (match for word in words if len(squeeze(word)) > 5 and (match := known("requests", word)))
    return REQUESTS if any(match.how == "exact" and len(match.codes) == 1 for match in labels) else None
