"""The views that every package carries, as their first comments define them, worked out from the known numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from tests.oracle.cells import FORMATS, agency_of
from tests.oracle.comparing import Row
from tests.oracle.names import severity
from tests.oracle.sums import OUTCOME_GROUPS, beyond_doubt, rows_of, share, stated
from tests.support.made_up.model import KnownReport
from tests.support.official_forms import APPLICANTS, REQUESTS, ROWS_OF_GROUP

Reports = Iterable[KnownReport]


def requests_labelled(own: Reports) -> Iterator[Row]:
    """One row per report and cell of the table of requests, named as the notices print it."""
    for report in own:
        agency = agency_of(report)
        for row, row_label in REQUESTS[report.edition].items():
            for column, column_label in APPLICANTS.items():
                cell = report.cells["requests", row, column]
                yield {
                    "report_id": report.report_id,
                    "agency_id": report.agency_id,
                    "agency": agency.name,
                    "agency_en": agency.name_en,
                    "level": agency.level,
                    "year": report.year,
                    "edition": report.edition,
                    "row_code": row,
                    "row_zh": row_label,
                    "row_kind": {"total_processed": "total", "other_handling": "subtotal"}.get(row, "leaf"),
                    "column_code": column,
                    "column_zh": column_label,
                    "column_kind": "total" if column == "total" else "leaf",
                    "value": cell.value,
                    "reconciled": cell.reconciled,
                    "best": cell.best,
                    "state": cell.state,
                    "certain": cell.certain,
                }


def outcomes(own: Reports) -> Iterator[Row]:
    """One row per report and outcome that the form does not divide further."""
    for report in own:
        for group in OUTCOME_GROUPS:
            label = REQUESTS[report.edition].get(group, "")
            for row, zh in ROWS_OF_GROUP[report.edition].get(group, {group: label}).items():
                cell = report.cells["requests", row, "total"]
                yield {
                    **_report(report),
                    "outcome": row,
                    "outcome_group": group,
                    "outcome_zh": zh,
                    "number": cell.best,
                    "state": cell.state,
                    "certain": cell.certain,
                    "basis": "reported" if cell.reconciled is None else "reconciled",
                }


def report_totals(own: Reports) -> Iterator[Row]:
    """One row per report; a group of which one row is blank has no sum."""
    for report in own:
        groups = {group: [cell.best for cell in rows_of(report, group)] for group in OUTCOME_GROUPS}
        every = [number for numbers in groups.values() for number in numbers]
        yield {
            **_report(report),
            "received": report.best("new_received"),
            "carried_in": report.best("carried_in"),
            "processed": report.best("total_processed"),
            "carried_out": report.best("carried_out"),
            **{group: None if None in numbers else stated(numbers)[0] for group, numbers in groups.items()},
            "outcomes_stated": stated(every)[1],
            "outcomes_asked": len(every),
        }


def outcomes_by_report(own: Reports) -> Iterator[Row]:
    """One row per report and group; the share needs every row, none in doubt, and ten requests processed."""
    for report in own:
        for group in OUTCOME_GROUPS:
            rows, processed = rows_of(report, group), report.best("total_processed")
            decided, count = stated(cell.best for cell in rows)
            yield {
                **_report(report),
                "outcome_group": group,
                "decided": decided,
                "stated": count,
                "asked": len(rows),
                "reconciled": sum(cell.reconciled is not None for cell in rows),
                "uncertain": sum(not cell.certain for cell in rows),
                "processed": processed,
                "processed_certain": report.cells["requests", "total_processed", "total"].certain,
                "share": share(decided, processed, complete=count == len(rows) and beyond_doubt(report, group)),
            }


def outcomes_by_year(own: Reports) -> Iterator[Row]:
    """One row per year and group; the share is of the reports that state both, and only if all do."""
    every = list(outcomes_by_report(own))
    for year in sorted({row["year"] for row in every}):
        for group in OUTCOME_GROUPS:
            rows = [row for row in every if (row["year"], row["outcome_group"]) == (year, group)]
            known = [row["decided"] for row in rows if row["decided"] is not None]
            paired = [
                row
                for row in rows
                if row["stated"] == row["asked"] and not row["uncertain"] and row["processed_certain"]
                if row["processed"] is not None
            ]
            part, whole = (stated(row[name] for row in paired)[0] for name in ("decided", "processed"))
            yield {
                "year": year,
                "outcome_group": group,
                "decided": sum(known, Decimal(0)) if known else None,
                "reports_stating": len(known),
                "reports": len(rows),
                "paired": part,
                "processed": whole,
                "reports_paired": len(paired),
                "share": share(part, whole, complete=len(paired) == len(rows)),
            }


def doubt(own: Reports) -> Iterator[Row]:
    """One row per year, province and format of the reports."""
    own = list(own)
    parts = {
        "year": {report.report_id: str(report.year) for report in own},
        "province": {report.report_id: report.agency_id[:2] + "0000" for report in own},
        "format": {report.report_id: FORMATS[report.shape] for report in own},
    }
    for part, members in parts.items():
        for member in sorted(set(members.values())):
            inside = [report for report in own if members[report.report_id] == member]
            cells = [cell for report in inside for cell in report.cells.values()]
            uncertain = sum(not cell.certain for cell in cells)
            grave = [severity(rule, report.year) for report in inside for rule in report.findings]
            yield {
                "part": part,
                "member": member,
                "reports": len(inside),
                "cells": len(cells),
                "uncertain": uncertain,
                **{name: grave.count(name) for name in ("error", "warning", "info")},
                "uncertain_share": Fraction(uncertain, len(cells)),
            }


def _report(report: KnownReport) -> Row:
    return {
        "report_id": report.report_id,
        "agency_id": report.agency_id,
        "level": agency_of(report).level,
        "year": report.year,
        "edition": report.edition,
    }
