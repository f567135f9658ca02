"""Below the report a page prints buttons, links, reports of other years and the foot of the site: no part of it."""

from __future__ import annotations

import pytest

from gongkai.reading import recognise
from gongkai.reading.closing import read_closing
from gongkai.reading.metadata import extract_report
from gongkai.reading.narrative import extract_sections
from tests.support.documents import document

REQUESTS = [
    ["本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    ["上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
]
BODY = (
    "莒县科技局2024年政府信息公开工作年度报告",
    "一、总体情况",
    "2024年，我局认真落实条例。",
    "三、收到和处理政府信息公开申请情况",
    REQUESTS,
    "六、其他需要报告的事项",
    "2024年，我局未收取信息处理费。",
)


@pytest.mark.parametrize(
    "below",
    [
        ("[打印本页] [关闭窗口]", "主办单位：莒县人民政府", "苏ICP备05000000号"),
        ("历年年报", "莒县科技局2023年政府信息公开工作年度报告", "一年共收到申请17件"),
        ("莒县科技局2023年政府信息公开工作年度报告", "莒县科技局2022年政府信息公开工作年度报告"),
        ("附件：", "莒县科技局2024年政府信息公开工作年度报告.docx", "相关链接", "政府信息公开指南"),
        ("上一篇：莒县科技局公开目录", "下一篇：没有了"),
        ("网站标识码：8921731533 联系电话：010-60679215",),
    ],
    ids=lambda below: below[0],
)
def test_section_six_ends_where_the_page_goes_on(below: tuple[str, ...]) -> None:
    outline = recognise(document(*BODY, *below))
    assert extract_sections(outline)[-1].text == "2024年，我局未收取信息处理费。"
    assert extract_report(document(*BODY, *below), outline).phone is None


def test_a_signature_below_a_list_of_attachments_is_read() -> None:
    read = document(*BODY, "附件：1.主动公开目录", "莒县科技局", "2025年1月5日", "打印本页")
    closing = read_closing(recognise(read))
    assert (closing.signatory, str(closing.dated)) == ("莒县科技局", "2025-01-05")


def test_prose_that_names_such_things_stays() -> None:
    sentence = "打印、复印和版权方面的意见，我局均已答复。"
    assert extract_sections(recognise(document(*BODY, sentence)))[-1].text.endswith(sentence)
