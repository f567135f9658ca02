"""Two rows of a printed PDF whose cells stand at different heights: its text has their values in turns."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey
from tests.reading.test_rows_in_one import cells_of

MUST_BE_CREATED = (177, 3, 0, 0, 0, 0, 180)
STILL_UNCLEAR = (19, 0, 2, 0, 0, 1, 22)
COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_organization",
    "other_organization",
    "total",
)
PIECES = ((0, 2), (2, 3), (3, 4), (4, 5), (5, 7))
"""The first two values of a row stand on one line, each of the next three on its own, then the last two."""


def read(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[list[Cell], list[Cell]]:
    turns = [
        " " * (33 + 4 * start) + "    ".join(map(str, row[start:end]))
        for start, end in PIECES
        for row in (first, second)
    ]
    lines = (
        "某市2025年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        "      （四）无 1.本机关不掌握相关政府信息     3075    50   0   0   89   8   3222",
        "      法提供 2.没有现成信息需要另行制作",
        "             3.补正后申请内容仍不明确",
        *turns,
        "      （五）不 1.信访举报投诉类申请           199     1   0   0    3   0    203",
        "      予处理 2.重复申请                       147     1   0   0    0   0    148",
    )
    cells = cells_of("report.txt", "\n".join(lines).encode())
    rows = ("unable_must_be_created", "unable_still_unclear")
    created, unclear = ([cells[CellKey("requests", row, column)] for column in COLUMNS] for row in rows)
    return created, unclear


def test_each_row_has_its_own_values() -> None:
    created, unclear = read(MUST_BE_CREATED, STILL_UNCLEAR)
    assert [(cell.value, cell.certain) for cell in created] == [(value, True) for value in MUST_BE_CREATED]
    assert [(cell.value, cell.certain) for cell in unclear] == [(value, True) for value in STILL_UNCLEAR]


@pytest.mark.parametrize("misprint", [181, 18])
def test_where_a_row_does_not_add_up_nothing_is_certain(misprint: int) -> None:
    created, unclear = read((*MUST_BE_CREATED[:-1], misprint), STILL_UNCLEAR)
    assert not any(cell.certain for cell in (*created, *unclear))
