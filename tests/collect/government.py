"""A made-up web of government sites on loopback addresses, each host with a manner and troubles of its own."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html

HUGE = 300_000_000


def report_page(agency: str, year: int, *, seed: int = 0, counter: str = "") -> str:
    """A whole report as a web page; `counter` stands in the footer, as counters of visits do."""
    edition = "2019" if year < 2021 else "2021"
    report = PrintedReport(edition, consistent_values(edition, seed or year), agency=agency, year=year)
    page = html(report)[1].decode()
    return page.replace("</body>", f"<div class='footer'>访问量 {counter}</div></body>")


def link(address: str, text: str) -> str:
    return f"<li><a href='{address}'>{text}</a></li>"


def listing(title: str, *parts: str) -> str:
    """A list page with the usual menu around the list."""
    menu = "".join(f"<a href='/menu/{n}'>栏目{n}</a>" for n in range(8))
    return f"<html><head><title>{title}</title></head><body><div>{menu}</div><ul>{''.join(parts)}</ul></body></html>"


@dataclass
class Answer:
    """What a server sends: the body, and what goes with it."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    pause: float = 0.0


Page = Answer | Callable[[int], Answer]
"""An answer, or one that depends on how often the page was asked for before."""


@dataclass
class Web:
    """The pages by host and path, what was asked when, and how many questions to a host were open at the same time."""

    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    asked: list[tuple[float, str, str, dict[str, str]]] = field(default_factory=list)
    unanswered: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    most_at_once: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    begun: float = 0.0
    port: int = 0

    def address(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, host: str) -> list[str]:
        return [path for _, asked, path, _ in self.asked if asked == host]

    def times(self, host: str) -> list[float]:
        return [when for when, asked, _, _ in self.asked if asked == host]


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    counts: dict[tuple[str, str], int] = defaultdict(int)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = str(self.headers["Host"]).partition(":")[0]
            web.asked.append((time.monotonic(), host, self.path, dict(self.headers)))
            web.unanswered[host] += 1
            web.most_at_once[host] = max(web.most_at_once[host], web.unanswered[host])
            page = web.pages.get((host, self.path), Answer(status=404))
            answer = page(counts[host, self.path]) if callable(page) else page
            counts[host, self.path] += 1
            time.sleep(answer.pause)
            # before the first byte of the answer: whoever waits for it cannot have asked again
            web.unanswered[host] -= 1
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer, body = Answer(status=304, headers=answer.headers), b""
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
                for _ in range(int(answer.headers.get("Content-Length", 0)) // 1_000_000):
                    self.wfile.write(b"x" * 1_000_000)
            except OSError:
                # The client hung up on a file too large for it.
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    return Handler


@contextmanager
def served(web: Web, certificate: Path | None = None) -> Iterator[Web]:
    """The web on all loopback addresses until the block ends; with a certificate (and key) in one file, over TLS."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), _handler(web))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def island(*entries: tuple[str, str]) -> str:
    """A list whose entries stand as JSON in a script element."""
    data = {"code": 0, "rows": [{"id": n, "title": title, "url": url} for n, (title, url) in enumerate(entries)]}
    script = f"<script type='application/json' id='data'>{json.dumps(data, ensure_ascii=False)}</script>"
    return f"<html><head><title>政府信息公开年报</title></head><body><a href='/'>首页</a>{script}</body></html>"
