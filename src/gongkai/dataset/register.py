"""The register of a dataset: its description, its agencies, and where each source came from."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from gongkai.dataset.description import checked_description
from gongkai.errors import DatasetError
from gongkai.forms import code_list, normal_form
from gongkai.model import Agency, Dataset, Report

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One row of `sources.csv`: a source report and where it came from; `url` is None where unknown."""

    report_id: str
    file: str
    url: str | None
    sha256: str
    bytes: int
    added_on: date


@dataclass(frozen=True, slots=True)
class Register:
    """All that people wrote about a dataset; `sources` by path inside the dataset folder."""

    dataset: Dataset
    agencies: tuple[Agency, ...]
    sources: Mapping[str, SourceEntry]


def read_register(description: Path, agencies: Path, sources: Path) -> Register:
    """Reads and checks the three files.

    Raises:
        DatasetError: names the file, the line, what is wrong and what to do.
    """
    dataset = _dataset(description)
    bodies = _rows(agencies, _agency)
    _check_agencies(agencies, bodies)
    entries = _rows(sources, _source) if sources.is_file() else []
    known = {body.agency_id for body in bodies}
    for line, entry in enumerate(entries, 2):
        if entry.report_id.rpartition("-")[0] not in known:
            raise DatasetError(
                f"line {line}: {entry.report_id} belongs to no agency",
                file=str(sources),
                advice="add it to agencies.csv",
            )
    return Register(dataset, tuple(bodies), {entry.file: entry for entry in entries})


def report_id(agency: Agency, year: int) -> str:
    """`<agency id>-<year>`, stable for ever."""
    return f"{agency.agency_id}-{year}"


def agency_for(report: Report, agencies: Iterable[Agency]) -> Agency | None:
    """The agency of the register that a report is of: by its full name, else by name as titled and division."""
    names = [normal_form(name) for name in (report.agency, report.agency_as_titled, report.signatory) if name]
    for name in names:
        found = [a for a in agencies if name in {normal_form(used) for used in (a.name, *a.names_used)}]
        if len(found) == 1 and report.division_code in (None, found[0].division_code):
            return found[0]
    return None


def _dataset(path: Path) -> Dataset:
    data = checked_description(path, _yaml(path))
    return Dataset(
        id=data["id"],
        version=str(data["version"]),
        title_zh=data["title_zh"],
        title_en=data["title_en"],
        description_zh=data["description_zh"],
        description_en=data["description_en"].strip(),
        sector=data.get("sector"),
        licences=data["licences"],
        contributors=tuple(data.get("contributors", ())),
        sources=tuple(data.get("sources", ())),
        agency_kind=data.get("agency_kind"),
    )


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DatasetError(f"cannot be read: {error}", file=str(path), advice="mend the YAML") from error


def _rows(path: Path, make: Callable[[dict[str, str]], Row]) -> list[Row]:
    """The rows of a CSV as objects; a bad row is named by its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DatasetError("the file is missing", file=str(path), advice="see CONTRIBUTING.md") from error
    rows = []
    for line, row in enumerate(csv.DictReader(text.splitlines()), 2):
        try:
            rows.append(make(row))
        except (KeyError, ValueError, TypeError) as error:
            raise DatasetError(f"line {line}: {error}", file=str(path), advice="mend this row") from error
    return rows


def _agency(row: dict[str, str]) -> Agency:
    levels = {entry["code"] for entry in code_list("levels")}
    if row["level"] not in levels:
        raise ValueError(f"unknown level {row['level']!r}, use one of {', '.join(sorted(levels))}")
    if not (row["division_code"].isdigit() and len(row["division_code"]) == 6):
        raise ValueError(f"division_code {row['division_code']!r} is no GB/T 2260 code of six digits")
    return Agency(
        agency_id=row["agency_id"],
        name=row["name"],
        name_en=row["name_en"] or None,
        names_used=tuple(name for name in row["names_used"].split("|") if name),
        level=row["level"],
        division_code=row["division_code"],
        sector=row["sector"] or None,
        valid_from=_date(row["valid_from"]),
        valid_to=_date(row["valid_to"]),
        successor_id=row["successor_id"] or None,
        note=row["note"] or None,
    )


def _source(row: dict[str, str]) -> SourceEntry:
    return SourceEntry(
        row["report_id"],
        row["file"],
        row["url"] or None,
        row["sha256"],
        int(row["bytes"]),
        date.fromisoformat(row["added_on"]),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _check_agencies(path: Path, agencies: list[Agency]) -> None:
    """Ids are unique, successors exist, and no chain of successors comes back to where it began."""
    by_id = {agency.agency_id: agency for agency in agencies}
    for line, agency in enumerate(agencies, 2):
        if by_id[agency.agency_id] is not agency:
            raise DatasetError(f"line {line}: {agency.agency_id} appears twice", file=str(path), advice="keep one row")
        seen = {agency.agency_id}
        successor = agency.successor_id
        while successor:
            if successor not in by_id:
                raise DatasetError(
                    f"line {line}: successor {successor} is not in the register", file=str(path), advice="add its row"
                )
            if successor in seen:
                raise DatasetError(
                    f"line {line}: {agency.agency_id} succeeds itself", file=str(path), advice="mend successor_id"
                )
            seen.add(successor)
            successor = by_id[successor].successor_id
