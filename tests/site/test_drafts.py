"""What a page over many reports is made from tells when it must be made anew, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from gongkai.model import Table
from gongkai.site.figures import Figures
from gongkai.site.page import SiteData
from gongkai.site.page_types import drafts
from gongkai.site.settings import Settings
from gongkai.site.words import Words
from tests.site.conftest import FILES, Built

pytestmark = pytest.mark.slow

SETTINGS = Settings(release="2026.11.0")
WHERE = re.compile(r" at 0x[0-9a-f]+>")
"""How Python shows what has no value of its own: another text in each run."""


def made_from(tables: Mapping[str, Table]) -> dict[str, str]:
    data = SiteData(Figures(tables), (), FILES, SETTINGS)
    return {draft.path: repr(draft.made_from) for draft in drafts(data, Words("zh"), by_agency=False)}


def test_every_page_is_made_from_values_alone(built: Built) -> None:
    pages = made_from(built.tables)
    assert len(pages) > 100
    assert [path for path, text in pages.items() if WHERE.search(text)] == []


def test_a_changed_number_of_a_report_is_another_page_of_its_year_and_region_and_of_no_other(built: Built) -> None:
    reports = built.tables["reports"]
    at, received = (reports.columns.index(name) for name in ("report_id", "received"))
    rows = tuple(
        (*row[:received], 4711, *row[received + 1 :]) if row[at] == "230100-science-technology-2022" else row
        for row in reports.rows
    )
    before, after = made_from(built.tables), made_from({**built.tables, "reports": replace(reports, rows=rows)})
    changed = {path for path in before if before[path] != after[path]}
    assert {"reports/", "years/2022/", "regions/230000/", "regions/230100/"} <= changed
    assert not {"years/2020/", "regions/140000/", "regions/650000/"} & changed
