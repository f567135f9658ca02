"""Sections are told by the words of their titles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model import Document, Grid, Paragraph
from gongkai.read import read
from gongkai.reading.section_titles import OFFICIAL, read_title
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold
from tests.support.documents import document
from tests.support.gold import GOLD, gold_files

ROW = ["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"]


def found(read: Document) -> dict[int, str]:
    return {span.section: str(span.place) for span in sections(unfold(read)) if span.section}


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: gold["report_id"])
def test_sections_of_the_seed_reports(gold: dict[str, object]) -> None:
    read_in = read(Path(GOLD.parent / "reports" / str(gold["file"])))
    places = gold["sections"]
    assert isinstance(places, dict)
    assert found(read_in) == {int(number): place for number, place in places.items() if place}


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("一、总体情况", 1),
        ("一 、 总 体 情 况", 1),
        ("## 二、主动公开政府信息情况", 2),
        ("三、收到和处理政府信息公开申请的情况", 3),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("五、政府信息公开工作存在的主要问题及改进情况：", 5),
        ("五、存在问题及改进情况", 5),
        ("五、存在的不足和下一步改进措施", 5),
        ("六、其它需要报告的事项", 6),
        ("六、其他须报告的事项", 6),
        ("六、其他应报告事项", 6),
        ("六、其他应当说明的有关事项", 6),
        ("六、其他事项", 6),
        ("主动公开政府信息情况", 2),
    ],
)
def test_titles_of_sections(line: str, section: int) -> None:
    title = read_title(line)
    assert title is not None
    assert title.section == section


@pytest.mark.parametrize(
    "line",
    [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "（一）主动公开情况",
        "（一）主动公开政府信息情况",
        "1.主动公开政府信息情况",
        "(二) 依申请公开情况。更新完善了依申请公开流程图。",
        "（一）存在的主要问题",
        "本报告包括总体情况、主动公开政府信息情况等六个部分",
    ],
)
def test_lines_that_are_no_titles(line: str) -> None:
    assert read_title(line) is None


def test_rows_of_a_flattened_form_are_no_headings() -> None:
    text = (
        "某市2020年政府信息公开工作年度报告 本报告包括总体情况、主动公开政府信息情况等六个部分。一、总体情况2020年，"
        "我市扎实推进。二、主动公开政府信息情况 规章007三、收到和处理政府信息公开申请情况一、本年新收"
        "政府信息公开申请数量20000021二、上年结转政府信息公开申请数量0000000三、本年度办理结果（一）予以公开6000017四、结转下年度继续办理0000000"
        "四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼000 五、存在的主要问题及改进情况（一）问题：不够。"
        "六、其他需要报告的事项 无"
    )
    spans = sections(unfold(document(text)))
    assert [span.section for span in spans] == [0, 1, 2, 3, 4, 5, 6]
    assert {str(span.place.whole) for span in spans if span.place} == {"line 1"}
    assert [block.text for block in spans[1].blocks if isinstance(block, Paragraph)] == ["2020年，我市扎实推进。"]
    third = spans[3].blocks[0]
    assert isinstance(third, Paragraph)
    assert third.text.endswith("四、结转下年度继续办理0000000")


def test_a_numbered_list_of_contents_is_no_heading() -> None:
    contents = "本报告由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等部分组成。"
    read_in = document(contents, "一、总体情况", "一年来平稳。")
    assert unfold(read_in).blocks[0] == read_in.blocks[0]
    assert found(read_in) == {1: "line 2"}


def test_a_table_of_contents_line_by_line_gives_way_to_the_headings() -> None:
    lines = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "一、总体情况",
        "平稳。",
        "二、主动公开政府信息情况",
        [["规章", "0"]],
    )
    assert found(document(*lines)) == {1: "line 3", 2: "line 5"}


def test_the_heading_in_front_of_the_table_wins_over_the_narrative_one() -> None:
    read_in = document(
        "一、总体情况",
        "二、依申请公开情况",
        "全年收到申请1件。",
        "一、主动公开政府信息情况",
        [["规章", "0", "0", "0"]],
        "二、收到和处理政府信息公开申请情况",
        [ROW],
    )
    assert found(read_in) == {1: "line 1", 2: "line 4", 3: "line 6"}


def test_a_heading_followed_by_prose_in_its_paragraph() -> None:
    spans = sections(unfold(document("一、总体情况。2020年，我局认真落实。", "二、主动公开政府信息情况")))
    assert [(span.section, span.title) for span in spans[1:]] == [
        (1, "一、总体情况。"),
        (2, "二、主动公开政府信息情况"),
    ]
    assert spans[1].blocks[0] == Paragraph("2020年，我局认真落实。", spans[1].blocks[0].place)


def test_a_heading_torn_over_two_paragraphs() -> None:
    spans = sections(unfold(document("三、收到和处理政府信息公开", "申请情况", [ROW])))
    assert (spans[1].section, spans[1].title) == (3, "三、收到和处理政府信息公开申请情况")
    assert isinstance(spans[1].blocks[0], Grid)


def test_headings_in_rows_of_one_long_table() -> None:
    table = [
        ["二、主动公开政府信息情况", "", ""],
        ["规章", "0", "0"],
        ["三、收到和处理政府信息公开申请情况", "", ""],
        ROW,
        ["五、存在的主要问题及改进情况", "", ""],
        ["一是公开不够及时。", "", ""],
    ]
    spans = sections(unfold(document(table)))
    assert [(span.section, str(span.place)) for span in spans[1:]] == [
        (2, "line 1, cell 1"),
        (3, "line 3, cell 1"),
        (5, "line 5, cell 1"),
    ]
    assert [type(block) for span in spans[1:] for block in span.blocks] == [Grid, Grid, Paragraph]


def test_a_missing_heading_gives_no_section() -> None:
    assert found(document("一、总体情况", "好。", "六、其他需要报告的事项", "无")) == {1: "line 1", 6: "line 3"}


def test_a_document_without_headings_is_all_opening() -> None:
    (span,) = sections(document("某局的报告", "全年平稳。"))
    assert (span.section, len(span.blocks)) == (0, 2)


def test_unfolding_twice_changes_nothing_more() -> None:
    once = unfold(document("引言。一、总体情况2020年，平稳。二、主动公开政府信息情况无。"))
    assert unfold(once) == once


PIECES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "六、其他需要报告的事项",
    "全年平稳。",
    "公开信息3条，",
    "《一、总体情况》",
    " ",
    "无",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_unfolding_loses_and_moves_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    unfolded = unfold(document(text)).blocks
    joined = "".join(block.text for block in unfolded if isinstance(block, Paragraph))
    assert "".join(joined.split()) == "".join(text.split())
    assert {str(block.place.whole) for block in unfolded} <= {"line 1"}


def test_of_two_equal_headings_the_one_above_a_table_begins_the_section() -> None:
    title = "三、收到和处理政府信息公开申请情况"
    twice = document(
        "某局2023年政府信息公开工作年度报告", title, "本局共收到申请1件。", title, [ROW], "五、存在的主要问题及改进情况"
    )
    (span,) = [span for span in sections(unfold(twice)) if span.section == 3]
    assert any(isinstance(block, Grid) for block in span.blocks)
    assert str(span.place) == "line 4"


def test_a_heading_inside_a_line_and_what_follows_keep_their_places_in_it() -> None:
    line = "一、总体情况2021年，我局认真落实。六、其他需要报告的事项无。"
    for block in unfold(document(line)).blocks:
        assert isinstance(block, Paragraph)
        start, end = block.place.start or 0, block.place.end or len(line)
        assert line[start:end] == block.text


@pytest.mark.parametrize(("line", "section"), [("第一部分　总体情况", 1), ("第六部分 其他需要报告的事项", 6)])
def test_headings_counted_as_parts(line: str, section: int) -> None:
    title = read_title(line)
    assert title and (title.section, title.rank, title.numbered) == (section, OFFICIAL, True)
