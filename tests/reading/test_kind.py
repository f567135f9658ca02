"""What is turned away, and what must not be."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from gongkai.errors import NotAReport
from gongkai.model import Document
from gongkai.read import read
from gongkai.reading.kind import reject_non_reports
from tests.support.documents import document
from tests.support.gold import GOLD, gold_files

REQUESTS = [
    ["本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    ["上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
    ["结转下年度继续办理", "0", "0", "0", "0", "0", "0", "0"],
]


def reason(read_in: Document) -> str | None:
    try:
        reject_non_reports(read_in)
    except NotAReport as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: gold["report_id"])
def test_the_seed_reports_are_let_in(gold: dict[str, str]) -> None:
    assert reason(read(Path(GOLD.parent / "reports" / gold["file"]))) is None


def test_a_news_item_about_a_report() -> None:
    text = "3月31日，某省人民政府办公厅对外公布了2018年政府信息公开工作年度报告。记者获悉，全年受理申请300件。"
    assert reason(document("某省公布年度报告", text)) == "not_a_report"


@pytest.mark.parametrize(
    "lines",
    [
        ("某市2021年法治政府建设年度报告", "一、总体情况", "全面推进依法行政。", "二、存在的主要问题及改进情况"),
        ("某局2022年政府信息公开指南", "为方便公民获取政府信息，编制本指南。", "一、公开范围"),
        ("某局2022年度部门决算", "一、收入支出决算总体情况"),
    ],
)
def test_other_documents(lines: tuple[str, ...]) -> None:
    assert reason(document(*lines)) == "not_a_report"


def test_a_notice_that_carries_the_empty_form() -> None:
    empty = [["一、本年新收政府信息公开申请数量", "", "", ""], ["二、上年结转政府信息公开申请数量", "", "", ""]]
    title = "关于做好2021年政府信息公开工作年度报告编制工作的通知"
    assert reason(document(title, "各单位：", "请按格式填报。", empty)) == "not_a_report"


EMPTY_FORM = (
    "一、总体情况 （文字描述） 二、主动公开政府信息情况 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 "
    "三、收到和处理政府信息公开申请情况 一、本年新收政府信息公开申请数量 二、上年结转政府信息公开申请数量 "
    "三、本年度办理结果 （三）不予公开 1.属于国家秘密 2.其他法律行政法规禁止公开 四、结转下年度继续办理"
)


@pytest.mark.parametrize(
    "lines",
    [
        ("关于印发《政府信息公开工作年度报告格式》的通知", f"各单位：请认真执行。2021年9月30日 附件： {EMPTY_FORM}"),
        ("市政务公开办", f"各部门：现将政府信息公开工作年度报告格式印发给你们。2021年9月30日 {EMPTY_FORM}"),
        ("政府信息公开工作年度报告格式", *EMPTY_FORM.split()),
        ("××市2023年政府信息公开工作年度报告", *EMPTY_FORM.split()),
    ],
)
def test_an_empty_form_on_any_number_of_lines(lines: tuple[str, ...]) -> None:
    assert reason(document(*lines)) == "not_a_report"


@pytest.mark.parametrize(
    ("opening", "introduces"),
    [
        ("政府信息公开数据的统计期限为2021年。", True),
        ("政府信息公开数据的统计时间为2021年。", True),
        ("政府信息公开的数据期限为2021年。", True),
        ("现就政府信息公开工作编制本报告。", True),
        ("现就政府信息公开工作编制完成了此报告。", True),
        ("现编制政府信息公开工作2021年度报告。", True),
        ("现公布政府信息公开工作2021年度报告。", True),
        ("根据《政府信息公开条例》规定编制。", True),
        ("根据《政府信息公开条例》第五十条的要求，由本局编制。", True),
        ("根据《政府信息公开条例》做好工作。", False),
        ("本局负责政府信息公开工作。", False),
    ],
)
def test_a_sentence_may_introduce_a_report_that_has_no_title(opening: str, introduces: bool) -> None:
    text = "全年主动公开政府信息30条，收到申请2件。"
    assert reason(document("某局", opening, text)) == (None if introduces else "not_a_report")


def test_a_report_whose_opening_breaks_off_after_the_name_of_the_notice_is_let_in() -> None:
    opening = (
        "莒县科技局2022年",
        "政府信息公开工作年度报告",
        "根据《关于印发〈政府信息公开工作年度报告格式〉的通",
        "知》编制。",
    )
    torn = [["一、本年新收政府信", "6"], ["息公开申请数量", ""], *([f"{item}.属于", "0"] for item in range(1, 70))]
    assert reason(document(*opening, "三、收到和处理政府信息公开申请情况", "勾稽关系", "本年制发件数", torn)) is None


def test_a_report_that_forgot_a_word_of_the_template_is_let_in() -> None:
    assert reason(document("某局2023年政府信息公开工作年度报告", "（文字描述）", REQUESTS)) is None


@pytest.mark.parametrize(
    "lines",
    [
        (
            "根据《政府信息公开条例》《高等学校信息公开办法》编制本报告。",
            "一、总体情况",
            "我校主动公开信息120条，未收到申请。",
            "二、主动公开政府信息情况",
        ),
        (
            "根据《公共企事业单位信息公开规定制定办法》，编制本报告。统计期限为2023年1月1日至12月31日。",
            "一、总体情况",
            "我院主动公开信息，无申请。",
        ),
        ("某县人民法院2022年司法公开工作报告", "一、总体情况", "全面推进审判公开。"),
    ],
)
def test_bodies_that_report_under_other_rules(lines: tuple[str, ...]) -> None:
    assert reason(document(*lines)) == "not_a_report"


def test_an_education_bureau_that_speaks_of_schools_is_let_in() -> None:
    lines = (
        "某县教育局2022年政府信息公开工作年度报告",
        "落实《高等学校信息公开办法》，主动公开信息30条，收到申请1件。",
    )
    assert reason(document(*lines)) is None


@pytest.mark.parametrize(
    "blocks",
    [
        (
            "年度报告数据核对方法",
            "本年新收加上年结转，等于办理结果总计加结转下年度继续办理。",
            "未经复议直接起诉与复议后起诉分别核对。",
            "结果维持: 3",
        ),
        (
            "某局信息公开统计办法",
            "第一条 各科室按季报送。",
            [["本年制发件数", "件"], ["现行有效件数", "件"], ["本年处理决定数量", "件"], ["本年收费金额", "万元"]],
        ),
    ],
)
def test_instructions_and_rules_that_name_rows_of_the_form(blocks: tuple[str | list[list[str]], ...]) -> None:
    assert reason(document(*blocks)) == "not_a_report"


@pytest.mark.parametrize(
    "lines",
    [
        ("一、概述", "根据条例要求编制。统计期限从2013年1月1日到12月31日。", "全市主动公开信息，依申请公开情况良好。"),
        ("一、概述", "根據條例要求編製。本報告中所列數據的統計期限從2013年1月1日到12月31日止。", "主動公開信息。"),
        ("二〇一六年度政府信息公开年度报告", "一、概述", "主动公开信息300条，收到申请2件。"),
        ("一、总体情况", "2015年，我区推进政府信息公开，主动公开300条，收到政府信息公开申请2件。"),
    ],
)
def test_a_report_of_before_2019_by_its_period_or_its_words(lines: tuple[str, ...]) -> None:
    assert reason(document(*lines)) == "before_2019"


def test_a_report_of_2019_that_looks_back_is_let_in() -> None:
    lines = ("某局2019年政府信息公开工作年度报告", "2018年主动公开信息30条，2017年20条；收到申请1件。")
    assert reason(document(*lines)) is None


def test_a_letter_that_carries_a_report_is_let_in() -> None:
    assert reason(document("关于报送某局2021年政府信息公开工作年度报告的函", REQUESTS)) is None


def test_every_pattern_of_the_data_file_is_in_order() -> None:
    rules = yaml.safe_load((files("gongkai.reading") / "kind.yml").read_text(encoding="utf-8"))
    expected = {
        "form",
        "form_of_2014",
        "title",
        "preamble",
        "period",
        "of_another",
        "other_document",
        "other_period",
        "example",
        "filled_in_example",
        "other_body",
        "other_law",
        "made_under_other_law",
        "notice",
        "filled",
        "placeholder",
        "news",
    }
    assert set(rules) == expected
    for rule in rules.values():
        assert re.compile(rule if isinstance(rule, str) else "|".join(rule))


OLD_REPORT = "相关链接 某市财政局2022年政府信息公开工作年度报告 政府信息公开指南"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("某市财政局2023年政务公开工作总结", ("全年主动公开信息356条，收到申请3件。",)),
        ("某市财政局2023年法治政府建设年度报告", ("主动公开政府信息356条，收到政府信息公开申请3件。",)),
        ("某市第二人民医院2023年院务公开工作报告", ("一、总体情况", "二、主动公开情况", "四、其他需要报告的事项")),
        ("一图读懂：某县2023年政府信息公开工作年度报告", ("主动公开政府信息3520条", "新收申请85件")),
        ("《某县2023年政府信息公开工作年度报告》编制说明", ("一、编制依据", "主动公开和申请的数据来自61家单位。")),
    ],
)
def test_a_page_about_another_matter_that_links_to_a_report(name: str, lines: tuple[str, ...]) -> None:
    way = "当前位置：首页>政府信息公开>政府信息公开年报"
    assert reason(document(way, name, *lines, OLD_REPORT, metadata=(("title", name),))) == "not_a_report"


@pytest.mark.parametrize(
    "name",
    [
        "某学院2022-2023学年信息公开年度报告",
        "某局2023年上半年政府信息公开工作情况统计",
        "某局2024年第三季度政府信息公开工作报表",
    ],
)
def test_a_report_on_another_period_that_uses_the_form(name: str) -> None:
    sections = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    assert reason(document(name, "根据条例规定编制本报告。", *sections, REQUESTS)) == "not_a_report"
    beside = document("某局2023年政府信息公开工作年度报告", name, *sections, REQUESTS)
    assert reason(beside) is None


@pytest.mark.parametrize(
    "name",
    ["政府信息公开工作年度报告填报示例", "某市轨道交通集团有限公司2023年信息公开工作年度报告"],
)
def test_a_filled_form_that_is_no_report_of_an_agency(name: str) -> None:
    sections = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    assert reason(document(name, "根据条例规定编制本报告。", *sections, REQUESTS)) == "not_a_report"


@pytest.mark.parametrize(
    "lines",
    [
        ("某市水务局2024年政府信息公开工作计划", "一、总体情况", "主动公开信息320条，收到政府信息公开申请5件。"),
        ("某市举办2023年政府信息公开工作年度报告编制培训会", "会上讲解了主动公开和收到的申请如何填报。"),
        (
            "某县医院2023年信息公开工作年度报告",
            "一、总体情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ),
    ],
)
def test_other_documents_that_read_like_a_report(lines: tuple[str, ...]) -> None:
    assert reason(document(*lines)) == "not_a_report"


def test_a_report_of_a_public_utility_on_its_own_information() -> None:
    under = "根据《供水、供气、供热等公共企事业单位信息公开实施办法》，编制2023年信息公开年度报告。"
    lines = ("某自来水公司2023年信息公开年度报告", under, "一、总体情况", "主动公开信息85条。", "未收到申请。")
    assert reason(document(*lines)) == "not_a_report"


def test_a_page_of_links() -> None:
    links = (f"某市{name}2020年政府信息公开工作年度报告" for name in ("教育局", "民政局", "财政局", "水利局", "商务局"))
    assert reason(document("首页", "政府信息公开年报", *links, "下一页")) == "list_page"


def test_a_report_of_before_2019_by_its_table() -> None:
    table = [["主动公开政府信息数", "条", "300"], ["收到申请数", "件", "2"], ["申请办结数", "件", "2"]]
    assert reason(document("某局2018年政府信息公开工作年度报告", "概述", table)) == "before_2019"


def test_a_report_of_before_2019_by_its_year() -> None:
    title = "某市人民政府2017年政府信息公开工作年度报告"
    assert reason(document(title, "一、概述", "2017年主动公开信息300条，收到申请2件。")) == "before_2019"


def test_a_form_filled_in_as_an_example_is_no_report() -> None:
    title = "关于印发政府信息公开工作年度报告填报说明的通知"
    assert reason(document(title, "填报示例如下（数字为虚构）：", REQUESTS)) == "not_a_report"


def test_a_report_that_a_notice_carries_is_one_though_its_first_cells_are_dashes() -> None:
    title = "关于印发《某局2020年政府信息公开工作年度报告》的通知"
    first = ["本年新收政府信息公开申请数量", "/", "2", "/", "/", "/", "/", "2"]
    assert reason(document(title, [first, *REQUESTS[1:]])) is None


def test_two_reports_in_one_file() -> None:
    read_in = document("某局2020年政府信息公开工作年度报告", REQUESTS, "某局2021年政府信息公开工作年度报告", REQUESTS)
    assert reason(read_in) == "several_reports"


def test_reports_of_two_agencies_in_one_file() -> None:
    read_in = document("甲局2021年政府信息公开工作年度报告", REQUESTS, "乙局2021年政府信息公开工作年度报告", REQUESTS)
    assert reason(read_in) == "several_reports"


def test_a_title_that_is_repeated_or_links_to_other_years_is_one_report() -> None:
    read_in = document(
        "某市科技局2021年政府信息公开工作年度报告",
        "某市科学技术局2021年政府信息公开工作年度报告",
        REQUESTS,
        "上一篇：某市科技局2020年政府信息公开工作年度报告",
        "下一篇：某市民政局2021年政府信息公开工作年度报告",
    )
    assert reason(read_in) is None


def test_a_torn_report_is_let_in() -> None:
    assert reason(document(REQUESTS)) is None
    assert reason(document("六、其他需要报告的事项", "四、政府信息公开行政复议、行政诉讼情况", "政府信息公开")) is None


def test_a_report_whose_tables_are_pictures_is_let_in() -> None:
    lines = ("某镇2020年政府信息公开工作年度报告", "2020年，我镇主动公开信息20条，未收到依申请公开申请。")
    assert reason(document(*lines)) is None


def test_part_of_a_report_without_its_title_is_let_in() -> None:
    text = "2020年，我街按照全区政府信息公开工作要求，主动公开政府信息30条，收到政府信息公开申请1件。"
    assert reason(document("一、总体情况", text)) is None


def test_the_refusal_says_which_file_and_what_to_do() -> None:
    with pytest.raises(NotAReport, match=r"^test\.txt: .+; .+"):
        reject_non_reports(document("通知"))


def test_a_line_that_ends_within_the_name_of_the_format_makes_no_notice() -> None:
    opening = (
        "某局2022年政府信息公开工作年度报告",
        "根据办公室关于印发〈政府信息公开工作年度报告格式〉的通",
        "知要求编制。",
    )
    torn = [
        ["一、本年新收政府信息", "6", "1", "0", "0", "2", "2", "11"],
        ["公开申请数量"],
        ["四、结转下年度继续办理", "0"],
    ]
    assert reason(document(*opening, torn, "未经复议直接起诉")) is None


def test_a_long_menu_hides_neither_a_report_nor_what_is_none() -> None:
    menu = [f"栏目{at}" for at in range(120)]
    old = (
        *menu,
        "2024年版权所有",
        "某市人民政府2017年政府信息公开工作年度报告",
        "一、概述",
        "主动公开300条，收到申请2件。",
    )
    notice = (*menu, "关于做好2021年政府信息公开工作年度报告编制工作的通知", "各单位：", *EMPTY_FORM.split())
    report = (*menu, "某局2022年政府信息公开工作年度报告", "主动公开信息300条，收到依申请公开2件。")
    assert [reason(document(*lines)) for lines in (old, notice, report)] == ["before_2019", "not_a_report", None]
