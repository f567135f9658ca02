"""Compares numbers in the narrative with the tables and with what one body can plausibly reach in a year."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from gongkai.check.rule import Case, Failure, RuleCheck, Verdict, rule
from gongkai.check.sheet import Sheet, add
from gongkai.forms.claims import Claim, claims
from gongkai.forms.data_files import csv_rows
from gongkai.forms.wording import code_name, name
from gongkai.model import Number


def claim_rules() -> Iterator[RuleCheck]:
    """One rule for each group of facts that the tables state too."""
    for rule_id, of_rule in groupby(claims(), key=lambda claim: claim.rule):
        yield RuleCheck(rule_id, partial(_compared, tuple(of_rule)))


def _compared(of_rule: tuple[Claim, ...], sheet: Sheet) -> Iterator[Case]:
    """One case for everything the text says about the rows of a claim: it agrees if one of its numbers does."""
    for claim in of_rule:
        if claim.fact not in sheet.facts:
            continue
        said = sheet.facts[claim.fact]
        settled = claim.settled_by and any(fact.implied for fact in said)
        if settled and 0 in _figures(sheet, claim.table, (str(claim.settled_by),)):
            yield Verdict.PASSED
            continue
        requests = claim.table == "requests"
        # the rows of a group that make up the total, or the row itself
        rows = tuple(row for group in claim.rows for row in (sheet.counted(group) if requests else ()) or (group,))
        figures = _figures(sheet, claim.table, rows)
        if figures and claim.or_with:
            figures += _figures(sheet, claim.table, (*rows, claim.or_with))
        exact = [fact for fact in said if fact.qualifier != "approximate"]
        agree = {"at_least": operator.ge}
        if not exact or not figures:
            yield Verdict.NOT_EVALUABLE
        elif any(agree.get(fact.qualifier, operator.eq)(figure, fact.value) for fact in exact for figure in figures):
            yield Verdict.PASSED
        else:
            group = name("requests", claim.rows[0], sheet.edition) if requests else ""
            yield Failure(
                tuple(sheet.cell(claim.table, row, "total") for row in rows),
                places=(exact[0].place,),
                expected=figures[0],
                found=exact[0].value,
                words={"g": group, "n": exact[0].value, "t": figures[0]},
            )


def _figures(sheet: Sheet, table: str, rows: Sequence[str]) -> tuple[Number, ...]:
    """What the table can be said to state for these rows.

    The printed totals, or the other columns of each row, or the totals as reconciled: where these differ another
    rule has said so, and the narrative need agree with one of them only.
    """
    totals = [sheet.cell(table, row, "total") for row in rows]
    columns = [sheet.rows[table].get(row, ()) for row in rows]
    parts = [add(cell.value for cell in cells if cell.key.column != "total") for cells in columns]
    reconciled = [cell.value if cell.reconciled is None else cell.reconciled for cell in totals]
    stated = (add(cell.value for cell in totals), add(parts), add(reconciled))
    return tuple(figure for figure in stated if figure is not None)


@rule("NAR-07")
def outliers(sheet: Sheet) -> Iterator[Case]:
    """Not more than 100 a day of what people write one by one; reads and visits are left out (`outliers.csv`)."""
    limits = {row["fact"]: int(row["a_year"]) for row in csv_rows("gongkai.check", "outliers.csv")}
    for fact in sheet.extraction.facts:
        limit = limits.get(fact.fact)
        if limit is None:
            continue
        if fact.value <= limit:
            yield Verdict.PASSED
        else:
            a_day = round(fact.value / 365)
            yield Failure(
                places=(fact.place,),
                expected=f"≤ {limit}",
                found=fact.value,
                words={"what": code_name("facts", fact.fact), "n": fact.value, "day": a_day, "unit": fact.unit},
            )
