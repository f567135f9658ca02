"""Tables that print no total: their headings name every column there is."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html, markdown

KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
ROWS = {
    "一、本年新收政府信息公开申请数量": "9 4 2 0 0 1",
    "二、上年结转政府信息公开申请数量": "1 0 0 0 0 0",
    "（一）予以公开": "6 3 0 0 0 1",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "3 1 1 0 0 0",
    "（七）总计": "9 4 1 0 0 1",
    "四、结转下年度继续办理": "1 0 1 0 0 0",
}


def requests_in(rows: dict[str, str]) -> list[Cell]:
    """The printed cells of a table typed with tabs."""
    lines = ["某局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", "\t".join(("项目", *KINDS))]
    lines += ["\t".join((label, *values.split())) for label, values in rows.items()]
    cells, _ = extract_cells(recognise(read_bytes("report.txt", "\n".join(lines).encode())))
    return [cell for cell in cells if cell.key.table == "requests" and cell.place]


def test_each_number_is_of_the_kind_that_stands_over_it_and_no_total_is_printed() -> None:
    cells = requests_in(ROWS)
    printed = {
        row: [str(cell.value) for cell in cells if cell.key.row == row]
        for row in dict.fromkeys(cell.key.row for cell in cells)
    }
    codes = ("new_received", "carried_in", "granted", "partially_granted", "total_processed", "carried_out")
    assert printed == {code: values.split() for code, values in zip(codes, ROWS.values(), strict=True)}
    assert all(cell.certain and cell.state is State.REPORTED for cell in cells)
    assert all(cell.key.column != "total" for cell in cells)


def test_a_last_number_that_is_the_sum_of_the_others_may_be_the_total() -> None:
    total_last = {label: f"{values[:-1]}{sum(map(int, values[:-1].split()))}" for label, values in ROWS.items()}
    assert not any(cell.certain for cell in requests_in(total_last))


def without_totals(values: dict[CellKey, str], cut: int) -> dict[CellKey, str]:
    """The values of the requests table, so many at the front of each row lost, blank cells at its end."""
    rows: dict[str, list[CellKey]] = {}
    for key in values:
        if key.table == "requests":
            rows.setdefault(key.row, []).append(key)
    found = dict(values)
    for keys in rows.values():
        texts = [values[key] for key in keys]
        kept = texts[cut:] if cut else texts[:-1]
        found |= dict(zip(keys, [*kept, *[""] * (len(keys) - len(kept))], strict=True))
    return found


@pytest.mark.parametrize("seed", [3, 4])
def test_totals_left_blank_in_every_row_put_no_row_in_doubt(seed: int) -> None:
    """In a row of one number and noughts that may be the total, but no row lost a cell where the others did not."""
    values = consistent_values("2021", seed)
    alone = [key for key in values if key.row == "refused_third_party_rights"]
    values = without_totals(values | dict(zip(alone, ["0"] * 5 + ["298", "298"], strict=True)), 0)
    cells = cells_of(*html(PrintedReport("2021", values)))
    own = [key for key in values if key.table == "requests"]
    assert [(cells[key].raw, cells[key].certain) for key in own] == [(values[key], True) for key in own]


def test_rows_that_all_lost_their_first_cell_stay_in_doubt() -> None:
    """Their last number is their total, and stands where the other organizations do."""
    values = consistent_values("2021", 3)
    first = [key for key in values if key.table == "requests" and key.column == "natural_person"]
    cells = cells_of(*markdown(PrintedReport("2021", without_totals(values, 1))))
    assert not [key for key in first if cells[key].certain and cells[key].raw != values[key] and cells[key].value]


def review_in(values: str) -> list[Cell]:
    """The printed cells of a review table on a page whose headings name four outcomes and no total."""
    four = "".join(f"<td>{outcome}</td>" for outcome in ("结果维持", "结果纠正", "其他结果", "尚未审结"))
    channels = "".join(f"<td colspan=4>{name}</td>" for name in ("未经复议直接起诉", "复议后起诉"))
    rows = (
        "<td colspan=4>行政复议</td><td colspan=8>行政诉讼</td>",
        four.replace("<td>", "<td rowspan=2>") + channels,
        four * 2,
        "".join(f"<td>{value}</td>" for value in values.split()),
    )
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    heading = "<h1>某局2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    cells, _ = extract_cells(recognise(read_bytes("report.html", f"{heading}<table>{table}</table>".encode())))
    return [cell for cell in cells if cell.key.table == "review_litigation" and cell.place]


def test_each_number_of_reviews_is_of_the_outcome_that_stands_over_it() -> None:
    values = "0 20 0 15 1 0 0 7 3 0 2 0"
    cells = review_in(values)
    assert [(cell.raw, cell.certain) for cell in cells] == [(number, True) for number in values.split()]
    assert [cell.key.column for cell in cells] == ["upheld", "corrected", "other", "pending"] * 3


def test_fifteen_numbers_that_add_up_are_those_of_the_form_whatever_the_headings_lost() -> None:
    values = "0 20 0 15 35 1 0 0 7 8 3 0 2 0 5"
    cells = review_in(values)
    assert [cell.raw for cell in cells] == values.split()
    assert [cell.raw for cell in cells if cell.key.column == "total"] == ["35", "8", "5"]
