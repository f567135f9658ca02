"""From a document to its outline: editions, mixed forms, bare labels, unknown rows."""

from __future__ import annotations

import pytest

from gongkai.model import CellKey, Outline
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import tabs


def outline_of(report: PrintedReport, *changes: tuple[str, str]) -> Outline:
    name, data = tabs(report)
    text = data.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return recognise(read_bytes(name, text.encode()))


@pytest.mark.parametrize(("edition", "year"), [("2019", 2022), ("2021", 2020)])
def test_the_edition_is_told_by_the_tables_and_not_by_the_year(edition: str, year: int) -> None:
    report = PrintedReport(edition, consistent_values(edition, 1), year=year)
    assert outline_of(report).edition == edition


def test_rows_of_the_other_edition_are_kept_with_a_finding() -> None:
    report = PrintedReport("2021", consistent_values("2021", 1))
    rows = [f"{code}" for code in ("1.申请人无正当理由", "2.申请人逾期未按", "3.其他")]
    name, data = tabs(report)
    lines = [line for line in data.decode().split("\n") if not any(row in line for row in rows)]
    single = "\t（六）其他处理\t\t4\t0\t0\t0\t0\t0\t4"
    at = next(i for i, line in enumerate(lines) if "（七）总计" in line)
    text = "\n".join([*lines[:at], single, *lines[at:]])
    cells, findings = extract_cells(recognise(read_bytes(name, text.encode())))
    values = {cell.key: cell.value for cell in cells}
    assert len(cells) == 207
    assert values[CellKey("requests", "other_handling", "total")] == 4
    assert values[CellKey("requests", "other_other", "total")] is None
    assert [finding.severity for finding in findings if finding.rule == "ED-02"] == ["error"]


def test_a_bare_label_means_something_only_in_its_block() -> None:
    report = PrintedReport("2021", consistent_values("2021", 2))
    outline = outline_of(report, ("（七）总计", "总计"), ("3.其他", "其他"))
    rows = [line.row for line in outline.lines if line.table == "requests"]
    assert rows[-3:] == ["other_other", "total_processed", "carried_out"]


def test_a_row_with_numbers_that_means_nothing_known_is_named() -> None:
    report = PrintedReport("2019", consistent_values("2019", 2))
    outline = outline_of(report, ("\n四、结转下年度", "\n\t另行统计事项\t\t1\t2\t3\t4\t5\t6\t21\n四、结转下年度"))
    assert [label for _, label, _ in outline.unknown] == ["另行统计事项"]


def test_a_repeated_heading_names_no_row() -> None:
    report = PrintedReport("2021", consistent_values("2021", 3))
    name, data = tabs(report)
    wrong = "\n项目\t本年新收件数\t上年结转件数\t予以公开\t部分公开\t不予公开\t结转下年度\t总计\t\t\n"
    text = data.decode().replace("\n\t（七）总计", wrong + "\t（七）总计")
    cells, _ = extract_cells(recognise(read_bytes(name, text.encode())))
    expected = consistent_values("2021", 3)
    assert {cell.key: str(cell.value) for cell in cells} == expected


def test_a_label_run_into_its_value_with_more_lines_than_columns_below() -> None:
    lines = ("信息内容", "本年新制作数量", "本年新公开数量", "0", "规范性文件0", "30", "30", "0", "0", "0")
    document = read_bytes("report.txt", "\n".join(lines).encode())
    cells, _ = extract_cells(recognise(document))
    read = [cell for cell in cells if cell.raw]
    assert {(cell.raw, cell.value, cell.certain) for cell in read} == {
        ("0", None, False),
        ("0 30 30 0 0 0", None, False),
    }


def test_an_item_is_not_said_to_be_absent_where_numbers_without_a_name_may_be_its_own() -> None:
    def page(first: str) -> str:
        rows = ((first, "12"), ("其他对外管理服务事项", "3"))
        table = "".join(f"<tr><td>{name}</td><td>{number}</td></tr>" for name, number in rows)
        head = "<h1>甲县民政局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
        return f"{head}<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>{table}</table>"

    key = CellKey("proactive_disclosure", "administrative_licensing", "decisions")
    found = {
        first: {cell.key: cell for cell in extract_cells(recognise(read_bytes("a.html", page(first).encode())))[0]}[key]
        for first in ("行政许可", "许可")
    }
    assert (found["行政许可"].value, found["行政许可"].certain) == (12, True)
    assert (found["许可"].value, found["许可"].certain) == (None, False)
