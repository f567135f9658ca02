"""What the packages of a site publish, as far as its feeds, its JSON index and its page of changes tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.model import Table
from gongkai.release.change import Change, change_from_json, counts
from gongkai.release.changes_file import CHANGES, Release, read_changes
from gongkai.release.compared import change_classes
from gongkai.release.from_package import read_descriptor, read_table
from gongkai.release.publication import plain
from gongkai.release.summary import what_changed

REPORT_COLUMNS = (
    "report_id", "agency_id", "agency", "title", "year", "edition", "level", "division_code", "publish_date", "status",
    "source_sha256", "source_url", "cells_total", "cells_reported", "cells_uncertain",
    "findings_error", "findings_warning", "findings_info",
)  # fmt: skip
AGENCY_COLUMNS = (
    "agency_id", "name", "name_en", "names_used", "level", "division_code", "region", "region_en", "sector",
)  # fmt: skip
RELEASE_COLUMNS = (
    "dataset", "version", "previous", "date", "class", "label_zh", "label_en", "description_zh", "description_en",
    "changes",
)  # fmt: skip
CHANGE_COLUMNS = (
    "dataset", "version", "previous", "date", "class", "label_zh", "label_en", "report_id", "place", "what",
    "reason_zh", "reason_en", "before", "after", "agency", "agency_en", "year", "table", "row", "column",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublishedPackage:
    """One package: rows of reports and agencies as plain values, its releases as in CHANGES.json."""

    dataset: str
    version: str
    descriptor: Mapping[str, Any]
    reports: tuple[Mapping[str, Any], ...]
    agencies: tuple[Mapping[str, Any], ...]
    releases: tuple[Release, ...]

    @property
    def publisher(self) -> str:
        """Who publishes it."""
        who = (entry for entry in self.descriptor.get("contributors", ()) if "publisher" in entry.get("roles", ()))
        return str(next(who, {"title": "gongkai"})["title"])


def published_packages(folders: Iterable[Path]) -> tuple[PublishedPackage, ...]:
    """The packages in these folders, by dataset.

    Raises:
        PackageError: one is missing, damaged, or without its CHANGES.json.
    """
    return tuple(sorted((_published(folder) for folder in folders), key=lambda package: package.dataset))


def _published(folder: Path) -> PublishedPackage:
    descriptor = read_descriptor(folder)
    return PublishedPackage(
        descriptor["name"],
        descriptor["version"],
        descriptor,
        _rows(folder, "reports", REPORT_COLUMNS),
        _rows(folder, "agencies", AGENCY_COLUMNS),
        tuple(read_changes(folder / CHANGES)["releases"]),
    )


def _rows(folder: Path, name: str, columns: tuple[str, ...]) -> tuple[Mapping[str, Any], ...]:
    rows = read_table(folder, name, columns).sort_by(columns[0]).to_pylist()
    return tuple({column: plain(value) for column, value in row.items()} for row in rows)


def release_tables(packages: Iterable[PublishedPackage]) -> dict[str, Table]:
    """The tables `releases` and `changes`, the newest release of each dataset first.

    `releases` has a row per release and class of change: how many `changes` of it there are, 0 included. `changes` has
    a row per change: its class; the report, its agency and year (None where it is about agencies or codes); `place`,
    also as `table` and, for a cell of the form, `row` and `column`; `before` and `after` with the columns that differ
    (None where there was or is no such row), and the same in words as `what`; and why: what a person declared, or gave
    as the reason of a correction, which is in the language they wrote.
    """
    every = [(package, release) for package in packages for release in package.releases]
    releases = tuple(row for package, release in every for row in _release_rows(package.dataset, release))
    changes = tuple(row for package, release in every for row in _change_rows(package, release))
    return {
        "releases": Table("releases", RELEASE_COLUMNS, releases),
        "changes": Table("changes", CHANGE_COLUMNS, changes),
    }


def _release_rows(dataset: str, release: Release) -> Iterator[tuple[Any, ...]]:
    found = counts(map(change_from_json, release["changes"]))
    for code, entry in change_classes().items():
        labels = (entry.label_zh, entry.label_en, entry.description_zh, entry.description_en)
        yield (*_head(dataset, release), code, *labels, found[code])


def _change_rows(package: PublishedPackage, release: Release) -> Iterator[tuple[Any, ...]]:
    changes = [change_from_json(change) for change in release["changes"]]
    given = _given_reasons(changes)
    names = {row["agency_id"]: (row["name"], row["name_en"]) for row in package.agencies}
    for change in changes:
        entry = change_classes()[change.kind]
        labels = (change.kind, entry.label_zh, entry.label_en)
        what = (change.report_id, change.place, what_changed(change))
        reason = (change.reason_zh, change.reason_en) if change.reason_zh else given.get(_cell(change), (None, None))
        whose = (*_whose(change, names), change.table, change.names.get("row"), change.names.get("column"))
        yield (*_head(package.dataset, release), *labels, *what, *reason, change.before, change.after, *whose)


def _given_reasons(changes: Iterable[Change]) -> dict[tuple[str | None, str], tuple[Any, Any]]:
    """Why each corrected cell was corrected, as the person who did it wrote."""
    corrections = (change for change in changes if change.table == "corrections" and change.after)
    return {_cell(change): ((change.after or {}).get("reason"),) * 2 for change in corrections}


def _cell(change: Change) -> tuple[str | None, str]:
    return change.report_id, change.place.removeprefix("corrections/") if change.kind == "correction" else ""


def _whose(change: Change, names: Mapping[str, tuple[str, str | None]]) -> tuple[Any, ...]:
    """Agency in Chinese and English, and year; of a report that is no longer held, as it was published."""
    if change.report_id is None:
        return None, None, None
    agency_id, _, year = change.report_id.rpartition("-")
    told = (change.before or change.after or {}).get("agency")
    return (*names.get(agency_id, (told, None)), int(year))


def _head(dataset: str, release: Release) -> tuple[Any, ...]:
    return dataset, release["version"], release["previous"], release["date"]
