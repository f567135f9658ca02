"""The workbook for newsrooms: each table of the form as printed, what to ask, and the wide table.

Sheets: a read-me that fits one page, the three tables of the form with a row for each printed row of each report,
questions to ask about what contradicts itself, the wide table, the codes. A number links to the place on the site where
it was printed; where the site has no address yet, links are relative, from `data/<dataset>/<version>/` of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from math import ceil
from pathlib import Path
from typing import Any, TypedDict

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.forms import TABLES, rules
from gongkai.forms.data_files import yaml_data
from gongkai.forms.form import VOCABULARIES
from gongkai.forms.schema import code_lists, table_schemas
from gongkai.model import harmless

PRINTED_REPORTS = 1_000
"""Newest reports whose tables are shown as printed; the CSV files have all reports."""

SHEET_ROWS = 1_048_000
"""Rows a sheet can hold; a longer table is left out and the CSV file serves."""

LINKS = 65_000
"""Links a sheet can hold."""

LONGEST = 32_000
"""Characters a cell can hold."""

_NOTE_WIDTHS = (14, 96)
_LINE = 1.5
"""Height of a line of text in sizes of its font, Chinese fonts included."""

_SMALL = 9
"""Size of the font of labels, in points."""

_NEVER = datetime(1980, 1, 1)
_PAGE = "{site}reports/{report_id}/#{anchor}"
_FROM_PACKAGE = "external:../../../"
_HEAD = (("year", "年度 year", 7), ("agency", "机关 agency", 26), ("report_id", "报告编号 report id", 34))
_LABELS = (("表格上的行", 48), ("row of the form", 54))
_QUESTIONS = (60, 60, 10, 10, 16, 12)
Row = Mapping[str, Any]


class _Questions(TypedDict):
    heads: list[str]
    zh: str
    en: str


class _Texts(TypedDict):
    """`workbook.yml`."""

    sheets: dict[str, str]
    formats: dict[str, dict[str, object]]
    samples: dict[str, str]
    legend: dict[str, list[str]]
    derived: dict[str, str]
    doubt: str
    questions: _Questions
    left_out: dict[str, str]


def _texts() -> _Texts:
    texts: _Texts = yaml_data("gongkai.package", "workbook.yml")
    return texts


def write_workbook(tables: Mapping[str, pa.Table], notes: Sequence[str], path: Path, site_url: str = "") -> None:
    """Write the workbook; the same tables give the same bytes.

    Args:
        tables: every table of the package, by name.
        notes: the lines of the read-me.
        path: of the new file.
        site_url: address of the site, ending in a slash; empty where it is not known.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"author": "gongkai", "created": _NEVER})
        formats = {name: book.add_format(style) for name, style in _texts()["formats"].items()}
        site = site_url or _FROM_PACKAGE
        newest = tables["reports"].select(["report_id", "agency", "year", "edition"]).to_pylist()
        newest.sort(key=lambda row: (-(row["year"] or 0), row["report_id"]))
        reports = {row["report_id"]: row for row in newest[:PRINTED_REPORTS]}
        shown, every = len(reports), len(newest)
        left_out = [line.format(shown=shown, reports=every) for line in _texts()["left_out"].values() if every > shown]
        _read_me(book.add_worksheet("说明 read me"), [*notes, *left_out], formats)
        for table in TABLES:
            sheet = book.add_worksheet(_texts()["sheets"][table])
            _printed(sheet, table, tables[table], reports, formats, site)
        _questions(book.add_worksheet(_texts()["sheets"]["questions"]), tables["findings"], reports, formats, site)
        for name in ("report_wide", "codes"):
            if tables[name].num_rows <= SHEET_ROWS:
                _plain(book.add_worksheet(name), name, tables[name], formats)


def _read_me(sheet: Worksheet, notes: Iterable[str], formats: Mapping[str, Format]) -> None:
    for column, width in enumerate(_NOTE_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    number = 0
    for number, line in enumerate(notes):
        sheet.merge_range(number, 0, number, 1, line, formats["text"])
        sheet.set_row(number, _height((line, _NOTE_WIDTHS[0] + _NOTE_WIDTHS[1])))
    for name, (zh, en) in _texts()["legend"].items():
        number += 1
        sheet.write_string(number, 0, _texts()["samples"][name], formats[name])
        sheet.write_string(number, 1, f"{zh} {en}", formats["text"])
        sheet.set_row(number, _height((f"{zh} {en}", _NOTE_WIDTHS[1])))


def _height(*texts: tuple[object, float], size: int = 11) -> float:
    """Height of a row in points that shows all its texts, each in a column of that width, in a font of that size.

    LibreOffice finds none by itself, and Excel none for merged cells.
    """
    return _LINE * size * max(ceil(_width(text) * size / 11 / width) for text, width in texts)


@lru_cache(maxsize=4096)
def _width(text: object) -> float:
    """Width of a text of 11 points in the unit of columns, a digit; xlsxwriter measures no Chinese characters."""
    return sum(2.1 if ord(char) > 0x2E7F else 0.95 for char in str(text))


def _printed(
    sheet: Worksheet, table: str, cells: pa.Table, reports: Mapping[str, Row], formats: Mapping[str, Format], site: str
) -> None:
    """A table of the form: for each report its rows in their order, for each of its columns a column."""
    rows, columns = map(_labels, VOCABULARIES[table])
    heads = [title for _, title, _ in _HEAD] + [title for title, _ in _LABELS]
    heads += [f"{zh} {en}" for zh, en in columns.values()]
    first = len(_HEAD) + len(_LABELS)
    line, links = 0, 0
    # report → printed row → column → cell, in the order of the reports and of the form
    by_report: dict[str, dict[str, dict[str, Row]]] = {report_id: {} for report_id in reports}
    wanted = pa.compute.is_in(cells.column("report_id"), value_set=pa.array(list(reports), pa.string()))
    for cell in cells.filter(wanted).to_pylist():
        by_report[cell["report_id"]].setdefault(cell["row_code"], {})[cell["column_code"]] = cell
    for report_id, lines in by_report.items():
        for row_code, found in lines.items():
            line += 1
            for column, text in enumerate((*(reports[report_id][name] for name, *_ in _HEAD), *rows[row_code])):
                sheet.write(line, column, harmless(text), formats["label"])
            widths = (width for _, width in _LABELS)
            sheet.set_row(line, _height(*zip(rows[row_code], widths, strict=True), size=_SMALL))
            for column, code in enumerate(columns, start=first):
                cell = found.get(code)
                if cell is None:
                    sheet.write_blank(line, column, None, formats["not_on_form"])
                else:
                    links += 1
                    if links <= LINKS:
                        anchor = f"{table}.{row_code}.{code}"
                        address = _PAGE.format(site=site, report_id=report_id, anchor=anchor)
                        # without a text xlsxwriter keeps every address among the strings of the workbook too
                        sheet.write_url(line, column, address, formats[_look(cell)], string="")
                    _cell(sheet, line, column, cell, formats)
    _as_table(sheet, line, heads, [*(width for *_, width in _HEAD), *(width for _, width in _LABELS)], formats)
    sheet.freeze_panes(1, first)


@cache
def _labels(code_list: str) -> dict[str, tuple[str, str]]:
    return {str(row["code"]): (str(row["label_zh"]), str(row["label_en"])) for row in code_lists()[code_list].rows}


def _cell(sheet: Worksheet, line: int, column: int, cell: Row, formats: Mapping[str, Format]) -> None:
    """One cell as printed; a link that stands there stays."""
    style = formats[_look(cell)]
    if cell["value"] is not None:
        number = cell["value"]
        sheet.write_number(line, column, int(number) if number == int(number) else float(number), style)
    elif cell["state"] in ("not_applicable", "unreadable"):
        sheet.write_string(line, column, str(harmless(cell["raw"] or ""))[:LONGEST], style)
    else:
        sheet.write_blank(line, column, None, style)
    if comment := "\n".join(_remarks(cell)):
        sheet.write_comment(line, column, comment, {"x_scale": 2, "author": "gongkai"})


def _look(cell: Row) -> str:
    if cell["reconciled"] is not None and cell["reconciled"] != cell["value"]:
        return "misprint" if cell["value"] is not None else "blank_derived"
    if not cell["certain"]:
        return "doubtful"
    return str(cell["state"])


def _remarks(cell: Row) -> Iterator[str]:
    """The remark on a cell: what the sums of the form give instead, and why its reading is in doubt."""
    if cell["reconciled"] is not None and cell["reconciled"] != cell["value"]:
        named = rules().get(cell["rule"])
        number = format(Decimal(cell["reconciled"]).normalize(), "f")
        for tongue, text in _texts()["derived"].items():
            yield text.format(number=number, rule=getattr(named, f"title_{tongue}", cell["rule"]))
    doubts = _labels("doubts")
    for code in (cell["doubts"] or "").split("|"):
        if code:
            yield _texts()["doubt"].format(zh=doubts[code][0], en=doubts[code][1])
    if cell.get("unit") not in (None, "count"):
        yield "{} {}".format(*_labels("units")[cell["unit"]])


def _questions(
    sheet: Worksheet, findings: pa.Table, reports: Mapping[str, Row], formats: Mapping[str, Format], site: str
) -> None:
    """What to ask the agency: every error and warning that is about the report itself."""
    heads = [*(title for _, title, _ in _HEAD), *_texts()["questions"]["heads"]]
    ask, severities = _texts()["questions"], _labels("severities")
    wanted = [
        row
        for row in findings.to_pylist()
        if row["report_id"] in reports and row["severity"] in ("error", "warning") and row["about"] == "report"
    ]
    order = list(reports)
    wanted.sort(key=lambda row: (order.index(row["report_id"]), row["severity"] != "error", row["sequence"]))
    for line, row in enumerate(wanted, start=1):
        report = reports[row["report_id"]]
        cells = (row["cells"] or "").split("|")
        texts = [
            *(report[name] for name, *_ in _HEAD),
            ask["zh"].format(message=row["message_zh"]),
            ask["en"].format(message=row["message_en"]),
            row["expected"],
            row["found"],
            " ".join(severities[row["severity"]]),
            row["rule"],
        ]
        for column, text in enumerate(texts):
            sheet.write(line, column, _short(harmless(text)), formats["label"])
        sheet.set_row(line, _height(*zip(texts[len(_HEAD) :], _QUESTIONS, strict=True), size=_SMALL))
        if line <= LINKS:
            address = _PAGE.format(site=site, report_id=row["report_id"], anchor=cells[0].replace("/", "."))
            sheet.write_url(line, 2, address, formats["link"], row["report_id"])
    _as_table(sheet, len(wanted), heads, [*(width for *_, width in _HEAD), *_QUESTIONS], formats)
    sheet.freeze_panes(1, 2)


def _short(value: object) -> object:
    return value if not isinstance(value, str) or len(value) <= LONGEST else f"{value[:LONGEST]}…"


def _plain(sheet: Worksheet, name: str, table: pa.Table, formats: Mapping[str, Format]) -> None:
    """A table as it is, its Chinese titles above the names of its columns; doubtful cells of the wide table shaded."""
    for column, field in enumerate(table_schemas()[name].fields):
        sheet.write_string(0, column, field.title_zh, formats["head"])
        sheet.write_string(1, column, field.name, formats["name"])
    for line, row in enumerate(table.to_pylist(), start=2):
        doubtful = set(str(row.get("uncertain_cells") or "").split("|"))
        for column, (code, value) in enumerate(row.items()):
            style = formats["doubtful"] if code in doubtful else None
            sheet.write(line, column, _short(harmless(value)), style)
    for column, values in enumerate(table.columns):
        texts = values.to_pylist() if pa.types.is_string(values.type) else []
        sheet.set_column(column, column, min(60, max(16, *map(_width, texts), 0)))
    for line in range(2):
        sheet.set_row(line, 48)
    sheet.freeze_panes(2, 1)


def _as_table(
    sheet: Worksheet, lines: int, heads: Sequence[str], widths: Sequence[float], formats: Mapping[str, Format]
) -> None:
    """Make the rows a table with filters, its head in both languages, and give the columns their widths."""
    columns = [{"header": head, "header_format": formats["head"]} for head in heads]
    sheet.add_table(0, 0, max(lines, 1), len(heads) - 1, {"columns": columns, "style": "Table Style Light 1"})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column in range(len(widths), len(heads)):
        sheet.set_column(column, column, 13)
    sheet.set_row(0, 48)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
