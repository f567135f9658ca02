"""Private persons do not get from a report into what is published of it."""

from __future__ import annotations

from pathlib import Path

from gongkai.forms.personal import RULE
from gongkai.pipeline.reading import extract_file
from gongkai.read import read_bytes
from gongkai.reading.withholding import about_personal_data
from gongkai.render.json_lines import as_json

PERSON = ("王小明", "13800001234", "37112219851230451X", "wang_xm88@qq.com")
REPORT = """莒县教育局2022年政府信息公开工作年度报告
本报告由莒县教育局编制（电话：0633-6222333，电子邮箱：jxjyj@163.com）。
一、总体情况
2022年，收到政府信息公开申请2件，申请人王小明（手机13800001234，身份证号37112219851230451X）通过wang_xm88@qq.com提交1件。
二、主动公开政府信息情况
行政许可\t13800001234
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无。
"""


def test_nothing_of_the_person_is_left_but_the_office_can_be_reached(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    extraction = extract_file(path)
    published = as_json(extraction)
    texts = [*(section.text for section in extraction.sections), *(fact.sentence for fact in extraction.facts)]
    assert any("［已隐去：手机号］" in text for text in texts)
    assert not any(word in text for word in PERSON for text in texts)
    assert not any(word in published for word in PERSON if word != "13800001234")
    assert (extraction.report.phone, extraction.report.email) == ("0633-6222333", "jxjyj@163.com")
    assert [fact.value for fact in extraction.facts if fact.fact == "applications_received"] == [2]


def test_it_is_said_what_was_withheld_and_where(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    (found,) = [finding for finding in extract_file(path).findings if finding.rule == RULE]
    assert "line 4" in [str(place) for place in found.places]
    assert all(kind in found.message_zh for kind in ("手机号", "身份证号", "个人邮箱", "申请人姓名"))
    assert not any(word in found.message_zh + found.message_en for word in PERSON)


def test_a_report_without_private_persons_has_no_such_finding(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n".join(line for line in REPORT.splitlines() if "1380" not in line), encoding="utf-8")
    extraction = extract_file(path)
    assert not [finding for finding in extraction.findings if finding.rule == RULE]
    assert [check.passed for check in extraction.checks if check.rule == RULE] == [1]


def test_it_is_said_in_which_cell_of_a_table_it_stood_and_once_for_a_merged_one() -> None:
    rows = (
        "<tr><td colspan=2>电话13800001234</td><td>无</td></tr><tr><td>甲</td><td>身份证号37112219851230451X</td></tr>"
    )
    (found,) = about_personal_data(read_bytes("a.html", f"<p>一、总体情况</p><table>{rows}</table>".encode()))
    assert [str(place) for place in found.places] == ["table 1, row 1, cell 1", "table 1, row 2, cell 2"]
    assert "2" in found.message_zh
