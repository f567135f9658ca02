"""A chart as files for use elsewhere, SVG and CSV, each with title, n of m, period, source, release, address."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from textwrap import wrap

from gongkai.model import harmless
from gongkai.site.charts.drawing import ROW, TOP, Drawing
from gongkai.site.charts.still import inner, names
from gongkai.site.words import Words

WIDTH, EDGE, NAMES = 960, 24, 170
"""Width of the picture, of its margin and of the names beside its rows, in pixels."""
_STYLE = (
    'text{font:13px "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;'
    "fill:#1c1f1d;text-anchor:middle}"
    ".title{font-size:20px;font-weight:700}.start{text-anchor:start}.value,.name,text.break{text-anchor:end}"
    ".passport{font-size:11px;fill:#54584f}.tick{stroke:#d8d5ca}.on-dark{fill:#fff}.on-light{fill:#000}"
    ".break{stroke:#1c1f1d;stroke-dasharray:9 9}text.break{stroke:none;font-size:10px}"
    ".median{stroke:#1c1f1d;stroke-width:2}.own{stroke:#fff}"
    "pattern path,.key path{fill:none;stroke:#fff;stroke-opacity:.6}"
)


Key = Sequence[tuple[str, str, str, str]]


def svg_file(drawing: Drawing, id: str, title: str, key: Key, provenance: Sequence[str], words: Words) -> str:
    """The picture as a file of its own, on white.

    Args:
        drawing: what is drawn.
        id: of the chart on its page.
        title: the question it answers.
        key: (code, label, colour, path of the pattern) of each look.
        provenance: lines that say where it comes from.
        words: the language.
    """
    top = float(EDGE)
    head, top = _text_lines(wrap(title, 34 if words.lang == "zh" else 80), top, 26, "title start")
    keys, top = _key(key, top)
    left, beside = EDGE + (NAMES if names(drawing) else 0), ""
    for row, name in enumerate(names(drawing)):
        middle = top + TOP + row * ROW + ROW / 2
        for place, line in enumerate(name):
            y = middle + 4.5 + (place - (len(name) - 1) / 2) * 16
            beside += f'<text class="name" x="{left - 8}" y="{y:.0f}">{escape(line)}</text>'
    body = (
        f'<svg x="{left}" y="{top}" width="{WIDTH - left - EDGE}" height="{drawing.height}" overflow="visible">'
        f"{inner(drawing, id)}</svg>{beside}"
    )
    top += drawing.height + 12
    lines = [line for text in provenance for line in wrap(text, 74 if words.lang == "zh" else 140)]
    foot, top = _text_lines(lines, top, 17, "passport start")
    height = int(top + 10)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'lang="{words.lang}"><title>{escape(title)}</title><desc>{escape(" ".join(provenance))}</desc>'
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>{head}{keys}{body}{foot}</svg>\n'
    )


def csv_file(head: Sequence[str], rows: Sequence[Sequence[str]], provenance: Sequence[str]) -> str:
    """The numbers, and after an empty line the provenance, each line behind `#`."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in (head, *rows, [], *([f"# {line}"] for line in provenance)):
        numbers = (value.replace(",", "") for value in row)
        writer.writerow(
            [number if number.isdigit() else harmless(value) for value, number in zip(row, numbers, strict=True)]
        )
    return f"\ufeff{text.getvalue()}"


def _text_lines(lines: Sequence[str], top: float, height: int, kind: str) -> tuple[str, float]:
    drawn = "".join(
        f'<text class="{kind}" x="{EDGE}" y="{top + height * (place + 0.75):.0f}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return drawn, top + height * len(lines)


def _key(key: Key, top: float) -> tuple[str, float]:
    if not key:
        return "", top
    parts, x, y = [], float(EDGE), top + 10
    for _, label, colour, path in key:
        width = 30 + sum(13.5 if ord(sign) > 0x2E80 else 7.2 for sign in label)
        if x + width > WIDTH - EDGE:
            x, y = float(EDGE), y + 22
        parts.append(
            f'<g class="key" transform="translate({x:.0f} {y:.0f})"><rect width="14" height="14" fill="{colour}"/>'
            f'<path d="{path}" transform="scale(.875)"/><text class="start" x="20" y="12">{escape(label)}</text></g>'
        )
        x += width + 8
    return "".join(parts), y + 26
