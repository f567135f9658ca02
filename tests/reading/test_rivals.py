"""A row that can be read in another way that its sums bear out is no certainty, and the rest of the table is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gongkai.model import Cell, CellKey, State
from tests.reading.test_relaid import RowAValue
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import markdown, tabs

Lines = list[list[str]]
COLUMNS = 7


def read(change: Callable[[Lines], None], values: dict[CellKey, str]) -> dict[CellKey, Cell]:
    """The report in tabbed text, its lines changed."""
    name, data = tabs(PrintedReport("2021", values, year=2023))
    lines = [line.split("\t") for line in data.decode().split("\n")]
    change(lines)
    return cells_of(name, "\n".join(["\t".join(line) for line in lines]).encode())


def row_of(lines: Lines, label: str) -> int:
    return next(at for at, line in enumerate(lines) if any(cell.startswith(label) for cell in line))


def wrong(cells: dict[CellKey, Cell], values: dict[CellKey, str]) -> list[CellKey]:
    """The cells that are certain and say something else than the form."""
    return [
        key
        for key, text in values.items()
        if cells[key].certain and cells[key].state is not State.UNREADABLE and cells[key].value != int(text)
    ]


def rows_in_doubt(cells: dict[CellKey, Cell]) -> set[str]:
    return {key.row for key, cell in cells.items() if not cell.certain}


def granted(*printed: str) -> dict[CellKey, str]:
    """The values of a form in which that row has these."""
    values = consistent_values("2021", 5)
    return values | dict(zip((key for key in values if key.row == "granted"), printed, strict=True))


VALUES = granted("111", "0", "0", "0", "2", "1", "114")


def test_the_rest_of_a_total_on_a_line_of_its_own_puts_the_total_in_doubt() -> None:
    def wrap(lines: Lines) -> None:
        at = row_of(lines, "三、本年度办理结果")
        lines[at][-1] = "1"
        lines.insert(at + 1, ["14"])

    cells = read(wrap, VALUES)
    assert not wrong(cells, VALUES)
    assert cells[CellKey("requests", "granted", "natural_person")].certain


def test_a_total_at_the_other_end_of_its_row_puts_the_row_in_doubt() -> None:
    def turn(lines: Lines) -> None:
        at = row_of(lines, "三、本年度办理结果")
        lines[at][-COLUMNS:] = [lines[at][-1], *lines[at][-COLUMNS:-1]]

    cells = read(turn, VALUES)
    assert not wrong(cells, VALUES)
    assert rows_in_doubt(cells) == {"granted"}


def test_no_number_is_left_out_of_a_row_that_is_no_wider_than_the_others() -> None:
    """5 in the column of last year, 3 1 0 0 2 0 and a total that is wrong: without the 2 it would add up."""

    def add_last_year(lines: Lines) -> None:
        heading, end = row_of(lines, "（本列数据"), row_of(lines, "四、结转下年度")
        for line in lines[heading + 1 : end + 1]:
            line.insert(len(line) - COLUMNS, "上年" if "自然人" in line else "5" if line[-1].isdigit() else "")

    values = granted("3", "1", "0", "0", "2", "0", "9")
    assert not wrong(read(add_last_year, values), values)


def test_numbers_printed_twice_in_a_row_put_it_in_doubt() -> None:
    """2 0 0 0 2 | 0 0 1 1 2 | 2 0 0 1 3 with the first three of the last five printed twice."""
    printed = ["2", "0", "0", "0", "2", "0", "0", "1", "1", "2", "2", "0", "0", "1", "3"]
    values = VALUES | dict(zip((key for key in VALUES if key.table == "review_litigation"), printed, strict=True))

    def repeat(lines: Lines) -> None:
        at = next(at for at, line in enumerate(lines) if line == printed)
        lines[at][10:10] = printed[10:13]

    assert not wrong(read(repeat, values), values)


def test_a_number_printed_twice_in_markdown_puts_its_row_in_doubt() -> None:
    """The other rows get a blank cell at their end; that makes them no wider."""
    values = granted("0", "1", "0", "0", "0", "0", "1")
    name, data = markdown(PrintedReport("2021", values, year=2023))
    head, table, tail = re.split(r"(?s)(\|[^|]*勾稽关系.*?\n)(?=\n)", data.decode(), maxsplit=1)
    padded = re.sub(r"(?m)$(?<=.)", "  |", table)
    twice = re.sub(r"(?m)(（一）予以公开.*)\| 0 \| 1 (\|.*)  \|$", r"\1| 0 | 1 | 1 \2", padded)
    cells = cells_of(name, f"{head}{twice}{tail}".encode())
    assert not wrong(cells, values)
    assert rows_in_doubt(cells) == {"granted"}


def test_where_noughts_leave_no_cell_nothing_but_full_rows_is_certain() -> None:
    """38 12 3 2 55 behind a label and two blank cells fits the seven columns."""

    def drop(lines: Lines) -> None:
        first = row_of(lines, "一、本年新收")
        for at in range(first, row_of(lines, "四、结转下年度") + 1):
            label = len(lines[at]) - COLUMNS
            numbers = [cell for cell in lines[at][label:] if cell != "0"]
            lines[at] = [*lines[at][:label], *numbers, *[""] * (COLUMNS - len(numbers))]
        lines[first][3:] = ["", "", "38", "12", "3", "2", "55"]

    values = VALUES | dict(
        zip((key for key in VALUES if key.row == "new_received"), ("38", "0", "0", "12", "3", "2", "55"), strict=True)
    )
    cells = read(drop, values)
    assert not [key for key in wrong(cells, values) if values[key] != "0" or cells[key].value is not None]


def test_a_remark_is_no_total_where_the_headings_lack_a_kind_of_applicant() -> None:
    """Six kinds under their headings, the column of enterprises lost with its own, and 1 as a remark in every row."""

    def lose(lines: Lines) -> None:
        at = row_of(lines, "商业企业")
        lines[at].remove("商业企业")
        for line in lines[row_of(lines, "一、本年新收") : row_of(lines, "四、结转下年度") + 1]:
            del line[1 - COLUMNS]
            line.append("1")

    assert not [key for key in wrong(read(lose, VALUES), VALUES) if key.column == "total"]


def test_a_misread_nought_behind_an_item_is_no_missing_item() -> None:
    def misread(lines: Lines) -> None:
        at = row_of(lines, "行政处罚")
        lines[at] = ["行政处罚 O"]

    cell = read(misread, VALUES)[CellKey("proactive_disclosure", "administrative_penalties", "decisions")]
    assert (cell.raw, cell.state) == ("O", State.UNREADABLE)


@pytest.mark.parametrize("column_lost", [False, True])
def test_of_a_table_printed_for_two_bodies_nothing_wrong_is_certain(*, column_lost: bool) -> None:
    """The office's own table has lost a label, or a column: that of the other body must not take its place."""
    other = consistent_values("2021", 6)
    more = tabs(PrintedReport("2021", other, year=2023))[1].decode().split("\n")
    own = [line.split("\t") for line in more]
    table = own[row_of(own, "（本列数据") : row_of(own, "四、结转下年度") + 1]

    def add(lines: Lines) -> None:
        at = row_of(lines, "1.属于国家秘密")
        lines[at] = ["" if not cell.isdigit() else cell for cell in lines[at]]
        for line in lines[row_of(lines, "一、本年新收") : row_of(lines, "四、结转下年度") + 1] if column_lost else ():
            del line[-4]
        at = row_of(lines, "（本列数据")
        lines[at:at] = [["附：局属信息中心情况"], *table, ["2023年情况如下："]]

    assert not [key for key in wrong(read(add, VALUES), VALUES) if key.table == "requests"]


def test_the_rest_of_a_number_on_the_line_below_an_item_puts_it_in_doubt() -> None:
    values = VALUES | {CellKey("proactive_disclosure", "administrative_penalties", "decisions"): "132"}

    def wrap(lines: Lines) -> None:
        at = row_of(lines, "行政处罚")
        lines[at : at + 1] = [["行政处罚", "1"], ["32"]]

    assert not wrong(read(wrap, values), values)


def test_a_number_behind_the_name_of_a_measure_is_none_of_another_measure() -> None:
    """A row for each measure and a page number between two of one item: 48 is the change, not last year's number."""
    values = consistent_values("2019", 5)
    values |= {key: "" for key in values if key.row in ("administrative_compulsion", "administrative_fees")}
    prior, change = (
        CellKey("proactive_disclosure", "administrative_fees", measure)
        for measure in ("items_prior_year", "items_change")
    )
    values[change] = "48"
    name, data = tabs(RowAValue("2019", values, year=2020))
    cells = cells_of(name, data.decode().replace("行政强制\t本年增/减", "- 5 -\n行政强制\t本年增/减").encode())
    assert cells[prior].value is None or not cells[prior].certain
