r"""Tables in LaTeX, as programs for text recognition write them: `规章 & 0 & \multicolumn{2}{c}{3} \\ \hline`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.read.grid import PrintedCell, PrintedRow

_TABLES = r"(?:tabular|longtable|array|(?:tabularx|tabular\*)\}\s*\{[^{}]*)\}"
_BEGIN = re.compile(rf"\\begin\{{{_TABLES}\s*(?:\[[^\[\]]*\])?\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}")
_BEGINS = re.compile(r"\\begin\{(?:tabular|longtable|array)")
_ENDS = re.compile(r"\\end\{(?:tabular|longtable|array)")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|end(?:first|last)?(?:head|foot))(?![a-z])"
    r"|\\c(?:line|midrule)(?:\([^()]*\))?\s*\{[^{}]*\}"
)
_SPACE_BELOW = re.compile(r"\s*\[[\d.]+\s*[a-z]{2}\]")
_TOKEN = re.compile(r"\\\\|\\.|[{}&]", re.DOTALL)
_SPANNED = re.compile(
    r"\s*\\multi(?:column\{(?P<across>\d{1,2})\}\{[^{}]*\}|row(?:\[[^\[\]]*\])?\{-?[\d.]+\}(?:\[[^\[\]]*\])?\{[^{}]*\})"
    r"\s*\{(?P<text>.*)\}\s*",
    re.DOTALL,
)
_DEEPEST = 2
"""A cell over several columns holds one over several rows."""
_COMMAND = re.compile(
    r"\\(?:title|(?:sub)*section|paragraph|makecell|text[a-z]{0,2}|math[a-z]{2})\*?(?:\[[a-z]+\])?\{([^{}]*)\}"
)


def begins_latex_table(line: str) -> bool:
    r"""True for a line with `\begin{tabular}` or the like."""
    return _BEGINS.search(line) is not None


def latex_table_end(lines: Sequence[str], start: int) -> int:
    r"""Index after the line with `\end{tabular}` of the table that begins on line `start`; `start` if none does."""
    if not begins_latex_table(lines[start]):
        return start
    return next((at + 1 for at in range(start, len(lines)) if _ENDS.search(lines[at])), len(lines))


def latex_rows(lines: Sequence[str]) -> list[PrintedRow]:
    """The rows of a table, its lines joined by spaces; below a cell over several rows stand blank cells."""
    text = " ".join(lines)
    begin, end = _BEGIN.search(text), _ENDS.search(text)
    body = text[begin.end() if begin else 0 : end.start() if end else None]
    rows = (_SPACE_BELOW.sub("", _RULES.sub("", row), count=1) for row in _parts(body, r"\\"))
    printed: list[PrintedRow] = []
    for row in (row for row in rows if row.strip()):
        cells: list[PrintedCell] = []
        for cell in _parts(row, "&"):
            across, inner = 1, cell
            for _ in range(_DEEPEST):
                if spanned := _SPANNED.fullmatch(inner):
                    across, inner = max(across, int(spanned["across"] or 1)), spanned["text"]
            cells.append(PrintedCell(inner.replace(r"\\", "<br>").strip(), across, 1))
        printed.append(PrintedRow(len(printed) + 1, cells))
    return printed


def _parts(text: str, mark: str) -> list[str]:
    """What the mark parts, outside of braces."""
    parts: list[str] = []
    start, depth = 0, 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] == "{") - (token[0] == "}")
        if token[0] == mark and depth == 0:
            parts.append(text[start : token.start()])
            start = token.end()
    return [*parts, text[start:]]


def without_commands(text: str) -> str:
    r"""What stands in `\textbf{…}`, `\section*{…}` and the like."""
    return _COMMAND.sub(r"\1", text)
