"""Which edition of the form the tables follow: from the measures first, then the rows, last the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gongkai.forms import editions, load_form
from gongkai.forms.chinese import years_in
from gongkai.model import Paragraph, SectionSpan

_FORMS = [(edition, load_form(edition).rows) for edition in editions()]
_ROWS = [(f"{table}/{row.code}", edition) for edition, rows in _FORMS for table in rows for row in rows[table]]
_TIMES = Counter(name for name, _ in _ROWS)
_ONLY_IN = {name: edition for name, edition in _ROWS if _TIMES[name] == 1}
"""The edition of each row that no other edition has."""


def detect_edition(headings: Counter[str], rows: Iterable[tuple[str, str]], spans: tuple[SectionSpan, ...]) -> str:
    """The edition whose own measures (else whose own rows) are printed most.

    Args:
        headings: how many of the headings of measures only one edition has, by edition.
        rows: table and row code of each row that is printed with values.
        spans: the sections.

    The year decides only where the tables say nothing: reports follow the wrong edition often enough.
    """
    votes = Counter(edition for table, row in rows if (edition := _ONLY_IN.get(f"{table}/{row}")))
    winner = _winner(headings) or _winner(votes)
    if winner:
        return winner
    blocks = (block for span in spans for block in span.blocks if isinstance(block, Paragraph))
    years = Counter(year for block in blocks for year in years_in(block.text)).most_common(1)
    # the edition in force in the year that the text names most often
    in_force = [edition for edition in editions() if years and years[0][0] >= load_form(edition).first_year]
    return in_force[-1] if in_force else editions()[-1]


def _winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
