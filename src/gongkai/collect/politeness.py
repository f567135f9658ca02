"""Downloader middlewares that Scrapy lacks: safe addresses, budgets of a host, Retry-After, WARC."""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class Refused(IgnoreRequest):
    """A request that is not made; `code` is one of `outcomes.csv`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def is_public(address: str) -> bool:
    """True for an IP address that anybody on the internet may reach."""
    return ipaddress.ip_address(address).is_global


class PublicResolver(CachingThreadedResolver):
    """Host names to addresses; names that lead into a private network are refused where the connection is made.

    The check stands here and not before the request, so that a name can't answer differently the second time.

    Attributes:
        private: names refused, with their addresses; Twisted reports them as names that can't be found.
    """

    private: ClassVar[dict[str, str]] = {}

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The address of a host; the Deferred fails with DNSLookupError for a private one."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(_public_only, name)


def _public_only(address: str, name: str) -> str:
    if not is_public(address):
        PublicResolver.private[name] = address
        raise DNSLookupError(f"{name} is {address}")
    return address


class SafeAddress:
    """Only http(s), only public addresses, and http only where a person allowed it; redirects come here again."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SafeAddress:
        """Make the middleware from the settings of the crawler."""
        return cls(crawler.settings.getbool("GONGKAI_ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> None:
        """Refuse a request that must not be sent."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused("refused", f"{parts.scheme} is no web address")
        # Scrapy requests robots.txt itself, without our `meta`
        if parts.scheme == "http" and not (request.meta.get("plain_http") or request.meta.get("dont_obey_robotstxt")):
            raise Refused("plain_http", request.url)
        host = (parts.hostname or "").strip("[]")
        try:
            public = is_public(host)
        except ValueError:
            # a host name; the resolver checks its address
            return
        if not public and not self._allow_private:
            raise Refused("private_address", host)


@dataclass(slots=True)
class _Spent:
    started: float = field(default_factory=monotonic)
    pages: int = 0
    size: int = 0


class HostBudget:
    """Ends the visit of a host that took its pages, bytes or minutes."""

    def __init__(self, limits: dict[str, float]) -> None:
        self._limits = limits
        self._spent: dict[str, _Spent] = defaultdict(_Spent)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostBudget:
        """Make the middleware from the settings of the crawler."""
        return cls(crawler.settings.getdict("GONGKAI_LIMITS"))

    def process_request(self, request: Request) -> None:
        """Count the request, or refuse it."""
        spent = self._spent[_host(request)]
        used = {
            "pages_a_host": float(spent.pages),
            "bytes_a_host": float(spent.size),
            "minutes_a_host": (monotonic() - spent.started) / 60,
        }
        for name, amount in used.items():
            if amount >= self._limits[name]:
                raise Refused("limit", f"{_host(request)}: {name} {self._limits[name]:g}")
        spent.pages += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the bytes as sent."""
        self._spent[_host(request)].size += len(response.body)
        return response


class ObeyRetryAfter(RetryMiddleware):
    """Retries as Scrapy does, but not before the server's Retry-After; a wait too long ends the visit of the host."""

    def process_response(self, request: Request, response: Response, spider: None = None) -> Request | Response:  # type: ignore[override]
        """The response, or the request to be made again."""
        wait = retry_after(response)
        if response.status in self.retry_http_codes and wait is not None:
            if wait > self.crawler.settings.getdict("GONGKAI_LIMITS")["longest_wait_seconds"]:
                raise Refused("limit", f"{_host(request)} asks to wait {wait:.0f} seconds")
            # The next request to this host leaves `delay` seconds after `lastseen`.
            slot = self.crawler.engine.downloader.slots.get(str(request.meta.get("download_slot")))
            if slot is not None:
                slot.lastseen = monotonic() + wait
        return super().process_response(request, response)


def retry_after(response: Response) -> float | None:
    """Seconds that a server asks to wait (number or date), None if it asks for nothing."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


class KeepExchange:
    """Writes every exchange into a WARC file as it was sent, so it must be the middleware nearest to the network."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeepExchange:
        """Make the middleware from the settings of the crawler."""
        return cls(Path(crawler.settings.get("GONGKAI_WARC")))

    def process_response(self, request: Request, response: Response) -> Response:
        """Append request and response."""
        with self._path.open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            asked = StatusAndHeaders(
                f"{request.method} {request.url} HTTP/1.1", _headers(request), is_http_request=True
            )
            sent = StatusAndHeaders(str(response.status), _headers(response), protocol="HTTP/1.1")
            answer = writer.create_warc_record(response.url, "response", BytesIO(response.body), http_headers=sent)
            question = writer.create_warc_record(request.url, "request", BytesIO(request.body), http_headers=asked)
            writer.write_request_response_pair(question, answer)
        return response


def _headers(message: Request | Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        for value in values
    ]


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc.lower()
