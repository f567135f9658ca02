"""A recorded release: `<version>.jsonl.gz`, what a version published, small enough to stay with the dataset.

The first line holds the version, the columns, the reports with the hashes of their sources, agencies, codes and
the list of changes so far; each further line the rows of one report, as lists of the columns named in the first.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gongkai.errors import DatasetError, PackageError
from gongkai.release.compared import compared_tables
from gongkai.release.publication import Key, Publication, Rows, Values, rows_of, version_order
from gongkai.release.reading_changes import from_json

ENDING = ".jsonl.gz"
FORMAT = 1
_DAMAGE = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError)


def latest_snapshot(folder: Path) -> Path | None:
    """The snapshot of the highest version in a folder; None if nothing has been released.

    Raises:
        DatasetError: a file there is named after no version.
    """
    paths = sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
    try:
        return max(paths, key=lambda path: version_order(path.name.removesuffix(ENDING)), default=None)
    except PackageError as error:
        raise DatasetError(error.what, file=str(folder), advice="name snapshots <version>.jsonl.gz") from error


def snapshot_bytes(publication: Publication) -> bytes:
    """The snapshot of a publication; the same publication gives the same bytes."""
    lines = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in _lines(publication))
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=0) as file:
        for line in lines:
            file.write(line.encode())
    return out.getvalue()


def _lines(publication: Publication) -> Iterator[dict[str, Any]]:
    compared = compared_tables()
    yield {
        "format": FORMAT,
        "dataset": publication.dataset,
        "version": publication.version,
        "columns": {
            name: [*table.key, *table.columns] for name, table in compared.items() if name in publication.tables
        },
        "refused": sorted(publication.refused),
        "reading_changes": [change.as_json() for change in publication.declared],
        "releases": list(publication.releases),
        "sources": dict(publication.sources),
        **_packed(publication.shared),
    }
    for report_id in publication.sources:
        yield _packed(publication.record(report_id))


def _packed(rows: Rows) -> dict[str, list[list[Any]]]:
    packed: dict[str, list[list[Any]]] = {}
    compared = compared_tables()
    for key, values in rows.items():
        table = compared[key[0]]
        keys = key[1 : len(table.key) + 1]
        packed.setdefault(table.name, []).append([*keys, *(values.get(column) for column in table.columns)])
    return packed


def read_snapshot(path: Path) -> Publication:
    """A recorded release as a publication.

    Raises:
        DatasetError: the file is missing, damaged, or of a later format.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            head, *lines = file.read().removesuffix("\n").split("\n")
        return _publication(path, json.loads(head), lines)
    except _DAMAGE as error:
        raise DatasetError(
            f"is no recorded release: {error}", file=str(path), advice="restore the file as it was committed"
        ) from error


def _publication(path: Path, head: dict[str, Any], lines: list[str]) -> Publication:
    if head["format"] != FORMAT or path.name != f"{head['version']}{ENDING}":
        raise ValueError(f"it says format {head['format']}, version {head['version']}")
    columns, by_id = head["columns"], dict(zip(head["sources"], lines, strict=True))
    return Publication(
        name=str(path),
        dataset=head["dataset"],
        version=head["version"],
        tables=frozenset(columns),
        sources=head["sources"],
        refused=frozenset(head["refused"]),
        shared=_unpacked(head, columns, of_reports=False),
        record=lambda report_id: _unpacked(json.loads(by_id[report_id]), columns, of_reports=True),
        declared=tuple(from_json(entry) for entry in head["reading_changes"]),
        releases=tuple(head["releases"]),
    )


def _unpacked(line: Mapping[str, Any], columns: Mapping[str, list[str]], *, of_reports: bool) -> Rows:
    rows: dict[Key, Values] = {}
    for name, table in compared_tables().items():
        if table.of_reports is of_reports and name in columns:
            rows |= rows_of(table, (dict(zip(columns[name], row, strict=True)) for row in line.get(name, ())))
    return rows
