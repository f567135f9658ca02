"""A page type is a view, a template and an entry; a long list goes on over several pages, none of which grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from gongkai.model import Table
from gongkai.site import render
from gongkai.site.addresses import Way
from gongkai.site.figures import Figures
from gongkai.site.page import Page, PagePerRow, PageType, SiteData
from gongkai.site.words import Words
from tests.site.one_type import pages_of

TOWNS = Table("towns", ("code", "name"), tuple((f"t{number}", f"镇{number}") for number in range(1, 8)))
DATA = SiteData(Figures({"towns": TOWNS}))


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates in place of ours."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    monkeypatch.setattr(render, "_environment", lambda words: environment)
    yield tmp_path


def made(kind: PageType, lang: str = "zh") -> list[Page]:
    return [draft.page() for draft in kind.drafts(DATA, Words(lang))]


def test_a_view_a_template_and_an_entry_make_a_page(templates: Path) -> None:
    (templates / "towns.html").write_text("{% for town in rows %}{{ town.name }} {% endfor %}", encoding="utf-8")
    (page,) = made(
        PageType("towns", "towns/", view="towns", title=("镇", "Towns"), description=("全部镇", "All towns"))
    )
    assert (page.path, page.title, page.body) == ("towns/", "镇", "镇1 镇2 镇3 镇4 镇5 镇6 镇7 ")


def test_a_page_a_row_has_the_columns_of_its_row_in_address_and_title(templates: Path) -> None:
    (templates / "town.html").write_text("{{ to.page('towns/') }} {{ name }}", encoding="utf-8")
    pages = made(PagePerRow("town", "towns/{code}/", view="towns", title=("{name}", "Town {name}")), "en")
    assert [page.path for page in pages[:2]] == ["towns/t1/", "towns/t2/"]
    assert (pages[1].title, pages[1].body) == ("Town 镇2", "../../towns/ 镇2")


def test_a_long_list_goes_on_over_pages_that_say_where_they_stand(templates: Path) -> None:
    (templates / "towns.html").write_text("{{ rows | length }} of {{ part.all }}", encoding="utf-8")
    pages = made(PageType("towns", "towns/", view="towns", title=("镇", "Towns"), part=3))
    assert [(page.path, page.body) for page in pages] == [
        ("towns/", "3 of 7"),
        ("towns/page-2/", "3 of 7"),
        ("towns/page-3/", "1 of 7"),
    ]
    assert [page.title for page in pages] == ["镇", "镇（第 2 页）", "镇（第 3 页）"]


def test_a_row_that_is_to_have_no_page_has_none(templates: Path) -> None:
    (templates / "town.html").write_text("", encoding="utf-8")
    kind: PagePerRow[object] = PagePerRow("town", "{code}/", view="towns", make_one=lambda data, words, row: None)
    assert made(kind) == []


def test_the_list_of_agencies_leads_from_page_to_page() -> None:
    told = ("agency_id", "name", "division_code", "level", "years", "reports")
    untold = ("name_en", "names_used", "valid_from", "valid_to", "successor_id", "remark")
    rows = ((f"110000-a{n}", f"第{n}局", "110000", "province", [2022], 1, *[None] * 6) for n in range(250))
    agencies = Table("agencies", (*told, *untold), tuple(rows))
    first, second, last = pages_of("agencies", {"agencies": agencies}, "zh")
    assert 'href="../agencies/page-2/" rel="next"' in first.body and 'rel="prev"' not in first.body
    assert 'href="../../agencies/" rel="prev"' in second.body
    assert "第 201–250 条，共 250 条" in last.body and last.body.count("<tr>") == 51


def test_of_many_rejected_files_the_page_of_quality_lists_some_and_leads_to_all() -> None:
    columns = ("dataset", "file", "reason", "message_zh", "message_en", "bytes")
    rows = tuple(("d", f"{n:03}.pdf", "scanned", "只有图像", "pictures only", 9) for n in range(250))
    empty = {name: Table(name, (), ()) for name in ("reports", "rules", "cell_states", "quality_parts", "corrections")}
    for lang, said in (("zh", "前 200 条，共 250 条"), ("en", "The first 200 of 250")):
        (page,) = pages_of("quality", {**empty, "rejections": Table("rejections", columns, rows)}, lang)
        assert "199.pdf" in page.body and "200.pdf" not in page.body and said in page.body
        assert 'href="../explore/?table=rejections"' in page.body


@pytest.mark.parametrize(
    ("way", "report", "file"),
    [
        (Way("", "zh"), "./reports/x/#requests.granted.total", "./static/site.js"),
        (Way("years/2022/", "zh"), "../../reports/x/#requests.granted.total", "../../static/site.js"),
        (Way("", "en"), "./reports/x/#requests.granted.total", "../static/site.js"),
        (Way("years/2022/", "en"), "../../reports/x/#requests.granted.total", "../../../static/site.js"),
    ],
)
def test_ways_lead_from_any_page_to_pages_of_its_language_and_files_of_the_site(
    way: Way, report: str, file: str
) -> None:
    assert way.report("x", "requests.granted.total") == report
    assert way.file("static/site.js") == file
