"""Tables printed in another way than the form: turned, a row a value, in several tables, in lists; all is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest

from gongkai.forms import labels, load_form
from gongkai.model import CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS, with_marks
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import Shape, html, markdown

KINDS = {code: label.zh["2021"] for code, label in labels("applicant_types").items()}


def turned(rows: list[Row]) -> list[Row]:
    """The table with its rows as columns, merged cells too."""
    taken: set[tuple[int, int]] = set()
    found: dict[int, Row] = {}
    for r, row in enumerate(rows):
        c = 0
        for text, down, right in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(down) for j in range(right)}
            found.setdefault(c, []).append((text, right, down))
    return [found[c] for c in sorted(found)]


def row_label(code: str, edition: str) -> str:
    """（三）不予公开—1.属于国家秘密."""
    label = labels("requests")[code]
    parent = label.parent if label.parent != "processed" else None
    group = f"{labels('requests')[parent].zh[edition]}—" if parent else ""
    return group + label.zh[edition]


@dataclass(frozen=True)
class Turned(PrintedReport):
    """A row an applicant, a column a row of the form."""

    def requests(self) -> list[Row]:
        return turned(super().requests())


@dataclass(frozen=True)
class TurnedPlainly(PrintedReport):
    """The same with one row of headings, each naming its group too."""

    def requests(self) -> list[Row]:
        codes = [row.code for row in load_form(self.edition).rows["requests"]]
        kinds = [
            name if code in ("natural_person", "total") else f"法人或其他组织：{name}" for code, name in KINDS.items()
        ]
        heading = ["申请人类型", *(row_label(code, self.edition) for code in codes)]
        rows = [
            [name, *(self.values[CellKey("requests", code, kind)] for code in codes)]
            for kind, name in zip(KINDS, kinds, strict=True)
        ]
        return [[(text, 1, 1) for text in row] for row in (heading, *rows)]


@dataclass(frozen=True)
class RowAValue(PrintedReport):
    """Proactive disclosure with a row for each measure of each item."""

    def proactive(self) -> list[Row]:
        rows = [["信息内容", "指标", "数量"]]
        for row in load_form(self.edition).rows["proactive_disclosure"]:
            item = labels("proactive_disclosure_rows")[row.code].zh[self.edition]
            for code in row.columns:
                value = self.values[CellKey("proactive_disclosure", row.code, code)]
                rows.append([item, labels("measures")[code].zh[self.edition].replace("（单位：", "（"), value])
        return [[(text, 1, 1) for text in row] for row in rows]


@dataclass(frozen=True)
class OneWideRow(PrintedReport):
    """Proactive disclosure with all values in one row, under items and measures."""

    def proactive(self) -> list[Row]:
        form = load_form(self.edition).rows["proactive_disclosure"]
        pairs = [(row.code, code) for row in form for code in row.columns]
        return [
            [(labels("proactive_disclosure_rows")[row.code].zh[self.edition], 1, len(row.columns)) for row in form],
            [(labels("measures")[code].zh[self.edition], 1, 1) for _, code in pairs],
            [(self.values[CellKey("proactive_disclosure", *pair)], 1, 1) for pair in pairs],
        ]


@dataclass(frozen=True)
class ThreeTables(PrintedReport):
    """A requests table each for natural persons, legal persons and the total."""

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        for kind, part in super().parts():
            if part != self.requests():
                yield kind, part
                continue
            for title, start, end in (("自然人", 0, 1), ("法人或其他组织", 1, 6), ("总计", 6, 7)):
                names: Row = [(name, 1, 1) for name in list(KINDS.values())[start:end]]
                yield "p", f"表 {title}"
                yield (
                    "t",
                    [[("项目", 1, 3), *names], *([*row[:-7], *row[-7:][start:end]] for row in self.requests()[3:])],
                )


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize(
    ("report", "shape"),
    [(OneWideRow, html), *product((Turned, TurnedPlainly, RowAValue, ThreeTables), (html, markdown))],
)
def test_cells_that_name_row_and_column_are_read(report: type[PrintedReport], shape: Shape, edition: str) -> None:
    for values in (consistent_values(edition, 5), with_marks(consistent_values(edition, 5), 5)):
        cells = cells_of(*shape(report(edition, values, year=YEARS[edition])))
        assert {key: (cells[key].raw or "").strip() for key in values} == values
        assert all(cells[key].certain for key in values)


PAGE = "<h1>甲县民政局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>"
VALUES = consistent_values("2021", 4)
ROWS = [row.code for row in load_form("2021").rows["requests"]]


def assert_requests_read(name: str, text: str) -> None:
    cells = cells_of(name, text.encode())
    requests = {key: value for key, value in VALUES.items() if key.table == "requests"}
    assert {key: cells[key].raw for key in requests} == requests
    assert all(cells[key].certain for key in requests)


def test_a_list_with_group_labels_between_is_the_table() -> None:
    items = []
    for code in ROWS:
        if labels("requests")[code].parent == "refused" and "（三）不予公开" not in items:
            items.append("（三）不予公开")
        numbers = "；".join(f"{name} {VALUES[CellKey('requests', code, kind)]}" for kind, name in KINDS.items())
        items.append(f"{labels('requests')[code].zh['2021']}：{numbers}")
    assert_requests_read("a.html", PAGE + "".join(f"<li>{item}</li>" for item in items))


def test_a_line_for_each_value_is_the_table() -> None:
    lines = [
        f"{row_label(code, '2021')}-{name}：{VALUES[CellKey('requests', code, kind)]}"
        for code in ROWS
        for kind, name in KINDS.items()
    ]
    assert_requests_read("a.html", PAGE + "".join(f"<p>{line}</p>" for line in lines))


def test_a_value_printed_twice_is_in_doubt() -> None:
    """Rows of this year above those of last year: nothing says which are which."""
    report = RowAValue("2021", VALUES)
    last_year = RowAValue("2021", {key: f"{value}1" for key, value in VALUES.items()})
    rows = [*report.proactive(), *last_year.proactive()[1:]]
    printed = "".join("<tr>" + "".join(f"<td>{text}</td>" for text, *_ in row) + "</tr>" for row in rows)
    page = f"<h1>{report.title()}</h1><p>二、主动公开政府信息情况</p><table>{printed}</table>"
    cells = cells_of("a.html", page.encode())
    proactive = [cell for key, cell in cells.items() if key.table == "proactive_disclosure"]
    assert all(cell.raw and not cell.certain for cell in proactive)
    assert len(proactive) == len([key for key in VALUES if key.table == "proactive_disclosure"])


def test_a_turned_table_cut_in_two_gives_no_row_for_its_column_of_totals() -> None:
    report = TurnedPlainly("2021", VALUES)
    tables = (report.requests()[:-1], report.requests()[-1:])
    printed = ("".join(f"<tr>{''.join(f'<td>{t}</td>' for t, *_ in row)}</tr>" for row in rows) for rows in tables)
    cells = cells_of("a.html", (PAGE + "".join(f"<table>{rows}</table>" for rows in printed)).encode())
    read = {key: cell.raw for key, cell in cells.items() if cell.certain and cell.value is not None}
    assert {key: VALUES[key] for key in read} == read


def test_a_row_for_each_outcome_of_each_channel_is_the_review_table() -> None:
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    numbers = {
        ("行政复议", ""): [6, 1, 1, 2, 10],
        ("行政诉讼", "未经复议直接起诉"): [2, 0, 0, 1, 3],
        ("", "复议后起诉"): [9, 0, 0, 3, 12],
    }
    rows = ""
    for (review, suit), values in numbers.items():
        heads = f"<td rowspan=5 colspan=2>{review}</td>" if not suit else f"<td rowspan=5>{suit}</td>"
        heads = f"<td rowspan=10>{review}</td>{heads}" if review and suit else heads
        for outcome, value in zip(outcomes, values, strict=True):
            rows, heads = f"{rows}<tr>{heads}<td>{outcome}</td><td>{value}</td></tr>", ""
    title = "<h1>某县水务局2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    cells = cells_of("a.html", f"{title}<table>{rows}</table><p>五、存在的主要问题</p>".encode())
    found = [(cell.value, cell.certain) for key, cell in cells.items() if key.table == "review_litigation"]
    assert found == [(value, True) for values in numbers.values() for value in values]
