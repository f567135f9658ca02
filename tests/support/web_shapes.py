"""The same printed report as sites publish it: typed into controls, carried by scripts, copied, marked, saved."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Callable
from functools import partial
from html import escape

from tests.read.pages import site_page
from tests.support.printed_form import PrintedReport
from tests.support.shapes import Shape, grid_of, html

_NUMBER_CELL = re.compile(r"(?<=<p>)\d+(?=</p></td>)")


def typed_into_controls(report: PrintedReport) -> bytes:
    """Every number in a control, as a form prints it."""
    return _site(_with_numbers(report, lambda number, _: f'<input type="text" readonly value="{number}">'))


def with_footnotes(report: PrintedReport) -> bytes:
    """Some numbers carry a raised mark."""
    return _site(_with_numbers(report, lambda number, chance: number + chance.choice(["", "", "<sup>2</sup>", "②"])))


def carried_by_a_script(report: PrintedReport) -> bytes:
    """The article is a string of the page's own script."""
    return _site(f"<script>var article = {json.dumps(_article(report))};</script>")


def with_a_hidden_copy(report: PrintedReport) -> bytes:
    """An older draft with other numbers, hidden by the style sheet, stands in front."""
    draft = _with_numbers(report, lambda number, _: f"{number}1")
    return _site(f"<style>.draft {{ display: none }}</style><div class=draft>{draft}</div>{_article(report)}")


def tabs_in_pre(report: PrintedReport) -> bytes:
    """Tables typed with tabs."""
    lines = (
        "\n".join("\t".join(cell or "" for cell in line) for line in grid_of(part)) if isinstance(part, list) else part
        for _, part in report.parts()
    )
    return _site("".join(f"<pre>{escape(text)}\n</pre>" for text in lines))


def saved_as_one_file(report: PrintedReport) -> bytes:
    """A page in its MIME wrapper."""
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(html(report)[1])


def with_strikes(report: PrintedReport) -> bytes:
    """Some numbers stand behind a struck one."""
    return _site(_with_numbers(report, lambda number, chance: chance.choice(["", "", "<del>5</del>"]) + number))


def with_remarks(report: PrintedReport) -> bytes:
    """Some numbers touch a number of another look: a remark that the site shows on demand."""
    return _site(
        _with_numbers(report, lambda number, chance: number + chance.choice(["", "", "<span class=tip>8</span>"]))
    )


def drawn(report: PrintedReport) -> bytes:
    """Some numbers are pictures, some are put in by a script."""
    marks = ["", "", '<img src="7.gif">', '<span id="n7"></span>']

    def draw(number: str, chance: random.Random) -> str:
        return chance.choice(marks) or number

    return _site(_with_numbers(report, draw))


def _as_files(*pages: Callable[[PrintedReport], bytes]) -> dict[str, Shape]:
    return {page.__name__: partial(_as_file, page) for page in pages}


def _as_file(page: Callable[[PrintedReport], bytes], report: PrintedReport) -> tuple[str, bytes]:
    return "report.htm", page(report)


EXACT = _as_files(
    typed_into_controls, with_footnotes, carried_by_a_script, with_a_hidden_copy, tabs_in_pre, saved_as_one_file
)
DOUBTFUL = _as_files(with_strikes, with_remarks, drawn)


def _article(report: PrintedReport) -> str:
    body = html(report)[1].decode().partition('<div id="zoom">')[2]
    return body.removesuffix("</div></body></html>")


def _with_numbers(report: PrintedReport, dress: Callable[[str, random.Random], str]) -> str:
    chance = random.Random(3)
    return _NUMBER_CELL.sub(lambda match: dress(match[0], chance), _article(report))


def _site(article: str) -> bytes:
    return site_page(article).encode()
