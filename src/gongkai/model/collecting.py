"""Types for looking for new reports: where to look, what was found, and how it was fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ListPage:
    """One row of `collect.csv`: where the reports of an agency are to be found.

    Attributes:
        agency_id: whose reports they are.
        address: of a list of reports, of one report, or of a sitemap.
        plain_http: True if a person allowed addresses without encryption (`plain_http` in the column `allow`).
        note: remark.
        last_gave_on: the day on which this row last led to a report, None if it never did.
        last_links: how many links to reports the list showed then.
        last_title: the title of the page then.
        line: its line in the file.
    """

    agency_id: str
    address: str
    plain_http: bool = False
    note: str = ""
    last_gave_on: date | None = None
    last_links: int | None = None
    last_title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a document was fetched.

    Attributes:
        address: as asked for.
        final_address: after redirects.
        redirects: the addresses in between, in order.
        fetched_at: time in UTC, ISO 8601.
        status: HTTP status.
        last_modified: as the server sent it, empty if it sent none.
        etag: likewise.
        content_type: likewise.
        sha256: of the bytes.
    """

    address: str
    final_address: str
    redirects: tuple[str, ...]
    fetched_at: str
    status: int
    last_modified: str
    etag: str
    content_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the project reads in a fetched document.

    Attributes:
        is_report: True if it is an annual report of the agency looked for.
        year: the year it reports on, None if it doesn't tell.
        complete: True if all tables and sections are there.
        reason: why it is no report of the agency, in one line; empty if it is one.
        page_date: day of publication that the page itself gives.
    """

    is_report: bool
    year: int | None = None
    complete: bool = False
    reason: str = ""
    page_date: date | None = None


@dataclass(frozen=True, slots=True)
class Catch:
    """A fetched document that may be a report; `file` holds its bytes under our own name."""

    file: Path
    exchange: Exchange
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Visit:
    """What one row of `collect.csv` led to.

    Attributes:
        row: the row.
        catches: documents fetched and judged.
        links: how many links to reports of any year the list showed.
        title: the title of the list page.
        final_address: where the list page was in the end.
        refused: addresses that were not fetched or not taken, each with the reason.
        failure: code of `collect/outcomes.csv` if the row failed wholly, else empty.
        detail: what was seen, for a failure.
    """

    row: ListPage
    catches: tuple[Catch, ...] = ()
    links: int = 0
    title: str = ""
    final_address: str = ""
    refused: tuple[tuple[str, str], ...] = field(default=())
    failure: str = ""
    detail: str = ""
