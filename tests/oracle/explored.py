"""What the pages of indicators, the comparison and the search read, counted out from the known numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from tests.oracle.cells import agency_of, agency_rows
from tests.oracle.sums import OUTCOME_GROUPS, rows_of
from tests.support.made_up.known import reports
from tests.support.made_up.model import Key, KnownCell, KnownReport

Row = dict[str, Any]
MOST_LEADERS, MOST_PEERS = 8, 20
SECTORS = {
    "general": ("政府综合", "general government"),
    "education": ("教育", "education"),
    "culture_tourism": ("文化和旅游", "culture and tourism"),
    "health": ("卫生健康", "health"),
}


def shown_cells(report: KnownReport) -> Iterator[tuple[Key, KnownCell]]:
    """The total column of requests, and all of review and litigation."""
    for key, cell in report.cells.items():
        if key[0] == "review_litigation" or (key[0] == "requests" and key[2] == "total"):
            yield key, cell


def mark(cells: Iterable[KnownCell]) -> str:
    """`u` if a cell is in doubt, else `r` if one has a reconciled number."""
    cells = list(cells)
    if not all(cell.certain for cell in cells):
        return "u"
    return "r" if any(cell.reconciled is not None for cell in cells) else ""


def cell_leaders() -> Iterator[Row]:
    """At most 8 reports a cell or sum of a group, the newest year first, in it the largest number."""
    stated = {(row["cell"], row["report_id"]): row for row in counts_of_figures()}
    for cell in sorted({cell for cell, _ in stated}):
        own = [report for report in reports() if (cell, report.report_id) in stated]
        own.sort(key=lambda report: (-report.year, -stated[cell, report.report_id]["number"], report.report_id))
        for report in own[:MOST_LEADERS]:
            agency, found = agency_of(report), stated[cell, report.report_id]
            yield {
                "cell": cell,
                "report_id": report.report_id,
                "year": report.year,
                "name": agency.name,
                "name_en": agency.name_en,
                "number": found["number"],
                "mark": found["mark"],
                "processed": report.best("total_processed"),
                "processed_mark": mark([report.cells["requests", "total_processed", "total"]]),
            }


def agencies_of_figures() -> Iterator[Row]:
    """What the file of each agency says of it."""
    for row in agency_rows():
        zh, en = SECTORS[row["sector"]]
        own = [report for report in reports() if report.agency_id == row["agency_id"]]
        yield {
            "id": row["agency_id"],
            "zh": row["name"],
            "en": row["name_en"],
            "level": row["level"],
            "sector": row["sector"],
            "sector_zh": zh,
            "sector_en": en,
            "years": [(report.year, report.report_id, report.edition) for report in own],
        }


def counts_of_figures() -> Iterator[Row]:
    """Each number in the files: the cells that state one, and the groups of which every row states one."""
    for report in reports():
        told: dict[str, tuple[Decimal | None, str]] = {}
        for group in OUTCOME_GROUPS:
            own = rows_of(report, group)
            known = [cell.best for cell in own if cell.best is not None]
            if len(known) == len(own):
                told[f"requests.{group}.total"] = sum(known, Decimal(0)), mark(own)
        told |= {".".join(key): (cell.best, mark([cell])) for key, cell in shown_cells(report)}
        for code, (number, sign) in told.items():
            if number is not None:
                yield {"report_id": report.report_id, "cell": code, "number": number, "mark": sign}


def rates_of_figures(known: Iterable[Row]) -> Iterator[Row]:
    """Each rate in the files."""
    for row in known:
        yield {
            **{name: row[name] for name in ("report_id", "indicator", "numerator", "denominator", "value")},
            "reason": row["reason"] or "",
            "mark": "r" if row["basis"] == "reconciled" else "",
        }


def indicator_groups(known: Iterable[Row]) -> Iterator[Row]:
    """One row per indicator, year, level and sector; no group here is so large that its dots are put together."""
    for (indicator, year, level, sector), own in _grouped(known, ("indicator", "year", "level", "sector")).items():
        values = _values(own)
        yield {
            "indicator": indicator,
            "year": year,
            "level": level,
            "sector": sector,
            "sector_zh": SECTORS[sector][0],
            "sector_en": SECTORS[sector][1],
            "reports": len(own),
            "valued": len(values),
            "too_few": sum(row["reason"] == "too_few" for row in own),
            "least": min(values, default=None),
            "median": _middle(values),
            "largest": max(values, default=None),
            "dots": [{"at": at, "count": count} for at, count in sorted(Counter(map(_six_decimals, values)).items())],
        }


def indicator_peers(known: Iterable[Row]) -> Iterator[Row]:
    """The reports with a value of the latest year that has one, at most 20 with the largest denominators."""
    valued = [row for row in known if row["value"] is not None]
    for own in _grouped(valued, ("indicator", "level", "sector")).values():
        last = max(row["year"] for row in own)
        latest = [row for row in own if row["year"] == last]
        latest.sort(key=lambda row: (-row["denominator"], row["report_id"]))
        yield from ({name: row[name] for name in PEER} for row in latest[:MOST_PEERS])


PEER = (
    *("indicator", "report_id", "agency_id", "agency", "agency_name", "agency_name_en", "year", "level", "sector"),
    *("numerator", "denominator", "value", "basis"),
)


def indicator_series(known: Iterable[Row]) -> Iterator[Row]:
    """One row per indicator, level and year."""
    for (indicator, level, year), own in _grouped(known, ("indicator", "level", "year")).items():
        values = _values(own)
        counts = {"reports": len(own), "valued": len(values)}
        yield {"indicator": indicator, "level": level, "year": year, **counts, "median": _middle(values)}


def placed(rows: Iterable[Row]) -> list[Row]:
    """Rows of indicators with what is known of the report and of its agency."""
    by_id: Mapping[str, Row] = {
        report.report_id: {
            "agency_id": report.agency_id,
            "agency": report.full,
            "agency_name": agency_of(report).name,
            "agency_name_en": agency_of(report).name_en,
            "year": report.year,
            "level": agency_of(report).level,
            "sector": agency_of(report).sector,
        }
        for report in reports()
    }
    return [{**row, **by_id[row["report_id"]]} for row in rows]


def _grouped(rows: Iterable[Row], names: tuple[str, ...]) -> dict[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups


def _values(rows: Iterable[Row]) -> list[Fraction]:
    return [Fraction(row["value"]) for row in rows if row["value"] is not None]


def _middle(values: list[Fraction]) -> Fraction | None:
    return median(values) if values else None


def _six_decimals(value: Fraction) -> float:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.000001"), ROUND_HALF_EVEN))
