"""The address of the site: from the environment, into every address that must be whole; without it all are relative."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.errors import SiteError
from gongkai.site.build import SITEMAP_PART, write_sitemap
from gongkai.site.downloads import publish_packages
from gongkai.site.settings import Settings, read_settings, site_url
from gongkai.site.shells import build_shells
from tests.site.conftest import Built
from tests.support.gold import ROOT

ADDRESS = "https://data.example.org/gongkai/"
ISSUES = "https://example.org/issues/new"


def test_our_own_settings_take_address_and_desk_for_errors_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GONGKAI_SITE_URL", "GONGKAI_REPORT_ERRORS_TO"):
        monkeypatch.delenv(name, raising=False)
    assert (site_url(ROOT), read_settings(ROOT).report_errors_to) == ("", "")
    monkeypatch.setenv("GONGKAI_SITE_URL", ADDRESS.rstrip("/"))
    monkeypatch.setenv("GONGKAI_REPORT_ERRORS_TO", ISSUES)
    assert (site_url(ROOT), read_settings(ROOT).report_errors_to) == (ADDRESS, ISSUES)


def test_the_workflow_gives_the_variables_that_the_settings_name() -> None:
    workflow = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("GONGKAI_SITE_URL", "GONGKAI_REPORT_ERRORS_TO"):
        assert f"{name}: ${{{{" in workflow and f"!ENV [{name}," in settings


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("repo_url: https://example.org/a/", "https://example.org/a/issues/new"),
        ("repo_url: https://example.org/a\nextra: {report_errors_to: 'mailto:a@example.org'}", "mailto:a@example.org"),
        ("site_name: x", ""),
    ],
)
def test_errors_are_reported_where_the_settings_say(tmp_path: Path, text: str, desk: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path).report_errors_to == desk


def test_a_folder_without_a_site_makes_packages_and_says_what_a_site_needs(tmp_path: Path) -> None:
    assert site_url(tmp_path) == ""
    with pytest.raises(SiteError, match=r"mkdocs\.yml: is missing; run gongkai in the folder of the project"):
        read_settings(tmp_path)


def test_the_sitemap_gives_whole_addresses(tmp_path: Path) -> None:
    write_sitemap(["index.html", "en/reports/a/index.html", "404.html"], tmp_path, ADDRESS)
    sitemap = (tmp_path / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ADDRESS}</loc>" in sitemap and f"<loc>{ADDRESS}en/reports/a/</loc>" in sitemap


def test_the_sitemap_of_a_large_site_is_parted(tmp_path: Path) -> None:
    write_sitemap([f"reports/{number}/index.html" for number in range(SITEMAP_PART + 1)], tmp_path, ADDRESS)
    whole, *parts = (html.parse(str(tmp_path / f"sitemap{part}.xml")) for part in ("", "-1", "-2"))
    assert whole.xpath("//loc/text()") == [f"{ADDRESS}sitemap-1.xml", f"{ADDRESS}sitemap-2.xml"]
    assert [len(part.xpath("//loc")) for part in parts] == [SITEMAP_PART, 1]


@pytest.mark.slow
def test_the_description_of_a_dataset_names_its_page_and_files_in_full(built: Built, tmp_path: Path) -> None:
    (dataset,) = publish_packages({"science-technology": built.package}, {}, tmp_path, ADDRESS)
    data: dict[str, Any] = json.loads(json.dumps(dataset.linked_data))
    page = f"{ADDRESS}data/science-technology/"
    assert data["url"] == page
    assert {part["contentUrl"].partition("latest/")[0] for part in data["distribution"]} == {page}


@pytest.mark.slow
def test_pages_name_their_own_address_and_the_page_for_wrong_addresses_leads_home(tmp_path: Path) -> None:
    build_shells(ROOT, tmp_path, Settings(site_url=ADDRESS, assets="1", release="1"))

    def own(path: str) -> str:
        page: Any = html.fromstring((tmp_path / path / "index.html").read_text(encoding="utf-8"))
        return str(page.xpath("string(//link[@rel='canonical']/@href)"))

    assert (own("method"), own("en/method")) == (f"{ADDRESS}method/", f"{ADDRESS}en/method/")
    assert own("en/shell") == f"{ADDRESS}en/@@stamp:path@@"
    missing: Any = html.fromstring((tmp_path / "404.html").read_text(encoding="utf-8"))
    links = missing.xpath("//a/@href | //link/@href | //script/@src")
    assert {"/gongkai/", "/gongkai/search/", "/gongkai/about/#add"} <= set(links)
    assert [link for link in links if not link.startswith(("/gongkai/", "#"))] == []


@pytest.mark.slow
def test_a_site_over_made_up_data_says_so_on_every_page(tmp_path: Path) -> None:
    build_shells(ROOT, tmp_path, Settings(assets="1", release="1", made_up=True))
    pages = {page: page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")}
    silent = [page for page, text in pages.items() if "虚构数据" not in text and "Made-up data" not in text]
    assert silent == [] and len(pages) > 6


@pytest.mark.slow
def test_a_site_over_real_data_does_not_call_it_made_up(built: Built) -> None:
    assert "made-up" not in built.page("") + built.page("en/method") + built.page("reports")


@pytest.mark.slow
def test_a_site_without_an_address_names_none(built: Built) -> None:
    for path in ("", "en/method", "reports"):
        assert "canonical" not in built.page(path)
