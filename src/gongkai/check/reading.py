"""Rules that reading the source has applied already: their findings stand in the extraction and are only counted."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.check.result import Result, Rule, Verdict
from gongkai.check.sheet import Sheet

Population = Callable[[Sheet], int]
"""How many cases a reading rule has in a report."""


def read(rule: str, population: Population) -> Rule:
    """A rule that counts the findings of that id against the cases there are."""

    def count(sheet: Sheet) -> list[Result]:
        failed = sheet.found_by_reading(rule)
        results: list[Result] = [Verdict.FAILED] * failed
        return results + [Verdict.PASSED] * (population(sheet) - failed)

    return count


def form_rows(table: str) -> Population:
    """The rows that the form has in a table."""
    return lambda sheet: len(sheet.form.rows[table])


def form_cells(table: str) -> Population:
    """The cells that the form has in a table."""
    return lambda sheet: sum(len(row.columns) for row in sheet.form.rows[table])


def printed_rows(*tables: str) -> Population:
    """The rows that the source has in those tables."""
    return lambda sheet: sheet.printed_rows(*tables)


def printed_cells(*tables: str) -> Population:
    """The cells that the source has in those tables."""
    return lambda sheet: len(sheet.printed(tables))


def printed_tables(*tables: str) -> Population:
    """The tables, of those named, that the source has."""
    return lambda sheet: sum(bool(sheet.printed((table,))) for table in tables)


def repaired_tables(sheet: Sheet) -> int:
    """The tables in which what is printed leaves something to work out: those with a reconciled cell."""
    return len({cell.key.table for cell in sheet.cells() if cell.reconciled is not None})
