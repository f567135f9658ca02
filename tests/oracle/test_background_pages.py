"""Pages about the data and the search, against what is known: changes, method, citations, what the search is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.site.search_record import search_record
from tests.oracle import cells
from tests.oracle.pages import Cell, Page, different, text
from tests.oracle.rates import indicator_rows
from tests.oracle.said import DIVISIONS, LANGUAGES, LEVELS, STATES, called, heads, say
from tests.support import official_forms
from tests.support.made_up.known import DATASETS, VERSION, reports

both_languages = pytest.mark.parametrize("lang", LANGUAGES)
each_dataset = pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
UNRELEASED = f"{VERSION}+dev"


@both_languages
@each_dataset
def test_the_changes_of_a_first_version_are_its_reports(site: Path, lang: str, dataset: Any) -> None:
    page = Page(site, "changelog/", lang)
    (part,) = page.tree.xpath(f".//section[h3[contains(., '{say(lang, (dataset.title_zh, dataset.title_en))}')]]")
    assert part.get("data-release") == UNRELEASED
    own = [row for row in cells.report_rows() if row["dataset"] == dataset.id]
    caption = say(lang, (f"{UNRELEASED} 的变动，按原因", f"Changes of {UNRELEASED} by cause"))
    (table,) = [table for table in part.iter("table") if text(table.find("caption")) == caption]
    (counted,) = table.xpath("./tbody/tr")
    said = (("新增报告", "report added"), ("本版新收录的报告", "The report is new in this version"))
    assert [text(cell) for cell in counted] == [say(lang, said[0]), str(len(own)), say(lang, said[1])]
    listed = [page.cell(item) for item in part.xpath(".//ul[@class='change-reports']/li")]
    own.sort(key=lambda row: row["report_id"])
    assert listed == [(f"{called(lang, row)} {row['year']}", f"reports/{row['report_id']}/") for row in own]


@both_languages
def test_the_changes_name_every_dataset_once(site: Path, lang: str) -> None:
    titles = [say(lang, (dataset.title_zh, dataset.title_en)) for dataset in DATASETS]
    assert Page(site, "changelog/", lang).texts(".//section/h3") == [f"{title} {UNRELEASED}" for title in titles]


@both_languages
def test_the_method_counts_the_cells_of_both_forms(site: Path, lang: str) -> None:
    expected: list[list[Cell]] = [
        heads(lang, ("版本", "Edition"), ("依据文件", "Notice"), ("用于年度", "Report years"), ("单元格", "Cells"),
              ("主动公开", "Proactive"), ("申请", "Requests"), ("复议诉讼", "Review"))
    ]  # fmt: skip
    for edition, years in (("2019", "2019–2020"), ("2021", "2021–")):
        tables = [table for table, _, _ in official_forms.cells(edition)]
        counts = [tables.count(table) for table in ("proactive_disclosure", "requests", "review_litigation")]
        name = say(lang, (f"{edition} 年版格式", f"{edition} form"))
        numbers = [str(count) for count in (sum(counts), *counts)]
        expected.append([name, official_forms.NOTICES[edition], years, *numbers])
    caption = say(lang, ("表格版本", "Editions of the form"))
    assert list(different(Page(site, "method/", lang).table(caption), expected)) == []


@both_languages
def test_the_method_explains_every_state_of_a_cell(site: Path, lang: str) -> None:
    rows = Page(site, "method/", lang).table(say(lang, ("单元格状态", "States of cells")))
    assert [row[:2] for row in rows[1:]] == [[state, say(lang, names)] for state, names in STATES.items()]


@both_languages
@each_dataset
def test_a_dataset_is_cited_word_for_word_and_one_not_released_says_so(site: Path, lang: str, dataset: Any) -> None:
    page = Page(site, f"data/{dataset.id}/", lang)
    title = say(lang, (dataset.title_zh, dataset.title_en))
    bibtex = f"author = {{{{gongkai}}}}, title = {{{{{title}}}}}, year = {{2026}}, version = {{{UNRELEASED}}},"
    assert [text(page.by_id[name]) for name in ("cite-1", "cite-2")] == [
        f"gongkai. {title}: {UNRELEASED}[DS/OL]. 2026.",
        f"@misc{{{dataset.id}-{UNRELEASED}, {bibtex} }}",
    ]
    warning = say(
        lang,
        (
            f"{UNRELEASED} 尚未发布，还会改；引用请用已发布的版本。",
            f"{UNRELEASED} is not released and may still change; cite a released version.",
        ),
    )
    assert any(said.startswith(warning) for said in page.texts(".//p"))


@both_languages
def test_what_the_search_can_be_narrowed_to(site: Path, lang: str) -> None:
    page = Page(site, "search/", lang)
    rows = list(cells.report_rows())
    choices = {
        "year": [(str(year), str(year)) for year in sorted({row["year"] for row in rows}, reverse=True)],
        "province": [(code, say(lang, DIVISIONS[code])) for code in sorted({row["province_code"] for row in rows})],
        "level": [(level, say(lang, LEVELS[level])) for level in sorted({row["level"] for row in rows})],
    }
    for name, expected in choices.items():
        options = page.tree.xpath(f".//select[@name='{name}']/option")
        assert [(option.get("value", option.text), text(option)) for option in options[1:]] == expected


@both_languages
def test_the_search_is_given_each_report_under_its_name_year_place_and_level(site: Path, lang: str) -> None:
    for row in cells.report_rows():
        record = searched(site, f"reports/{row['report_id']}/", lang)
        title = say(lang, (f" {row['year']} 年度报告", f", report for {row['year']}"))
        (heading,) = record.xpath("//h1[@data-pagefind-meta='title']")
        assert text(heading) == called(lang, row) + title
        filters = [element.get("data-pagefind-filter") for element in record.xpath("//*[@data-pagefind-filter]")]
        expected = {"year": row["year"], "level": row["level"], "province": row["province_code"]}
        assert sorted(filters) == sorted(f"{name}:{value}" for name, value in expected.items())


@both_languages
def test_the_search_is_given_every_page_of_an_agency_but_no_list_of_all(site: Path, lang: str) -> None:
    for agency in {row["agency_id"]: row for row in cells.report_rows()}.values():
        assert called(lang, agency) in text(searched(site, f"agencies/{agency['agency_id']}/", lang))
    for page, said in (("method/", "kind:background"), ("quality/rules/APP-R01/", "kind:background")):
        assert searched(site, page, lang).xpath("//@data-pagefind-filter") == [said]
    assert text(searched(site, "search/", lang)) == ""


def searched(site: Path, path: str, lang: str) -> Any:
    """What the index gets of a page."""
    file = f"{'' if lang == 'zh' else 'en/'}{path}index.html"
    record = search_record(file, (site / file).read_text(encoding="utf-8"))
    assert record is not None and record.url == f"/{file.removesuffix('index.html')}"
    return html.fromstring(record.html)


def test_a_word_of_the_text_of_a_report_is_searched(site: Path) -> None:
    for report in reports():
        assert str(report.website_posts) in text(searched(site, f"reports/{report.report_id}/", "zh")).replace(",", "")


@both_languages
def test_the_list_of_indicators_counts_the_reports_that_allow_each(site: Path, lang: str) -> None:
    rows = Page(site, "indicators/", lang).table(
        say(lang, ("有值：所收录的报告里算得出的份数", "With a value: how many of the reports held here allow it"))
    )
    counted = {row[0][1].split("/")[1]: row[3:] for row in rows[1:]}
    own: dict[str, list[Any]] = {}
    for row in indicator_rows():
        own.setdefault(row["indicator"], []).append(row)
    assert counted.pop("data_quality_score") == [f"{len(reports())} / {len(reports())}", "0"]
    assert counted.keys() == own.keys()
    for indicator, (valued, too_few) in counted.items():
        known = own[indicator]
        with_value = [row for row in known if row["value"] is not None]
        assert valued == f"{len(with_value)} / {len(known)}", indicator
        assert too_few == str(sum(row["reason"] == "too_few" for row in known)), indicator
