"""A hostile dataset published whole: the build goes through, and nothing of it runs, loads, steers or bloats."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gongkai.pipeline.publishing import build
from gongkai.workspace import Workspace
from tests.site.hostile import AGENCY, HOST, write_hostile
from tests.site.visiting import serving, visit
from tests.support.gold import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

pytestmark = pytest.mark.slow
YEARS = (2021, 2022, 2023, 2024)
MOST_BYTES = 2_000_000
FORMULA = ("=", "+", "@", "\t", "＝", "＋", "＠")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder / "datasets" / "hostile")
    workspace = Workspace(folder / "datasets", folder / "out", ROOT)
    published = build(workspace, jobs=1)
    assert [(rejected.source.file, rejected.reason) for rejected in published["hostile"].rejections] == []
    assert published["hostile"].reports == len(YEARS)
    return workspace


@pytest.fixture(scope="module")
def address(made: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(made.site, tmp_path_factory.mktemp("served")) as found:
        yield found


def test_no_page_is_over_two_megabytes(made: Workspace) -> None:
    sizes = {path.relative_to(made.site).as_posix(): path.stat().st_size for path in made.site.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def test_what_is_cut_says_so_and_names_the_file_that_has_it_all(made: Workspace) -> None:
    page = (made.site / "reports" / f"{AGENCY}-2024" / "index.html").read_text(encoding="utf-8")
    assert "正文很长，这里略去后面" in page and "report.json" in page
    whole = (made.site / "reports" / f"{AGENCY}-2024" / "report.json").read_text(encoding="utf-8")
    assert whole.count("说了很多话。") >= 150_000
    english = (made.site / "en" / "reports" / f"{AGENCY}-2024" / "index.html").read_text(encoding="utf-8")
    assert "The text is very long" in english


def test_no_cell_that_a_spreadsheet_opens_begins_a_formula(made: Workspace) -> None:
    files = [*made.site.rglob("report.csv"), *made.packages.rglob("*.excel.csv"), *made.site.rglob("charts/*.csv")]
    assert len(files) > len(YEARS)
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell.strip(" ").startswith(FORMULA)] == [], path
    (book,) = made.packages.rglob("*.xlsx")
    for sheet in openpyxl.load_workbook(book):
        assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], sheet.title


@pytest.mark.browser
def test_nothing_of_it_runs_or_loads(address: str, browser: Browser) -> None:
    reports = [f"reports/{AGENCY}-{year}/" for year in YEARS]
    others = ["", "reports/", "agencies/", f"agencies/{AGENCY}/", "regions/460400/", "years/2022/", "data/hostile/"]
    paths = [lang + path for path in (*reports, *others, "quality/", "search/?q=alert") for lang in ("", "en/")]
    with browser.new_context() as context:
        seen = visit(context, address)

        def caught(dialog: Dialog) -> None:
            seen.complaints.append(f"alert: {dialog.message}")
            dialog.dismiss()

        seen.page.on("dialog", caught)
        for path in [*paths, "404.html"]:
            page = seen.open(path)
            assert page.locator("h1").count() == 1, path
            assert "49 " not in page.locator("h1").inner_text()
            page.keyboard.press("Tab")
            assert page.evaluate("document.baseURI.startsWith(location.origin)")
            assert HOST not in page.evaluate("[...document.querySelectorAll('[src]')].map(n => n.src).join()")
            assert seen.complaints == [], path
        page = seen.open("en/search/?q=onload")
        assert "<svg/onload=alert(4)>" in page.locator("[data-search-texts] a").first.inner_text()
        assert seen.complaints == []


def test_a_copy_of_a_web_page_is_published_as_text(made: Workspace) -> None:
    copies = sorted(path.name for path in made.site.rglob("source.*"))
    assert copies == ["source.html.txt"] * 3 + ["source.txt"]
