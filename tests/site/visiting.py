"""A visitor in Chromium: a page of the built site, served on a local port, and what went wrong on it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.site.made_up import AGENCY

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds to wait for something to appear."""

HARBIN = "reports/230100-science-technology-2022/"
MADE_UP = f"reports/{AGENCY.agency_id}-2022/"
KINDS = (
    "",
    "reports/",
    HARBIN,
    MADE_UP,
    "agencies/",
    "agencies/230100-science-technology/",
    "regions/",
    "regions/230000/",
    "years/",
    "years/2022/",
    "data/",
    "data/science-technology/",
    "data/science-technology/examples/",
    "agencies/coverage/",
    "quality/",
    "quality/rules/",
    "quality/rules/APP-R01/",
    "method/",
    "method/reading/",
    "method/tests/",
    "method/performance/",
    "about/",
    "about/contribute/",
    "about/publish/",
    "about/licences/",
    "changelog/",
    "search/?q=%E5%93%88%E5%B0%94%E6%BB%A8",
    "indicators/",
    "indicators/refusal_rate/",
    f"compare/?a=230100-science-technology,{AGENCY.agency_id}&y=2021-2022&m=requests.granted.total,refusal_rate",
    "explore/?table=requests&group=row_code",
)
"""A page of every kind; the glossary is a part of the method."""
LOST = "404.html"
"""What a server shows where there is no page, in both languages at once."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page and wait until its charts are drawn and its search is done."""
        self.page.goto(self.base + path)
        charts = self.page.locator("figure.chart")
        for number in range(charts.count()):
            charts.nth(number).locator("[data-chart-stage]").hover()
            charts.nth(number).locator("svg.main-svg").first.wait_for()
        if "search/?q" in path:
            self.page.locator("[data-search-texts] a").first.wait_for()
        return self.page


@contextmanager
def serving(site: Path, root: Path) -> Iterator[str]:
    """Address of a server whose root is the site and whose `/some/where/` is the same site."""
    (root / "some").mkdir()
    (root / "some" / "where").symlink_to(site, target_is_directory=True)
    for entry in site.iterdir():
        (root / entry.name).symlink_to(entry)
    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


def visit(context: BrowserContext, base: str) -> Visit:
    """A new page that notes console messages, script errors, bad answers and requests to other hosts."""
    seen = Visit(context.new_page(), base)
    page, note = seen.page, seen.complaints.append
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda m: note(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note(f"script: {error}"))
    page.on("response", lambda answer: note(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda request: note(f"outside: {request.url}") if leaves(request.url, base) else None)
    return seen


def leaves(url: str, base: str) -> bool:
    return not url.startswith((base, "data:", "blob:"))
