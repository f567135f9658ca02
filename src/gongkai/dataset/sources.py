"""`sources.csv`: where each source report came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.dataset.faults import Faults
from gongkai.dataset.rows_of_csv import Row, append_row, day_of, is_web_address, read_rows, wrong_row

COLUMNS = ("report_id", "file", "url", "sha256", "bytes", "added_on")
HOW_IT_CAME = (
    "found_on",
    "final_url",
    "redirects",
    "fetched_at",
    "status",
    "last_modified",
    "etag",
    "content_type",
    "page_date",
)
"""What a collector knows of an exchange; a person who saved a page by hand leaves these empty."""
REMARKS = ("original_name", "note", "settled", *HOW_IT_CAME)
ADDRESSES = ("url", "found_on", "final_url")
SETTLED = frozenset({"agency", "year"})

_REPORT_ID = re.compile(r"[0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One row of `sources.csv`: a source report and where it came from.

    Attributes:
        report_id: the report it gives.
        file: path inside the dataset folder.
        url: where it was published, None where unknown.
        sha256: of its bytes when it was added.
        bytes: its size.
        added_on: the day it was added.
        line: its line in the file.
        found_on: the list page that led to it, empty if a person brought it.
        settled: what a person settled against the report's own words: `agency`, `year`, both, or nothing.
    """

    report_id: str
    file: str
    url: str | None
    sha256: str
    bytes: int
    added_on: date
    line: int
    found_on: str = ""
    settled: frozenset[str] = frozenset()


def read_sources(path: Path, agency_ids: Collection[str] | None) -> Mapping[str, SourceEntry]:
    """The entries by path inside the dataset folder; none if the file is missing.

    Args:
        path: of `sources.csv`.
        agency_ids: those of the register, None where the register could not be read.

    Raises:
        DatasetError: names file and line of each malformed row, a report or file that stands there twice, or
            a report of an agency that is not in the register.
    """
    entries: dict[str, SourceEntry] = {}
    lines: dict[str, int] = {}
    faults = Faults()
    for line, row in read_rows(path, COLUMNS, optional=REMARKS) if path.is_file() else ():
        with faults.gathered():
            entry = _entry(path, line, row)
            for name in (entry.report_id, entry.file):
                if lines.setdefault(name, line) != line:
                    raise wrong_row(path, line, "source_twice", name=name, other=lines[name])
            if agency_ids is not None and entry.report_id.rpartition("-")[0] not in agency_ids:
                raise wrong_row(path, line, "source_unregistered", report=entry.report_id)
            entries[entry.file] = entry
    faults.tell()
    return entries


def refuse_lost_sources(path: Path, entries: Iterable[SourceEntry], files: Collection[str]) -> None:
    """Every listed source is there: a file that got lost would take its report out of the data without a word.

    Args:
        path: of `sources.csv`, for messages.
        entries: its rows.
        files: paths inside the dataset folder of the source reports found.

    Raises:
        DatasetError: names the line of a source that is not there.
    """
    for entry in entries:
        if entry.file not in files:
            raise wrong_row(path, entry.line, "source_lost", name=entry.file)


def _entry(path: Path, line: int, row: Row) -> SourceEntry:
    added = day_of(path, line, row, "added_on")
    if added is None:
        raise wrong_row(path, line, "no_added_on")
    for column, pattern in (("report_id", _REPORT_ID), ("sha256", _SHA256), ("bytes", re.compile("[0-9]{1,12}"))):
        if not pattern.fullmatch(row[column]):
            raise wrong_row(path, line, "source_shape", column=column, text=row[column], pattern=pattern.pattern)
    for column in ADDRESSES:
        if row[column] and not is_web_address(row[column]):
            raise wrong_row(path, line, "source_no_address", column=column, address=row[column])
    settled = frozenset(row["settled"].split())
    if not settled <= SETTLED:
        raise wrong_row(path, line, "source_settled", settled=row["settled"], known=" ".join(sorted(SETTLED)))
    return SourceEntry(
        row["report_id"],
        row["file"],
        row["url"] or None,
        row["sha256"],
        int(row["bytes"]),
        added,
        line,
        row["found_on"],
        settled,
    )


def append_source(path: Path, row: Mapping[str, object]) -> None:
    """Add a row to `sources.csv`, which is made if it is missing.

    Raises:
        DatasetError: the file is damaged.
    """
    append_row(path, COLUMNS, REMARKS, {"original_name": "", "note": "", **row})
