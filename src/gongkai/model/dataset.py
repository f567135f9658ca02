"""A dataset as it is handed over for publication: who it is about, what was read, what a person corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.model.indicator import Indicator
from gongkai.model.report import CellKey, Extraction, Number


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
        agency_kind: `department` or `government`.
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


@dataclass(frozen=True, slots=True)
class Agency:
    """A public body that reports; `names_used` are the spellings seen, the official one included."""

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


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right after looking at the source; the value as first read stays in its table.

    `value` is None where the cell turned out to be blank.
    """

    report_id: str
    key: CellKey
    value: Number | None
    reason: str
    corrected_by: str
    corrected_on: date


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report with the names it is published under; `source_url` is None where it is unknown."""

    report_id: str
    agency_id: str
    extraction: Extraction
    source_url: str | None = None
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class DatasetContent:
    """Everything that goes into one data package; `rejections` are extractions of status rejected."""

    dataset: Dataset
    agencies: tuple[Agency, ...]
    reports: tuple[PublishedReport, ...]
    rejections: tuple[Extraction, ...] = field(default=())
    corrections: tuple[Correction, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a written data package.

    Attributes:
        file: path inside the package.
        rule: what is broken: `hash`, `bytes`, `missing`, `type`, `required`, `enum`, `key` …
        message: what is wrong and where, in one line.
    """

    file: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.message}"
