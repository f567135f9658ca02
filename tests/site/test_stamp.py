from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import SiteError
from gongkai.site.batch import page_made
from gongkai.site.stamp import json_block, markers, stamp

SHELL = "<title>@@stamp:title@@</title><main><!--stamp:body--></main>"


def test_markers_are_replaced() -> None:
    page = stamp(SHELL, {"body": "<p>1</p>"}, {"title": "报告"}, page="x/")
    assert page == "<title>报告</title><main><p>1</p></main>"


def test_titles_are_escaped() -> None:
    page = stamp(SHELL, {"body": ""}, {"title": '"><script>'}, page="x/")
    assert "<title>&quot;&gt;&lt;script&gt;</title>" in page


def test_a_marker_without_a_value_stops_the_build_and_names_the_page() -> None:
    with pytest.raises(SiteError, match=r"reports/1/.*stamp:body"):
        stamp(SHELL, {}, {"title": "x"}, page="reports/1/")


def test_what_is_put_in_is_not_stamped_again() -> None:
    page = stamp(SHELL, {"body": "<!--stamp:title-->"}, {"title": "x"}, page="x/")
    assert "<main><!--stamp:title--></main>" in page


def test_markers_are_found_in_both_forms() -> None:
    assert markers(SHELL) == {"title", "body"}
    assert markers("<!-- stamp: x -->") == set()


VALUES = st.recursive(
    st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)


@given(VALUES)
def test_json_in_a_page_reads_back_and_cannot_end_its_script(value: object) -> None:
    block = json_block(value)
    assert "<" not in block
    assert json.loads(block) == value


def test_what_looks_like_a_marker_in_a_report_is_text() -> None:
    """It stopped the whole build once."""
    attack = "@@stamp:title@@ <!--stamp:body--> @@stamp:nothing@@"
    page = stamp(SHELL, {"body": escape(attack)}, {"title": attack}, page="")
    assert page_made("zh", "reports/x/index.html", page).paths == ("reports/x/index.html",)
    assert page.count("@@stamp:title@@") == 2
