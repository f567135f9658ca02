"""The pages of agencies and datasets and the first page against the known numbers, cell by cell, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import cells, sums
from tests.oracle.pages import Cell, Page, different, marked, number, text
from tests.oracle.said import DIVISIONS, GROUPS, LANGUAGES, LEVELS, called, counted, heads, say
from tests.support.made_up.known import DATASETS, VERSION
from tests.support.made_up.published import Published

both_languages = pytest.mark.parametrize("lang", LANGUAGES)
Row = dict[str, Any]
AGENCIES = {row["agency_id"]: row for row in cells.agency_rows()}
each_agency = pytest.mark.parametrize("agency_id", AGENCIES)


def reports_of(agency_id: str) -> list[Row]:
    """Its reports, the latest first."""
    own = [row for row in cells.report_rows() if row["agency_id"] == agency_id]
    return sorted(own, key=lambda row: -row["year"])


@both_languages
@each_agency
def test_all_years_of_an_agency(site: Path, lang: str, agency_id: str) -> None:
    page, own = Page(site, f"agencies/{agency_id}/", lang), reports_of(agency_id)
    agency = AGENCIES[agency_id]
    assert page.texts(".//h1") == [called(lang, agency)]
    caption = say(
        lang,
        (
            "总计列，件；有勾稽数的取勾稽数；? 存疑，* 勾稽数",
            "Total column; reconciled numbers where there are any; ? in doubt, * reconciled",
        ),
    )
    if not own:
        assert caption not in page.texts(".//caption")
        said = say(lang, ("尚未收录这个机关的报告", "No report of this agency is held yet"))
        assert any(paragraph.startswith(said) for paragraph in page.texts(".//p"))
        return
    head, *rows = page.table(caption)
    columns = {
        ("上年结转", "Carried in"): ("carried_in", "carried_in"),
        ("新收", "Received"): ("received", "new_received"),
        ("办结", "Processed"): ("processed", "total_processed"),
        ("予以公开", "Disclosed"): ("granted", "granted"),
        ("结转下年", "Carried out"): ("carried_out", "carried_out"),
    }
    assert head == heads(lang, ("年度", "Year"), ("表格版本", "Form"), *columns)
    expected: list[list[Cell]] = [
        [
            (str(row["year"]), f"reports/{row['report_id']}/"),
            say(lang, (f"{row['edition']} 年版格式", f"{row['edition']} form")),
            *(
                (
                    marked(row, name, code),
                    f"reports/{row['report_id']}/#requests.{code}.total",
                )
                for name, code in columns.values()
            ),
        ]
        for row in own
    ]
    assert list(different(rows, expected)) == []


@both_languages
@each_agency
def test_what_is_known_of_an_agency(site: Path, lang: str, agency_id: str) -> None:
    page, agency = Page(site, f"agencies/{agency_id}/", lang), AGENCIES[agency_id]
    facts = {text(name): text(name.getnext()) for name in page.tree.xpath(".//dl[@class='facts']/dt")}
    assert facts[say(lang, ("级别", "Level"))] == say(lang, LEVELS[agency["level"]])
    assert facts[say(lang, ("行政区划代码", "Division code"))] == agency["division_code"]
    feeds = page.tree.xpath(".//dl[@class='facts']//a[contains(@href, 'feed.xml')]/@href")
    assert len(feeds) == 1
    prefix = "" if lang == "zh" else "en/"
    assert (site / prefix / "agencies" / agency_id / feeds[0]).resolve().is_file()
    code = agency["division_code"]
    above = sorted({code[:2] + "0000", code[:4] + "00", code}, key=lambda c: c.rstrip("0"))
    expected = [(say(lang, ("机关", "Agencies")), "agencies/")]
    expected += [(say(lang, DIVISIONS[c]), f"regions/{c}/") for c in above]
    assert page.links(".//p[contains(@class, 'kicker')]") == expected


@both_languages
@each_agency
def test_the_outcomes_of_an_agency_in_its_chart_and_table(site: Path, lang: str, agency_id: str) -> None:
    page = Page(site, f"agencies/{agency_id}/", lang)
    rows = [row for row in sums.outcomes() if row["agency_id"] == agency_id]
    _chart(page, "outcomes", [str(row["year"]) for row in reversed(reports_of(agency_id))], rows, "year", lang)


@both_languages
def test_the_outcomes_by_year_in_the_charts_of_the_first_page_and_of_the_years(site: Path, lang: str) -> None:
    rows = list(sums.outcomes_by_year())
    years = sorted({str(row["year"]) for row in rows})
    for path in ("", "years/"):
        _chart(Page(site, path, lang), "outcomes-by-year", years, rows, "year", lang)


def _chart(page: Page, name: str, labels: list[str], rows: list[Row], by: str, lang: str) -> None:
    """The table beside a chart, and the numbers that the chart draws, are those of the rows."""
    decided = {(str(row[by]), row["outcome"]): row["decided"] for row in rows}
    tables = page.tree.xpath(f".//figure[@id='{name}']//table | .//*[@id='{name}']//table")
    if not labels:
        assert tables == []
        return
    found = [[text(cell) for cell in line if cell.tag in ("td", "th")] for line in tables[0].iter("tr")]
    assert found[0][1:] == [say(lang, names) for names in GROUPS.values()]
    expected = [[label, *(number(decided.get((label, group))) for group in GROUPS)] for label in labels]
    assert found[1:] == expected
    drawn = [spec for spec in _specs(page) if len(spec["data"]) == len(GROUPS) and _labels(spec) >= set(labels)]
    assert len(drawn) == 1
    for trace, (group, names) in zip(drawn[0]["data"], GROUPS.items(), strict=True):
        assert trace["name"] == say(lang, names)
        assert _points(trace) == {label: decided.get((label, group)) for label in labels}


def _specs(page: Page) -> list[Any]:
    return [json.loads(script.text) for script in page.tree.xpath(".//script[@type='application/json']")]


def _labels(spec: Any) -> set[str]:
    return {label for trace in spec["data"] for label in _points(trace)}


def _points(trace: Any) -> dict[str, Any]:
    labels, values = (trace["y"], trace["x"]) if trace.get("orientation") == "h" else (trace["x"], trace["y"])
    return {str(label): value for label, value in zip(labels, values, strict=True)}


@both_languages
def test_the_key_figures_of_the_first_page(site: Path, lang: str) -> None:
    whole = sums.totals()
    assert Page(site, "", lang).figures() == [
        say(lang, (f"{whole['reports']} 份报告", f"{whole['reports']} reports")),
        say(lang, (f"{whole['agencies']} 个机关", f"{whole['agencies']} agencies")),
        say(lang, ("2019–2023 收录的年度", "2019–2023 years held")),
        counted(lang, whole, "received", ("件新收申请", "requests received")),
        say(
            lang,
            (
                f"{number(whole['cells'])} 个单元格，各有出处",
                f"{number(whole['cells'])} form cells, each with its place",
            ),
        ),
    ]


@both_languages
def test_the_first_page_counts_the_reports_of_each_province(site: Path, lang: str) -> None:
    page = Page(site, "", lang)
    counts = Counter(row["province_code"] for row in cells.report_rows())
    found = {cell[1]: cell[0] for cell in page.links(".//li") if cell[1].startswith("regions/")}
    assert {path for path, label in found.items() if any(c.isdigit() for c in label)} == {
        f"regions/{code}/" for code in counts
    }
    for code, count in counts.items():
        assert str(count) in "".join(c if c.isdigit() else " " for c in found[f"regions/{code}/"]).split()


@both_languages
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_the_page_of_a_dataset_counts_what_is_held(site: Path, lang: str, dataset: Any, made_up: Published) -> None:
    page = Page(site, f"data/{dataset.id}/", lang)
    assert page.texts(".//h1") == [say(lang, (dataset.title_zh, dataset.title_en))]
    own = [row for row in cells.coverage_rows() if row["dataset"] == dataset.id]
    names = {
        "present": ("已收录", "held"),
        "late": ("已收录，公布晚于法定期限", "held, published after the statutory date"),
        "not_read": ("有文件，未能读出", "a file is held that gave no report"),
        "missing": ("应有而未收录", "expected, not held"),
        "not_found": ("", ""),
        "not_collected": ("未收集", "not collected"),
        "not_expected": ("不在应有之列", "not expected"),
    }
    used = [status for status in names if any(row["status"] == status for row in own)]
    counts = Counter((row["year"], row["status"]) for row in own)
    expected: list[list[Cell]] = [heads(lang, ("年度", "Year"), *(names[status] for status in used))]
    for year in sorted({row["year"] for row in own}):
        expected.append([str(year), *(str(counts[year, status]) for status in used)])
    caption = say(lang, ("各年的机关数，按收录情况", "Agencies of each year, by status"))
    assert list(different(page.table(caption), expected)) == []


@both_languages
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_the_page_of_a_dataset_counts_the_rows_and_bytes_of_its_tables(
    site: Path, lang: str, dataset: Any, made_up: Published
) -> None:
    page = Page(site, f"data/{dataset.id}/", lang)
    rows = page.table(say(lang, ("数据包里的表", "Tables of the package")))[1:]
    assert len(rows) == len({name for name, *_ in rows})
    folder = made_up.workspace.package(dataset.id) / "data"
    assert {str(name[0]) for name, *_ in rows} == {path.stem for path in folder.glob("*.csv")}
    for name, _, count, *files in rows:
        assert count == number(len(made_up.rows(dataset.id, name[0])))
        for file, ending in zip(files, ("csv", "parquet"), strict=True):
            assert file[1].endswith(f"data/{dataset.id}/latest/data/{name[0]}.{ending}")
            assert file[0] == _size((folder / f"{name[0]}.{ending}").stat().st_size)


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


@both_languages
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_a_dataset_is_cited_with_its_title_and_version(site: Path, lang: str, dataset: Any) -> None:
    cited = Page(site, f"data/{dataset.id}/", lang).texts(".//pre")
    assert any(say(lang, (dataset.title_zh, dataset.title_en)) in quote and VERSION in quote for quote in cited)
