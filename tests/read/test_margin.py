"""Text with something in front of every line: as listings of files and quotations in letters have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.read import read_bytes
from tests.read.showing import outline

LINES = [
    *("某局2022年政府信息公开工作年度报告", "", "一、总体情况", "全年公开12条。", "二、主动公开政府信息情况"),
    *("信息内容\t本年制发件数\t现行有效件数", "规章\t3\t5", "规范性文件\t0\t12", "1. 无。", "2. 无。", "特此报告。"),
]
MARGINS: dict[str, Callable[[int, str], str]] = {
    "cat -n": lambda number, line: f"{number:6}\t{line}",
    "cat -n, tabs lost": lambda number, line: f"{number:6}  {line}",
    "grep -n": lambda number, line: f"{number}:{line}",
    "an excerpt": lambda number, line: f"{number + 200:6}\t{line}".rstrip(),
    "quotation": lambda _, line: f"> {line}",
    "quotation without blanks at the ends": lambda _, line: f"> {line}".rstrip(),
}


@pytest.mark.parametrize("name", MARGINS)
def test_the_margin_is_no_part_of_the_text(name: str) -> None:
    listing = "\n".join(MARGINS[name](number, line) for number, line in enumerate(LINES, 1))
    plain = outline(read_bytes("a.txt", "\n".join(LINES).encode()))
    assert plain[4][1:] == [["规章", "3", "5"], ["规范性文件", "0", "12"]]
    assert outline(read_bytes("a.txt", listing.encode())) == plain


def test_the_lines_above_a_quotation_have_no_sign() -> None:
    head = ["写信人：某局", "主题：年度报告", ""]
    letter = outline(read_bytes("a.txt", "\n".join([*head, *(f"> {line}".rstrip() for line in LINES)]).encode()))
    assert letter[:2] == head[:2]
    assert letter[2:] == outline(read_bytes("a.txt", "\n".join(LINES).encode()))


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number}. 第{number}条" for number in range(1, 20)],
        [f"{number} 件" for number in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)],
        ["年度报告", *(f"{number}\t规章\t0" for number in range(1, 20))],
        [f"{number}\t规章" for number in range(1, 9)],
        ["9" * 5000 + "\t规章"] * 20,
    ],
)
def test_numbers_that_do_not_count_every_line_stay(lines: list[str]) -> None:
    assert any(str(cell).startswith(lines[-1].split()[0]) for cell in _cells(lines))


def _cells(lines: list[str]) -> list[str]:
    shown = outline(read_bytes("a.txt", "\n".join(lines).encode()))
    last = shown[-1]
    return [last] if isinstance(last, str) else last[-1]
