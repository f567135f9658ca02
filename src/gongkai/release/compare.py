"""Two publications of a dataset, row by row: what changed, and why it was allowed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.errors import PackageError
from gongkai.release.causes import Cause, Difference, ReportCauses, follow_on, is_direct
from gongkai.release.change import Change, differing
from gongkai.release.compared import compared_tables
from gongkai.release.publication import Key, Publication, Rows, Values, version_order
from gongkai.release.reading_changes import ReadingChange

SHOWN = ("agency", "year", "title", "publish_date")
"""What is told of a report that came or went."""

_NATURE_CLASSES = {"correction": "correction", "rules": "rule_changed", "register": "register_changed"}


@dataclass(frozen=True, slots=True)
class _Compared:
    """What one report gave: changes whose cause is in the report, and those that follow from something else."""

    changes: list[Change]
    follow_ons: list[Difference]
    cause: Cause | None


def compare(old: Publication, new: Publication, declared: Iterable[ReadingChange]) -> tuple[Change, ...]:
    """Every change from the old to the new version: by report, then those of agencies and codes.

    Args:
        old: the version published before; tables that it has not are left out.
        new: the version that is to take its place.
        declared: reading changes; those of versions after the old one, up to the new one, are in force.

    Raises:
        PackageError: the two are of different datasets.
    """
    if old.dataset != new.dataset:
        raise PackageError(
            f"holds dataset {new.dataset}, but {old.name} holds {old.dataset}",
            file=new.name,
            advice="compare two versions of the same dataset",
        )
    in_force = _in_force(declared, old.version, new.version)
    new = _without_new_tables(new, old.tables)
    shared = list(_shared_changes(old, new))
    compared = {
        report_id: found
        for report_id in sorted(old.sources.keys() | new.sources.keys())
        if (found := _compare_report(report_id, old, new, in_force))
    }
    reworded = {change.key[2] for change in shared if change.key[1] in ("rules", "indicators")}
    causes = {report_id: found.cause for report_id, found in compared.items() if found.cause}
    by_report = (
        change
        for report_id, found in compared.items()
        for change in (*found.changes, *_follow_ons(found.follow_ons, report_id, causes, reworded))
    )
    return (*by_report, *shared)


def _without_new_tables(new: Publication, known: frozenset[str]) -> Publication:
    """The newer version without the tables that the older one has not: they change nothing that was published."""
    if new.tables <= known:
        return new
    record = new.record
    return replace(
        new,
        shared={key: row for key, row in new.shared.items() if key[0] in known},
        record=lambda report_id: {key: row for key, row in record(report_id).items() if key[0] in known},
    )


def _in_force(declared: Iterable[ReadingChange], old: str, new: str) -> tuple[ReadingChange, ...]:
    first, last = version_order(old), version_order(new)
    return tuple(change for change in declared if first < version_order(change.version) <= last)


def _shared_changes(old: Publication, new: Publication) -> Iterator[Change]:
    for difference in _differences(old.shared, new.shared):
        for nature, part in difference.by_nature().items():
            yield Change(_NATURE_CLASSES[nature], part.key, part.before, part.after)


def _compare_report(
    report_id: str, old: Publication, new: Publication, declared: tuple[ReadingChange, ...]
) -> _Compared | None:
    """The changes of one report; None if it is as before."""
    if report_id not in old.sources:
        return _came_or_went("source_added", report_id, new)
    if report_id not in new.sources:
        return _gone(report_id, old, new, declared)
    before, after = old.record(report_id), new.record(report_id)
    if old.sources[report_id] != new.sources[report_id]:
        return _revised(report_id, old.sources[report_id], new.sources[report_id], before, after)
    return _same_source(before, after, declared) if before != after else None


def _came_or_went(kind: str, report_id: str, publication: Publication) -> _Compared:
    shown = _shown(report_id, publication)
    before, after = (None, shown) if kind == "source_added" else (shown, None)
    return _Compared([Change(kind, ("reports", report_id), before, after)], [], (kind, None, None))


def _shown(report_id: str, publication: Publication) -> Values:
    row = publication.record(report_id)["reports", report_id]
    return {**{column: row.get(column) for column in SHOWN}, "source_sha256": publication.sources[report_id]}


def _gone(report_id: str, old: Publication, new: Publication, declared: tuple[ReadingChange, ...]) -> _Compared:
    """A report that is there no more; if its file still is, refused or under a new id, someone must say why."""
    renamed = {digest for other, digest in new.sources.items() if other not in old.sources}
    if old.sources[report_id] not in new.refused | renamed:
        return _came_or_went("source_removed", report_id, old)
    difference = Difference(("reports", report_id), _shown(report_id, old), None)
    cause = ReportCauses(declared, {}, {}).of_value(difference)
    return _Compared([Change(cause[0], difference.key, difference.before, None, *cause[1:])], [], cause)


def _revised(report_id: str, old_hash: str, new_hash: str, before: Rows, after: Rows) -> _Compared:
    kind = "source_revised"
    file = Change(kind, ("reports", report_id), {"source_sha256": old_hash}, {"source_sha256": new_hash})
    rows = (
        Change("correction" if row.key[0] == "corrections" else kind, row.key, row.before, row.after)
        for row in _differences(before, after)
    )
    return _Compared([file, *rows], [], (kind, None, None))


def _same_source(before: Rows, after: Rows, declared: tuple[ReadingChange, ...]) -> _Compared:
    causes = ReportCauses(declared, before, after)
    changes: list[Change] = []
    follow_ons: list[Difference] = []
    for difference in _differences(before, after):
        for nature, part in difference.by_nature().items():
            if nature == "derived":
                follow_ons.append(part)
                continue
            cause = causes.of_value(part) if is_direct(nature) else (_NATURE_CLASSES[nature], None, None)
            changes.append(Change(cause[0], part.key, part.before, part.after, *cause[1:]))
    return _Compared(changes, follow_ons, causes.strongest(changes))


def _follow_ons(
    differences: Iterable[Difference], report_id: str, causes: Mapping[str, Cause], reworded: set[str]
) -> Iterator[Change]:
    for part in differences:
        kind, reason_zh, reason_en = follow_on(part, report_id, causes, reworded)
        yield Change(kind, part.key, part.before, part.after, reason_zh, reason_en)


def _differences(before: Rows, after: Rows) -> list[Difference]:
    """Rows that differ, by table and key, each with the columns that do."""
    order = list(compared_tables())
    keys = sorted(before.keys() | after.keys(), key=lambda key: (order.index(key[0]), key))
    return [difference for key in keys if (difference := _difference(key, before.get(key), after.get(key)))]


def _difference(key: Key, before: Values | None, after: Values | None) -> Difference | None:
    columns = differing(before, after)
    return Difference(key, before, after).only(columns) if columns else None
