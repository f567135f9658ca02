"""What a report says: typed cells, facts and sections, each with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from gongkai.model.document import Source
from gongkai.model.place import Place

Number = int | Decimal


class State(StrEnum):
    """What stands in a cell of the form."""

    REPORTED = "reported"
    """A number is printed."""
    BLANK = "blank"
    """The cell is printed and empty. Blank is not zero."""
    NOT_APPLICABLE = "not_applicable"
    """The cell holds `/`, `—`, 无 or the like."""
    UNREADABLE = "unreadable"
    """Something stands there that cannot be read as one number; `raw` keeps it."""
    ABSENT = "absent"
    """The form's row or column is missing from the source."""


class Status(StrEnum):
    """How much of the form a file gave."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REJECTED = "rejected"


class CellKey(NamedTuple):
    """The address of a cell in the form, in codes of `forms/`."""

    table: str
    row: str
    column: str


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell of the official form, as reported.

    Attributes:
        key: table, row and column codes.
        value: the printed number; None unless `state` is `reported`.
        unit: `count`, `CNY_10K`, `CNY`, or None where an amount of money has no unit.
        raw: the text of the cell as printed, None if the cell is absent.
        state: what stands there.
        place: where it stands, None if absent.
        reconciled: what the identities of the form imply where they leave exactly one solution, else None.
        rule: the rule that gives `reconciled`.
        note: an annotation printed in the cell, such as 其中修订 16 件.
        doubts: codes of `forms/labels/doubts.csv`: why another reading of the source is defensible.
    """

    key: Final[CellKey]
    value: Final[Number | None]
    unit: Final[str | None]
    raw: Final[str | None]
    state: Final[State]
    place: Final[Place | None]
    reconciled: Final[Number | None] = None
    rule: Final[str | None] = None
    note: Final[str | None] = None
    doubts: Final[tuple[str, ...]] = ()

    @property
    def certain(self) -> bool:
        """False where more than one reading of the source is defensible."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Fact:
    """A number stated in the narrative.

    Attributes:
        fact: code of `forms/labels/facts.csv`.
        value: the number, scaled (16.235 万 is 162350).
        unit: the unit as printed (条, 件, 次 …), or `CNY` for money.
        qualifier: `exact`, `at_least` (余, 超), `approximate` (约, 近, 270 万).
        place: the paragraph.
        sentence: the whole sentence, verbatim.
        implied: True where the sentence has no digit (无, 未发生, 全部办结).
    """

    fact: str
    value: Number
    unit: str
    qualifier: str
    place: Place
    sentence: str
    implied: bool = False

    @property
    def unit_code(self) -> str:
        """What is counted, in the scheme of the cells: `count`, `CNY` or `percent`."""
        return {"CNY": "CNY", "%": "percent"}.get(self.unit, "count")


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections of the form; `text` holds its narrative paragraphs, tables left out."""

    section: int
    title: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports what, as far as the source says; None where it doesn't.

    `agency` is the full official name, `agency_inferred` tells that it was expanded (科技局 → 科学技术局);
    `agency_certain` is False where its city or county is in no table of divisions: misread, misprinted or new.
    `division_code` is GB/T 2260. `level` is a code of `forms/labels/levels.csv`. `publish_date` is the day that the
    page or site names as that of publication; the day beside the signature is `signature_date`.
    """

    title: str | None = None
    agency: str | None = None
    agency_as_titled: str | None = None
    agency_inferred: bool = False
    agency_certain: bool = True
    level: str | None = None
    division_code: str | None = None
    year: int | None = None
    edition: str | None = None
    coverage_start: date | None = None
    coverage_end: date | None = None
    publish_date: date | None = None
    signatory: str | None = None
    signature_date: date | None = None
    format_notice: str | None = None
    website: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the data that a reader must know.

    Attributes:
        rule: id of `forms/labels/rules.csv`.
        severity: `error`, `warning`, `info`.
        message_zh: the sentence in Chinese.
        message_en: the sentence in English.
        places: where in the source.
        cells: the cells concerned.
        expected: what the rule wants.
        found: what stands there.
        about: the `report` as the agency wrote it, the `file` that we hold, or our `reading`.
        cause: the path of the cell that findings share which follow from one thing, None where one stands alone.
    """

    rule: str
    severity: str
    message_zh: str
    message_en: str
    places: tuple[Place, ...] = ()
    cells: tuple[CellKey, ...] = ()
    expected: Number | str | None = None
    found: Number | str | None = None
    about: str = "report"
    cause: str | None = None


@dataclass(slots=True, unsafe_hash=True)
class Check:
    """Outcomes of one rule on one report: counts of the cases it was applied to."""

    rule: Final[str]
    passed: Final[int]
    failed: Final[int]
    not_evaluable: Final[int]

    @property
    def applicable(self) -> int:
        """Cases the rule could say something about."""
        return self.passed + self.failed

    @property
    def status(self) -> str:
        """Code of the worst outcome: `fail`, `pass`, `not_evaluable`, or `not_applicable` where no case arose."""
        if self.failed:
            return "fail"
        if self.passed:
            return "pass"
        return "not_evaluable" if self.not_evaluable else "not_applicable"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one file.

    For a rejected file `reason` is a code of `forms/labels/reasons.csv`, `message` says in Chinese and English what is
    wrong and what to do, and everything else is empty.
    """

    source: Source
    status: Status
    reason: str | None = None
    message: tuple[str, str] | None = None
    report: Report = field(default_factory=Report)
    cells: tuple[Cell, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
