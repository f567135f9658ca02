"""The pages of indicators: what can be compared, what is suppressed, and where a series is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import html

from gongkai.forms import code_list
from gongkai.model import Table
from gongkai.site.page import Page
from tests.site.one_type import pages_of

GROUP = (
    *("indicator", "year", "level", "sector", "sector_zh", "sector_en", "reports", "valued", "too_few"),
    *("least", "median", "largest", "dots"),
)
PEER = (
    *("indicator", "report_id", "agency_id", "agency", "agency_name", "agency_name_en", "year", "level", "sector"),
    *("numerator", "denominator", "value", "basis"),
)
SERIES = ("indicator", "level", "year", "reports", "valued", "median")


def group(year: int, level: str, valued: int, *values: float, indicator: str = "other_share") -> tuple[Any, ...]:
    dots = [{"at": value, "count": 1} for value in values]
    ends = (min(values), values[len(values) // 2], max(values)) if values else (None, None, None)
    return (indicator, year, level, "education", "教育", "education", valued + 2, valued, 2, *ends, dots)


def peer(number: int, level: str, value: float) -> tuple[Any, ...]:
    name = f"第{number}局"
    return (
        "other_share",
        f"r{number}",
        f"a{number}",
        name,
        name,
        None,
        2022,
        level,
        "education",
        3,
        30,
        value,
        "reported",
    )


def page(
    lang: str = "zh",
    groups: Sequence[tuple[Any, ...]] = (),
    peers: Sequence[tuple[Any, ...]] = (),
    series: Sequence[tuple[Any, ...]] = (),
    code: str = "other_share",
) -> Page:
    tables = {
        "indicator_groups": Table("indicator_groups", GROUP, tuple(groups)),
        "indicator_peers": Table("indicator_peers", PEER, tuple(peers)),
        "indicator_series": Table("indicator_series", SERIES, tuple(series)),
    }
    return next(p for p in pages_of("indicator", tables, lang) if p.path == f"indicators/{code}/")


def tree(page: Page) -> Any:
    return html.fromstring(page.body)


def text(page: Page) -> str:
    return re.sub(r"\s+", " ", tree(page).text_content())


def test_every_indicator_has_a_page_though_no_report_has_a_value() -> None:
    tables = {
        name: Table(name, columns, ())
        for name, columns in (("indicator_groups", GROUP), ("indicator_peers", PEER), ("indicator_series", SERIES))
    }
    made = pages_of("indicator", tables, "en")
    assert {p.path for p in made} == {f"indicators/{entry['code']}/" for entry in code_list("indicators")}
    assert all("No report held here allows this indicator" in text(p) for p in made)


def test_a_page_says_formula_floor_caveat_and_what_one_request_weighs() -> None:
    said = text(page("zh", [group(2022, "county", 0)]))
    assert "其他处理 ÷（七）总计" in said
    assert "分母为 10 时，一件就是 10 个百分点" in said
    assert "2021 年起与以前不可比" in said
    assert "2 份报告中 0 份；2 份分母过小" in said


def test_only_agencies_of_one_level_and_kind_stand_in_one_table() -> None:
    groups = [group(2022, "county", 2, 0.1, 0.3), group(2022, "province", 1, 0.2)]
    made = page("zh", groups, [peer(1, "county", 0.3), peer(2, "county", 0.1), peer(3, "province", 0.2)])
    tables = tree(made).xpath("//table[.//a[contains(@href, 'reports/')]]")
    assert [re.findall(r"第(\d)局", table.text_content()) for table in tables] == [["1", "2"], ["3"]]
    assert "只有一份有值，没有可比的" in tables[1].text_content()
    assert "3 / 30" in tables[0].text_content() and "30.0%" in tables[0].text_content()


def test_the_distribution_is_drawn_with_its_n_and_a_table_beside_it() -> None:
    made = page("en", [group(2022, "county", 2, 0.1, 0.3), group(2022, "province", 1, 0.2)])
    assert {"distribution.svg", "distribution.csv"} <= set(made.files)
    assert "county, education, 2022: 2 with a value" in text(made)
    alone = page("en", [group(2022, "county", 1, 0.1)])
    assert "distribution.svg" not in alone.files


def test_two_values_have_no_median_and_one_no_spread() -> None:
    made = page(
        "zh",
        [
            group(2022, "county", 3, 0.1, 0.2, 0.6),
            group(2022, "prefecture", 2, 0.1, 0.3),
            group(2022, "province", 1, 0.2),
        ],
    )
    said = text(made)
    assert "县级教育 2022 年：3 份有值，中位数 20.0%，从 10.0% 到 60.0%" in said
    assert "市级教育 2022 年：2 份有值，从 10.0% 到 30.0%" in said
    assert "省级教育 2022 年：只有一份有值，20.0%" in said
    figure = tree(made).get_element_by_id("distribution")
    assert len(figure.xpath(".//line[@class='median']")) == 1
    assert [row[3].text_content() for row in figure.xpath(".//tbody/tr")] == ["20.0%", "–", "–"]


def test_a_series_is_cut_where_the_indicator_breaks_and_leaves_small_groups_out() -> None:
    series = [("other_share", "county", year, 9, 5, 0.2) for year in (2019, 2020, 2021)]
    thin = [("other_share", "province", 2020, 9, 2, 0.9)]
    made = page("zh", [group(2021, "county", 2, 0.1, 0.3)], series=[*series, *thin])
    figure = tree(made).get_element_by_id("series")
    assert "2021 年起改用新表" in figure.text_content()
    rows = [[cell.text_content() for cell in row] for row in figure.xpath(".//tbody/tr")]
    assert rows == [[str(year), "20.0% (n=5)"] for year in (2019, 2020, 2021)]
