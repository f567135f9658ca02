"""Looking for reports: where each agency's are to be found (`collect.csv`), which were not there (`looked_for.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.dataset.rows_of_csv import Row, day, is_web_address, read_rows, wrong_row
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
        advice = "make it: agency_id,address and a row for each list of reports"
        raise DatasetError("the file is missing", file=str(path), advice=advice)
    rows = list(read_rows(path, COLUMNS, optional=OPTIONAL))
    faults = [str(wrong_row(path, line, *fault)) for line, row in rows for fault in _faults(row, agency_ids)]
    if faults:
        raise DatasetError("\n".join(faults))
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


def _faults(row: Row, agency_ids: Collection[str]) -> Iterable[tuple[str, str]]:
    if row["agency_id"] not in agency_ids:
        yield f"{row['agency_id']!r} is not in the register", "add the agency to agencies.csv"
    if not is_web_address(row["address"]):
        yield f"address {row['address']!r} is no web address", "write it with https://"
    elif urlsplit(row["address"]).scheme == "http" and row["allow"] != "plain_http":
        yield "the address is not encrypted", "write https://, or plain_http into the column allow"
    if row["allow"] not in ALLOWED:
        yield f"allow is {row['allow']!r}", "leave it empty or write plain_http"
    if row["last_links"] and not row["last_links"].isdigit():
        yield f"last_links is {row['last_links']!r}", "leave it to the program"
    try:
        day(row, "last_gave_on")
    except ValueError as error:
        yield str(error), "leave it to the program"


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
        try:
            looked, year = day(row, "looked_on"), int(row["year"])
        except ValueError as error:
            raise wrong_row(path, line, str(error)) from error
        if looked is None:
            raise wrong_row(path, line, "looked_on is empty", "write the day")
        found[row["agency_id"], year] = looked
    return found


def write_looked_for(path: Path, found: Mapping[tuple[str, int], date]) -> None:
    """Write agency, year and day, sorted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LOOKED_FOR)
        writer.writerows([agency, year, looked.isoformat()] for (agency, year), looked in sorted(found.items()))
