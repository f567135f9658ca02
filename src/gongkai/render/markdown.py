"""One reading as Markdown, for the summary of a pull request: the form as tables, then doubts and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.forms import TABLES, code_list, editions, load_form
from gongkai.forms.wording import code_name, column_name, row_name
from gongkai.model import Cell, CellKey, Extraction, State, Status
from gongkai.render.terminal import rejection_line, summary_line, visible, worst_first

_ESCAPED = re.compile(r"([\\`*_{}\[\]<>()#+!|~@])")
_SHOWN = {State.BLANK: "", State.NOT_APPLICABLE: "/", State.ABSENT: "∅"}


def as_markdown(extraction: Extraction) -> str:
    """The reading of one file; `?` marks a doubtful cell, `∅` one that the source lacks, `→` what the sums imply."""
    if extraction.status is Status.REJECTED:
        return f"### {_text(rejection_line(extraction))}\n"
    lines = [f"### {_text(summary_line(extraction))}", ""]
    cells = {cell.key: cell for cell in extraction.cells}
    edition = extraction.report.edition or editions()[-1]
    for table in TABLES:
        rows = load_form(edition).rows[table]
        columns = list(dict.fromkeys(column for row in rows for column in row.columns))
        heading = ["", *(column_name(CellKey(table, rows[0].code, column), edition)[0] for column in columns)]
        body = []
        for row in rows:
            shown = [_cell(cells.get(CellKey(table, row.code, column))) for column in columns]
            body.append((row_name(CellKey(table, row.code, row.columns[0]), edition)[0], *shown))
        lines += [*_rows(heading, body), ""]
    if not all(cell.certain for cell in extraction.cells):
        lines += [*_rows(("存疑 in doubt", "列 columns", "为什么 why"), _doubts(extraction, edition)), ""]
    found = [
        (
            " ".join(code_name("severities", finding.severity)),
            " ".join(code_name("finding_subjects", finding.about)),
            finding.rule,
            f"{finding.message_zh} / {finding.message_en}",
        )
        for finding in worst_first(extraction.findings)
    ]
    lines += (
        _rows(("级别 severity", "关于 about", "规则 rule", "核对结果 finding"), found)
        if found
        else ["没有发现问题 / nothing found"]
    )
    return "\n".join(lines) + "\n"


def _doubts(extraction: Extraction, edition: str) -> Iterator[tuple[str, str, str]]:
    """Row, doubtful columns and reasons; the cells of a row that share their reasons stand together."""
    reasons = {row["code"]: f"{row['label_zh']} / {row['label_en']}" for row in code_list("doubts")}
    together: dict[tuple[str, str], list[str]] = {}
    for cell in (cell for cell in extraction.cells if not cell.certain):
        why = "; ".join(reasons[code] for code in cell.doubts)
        together.setdefault((row_name(cell.key, edition)[0], why), []).append(column_name(cell.key, edition)[0])
    yield from ((row, "、".join(columns), why) for (row, why), columns in together.items())


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    shown = str(cell.value) if cell.value is not None else _SHOWN.get(cell.state, cell.raw or "")
    implied = f" → {cell.reconciled}" if cell.reconciled is not None else ""
    return f"{shown}{'' if cell.certain else ' ?'}{implied}"


def _rows(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(map(_text, heading)) + " |"
    yield "|" + "---|" * len(heading)
    for row in rows:
        yield "| " + " | ".join(map(_text, row)) + " |"


def _text(text: str) -> str:
    """The text escaped, so that no text of a source becomes a link, an image, a mention or HTML."""
    return _ESCAPED.sub(r"\\\1", visible(text).replace("\n", " "))
