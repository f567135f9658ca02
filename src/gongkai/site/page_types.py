"""The one registry of page types: a new one is a view, a template and an entry here.

The pages of single reports are stamped beside these, one report after the other (`report_page.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.site import (
    addresses,
    agency_pages,
    catalogue_pages,
    compare_page,
    data_pages,
    explore_page,
    home,
    indicator_pages,
    licences_page,
    quality_pages,
    region_pages,
    year_pages,
)
from gongkai.site.changelog_page import changelog
from gongkai.site.method_page import method
from gongkai.site.page import Draft, PagePerRow, PageType, SiteData, every
from gongkai.site.rows import AgencyRow, YearRow
from gongkai.site.words import Words

PAGE_TYPES: tuple[PageType, ...] = (
    PageType("home", "", title=("首页", "Home"), make=home.values),
    PageType(
        "reports",
        "reports/",
        title=("报告目录", "All reports"),
        description=(
            "全部报告，可按年度、省份、级别和质量筛选。",
            "All reports, by year, province, level and quality.",
        ),
        make=catalogue_pages.catalogue,
        part=catalogue_pages.PART,
    ),
    PageType(
        "search",
        "search/",
        title=("搜索", "Search"),
        description=(
            "在机关、地区和报告全文中查找。",
            "Search agencies, regions and the full text of the reports.",
        ),
        make=catalogue_pages.search,
    ),
    PageType(
        "agencies",
        "agencies/",
        title=("机关", "Agencies"),
        description=("收录报告的全部机关及其年度。", "All agencies with reports held here, and their years."),
        make=agency_pages.listed,
        part=agency_pages.PART,
    ),
    PagePerRow(
        "agency",
        addresses.AGENCY,
        rows=every(AgencyRow),
        title=("{shown}", "{shown}"),
        description=("{shown}历年政府信息公开年度报告。", "Annual disclosure reports of the {shown}."),
        make_one=agency_pages.agency,
        by_agency=True,
    ),
    PageType(
        "coverage",
        "agencies/coverage/",
        title=("收录情况", "What is held"),
        description=(
            "各机关各年的报告：已收录、公布晚于期限、应有而未收录、找过没有、未收集。",
            "Each agency and year: held, published late, expected but not held, looked for in vain, not collected.",
        ),
        make=agency_pages.grid,
        part=agency_pages.PART,
    ),
    PageType(
        "regions",
        "regions/",
        title=("地区", "Regions"),
        description=("有机关收录的行政区划。", "Administrative divisions with agencies held here."),
        make=region_pages.listed,
        part=region_pages.PART,
    ),
    PagePerRow(
        "region",
        addresses.REGION,
        rows=region_pages.every_region,
        title=("{name}", "{name}"),
        description=("{name}：收录的机关、报告和申请数。", "{name}: agencies, reports and requests held here."),
        make_one=region_pages.region,
        part=region_pages.PART,
    ),
    PageType(
        "years",
        "years/",
        view=YearRow,
        title=("年度", "Years"),
        description=("各年度收录的报告和申请数。", "Reports and requests held here, by year."),
        make=year_pages.listed,
    ),
    PagePerRow(
        "year",
        addresses.YEAR,
        rows=every(YearRow),
        title=("{year} 年的报告", "Reports for {year}"),
        description=("{year} 年的报告、申请数和办理结果。", "Reports for {year}: requests and their outcomes."),
        make_one=year_pages.year,
        part=year_pages.PART,
    ),
    PageType(
        "compare",
        "compare/",
        title=("比较", "Compare"),
        description=(
            "自选机关、年度和指标，得到图、表和可引用的地址。",
            "Agencies, years and measures side by side, with an address to cite.",
        ),
        make=compare_page.compare,
    ),
    PageType(
        "explore",
        "explore/",
        title=("查数据", "Explore"),
        description=(
            "在浏览器里筛选、分组、排序任一张表，或写 SQL。",
            "Filter, group and sort any table in the browser, or write SQL.",
        ),
        make=explore_page.explore,
    ),
    PageType(
        "indicators",
        "indicators/",
        title=("指标", "Indicators"),
        description=(
            "比率的公式、下限、分布和同类比较。",
            "Formula, least denominator, spread and comparison within one kind, for each rate.",
        ),
        make=indicator_pages.listed,
    ),
    PagePerRow(
        "indicator",
        addresses.INDICATOR,
        rows=indicator_pages.every_indicator,
        title=("{label}", "{label}"),
        description=("{label}：{formula}", "{label}: {formula}"),
        make_one=indicator_pages.indicator,
    ),
    PageType(
        "data",
        "data/",
        title=("数据下载", "Data"),
        description=("数据包、字段说明和读取示例。", "Data packages, dictionary and examples."),
        make=data_pages.listed,
    ),
    PagePerRow(
        "dataset",
        addresses.DATASET,
        rows=data_pages.packages,
        title=("{title}", "{title}"),
        description=("{description}", "{description}"),
        make_one=data_pages.dataset,
    ),
    PagePerRow(
        "examples",
        addresses.EXAMPLES,
        rows=data_pages.with_examples,
        title=("八个问题", "Eight questions"),
        description=("用几行 SQL 回答的八个问题。", "Eight questions, each answered by a few lines of SQL."),
        make_one=data_pages.examples,
    ),
    PageType(
        "quality",
        "quality/",
        title=("核对与质量", "Checks and quality"),
        description=(
            "单元格状态、核对结果、退回的文件和更正。",
            "States of cells, findings, rejected files and corrections.",
        ),
        make=quality_pages.overview,
    ),
    PageType(
        "rules",
        "quality/rules/",
        title=("核对规则", "Rules"),
        description=(
            "每条规则核对什么、依据什么，几份报告判定过、未通过、无法核对。",
            "What each rule checks and rests on, and how many reports it judged, failed or could not judge.",
        ),
        make=quality_pages.listed,
    ),
    PagePerRow(
        "rule",
        addresses.RULE,
        rows=quality_pages.every_rule,
        title=("{rule} · {check}", "{rule} · {check}"),
        description=("{check}", "{check}"),
        make_one=quality_pages.rule,
    ),
    PageType(
        "method_parts",
        "method/",
        title=("方法", "Method"),
        make=method,
    ),
    PageType(
        "licences",
        "about/licences/",
        title=("所用软件的许可", "Licences of the software used"),
        description=(
            "本站页面所带软件的名称、版本和许可。",
            "Name, version and licence of the software these pages carry.",
        ),
        make=licences_page.licences,
    ),
    PageType("changelog_parts", "changelog/", title=("更新记录", "Changes"), make=changelog),
)


def drafts(data: SiteData, words: Words, *, by_agency: bool) -> Iterator[Draft]:
    """The pages in one language, but for those of the reports: those made agency by agency, or all others."""
    for kind in PAGE_TYPES:
        if kind.by_agency == by_agency:
            yield from kind.drafts(data, words)
