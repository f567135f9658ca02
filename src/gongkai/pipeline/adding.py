"""Taking reports into a dataset, and with them agencies that its register lacks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.dataset import (
    Register,
    agency_for,
    append_agency,
    append_source,
    is_web_address,
    propose,
    read_register,
)
from gongkai.errors import DatasetError
from gongkai.model import Agency, Extraction, Proposal, Report, ReportId, Status
from gongkai.pipeline.reading import extract_file
from gongkai.workspace import DatasetFolder

Confirm = Callable[[Proposal], bool]


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was taken into a dataset: its id, where the copy stands, what was read, and an agency added."""

    report_id: str
    copy: Path
    extraction: Extraction
    new_agency: Agency | None = None


def add_report(
    path: Path,
    folder: DatasetFolder,
    today: date,
    *,
    url: str | None = None,
    agency_id: str | None = None,
    confirm: Confirm = lambda _: False,
    came: Mapping[str, object] | None = None,
) -> Added:
    """Copy a report into the dataset under its canonical name and record where it came from.

    Args:
        path: the file.
        folder: the dataset.
        today: the day of adding.
        url: where it was published, None if unknown.
        agency_id: whose report it is, where a person knows better than the title.
        confirm: is shown the row proposed for an agency that the register lacks, and says whether to add it.
        came: how it came, by further columns of `sources.csv`.

    Raises:
        DatasetError: the file is no report, its agency or year is not settled, or the report is there already; nothing
            is written then.
    """
    if url and not is_web_address(url):
        raise DatasetError("add_no_address", file=path, url=url)
    extraction = _read(path)
    report = extraction.report
    register = read_register(folder.description, folder.agencies, folder.sources)
    agency, is_new = _agency(report, register, path, agency_id, confirm)
    published = str(ReportId(agency.agency_id, report.year or 0))
    copy = folder.reports / f"{published}{path.suffix.lower()}"
    _refuse_taken(path, published, copy, register)
    if is_new:
        append_agency(folder.agencies, agency)
    folder.reports.mkdir(exist_ok=True)
    shutil.copyfile(path, copy)
    row = {
        "report_id": published,
        "file": f"{copy.parent.name}/{copy.name}",
        "url": url or "",
        "sha256": extraction.source.sha256,
        "bytes": extraction.source.bytes,
        "added_on": today.isoformat(),
        "original_name": path.name,
        "settled": "agency" if agency_id else "",
    }
    append_source(folder.sources, {**row, **(came or {})})
    return Added(published, copy, extraction, agency if is_new else None)


def _read(path: Path) -> Extraction:
    """What a report says that tells its year."""
    extraction = extract_file(path)
    if extraction.status is Status.REJECTED:
        raise DatasetError("add_rejected", file=path, reason=extraction.message)
    if extraction.report.year is None:
        raise DatasetError("add_no_year", file=path)
    return extraction


def _agency(
    report: Report, register: Register, path: Path, agency_id: str | None, confirm: Confirm
) -> tuple[Agency, bool]:
    """Whose report it is, and whether the register gains a row by it, which a person takes in on our proposal."""
    if agency_id is None:
        known = agency_for(report, register.agencies)
    else:
        known = next((agency for agency in register.agencies if agency.agency_id == agency_id), None)
    if known:
        return known, False
    proposal = propose(report, agency_id)
    named = agency_id or report.agency or report.agency_as_titled
    if proposal is None and agency_id:
        raise DatasetError("add_unknown_id", file=path, agency=agency_id)
    if proposal is None:
        raise DatasetError("add_whose", file=path, named=named or ("无名称", "nobody"))
    taken = next((other for other in register.agencies if other.agency_id == proposal.agency.agency_id), None)
    if taken:
        told = {"named": named, "registered": taken.name, "agency": taken.agency_id}
        raise DatasetError("add_other_name", file=path, **told)
    if not confirm(proposal):
        raise DatasetError("add_unregistered", file=path, named=named)
    return proposal.agency, True


def _refuse_taken(path: Path, published: str, copy: Path, register: Register) -> None:
    """Nothing that is there is overwritten."""
    for entry in register.sources.values():
        if entry.report_id == published:
            raise DatasetError("add_there_already", file=path, report=published, other=entry.file)
    if copy.exists():
        raise DatasetError("add_unlisted", file=path, copy=copy.name)
