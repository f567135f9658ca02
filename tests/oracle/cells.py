"""Cells, reports and what else stands in the files, as the tables and views must hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from tests.oracle.names import COLUMN, ROW, TABLE, severity
from tests.support.made_up.known import CORRECTIONS, DATASETS, REJECTIONS, reports
from tests.support.made_up.model import KnownAgency, KnownReport
from tests.support.made_up.writing import overview_of, places_of, source_of, title_of
from tests.support.official_forms import NOTICES, SECTIONS

Row = dict[str, Any]

FORMATS = {"html": "html", "tabs": "text", "markdown": "markdown"}
DUE = {"department": (1, 31), "government": (3, 31)}
"""Article 49: month and day of the year after."""


def cells() -> Iterator[Row]:
    """One row per cell of every report."""
    for report in reports():
        places = places_of(report)
        for key, cell in report.cells.items():
            yield {
                "report_id": report.report_id,
                TABLE: key[0],
                ROW: key[1],
                COLUMN: key[2],
                "value": cell.value,
                "unit": cell.unit,
                "raw": cell.raw or None,
                "state": cell.state,
                "certain": cell.certain,
                "place": places.get(key),
                "reconciled": cell.reconciled,
                "rule": cell.rule,
                "note": cell.note,
            }


def agency_of(report: KnownReport) -> KnownAgency:
    """The entry of the register that the report belongs to."""
    own = next(dataset for dataset in DATASETS if dataset.id == report.dataset)
    return next(agency for agency in own.agencies if agency.agency_id == report.agency_id)


def due_date(report: KnownReport) -> date | None:
    """The day by which a report must be public; None for townships."""
    return _due(agency_of(report), report.year)


def _due(agency: KnownAgency, year: int) -> date | None:
    if agency.level == "township":
        return None
    return date(year + 1, *DUE["government" if agency.name.endswith("人民政府") else "department"])


@cache
def report_rows() -> tuple[Row, ...]:
    """One row per report as the view `reports` gives it, worked out once: every other test asks for them."""
    rows: list[Row] = []
    for report in reports():
        agency = agency_of(report)
        totals = {
            name: report.best(row)
            for name, row in {
                "received": "new_received",
                "carried_in": "carried_in",
                "processed": "total_processed",
                "carried_out": "carried_out",
                "granted": "granted",
                "partially_granted": "partially_granted",
            }.items()
        }
        row = {
            **_read(report),
            "agency_name": agency.name,
            "agency_name_en": agency.name_en,
            "region": agency.region,
            "region_en": agency.region_en,
            "sector": agency.sector,
            "province_code": agency.division_code[:2] + "0000",
            **totals,
            "reconciled_rows": sorted(
                row
                for (table, row, column), cell in report.cells.items()
                if table == "requests" and column == "total" and cell.reconciled is not None
            ),
            "doubted_rows": sorted(
                row
                for (table, row, column), cell in report.cells.items()
                if table == "requests" and column == "total" and not cell.certain and cell.best is not None
            ),
            **_neighbours(report),
        }
        rows.append(row)
    return tuple(rows)


def _read(report: KnownReport) -> Row:
    data = source_of(report)
    states = [cell.state for cell in report.cells.values()]
    grave = Counter(severity(rule, report.year) for rule in report.findings)
    return {
        "dataset": report.dataset,
        "report_id": report.report_id,
        "agency_id": report.agency_id,
        "title": title_of(report),
        "agency": report.full,
        "agency_as_titled": report.titled,
        "agency_inferred": False,
        "agency_certain": True,
        "level": agency_of(report).level,
        "division_code": report.agency_id[:6],
        "year": report.year,
        "edition": report.edition,
        "coverage_start": date(report.year, 1, 1),
        "coverage_end": date(report.year, 12, 31),
        "publish_date": report.published,
        "signatory": report.full if report.signed else None,
        "signature_date": report.signed,
        "format_notice": NOTICES[report.edition],
        "website": None,
        "phone": "025-83330000",
        "email": None,
        "address": None,
        "postcode": None,
        "status": "partial" if report.lost_rows else "complete",
        "source_file": report.file,
        "source_format": FORMATS[report.shape],
        "source_encoding": "utf-8",
        "source_sha256": sha256(data).hexdigest(),
        "source_bytes": len(data),
        "source_url": report.url,
        "cells_total": len(states),
        "cells_reported": states.count("reported"),
        "cells_uncertain": sum(not cell.certain for cell in report.cells.values()),
        "findings_error": grave["error"],
        "findings_warning": grave["warning"],
        "findings_info": grave["info"],
    }


def _neighbours(report: KnownReport) -> Row:
    own = sorted(r.year for r in reports() if r.agency_id == report.agency_id)
    at = own.index(report.year)
    previous = own[at - 1] if at else None
    following = own[at + 1] if at + 1 < len(own) else None
    return {
        "previous_year": previous,
        "previous_id": previous and f"{report.agency_id}-{previous}",
        "next_year": following,
        "next_id": following and f"{report.agency_id}-{following}",
    }


def agency_rows() -> Iterator[Row]:
    """One row per agency, whichever registers it stands in."""
    listed = {a.agency_id: (dataset.id, a) for dataset in reversed(DATASETS) for a in dataset.agencies}
    for dataset, agency in listed.values():
        years = sorted(report.year for report in reports() if report.agency_id == agency.agency_id)
        code = agency.division_code
        yield {
            "dataset": dataset,
            "agency_id": agency.agency_id,
            "name": agency.name,
            "name_en": agency.name_en,
            "names_used": "|".join(agency.names_used) or None,
            "level": agency.level,
            "division_code": code,
            "region": agency.region,
            "region_en": agency.region_en,
            "sector": agency.sector,
            "valid_from": agency.valid_from,
            "valid_to": agency.valid_to,
            "successor_id": agency.successor_id,
            "province_code": code[:2] + "0000",
            "prefecture_code": code[:4] + "00",
            "reports": len(years),
            "first_year": min(years, default=None),
            "last_year": max(years, default=None),
            "years": years or None,
        }


def coverage_rows() -> Iterator[Row]:
    """One row per dataset, agency and year that is expected or there."""
    for dataset in DATASETS:
        held = {(r.agency_id, r.year): r for r in reports() if r.dataset == dataset.id}
        years = [year for _, year in held]
        for agency in dataset.agencies:
            for year in range(dataset.expected_from or min(years), (dataset.expected_to or max(years)) + 1):
                report = held.get((agency.agency_id, year))
                due = _due(agency, year)
                yield {
                    "dataset": dataset.id,
                    "agency_id": agency.agency_id,
                    "year": year,
                    "status": _status(dataset.coverage, agency, year, report, due),
                    "publish_date": report.published if report else None,
                    "due_date": due,
                    "report_id": report.report_id if report else None,
                    "looked_on": None,
                }


def _status(coverage: str, agency: KnownAgency, year: int, report: KnownReport | None, due: date | None) -> str:
    if report:
        return "late" if report.published and due and report.published > due else "present"
    if any(rejected.file.startswith(f"{agency.agency_id}-{year}.") for rejected in REJECTIONS):
        return "not_read"
    there = (agency.valid_from or date.min) <= date(year, 12, 31) and (agency.valid_to or date.max) >= (due or date.max)
    if due is None or not there:
        return "not_expected"
    return "missing" if coverage == "complete" else "not_collected"


def section_rows() -> Iterator[Row]:
    """One row per section; only three of them have a narrative."""
    for report in reports():
        narrative = {1: overview_of(report), 5: "公开的内容还要再充实。", 6: "无其他需要报告的事项。"}
        for number, title in enumerate(SECTIONS, start=1):
            yield {
                "report_id": report.report_id,
                "section": number,
                "title": title,
                "text": narrative.get(number),
            }


def fact_rows() -> Iterator[Row]:
    """The numbers of the narrative in the order of the text."""
    for report in reports():
        received, processed = report.best("new_received"), report.best("total_processed")
        told = [("website_posts", Decimal(report.website_posts), "条")]
        if received is not None and processed is not None:
            told.append(("applications_received", report.told_received or received, "件"))
            told.append(("applications_processed", processed, "件"))
        for fact, value, unit in told:
            yield {
                "report_id": report.report_id,
                "fact": fact,
                "value": value,
                "unit": unit,
                "unit_code": "count",
                "qualifier": "exact",
                "implied": False,
            }


def correction_rows() -> Iterator[Row]:
    """What people put right."""
    for correction in CORRECTIONS:
        yield {
            "dataset": correction.dataset,
            "report_id": correction.report_id,
            TABLE: correction.key[0],
            ROW: correction.key[1],
            COLUMN: correction.key[2],
            "source_says": correction.source_says,
            "value": correction.value,
            "reason": correction.reason,
            "corrected_by": correction.by,
            "corrected_on": correction.on,
        }


def rejection_rows() -> Iterator[Row]:
    """Files that gave no report."""
    for rejected in REJECTIONS:
        yield {
            "dataset": rejected.dataset,
            "file": rejected.file,
            "sha256": sha256(rejected.content).hexdigest(),
            "bytes": len(rejected.content),
            "reason": rejected.reason,
        }
