"""Rows that stand in a report more than once."""

from __future__ import annotations

from gongkai.model import CellKey, Finding
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html, tabs

KEY = CellKey("requests", "granted", "natural_person")


def read_with(extra: str) -> tuple[bool, list[Finding]]:
    name, data = tabs(PrintedReport("2021", consistent_values("2021", 1)))
    text = data.decode().replace("\n四、结转下年度", f"\n{extra}\n四、结转下年度")
    cells, findings = extract_cells(recognise(read_bytes(name, text.encode())))
    cell = next(cell for cell in cells if cell.key == KEY)
    assert str(cell.value) == consistent_values("2021", 1)[KEY]
    return cell.certain, [finding for finding in findings if finding.rule == "APP-S03"]


def test_another_full_row_with_other_values_puts_both_in_doubt() -> None:
    certain, found = read_with("\t（一）予以公开\t\t9\t9\t9\t9\t9\t9\t54")
    assert not certain
    assert [finding.severity for finding in found] == ["error"]


def test_a_shorter_row_of_that_name_is_only_noted() -> None:
    certain, found = read_with("\t（一）予以公开\t9")
    assert certain
    assert [finding.severity for finding in found] == ["info"]


def test_the_only_table_is_read_though_its_caption_names_last_year() -> None:
    values = consistent_values("2021", 1)
    name, page = html(PrintedReport("2021", values, year=2023))
    heading = "三、收到和处理政府信息公开申请情况</p>"
    text = page.decode().replace(heading, f"{heading}<p>2022年申请情况</p>")
    assert "2022年申请情况" in text
    cells, _ = extract_cells(recognise(read_bytes(name, text.encode())))
    assert {cell.key: str(cell.value) for cell in cells if cell.certain} == values
