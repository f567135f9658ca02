"""From the rows of `collect.csv` over lists and pages to documents, each judged by the project's own reading."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from gongkai.collect.links import (
    Link,
    attachments,
    needs_person,
    next_pages,
    patterns,
    report_links,
    sitemap_links,
    suffix_of,
    title_of,
)
from gongkai.collect.politeness import PublicResolver, Refused
from gongkai.model import Catch, Exchange, Judgement, ListPage, Visit

Judge = Callable[[Path, str], Judgement]
_SUFFIX_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
}


@dataclass(slots=True)
class Walk:
    """One row in progress; it is finished when none of its requests is open."""

    row: ListPage
    open: int = 0
    lists: int = 0
    links: dict[str, Link] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    catches: list[Catch] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    final_address: str = ""
    failure: str = ""
    detail: str = ""

    def fail(self, code: str, detail: str) -> None:
        """Record that the whole row failed; the first reason counts."""
        self.failure, self.detail = (self.failure, self.detail) if self.failure else (code, detail)

    def visit(self) -> Visit:
        """What the row led to."""
        return Visit(
            self.row,
            tuple(self.catches),
            len(self.links),
            self.title,
            self.final_address,
            tuple(self.refused),
            self.failure,
            self.detail,
        )


class ReportSpider(scrapy.Spider):
    """Visits each row's address, the further pages of its list, the reports it links to and the files beside them."""

    name = "gongkai"

    def __init__(
        self,
        rows: tuple[ListPage, ...] = (),
        judge: Judge | None = None,
        folder: Path = Path(),
        year: int | None = None,
        limits: dict[str, float] | None = None,
        finished: Callable[[Visit], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        assert judge
        assert finished
        self._rows, self._judge, self._folder, self._year = rows, judge, folder, year
        self._limits, self._finished = limits or {}, finished

    async def start(self) -> AsyncIterator[Request]:
        """The first request of each row."""
        for row in self._rows:
            walk = Walk(row)
            for request in self._ask(walk, row.address, self._on_first):
                yield request

    def _ask(self, walk: Walk, address: str, callback: Callable[..., Iterator[Request]]) -> Iterator[Request]:
        """The request for an address that this row has not asked for yet."""
        if address in walk.asked:
            return
        walk.asked.add(address)
        walk.open += 1
        keywords = {"walk": walk, "reader": callback}
        meta = {"plain_http": walk.row.plain_http}
        # Two rows may share an address, so Scrapy's own filter of repeated requests stays out of it.
        yield Request(address, self._answered, errback=self._failed, cb_kwargs=keywords, meta=meta, dont_filter=True)

    def _answered(self, response: Response, walk: Walk, reader: Callable[..., Iterator[Request]]) -> Iterator[Request]:
        yield from reader(response, walk)
        self._close(walk)

    def _close(self, walk: Walk) -> None:
        walk.open -= 1
        if walk.open == 0:
            self._finished(walk.visit())

    def _failed(self, failure: Failure) -> None:
        request = failure.request  # type: ignore[attr-defined]
        walk: Walk = request.cb_kwargs["walk"]
        code, detail = reason_of(failure)
        if request.cb_kwargs["reader"] == self._on_first:
            walk.fail(code, detail)
        else:
            walk.refused.append((request.url, f"{code}: {detail}"))
        self._close(walk)

    def _on_first(self, response: Response, walk: Walk) -> Iterator[Request]:
        """The address of the row: a list, a sitemap, or the report itself."""
        walk.final_address = response.url
        if not isinstance(response, TextResponse):
            self._take(response, walk)
            return
        walk.title = title_of(response)
        if not report_links(response) and suffix_of(response.url) != ".xml":
            if self._take(response, walk, quietly=True):
                return
            if needs_person(response):
                walk.fail("needs_person", walk.title or response.url)
        yield from self._on_list(response, walk)

    def _on_list(self, response: Response, walk: Walk) -> Iterator[Request]:
        walk.lists += 1
        if not isinstance(response, TextResponse):
            return
        if suffix_of(response.url) == ".xml":
            found = sitemap_links(response)
            further = [link.address for link in found if link.text == "sitemap"]
            reports = [link for link in found if link.text != "sitemap"]
        else:
            further, reports = next_pages(response), report_links(response)
        for link in reports:
            walk.links.setdefault(link.address, link)
            if self._year is None or link.year in (None, self._year):
                yield from self._ask(walk, link.address, self._on_report)
        for address in further:
            if walk.lists < self._limits["list_pages"]:
                yield from self._ask(walk, address, self._on_list)

    def _on_report(self, response: Response, walk: Walk) -> Iterator[Request]:
        beside = attachments(response) if isinstance(response, TextResponse) else []
        self._take(response, walk, quietly=bool(beside))
        for link in beside[: int(self._limits["attachments_a_page"])]:
            yield from self._ask(walk, link.address, self._on_attachment)

    def _on_attachment(self, response: Response, walk: Walk) -> Iterator[Request]:
        self._take(response, walk)
        return iter(())

    def _take(self, response: Response, walk: Walk, quietly: bool = False) -> bool:
        """Keep a document if it is a report of the agency; else record why not, unless another file may be it."""
        digest = sha256(response.body).hexdigest()
        modified, etag, content_type = (
            (response.headers.get(name) or b"").decode("latin-1") for name in ("Last-Modified", "ETag", "Content-Type")
        )
        # the ending of the file: from the address if known, else from the content type
        ending = suffix_of(response.url)
        if ending not in patterns()["attachments"]:
            kind = content_type.partition(";")[0].strip().lower()
            ending = _SUFFIX_BY_TYPE.get(kind, ".html" if isinstance(response, TextResponse) else ".bin")
        file = self._folder / f"{digest[:20]}{ending}"
        file.write_bytes(response.body)
        judgement = self._judge(file, walk.row.agency_id)
        if not judgement.is_report or self._year not in (None, judgement.year):
            file.unlink()
            if not judgement.is_report and not quietly:
                walk.refused.append((response.url, judgement.reason))
            return False
        asked: list[str] = [*response.meta.get("redirect_urls", []), response.url]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = (now, response.status, modified, etag, content_type, digest)
        walk.catches.append(Catch(file, Exchange(asked[0], response.url, tuple(asked[1:-1]), *told), judgement))
        return True


def reason_of(failure: Failure) -> tuple[str, str]:
    """Code of `outcomes.csv` and what was seen, for a request that failed."""
    error = failure.value
    if isinstance(error, Refused):
        return error.code, error.detail
    if isinstance(error, HttpError):
        return "unreachable", f"status {error.response.status}"
    text = re.sub(r"\s+", " ", repr(getattr(error, "reasons", None) or error))[:200]
    if "certificate" in text.lower():
        return "certificate", "the certificate does not verify"
    if "robots.txt" in text:
        return "forbidden", "robots.txt"
    host = urlsplit(failure.request.url).hostname or ""  # type: ignore[attr-defined]
    private = PublicResolver.private.get(host)
    return ("private_address", f"{host} is {private}") if private else ("unreachable", text)
