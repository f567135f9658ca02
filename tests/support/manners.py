"""Manners of printing a whole table that no seed has: values on another side, bars, orders, columns dropped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.forms import labels
from gongkai.model import CellKey
from tests.support.printed_form import OUTCOMES, PrintedReport, Row, Values
from tests.support.shapes import Shape, grid_of, html, markdown, tabs

KINDS = tuple(labels("applicant_types"))


def values_above_labels(report: PrintedReport) -> tuple[str, bytes]:
    """Each row's numbers stand in a line of their own above the label."""
    return _text(report, lambda labels_, values: [*([" ".join(values)] if values else []), *labels_])


def values_below_labels(report: PrintedReport) -> tuple[str, bytes]:
    """Each row's numbers stand in a line of their own below the label."""
    return _text(report, lambda labels_, values: [*labels_, *([" ".join(values)] if values else [])])


def cell_then_bar_line(report: PrintedReport) -> tuple[str, bytes]:
    """A cell a line, a bar on the next line."""
    return _text(report, lambda labels_, values: [line for cell in (*labels_, *values) for line in (cell, "|")])


def cell_with_bar(report: PrintedReport) -> tuple[str, bytes]:
    """A cell a line, closed by a bar; a row opens with one."""
    return _text(report, lambda labels_, values: ["|", *(f"{cell} |" for cell in (*labels_, *values))])


def cells_with_blank_lines(report: PrintedReport) -> tuple[str, bytes]:
    """A cell a paragraph."""
    return _text(report, lambda labels_, values: [line for cell in (*labels_, *values) for line in (f" {cell} ", "")])


def bars_after_cells(report: PrintedReport) -> tuple[str, bytes]:
    """A row a line, each cell closed by a bar."""
    return _text(report, lambda labels_, values: ["".join(f"{cell} | " for cell in (*labels_, *values))])


def explained_labels(report: PrintedReport) -> tuple[str, bytes]:
    """Labels carry long explanations in brackets."""
    name, data = html(report)
    text = data.decode()
    for label in ("规范性文件", "行政许可", "1.属于国家秘密", "2.重复申请", "（一）予以公开"):
        text = text.replace(f"<p>{label}</p>", f"<p>{label}（{'这里写明哪些算在内，哪些不算，' * 3}举例若干）</p>")
    return name, text.encode()


@dataclass(frozen=True)
class _ReviewApart(PrintedReport):
    """Reconsideration and litigation as two tables, or each channel as one."""

    sizes: tuple[int, ...] = (1, 2)

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        for kind, part in super().parts():
            if part != self.review():
                yield kind, part
                continue
            numbers = self.review()[-1]
            for size in self.sizes:
                own, numbers = numbers[: 5 * size], numbers[5 * size :]
                yield "t", [*_CHANNEL_HEADINGS[size, len(numbers)], [(o, 1, 1) for o in OUTCOMES * size], own]


_CHANNEL_HEADINGS: dict[tuple[int, int], list[Row]] = {
    (1, 10): [[("行政复议", 1, 5)]],
    (2, 0): [[("行政诉讼", 1, 10)], [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]],
    (1, 5): [[("行政诉讼", 1, 5)], [("未经复议直接起诉", 1, 5)]],
    (1, 0): [[("行政诉讼", 1, 5)], [("复议后起诉", 1, 5)]],
}
"""By how many channels a table has, and how many numbers are still to come."""


def review_in_two_tables(report: PrintedReport) -> tuple[str, bytes]:
    """Reconsideration and litigation each in a table."""
    return markdown(_ReviewApart(report.edition, report.values, report.agency, report.year))


def review_in_three_tables(report: PrintedReport) -> tuple[str, bytes]:
    """Each channel in a table."""
    return html(_ReviewApart(report.edition, report.values, report.agency, report.year, (1, 1, 1)))


@dataclass(frozen=True)
class _Reordered(PrintedReport):
    """The requests table with its columns in another order, named by the heading."""

    order: tuple[int, ...] = (6, 0, 1, 2, 3, 4, 5)

    def requests(self) -> list[Row]:
        names = [label.zh[self.edition] for label in labels("applicant_types").values()]
        rows = [[*row[:-7], *(row[-7:][at] for at in self.order)] for row in super().requests()[3:]]
        return [[("项目", 1, 3), *((names[at], 1, 1) for at in self.order)], *rows]


def total_first(report: PrintedReport) -> tuple[str, bytes]:
    """The column of totals stands first, and the heading says so."""
    return html(_Reordered(report.edition, report.values, year=report.year))


def columns_shuffled(report: PrintedReport) -> tuple[str, bytes]:
    """Columns in any order, and the heading names them."""
    order = list(range(7))
    random.Random(str(sorted(report.values.values()))).shuffle(order)
    return markdown(_Reordered(report.edition, report.values, year=report.year, order=tuple(order)))


@dataclass(frozen=True)
class _ReviewReordered(PrintedReport):
    """The review table with channels and outcomes in another order, named by the headings."""

    def review(self) -> list[Row]:
        channels = ("litigation_after_reconsideration", "reconsideration", "litigation_direct")
        outcomes = ("total", "upheld", "corrected", "pending", "other")
        channel_names, outcome_names = labels("channels"), labels("outcomes")
        first: Row = [(channel_names[code].zh[self.edition], 1, 5) for code in channels]
        second: Row = [(outcome_names[code].zh[self.edition], 1, 1) for code in outcomes] * 3
        values = [self.values[CellKey("review_litigation", c, o)] for c in channels for o in outcomes]
        return [first, second, [(value, 1, 1) for value in values]]


def review_reordered(report: PrintedReport) -> tuple[str, bytes]:
    """Channels and outcomes in another order."""
    return html(_ReviewReordered(report.edition, report.values, year=report.year))


@dataclass(frozen=True)
class OverlongGroup(PrintedReport):
    """The name of a group of outcomes is merged over one row too many: it pushes the next rows to the side."""

    group: str = "refused"

    def requests(self) -> list[Row]:
        name = labels("requests")[self.group].zh[self.edition]
        return [[(text, down + (text == name), right) for text, down, right in row] for row in super().requests()]


def column_by_column(report: PrintedReport) -> tuple[str, bytes]:
    """The labels of the requests table one after the other, then each column's heading and its values."""
    _, data = tabs(report)
    text = data.decode()
    rows = grid_of(report.requests())[3:]
    labels_ = [cell for row in rows for cell in row[:-7] if cell]
    kinds = [label.zh[report.edition] for label in labels("applicant_types").values()]
    values = [line for at, kind in enumerate(kinds) for line in (kind, *(row[at - 7] or "" for row in rows))]
    start, end = text.index("（本列数据"), text.index("四、政府信息公开行政复议")
    lines = ["申请人情况", *labels_, *values, ""]
    return "report.txt", (text[:start] + "\n".join(lines) + text[end:]).encode()


def without_zero_columns(values: Values) -> dict[CellKey, str]:
    """Values in which only natural persons ask: the other columns are all nought."""
    kept = dict(values)
    for key in values:
        if key.table == "requests" and key.column not in ("natural_person", "total"):
            kept[key] = "0"
        if key.table == "requests" and key.column == "total":
            kept[key] = values[CellKey("requests", key.row, "natural_person")]
    return kept


@dataclass(frozen=True)
class _TwoColumns(PrintedReport):
    """A converter dropped the blank columns: only natural persons and totals are left, and the heading names them."""

    def requests(self) -> list[Row]:
        rows = [[row[-8], row[-7], row[-1]] for row in super().requests()[3:]]
        return [[("项目", 1, 1), ("自然人", 1, 1), ("总计", 1, 1)], *rows]


def blank_columns_dropped(report: PrintedReport) -> tuple[str, bytes]:
    """Two columns are left, which the heading names."""
    return markdown(_TwoColumns(report.edition, report.values, year=report.year))


def two_rows_glued(report: PrintedReport) -> tuple[str, bytes]:
    """The converter ran two neighbouring rows together, label to label and number to number."""
    name, data = markdown(report)
    lines = data.decode().split("\n")
    chance = random.Random(len(data))
    rows = [i for i, line in enumerate(lines) if "1.属于国家秘密" in line or "2.其他法律" in line or "3.危及" in line]
    at = chance.choice(rows)
    upper, lower = lines[at].split("|"), lines[at + 1].split("|")
    lines[at : at + 2] = ["|".join(f"{a.rstrip()}{b.strip()}" for a, b in zip(upper, lower, strict=True))]
    return name, "\n".join(lines).encode()


MANNERS: dict[str, Shape] = {
    "values above labels": values_above_labels,
    "values below labels": values_below_labels,
    "cell, then bar on its own line": cell_then_bar_line,
    "cell with bar": cell_with_bar,
    "cell a paragraph": cells_with_blank_lines,
    "bars after cells": bars_after_cells,
    "explained labels": explained_labels,
    "total first": total_first,
    "columns shuffled": columns_shuffled,
    "review reordered": review_reordered,
    "column by column": column_by_column,
    "review in two tables": review_in_two_tables,
    "review in three tables": review_in_three_tables,
}
"""Nothing is lost: every number is read."""
LOSING: dict[str, Shape] = {"two rows glued": two_rows_glued}
"""What was lost must be in doubt."""


def _text(report: PrintedReport, lay: Callable[[list[str], list[str]], list[str]]) -> tuple[str, bytes]:
    """The report as text; `lay` makes lines of the labels and the values of a row."""
    lines: list[str] = []
    for _, part in report.parts():
        if isinstance(part, str):
            lines.append(part)
            continue
        for row in grid_of(part):
            texts = [cell for cell in row if cell]
            values = [text for text in texts if text.replace(".", "").isdigit()]
            lines += lay([text for text in texts if text not in values], values)
    return "report.txt", "\n".join(lines).encode()
