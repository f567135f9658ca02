"""Rows of views about findings, corrections and releases, as the pages of checks and of changes use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from gongkai.site import addresses


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How a rule went: findings, the causes that gave them, and reports by result."""

    VIEW: ClassVar[str] = "rules"
    rule: str
    causes: int = 0
    findings: int = 0
    reports_pass: int = 0
    reports_fail: int = 0
    reports_not_evaluable: int = 0


@dataclass(frozen=True, slots=True)
class CellStatesRow:
    """Cells of a form table in one state."""

    VIEW: ClassVar[str] = "cell_states"
    table: str
    state: str
    cells: int
    uncertain: int
    reconciled: int


@dataclass(frozen=True, slots=True)
class QualityPartRow:
    """Findings and cells in doubt of the reports of a year, a province or a format (`part`, `value`)."""

    VIEW: ClassVar[str] = "quality_parts"
    part: str
    value: str | None
    reports: int
    cells: Decimal
    uncertain: Decimal
    findings: Decimal
    error_causes: Decimal
    warning_causes: Decimal
    info_causes: Decimal
    uncertain_share: float | None


@dataclass(frozen=True, slots=True)
class RejectionRow:
    """A file that gave no report."""

    VIEW: ClassVar[str] = "rejections"
    file: str
    message_zh: str
    message_en: str
    bytes: int


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A cell corrected against the source."""

    VIEW: ClassVar[str] = "corrections"
    report_id: str
    table: str
    row: str
    column: str
    value: Decimal | None
    reason: str
    corrected_on: date

    @property
    def address(self) -> str:
        """Address of the cell on the page of its report."""
        return addresses.cell(self.table, self.row, self.column)


@dataclass(frozen=True, slots=True)
class ListedFindingRow:
    """A finding in the list of a rule; places and cells are joined by `|`."""

    VIEW: ClassVar[str] = "findings"
    report_id: str
    message_zh: str
    message_en: str
    places: str | None
    cells: str | None


@dataclass(frozen=True, slots=True)
class FindingCellRow:
    """A cell that a finding names and its report holds, as `table/row/column`."""

    VIEW: ClassVar[str] = "finding_cells"
    cell: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """How many changes of one class a release made, 0 included; `date` is None where it is not released."""

    VIEW: ClassVar[str] = "releases"
    dataset: str
    version: str
    previous: str | None
    date: str | None
    kind: str
    label_zh: str
    label_en: str
    description_zh: str
    description_en: str
    changes: int

    @property
    def release(self) -> tuple[str, str, str | None]:
        """Dataset, version, and the version before it."""
        return self.dataset, self.version, self.previous


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a release: what it is about, and the columns that differ (None where there was or is no such row)."""

    VIEW: ClassVar[str] = "changes"
    dataset: str
    version: str
    previous: str | None
    date: str | None
    kind: str
    label_zh: str
    label_en: str
    report_id: str | None
    place: str
    what: str
    reason_zh: str | None
    reason_en: str | None
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    table: str

    @property
    def release(self) -> tuple[str, str, str | None]:
        """Dataset, version, and the version before it."""
        return self.dataset, self.version, self.previous


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Reports of a format and edition checked by hand: their cells and fields, and how the program read them."""

    VIEW: ClassVar[str] = "scorecard"
    format: str
    edition: str
    reports: int
    cells: int
    right: int
    flagged: int
    missing: int
    silent: int
    fields: int
    fields_right: int
