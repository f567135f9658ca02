"""The content of a dataset as the rows of its tables, one function per table.

Rows are mappings of column to plain value. An empty text is None everywhere: a CSV file cannot tell the two
apart, and what is blank in a form is told by `state`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from gongkai.forms import TABLES, code_list, rules, unit_of
from gongkai.forms.cell_grammar import is_exact
from gongkai.forms.divisions import full_name, lineage
from gongkai.forms.formulas import formula_parts
from gongkai.forms.schema import all_cells, code_lists, ordinals, wide_name
from gongkai.model import (
    DatasetContent,
    Place,
    PublishedReport,
    State,
    as_text,
)

Row = Mapping[str, object]
"""A row by column, with plain values."""

OfReports = Callable[[Iterable[PublishedReport]], Iterator[Row]]
OfDataset = Callable[[DatasetContent], Iterator[Row]]

_BY_REPORT: dict[str, OfReports] = {}
_BY_DATASET: dict[str, OfDataset] = {}

YUAN = {"CNY": Decimal(1), "CNY_10K": Decimal(10000)}


def rows_of_reports(reports: Sequence[PublishedReport]) -> dict[str, list[Row]]:
    """The rows of some reports in every table that has rows of reports, unsorted."""
    return {name: list(make(reports)) for name, make in _BY_REPORT.items()}


def rows_of_dataset(content: DatasetContent) -> dict[str, list[Row]]:
    """The rows of the tables about the dataset as a whole, unsorted."""
    return {name: list(make(content)) for name, make in _BY_DATASET.items()}


def _of_reports(table: str) -> Callable[[OfReports], OfReports]:
    """The function below makes the rows that this table has of reports."""

    def register(make: OfReports) -> OfReports:
        _BY_REPORT[table] = make
        return make

    return register


def _of_dataset(table: str) -> Callable[[OfDataset], OfDataset]:
    """The function below makes the rows of this table, which is about the dataset as a whole."""

    def register(make: OfDataset) -> OfDataset:
        _BY_DATASET[table] = make
        return make

    return register


@_of_reports("reports")
def _reports(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        extraction, source = published.extraction, published.extraction.source
        severities = [finding.severity for finding in extraction.findings]
        yield {
            "report_id": published.report_id,
            "agency_id": published.agency_id,
            **{name: getattr(extraction.report, name) for name in extraction.report.__slots__},
            "status": extraction.status.value,
            "source_file": source.file,
            "source_format": source.format,
            "source_encoding": source.encoding,
            "source_sha256": source.sha256,
            "source_bytes": source.bytes,
            "source_url": published.source_url,
            "cells_total": len(extraction.cells),
            "cells_reported": sum(cell.state is State.REPORTED for cell in extraction.cells),
            "cells_uncertain": sum(not cell.certain for cell in extraction.cells),
            **{f"findings_{severity}": severities.count(severity) for severity in code_lists()["severities"].codes},
        }


@_of_dataset("agencies")
def _agencies(content: DatasetContent) -> Iterator[Row]:
    for agency in content.agencies:
        plain = {name: getattr(agency, name) for name in agency.__slots__}
        english = ", ".join(division.name_en for division in reversed(lineage(agency.division_code)))
        region = {"region": full_name(agency.division_code), "region_en": english}
        yield {**plain, **region, "names_used": "|".join(agency.names_used), "remark": agency.note}


def _cells(table: str) -> OfReports:
    def rows(reports: Iterable[PublishedReport]) -> Iterator[Row]:
        for published in reports:
            for cell in published.extraction.cells:
                if cell.key.table == table:
                    a_unit = YUAN.get(cell.unit or "")
                    yuan = None if cell.value is None or a_unit is None else Decimal(cell.value) * a_unit
                    yield {
                        "report_id": published.report_id,
                        "ordinal": ordinals()[cell.key],
                        "row_code": cell.key.row,
                        "column_code": cell.key.column,
                        "value": cell.value,
                        "unit": cell.unit,
                        "value_cny": yuan if yuan is not None and is_exact(format(abs(yuan), "f")) else None,
                        "raw": cell.raw,
                        "state": cell.state.value,
                        "certain": cell.certain,
                        "place": _place(cell.place),
                        "reconciled": cell.reconciled,
                        "rule": cell.rule,
                        "remark": cell.note,
                        "doubts": "|".join(cell.doubts) or None,
                        "implied_zero": cell.key in published.implied_zeros,
                    }

    return rows


for _table in TABLES:
    _BY_REPORT[_table] = _cells(_table)


@_of_reports("sections")
def _sections(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        for section in published.extraction.sections:
            yield {
                "report_id": published.report_id,
                "section": section.section,
                "title": section.title,
                "text": section.text,
                "place": _place(section.place),
            }


@_of_reports("facts")
def _facts(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        for number, fact in enumerate(published.extraction.facts, start=1):
            plain = {name: getattr(fact, name) for name in fact.__slots__}
            yield {
                **plain,
                "unit_code": fact.unit_code,
                "report_id": published.report_id,
                "sequence": number,
                "place": _place(fact.place),
            }


@_of_reports("findings")
def _findings(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        for number, finding in enumerate(published.extraction.findings, start=1):
            yield {
                "report_id": published.report_id,
                "sequence": number,
                "rule": finding.rule,
                "severity": finding.severity,
                "about": finding.about,
                "cause": finding.cause,
                "message_zh": finding.message_zh,
                "message_en": finding.message_en,
                "places": _joined(finding.places),
                "cells": _joined("/".join(key) for key in finding.cells),
                "expected": _text(finding.expected),
                "found": _text(finding.found),
            }


@_of_reports("checks")
def _checks(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        for check in published.extraction.checks:
            yield {
                "report_id": published.report_id,
                "rule": check.rule,
                "severity": rules()[check.rule].severity,
                "passed": check.passed,
                "failed": check.failed,
                "not_evaluable": check.not_evaluable,
                "status": check.status,
            }


@_of_reports("indicators")
def _indicators(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        for indicator in published.indicators:
            plain = {name: getattr(indicator, name) for name in indicator.__slots__}
            yield {**plain, "report_id": published.report_id}


@_of_dataset("indicators_defined")
def _indicators_defined(_: DatasetContent) -> Iterator[Row]:
    for row in code_list("indicators"):
        bounds = {name: int(row[name]) if row[name] else None for name in ("scale", "floor")}
        cells = {f"{part}_cells": row[part] for part in ("numerator", "denominator")}
        yield {**row, **bounds, **cells, "indicator": row["code"]}


@_of_dataset("indicator_terms")
def _indicator_terms(_: DatasetContent) -> Iterator[Row]:
    for row in code_list("indicators"):
        for part, terms in formula_parts(row):
            for number, (factor, key) in enumerate(terms, start=1):
                codes = {"table_code": key.table, "row_code": key.row, "column_code": key.column}
                yield {"indicator": row["code"], "part": part, "ordinal": number, "factor": factor, **codes}


@_of_dataset("coverage")
def _coverage(content: DatasetContent) -> Iterator[Row]:
    for entry in content.coverage:
        yield {name: getattr(entry, name) for name in entry.__slots__}


@_of_dataset("corrections")
def _corrections(content: DatasetContent) -> Iterator[Row]:
    for correction in content.corrections:
        yield {
            "report_id": correction.report_id,
            "table_code": correction.key.table,
            "row_code": correction.key.row,
            "column_code": correction.key.column,
            "source_says": correction.source_says,
            "value": correction.value,
            "reason": correction.reason,
            "corrected_by": correction.corrected_by,
            "corrected_on": correction.corrected_on,
        }


@_of_dataset("rejections")
def _rejections(content: DatasetContent) -> Iterator[Row]:
    reasons = {row["code"]: row for row in code_list("reasons")}
    for rejected in content.rejections:
        reason = reasons[rejected.reason or ""]
        yield {
            "file": rejected.source.file,
            "sha256": rejected.source.sha256,
            "bytes": rejected.source.bytes,
            "reason": rejected.reason,
            "message_zh": f"{reason['label_zh']}；{reason['advice_zh']}",
            "message_en": f"{reason['label_en']}; {reason['advice_en']}",
        }


@_of_dataset("codes")
def _codes(_: DatasetContent) -> Iterator[Row]:
    return (row for entries in code_lists().values() for row in entries.rows)


@_of_reports("report_wide")
def _report_wide(reports: Iterable[PublishedReport]) -> Iterator[Row]:
    for published in reports:
        report = published.extraction.report
        cells = {cell.key: cell for cell in published.extraction.cells}
        values = {wide_name(key): cells[key].value for key in all_cells() if key in cells}
        units = {f"{wide_name(key)}__unit": cells[key].unit for key in all_cells() if key in cells and not unit_of(key)}
        uncertain = [wide_name(key) for key in all_cells() if key in cells and not cells[key].certain]
        implied = {key: cells[key].reconciled for key in all_cells() if key in cells}
        yield {
            "report_id": published.report_id,
            "agency": report.agency,
            "level": report.level,
            "division_code": report.division_code,
            "year": report.year,
            "edition": report.edition,
            "cells_uncertain": len(uncertain),
            "uncertain_cells": _joined(uncertain),
            "reconciled_cells": _joined(
                f"{wide_name(key)}={as_text(number)}" for key, number in implied.items() if number is not None
            ),
            **values,
            **units,
        }


def _joined(parts: Iterable[object]) -> str | None:
    return "|".join(str(part) for part in parts) or None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=1 << 15)
def _place(place: Place | None) -> str | None:
    """A place in words; reports share most of theirs."""
    return _text(place)
