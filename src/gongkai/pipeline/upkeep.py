"""What maintainers do between builds: take a report in, validate a package, record a release."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.dataset import agency_for, append_source, errors_of, read_register, report_id, write_known_errors
from gongkai.errors import DatasetError
from gongkai.model import Extraction, Fault, Status
from gongkai.package import validate
from gongkai.pipeline.progress import silent
from gongkai.pipeline.reading import extract_file
from gongkai.query.row_rules import row_faults
from gongkai.workspace import DatasetFolder


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was taken into a dataset: its id, where the copy stands, and what was read."""

    report_id: str
    copy: Path
    extraction: Extraction


def add_report(
    path: Path, folder: DatasetFolder, url: str | None, today: date, came: Mapping[str, object] | None = None
) -> Added:
    """Copies a report into the dataset under its canonical name and records where it came from.

    Args:
        path: the file.
        folder: the dataset.
        url: where it was published, None if unknown.
        today: the day of adding.
        came: how it came, by further columns of `sources.csv`.

    Raises:
        DatasetError: if the file is no report, its agency is not in the register, or the report is there already.
    """
    extraction = extract_file(path)
    if extraction.status is Status.REJECTED:
        raise DatasetError(str(extraction.message).removeprefix(f"{path.name}: "), file=str(path))
    register = read_register(folder.description, folder.agencies, folder.sources)
    agency = agency_for(extraction.report, register.agencies)
    if agency is None or extraction.report.year is None:
        read = f"{extraction.report.agency or 'no agency'}, {extraction.report.year or 'no year'}"
        raise DatasetError(
            f"agency or year cannot be told ({read})", file=str(path), advice=f"add the agency to {folder.agencies}"
        )
    published = report_id(agency, extraction.report.year)
    taken = {entry.report_id: entry.file for entry in register.sources.values()}
    if published in taken:
        raise DatasetError(f"{published} is there already as {taken[published]}", file=str(path), advice="keep one")
    copy = folder.reports / f"{published}{path.suffix.lower()}"
    shutil.copyfile(path, copy)
    row = {
        "report_id": published,
        "file": f"{copy.parent.name}/{copy.name}",
        "url": url or "",
        "sha256": extraction.source.sha256,
        "bytes": extraction.source.bytes,
        "added_on": today.isoformat(),
        "original_name": path.name,
    }
    append_source(folder.sources, {**row, **(came or {})})
    return Added(published, copy, extraction)


def package_faults(folder: Path) -> list[Fault]:
    """All that is wrong with a written package: descriptor, hashes, tables (frictionless) and row rules (DuckDB)."""
    faults: Sequence[Fault] = validate(folder)
    return [*faults, *row_faults(folder)]


def record_release(folder: DatasetFolder, released_on: date) -> tuple[Path, int]:
    """Records what this version publishes and which errors it shows; returns the record and the number of errors.

    Raises:
        PackageError: a published value changed without a reason that is published too.
    """
    # A release needs the rooms of a whole build; the other chores start without them.
    from gongkai.pipeline.publishing import read_dataset
    from gongkai.pipeline.releases import record

    content = read_dataset(folder, 1, silent)
    written = record(content, folder, released_on)
    write_known_errors(folder.known_errors, errors_of(content.reports))
    return written, sum(f.severity == "error" for report in content.reports for f in report.extraction.findings)
