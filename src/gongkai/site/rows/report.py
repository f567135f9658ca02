"""Rows of views about one report, as its page uses them: the columns that it reads, with their types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from gongkai.site import addresses
from gongkai.site.rows.lists import MainFigures, OwnRequests

FEW = 10
"""Requests below which no rate is given."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report: who, when, which form, what source."""

    VIEW: ClassVar[str] = "reports"
    dataset: str
    report_id: str
    agency_id: str
    agency: str | None
    agency_name: str | None
    agency_name_en: str | None
    agency_as_titled: str | None
    agency_inferred: bool | None
    title: str | None
    level: str | None
    division_code: str | None
    province_code: str | None
    year: int
    edition: str
    coverage_start: date | None
    coverage_end: date | None
    publish_date: date | None
    signatory: str | None
    format_notice: str | None
    website: str | None
    phone: str | None
    email: str | None
    address: str | None
    postcode: str | None
    status: str
    source_format: str | None
    source_sha256: str
    source_bytes: int
    source_url: str | None
    cells_uncertain: int
    previous_id: str | None
    previous_year: int | None
    next_id: str | None
    next_year: int | None
    signature_date: date | None = None


@dataclass(frozen=True, slots=True)
class NamedReportRow:
    """A report as other pages name it: its agency, its year, and the form whose labels it has."""

    VIEW: ClassVar[str] = "reports"
    report_id: str
    agency_id: str
    agency: str | None
    agency_name: str | None
    agency_name_en: str | None
    year: int
    edition: str


@dataclass(frozen=True, slots=True)
class CellKeyRow:
    """A cell of the form that a report holds."""

    VIEW: ClassVar[str] = "cells"
    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The source of a report, as it is to be shown."""

    VIEW: ClassVar[str] = "reports"
    report_id: str
    source_format: str | None
    source_encoding: str | None


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell of the form in one report; `doubts` are codes joined by `|`."""

    VIEW: ClassVar[str] = "cells"
    table: str
    row: str
    column: str
    value: Decimal | None
    unit: str | None
    raw: str | None
    state: str
    certain: bool
    place: str | None
    reconciled: Decimal | None
    rule: str | None
    note: str | None
    doubts: str | None = None
    marks: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Table, row and column."""
        return self.table, self.row, self.column

    @property
    def address(self) -> str:
        """Address of the cell on the page of the report."""
        return addresses.cell(self.table, self.row, self.column)

    @property
    def best(self) -> Decimal | None:
        """The reconciled number where there is one, else the number as printed."""
        return self.value if self.reconciled is None else self.reconciled


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding; places and cells are joined by `|`, `about`: report, file or reading; `cause` joins what has one."""

    VIEW: ClassVar[str] = "findings"
    sequence: int
    rule: str
    severity: str
    message_zh: str
    message_en: str
    places: str | None
    cells: str | None
    about: str | None = None
    cause: str | None = None

    def message(self, lang: str) -> str:
        """The sentence in one language."""
        return self.message_en if lang == "en" else self.message_zh


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome group of a report: `decided` of `processed` requests, `stated` of its `rows`, some `uncertain`."""

    VIEW: ClassVar[str] = "outcomes"
    report_id: str
    agency_id: str
    year: int
    outcome: str
    decided: Decimal | None
    stated: int
    rows: int
    reconciled: int
    uncertain: int
    processed: Decimal | None
    share: float | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """How a rule went on a report."""

    VIEW: ClassVar[str] = "checks"
    rule: str
    status: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the text."""

    VIEW: ClassVar[str] = "sections"
    section: int
    title: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A number stated in the text."""

    VIEW: ClassVar[str] = "facts"
    sequence: int
    fact: str
    value: Decimal
    unit: str | None
    unit_code: str | None
    qualifier: str
    implied: bool
    place: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of a report: n / T and their quotient, which is None where there are too few cases."""

    VIEW: ClassVar[str] = "indicators"
    indicator: str
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class PeerRow(OwnRequests):
    """A report beside another: of the same year, level and sector, or (`comparable` false) of another level."""

    VIEW: ClassVar[str] = "peers"
    peer_id: str
    agency_name: str | None
    agency_name_en: str | None
    agency: str | None
    agency_id: str
    level: str | None
    place: int
    group_size: int
    median_received: float | None
    comparable: bool

    @property
    def share(self) -> Decimal | None:
        """What was disclosed of what was processed; None below `FEW` requests, in doubt or not stated."""
        if self.granted is None or self.processed is None or self.processed < FEW:
            return None
        return None if {"granted", "total_processed"} & set(self.doubted_rows) else self.granted / self.processed


@dataclass(frozen=True, slots=True)
class OwnYearRow(MainFigures):
    """A report of the same agency beside the one a page is about."""

    VIEW: ClassVar[str] = "own_years"
    other_id: str


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What an agency says about its report, or one number of it, in its own words (`replies.yml`)."""

    VIEW: ClassVar[str] = "replies"
    report_id: str
    cell: str
    text: str
    text_en: str | None
    sent_by: str
    sent_on: date
