"""The tables `releases` and `changes`: what the pages, feeds and interfaces of a site show of the releases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

from gongkai.model import ReportId, Table
from gongkai.release.change import Change, change_classes, counts
from gongkai.release.package_file import PackageFile
from gongkai.release.summary import what_changed

RELEASE_COLUMNS = (
    "dataset", "version", "previous", "date", "kind", "label_zh", "label_en", "description_zh", "description_en",
    "changes",
)  # fmt: skip
CHANGE_COLUMNS = (
    "dataset", "version", "previous", "date", "kind", "label_zh", "label_en", "report_id", "place", "what",
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
    releases: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    for dataset, release in ((package.dataset, release) for package in packages for release in package.releases):
        head = (dataset, release["version"], release["previous"], release["date"])
        changes = [Change.from_json(change) for change in release["changes"]]
        numbers = counts(changes)
        releases += ((*head, *astuple(entry), numbers[code]) for code, entry in change_classes().items())
        # why each corrected cell was corrected, as the person who did it wrote
        corrections = [change for change in changes if change.table == "corrections" and change.after]
        given = {_corrected(change): ((change.after or {}).get("reason"),) * 2 for change in corrections}
        for change in changes:
            labels = astuple(change_classes()[change.kind])[:3]
            reasons = (change.reason_zh, change.reason_en)
            why = reasons if change.reason_zh else given.get(_corrected(change), (None, None))
            what = (change.report_id, change.place, what_changed(change), *why, change.before, change.after)
            cell = (change.table, change.names.get("row_code"), change.names.get("column_code"))
            whose: tuple[object, ...] = (None, None, None)
            if change.report_id:
                agency_id, year = ReportId.parse(change.report_id)
                # a report that is no longer held goes by the name it was published with
                named = (change.before or change.after or {}).get("agency")
                whose = (*names.get(agency_id, (named, None)), year)
            rows.append((*head, *labels, *what, *whose, *cell))
    return {
        "releases": Table("releases", RELEASE_COLUMNS, tuple(releases)),
        "changes": Table("changes", CHANGE_COLUMNS, tuple(rows)),
    }


def _corrected(change: Change) -> tuple[str | None, str]:
    """The cell that a correction is of."""
    return change.report_id, change.place.removeprefix("corrections/") if change.kind == "correction" else ""
