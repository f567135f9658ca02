"""Runs the spider in a process of its own and hands over each row's visit as soon as it is finished."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from gongkai.collect.spider import Judge, ReportSpider
from gongkai.errors import CollectError
from gongkai.forms.data_files import yaml_data
from gongkai.model import ListPage, Visit
from gongkai.version import __version__


@dataclass(frozen=True, slots=True)
class Options:
    """How to look.

    Attributes:
        contact: web or mail address for those who want to complain; it stands in the user agent.
        folder: where documents are put; a folder of the run.
        cache: where answers are kept for conditional requests; shared by runs.
        year: only reports of that year, None for all.
        warc: file that every exchange is appended to, None for none.
        allow_private: True to reach private networks (tests, an intranet).
        limits: in place of those of `limits.yml`, by name.
    """

    contact: str
    folder: Path
    cache: Path
    year: int | None = None
    warc: Path | None = None
    allow_private: bool = False
    limits: tuple[tuple[str, float], ...] = ()


def crawl(rows: Sequence[ListPage], judge: Judge, options: Options) -> Iterator[Visit]:
    """Visit every row; each visit comes when it is finished, in no particular order.

    Args:
        rows: where to look.
        judge: says of a file and the id of the agency looked for what the project's reading makes of it; called in
            another process, so it must be a function at the top of a module.
        options: how to look.

    Raises:
        CollectError: the crawler itself failed.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(tuple(rows), judge, options, there))
    process.start()
    there.close()
    try:
        while True:
            try:
                yield here.recv()
            except EOFError:
                break
        process.join()
    finally:
        # also when the caller stops early, so that the crawler does not run on
        process.kill()
        process.join()
    if process.exitcode:
        raise CollectError("crawler_ended", exit_code=process.exitcode)


def _run(rows: tuple[ListPage, ...], judge: Judge, options: Options, out: Connection) -> None:
    from scrapy.crawler import CrawlerProcess

    limits: dict[str, float] = {**yaml_data("gongkai.collect", "limits.yml"), **dict(options.limits)}
    process = CrawlerProcess(_settings(options, limits))
    process.crawl(
        ReportSpider,
        rows=rows,
        judge=judge,
        folder=options.folder,
        year=options.year,
        limits=limits,
        finished=out.send,
    )
    process.start()


def _settings(options: Options, limits: dict[str, float]) -> dict[str, object]:
    """Scrapy's settings: politeness first."""
    ours = "gongkai.collect.politeness."
    middlewares: dict[str, int | None] = {
        f"{ours}SafeAddress": 50,
        f"{ours}HostBudget": 60,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        f"{ours}ObeyRetryAfter": 550,
    }
    if options.warc:
        middlewares[f"{ours}KeepExchange"] = 950
    resolver = "scrapy.resolver.CachingThreadedResolver" if options.allow_private else f"{ours}PublicResolver"
    return {
        "USER_AGENT": f"gongkai-collect/{__version__} (+{options.contact})",
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_DELAY": limits["delay_seconds"],
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": limits["delay_seconds"],
        "DOWNLOAD_TIMEOUT": limits["timeout_seconds"],
        "DOWNLOAD_MAXSIZE": int(limits["bytes_a_file"]),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": int(limits["retry_times"]),
        "REDIRECT_MAX_TIMES": 5,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
        "LOG_INSTALL_ROOT_HANDLER": False,
        "DNS_RESOLVER": resolver,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_DIR": str(options.cache.resolve()),
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "HTTPCACHE_GZIP": True,
        "DOWNLOADER_MIDDLEWARES": middlewares,
        "GONGKAI_LIMITS": limits,
        "GONGKAI_ALLOW_PRIVATE": options.allow_private,
        "GONGKAI_WARC": str(options.warc) if options.warc else None,
    }
