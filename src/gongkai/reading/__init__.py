"""Which part of a document is which section, which printed row is which row of the form."""

from __future__ import annotations

from gongkai.model import Document, FormLine, Outline
from gongkai.reading.edition import detect_edition
from gongkai.reading.kind import refuse_non_reports
from gongkai.reading.passes.printed import printed_rows
from gongkai.reading.passes.proactive_rows import proactive_lines
from gongkai.reading.passes.request_rows import request_lines
from gongkai.reading.passes.review_rows import review_lines
from gongkai.reading.passes.run_together import run_together_lines
from gongkai.reading.passes.signs import with_signs
from gongkai.reading.passes.tables import PROACTIVE, REQUESTS, REVIEW, rows_by_table
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold

__all__ = ["recognise"]


def recognise(document: Document) -> Outline:
    """The outline of a report: sections, recognised rows of the form, and its edition.

    Raises:
        NotAReport: if the document is no annual report of 2019 or later.
    """
    unfolded = unfold(with_signs(document))
    refuse_non_reports(unfolded)
    spans = sections(unfolded)
    rows = rows_by_table(printed_rows(spans))
    requests, unknown = request_lines(rows[REQUESTS])
    printed = (*proactive_lines(rows[PROACTIVE]), *requests, *review_lines(rows[REVIEW]))
    lines = (*printed, *_missing_tables(printed, run_together_lines(spans)))
    return Outline(detect_edition(lines, spans), spans, lines, unknown)


def _missing_tables(printed: tuple[FormLine, ...], together: tuple[FormLine, ...]) -> tuple[FormLine, ...]:
    """Rows run together in one text, for the tables that were not found as tables."""
    found = {line.table for line in printed if any(token.text.strip() for token in line.tokens)}
    return tuple(line for line in together if line.table not in found)
