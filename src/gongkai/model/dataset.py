"""A dataset as it is handed over for publication: who it is about, what was read, what a person corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.errors import GongkaiError
from gongkai.model.correction import Correction
from gongkai.model.indicator import Indicator
from gongkai.model.report import CellKey, Extraction


@dataclass(frozen=True, slots=True)
class Dataset:
    """What `dataset.yml` says about a dataset.

    Attributes:
        id: lower case and hyphens, stable for ever.
        version: of the data, such as 2026.11.0.
        title_zh: title in Chinese.
        title_en: title in English.
        description_zh: two sentences in Chinese.
        description_en: two sentences in English.
        sector: sector of government, None if mixed.
        licences: SPDX id by what it covers (`data`, `code`).
        contributors: mappings with `name` and `role`.
        sources: mappings with `title_zh`, `title_en`, `basis`.
        agency_kind: `department`, `government`, or `mixed`, where the name of each agency tells.
        coverage: `complete` if every report that exists is meant to be here, so that a gap is a missing report;
            `sample` if not.
        expected_from: the first year of which reports are expected, None for the first that any agency reports on.
        site_url: address of the site that publishes it, ending in a slash; empty where it is not known.
        released_on: the day on which this version was released, None if it is not.
        expected_to: the last such year, None for the last that any agency reports on.
        made_up: True if a program invented the figures; the site then says so on every page.
    """

    id: str
    version: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    sector: str | None
    licences: Mapping[str, str]
    contributors: tuple[Mapping[str, str], ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    agency_kind: str | None = None
    coverage: str = "sample"
    expected_from: int | None = None
    expected_to: int | None = None
    made_up: bool = False
    released_on: date | None = None
    site_url: str = ""

    @property
    def address(self) -> str:
        """Address of this version on the site, empty where the site has none yet."""
        return f"{self.site_url}data/{self.id}/{self.version}/" if self.site_url else ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A public body that reports; its id outlives every change of name.

    Attributes:
        agency_id: division code and slug, stable for ever.
        name: full official name, the latest one.
        name_en: English name, not official.
        names_used: the spellings and former names seen, the official one included.
        level: code of `forms/labels/levels.csv`.
        division_code: GB/T 2260.
        sector: code of the list `sectors`, None if mixed.
        valid_from: first day it existed, None if unknown or long ago.
        valid_to: last day it existed, None if it still does.
        successor_id: the agency that took over its functions.
        note: remark.
        comparability_zh: what of its figures must not be compared over time, and why; in Chinese.
        comparability_en: the same in English.
    """

    agency_id: str
    name: str
    name_en: str | None
    names_used: tuple[str, ...]
    level: str
    division_code: str
    sector: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = None
    note: str | None = None
    comparability_zh: str | None = None
    comparability_en: str | None = None

    def existed_between(self, first: date | None, last: date | None) -> bool:
        """True if it existed on some day from the first to the last; None leaves that end open."""
        return (self.valid_from or date.min) <= (last or date.max) and (self.valid_to or date.max) >= (
            first or date.min
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row for the register that a person confirms; `unsure` names columns that are a guess, and why (zh, en)."""

    agency: Agency
    unsure: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report with the names it is published under.

    Attributes:
        report_id: division code, agency slug and year.
        agency_id: the agency.
        extraction: what was read and found.
        source_url: None where it is unknown.
        indicators: derived from the cells.
        implied_zeros: cells without a number that a printed total proves to be 0.
    """

    report_id: str
    agency_id: str
    extraction: Extraction
    source_url: str | None = None
    indicators: tuple[Indicator, ...] = ()
    implied_zeros: frozenset[CellKey] = frozenset()


@dataclass(frozen=True, slots=True)
class CoverageYear:
    """Whether an agency's report on a year is here; a report that is not here is never a zero.

    Attributes:
        agency_id: the agency.
        year: the year reported on.
        status: `present`, `late` (published after the statutory date), `not_read` (a file is here that gives no
            report), `missing`, `not_found` (looked for and not there), `not_collected` (nobody looked for it) or
            `not_expected`.
        publish_date: day of publication, None if unknown.
        due_date: statutory day of publication, None where the law sets none.
        report_id: the report, None if there is none.
        looked_on: the day on which it was last looked for and not found, None if nobody looked or it is here.
    """

    agency_id: str
    year: int
    status: str
    publish_date: date | None = None
    due_date: date | None = None
    report_id: str | None = None
    looked_on: date | None = None


@dataclass(frozen=True, slots=True)
class DatasetContent:
    """Everything that goes into one data package; `rejections` are extractions of status rejected."""

    dataset: Dataset
    agencies: tuple[Agency, ...]
    reports: tuple[PublishedReport, ...]
    rejections: tuple[Extraction, ...] = field(default=())
    corrections: tuple[Correction, ...] = field(default=())
    coverage: tuple[CoverageYear, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a written data package.

    Attributes:
        file: path inside the package.
        rule: what is broken: `hash`, `bytes`, `missing`, `type`, `required`, `enum`, `key` …
        message_zh: what is wrong and where, in Chinese, in one line.
        message_en: the same in English.
    """

    file: str
    rule: str
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.message_zh} / {self.message_en}"


def fault(file: str, rule: str, code: str, **values: object) -> Fault:
    """A fault with the words that `errors` has under a code; a value that is a pair is said in Chinese and English."""
    told = GongkaiError(code, file=None, **values)
    return Fault(file, rule, told.message_zh, told.message_en)
