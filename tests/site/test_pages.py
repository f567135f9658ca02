"""The built site, read back: its pages agree with the package, and nothing from a report can break out of its page."""

from __future__ import annotations

import csv
import gzip
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.errors import SiteError
from gongkai.model import Table
from gongkai.site.extra_files import write_files
from gongkai.site.finder import as_json, named
from gongkai.site.links import broken_links
from gongkai.site.stamp import markers
from tests.oracle.pages import nameless
from tests.site.conftest import Built
from tests.site.made_up import AGENCY, MADE_UP
from tests.site.one_type import pages_of

pytestmark = pytest.mark.slow

HARBIN = "230100-science-technology-2022"
LANGUAGES = ("", "en/")
BUDGET = 120_000
"""Bytes over the wire of a report page with everything it loads before charts."""


def test_feeds_and_interfaces_are_named_where_they_belong(built: Built) -> None:
    def feeds(path: str) -> list[str]:
        (head,) = built.tree(path).xpath("//head")
        return [
            str(href) for href in head.xpath("./link[contains(@rel, 'alternate')][@type='application/atom+xml']/@href")
        ]

    assert (feeds(""), feeds("en"), feeds("reports")) == (["./feed.xml"], ["../en/feed.xml"], [])
    own = f"agencies/{AGENCY.agency_id}"
    assert feeds(own) == [f"../../{own}/feed.xml"]
    assert feeds(f"en/{own}") == [f"../../../{own}/feed.xml"]
    assert built.tree(own).xpath("//article//a[@type='application/atom+xml']")
    listed = built.tree("data").xpath("//article//a/@href")
    assert "../feed.xml" in listed and "../api/index.json" in listed
    assert (built.folder / "api" / "index.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(("lang", "named"), [("", "2021 年起"), ("en/", "From 2021")])
def test_a_chart_over_two_forms_says_so_in_the_caption_of_its_table(built: Built, lang: str, named: str) -> None:
    for path in ("", "years"):
        (caption,) = built.tree(lang + path).xpath("//figure[@id='outcomes-by-year']//caption")
        assert named in caption.text_content()
        assert "visually-hidden" not in (caption.get("class") or "")


@pytest.mark.parametrize("path", ["../feed.xml", "index.html", "/feed.xml", "/nowhere/feed.xml", "new/../../feed.xml"])
def test_a_file_of_others_can_replace_nothing(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("home", encoding="utf-8")
    with pytest.raises(SiteError):
        write_files({path: "x"}, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "home"


def test_what_can_be_pressed_or_followed_has_a_name(built: Built) -> None:
    pages = [page for page in built.folder.rglob("*.html") if "assets" not in page.parts]
    assert [(page, node) for page in pages for node in nameless(page)] == []


def test_nothing_of_a_report_becomes_markup(built: Built) -> None:
    for page in built.folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page
        assert "样例局<b>" not in text, page
        assert "javascript:" not in text, page
    assert '</script><script>alert("1")' in built.tree(f"reports/{MADE_UP}").text_content()


def test_no_marker_survives_and_every_address_leads_somewhere(built: Built) -> None:
    assert [page for page in built.folder.rglob("*.html") if markers(page.read_text(encoding="utf-8"))] == []
    assert broken_links(built.folder) == []


def test_every_page_stands_in_both_languages(built: Built) -> None:
    pages = {page.relative_to(built.folder).as_posix() for page in built.folder.rglob("index.html")}
    english = {page.removeprefix("en/") for page in pages if page.startswith("en/")}
    assert english == {page for page in pages if not page.startswith("en/")}
    assert built.tree("en/reports").xpath("string(/html/@lang)") == "en"
    assert built.tree("reports").xpath("string(/html/@lang)") == "zh"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "reports",
        f"reports/{HARBIN}",
        "agencies",
        f"agencies/{AGENCY.agency_id}",
        "regions",
        "regions/230000",
        "regions/230100",
        "years",
        "years/2022",
        "data",
        "data/science-technology",
        "quality",
        "quality/rules/APP-R01",
        "method",
        "about",
        "changelog",
        "search",
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_page_has_one_heading_a_title_and_a_description(built: Built, lang: str, path: str) -> None:
    page = built.tree(f"{lang}{path}")
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("string(//title)").strip()
    assert len(page.xpath("string(//meta[@name='description']/@content)")) > 5
    assert [table for table in page.xpath("//table") if not table.xpath("./caption")] == []
    assert page.xpath("//figure[contains(@class,'chart')][not(.//table//td)]") == []


def test_each_page_names_its_counterpart_in_the_other_language(built: Built) -> None:
    (there,) = built.tree(f"reports/{HARBIN}").xpath("//a[@hreflang='en']/@href")
    (back,) = built.tree(f"en/reports/{HARBIN}").xpath("//a[@hreflang='zh']/@href")
    folder = built.folder / "reports" / HARBIN
    assert (folder / there).resolve() == built.folder / "en" / "reports" / HARBIN
    assert (built.folder / "en" / "reports" / HARBIN / back).resolve() == folder


def test_key_figures_and_rates(built: Built) -> None:
    page = built.tree(f"reports/{HARBIN}")
    counts = {cell.get("data-outcome"): cell.text_content() for cell in page.xpath("//td[@data-outcome]")}
    assert counts == {
        "granted": "1 / 11",
        "partially_granted": "0 / 11",
        "refused": "1 / 11",
        "unable": "4 / 11",
        "not_processed": "4 / 11",
        "other_handling": "1 / 11",
    }
    assert page.xpath("string(//td[@data-outcome='unable']/following-sibling::td[1])") == "36.4%"


def test_no_rate_is_shown_below_ten_requests(built: Built) -> None:
    page = built.tree("reports/140600-science-technology-2020")
    assert page.xpath("string(//td[@data-outcome='granted'])") == "2 / 4"
    assert {cell.text_content() for cell in page.xpath("//td[@data-outcome]/following-sibling::td[1]")} == {"–"}


def test_home_counts_what_the_package_holds(built: Built) -> None:
    page = built.tree("")
    figures = [" ".join(dd.text_content().split()) for dd in page.xpath("//dl[@class='figures']//dd")]
    assert figures[:3] == ["7", "6", "2019–2022"]
    chart = json.loads(page.xpath("string(//figure[@id='outcomes-by-year']//script[@type])"))
    assert (built.folder / "outcomes-by-year.svg").is_file() and (built.folder / "en/outcomes-by-year.csv").is_file()
    assert [trace["y"] for trace in chart["data"]] == [["2019", "2020", "2021", "2022"]] * 6


def test_a_report_can_be_taken_away_as_json_and_csv(built: Built) -> None:
    folder = built.folder / "reports" / HARBIN
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (report["report"]["year"], len(report["cells"]), report["status"]) == (2022, 200, "complete")
    with (folder / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = {(r["table"], r["row"], r["column"]): r["value"] for r in csv.DictReader(file)}
    assert rows["requests", "new_received", "total"] == "11"
    assert len(rows) == 200
    assert (folder / "source.txt").read_bytes() == built.sources[HARBIN].read_bytes()


def test_the_csv_of_a_report_has_a_passport_where_programs_look_for_it(built: Built) -> None:
    folder = built.folder / "reports" / HARBIN
    provenance = json.loads((folder / "report.csv-metadata.json").read_text(encoding="utf-8"))
    assert provenance["@context"] == "http://www.w3.org/ns/csvw" and (folder / provenance["url"]).is_file()
    assert provenance["dc:title"] == "哈尔滨市科学技术局 2022 年政府信息公开工作年度报告"
    assert (provenance["dc:extent"], provenance["schema:version"]) == ("200 / 200", "2026.11.0")
    assert provenance["dc:source"].startswith("sha256:") and provenance["dc:identifier"].endswith(f"reports/{HARBIN}/")
    head = (folder / "report.csv").read_text(encoding="utf-8").splitlines()[0]
    assert ",".join(column["name"] for column in provenance["tableSchema"]["columns"]) == head


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_indicator_of_a_report_leads_to_its_page(built: Built, lang: str) -> None:
    rows = built.tree(f"{lang}reports/{MADE_UP}").xpath("//tr[td[@data-indicator]]")
    leads = {row.xpath("string(td/@data-indicator)"): row.xpath("./th/a/@href") for row in rows}
    assert leads == {code: [f"../../indicators/{code}/"] for code in ("refusal_rate", "unable_rate")}


def test_packages_stand_under_latest_and_under_their_version(built: Built) -> None:
    for name in ("latest", "2026.11.0"):
        copy = built.folder / "data" / "science-technology" / name / "data" / "requests.parquet"
        assert copy.read_bytes() == (built.package / "data" / "requests.parquet").read_bytes()


def test_dictionary_lists_every_field_of_the_requests_table(built: Built) -> None:
    header = (built.package / "data" / "requests.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    page = built.tree("data/science-technology")
    assert page.xpath("//h3[@id='table-requests']/following-sibling::div[1]//tbody/tr/th//text()") == header


def test_quality_pages_show_findings_rejections_and_corrections(built: Built) -> None:
    page = built.tree("quality").text_content()
    assert "scan.pdf" in page and "对照原文" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_of_a_rule_lead_to_the_cell_on_the_page_of_the_report(built: Built, lang: str) -> None:
    rule = built.tree(f"{lang}quality/rules/APP-R01")
    target = f"reports/{MADE_UP}/#requests.total_processed.total"
    (lead,) = [href for href in rule.xpath("//td/a/@href") if href.endswith(target)]
    assert lead == f"../../../{target}"
    assert built.form_cells(f"{lang}reports/{MADE_UP}")["requests/total_processed/total"].get("id") in lead
    terms = [term.text_content() for term in rule.xpath("//dl[@class='facts']/dt")]
    told = ["What it is about", "What it skips", "Basis", "Condition"]
    assert terms == (told if lang else ["关于什么", "不查什么", "依据", "判断条件"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_quality_by_year_adds_up_to_the_reports_of_the_package(built: Built, lang: str) -> None:
    with (built.package / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        reports = [row for row in csv.DictReader(file) if row["year"] == "2022"]
    (line,) = built.tree(f"{lang}quality").xpath("//table[@data-part='year']//tr[th='2022']")
    shown = [cell.text_content() for cell in line.xpath("td")]
    assert shown[0] == str(len(reports))
    severities, ids = ("error", "warning", "info"), {report["report_id"] for report in reports}
    with (built.package / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["report_id"] in ids]
    causes: dict[tuple[str, ...], str] = {}
    for row in sorted(found, key=lambda row: severities.index(row["severity"])):
        cause = (row["cause"],) if row["cause"] else (row["rule"], row["severity"])
        causes.setdefault((row["report_id"], row["about"], *cause), row["severity"])
    assert shown[1:4] == [str(list(causes.values()).count(severity)) for severity in severities]
    assert shown[4] == str(sum(int(report[f"findings_{name}"]) for report in reports for name in severities))
    uncertain, cells = (sum(int(report[name]) for report in reports) for name in ("cells_uncertain", "cells_total"))
    # As people round: a half goes up, 1 of 400 is 0.3 %.
    share = (Decimal(100 * uncertain) / cells).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert shown[5:] == [f"{uncertain} / {cells}", f"{share}%"]


def test_a_silent_error_stands_out_in_the_scorecard(built: Built) -> None:
    columns = (
        "format",
        "edition",
        "reports",
        "cells",
        "right",
        "flagged",
        "missing",
        "silent",
        "fields",
        "fields_right",
    )
    card = Table("scorecard", columns, (("html", "2021", 2, 400, 398, 1, 0, 1, 20, 20), ("pdf", "2021", 1, *[0] * 7)))
    overview = pages_of("quality", {**built.tables, "scorecard": card}, "en")[0]
    page: Any = html.fromstring(overview.body)
    bad, good = page.xpath("//td[@data-score='silent']")
    assert (bad.text_content(), bool(bad.xpath(".//strong"))) == ("1", True)
    assert (good.text_content(), bool(good.xpath(".//strong"))) == ("0", False)
    assert "Of 400 cells the program read 398 right, marked 1 as in doubt and missed 0" in page.text_content()
    assert "1 are wrong without a mark" in page.text_content()
    assert "the reports the program was developed on" in page.text_content()
    (meaning,) = page.xpath("//dt[contains(., 'Wrong unmarked')]/following-sibling::dd[1]")
    assert meaning.text_content() == "wrong and not marked. This must be 0"
    heads = [(head.text_content(), head.get("colspan")) for head in page.xpath("//th[@scope='colgroup']")]
    assert heads == [("Cells of the form", "5"), ("Agency, dates etc.", "2")]


def test_accuracy_is_left_out_where_no_scorecard_is_given(built: Built) -> None:
    assert "程序读得准不准" not in built.page("quality")


def test_the_finder_is_given_every_name_of_harbin_once(built: Built) -> None:
    entries = {entry["path"]: entry for entry in json.loads(as_json(named(built.figures)))}
    bureau, city = entries["agencies/230100-science-technology/"], entries["regions/230100/"]
    assert (bureau["zh"], bureau["pinyin"][0]) == ("哈尔滨市科学技术局", "ha er bin shi ke xue ji shu ju")
    assert bureau["en"].startswith("Harbin") and "哈尔滨市科技局" in bureau["also"]
    assert (city["zh"], city["en"], city["also"]) == ("哈尔滨市", "Harbin", ["黑龙江省哈尔滨市"])


def test_divisions_above_an_agency_have_pages_and_an_agency_without_reports_says_so(built: Built) -> None:
    for code, name in (("320000", "江苏省"), ("321300", "宿迁市"), ("321322", "沭阳县")):
        page = built.tree(f"regions/{code}")
        assert page.xpath("string(//h1)") == name
        assert page.xpath("//a[contains(@href, '321322-sample')]")
    assert "尚未收录" in built.tree("agencies/321322-sample").text_content()


def test_no_page_loads_anything_from_another_host(built: Built) -> None:
    for file in built.folder.rglob("*.html"):
        page = html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot()
        loaded = page.xpath("//@src | //link[@rel!='canonical']/@href | //form/@action")
        assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == [], file
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']"), file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_page_is_light(built: Built, lang: str) -> None:
    folder = built.folder / lang / "reports" / HARBIN
    page = built.tree(f"{lang}reports/{HARBIN}")
    loaded = page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href")
    files = [folder / "index.html", *((folder / name.partition("?")[0]).resolve() for name in loaded)]
    assert len(files) > 4
    assert sum(compressed(file) for file in files) < BUDGET


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


def test_nothing_of_the_theme_is_left_that_the_site_does_not_use(built: Built) -> None:
    left = {path.suffix for path in built.folder.rglob("*") if path.is_file()}
    assert ".map" not in left
    assert not (built.folder / "en" / "assets").exists()
    assert not (built.folder / "search").joinpath("search_index.json").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dataset_describes_itself_to_search_engines(built: Built, lang: str) -> None:
    path = f"{lang}data/science-technology"
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.page(path), re.DOTALL)
    data = json.loads(block)
    packaged = json.loads((built.package / "dataset.jsonld").read_text(encoding="utf-8"))
    assert "<" not in block
    assert (data["@type"], data["name"]) == ("Dataset", packaged["name"])
    folder = built.folder / "data" / "science-technology"
    assert len(data["distribution"]) == len(packaged["distribution"])
    assert all((folder / part["contentUrl"]).is_file() for part in data["distribution"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dataset_can_be_cited_and_each_table_read(built: Built, lang: str) -> None:
    page = built.tree(f"{lang}data/science-technology")
    codes = {code.get("id"): code.text_content() for code in page.xpath("//pre/code")}
    assert "[DS/OL]. 2026" in codes["cite-1"] and codes["cite-2"].startswith("@misc{science-technology-2026.11.0,")
    for table in ("requests", "coverage", "codes"):
        addresses = [re.findall(r"data/[\w./-]+\.(?:csv|parquet)", codes[f"{table}-{n}"]) for n in (1, 2, 3, 4)]
        assert all(len(found) == 1 and (built.folder / found[0]).is_file() for found in addresses), table


def test_the_number_of_corrections_leads_to_their_list(built: Built) -> None:
    page = built.tree("data/science-technology")
    (link,) = page.xpath("//a[contains(@href, 'quality/#corrections')]")
    assert "人工更正 1 处" in link.getparent().text_content()


@pytest.mark.parametrize(("lang", "held", "missing"), [("", "已收录", "未收集"), ("en/", "held", "not collected")])
def test_coverage_tells_what_is_held_from_what_was_never_collected(
    built: Built, lang: str, held: str, missing: str
) -> None:
    page = built.tree(f"{lang}data/science-technology")
    (row,) = page.xpath("//table[@data-coverage='agencies']//tr[th/a[contains(@href, '230100-')]]")
    assert [cell.text_content() for cell in row.xpath("td")] == ["–", missing, held]
    (link,) = row.xpath("td/a/@href")
    assert link.endswith(f"reports/{HARBIN}/")
    (year,) = page.xpath("//table[@data-coverage='years']//tr[th='2022']")
    assert [cell.text_content() for cell in year.xpath("td")] == ["1", "0"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_stands_beside_those_of_the_same_level_and_year(built: Built, lang: str) -> None:
    rows = built.tree(f"{lang}reports/{HARBIN}").xpath("//table[@data-peers]/tbody/tr")
    shown = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert [row[2:] for row in shown] == [["8 / 40*", "20.0%"], ["1 / 11", "9.1%"]]
    (other,) = rows[0].getparent().xpath(".//a/@href")
    assert other == f"../../reports/{MADE_UP}/"


def test_among_comparable_reports_small_numbers_give_no_rate(built: Built) -> None:
    rows = built.tree("reports/230000-science-technology-2019").xpath("//table[@data-peers]/tbody/tr")
    assert len(rows) == 2
    assert {row.xpath("string(td[last()])") for row in rows} == {"–"}


def test_a_report_without_any_like_it_is_compared_with_none(built: Built) -> None:
    assert not built.tree("reports/140600-science-technology-2020").xpath("//table[@data-peers]")


@pytest.mark.parametrize(
    ("lang", "report", "said"),
    [
        (
            "",
            HARBIN,
            "2022 年新收申请 11 件，办结 11 件：予以公开 1 件、不予公开 1 件（属于三类内部事务信息）、"
            "无法提供 4 件（本机关不掌握相关政府信息）、不予处理 4 件（重复申请）、其他处理 1 件（其他）；"
            "未经复议直接起诉 2 件。",
        ),
        (
            "en/",
            HARBIN,
            "2022: 11 requests received, 11 processed: 1 disclosed, 1 not disclosed (internal-affairs information of "
            "the three kinds), 4 unable to provide (information not held by this organ), 4 not processed (repeat "
            "request), 1 other handling (other, including withdrawals); 2 lawsuits without reconsideration.",
        ),
        (
            "",
            "140600-science-technology-2020",
            "2020 年新收申请 4 件，办结 4 件：予以公开 2 件、不予公开 1 件（属于国家秘密）、"
            "无法提供 1 件（本机关不掌握相关政府信息）；没有行政复议和行政诉讼。",
        ),
    ],
)
def test_a_report_opens_with_the_answer(built: Built, lang: str, report: str, said: str) -> None:
    (answer,) = built.tree(f"{lang}reports/{report}").xpath("//p[@id='answer']")
    assert " ".join(answer.text_content().split()) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reconciled_number_in_the_answer_is_marked_and_explained(built: Built, lang: str) -> None:
    page = built.tree(f"{lang}reports/{MADE_UP}")
    (answer,) = page.xpath("//p[@id='answer']")
    assert "40*" in answer.text_content()
    assert answer.getnext().text_content().startswith("* ")
    (strip,) = page.xpath("//dl[@class='figures']")
    assert ("8 in the table" if lang else "表中为 8") in strip.text_content()


def test_every_number_of_the_answer_leads_to_the_cell_that_holds_it(built: Built) -> None:
    for report in ("140600-science-technology-2020", HARBIN):
        page = built.tree(f"reports/{report}")
        cells = built.form_cells(f"reports/{report}")
        links = page.xpath("//p[@id='answer']/a | //dl[@class='figures']//a")
        assert len(links) > 8
        for link in links:
            address = link.get("href")[1:].replace(".", "/")
            if address in cells:
                assert cells[address].xpath("string(./a)") == link.text_content()
            else:
                assert page.xpath(f"//th[@id='{link.get('href')[1:]}']")


def test_where_no_address_is_known_the_page_says_that_the_text_was_not_compared(built: Built) -> None:
    for lang, said in (("", "未与机关自己公布的版本核对"), ("en/", "not compared with the agency’s own publication")):
        assert said in built.tree(f"{lang}reports/{HARBIN}").text_content()


def test_findings_of_one_rule_are_one_entry(built: Built) -> None:
    page = built.tree(f"reports/{MADE_UP}")
    rules = [item.get("data-rule") for item in page.xpath("//ul[@class='findings']/li")]
    assert len(rules) == len(set(rules)) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_is_cited_with_release_date_and_address(built: Built, lang: str) -> None:
    page = built.tree(f"{lang}reports/{HARBIN}")
    gbt, bibtex = (code.text_content() for code in page.xpath("//code[@data-cite]"))
    address = f"{lang}reports/{HARBIN}/"
    assert "[DS/OL]. gongkai, 2026-11 [YYYY-MM-DD]." in gbt and address in gbt and "2026.11.0" in gbt
    assert bibtex.startswith(f"@misc{{{HARBIN}-2026.11.0,") and address in bibtex


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_page_alone_is_small(built: Built, lang: str) -> None:
    assert compressed(built.folder / lang / "reports" / HARBIN / "index.html") < 20_480
