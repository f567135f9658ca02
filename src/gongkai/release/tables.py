"""The tables `releases` and `changes`: what the pages, feeds and interfaces of a site tell of the releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gongkai.model import Table
from gongkai.release.change import Change, change_classes, counts
from gongkai.release.changes_file import Release
from gongkai.release.package_file import PackageFile
from gongkai.release.summary import what_changed

RELEASE_COLUMNS = (
    "dataset", "version", "previous", "date", "class", "label_zh", "label_en", "description_zh", "description_en",
    "changes",
)  # fmt: skip
CHANGE_COLUMNS = (
    "dataset", "version", "previous", "date", "class", "label_zh", "label_en", "report_id", "place", "what",
    "reason_zh", "reason_en", "before", "after", "agency", "agency_en", "year", "table", "row", "column",
)  # fmt: skip


def release_tables(packages: Iterable[PackageFile], agencies: Table) -> dict[str, Table]:
    """The tables `releases` and `changes`, the newest release of each dataset first.

    `releases` has a row per release and class of change: how many `changes` of it there are, 0 included. `changes` has
    a row per change: its class; the report, its agency and year (None where it is about agencies or codes); `place`,
    also as `table` and, for a cell of the form, `row` and `column`; `before` and `after` with the columns that differ
    (None where there was or is no such row), and the same in words as `what`; and why: what a person declared, or gave
    as the reason of a correction, which is in the language they wrote. `date` is None where a version is not released.
    """
    names = {row["agency_id"]: (row["name"], row["name_en"]) for row in agencies.records()}
    every = [(package.dataset, release) for package in packages for release in package.releases]
    releases = tuple(row for dataset, release in every for row in _release_rows(dataset, release))
    changes = tuple(row for dataset, release in every for row in _change_rows(dataset, release, names))
    return {
        "releases": Table("releases", RELEASE_COLUMNS, releases),
        "changes": Table("changes", CHANGE_COLUMNS, changes),
    }


def _release_rows(dataset: str, release: Release) -> Iterator[tuple[Any, ...]]:
    found = counts(map(Change.from_json, release["changes"]))
    for code, entry in change_classes().items():
        labels = (entry.label_zh, entry.label_en, entry.description_zh, entry.description_en)
        yield (*_head(dataset, release), code, *labels, found[code])


def _change_rows(
    dataset: str, release: Release, names: Mapping[str, tuple[str, str | None]]
) -> Iterator[tuple[Any, ...]]:
    changes = [Change.from_json(change) for change in release["changes"]]
    given = _given_reasons(changes)
    for change in changes:
        entry = change_classes()[change.kind]
        labels = (change.kind, entry.label_zh, entry.label_en)
        what = (change.report_id, change.place, what_changed(change))
        reason = (change.reason_zh, change.reason_en) if change.reason_zh else given.get(_cell(change), (None, None))
        whose = (*_whose(change, names), change.table, change.names.get("row_code"), change.names.get("column_code"))
        yield (*_head(dataset, release), *labels, *what, *reason, change.before, change.after, *whose)


def _given_reasons(changes: Sequence[Change]) -> dict[tuple[str | None, str], tuple[Any, Any]]:
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
