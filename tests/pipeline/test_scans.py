"""A scan with recognised text behind it: read, and nothing of it taken for certain."""

from __future__ import annotations

from gongkai.model import CellKey, Extraction
from gongkai.pipeline.reading import extracted
from gongkai.read import read_bytes
from tests.read.paper import Paper

TEXT = (
    "某市民政局2022年政府信息公开工作年度报告",
    "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    "一、总体情况",
    "2022年，本局收到政府信息公开申请8件。",
    "三、收到和处理政府信息公开申请情况",
)
ROWS = {
    "一、本年新收政府信息公开申请数量": (5, 1, 0, 0, 2, 0, 8),
    "二、上年结转政府信息公开申请数量": (1, 0, 0, 0, 0, 0, 1),
    "四、结转下年度继续办理": (0, 0, 0, 0, 0, 0, 0),
}


def report(*, recognised: bool) -> Extraction:
    paper = Paper()
    put = paper.hidden if recognised else paper.text
    if recognised:
        paper.picture()
    for number, line in enumerate(TEXT):
        put(60, 60 + 20 * number, line)
    for number, (label, values) in enumerate(ROWS.items()):
        put(60, 180 + 20 * number, label)
        for at, value in enumerate(values):
            put(300 + 30 * at, 180 + 20 * number, str(value))
    return extracted(read_bytes("a.pdf", paper.finish()))


def row(reading: Extraction, code: str) -> list[object]:
    return [cell.value for cell in reading.cells if cell.key[:2] == ("requests", code)]


def test_every_number_is_read_and_in_doubt() -> None:
    scan, typed = report(recognised=True), report(recognised=False)
    assert row(scan, "new_received") == row(typed, "new_received") == [5, 1, 0, 0, 2, 0, 8]
    key = CellKey("requests", "new_received", "total")
    assert [cell.doubts for reading in (scan, typed) for cell in reading.cells if cell.key == key] == [
        ("recognised",),
        (),
    ]
    assert not any(cell.certain for cell in scan.cells)


def test_no_number_of_its_text_becomes_a_fact() -> None:
    facts = [[fact.value for fact in report(recognised=scan).facts] for scan in (True, False)]
    assert facts == [[], [8]]


def test_a_finding_names_its_pages() -> None:
    told = [
        [[str(place) for place in found.places] for found in reading.findings if found.rule == "READ-08"]
        for reading in (report(recognised=True), report(recognised=False))
    ]
    assert told == [[["page 1"]], []]
