"""Which part of a document is which section, which printed row is which row of the form."""

from __future__ import annotations

from gongkai.forms import load_form
from gongkai.model import Document, Outline
from gongkai.reading.blank_lines import with_blank_cells
from gongkai.reading.edition import detect_edition
from gongkai.reading.kind import reject_non_reports
from gongkai.reading.listed import with_listed_outcomes, with_listed_rows
from gongkai.reading.other_tables import without_earlier_reports, without_other_tables
from gongkai.reading.page_ends import with_whole_rows
from gongkai.reading.relaid import with_tables_relaid
from gongkai.reading.sections import sections, without_page_foot
from gongkai.reading.tables.doubts import perhaps_absent
from gongkai.reading.tables.in_clauses import in_clauses
from gongkai.reading.tables.in_order import in_order
from gongkai.reading.tables.printed import printed_rows, shows_figures
from gongkai.reading.tables.proactive import ProactiveTable
from gongkai.reading.tables.requests import request_lines
from gongkai.reading.tables.review import review_lines
from gongkai.reading.tables.split import PROACTIVE, REQUESTS, REVIEW, rows_by_table
from gongkai.reading.unfold import unfold

__all__ = ["recognise"]


def recognise(document: Document) -> Outline:
    """The outline of a report: sections, decoded rows of the form, and its edition.

    Raises:
        NotAReport: if the document is no annual report of 2019 or later.
    """
    own = without_earlier_reports(document)
    unfolded = with_tables_relaid(
        with_listed_outcomes(with_listed_rows(with_blank_cells(unfold(with_whole_rows(own)))))
    )
    reject_non_reports(unfolded)
    spans = without_page_foot(sections(unfolded))
    rows = rows_by_table(printed_rows(without_other_tables(spans)))
    proactive = ProactiveTable(rows[PROACTIVE])
    by_labels, unknown = request_lines(rows[REQUESTS])
    requests, below = in_order(by_labels, rows[REQUESTS], rows[REVIEW])
    review, printed = review_lines(below)
    printed_rows_of = [(line.table, line.row) for line in requests if any(line.tokens)]
    printed_rows_of += [(PROACTIVE, item) for item in proactive.items]
    edition = detect_edition(proactive.editions, printed_rows_of, spans)
    lines = [*in_clauses(proactive.lines(edition), rows[PROACTIVE], edition), *requests, *review]
    for table, members in rows.items():
        # nothing could be read of a table that has figures: its cells are not absent for certain
        if any(map(shows_figures, members)) and not any(line.table == table and any(line.tokens) for line in lines):
            lines = [line for line in lines if line.table != table]
            lines += [perhaps_absent(table, row.code, row.columns) for row in load_form(edition).rows[table]]
    return Outline(edition, spans, tuple(lines), unknown, printed)
