"""Rows of query views as the pages over many reports use them: lists, agencies, regions, years."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OwnRequests:
    """The requests of a report: the total column, reconciled numbers where there are any, and the rows with a mark."""

    received: Decimal | None
    processed: Decimal | None
    granted: Decimal | None
    reconciled_rows: list[str]
    doubted_rows: list[str]


def marks(report: OwnRequests, row: str) -> str:
    """The signs behind the number of a row: `?` in doubt, `*` reconciled."""
    return ("?" if row in report.doubted_rows else "") + ("*" if row in report.reconciled_rows else "")


@dataclass(frozen=True, slots=True)
class MainFigures(OwnRequests):
    """The requests of a report with those carried over, its year and the form that they are reported on."""

    year: int
    edition: str
    carried_in: Decimal | None
    carried_out: Decimal | None


@dataclass(frozen=True, slots=True)
class MainFiguresRow(MainFigures):
    """The main figures of a report of an agency."""

    VIEW: ClassVar[str] = "reports"
    report_id: str


@dataclass(frozen=True, slots=True)
class ListedReportRow(OwnRequests):
    """A report in a list: whose, of which year, its main figures, and how much of it is filled, doubted or wrong."""

    VIEW: ClassVar[str] = "reports"
    report_id: str
    agency_id: str
    agency: str | None
    agency_name: str | None
    agency_name_en: str | None
    level: str | None
    sector: str | None
    province_code: str | None
    year: int
    status: str
    cells_reported: int
    cells_total: int
    cells_uncertain: int
    error_causes: int


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division; `own` is true if an agency names it."""

    VIEW: ClassVar[str] = "regions"
    code: str
    own: bool


@dataclass(frozen=True, slots=True)
class RegionRow(DivisionRow):
    """What is held of the agencies of a division; `received` is the sum over `received_reports`, None without."""

    province_code: str
    agencies: int = 0
    reports: int = 0
    years: list[int] = field(default_factory=list)
    received: Decimal | None = None
    received_reports: int = 0
    received_reconciled: int | None = 0
    received_doubted: int | None = 0


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: what is held, its sums, and how many reports state them, by a reconciled number or in doubt."""

    VIEW: ClassVar[str] = "years"
    year: int
    reports: int
    agencies: int
    editions: list[str]
    received: Decimal | None
    received_reports: int
    received_reconciled: int
    received_doubted: int
    processed: Decimal | None
    processed_reports: int
    processed_reconciled: int
    processed_doubted: int
    outcomes_doubted: int
    disputes_doubted: int
    cells_uncertain: Decimal
    error_causes: Decimal


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency: its names (`names_used` joined by `|`), its place, when it existed, and the years that are held."""

    VIEW: ClassVar[str] = "agencies"
    agency_id: str
    name: str
    name_en: str | None
    names_used: str | None
    level: str
    division_code: str
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None
    remark: str | None
    reports: int
    years: list[int] | None


@dataclass(frozen=True, slots=True)
class NamedAgencyRow:
    """The names of an agency."""

    VIEW: ClassVar[str] = "agencies"
    agency_id: str
    name: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Whether the report of an agency on a year is held; `status` as in the register of coverage."""

    VIEW: ClassVar[str] = "presence"
    agency_id: str
    name: str
    name_en: str | None
    year: int
    status: str
    report_id: str | None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What a dataset expects or holds of an agency on a year."""

    VIEW: ClassVar[str] = "coverage"
    agency_id: str
    year: int
    status: str
    report_id: str | None


@dataclass(frozen=True, slots=True)
class CoverageStatusRow:
    """A status of coverage and its names."""

    VIEW: ClassVar[str] = "coverage_statuses"
    code: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """What the whole site holds: counts, and the new requests over the reports that state them."""

    VIEW: ClassVar[str] = "totals"
    reports: int
    agencies: int
    received: Decimal | None
    received_reports: int
    received_reconciled: int
    received_doubted: int
    cells: Decimal | None


@dataclass(frozen=True, slots=True)
class PackageTableRow:
    """A table of a package and its number of rows."""

    VIEW: ClassVar[str] = "package_tables"
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A question put to a dataset: its SQL, and the first `rows` of an answer of `count` rows, all as texts."""

    VIEW: ClassVar[str] = "examples"
    dataset: str
    question_zh: str
    question_en: str
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    count: int
