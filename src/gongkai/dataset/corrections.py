"""`corrections.yml`: what people put right after looking at the source, checked against its schema and the forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from gongkai.dataset.marked_yaml import MarkedYaml, read_entries
from gongkai.errors import DatasetError
from gongkai.forms import unit_of
from gongkai.forms.schema import all_cells
from gongkai.model import CellKey, Correction

SIGNED = "items_change"
"""The one measure that may be negative."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in the order written; none if the file is missing.

    Raises:
        DatasetError: names file and line of an entry that is malformed, names a cell that no edition of the form has,
            gives a number that its table cannot hold, or is about a cell that another entry corrects.
    """
    document = read_entries(path, "corrections.schema.json")
    corrections = tuple(_correction(document, index, entry) for index, entry in enumerate(document.data))
    first: dict[tuple[str, CellKey], Correction] = {}
    for correction in corrections:
        earlier = first.setdefault((correction.report_id, correction.key), correction)
        if earlier is not correction:
            values = {"cell": "/".join(correction.key), "report": correction.report_id, "value": correction.value}
            other = {"other": earlier.value, "line": earlier.line}
            raise DatasetError("corrected_twice", file=correction.where, **values, **other)
    return corrections


def by_report(corrections: Iterable[Correction], report_ids: Collection[str]) -> Mapping[str, tuple[Correction, ...]]:
    """Report id → its corrections, in the order written.

    Raises:
        DatasetError: names file and line of a correction of a report that is not published.
    """
    grouped: dict[str, tuple[Correction, ...]] = {}
    for correction in corrections:
        if correction.report_id not in report_ids:
            raise DatasetError("correction_no_report", file=correction.where, report=correction.report_id)
        grouped[correction.report_id] = (*grouped.get(correction.report_id, ()), correction)
    return grouped


def _correction(document: MarkedYaml, index: int, entry: Mapping[str, str]) -> Correction:
    key, number = CellKey(*entry["cell"].split("/")), entry["value"]
    for place, code in enumerate(key):
        # each code must be one that some edition of the form has at that place
        beside = dict.fromkeys(cell[place] for cell in all_cells() if cell[:place] == key[:place])
        if code not in beside:
            wrong = {"part": CellKey._fields[place], "name": code, "cell": entry["cell"], "known": ", ".join(beside)}
            raise DatasetError("correction_code", file=document.where(index, "cell"), **wrong)
    values = {"value": number, "cell": entry["cell"]}
    if number.startswith("-") and key.column != SIGNED:
        raise DatasetError("correction_negative", file=document.where(index, "value"), **values)
    if unit_of(key) == "count" and "." in number:
        raise DatasetError("correction_whole", file=document.where(index, "value"), **values)
    return Correction(
        report_id=entry["report_id"],
        key=key,
        value=Decimal(number) if "." in number else int(number),
        reason=entry["reason"],
        corrected_by=entry["by"],
        corrected_on=document.day(index, "on"),
        source_says=entry["source_says"],
        file=str(document.path),
        line=document.line(index),
    )
