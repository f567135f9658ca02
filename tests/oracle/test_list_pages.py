"""The pages of regions, years and agencies and the catalogue, cell by cell, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from gongkai.model import Table
from tests.oracle import cells, sums
from tests.oracle.pages import Cell, Page, different, marked, number
from tests.oracle.said import DIVISIONS, GROUPS, LANGUAGES, LEVELS, called, counted, heads, listed, say
from tests.support.made_up.known import reports

Row = dict[str, Any]
both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def agency(lang: str, row: Row) -> Cell:
    """Name of an agency with the way to its page."""
    return called(lang, row), f"agencies/{row['agency_id']}/"


def report(lang: str, row: Row, before: str = "") -> Cell:
    """Name of the agency of a report with the way to the report."""
    return before + called(lang, row), f"reports/{row['report_id']}/"


def totals_of(row: Row) -> list[Cell]:
    """Requests received, processed, and disclosed of those processed."""
    received, processed = marked(row, "received", "new_received"), marked(row, "processed", "total_processed")
    return [received, processed, f"{marked(row, 'granted', 'granted')} / {processed}"]


def starred(row: Row, name: str, own: Iterable[Row]) -> str:
    """A sum over reports with `?` if a number in doubt is in it, and a star if a reconciled one is."""
    code = {"received": "new_received", "processed": "total_processed"}[name]
    doubted = any(code in report["doubted_rows"] for report in own)
    return number(row[name]) + "?" * doubted + "*" * bool(row[f"{name}_reconciled"])


def latest_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row["year"], row["report_id"]))


@both_languages
def test_the_list_of_regions(site: Path, lang: str) -> None:
    page = Page(site, "regions/", lang)
    expected: list[list[Cell]] = [
        heads(lang, ("地区", "Region"), ("代码", "Code"), ("机关", "Agencies"), ("报告", "Reports"), ("年度", "Years"),
              ("新收申请", "Received"))
    ]  # fmt: skip
    for row in sums.regions():
        name = say(lang, DIVISIONS[row["code"]]), f"regions/{row['code']}/"
        counts = [number(row["agencies"]), number(row["reports"])]
        inside = [agency for agency in cells.agency_rows() if row["code"] in _around(agency["division_code"])]
        own = [report for agency in inside for report in _reports_of(agency["agency_id"])]
        expected.append([name, row["code"], *counts, listed(row["years"]), starred(row, "received", own)])
    assert list(different(page.table(say(lang, ("地区", "Regions"))), expected)) == []


@both_languages
@pytest.mark.parametrize("code", DIVISIONS)
def test_the_page_of_a_region(site: Path, lang: str, code: str) -> None:
    page = Page(site, f"regions/{code}/", lang)
    (region,) = [row for row in sums.regions() if row["code"] == code]
    assert page.texts(".//h1") == [say(lang, DIVISIONS[code])]
    assert page.figures() == [
        say(lang, (f"{region['agencies']} 个机关", f"{region['agencies']} agencies")),
        say(lang, (f"{region['reports']} 份报告", f"{region['reports']} reports")),
        say(lang, ("、".join(map(str, region["years"])) + " 年度", listed(region["years"]) + " years")),
        counted(lang, region, "received", ("件新收申请", "requests received")),
    ]
    inside = [row for row in cells.agency_rows() if code in _around(row["division_code"])]
    inside.sort(key=lambda row: (row["division_code"], row["agency_id"]))
    expected: list[list[Cell]] = [heads(lang, ("机关", "Agency"), ("级别", "Level"), ("年度", "Years"))]
    expected += [[agency(lang, row), say(lang, LEVELS[row["level"]]), listed(row["years"])] for row in inside]
    assert list(different(page.table(say(lang, ("机关", "Agencies"))), expected)) == []
    own = latest_first([row for a in inside for row in _reports_of(a["agency_id"])])[:30]
    expected = [
        heads(lang, ("报告", "Report"), ("新收", "Received"), ("办结", "Processed"),
              ("予以公开 n / T", "Disclosed n / T"))
    ]  # fmt: skip
    expected += [[report(lang, row, f"{row['year']} · "), *totals_of(row)] for row in own]
    assert list(different(page.table(say(lang, ("报告", "Reports"))), expected)) == []


@both_languages
@pytest.mark.parametrize("code", DIVISIONS)
def test_a_region_leads_to_those_around_it(site: Path, lang: str, code: str) -> None:
    around = sorted({c for c in _around(code) if c != code}, key=lambda c: c.rstrip("0"))
    expected = [(say(lang, ("地区", "Regions")), "regions/")]
    expected += [(say(lang, DIVISIONS[c]), f"regions/{c}/") for c in around]
    assert Page(site, f"regions/{code}/", lang).links(".//p[contains(@class, 'kicker')]") == expected


def _around(code: str) -> set[str]:
    return {code[:2] + "0000", code[:4] + "00", code}


def _errors(tables: Mapping[str, Table]) -> Counter[str]:
    """Errors of each report, those of one cause counted once."""
    grave = [row for row in tables["findings"].records() if row["severity"] == "error"]
    causes = {(row["report_id"], row["about"], row["cause"] or row["rule"]) for row in grave}
    return Counter(report_id for report_id, *_ in causes)


def _reports_of(agency_id: str) -> list[Row]:
    return [row for row in cells.report_rows() if row["agency_id"] == agency_id]


@both_languages
def test_the_list_of_years(site: Path, lang: str, tables: dict[str, Table]) -> None:
    page = Page(site, "years/", lang)
    expected: list[list[Cell]] = [
        heads(lang, ("年度", "Year"), ("报告", "Reports"), ("表格版本", "Form"), ("新收", "Received"),
              ("办结", "Processed"), ("错误", "Errors"), ("存疑格", "In doubt"))
    ]  # fmt: skip
    for row in sorted(sums.years(), key=lambda row: -row["year"]):
        own = [report for report in cells.report_rows() if report["year"] == row["year"]]
        errors = _errors(tables)
        counts = [starred(row, name, own) for name in ("received", "processed")]
        counts += [str(sum(errors[report["report_id"]] for report in own)), number(row["cells_uncertain"])]
        name = str(row["year"]), f"years/{row['year']}/"
        expected.append([name, number(row["reports"]), ", ".join(row["editions"]), *counts])
    caption = say(lang, ("各年收录情况与申请数（件）", "Coverage and requests by year"))
    assert list(different(page.table(caption), expected)) == []


YEARS = sorted({report.year for report in reports()})


@both_languages
@pytest.mark.parametrize("year", YEARS)
def test_the_page_of_a_year(site: Path, lang: str, year: int) -> None:
    page = Page(site, f"years/{year}/", lang)
    (row,) = [row for row in sums.years() if row["year"] == year]
    assert page.texts(".//h1") == [say(lang, (f"{year} 年的报告", f"Reports for {year}"))]
    assert page.figures() == [
        say(lang, (f"{row['reports']} 份报告", f"{row['reports']} reports")),
        say(lang, (f"{row['agencies']} 个机关", f"{row['agencies']} agencies")),
        *(
            counted(lang, row, name, (zh, en))
            for name, zh, en in (("received", "件新收申请", "requests received"),
                                 ("processed", "件办结", "requests processed"))
        ),
    ]  # fmt: skip
    expected: list[list[Cell]] = [
        heads(lang, ("机关", "Agency"), ("级别", "Level"), ("新收", "Received"), ("办结", "Processed"),
              ("予以公开 n / T", "Disclosed n / T"))
    ]  # fmt: skip
    for own in sorted((r for r in cells.report_rows() if r["year"] == year), key=lambda r: str(r["report_id"])):
        expected.append([report(lang, own), say(lang, LEVELS[own["level"]]), *totals_of(own)])
    assert list(different(page.table(say(lang, ("报告", "Reports"))), expected)) == []


@both_languages
@pytest.mark.parametrize("year", YEARS)
def test_the_outcomes_of_a_year(site: Path, lang: str, year: int) -> None:
    expected: list[list[Cell]] = [
        heads(
            lang,
            ("办理结果", "Outcome"),
            ("n / T", "n / T"),
            ("比率", "Rate"),
            ("两数都列明且不存疑的报告", "Reports stating both beyond doubt"),
        )
    ]
    for row in (row for row in sums.outcomes_by_year() if row["year"] == year):
        paired, share = row["paired"], row["share"]
        part = f"{number(paired)} / {number(row['processed'])}"
        lacking = (
            ("未填", "not filled in") if row["decided"] is None else ("未填全或存疑", "not all filled in, or in doubt")
        )
        expected.append(
            [
                say(lang, GROUPS[row["outcome"]]),
                say(lang, lacking) if paired is None else part,
                "–" if share is None else f"{float(share) * 100:.1f}%",
                f"{row['reports_paired']} / {row['reports']}",
            ]
        )
    caption = say(
        lang,
        (
            "合计：n / T，n 和 T 取自同样的报告，即两数都列明且不存疑的；T 不足 10 件或有报告不在其中的不算比率",
            "Sums: n / T, both over the same reports, those that state both beyond doubt; no rate where T is below "
            "10 or a report is not among them",
        ),
    )
    assert list(different(Page(site, f"years/{year}/", lang).table(caption), expected)) == []


@both_languages
@pytest.mark.parametrize("year", YEARS)
def test_a_year_leads_to_the_years_beside_it(site: Path, lang: str, year: int) -> None:
    expected = [(f"← {year - 1}", f"years/{year - 1}/")] if year > YEARS[0] else []
    expected += [(f"{year + 1} →", f"years/{year + 1}/")] if year < YEARS[-1] else []
    page = Page(site, f"years/{year}/", lang)
    assert page.links(".//nav[@class='pager']") == expected
    assert page.tree.xpath(".//nav[@class='pager']//a/@rel") == [
        *(["prev"] if year > YEARS[0] else []),
        *(["next"] if year < YEARS[-1] else []),
    ]


@both_languages
def test_the_list_of_agencies(site: Path, lang: str) -> None:
    page = Page(site, "agencies/", lang)
    expected: list[list[Cell]] = [
        heads(lang, ("机关", "Agency"), ("所在地区", "Region"), ("级别", "Level"), ("报告年度", "Years reported"),
              ("份数", "Reports"))
    ]  # fmt: skip
    for row in sorted(cells.agency_rows(), key=lambda row: (row["division_code"], row["agency_id"])):
        path = f"agencies/{row['agency_id']}/"
        shown = called(lang, row) if lang == "zh" else f"{row['name_en']} {row['name']}"
        place = say(lang, DIVISIONS[row["division_code"]]), f"regions/{row['division_code']}/"
        level = say(lang, LEVELS[row["level"]])
        expected.append([(shown, path), place, level, listed(row["years"]), number(row["reports"])])
    assert list(different(page.table(say(lang, ("机关", "Agencies"))), expected)) == []


@both_languages
def test_the_catalogue(site: Path, lang: str, tables: dict[str, Table]) -> None:
    errors = _errors(tables)
    page = Page(site, "reports/", lang)
    expected: list[list[Cell]] = [
        heads(lang, ("机关", "Agency"), ("年度", "Year"), ("级别", "Level"), ("新收", "Received"),
              ("办结", "Processed"), ("已填报格", "Cells filled"), ("错误", "Errors"), ("存疑格", "In doubt"))
    ]  # fmt: skip
    for row in latest_first(list(cells.report_rows())):
        shown = called(lang, row) if lang == "zh" else f"{row['agency_name_en']} {row['agency_name']}"
        expected.append(
            [
                (shown, f"reports/{row['report_id']}/"),
                str(row["year"]),
                say(lang, LEVELS[row["level"]]),
                marked(row, "received", "new_received"),
                marked(row, "processed", "total_processed"),
                f"{row['cells_reported']} / {row['cells_total']}",
                str(errors[row["report_id"]]),
                str(row["cells_uncertain"]),
            ]
        )
    assert list(different(page.table(say(lang, ("报告目录", "All reports"))), expected)) == []
    count = len(reports())
    (lead,) = page.texts(".//p[@class='lead']")
    assert lead.startswith(say(lang, (f"共 {count} 份。", f"{count} reports.")))


@both_languages
def test_what_the_catalogue_can_be_filtered_by(site: Path, lang: str) -> None:
    page = Page(site, "reports/", lang)
    rows = latest_first(list(cells.report_rows()))
    expected = [
        {
            "data-year": str(row["year"]),
            "data-province": row["province_code"],
            "data-level": row["level"],
            "data-quality": _quality(row),
        }
        for row in rows
    ]
    found = page.tree.xpath(".//div[@data-catalogue]//tbody/tr")
    assert [{name: row.get(name).strip() for name in expected[0]} for row in found] == expected
    choices = {
        "year": sorted({str(row["year"]) for row in rows}, reverse=True),
        "province": sorted({row["province_code"] for row in rows}),
        "level": sorted({row["level"] for row in rows}),
        "quality": ["clean", "error", "doubt", "partial"],
    }
    for name, values in choices.items():
        options = page.tree.xpath(f".//select[@name='{name}']/option")
        assert [option.get("value", option.text) for option in options] == ["", *values]
    provinces = page.texts(".//select[@name='province']/option")
    assert provinces[1:] == [say(lang, DIVISIONS[code]) for code in choices["province"]]
    levels = page.texts(".//select[@name='level']/option")
    assert levels[1:] == [say(lang, LEVELS[level]) for level in choices["level"]]


def _quality(row: Row) -> str:
    faults = [name for name, count in (("error", "findings_error"), ("doubt", "cells_uncertain")) if row[count]]
    return " ".join([*faults, *(["partial"] if row["status"] == "partial" else [])]) or "clean"
