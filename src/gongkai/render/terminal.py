"""What was read from a file, for people at a terminal."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gongkai.forms.wording import code_name, place_in_chinese
from gongkai.model import Extraction, Finding, Proposal, State, Status

_WORST_FIRST = {"error": 0, "warning": 1, "info": 2}
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that control a terminal or the direction of text, except line ends; a source may hold any of them."""
_WIDTH_IN_A_PIPE = 200
"""Characters of a line where the width of the terminal is not known."""
_HEADINGS = ("级别\nseverity", "关于\nabout", "规则\nrule", "出处\nplace", "核对结果\nfinding")


def visible(text: str) -> str:
    r"""The text with control characters written out (`\x1b`), so that no source can steer the terminal."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def summary_line(extraction: Extraction) -> str:
    """What was read from one file, on one line."""
    if extraction.status is Status.REJECTED:
        return rejection_line(extraction)
    states = Counter(cell.state for cell in extraction.cells)
    doubtful = sum(not cell.certain for cell in extraction.cells)
    report = extraction.report
    return visible(
        f"{extraction.source.file}: {report.agency or '？'} {report.year or '？'} ({report.edition} 年版 form), "
        f"{states[State.REPORTED]}/{len(extraction.cells)} 格有数 cells with a number, "
        f"{states[State.BLANK]} 空白 blank, {doubtful} 存疑 in doubt, "
        f"{len(extraction.findings)} 条核对结果 findings"
    )


def proposal_text(proposal: Proposal) -> str:
    """The row proposed for the register, one line for each column, and which are guesses."""
    agency = proposal.agency
    row = {name: getattr(agency, name) for name in ("agency_id", "name", "name_en", "level", "division_code", "sector")}
    lines = ["名录里没有，建议补上 / not in the register, proposed:"]
    lines += [
        f"  {name:<14}{value or ''}" for name, value in {**row, "names_used": "|".join(agency.names_used)}.items()
    ]
    return visible("\n".join([*lines, *(f"  ? {column}: {zh} / {en}" for column, zh, en in proposal.unsure)]))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, those of one severity in the order found."""
    return sorted(findings, key=lambda finding: _WORST_FIRST[finding.severity])


def rejection_line(extraction: Extraction) -> str:
    """Why a file was rejected and what to do, in both languages, with its name once."""
    return visible(f"{extraction.source.file}: 未采用 rejected: {' / '.join(extraction.message or ())}")


def findings_table(extraction: Extraction) -> str:
    """The findings, the worst first: severity, what it is about, rule, place, sentence; Chinese above English."""
    if not extraction.findings:
        return "没有发现问题 / nothing found\n"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold")
    for finding in worst_first(extraction.findings):
        places = finding.places[:2]
        cells = (
            "\n".join(code_name("severities", finding.severity)),
            "\n".join(code_name("finding_subjects", finding.about)),
            finding.rule,
            f"{'；'.join(map(place_in_chinese, map(str, places)))}\n{'; '.join(map(str, places))}".strip(),
            f"{finding.message_zh}\n{finding.message_en}",
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_IN_A_PIPE
    page = Console(file=StringIO(), width=width, color_system=None)
    with page.capture() as captured:
        page.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
