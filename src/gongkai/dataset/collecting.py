"""Where to look for the reports of each agency (`collect.csv`), and those that were not there (`looked_for.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.dataset.faults import Faults
from gongkai.dataset.rows_of_csv import Fault, Row, day, day_faults, day_of, is_web_address, read_rows, wrong_row
from gongkai.errors import DatasetError
from gongkai.model import ListPage

COLUMNS = ("agency_id", "address")
OPTIONAL = ("allow", "note", "last_gave_on", "last_links", "last_title")
ALLOWED = ("", "plain_http")
LOOKED_FOR = ("agency_id", "year", "looked_on")


def read_list_pages(path: Path, agency_ids: Collection[str]) -> tuple[ListPage, ...]:
    """The rows, in the order written.

    Raises:
        DatasetError: all rows that are wrong, each with its line and what to do.
    """
    if not path.is_file():
        raise DatasetError("no_list_pages", file=path)
    rows = list(read_rows(path, COLUMNS, optional=OPTIONAL))
    faults = Faults()
    for line, row in rows:
        for code, values in _faults(row, agency_ids):
            faults.note(wrong_row(path, line, code, **values))
    faults.raise_if_any()
    return tuple(
        ListPage(
            row["agency_id"],
            row["address"],
            row["allow"] == "plain_http",
            row["note"],
            day(row, "last_gave_on"),
            int(row["last_links"]) if row["last_links"] else None,
            row["last_title"],
            line,
        )
        for line, row in rows
    )


def _faults(row: Row, agency_ids: Collection[str]) -> Iterable[Fault]:
    if row["agency_id"] not in agency_ids:
        yield "list_unregistered", {"agency": row["agency_id"]}
    if not is_web_address(row["address"]):
        yield "list_no_address", {"address": row["address"]}
    elif urlsplit(row["address"]).scheme == "http" and row["allow"] != "plain_http":
        yield "list_unencrypted", {}
    if row["allow"] not in ALLOWED:
        yield "list_allow", {"allow": row["allow"]}
    if row["last_links"] and not row["last_links"].isdigit():
        yield "list_last_links", {"number": row["last_links"]}
    yield from day_faults(row, "last_gave_on")


def write_list_pages(path: Path, rows: Iterable[ListPage]) -> None:
    """Write the rows with what was found last."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*COLUMNS, *OPTIONAL])
        for row in rows:
            allow = "plain_http" if row.plain_http else ""
            gave = row.last_gave_on.isoformat() if row.last_gave_on else ""
            links = "" if row.last_links is None else row.last_links
            writer.writerow([row.agency_id, row.address, allow, row.note, gave, links, row.last_title])


def read_looked_for(path: Path) -> dict[tuple[str, int], date]:
    """Agency and year → the day on which the report was last looked for and not found; empty if the file is missing.

    Raises:
        DatasetError: names file and line of a malformed row.
    """
    found: dict[tuple[str, int], date] = {}
    for line, row in read_rows(path, LOOKED_FOR) if path.is_file() else ():
        looked = day_of(path, line, row, "looked_on")
        if looked is None:
            raise wrong_row(path, line, "no_looked_on")
        if not row["year"].isdecimal():
            raise wrong_row(path, line, "no_year", year=row["year"])
        found[row["agency_id"], int(row["year"])] = looked
    return found


def write_looked_for(path: Path, found: Mapping[tuple[str, int], date]) -> None:
    """Write agency, year and day, sorted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LOOKED_FOR)
        writer.writerows([agency, year, looked.isoformat()] for (agency, year), looked in sorted(found.items()))
