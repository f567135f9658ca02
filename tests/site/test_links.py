from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.site.links import broken_links


def site_with(folder: Path, body: str) -> Path:
    (folder / "a").mkdir()
    (folder / "index.html").write_text(f"<h1 id='top'>x</h1>{body}", encoding="utf-8")
    (folder / "a" / "index.html").write_text('<p id="here">y</p><a href="../#top">up</a>', encoding="utf-8")
    (folder / "a" / "数.csv").write_text("1", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "address",
    [
        "a/",
        "./a/",
        "a/index.html",
        "a/#here",
        "#top",
        "",
        "a/数.csv",
        "a/%E6%95%B0.csv",
        "https://example.org/",
        "?q=1",
    ],
)
def test_addresses_that_lead_somewhere(tmp_path: Path, address: str) -> None:
    assert broken_links(site_with(tmp_path, f'<a href="{address}">x</a>')) == []


@pytest.mark.parametrize(
    "address", ["b/", "a/#there", "#gone", "/a/", "../", "//example.org/x.js", "a/missing.csv", "javascript:alert(1)"]
)
def test_addresses_that_lead_nowhere(tmp_path: Path, address: str) -> None:
    assert broken_links(site_with(tmp_path, f'<a href="{address}">x</a>')) == [f"index.html: {address}"]


def test_sources_of_scripts_and_targets_of_forms_count_too(tmp_path: Path) -> None:
    site = site_with(tmp_path, '<script src="x.js">let a = "<a href=\'no/\'>"</script><form action="y/"></form>')
    assert broken_links(site) == ["index.html: x.js", "index.html: y/"]


def test_anchors_inside_scripts_and_comments_are_none(tmp_path: Path) -> None:
    site = site_with(tmp_path, '<!-- <b id="gone"> --><a href="#gone">x</a>')
    assert broken_links(site) == ["index.html: #gone"]


def test_attributes_without_quotation_marks_count_and_words_that_look_like_one_do_not(tmp_path: Path) -> None:
    body = '<a id=here href=#here>x</a><a href=#gone>x</a><p title="a href=#lost" lang=zh>b href=#lost</p>'
    assert broken_links(site_with(tmp_path, body)) == ["index.html: #gone"]
