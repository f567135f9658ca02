"""Rows of views that sum over reports, as charts, indicators and the comparison use them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypedDict


@dataclass(frozen=True, slots=True)
class OutcomeYearRow:
    """An outcome of the requests of a year; `share` is `paired` of `processed`, both over the same reports."""

    VIEW: ClassVar[str] = "outcomes_by_year"
    year: int
    outcome: str
    decided: Decimal | None
    reports: int
    reports_paired: int
    paired: Decimal | None
    processed: Decimal | None
    share: float | None


@dataclass(frozen=True, slots=True)
class OutcomeLevelRow:
    """An outcome of the requests of a year that agencies of one level decided."""

    VIEW: ClassVar[str] = "outcomes_by_level"
    year: int
    level: str | None
    outcome: str
    decided: Decimal | None


@dataclass(frozen=True, slots=True)
class ReceivedSizeRow:
    """Reports of a year and level by the number of new requests: `size` is the least, None where none is stated."""

    VIEW: ClassVar[str] = "received_sizes"
    year: int
    level: str | None
    size: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class LitigationYearRow:
    """Cases of a year in one channel of reconsideration and litigation."""

    VIEW: ClassVar[str] = "litigation_by_year"
    year: int
    channel: str
    cases: Decimal | None


class DotCount(TypedDict):
    """How many reports share a value."""

    at: float
    count: int


@dataclass(frozen=True, slots=True)
class IndicatorGroupRow:
    """An indicator in the reports of a year, level and sector: how many have a value, and how the values are spread."""

    VIEW: ClassVar[str] = "indicator_groups"
    indicator: str
    year: int
    level: str | None
    sector: str | None
    sector_zh: str | None
    sector_en: str | None
    reports: int
    valued: int
    too_few: int
    least: float | None
    median: float | None
    largest: float | None
    dots: list[DotCount]

    @property
    def kind(self) -> tuple[str | None, str | None]:
        """Level and sector: reports of one kind are compared."""
        return self.level, self.sector


@dataclass(frozen=True, slots=True)
class IndicatorPeerRow:
    """A report with a value of an indicator, among the largest of its level and sector in their latest year."""

    VIEW: ClassVar[str] = "indicator_peers"
    report_id: str
    agency_id: str
    agency: str | None
    agency_name: str | None
    agency_name_en: str | None
    level: str | None
    sector: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    basis: str | None

    @property
    def kind(self) -> tuple[str | None, str | None]:
        """Level and sector, as those of a group."""
        return self.level, self.sector


@dataclass(frozen=True, slots=True)
class IndicatorSeriesRow:
    """The median of an indicator over the reports of a level and year."""

    VIEW: ClassVar[str] = "indicator_series"
    level: str | None
    year: int
    valued: int
    median: float | None


@dataclass(frozen=True, slots=True)
class AgencyFiguresRow:
    """What the comparison loads of an agency, as JSON."""

    VIEW: ClassVar[str] = "agency_figures"
    agency_id: str
    figures: str


@dataclass(frozen=True, slots=True)
class CellLeaderRow:
    """A report among the first that a search for a row of the form shows."""

    VIEW: ClassVar[str] = "cell_leaders"
    cell: str
    report_id: str
    name: str
    name_en: str | None
    year: int
    number: int
    mark: str | None
    processed: int | None
    processed_mark: str | None
