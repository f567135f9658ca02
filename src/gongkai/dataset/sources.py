"""`sources.csv`: where each source report came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.dataset.faults import Faults
from gongkai.dataset.rows_of_csv import Fault, Row, append_row, day_faults, is_web_address, read_rows, wrong_row

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
"""Columns that collecting fills; they are empty for a page that a person saved by hand."""
REMARKS = ("original_name", "note", "settled", *HOW_IT_CAME)
ADDRESSES = ("url", "found_on", "final_url")
SETTLED = frozenset({"agency", "year"})

_REPORT_ID = re.compile(r"[0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{4}")
"""Id of an agency and the year reported on."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BYTES = re.compile(r"[0-9]{1,12}")


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
    with faults.gathered():
        for line, row in read_rows(path, COLUMNS, optional=REMARKS) if path.is_file() else ():
            wrong = [wrong_row(path, line, code, **values) for code, values in _faults(row)]
            for name in (row["report_id"], row["file"]):
                if lines.setdefault(name, line) != line:
                    wrong.append(wrong_row(path, line, "source_twice", name=name, other=lines[name]))
            agency_id = row["report_id"].rpartition("-")[0]
            if agency_ids is not None and _REPORT_ID.fullmatch(row["report_id"]) and agency_id not in agency_ids:
                wrong.append(wrong_row(path, line, "source_unregistered", report=row["report_id"]))
            if not wrong:
                entries[row["file"]] = SourceEntry(
                    row["report_id"],
                    row["file"],
                    row["url"] or None,
                    row["sha256"],
                    int(row["bytes"]),
                    date.fromisoformat(row["added_on"]),
                    line,
                    row["found_on"],
                    frozenset(row["settled"].split()),
                )
            for error in wrong:
                faults.note(error)
    faults.raise_if_any()
    return entries


def refuse_lost_sources(path: Path, entries: Iterable[SourceEntry], files: Collection[str]) -> None:
    """Every listed source file exists; otherwise its report would silently leave the data.

    Args:
        path: of `sources.csv`, for messages.
        entries: its rows.
        files: paths inside the dataset folder of the source reports found.

    Raises:
        DatasetError: names the line of each source that is not there.
    """
    faults = Faults()
    for entry in entries:
        if entry.file not in files:
            faults.note(wrong_row(path, entry.line, "source_lost", name=entry.file))
    faults.raise_if_any()


def _faults(row: Row) -> Iterator[Fault]:
    """What is wrong with a row by itself."""
    if not row["added_on"]:
        yield "no_added_on", {}
    yield from day_faults(row, "added_on")
    for column, pattern in (("report_id", _REPORT_ID), ("sha256", _SHA256), ("bytes", _BYTES)):
        if not pattern.fullmatch(row[column]):
            yield "source_shape", {"column": column, "text": row[column], "pattern": pattern.pattern}
    for column in ADDRESSES:
        if row[column] and not is_web_address(row[column]):
            yield "source_no_address", {"column": column, "address": row[column]}
    if not SETTLED.issuperset(row["settled"].split()):
        yield "source_settled", {"settled": row["settled"], "known": " ".join(sorted(SETTLED))}


def append_source(path: Path, row: Mapping[str, object]) -> None:
    """Add a row to `sources.csv`, which is made if it is missing.

    Raises:
        DatasetError: the file is damaged.
    """
    append_row(path, COLUMNS, REMARKS, {"original_name": "", "note": "", **row})
