"""Sections with their prose."""

from pathlib import Path

import pytest

from gongkai.model import Outline
from gongkai.read import read
from gongkai.reading.narrative import extract_sections
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold
from tests.support.documents import document, outline
from tests.support.gold import GOLD, gold_extractions


@pytest.mark.parametrize("report_id", gold_extractions())
def test_sections_of_the_seed_reports_stand_where_the_gold_says(report_id: str) -> None:
    gold = gold_extractions()[report_id]
    read_in = read(Path(GOLD.parent / "reports" / gold.source.file))
    found = extract_sections(Outline("2019", sections(unfold(read_in)), ()))
    assert {s.section: s.place for s in found} == {s.section: s.place for s in gold.sections}


def test_paragraphs_are_lines_and_torn_ones_stay_torn() -> None:
    found = extract_sections(
        outline(document("一、总体情况", "2022年，我局紧紧围绕全", "市科技工作，完善制度。", "二是。"))
    )
    assert found[0].text == "2022年，我局紧紧围绕全\n市科技工作，完善制度。\n二是。"


def test_tables_and_what_is_left_of_them_are_no_narrative() -> None:
    read_in = document(
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        [["规章", "0", "0", "0"]],
        "四、政府信息公开行政复议、行政诉讼情况",
        [["0", "0"]],
        "注：行政复议、行政诉讼数量含上年度结转数量",
    )
    assert [section.text for section in extract_sections(outline(read_in))] == [
        "",
        "注：行政复议、行政诉讼数量含上年度结转数量",
    ]


def test_lines_without_a_sentence_are_narrative_where_the_form_has_no_table() -> None:
    read_in = document(
        "四、政府信息公开行政复议、行政诉讼情况", "结果纠正 0", "五、存在的主要问题及改进情况", "公开不够及时"
    )
    assert [section.text for section in extract_sections(outline(read_in))] == ["", "公开不够及时"]


def test_signature_and_date_are_not_part_of_the_last_section() -> None:
    read_in = document("六、其他需要报告的事项", "无。", "某市科学技术局", "2023年1月19日")
    assert [section.text for section in extract_sections(outline(read_in))] == ["无。"]


def test_the_opening_is_no_section() -> None:
    assert extract_sections(outline(document("某局2022年政府信息公开工作年度报告", "本报告由某局编制。"))) == ()
