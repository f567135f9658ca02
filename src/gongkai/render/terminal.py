"""Findings as a table for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from gongkai.forms import labels
from gongkai.model import Extraction, State, Status

_WORST_FIRST = {"error": 0, "warning": 1, "info": 2}


def summary_line(extraction: Extraction) -> str:
    """What was read from one file, on one line."""
    if extraction.status is Status.REJECTED:
        return f"{extraction.source.file}: 未采用 rejected: {extraction.message}"
    states = Counter(cell.state for cell in extraction.cells)
    doubtful = sum(not cell.certain for cell in extraction.cells)
    report = extraction.report
    return (
        f"{extraction.source.file}: {report.agency or '？'} {report.year or '？'} ({report.edition}), "
        f"{states[State.REPORTED]}/{len(extraction.cells)} 格有数 cells with a number, "
        f"{states[State.BLANK]} 空白 blank, {doubtful} 存疑 uncertain, {len(extraction.findings)} findings"
    )


def findings_table(extraction: Extraction) -> str:
    """The findings, the worst first: rule, severity, place, and the sentence in both languages."""
    severities = {code: label for code, label in labels("severities").items()}
    ordered = sorted(extraction.findings, key=lambda finding: _WORST_FIRST[finding.severity])
    rows = [
        (
            severities[finding.severity].en,
            finding.rule,
            "; ".join(str(place) for place in finding.places[:2]),
            f"{finding.message_zh}\n{finding.message_en}",
        )
        for finding in ordered
    ]
    return _table(("", "rule", "place", "finding"), rows) if rows else "没有发现问题 nothing found\n"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the last column may hold several lines."""
    every = [tuple(heading), *(tuple(row) for row in rows)]
    widths = [max(_width(row[column]) for row in every) for column in range(len(heading) - 1)]
    lines = []
    for row in every:
        first, *more = row[-1].split("\n")
        cells = [_pad(text, width) for text, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, first]).rstrip())
        indent = " " * (sum(widths) + 2 * len(widths))
        lines.extend(indent + line for line in more)
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
