"""Which reports stand beside which: of one year, level and sector, counted out one by one."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.oracle.cells import agency_rows, coverage_rows, report_rows
from tests.oracle.comparing import Row

MOST, MOST_ELSEWHERE = 11, 7


def peers() -> Iterator[Row]:
    """The reports beside each report; one that stands alone gets those of other levels."""
    known = [dict(row) for row in report_rows()]
    for report in known:
        same = _by_number(other for other in known if _group(other) == _group(report) and report["level"])
        if len(same) > 1:
            at = same.index(report)
            start = max(0, min(at - 5, len(same) - MOST))
            received = [row["received"] for row in same if row["received"] is not None]
            middle = median(received) if len(received) >= 3 else None
            for place, other in enumerate(same[start : start + MOST], start=start + 1):
                yield _row(report, other, place, len(same), middle, comparable=True)
        else:
            wider = _by_number(other for other in known if _group(other)[::2] == _group(report)[::2])
            at = wider.index(report)
            for place, other in enumerate(wider, start=1):
                if abs(place - 1 - at) <= MOST_ELSEWHERE // 2:
                    yield _row(report, other, place, 1, None, comparable=False)


def own_years() -> Iterator[Row]:
    """The reports of one agency beside each of them, the latest first."""
    columns = (
        *("year", "edition", "carried_in", "received", "processed", "granted", "carried_out"),
        *("reconciled_rows", "doubted_rows"),
    )
    known = [dict(row) for row in report_rows()]
    for report in known:
        for other in known:
            if (other["dataset"], other["agency_id"]) == (report["dataset"], report["agency_id"]):
                yield {
                    "report_id": report["report_id"],
                    "other_id": other["report_id"],
                    **{column: other[column] for column in columns},
                }


def presence() -> Iterator[Row]:
    """Each agency and year of the register of coverage, once, as held if any dataset holds the report."""
    names = {row["agency_id"]: row for row in agency_rows()}
    entries: dict[tuple[str, int], list[Row]] = {}
    for row in coverage_rows():
        entries.setdefault((row["agency_id"], row["year"]), []).append(row)
    for (agency_id, year), rows in entries.items():
        first = min(rows, key=lambda row: (row["report_id"] is None, row["status"]))
        name = names[agency_id]
        yield {
            "agency_id": agency_id,
            "year": year,
            "status": first["status"],
            "report_id": first["report_id"],
            "name": name["name"],
            "level": name["level"],
        }


def _group(row: Row) -> tuple[object, ...]:
    return row["year"], row["level"], row["sector"] or ""


def _by_number(rows: Iterator[Row]) -> list[Row]:
    """Most requests processed first, those that do not state it last."""
    return sorted(rows, key=lambda row: (row["processed"] is None, -(row["processed"] or 0), row["report_id"]))


def _row(report: Row, other: Row, place: int, size: int, middle: object, *, comparable: bool) -> Row:
    return {
        "report_id": report["report_id"],
        "peer_id": other["report_id"],
        "agency_id": other["agency_id"],
        "agency_name": other["agency_name"],
        "level": other["level"],
        "received": other["received"],
        "processed": other["processed"],
        "granted": other["granted"],
        "reconciled_rows": other["reconciled_rows"],
        "doubted_rows": other["doubted_rows"],
        "place": place,
        "group_size": size,
        "median_received": middle,
        "comparable": comparable,
    }
