"""The printed layout of the form: every cell once, and spans that fill the table without gaps or overlaps."""

from __future__ import annotations

import re

import pytest

from gongkai.forms import editions, load_form
from gongkai.site.bundle import FRONTEND
from gongkai.site.form_layout import FormTable, Slot, form_tables
from gongkai.site.report_form import form_html
from gongkai.site.words import Words

BOTH = [(edition, lang) for edition in editions() for lang in ("zh", "en")]


def requests_table(edition: str) -> FormTable:
    return form_tables(edition, "zh")[1]


def slot_named(table: FormTable, text: str) -> Slot:
    return next(slot for row in (*table.head, *table.body) for slot in row if slot.text == text)


@pytest.mark.parametrize(("edition", "lang"), BOTH)
def test_every_cell_of_the_form_stands_in_the_layout_once(edition: str, lang: str) -> None:
    slots = (slot for table in form_tables(edition, lang) for row in table.body for slot in row)
    shown = [slot.key for slot in slots if slot.key]
    assert sorted(shown) == sorted(load_form(edition).cells())


@pytest.mark.parametrize(("edition", "lang"), BOTH)
def test_spans_fill_every_table(edition: str, lang: str) -> None:
    for table in form_tables(edition, lang):
        rows = [*table.head, *table.body]
        taken = occupied(rows)
        width = max(column for _, column in taken) + 1
        assert sorted(taken) == [(row, column) for row in range(len(rows)) for column in range(width)], table.table


def occupied(rows: list[tuple[Slot, ...]]) -> list[tuple[int, int]]:
    """Positions taken by the slots, as a browser lays them out; an overlap shows as a double entry."""
    taken: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        column = 0
        for slot in row:
            while (number, column) in taken:
                column += 1
            taken += [(number + down, column + right) for down in range(slot.rows) for right in range(slot.columns)]
            column += slot.columns
    return taken


@pytest.mark.parametrize(("edition", "data_rows", "outcome_rows"), [("2019", 23, 20), ("2021", 25, 22)])
def test_requests_table_has_the_official_rows(edition: str, data_rows: int, outcome_rows: int) -> None:
    table = requests_table(edition)
    assert len(table.body) == data_rows
    assert slot_named(table, "三、本年度办理结果").rows == outcome_rows


def test_header_of_the_requests_table_is_the_official_one() -> None:
    table = requests_table("2021")
    assert slot_named(table, "申请人情况").columns == 7
    assert slot_named(table, "法人或其他组织").columns == 5
    assert (slot_named(table, "自然人").rows, slot_named(table, "总计").rows) == (2, 2)


def test_other_handling_is_one_row_in_2019_and_a_group_of_three_in_2021() -> None:
    old, new = (slot_named(requests_table(edition), "（六）其他处理") for edition in ("2019", "2021"))
    assert (old.rows, old.columns) == (1, 2)
    assert (new.rows, new.columns) == (3, 1)


def test_review_table_prints_fifteen_values_in_one_row() -> None:
    (row,) = form_tables("2019", "zh")[2].body
    assert [slot.key.row for slot in row if slot.key] == (
        ["reconsideration"] * 5 + ["litigation_direct"] * 5 + ["litigation_after_reconsideration"] * 5
    )


def test_fees_are_items_in_2019_and_an_amount_in_2021() -> None:
    texts = {e: [s.text for row in form_tables(e, "zh")[0].body for s in row] for e in ("2019", "2021")}
    assert "本年收费金额（单位：万元）" in texts["2021"]
    assert "政府集中采购" in texts["2019"] and "政府集中采购" not in texts["2021"]


@pytest.mark.parametrize(("edition", "lang"), BOTH)
def test_without_a_script_the_checks_of_every_row_can_be_shown(edition: str, lang: str) -> None:
    form, style = form_html(edition, {}, {}, {}, Words(lang)), (FRONTEND / "styles" / "form.css").read_text()
    rows = set(re.findall(r"<tr class=(u\d+)>", form))
    assert rows == set(re.findall(r'<p class="uses (u\d+)" hidden>', form)) and len(rows) > 5
    assert rows <= set(re.findall(r":has\(\.(u\d+) > :target\) > \.\1\b", style))
