"""What is turned away, and what must not be."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from gongkai.errors import NotAReport
from gongkai.model import Document
from gongkai.read import read
from gongkai.reading.kind import refuse_non_reports
from tests.support.documents import document
from tests.support.gold import GOLD, gold_files

REQUESTS = [
    ["本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    ["上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
    ["结转下年度继续办理", "0", "0", "0", "0", "0", "0", "0"],
]


def reason(read_in: Document) -> str | None:
    try:
        refuse_non_reports(read_in)
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


def test_a_letter_that_carries_a_report_is_let_in() -> None:
    assert reason(document("关于报送某局2021年政府信息公开工作年度报告的函", REQUESTS)) is None


def test_every_pattern_of_the_data_file_is_in_order() -> None:
    rules = yaml.safe_load((files("gongkai.reading") / "kind.yml").read_text(encoding="utf-8"))
    assert set(rules) == {"form", "form_of_2014", "title", "preamble", "notice", "news", "years"}
    for name, rule in rules.items():
        assert name == "years" or re.compile(rule if isinstance(rule, str) else "|".join(rule))


def test_a_page_of_links() -> None:
    links = (f"某市{name}2020年政府信息公开工作年度报告" for name in ("教育局", "民政局", "财政局", "水利局", "商务局"))
    assert reason(document("首页", "政府信息公开年报", *links, "下一页")) == "list_page"


def test_a_report_of_before_2019_by_its_table() -> None:
    table = [["主动公开政府信息数", "条", "300"], ["收到申请数", "件", "2"], ["申请办结数", "件", "2"]]
    assert reason(document("某局2018年政府信息公开工作年度报告", "概述", table)) == "before_2019"


def test_a_report_of_before_2019_by_its_year() -> None:
    title = "某市人民政府2017年政府信息公开工作年度报告"
    assert reason(document(title, "一、概述", "2017年主动公开信息300条，收到申请2件。")) == "before_2019"


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
        refuse_non_reports(document("通知"))
