"""Numbers of a table that lost its cells are found behind the label of their row, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from gongkai.forms import labels
from gongkai.site.source_blocks import way_back
from gongkai.site.source_runs import parts_of, runs_in

TYPES = tuple(labels("applicant_types"))


def row(name: str, raws: Sequence[str], certain: bool = True, table: str = "requests") -> list[dict[str, Any]]:
    return [
        {"table": table, "row": name, "column": column, "raw": raw, "state": "reported", "certain": certain}
        for column, raw in zip(TYPES, raws, strict=True)
    ]


def anchored(text: str, cells: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(part.text, part.target) for part in parts_of(text, runs_in(text, cells, "2021")) if part.anchor]


RECEIVED = row("new_received", ["200", "0", "0", "0", "0", "1", "21"])
CARRIED = row("carried_in", ["0"] * 7)
SECRET = row("refused_state_secret", ["26", "0", "0", "0", "0", "0", "26"])
TEXT = "去年新收12件。一、本年新收政府信息公开申请数量200 0000121二、上年结转政府信息公开申请数量0000000完"


def test_each_number_of_a_row_is_found_in_order() -> None:
    found = anchored(TEXT, RECEIVED + CARRIED)
    assert [number for number, _ in found] == ["200", "0", "0", "0", "0", "1", "21", *"0000000"]
    assert found[0][1] == "requests.new_received.natural_person"
    assert found[6][1] == "requests.new_received.total"


def test_the_number_of_the_next_label_is_not_taken_for_a_value() -> None:
    text = "1.属于国家秘密26 0000 0262.其他法律行政法规禁止公开0000000"
    assert [number for number, _ in anchored(text, SECRET)] == ["26", "0", "0", "0", "0", "0", "26"]


def test_a_row_in_doubt_is_one_piece_that_all_its_cells_lead_to() -> None:
    doubtful = row("carried_in", ["1", "0", "0", "0", "0", "0", "1"], certain=False)
    text = "二、上年结转政府信息公开申请数量1000001三、"
    (run,) = runs_in(text, doubtful, "2021")
    assert text[run.start : run.end] == "1000001"
    assert [cell["column"] for cell in run.cells] == list(TYPES)


def test_a_run_that_could_not_be_parted_is_found_whole() -> None:
    cells = row("carried_in", ["3075933340172"] * 6 + ["172"], certain=False)
    for cell in cells[:6]:
        cell["state"] = "unreadable"
    assert [text for text, _ in anchored("上年结转政府信息公开申请数量3075933340172", cells)] == ["3075933340172"]


@pytest.mark.parametrize(
    "text",
    [
        "一、本年新收政府信息公开申请数量20000122",
        "本年新收了200 0 0 0 0 1 21",
        "一、本年新收政府信息公开申请数量200 0 0 0 0 1 21件",
    ],
)
def test_other_digits_another_label_or_a_sentence_are_not_taken(text: str) -> None:
    assert anchored(text, RECEIVED) == []
    assert way_back(runs_in(text, RECEIVED, "2021"), RECEIVED) == "requests.new_received.natural_person"


def test_a_line_of_nothing_but_the_numbers_needs_no_label() -> None:
    assert len(anchored(" 200 0 0 0 0 1 21 ", RECEIVED)) == 7


def test_a_number_alone_on_its_line() -> None:
    assert anchored(" 26 ", SECRET[:1]) == [("26", "requests.refused_state_secret.natural_person")]


def test_nothing_of_the_line_is_lost() -> None:
    assert "".join(part.text for part in parts_of(TEXT, runs_in(TEXT, CARRIED, "2021"))) == TEXT


def test_private_persons_are_not_shown_but_a_number_of_the_form_stays() -> None:
    cells = [{"table": "requests", "row": "new_received", "column": "total", "raw": "13800001234", "certain": True}]
    assert [part.text for part in parts_of("手机13800001234", [])] == ["手机［已隐去：手机号］"]
    assert [part.text for part in parts_of("13800001234", runs_in("13800001234", cells, "2021"))] == ["13800001234"]
