"""The table of Article 20 where only white space parts its cells: what stands below a clause is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.forms import FormRow, labels, load_form, squeeze
from gongkai.forms.chinese import NUMERALS
from gongkai.model import FormLine, GridCell, Place
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.doubts import perhaps_absent
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.in_order import numbers_by_line
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.proactive_headings import TABLE

ITEMS = "proactive_disclosure_rows"
CODES = tuple(labels(ITEMS))
_CLAUSE = re.compile(rf"第二十条第[(（]([{NUMERALS}])[)）]项")

Printed = tuple[Place, str]


def in_clauses(lines: Sequence[FormLine], rows: Sequence[PrintedRow], edition: str) -> Sequence[FormLine]:
    """The lines, without doubt if below each clause there is a number for each of its cells, in the order of the form.

    If not, a line with numbers from below another clause is in doubt, and so is one that does not follow its label in
    a clause of which numbers are missing or left over.
    """
    members = _by_clause(rows)
    if not members or not numbers_by_line(rows):
        return lines
    form = load_form(edition).rows[TABLE]
    clauses = {name: [row for row in form if row.clause == NUMERALS.index(name) + 1] for name in members}
    numbers = {name: numbers_by_line(own) for name, own in members.items()}
    sizes = {name: [len(row.columns) for row in clause] for name, clause in clauses.items()}
    whole = all(sum(map(len, numbers[name])) == sum(own) for name, own in sizes.items())
    named = _named(rows)
    found = list(lines)
    for name, clause in clauses.items():
        codes = {row.code for row in clause}
        read = [line for line in found if line.row in codes]
        cells = [cell for line in numbers[name] for cell in line]
        by_row = [len(line) for line in numbers[name]] == sizes[name]
        told = whole and (by_row or len(clause) == 1 or max(sizes[name], default=0) == 1)
        if told and not any("heading_unclear" in why for line in read for why in line.doubts):
            at = found.index(read[0]) if read else len(found)
            found = [line for line in found if line.row not in codes]
            found[at:at] = _laid(clause, cells, {line.row: line for line in read})
        else:
            taken = {(token.place, token.text) for line in read for token in line.tokens if token is not None}
            left = len(cells) < sum(sizes[name]) or not {(cell.place, cell.text) for cell in cells} <= taken
            doubted = [_doubted(line, cells, named if left else {}) for line in read]
            if cells and (left or doubted != read):
                # those of a blank item may be among the numbers of another
                said = {line.row for line in doubted if any(token and token.text.strip() for token in line.tokens)}
                doubted = [line for line in doubted if line.row in said]
                doubted += [perhaps_absent(TABLE, row.code, row.columns) for row in clause if row.code not in said]
            found = [*(line for line in found if line.row not in codes), *doubted]
    return found


def _by_clause(rows: Sequence[PrintedRow]) -> dict[str, list[PrintedRow]]:
    """The rows below the name of each clause, by its numeral; nothing if one comes twice."""
    members: dict[str, list[PrintedRow]] = {}
    own: list[PrintedRow] = []
    for row in rows:
        match = _CLAUSE.search(squeeze("".join(row.words))) if row.words and not row.has_value else None
        if match and match[1] in members:
            return {}
        own = members.setdefault(match[1], []) if match else own
        own.append(row)
    return members


def _named(rows: Sequence[PrintedRow]) -> dict[Printed, str]:
    """Of each number the item that the last words in front of it name, blank where they name none."""
    named: dict[Printed, str] = {}
    item = ""
    for row in rows:
        if row.words:
            at = exact(ITEMS, row.words[-1])
            item = CODES[at] if at is not None else ""
        named |= {(cell.place, cell.text): item for cell in row.cells}
    return named


def _doubted(line: FormLine, cells: Sequence[GridCell], named: Mapping[Printed, str]) -> FormLine:
    """The line, in doubt with a number of another clause, or with one that is not `named` as its own."""
    own = {(cell.place, cell.text) for cell in cells}
    tokens = [(token.place, token.text) for token in line.tokens if token is not None and token.text.strip()]
    if all(token in own and named.get(token, line.row) == line.row for token in tokens):
        return line
    doubts = tuple([codes if "row_unclear" in codes else (*codes, "row_unclear") for codes in line.doubts])
    return replace(line, doubts=doubts, margins=(0.0,) * len(line.margins))


def _laid(clause: Sequence[FormRow], cells: Sequence[GridCell], read: Mapping[str, FormLine]) -> list[FormLine]:
    """A line without doubt for each item; one that was read so keeps its label."""
    laid, done = [], 0
    for row in clause:
        count = len(row.columns)
        tokens = tuple(cells[done : done + count])
        done += count
        line = read.get(row.code)
        if line is None or line.columns != row.columns or line.tokens != tokens:
            line = FormLine(TABLE, row.code, row.columns, tokens, (), (), label_place=tokens[0].place, match="position")
        laid.append(replace(line, tokens=tokens, doubts=((),) * count, margins=(w.CLEAR,) * count, open=frozenset()))
    return laid
