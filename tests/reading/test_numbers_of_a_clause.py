"""Text copied out of a PDF with narrow columns: names of items in pieces around their numbers, clauses whole."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model import Cell
from tests.reading.test_rows_in_one import cells_of

TITLE = ("某市2023年政府信息公开工作年度报告", "二、主动公开政府信息情况")
FIRST = ("第二十条第（一）项", "信息内", "容", "本年制发", "件数", "本年废止", "件数", "现行有效", "件数")
DECISIONS = ("信息内", "容", "本年处理决定", "数量")
FEES = ("第二十条第（八）项", "信息内", "容", "本年收费金额", "（单位：万", "元）")


def read(*lines: str) -> dict[tuple[str, str], Cell]:
    cells = cells_of("report.txt", "\n".join((*TITLE, *lines, "三、收到和处理政府信息公开申请情况", "无。")).encode())
    return {key[1:]: cell for key, cell in cells.items() if key.table == "proactive_disclosure"}


def report(rules: Sequence[str], licences: Sequence[str], penalties: Sequence[str]) -> dict[tuple[str, str], Cell]:
    return read(
        *(*FIRST, *rules),
        *("第二十条第（五）项", *DECISIONS, *licences),
        *("第二十条第（六）项", *DECISIONS, *penalties),
        *(*FEES, "行政事", "业性收", "费", "4068.208"),
    )


WHOLE = report(
    ("规章 0 0 0", "行政规", "范性文", "件", "6 1 32"),
    ("行政许", "可", "517645"),
    ("行政处", "罚", "693957", "行政强 2154", "制"),
)


def test_numbers_below_a_clause_are_those_of_its_items() -> None:
    wanted = {
        ("rules", "issued_this_year"): "0",
        ("normative_documents", "issued_this_year"): "6",
        ("normative_documents", "repealed_this_year"): "1",
        ("normative_documents", "in_force"): "32",
        ("administrative_licensing", "decisions"): "517645",
        ("administrative_penalties", "decisions"): "693957",
        ("administrative_compulsion", "decisions"): "2154",
        ("administrative_fees", "fee_amount"): "4068.208",
    }
    assert {key: (str(WHOLE[key].value), WHOLE[key].certain) for key in wanted} == {
        key: (value, True) for key, value in wanted.items()
    }


def test_a_number_is_none_of_another_clause() -> None:
    # the number of the licences stands below the next clause, as it may where columns are read one by one
    cells = report(
        ("规章 0 0 0", "行政规", "范性文", "件", "6 1 32"),
        ("行政许", "可"),
        ("行政处", "罚", "行政强", "制", "517645", "693957", "2154"),
    )
    rows = ("administrative_licensing", "administrative_penalties", "administrative_compulsion")
    assert not any(cells[row, "decisions"].certain for row in rows)


def test_numbers_around_which_a_name_stands_are_not_those_of_the_blank_item_above() -> None:
    cells = report(
        ("规章", "行政规", "范性文", "2 2 8", "件"),
        ("行政许", "可", "517645"),
        ("行政处", "罚", "693957", "行政强 2154", "制"),
    )
    for column in ("issued_this_year", "repealed_this_year", "in_force"):
        assert cells["rules", column].value is None or not cells["rules", column].certain
        assert (
            cells["normative_documents", column].value is not None or not cells["normative_documents", column].certain
        )


def test_an_item_is_not_blank_for_certain_where_its_numbers_may_be_those_of_another() -> None:
    cells = report(
        ("规章", "行政规", "范性文", "2 2 8", "件"),
        ("行政许", "可"),
        ("行政处", "罚", "76", "行政强", "制", "6"),
    )
    own = [cell for (row, _), cell in cells.items() if row == "normative_documents"]
    assert all(cell.value is not None or not cell.certain for cell in own)
