"""An extraction as JSON and as a terminal table."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from gongkai.model import CellKey, Extraction, Finding, Place, Source, State, Status
from gongkai.render import as_json, as_markdown, findings_table, summary_line
from tests.support.gold import gold_extractions

REPORT = gold_extractions()["230000-science-technology-2019"]


def rejected() -> Extraction:
    source = Source("x.txt", None, None, "0" * 64, 0)
    return Extraction(source, Status.REJECTED, reason="empty_file", message=("空的", "it is empty"))


def test_decimals_are_json_numbers_and_whole_ones_integers() -> None:
    text = as_json(REPORT)
    assert '"value": 169.98' in text
    assert '"value": 179,' in text


def test_chinese_is_not_escaped_and_an_object_is_one_line() -> None:
    text = as_json(REPORT)
    assert "黑龙江省科学技术厅" in text
    assert "\n" not in text


def test_of_a_rejected_file_only_the_reason_is_given() -> None:
    record = json.loads(as_json(rejected()))
    assert (record["status"], record["reason"], record["report"]) == ("rejected", "empty_file", None)
    assert [record[key] for key in ("cells", "facts", "sections", "findings")] == [[], [], [], []]


def test_the_worst_finding_comes_first_and_wide_characters_keep_the_columns() -> None:
    findings = (
        Finding("META-06", "info", "未提供联系方式", "No contact given"),
        Finding(
            "APP-R01", "error", "「（一）予以公开」行总计为0", "Row disclosed: total is 0", (Place(line=61, cell=10),)
        ),
    )
    lines = findings_table(replace(REPORT, findings=findings)).splitlines()
    assert [line.split() for line in lines[:2]] == [
        ["级别", "关于", "规则", "出处", "核对结果"],
        ["severity", "about", "rule", "place", "finding"],
    ]
    assert [line.split()[0] for line in lines[3:]] == ["错误", "error", "提示", "note"]
    assert "第 61 行第 10 格" in lines[3] and "line 61, cell 10" in lines[4]
    assert "报告本身" in lines[3] and "the report" in lines[4]


def test_no_findings_are_said_in_words() -> None:
    assert "没有发现问题" in findings_table(replace(REPORT, findings=()))


def test_a_summary_counts_blanks_apart_from_numbers() -> None:
    line = summary_line(REPORT)
    blank = sum(cell.value is None for cell in REPORT.cells)
    assert f"{198 - blank}/198" in line
    assert f"{blank} 空白 blank" in line
    assert "it is empty" in summary_line(rejected())
    assert Path(REPORT.source.file).name in line


def test_markdown_shows_the_form_and_keeps_what_a_source_says_as_text() -> None:
    first, *rest = REPORT.cells
    processed = CellKey("requests", "total_processed", "total")
    rest = [replace(cell, reconciled=2, rule="APP-C02") if cell.key == processed else cell for cell in rest]
    hostile = replace(first, raw="![x](//e.org)<b>@all", value=None, state=State.UNREADABLE, doubts=("torn",))
    text = as_markdown(replace(REPORT, cells=(hostile, *rest)))
    assert r"\!\[x\]\(//e.org\)\<b\>\@all ?" in text
    (doubt,) = [line for line in text.splitlines() if "可能被拆开" in line]
    assert doubt.startswith("| 规章 | 本年新制作数量 |")
    (granted,) = [line for line in text.splitlines() if line.startswith("| （一）予以公开")]
    assert granted == "| （一）予以公开 | 2 |  |  |  |  |  | 2 |"
    (total,) = [line for line in text.splitlines() if line.startswith("| （七）总计")]
    assert total == "| （七）总计 |  |  |  |  |  |  |  → 2 |"


def test_markdown_of_a_rejected_file_is_its_reason() -> None:
    assert as_markdown(rejected()) == "### x.txt: 未采用 rejected: 空的 / it is empty\n"
