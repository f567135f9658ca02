"""A report printed from known values in the shapes that agencies and converters give it.

`PrintedReport` holds the values; `as_*` print them. What a reader must find is what was put in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.forms import labels, load_form
from gongkai.model import CellKey

Values = Mapping[CellKey, str]
Row = list[tuple[str, int, int]]
"""Cells of a printed row: text, rowspan, colspan."""

KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CLAUSES = {1: "一", 5: "五", 6: "六", 8: "八", 9: "九"}
GROUP_SIZES = {"refused": 8, "unable": 3, "not_processed": 5, "other_handling": 3}


@dataclass(frozen=True)
class PrintedReport:
    """Values of every cell of a form, as texts; `year` and `agency` for title and preamble."""

    edition: str
    values: Values
    agency: str = "黑龙江省科学技术厅"
    year: int = 2023

    def proactive(self) -> list[Row]:
        """Rows of the table of proactive disclosure with their spans."""
        rows: list[Row] = []
        clause = None
        for row in load_form(self.edition).rows["proactive_disclosure"]:
            if row.clause != clause:
                clause = row.clause
                rows.append([(f"第二十条第（{CLAUSES[int(clause or 0)]}）项", 1, 4)])
                names = [labels("measures")[c].zh[self.edition] for c in row.columns]
                rows.append([("信息内容", 1, 1), *_stretched(names)])
            name = labels("proactive_disclosure_rows")[row.code].zh[self.edition]
            values = [self.values[CellKey("proactive_disclosure", row.code, c)] for c in row.columns]
            rows.append([(name, 1, 1), *_stretched(values)])
        return rows

    def requests(self) -> list[Row]:
        """Rows of the requests table with the official spans."""
        return [*_requests_heading(), *self._request_rows()]

    def request_values(self, code: str) -> list[str]:
        """The seven values of a row."""
        return [self.values[CellKey("requests", code, column)] for column in labels("applicant_types")]

    def _request_rows(self) -> Iterator[Row]:
        form = load_form(self.edition)
        spans = sum(labels("requests")[row.code].parent is not None for row in form.rows["requests"])
        opened: set[str] = set()
        for row in form.rows["requests"]:
            label = labels("requests")[row.code]
            cells: Row = []
            if label.parent is None:
                cells.append((label.zh[self.edition], 1, 3))
            else:
                if "processed" not in opened:
                    opened.add("processed")
                    cells.append((labels("requests")["processed"].zh[self.edition], spans, 1))
                if label.parent == "processed":
                    cells.append((label.zh[self.edition], 1, 2))
                else:
                    if label.parent not in opened:
                        opened.add(label.parent)
                        group = labels("requests")[label.parent].zh[self.edition]
                        cells.append((group, GROUP_SIZES[label.parent], 1))
                    cells.append((label.zh[self.edition], 1, 1))
            yield [*cells, *((value, 1, 1) for value in self.request_values(row.code))]

    def review(self) -> list[Row]:
        """Rows of the review table."""
        channels = load_form(self.edition).rows["review_litigation"]
        values = [self.values[CellKey("review_litigation", row.code, c)] for row in channels for c in row.columns]
        first: Row = [("行政复议", 1, 5), ("行政诉讼", 1, 10)]
        second: Row = [(o, 2, 1) for o in OUTCOMES] + [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
        third: Row = [(o, 1, 1) for o in OUTCOMES * 2]
        return [first, second, third, [(value, 1, 1) for value in values]]

    def title(self) -> str:
        """Title line."""
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def preamble(self) -> str:
        """First paragraph."""
        return (
            f"根据《中华人民共和国政府信息公开条例》编制本报告，由{self.agency}编制。"
            f"本报告所列数据的统计期限自{self.year}年1月1日起至{self.year}年12月31日止。"
        )

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        """(`h`, heading), (`p`, paragraph) and (`t`, table rows) in reading order."""
        yield "h", self.title()
        yield "p", self.preamble()
        yield "h", "一、总体情况"
        yield "p", "我厅认真落实条例要求，做好政府信息公开工作。"
        yield "h", "二、主动公开政府信息情况"
        yield "t", self.proactive()
        yield "h", "三、收到和处理政府信息公开申请情况"
        yield "t", self.requests()
        yield "h", "四、政府信息公开行政复议、行政诉讼情况"
        yield "t", self.review()
        yield "h", "五、存在的主要问题及改进情况"
        yield "p", "公开内容还不够全面，今后将继续改进。"
        yield "h", "六、其他需要报告的事项"
        yield "p", "无其他需要报告的事项。"


def _stretched(texts: list[str]) -> Row:
    """Cells of a four-column table: the last one takes what is left of three columns."""
    return [(text, 1, 1) for text in texts[:-1]] + [(texts[-1], 1, 4 - len(texts))]


def _requests_heading() -> list[Row]:
    return [
        [(NOTE, 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(kind, 1, 1) for kind in KINDS],
    ]


def consistent_values(edition: str, seed: int, *, largest: int = 30) -> dict[CellKey, str]:
    """Random values that satisfy every identity of the form, as texts."""
    chance = random.Random(seed)
    form = load_form(edition)
    columns = tuple(labels("applicant_types"))
    table: dict[tuple[str, str], int] = {}
    outcomes = form.children("processed")
    for column in columns[:-1]:
        for code in outcomes:
            table[code, column] = chance.choice([0, 0, 0, 0, chance.randint(1, largest)])
        table["total_processed", column] = sum(table[code, column] for code in outcomes)
        table["carried_out", column] = chance.choice([0, chance.randint(0, 5)])
        balance = table["total_processed", column] + table["carried_out", column]
        table["carried_in", column] = chance.randint(0, balance)
        table["new_received", column] = balance - table["carried_in", column]
    values: dict[CellKey, str] = {}
    for key in form.cells():
        if key.table == "requests":
            addends = [table[key.row, c] for c in columns[:-1]]
            number = sum(addends) if key.column == "total" else table[key.row, key.column]
            values[key] = str(number)
        elif key.table == "review_litigation":
            four = [str(chance.choice([0, chance.randint(0, 9)])) for _ in range(4)]
            if key.column == "upheld":
                values.update(
                    {CellKey(key.table, key.row, c): v for c, v in zip(labels("outcomes"), four, strict=False)}
                )
                values[CellKey(key.table, key.row, "total")] = str(sum(map(int, four)))
        else:
            values[key] = str(chance.choice([0, chance.randint(0, 400)]))
    return values
