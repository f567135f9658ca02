from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

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
