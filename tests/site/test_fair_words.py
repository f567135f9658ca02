"""Pages say of a public body only what its text, the form and the law say, in the reader's own language."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.cli import main
from gongkai.forms import code_list, rules
from gongkai.forms.schema import code_lists
from gongkai.pipeline.publishing import build
from gongkai.site.agency_pages import MARKS
from gongkai.workspace import Workspace
from tests.support.gold import GOLD, ROOT

XINJIANG = "reports/650000-science-technology-2019/"
WEIHAI = "reports/371000-science-technology-2019/"
HEILONGJIANG = "reports/230000-science-technology-2019/"
SHUOZHOU = "reports/140600-science-technology-2020/"
HARBIN = "reports/230100-science-technology-2022/"
FIVE = (XINJIANG, WEIHAI, HEILONGJIANG, SHUOZHOU, HARBIN)
SUM_FAILS = {"": "表内数字有勾稽不符。", "en/": "Some numbers break the form’s own sums."}
TOTAL_BLANK = {"": "有总计未填。", "en/": "Some totals are not filled in."}
# fmt: off
OTHERS = (
    "", "years/", "years/2019/", "regions/230000/", "agencies/", "agencies/650000-science-technology/",
    "agencies/coverage/", "reports/", "indicators/", "indicators/refusal_rate/", "compare/", "explore/", "data/",
    "data/science-technology/", "data/science-technology/examples/", "quality/", "quality/rules/APP-R03/", "method/",
    "method/reading/", "method/tests/", "about/", "about/licences/", "about/publish/", "changelog/",
    "about/contribute/", "search/", "method/performance/", "regions/", "regions/650000/", "years/2022/",
    "quality/rules/", "quality/rules/RL-P01/",
    "indicators/data_quality_score/",
)
"""A page of every other type."""
NO_LONGER_SAID = {
    "": [
        "原文如此", "规则账本", "数从哪里来", "列明结果", "勾稽应为", "没有须人工更正的读数", "数值异常大：",
        "直接起诉数需留意", "误差定位", "照原样", "几十万份", "所印", "照印", "印有", "误印", "误填", "原文缺失",
        "所据", "核查", "处不符合", "官方格式", "法定表格", "收支平衡", "数据质量分", "年报常用口径", "应为当年数",
    ],
    "en/": [
        "s the agencies printed", "printed so", "as printed", "official form", "statutory table", "balances at",
        "stands in the cells", "beside comparable", "holds both", "withdrawals are inside", "not more repealed",
        "for want of numbers", "refuses the file", "NPC", "requests granted", "requests refused", "refusal rate",
        "refusals:", " 1 requests", "(1 requests", " 1 reports", "1in doubt", "0in doubt", "misprint", "single slip",
        "is printed", "Arithmetic consistency", "Data quality score", "factual reason", " suits",
        "State Council Office",
    ],
}
# fmt: on
"""Words that blamed an agency for what its text does not show, promised too much, or were no one's language."""
# what the text, the form and the law say of each of the five: rule, severity, how many; domain notes, 1.2 and 4
FINDINGS = {
    SHUOZHOU: {"report": {("A20-E19-06", "info"): 1}, "file": {("APP-S05", "info"): 1}},
    HEILONGJIANG: {
        "report": {
            ("APP-R02", "info"): 1, ("APP-R03", "info"): 19, ("APP-C03", "info"): 2, ("A20-E19-06", "info"): 1,
            ("META-06", "info"): 1,
        },
    },
    HARBIN: {"file": {("LBL-01", "info"): 1, ("APP-S05", "info"): 1}},
    WEIHAI: {
        "report": {
            ("APP-R01", "error"): 2, ("APP-C01", "error"): 1, ("RL-R02", "warning"): 1, ("A20-E19-02", "info"): 1,
            ("NAR-07", "info"): 1,
        },
        "file": {("APP-S05", "info"): 1, ("META-02", "info"): 1, ("META-06", "info"): 1},
    },
    XINJIANG: {
        "report": {("APP-R01", "error"): 2, ("A20-E19-01", "warning"): 1, ("A20-E19-04", "info"): 1},
        "file": {
            ("APP-S04", "warning"): 1, ("RL-S01", "warning"): 1, ("A20-S02", "info"): 1, ("APP-S05", "info"): 1,
            ("META-05", "info"): 1,
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site over the five reports, read, checked and reconciled."""
    workspace = Workspace(GOLD.parents[1], tmp_path_factory.mktemp("five"), ROOT)
    build(workspace)
    return workspace.site


def _package(built: Path) -> Path:
    return built.parent / "packages" / "science-technology"


def _tree(built: Path, path: str) -> Any:
    return html.fromstring((built / path / "index.html").read_text(encoding="utf-8"))


def _text(built: Path, path: str) -> str:
    """What a page says, its spaces made one."""
    main = _tree(built, path).xpath("//article")[0]
    for element in main.xpath(".//script | .//style | .//svg | .//*[@lang='zh'][ancestor-or-self::*[@id='narrative']]"):
        element.drop_tree()
    return re.sub(r"\s+", " ", main.text_content())


def _warnings(built: Path, path: str) -> list[str]:
    """The cautions on top of the page of a report."""
    return [item.text.strip() for item in _tree(built, path).xpath("//ul[@class='caveat']/li")]


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("path", [*FIVE, *OTHERS])
@pytest.mark.slow
def test_no_page_says_what_an_editor_struck_out(built: Path, path: str, lang: str) -> None:
    said = _text(built, lang + path)
    assert [words for words in NO_LONGER_SAID[lang] if words in said] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", FIVE)
def test_numbers_without_an_address_are_those_of_the_text_we_hold(built: Path, path: str) -> None:
    assert "未与机关自己公布的版本核对" in _text(built, path)
    assert "not compared with the agency’s own publication" in _text(built, f"en/{path}")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_damaged_file_is_named_once_on_top_and_not_the_agency(built: Path, lang: str) -> None:
    about_the_file = [text for text in _warnings(built, lang + XINJIANG) if "文件" in text or "file" in text]
    assert len(about_the_file) == 1
    assert "未必" in about_the_file[0] or "很可能" in about_the_file[0] or "may well" in about_the_file[0]
    assert not any("incomplete" in text or "不完整" in text for text in _warnings(built, lang + XINJIANG))


@pytest.mark.slow
def test_the_lost_column_is_one_finding_about_the_file(built: Path) -> None:
    lost = _tree(built, XINJIANG).xpath("//li[@data-rule='APP-S04']")
    assert len(lost) == 1
    assert lost[0].xpath("preceding::h3[1]/@id") == ["findings-file"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["", "en/"])
def test_sums_that_fail_and_totals_left_blank_have_words_of_their_own(built: Path, lang: str) -> None:
    fails = {path for path in FIVE if SUM_FAILS[lang] in _warnings(built, lang + path)}
    blank = {path for path in FIVE if TOTAL_BLANK[lang] in _warnings(built, lang + path)}
    assert fails == {XINJIANG, WEIHAI}
    assert {HEILONGJIANG, WEIHAI} <= blank
    assert not {SHUOZHOU, HARBIN} & blank


@pytest.mark.slow
@pytest.mark.parametrize("path", FIVE)
def test_the_findings_of_the_five_by_what_they_are_about_and_how_grave_they_are(built: Path, path: str) -> None:
    """The table has each with its kind; the page has each kind under a heading, those of one cause as one."""
    rows = csv.DictReader((_package(built) / "data" / "findings.csv").read_text(encoding="utf-8").splitlines())
    own = [row for row in rows if row["report_id"] == path.split("/")[1]]
    found: dict[str, Counter[tuple[str, str]]] = {}
    for row in own:
        found.setdefault(row["about"], Counter())[row["rule"], row["severity"]] += 1
    assert found == FINDINGS[path]
    for lang in ("", "en/"):
        tree = _tree(built, lang + path)
        kinds = [
            heading.get("id").removeprefix("findings-")
            for heading in tree.xpath("//h3[@id][contains(@id, 'findings-')]")
        ]
        assert kinds == list(FINDINGS[path])
        for kind in kinds:
            items = tree.xpath(f"//h3[@id='findings-{kind}']/following-sibling::ul[1]/li")
            assert {item.get("data-rule") for item in items} <= {rule for rule, _ in FINDINGS[path][kind]}
            own_words = [row[f"message_{'en' if lang else 'zh'}"] for row in own if row["about"] == kind]
            told = " ".join(item.text_content() for item in items)
            assert [words for words in own_words if words not in told] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", FIVE)
def test_the_terminal_tells_the_kinds_that_the_pages_tell(
    built: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What needs the record of sources or other years is judged in a build only; of the five that changes nothing."""
    main(["check", str(GOLD.parent / "reports" / f"{path.split('/')[1]}.txt")])
    lines = capsys.readouterr().out.splitlines()
    counted = Counter(
        (zh.split()[0], zh.split()[1])
        for zh, en in pairwise(lines)
        if zh.startswith(("错误", "警告", "提示")) and en.startswith(("error", "warning", "note"))
    )
    severities = {"error": "错误", "warning": "警告", "info": "提示"}
    kinds = {"report": "报告本身", "file": "所存文件"}
    expected: Counter[tuple[str, str]] = Counter()
    for kind, rows in FINDINGS[path].items():
        for (_, severity), count in rows.items():
            expected[severities[severity], kinds[kind]] += count
    assert counted == expected


@pytest.mark.slow
def test_each_answer_of_the_examples_is_named_by_its_question_and_sets_numbers_right(built: Path) -> None:
    page = _tree(built, "data/science-technology/examples/")
    assert page.xpath("//div[@class='scroll']/@aria-label") == page.xpath("//h2[following-sibling::div]/text()")
    assert set(page.xpath("//td[normalize-space() = '1']/@class")) == {"n"}


@pytest.mark.slow
def test_a_signature_date_is_no_publication_date(built: Path) -> None:
    for lang, labels in (("", ("发布日期", "落款日期")), ("en/", ("Published", "Signed on"))):
        facts = {dt.text_content(): dt.getnext().text_content() for dt in _tree(built, lang + WEIHAI).xpath("//dl/dt")}
        assert facts[labels[0]] in ("所存文本未说明", "not stated in the text we hold")
        assert facts[labels[1]] == "2020-01-19"
    numbers = _tree(built, "quality/rules/META-03/").xpath("//dl[contains(@class, 'figures')]//dd")
    assert [number.text_content().strip() for number in numbers] == ["0", "0", "5", "0"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_scope_is_no_wider_than_the_reports(built: Path, lang: str) -> None:
    home = _text(built, lang)
    assert "县级以上" in home if not lang else "from the county up" in home
    assert "2019、2020、2022" in home if not lang else "2019, 2020, 2022" in home
    assert "2019–2022" not in home
    data = _text(built, f"{lang}data/science-technology/")
    assert "部分数字" in data if not lang else "selected figures" in data
    law = _text(built, f"{lang}method/")
    assert "国务院办公厅政府信息与政务公开办公室" in law if not lang else "General Office of the State Council" in law


@pytest.mark.slow
def test_the_tile_of_requests_says_how_many_reports_state_it_and_how_many_by_reconciled_numbers(built: Path) -> None:
    assert "19 （5 / 5 份列明，其中 1 份取勾稽数）" in _text(built, "")
    assert "19 (5 of 5 reports state it, 1 of them by reconciled numbers)" in _text(built, "en/")


@pytest.mark.slow
def test_the_clearance_rate_is_given_only_where_the_balance_holds(built: Path) -> None:
    assert "只在（七）总计加结转下年等于新收加上年结转时给出" in _text(built, "indicators/clearance_rate/")
    assert "不是同一批申请的比率" in _text(built, "indicators/challenge_rate/")
    assert "No rate of one cohort" in _text(built, "en/indicators/challenge_rate/")
    assert "Covers both information that does not exist and" in _text(built, "en/indicators/not_held_rate/")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "fact", "zh", "en"),
    [
        (XINJIANG, "网站累计访问量", "约 2,700,000 次", "about 2,700,000"),
        (XINJIANG, "微信推送", "约 2,250,000 人次", "about 2,250,000"),
        (SHUOZHOU, "信息公开专栏发布信息", "72 条", "72"),
        (HARBIN, "信息公开专栏发布信息", "270 条（次）", "270"),
        (HARBIN, "信息处理费", "0 元", "0 yuan"),
    ],
)
def test_numbers_of_the_text_say_how_exact_they_are_and_of_what(
    built: Path, path: str, fact: str, zh: str, en: str
) -> None:
    row = next(row for row in _tree(built, path).xpath("//tr[td[@data-fact]]") if row[0].text_content() == fact)
    (cell,) = row.xpath("td[@data-fact]")
    assert " ".join(cell.text_content().split()) == zh
    (same,) = _tree(built, f"en/{path}").xpath(f"//td[@data-fact='{cell.get('data-fact')}']")
    assert " ".join(same.text_content().split()) == en


@pytest.mark.slow
def test_a_number_in_doubt_is_parted_from_its_mark(built: Path) -> None:
    (zh,), (en,) = (_tree(built, lang + XINJIANG).xpath("//p[@id='answer']") for lang in ("", "en/"))
    assert "办结 1（存疑）* 件" in zh.text_content()
    assert "1 (in doubt)* processed" in en.text_content()


@pytest.mark.slow
def test_no_dispute_is_marked_where_the_table_leaves_it_blank(built: Path) -> None:
    """Weihai left reconsideration blank; that there was none is what its text says."""
    (weihai,), (shuozhou,) = (_tree(built, path).xpath("//p[@id='answer']") for path in (WEIHAI, SHUOZHOU))
    assert weihai.text_content().endswith("没有行政复议和行政诉讼*。")
    assert shuozhou.text_content().endswith("没有行政复议和行政诉讼。")


@pytest.mark.slow
def test_one_misprint_is_one_finding(built: Path) -> None:
    errors = _tree(built, WEIHAI).xpath("//ul[@class='findings']/li[.//span[contains(@class, 'severity-error')]]")
    assert len(errors) == 1
    assert len(errors[0].xpath(".//details//li")) == 2


@pytest.mark.slow
def test_the_list_of_rules_says_what_each_rests_on_and_the_method_where_every_term_comes_from(built: Path) -> None:
    listed, said = _text(built, "quality/rules/"), _text(built, "method/")
    assert [rule for rule, known in rules().items() if rule not in listed or known.basis_zh not in listed] == []
    assert [row["zh"] for row in code_list("glossary") if row["en"] not in said or row["source"] not in said] == []


@pytest.mark.slow
def test_a_year_counts_n_and_t_over_the_same_reports(built: Path) -> None:
    """Heilongjiang left 部分公开 blank and Xinjiang's row is in doubt: of the three reports of 2019 one states it."""
    rows = {
        row.xpath("string(th)"): [cell.text_content().strip() for cell in row.xpath("td")]
        for row in _tree(built, "years/2019/").xpath("//tr[td and th]")
    }
    assert rows["予以公开"][:3] == ["3 / 3", "–", "2 / 3"]
    assert rows["部分公开"][:3] == ["0 / 1", "–", "1 / 3"]


@pytest.mark.slow
def test_reconciled_numbers_are_marked_where_they_are_counted(built: Path) -> None:
    assert "3 / 3 份列明，其中 1 份取勾稽数" in _text(built, "years/2019/")
    assert "3 of 3 reports state it, 3 of them by reconciled numbers" in _text(built, "en/years/2019/")
    assert "1 / 1 份列明，其中 1 份取勾稽数" in _text(built, "regions/650000/")


@pytest.mark.slow
def test_a_sum_says_how_many_of_its_numbers_are_in_doubt(built: Path) -> None:
    """In Xinjiang's text for 2019 the total column lost most of its numbers, the total processed among them."""
    assert "3 / 3 份列明，其中 3 份取勾稽数，1 份存疑" in _text(built, "years/2019/")
    assert "3 of 3 reports state it, 3 of them by reconciled numbers, 1 in doubt" in _text(built, "en/years/2019/")
    for page, said in (
        ("", "2019、2020、2022 年；1 份有存疑的格"),
        ("en/years/2019/", "; 2019; 1 with cells in doubt"),
    ):
        assert said in _text(built, page)
    for file in ("outcomes.csv", "outcomes.svg"):
        assert "1 份有存疑的格" in (built / "years" / "2019" / file).read_text(encoding="utf-8")
    assert "存疑" not in (built / "years" / "2022" / "outcomes.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_scorecard_says_whose_reports_these_are_and_who_checked(built: Path) -> None:
    said = _text(built, "quality/")
    assert "这些正是开发程序时所用的报告" in said
    assert "没有请外人复核" in said
    assert re.search(r"数据里有 \d+ 格存疑", said)


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["APP-R03", "APP-R02", "APP-C03"])
def test_a_rule_that_was_only_recommended_in_2019_says_so(built: Path, rule: str) -> None:
    assert "（2019 年报告：提示）" in _text(built, f"quality/rules/{rule}/")
    assert "(reports on 2019: note)" in _text(built, f"en/quality/rules/{rule}/")


@pytest.mark.parametrize("rule", sorted(rules()))
def test_chinese_pages_of_rules_have_chinese_conditions(rule: str) -> None:
    known = rules()[rule]
    for text in (known.condition_zh, known.skips_zh, known.basis_zh, known.title_zh):
        assert re.search(r"[\u4e00-\u9fff]", text)


def test_not_disclosed_is_the_only_english_for_what_was_refused() -> None:
    labels = [
        row["label_en"] for name in ("indicators", "facts", "requests") for row in code_list(name) if "label_en" in row
    ]
    labels += [row["formula_en"] for row in code_list("indicators")]
    assert [text for text in labels if re.search(r"\b(refus|grant)", text)] == []


@pytest.mark.slow
def test_pages_of_rules_say_what_their_findings_are_about(built: Path) -> None:
    assert "本站所存的文件，不是机关的报告" in _text(built, "quality/rules/APP-S04/")
    assert "Our reading, not the agency’s report" in _text(built, "en/quality/rules/READ-01/")


@pytest.mark.slow
def test_no_median_is_given_of_fewer_than_three_reports(built: Path) -> None:
    """Harbin is the only department of a city in 2022."""
    (row,) = _tree(built, "indicators/refusal_rate/").xpath("//tr[contains(th, '2022')][count(td) = 5]")
    assert [cell.text_content() for cell in row.xpath("td")] == ["1 / 1", "0", "9.1%", "–", "9.1%"]


def test_no_two_states_of_coverage_share_a_sign_or_a_word() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    statuses = [row for row in code_lists()["coverage_statuses"].rows if row["code"] in MARKS]
    for lang in ("zh", "en"):
        assert len({row[f"label_{lang}"] for row in statuses}) == len(MARKS)


@pytest.mark.slow
def test_indicators_are_titled_as_sentences_are(built: Path) -> None:
    titles = _tree(built, "en/indicators/").xpath("//article//tbody//th")
    assert len(titles) == len(code_list("indicators"))
    assert [title.text_content() for title in titles if not title.text_content().strip()[0].isupper()] == []


@pytest.mark.slow
def test_contact_details_that_a_converted_file_lacks_are_no_finding_about_the_report(built: Path) -> None:
    for path, about in ((WEIHAI, "findings-file"), (HEILONGJIANG, "findings-report")):
        (lacking,) = _tree(built, path).xpath("//li[@data-rule='META-06']")
        assert lacking.xpath("preceding::h3[1]/@id") == [about]
