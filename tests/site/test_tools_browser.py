"""Comparing, exploring and asking by SQL in Chromium: addresses that come back, refusals, results equal to DuckDB's."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import duckdb
import pytest
from lxml import etree

from tests.site.conftest import Built
from tests.site.made_up import AGENCY
from tests.site.visiting import Visit, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HARBIN, SHUOZHOU = "230100-science-technology", "140600-science-technology"
COMPARED = f"compare/?a={HARBIN},{AGENCY.agency_id}&y=2021-2022&m=requests.granted.total,refusal_rate"


@pytest.fixture
def here(browser: Browser, server: str) -> Any:
    """A visitor of the site below a sub-path, who sees no fault."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        seen = visit(context, f"{server}some/where/")
        yield seen
        assert seen.complaints == []


def saved(page: Page, button: str) -> tuple[list[list[str]], list[str]]:
    """Rows of the CSV that a button saves, and the lines about it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    end = rows.index([])
    return rows[:end], [row[0] for row in rows[end + 1 :]]


def asked(built: Built, sql: str) -> list[list[str]]:
    """What DuckDB says over the same Parquet files, as a CSV would hold it."""
    with duckdb.connect() as connection:
        for file in (built.package / "data").glob("*.parquet"):
            connection.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{file}')")
        result = connection.execute(sql)
        rows = [[column[0] for column in result.description], *result.fetchall()]
    return [
        ["" if value is None else f"{value:g}" if isinstance(value, float) else str(value) for value in row]
        for row in rows
    ]


def test_agencies_are_chosen_by_keyboard_and_the_address_brings_the_comparison_back(here: Visit) -> None:
    page = here.open("compare/")
    for name in ("Harbin", "儋州市样例局"):
        page.get_by_role("searchbox").fill(name)
        page.locator("[data-finder-results] button").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="去掉").nth(0).wait_for()
    page.get_by_label("加指标").select_option("requests.granted.total")
    page.locator("[data-measure='requests.granted.total']").wait_for()
    address, table = page.url, page.locator("[data-compare-result] table").last.inner_text()
    assert f"a={HARBIN},{AGENCY.agency_id}" in address
    page.goto("about:blank")
    page.goto(address)
    page.locator("[data-measure='requests.granted.total']").wait_for()
    assert page.locator("[data-compare-result] table").last.inner_text() == table
    assert address in page.locator("[data-citation]").inner_text()


def test_a_comparison_shows_counts_and_says_why_it_gives_no_rate(here: Visit) -> None:
    page = here.open(
        f"compare/?a={HARBIN},{SHUOZHOU},{AGENCY.agency_id}&y=2019-2022&m=requests.granted.total,unable_rate"
    )
    counts = page.locator("[data-measure='requests.granted.total'] tbody tr")
    assert "1" in counts.first.locator("td").last.inner_text()
    rates = page.locator("[data-measure='unable_rate']")
    made_up = rates.locator("tbody tr").last.inner_text()
    assert "1 / 4" in made_up and "1 件就是 25 个百分点" in made_up and "%" not in made_up
    warnings = page.locator("[data-warnings]").inner_text()
    assert "本站没有 2020、2021 年的报告" in warnings
    assert "2021 年起改用新表" in warnings
    assert "不是同一类机关" not in warnings
    number = counts.first.locator("td a").last
    assert number.get_attribute("href") == f"{here.base}reports/{HARBIN}-2022/#requests.granted.total"
    rows, about = saved(page, "下载 CSV")
    head, *body = rows
    found = [dict(zip(head, row, strict=True)) for row in body]
    assert {row["value"] for row in found if row["agency_id"] == HARBIN and row["measure"].endswith(".total")} == {"1"}
    assert any(line == f"# {page.url}" for line in about)


def test_a_name_that_looks_like_markup_is_drawn_as_it_is(here: Visit) -> None:
    page = here.open(f"compare/?a={HARBIN},{AGENCY.agency_id}&y=2021-2022&m=requests.granted.total")
    page.locator("[data-compare-result] .legendtext").first.wait_for()
    names = page.locator("[data-compare-result] .legendtext").all_text_contents()
    assert AGENCY.name in names and "<b>" in AGENCY.name


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    return Path(download.value.path()).read_bytes()


def test_a_compared_chart_leaves_with_its_passport(here: Visit) -> None:
    page = here.open(f"compare/?a={HARBIN},{SHUOZHOU}&y=2020-2022&m=requests.new_received.total")
    page.locator("[data-compare-result] figure svg.main-svg").first.wait_for()
    picture: Any = etree.fromstring(downloaded(page, "下载 SVG"))
    assert "哈尔滨市科学技术局、朔州市科学技术局各年是多少" in picture[0].text
    drawn = " ".join(picture.xpath("//*[local-name()='text']//text()"))
    for said in (
        "2 份报告中 2 份有这个数",
        "2020、2022 年",
        "2021 年起",
        "gongkai 2026.11.0 版",
        page.url[:60],
        "哈尔滨市科学技术局",
    ):
        assert said in drawn, said
    assert downloaded(page, "下载 PNG").startswith(b"\x89PNG")


def test_a_compared_chart_says_how_many_of_its_numbers_are_in_doubt(here: Visit) -> None:
    page = here.open(f"compare/?a={HARBIN},{AGENCY.agency_id}&y=2021-2022&m=requests.carried_in.total")
    page.locator("[data-compare-result] figure svg.main-svg").first.wait_for()
    picture: Any = etree.fromstring(downloaded(page, "下载 SVG"))
    assert "3 份报告中 3 份有这个数；2021、2022 年；2 份存疑" in " ".join(picture.itertext())


def test_a_line_is_cut_at_a_change_of_the_form(here: Visit) -> None:
    page = here.open(f"compare/?a={HARBIN},{SHUOZHOU}&y=2020-2022&m=requests.new_received.total")
    page.locator("[data-compare-result] figure script").wait_for(state="attached")
    spec = page.evaluate("JSON.parse(document.querySelector('[data-compare-result] figure script').textContent)")
    assert [line["y"] for line in spec["data"]] == [[None, None, 11], [4, None, None]]
    assert spec["data"][0]["x"] == ["2020", "2020", "2022"]
    assert [line["x0"] for line in spec["layout"]["shapes"]] == [0.5]


@pytest.mark.parametrize(
    ("address", "sql"),
    [
        (
            "table=requests&group=row_code&aggregate=sum&of=value&f=column_code.is.total",
            "SELECT row_code, count(*) AS rows, sum(value) AS sum_value FROM requests WHERE column_code = 'total' "
            "GROUP BY row_code ORDER BY row_code",
        ),
        (
            "table=requests&columns=report_id,row_code,value&f=value.ge.3&f=report_id.has.230100&sort=-value",
            "SELECT report_id, row_code, value FROM requests WHERE value >= 3 AND contains(report_id, '230100') "
            "ORDER BY value DESC, ordinal",
        ),
        (
            "table=proactive_disclosure&group=row_code&group2=state&aggregate=max&of=value",
            "SELECT row_code, state, count(*) AS rows, max(value)::DOUBLE AS max_value FROM proactive_disclosure "
            "GROUP BY ALL ORDER BY row_code, min(report_id || lpad(ordinal::VARCHAR, 4, '0'))",
        ),
        (
            "table=corrections&columns=report_id,corrected_on,value&f=corrected_on.ge.2023-01-01",
            "SELECT report_id, corrected_on, value::DOUBLE AS value FROM corrections "
            "WHERE corrected_on >= '2023-01-01'",
        ),
    ],
    ids=["sums", "filters", "two groups", "days"],
)
def test_what_the_explorer_gives_is_what_duckdb_gives(here: Visit, built: Built, address: str, sql: str) -> None:
    page = here.open(f"explore/?{address}")
    page.locator("[data-explore-result] tbody tr").first.wait_for()
    rows, about = saved(page, "下载 CSV")
    assert rows == asked(built, sql)
    assert f"# {page.url}" in about


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT year, count(*) AS n, sum(cells_uncertain) AS u FROM reports GROUP BY year ORDER BY year",
        "SELECT r.year, q.row_code, sum(q.value) AS n FROM requests q JOIN reports r USING (report_id) "
        "WHERE q.column_code = 'total' GROUP BY r.year, q.row_code HAVING sum(q.value) > 0 ORDER BY 1, 2",
    ],
)
def test_sql_gives_what_duckdb_gives_and_its_address_gives_it_again(here: Visit, built: Built, sql: str) -> None:
    page = here.open(f"explore/?sql={quote(sql)}")
    page.locator("[data-explore-result] tbody tr").first.wait_for()
    assert saved(page, "下载 CSV")[0] == asked(built, sql)


def test_the_sql_engine_is_loaded_only_when_it_is_asked_for_and_tells_its_faults(here: Visit) -> None:
    loaded: list[str] = []
    here.page.on("request", lambda request: loaded.append(request.url))
    page = here.open("explore/")
    page.locator("[data-explore-result] tbody tr").first.wait_for()
    assert not any("sql" in url for url in loaded)
    page.get_by_role("button", name="写 SQL").click()
    page.get_by_label("SQL").fill("SELECT missing FROM reports")
    page.get_by_role("button", name="运行").click()
    page.locator("[data-explore-status]", has_text="no such column: missing").wait_for()
    page.get_by_label("SQL").fill("SELECT outcome, count(*) AS n FROM outcomes GROUP BY outcome ORDER BY outcome")
    page.get_by_role("button", name="运行").click()
    page.locator("[data-explore-result] td", has_text="granted").first.wait_for()
