"""One site for all tests of this room: the gold of the first dataset and the made-up agency, through a real package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from gongkai.model import CoverageYear, Document, Table
from gongkai.package import write_package
from gongkai.query import examples, run_all, write_database
from gongkai.site import build_site, made_here
from gongkai.site.figures import Figures
from tests.package.make_gold_package import FOLDER, gold_content
from tests.site.made_up import AGENCY, ATTACK, MADE_UP, SILENT_AGENCY, correction, made_up_reports, rejected, web_page
from tests.site.made_up_releases import FIRST, SECOND, release_tables
from tests.site.visiting import ARGUMENTS, Visit, serving, visit
from tests.support.gold import ROOT

# loaded where a browser is started: it takes a while, in every worker
if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILES = {
    "feed.xml": "<feed/>",
    "en/feed.xml": "<feed/>",
    f"agencies/{AGENCY.agency_id}/feed.xml": "<feed/>",
    "api/index.json": "{}",
}
"""What others made for the site."""
COVERAGE = (
    CoverageYear("230100-science-technology", 2021, "not_collected"),
    CoverageYear("230100-science-technology", 2022, "present", report_id="230100-science-technology-2022"),
    CoverageYear(AGENCY.agency_id, 2020, "not_collected"),
)
REPLIES = Table(
    "replies",
    ("report_id", "cell", "text", "text_en", "sent_by", "sent_on"),
    ((MADE_UP, "requests.total_processed.total", f"总计栏误填{ATTACK}", None, "样例局", date(2023, 5, 6)),),
)


@dataclass(frozen=True)
class Built:
    """A built site with what it was built from."""

    folder: Path
    package: Path
    tables: Mapping[str, Table]
    sources: Mapping[str, Path]

    @property
    def figures(self) -> Figures:
        return Figures(self.tables)

    def page(self, path: str) -> str:
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def tree(self, path: str) -> Any:
        return html.fromstring(self.page(path))

    def form_cells(self, path: str) -> dict[str, Any]:
        """The cells of the forms on a page, by their path."""
        cells = self.tree(path).xpath("//table[contains(@class, 'form')]//td[@id]")
        return {cell.get("id").replace(".", "/"): cell for cell in cells}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    package, sources, documents = _package(folder)
    asked = {"examples": examples({package.name: package}), "replies": REPLIES}
    tables = {**run_all([package]), **release_tables(SECOND, FIRST), **asked}
    out = folder / "site"
    make_reports = made_here(tables, sources, documents)
    build_site(tables, {package.name: package}, ROOT, out, make_reports=make_reports, files=FILES)
    return Built(out, package, tables, sources)


def _package(folder: Path) -> tuple[Path, dict[str, Path], dict[str, Document]]:
    (earlier, later), sources = made_up_reports(folder)
    earlier, document = web_page(earlier)
    gold = gold_content()
    content = replace(
        gold,
        agencies=(*gold.agencies, AGENCY, SILENT_AGENCY),
        reports=(*gold.reports, earlier, later),
        rejections=(rejected(),),
        corrections=(correction(),),
        coverage=COVERAGE,
    )
    package = folder / "science-technology"
    package.mkdir()
    write_package(content, package)
    write_database(package, package / f"{package.name}.duckdb")
    files = {report.report_id: FOLDER / "reports" / report.extraction.source.file for report in gold.reports}
    return package, {**files, **sources}, {earlier.report_id: document}


@pytest.fixture(scope="session")
def server(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the served site; the same site stands below `some/where/`."""
    with serving(built.folder, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(params=["", "some/where/"], ids=["root", "sub-path"])
def visitor(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        seen = visit(context, server + request.param)
        yield seen
        assert seen.complaints == []
