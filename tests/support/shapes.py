"""The shapes in which a printed report reaches us: web page, tabbed text, flattened text, Markdown."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from tests.support.printed_form import PrintedReport, Row

Shape = Callable[[PrintedReport], tuple[str, bytes]]


def grid_of(rows: list[Row]) -> list[list[str | None]]:
    """Rows with merged positions as None, as a converter sees them."""
    grid: list[list[str | None]] = []
    pending: dict[tuple[int, int], None] = {}
    for r, row in enumerate(rows):
        line: list[str | None] = []
        cells = iter(row)
        cell = next(cells, None)
        column = 0
        while cell is not None or (r, column) in pending:
            if (r, column) in pending:
                line.append(None)
                column += 1
                continue
            assert cell is not None
            text, down, right = cell
            for dr in range(down):
                for dc in range(right):
                    if dr or dc:
                        pending[r + dr, column + dc] = None
            line.append(text)
            column += 1
            cell = next(cells, None)
        grid.append(line)
    return grid


def html(report: PrintedReport) -> tuple[str, bytes]:
    """A plain web page with proper spans."""
    return "report.html", _page(report, _html_table).encode()


def html_gbk_spans(report: PrintedReport) -> tuple[str, bytes]:
    """A government page: GBK labelled as GB2312, navigation, and every few characters in their own span."""
    chance = random.Random(7)

    def table(rows: list[Row]) -> str:
        return _html_table(rows, lambda text: _spanned(text, chance))

    page = _page(report, table, charset="gb2312")
    menu = "<div class='nav'>" + "".join(f"<a href='/{i}'>栏目{i}</a>" for i in range(30)) + "</div>"
    page = page.replace("<body>", f"<body>{menu}").replace(
        "</body>", "<div class='footer'>版权所有 ICP备12345678号</div></body>"
    )
    return "report.htm", page.encode("gb18030")


def html_pages(report: PrintedReport) -> tuple[str, bytes]:
    """Each table cut in two by a page break, the lower half without its spanning labels."""

    def table(rows: list[Row]) -> str:
        cut = len(rows) * 2 // 3
        return _html_table(rows[:cut]) + _html_table(_loose(rows, cut))

    return "report.html", _page(report, table).encode()


def _loose(rows: list[Row], start: int) -> list[Row]:
    return [[(text, 1, right) for text, _, right in row] for row in rows[start:]]


def tabs(report: PrintedReport) -> tuple[str, bytes]:
    """Text with tabs: a merged cell leaves empty cells behind."""

    def table(rows: list[Row]) -> str:
        return "\n".join("\t".join(cell or "" for cell in line) for line in grid_of(rows)) + "\n"

    return "report.txt", _text(report, table).encode()


def stripped(report: PrintedReport) -> tuple[str, bytes]:
    """As with tabs, of which none is left at the end of a line."""
    name, data = tabs(report)
    return name, "\n".join(line.rstrip("\t") for line in data.decode().splitlines()).encode()


def copied_from_a_browser(report: PrintedReport) -> tuple[str, bytes]:
    """With tabs, where merged cells of the headings leave no blank ones behind them."""
    name, data = tabs(report)
    lines = data.decode().splitlines()
    heads = {at for at, line in enumerate(lines) if any(word in line for word in ("申请人情况", "自然人", "商业企业"))}
    texts = ("\t".join(filter(None, line.split("\t"))) if at in heads else line for at, line in enumerate(lines))
    return name, "\n".join(texts).encode()


def tabs_crlf_utf16(report: PrintedReport) -> tuple[str, bytes]:
    """The same in UTF-16 with Windows line ends."""
    name, data = tabs(report)
    return name, data.decode().replace("\n", "\r\n").encode("utf-16")


def one_cell_per_line(report: PrintedReport) -> tuple[str, bytes]:
    """Each cell on a line of its own, spans gone."""
    return "report.txt", _text(report, lambda rows: "\n".join(text for row in rows for text, *_ in row)).encode()


def spaced_lines(report: PrintedReport) -> tuple[str, bytes]:
    """Each row on a line, cells parted by one space."""
    return "report.txt", _text(report, lambda rows: "\n".join(" ".join(t for t, *_ in row) for row in rows)).encode()


def run_together(report: PrintedReport) -> tuple[str, bytes]:
    """Each table in one line with nothing between the cells."""
    return "report.txt", _text(report, lambda rows: "".join(t for row in rows for t, *_ in row)).encode()


def row_run_together(report: PrintedReport) -> tuple[str, bytes]:
    """Each row on a line with nothing between the cells."""
    return "report.txt", _text(report, lambda rows: "\n".join("".join(t for t, *_ in row) for row in rows)).encode()


def markdown(report: PrintedReport) -> tuple[str, bytes]:
    """Pipe tables; a merged cell leaves empty ones."""

    def table(rows: list[Row]) -> str:
        lines = ["| " + " | ".join(cell or "" for cell in line) + " |" for line in grid_of(rows)]
        width = lines[0].count("|") - 1
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])

    return "report.md", _text(report, table, heading="## ").encode()


def markdown_repeated(report: PrintedReport) -> tuple[str, bytes]:
    """Pipe tables whose merged cells repeat their text in each position."""

    def table(rows: list[Row]) -> str:
        lines = ["| " + " | ".join(_filled(line)) + " |" for line in _repeat_down(grid_of(rows))]
        width = max(line.count("|") for line in lines) - 1
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])

    return "report.md", _text(report, table, heading="## ").encode()


def _repeat_down(grid: list[list[str | None]]) -> list[list[str | None]]:
    return grid


def _filled(line: list[str | None]) -> list[str]:
    out: list[str] = []
    for cell in line:
        out.append(cell if cell is not None else (out[-1] if out and not out[-1].isdigit() else ""))
    return out


SHAPES: dict[str, Shape] = {
    "html": html,
    "html_gbk_spans": html_gbk_spans,
    "html_pages": html_pages,
    "tabs": tabs,
    "tabs_crlf_utf16": tabs_crlf_utf16,
    "one_cell_per_line": one_cell_per_line,
    "spaced_lines": spaced_lines,
    "run_together": run_together,
    "row_run_together": row_run_together,
    "markdown": markdown,
    "markdown_repeated": markdown_repeated,
}


def _html_table(rows: list[Row], dress: Callable[[str], str] = escape) -> str:
    def cell(text: str, down: int, right: int) -> str:
        spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
        return f"<td{spans}><p>{dress(text)}</p></td>"

    return "<table>" + "".join("<tr>" + "".join(cell(*c) for c in row) + "</tr>" for row in rows) + "</table>"


def _spanned(text: str, chance: random.Random) -> str:
    parts, rest = [], text
    while rest:
        size = chance.randint(1, 3)
        parts.append(f"<span style='font-size:12pt'>{escape(rest[:size])}</span>")
        rest = rest[size:]
    return "".join(parts)


def _page(report: PrintedReport, table: Callable[[list[Row]], str], charset: str = "utf-8") -> str:
    body = "".join(table(part) if isinstance(part, list) else f"<p>{escape(part)}</p>" for _, part in report.parts())
    return (
        f'<html><head><meta charset="{charset}"><title>{report.title()}</title></head>'
        f'<body><div id="zoom">{body}</div></body></html>'
    )


def _text(report: PrintedReport, table: Callable[[list[Row]], str], heading: str = "") -> str:
    lines = [
        table(part) if isinstance(part, list) else (heading + part if kind == "h" else part)
        for kind, part in report.parts()
    ]
    return "\n\n".join(lines) + "\n"
