"""What is known of a made-up dataset, as plain data that shares nothing with the program."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

Key = tuple[str, str, str]
"""Table, row and column of a cell."""


@dataclass(frozen=True)
class KnownCell:
    """One cell: what is printed, what that says, and what the sums of the form make of it.

    `unit` is `count`, `CNY`, `CNY_10K` or None; `state` as the contract names it; `reconciled` and `rule` where the
    sums leave one number; `certain` is False where a person can read the source in two ways, and `doubts` says why;
    `raw` is None and `state` absent where the source lacks the row.
    """

    raw: str | None
    value: Decimal | None
    unit: str | None
    state: str = "reported"
    note: str | None = None
    reconciled: Decimal | None = None
    rule: str | None = None
    certain: bool = True
    doubts: str | None = None

    @property
    def best(self) -> Decimal | None:
        return self.value if self.reconciled is None else self.reconciled


@dataclass(frozen=True)
class KnownAgency:
    """One row of a register."""

    agency_id: str
    name: str
    name_en: str
    level: str
    region: str
    region_en: str
    sector: str
    names_used: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = None
    english: str = ""

    @property
    def division_code(self) -> str:
        return self.agency_id[:6]


@dataclass(frozen=True)
class KnownReport:
    """One report: who and when, the file it stands in, and every cell of its form."""

    dataset: str
    agency_id: str
    year: int
    titled: str
    full: str
    shape: str
    published: date | None
    website_posts: int
    url: str | None = None
    cells: dict[Key, KnownCell] = field(default_factory=dict)
    lost_rows: frozenset[str] = frozenset()
    unlabelled: frozenset[str] = frozenset()
    struck: frozenset[Key] = frozenset()
    told_received: Decimal | None = None
    """What the narrative says of requests received, if it is not what the table says."""
    findings: tuple[str, ...] = ()
    """Rules that find something in it, once for each finding."""

    @property
    def edition(self) -> str:
        return "2019" if self.year <= 2020 else "2021"

    @property
    def signed(self) -> date | None:
        """The day beside the signature, some days before the day of publication; a report may have one alone."""
        if self.published is None:
            return date(self.year + 1, 1, 9) if self.shape == "tabs" else None
        return self.published - timedelta(days=5)

    @property
    def report_id(self) -> str:
        return f"{self.agency_id}-{self.year}"

    @property
    def file(self) -> str:
        return f"{self.report_id}.{ENDINGS[self.shape]}"

    def best(self, row: str, column: str = "total", table: str = "requests") -> Decimal | None:
        """The reconciled number, else the printed one; None where there is neither, or no such cell."""
        cell = self.cells.get((table, row, column))
        return cell.best if cell else None

    def changed(self, key: Key, **fields: object) -> KnownReport:
        """The report with other things known of one cell."""
        return replace(self, cells={**self.cells, key: replace(self.cells[key], **fields)})  # type: ignore[arg-type]


ENDINGS = {"html": "html", "tabs": "txt", "markdown": "md"}


@dataclass(frozen=True)
class KnownRejection:
    """A file that gives no report."""

    dataset: str
    file: str
    content: bytes
    reason: str


@dataclass(frozen=True)
class KnownCorrection:
    """What a person put right after looking at the source."""

    dataset: str
    report_id: str
    key: Key
    source_says: str
    value: Decimal
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class KnownDataset:
    """One dataset folder."""

    id: str
    title_zh: str
    title_en: str
    agency_kind: str
    coverage: str
    sector: str | None
    agencies: tuple[KnownAgency, ...]
    expected_from: int | None = None
    expected_to: int | None = None
