from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from gongkai.forms.personal import RULE
from gongkai.site.names import source_name
from gongkai.site.report_page import error_link
from gongkai.site.words import Words


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("https://example.org/gongkai/issues/new", "title"),
        ("https://example.org/new?template=error", "title"),
        ("mailto:data@example.org", "subject"),
    ],
)
def test_the_link_for_errors_brings_the_report_along(address: str, subject: str) -> None:
    link = error_link("230100-science-technology-2022", address, Words("zh"))
    assert link is not None and link.startswith(address)
    fields = parse_qs(urlsplit(link).query)
    assert fields[subject] == ["数据有误：230100-science-technology-2022"]
    assert "原文为：" in fields["body"][0]


def test_no_address_no_link() -> None:
    assert error_link("230100-science-technology-2022", "", Words("en")) is None


@pytest.mark.parametrize(
    ("file", "name"),
    [("r.PDF", "source.pdf"), ("r.txt", "source.txt"), ("r.html", "source.html.txt"), ("r.svg", "source.svg.txt")],
)
def test_a_source_that_a_browser_would_run_is_published_as_text(file: str, name: str) -> None:
    assert source_name(Path(file), []) == name


def test_a_source_that_holds_personal_data_is_not_published() -> None:
    assert source_name(Path("r.txt"), [RULE]) is None
