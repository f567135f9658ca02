"""Rows of prose are told from rows of data."""

from __future__ import annotations

import pytest

from gongkai.read.blocks import holds_prose
from gongkai.read.grid import PrintedCell

PROSE = "本机关认真做好政府信息公开工作。" * 20


def row(*texts: str) -> list[PrintedCell]:
    return [PrintedCell(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "prose"),
    [
        ((PROSE,), True),
        (("一、总体情况", PROSE), True),
        ((PROSE, "1", "2"), True),
        ((PROSE, "1", "2", "3"), False),
        (("规章", "1", "2", "3"), False),
        (("规章", "", ""), False),
    ],
)
def test_one_long_cell_among_few_numbers_makes_a_row_prose(texts: tuple[str, ...], prose: bool) -> None:
    assert holds_prose(row(*texts)) is prose
