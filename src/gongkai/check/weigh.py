"""Settles severity, subject and cause of findings, which depend on the year and on the other findings."""

from __future__ import annotations

from dataclasses import replace

from gongkai.check.causes import with_causes
from gongkai.forms import TABLES, rules
from gongkai.model import Extraction, Finding, State

RECOMMENDED = 2019
"""For reports on this year the form was recommended (60号, part 2): what it leaves out is a note."""
_FEW_PARTS = 3
"""Of six. Seen: files that end in the middle of part 3, and pages of which only the tables were kept."""


def weigh(extraction: Extraction) -> Extraction:
    """The report with severity, subject and cause of its findings settled; doing it twice changes nothing.

    What is missing from a file that is damaged says nothing about the agency: such findings are about the file. So are
    notes on what is missing from a file that any finding shows to be converted. Seen: Weihai 2019, whose tables a
    converter tore apart and whose text has neither preamble nor contact details.
    """
    year = extraction.report.year
    damaged = is_damaged(extraction)
    converted = damaged or any(rules()[finding.rule].about == "file" for finding in extraction.findings)
    weighed: list[Finding] = []
    for finding in extraction.findings:
        rule, severity, about = rules()[finding.rule], finding.severity, finding.about
        if rule.severity_2019 and year == RECOMMENDED:
            severity = rule.severity_2019
        if rule.about == "gap" and finding.found is None:
            about = "file" if damaged or (converted and severity == "info") else "report"
        same = (severity, about) == (finding.severity, finding.about)
        weighed.append(finding if same else replace(finding, severity=severity, about=about))
    return replace(extraction, findings=with_causes(weighed, extraction))


def is_damaged(extraction: Extraction) -> bool:
    """True if the file shows that it is not all of the report.

    Signs are a finding about the file that is more than a note, a table of which nothing is there, and half the parts
    missing.
    """
    reported = any(rules()[f.rule].about == "file" and f.severity != "info" for f in extraction.findings)
    tables = {cell.key.table for cell in extraction.cells if cell.state is not State.ABSENT}
    parts = {section.section for section in extraction.sections} - {0}
    return reported or len(tables) < len(TABLES) or len(parts) <= _FEW_PARTS
