"""Sums over reports, as the views by year, region, outcome and the whole must give them: always with n of m."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.cells import FORMATS, agency_of, coverage_rows, fact_rows
from tests.oracle.names import COLUMN, FEWEST, ROW, TABLE
from tests.support.made_up.known import CORRECTIONS, DATASETS, REJECTIONS, reports
from tests.support.made_up.model import KnownCell, KnownReport
from tests.support.official_forms import CHANNELS, OUTCOME_ROWS, ROWS_OF_GROUP, SECTIONS

Row = dict[str, Any]
OUTCOME_GROUPS = ("granted", "partially_granted", "refused", "unable", "not_processed", "other_handling")


def stated(numbers: Iterable[Decimal | None]) -> tuple[Decimal | None, int]:
    """The sum of those that are there, None if none is, and how many are."""
    known = [number for number in numbers if number is not None]
    return (sum(known, Decimal(0)) if known else None), len(known)


def reconciled(own: Iterable[KnownReport], row: str) -> int:
    """The reports whose total of that row is a reconciled number."""
    return sum(report.cells["requests", row, "total"].reconciled is not None for report in own)


def doubted(own: Iterable[KnownReport], row: str) -> int:
    """The reports whose total of that row holds a number in doubt."""
    totals = (report.cells["requests", row, "total"] for report in own)
    return sum(not cell.certain and cell.best is not None for cell in totals)


def rows_of(report: KnownReport, group: str) -> list[KnownCell]:
    """The cells of an outcome group in the total column."""
    own = ROWS_OF_GROUP[report.edition].get(group, {group: ""})
    return [report.cells["requests", row, "total"] for row in own]


def outcomes() -> Iterator[Row]:
    """One row per report and outcome group."""
    for report in reports():
        assert set(OUTCOME_ROWS[report.edition]) == {
            row for group in OUTCOME_GROUPS for row in ROWS_OF_GROUP[report.edition].get(group, {group: ""})
        }
        processed = report.best("total_processed")
        for group in OUTCOME_GROUPS:
            own = rows_of(report, group)
            decided, count = stated(cell.best for cell in own)
            certain = beyond_doubt(report, group)
            yield {
                "dataset": report.dataset,
                "report_id": report.report_id,
                "outcome": group,
                "agency_id": report.agency_id,
                "year": report.year,
                "level": agency_of(report).level,
                "edition": report.edition,
                "decided": decided,
                "stated": count,
                "rows": len(own),
                "reconciled": sum(cell.reconciled is not None for cell in own),
                "uncertain": sum(not cell.certain for cell in own),
                "processed": processed,
                "share": share(decided, processed, complete=count == len(own) and certain),
            }


def beyond_doubt(report: KnownReport, group: str) -> bool:
    """True if neither a row of the group nor the total is in doubt."""
    return all(cell.certain for cell in (*rows_of(report, group), report.cells["requests", "total_processed", "total"]))


def share(part: Decimal | None, whole: Decimal | None, *, complete: bool) -> Fraction | None:
    """Part of whole; none where the whole is small or not all is stated."""
    if part is None or whole is None or whole < FEWEST or not complete:
        return None
    return Fraction(part) / Fraction(whole)


def outcomes_by_year() -> Iterator[Row]:
    """One row per year and outcome group."""
    for year, own in _by(lambda report: report.year):
        for group in OUTCOME_GROUPS:
            decided, _ = stated(cell.best for report in own for cell in rows_of(report, group))
            telling = [report for report in own if any(cell.best is not None for cell in rows_of(report, group))]
            whole = [report for report in own if all(cell.best is not None for cell in rows_of(report, group))]
            both = [
                report for report in whole if report.best("total_processed") is not None and beyond_doubt(report, group)
            ]
            processed, _ = stated(report.best("total_processed") for report in both)
            paired, _ = stated(cell.best for report in both for cell in rows_of(report, group))
            stating = len(telling)
            yield {
                "year": year,
                "outcome": group,
                "decided": decided,
                "paired": paired,
                "reports_paired": len(both),
                "reports_stating": stating,
                "reports": len(own),
                "processed": processed,
                "share": share(paired, processed, complete=len(both) == len(own)),
            }


def outcomes_by_level() -> Iterator[Row]:
    """One row per year, level and outcome group."""
    for (year, level), own in _by(lambda report: (report.year, agency_of(report).level)):
        for group in OUTCOME_GROUPS:
            decided, _ = stated(cell.best for report in own for cell in rows_of(report, group))
            stating = sum(any(cell.best is not None for cell in rows_of(report, group)) for report in own)
            key = {"year": year, "level": level, "outcome": group}
            yield {**key, "decided": decided, "reports_stating": stating, "reports": len(own)}


def received_sizes() -> Iterator[Row]:
    """One row per year, level and size of the number of new requests."""
    for (year, level), own in _by(lambda report: (report.year, agency_of(report).level)):
        sizes = Counter(_size(report.best("new_received")) for report in own)
        for size, count in sizes.items():
            yield {"year": year, "level": level, "size": size, "reports": count}


def _size(number: Decimal | None) -> int | None:
    if number is None:
        return None
    return max(size for size in (0, 1, 10, 100, 1000) if number >= size)


def litigation_by_year() -> Iterator[Row]:
    """One row per year and channel."""
    for year, own in _by(lambda report: report.year):
        for channel in CHANNELS:
            cases, stating = stated(report.best(channel, table="review_litigation") for report in own)
            yield {
                "year": year,
                "channel": channel,
                "cases": cases,
                "reports_stating": stating,
                "reports": len(own),
            }


def years() -> Iterator[Row]:
    """One row per year."""
    for year, own in _by(lambda report: report.year):
        received, received_reports = stated(report.best("new_received") for report in own)
        processed, processed_reports = stated(report.best("total_processed") for report in own)
        yield {
            "year": year,
            "reports": len(own),
            "agencies": len({report.agency_id for report in own}),
            "editions": sorted({report.edition for report in own}),
            "received": received,
            "received_reports": received_reports,
            "processed": processed,
            "processed_reports": processed_reports,
            "received_reconciled": reconciled(own, "new_received"),
            "processed_reconciled": reconciled(own, "total_processed"),
            "received_doubted": doubted(own, "new_received"),
            "processed_doubted": doubted(own, "total_processed"),
            "outcomes_doubted": sum(
                any(not cell.certain for group in OUTCOME_GROUPS for cell in rows_of(report, group)) for report in own
            ),
            "disputes_doubted": sum(
                any(not report.cells["review_litigation", channel, "total"].certain for channel in CHANNELS)
                for report in own
            ),
            "cells_uncertain": _uncertain(own),
        }


def regions() -> Iterator[Row]:
    """One row per division with agencies, and one per prefecture and province above them."""
    agencies = {a.agency_id: a.division_code for dataset in DATASETS for a in dataset.agencies}
    above = {agency: {code, code[:4] + "00", code[:2] + "0000"} for agency, code in agencies.items()}
    for code in sorted(set().union(*above.values())):
        inside = {agency for agency, codes in above.items() if code in codes}
        own = [report for report in reports() if report.agency_id in inside]
        received, received_reports = stated(report.best("new_received") for report in own)
        yield {
            "code": code,
            "province_code": code[:2] + "0000",
            "own": any(agencies[agency] == code for agency in inside),
            "agencies": len(inside),
            "reports": len(own),
            "years": sorted({report.year for report in own}),
            "received": received,
            "received_reports": received_reports,
            "received_reconciled": reconciled(own, "new_received"),
            "received_doubted": doubted(own, "new_received"),
        }


def totals() -> Row:
    """The one row for the whole."""
    received, received_reports = stated(report.best("new_received") for report in reports())
    cells = [cell for report in reports() for cell in report.cells.values()]
    return {
        "reports": len(reports()),
        "agencies": len({report.agency_id for report in reports()}),
        "divisions": len({report.agency_id[:6] for report in reports()}),
        "first_year": 2019,
        "last_year": 2023,
        "years": 5,
        "received": received,
        "received_reports": received_reports,
        "received_reconciled": reconciled(reports(), "new_received"),
        "received_doubted": doubted(reports(), "new_received"),
        "cells": len(cells),
        "cells_reported": sum(cell.state == "reported" for cell in cells),
        "rejections": len(REJECTIONS),
    }


def cell_states() -> Iterator[Row]:
    """One row per table and state."""
    cells = [(key[0], cell) for report in reports() for key, cell in report.cells.items()]
    for table, state in {(table, cell.state) for table, cell in cells}:
        own = [cell for where, cell in cells if (where, cell.state) == (table, state)]
        yield {
            TABLE: table,
            "state": state,
            "cells": len(own),
            "uncertain": sum(not cell.certain for cell in own),
            "reconciled": sum(cell.reconciled is not None for cell in own),
        }


def quality_parts() -> Iterator[Row]:
    """One row per year, province and format."""
    parts: dict[str, Callable[[KnownReport], Any]] = {
        "year": lambda report: str(report.year),
        "province": lambda report: report.agency_id[:2] + "0000",
        "format": lambda report: FORMATS[report.shape],
    }
    for part, of in parts.items():
        for value, own in _by(of):
            cells = sum(len(report.cells) for report in own)
            yield {
                "part": part,
                "value": value,
                "reports": len(own),
                "cells": cells,
                "uncertain": _uncertain(own),
                "findings": sum(len(report.findings) for report in own),
                "uncertain_share": Fraction(_uncertain(own), cells),
            }


def package_tables(counted: dict[tuple[str, str], int]) -> Iterator[Row]:
    """One row per dataset and table with rows; `counted` has those that only the package itself can tell."""
    for dataset in DATASETS:
        own = [report for report in reports() if report.dataset == dataset.id]
        ids = {report.report_id for report in own}
        cells = Counter(key[0] for report in own for key in report.cells)
        rows = {
            "reports": len(own),
            "agencies": len(dataset.agencies),
            **cells,
            "sections": len(SECTIONS) * len(own),
            "facts": sum(row["report_id"] in ids for row in fact_rows()),
            "findings": sum(len(report.findings) for report in own),
            "coverage": sum(row["dataset"] == dataset.id for row in coverage_rows()),
            "corrections": sum(correction.dataset == dataset.id for correction in CORRECTIONS),
            "rejections": sum(rejected.dataset == dataset.id for rejected in REJECTIONS),
            **{table: number for (name, table), number in counted.items() if name == dataset.id},
        }
        yield from ({"dataset": dataset.id, TABLE: table, "rows": number} for table, number in rows.items() if number)


def _by(of: Callable[[KnownReport], Any]) -> Iterator[tuple[Any, list[KnownReport]]]:
    for value in sorted({of(report) for report in reports()}):
        yield value, [report for report in reports() if of(report) == value]


def _uncertain(own: Iterable[KnownReport]) -> int:
    return sum(not cell.certain for report in own for cell in report.cells.values())


def cell_key(row: Row) -> tuple[Any, ...]:
    return row["report_id"], row[TABLE], row[ROW], row[COLUMN]
