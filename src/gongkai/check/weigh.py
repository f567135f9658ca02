"""What all findings of a report say together: how much each weighs that year, whom it is about, what has one cause."""

from __future__ import annotations

from dataclasses import replace

from gongkai.check.causes import with_causes
from gongkai.forms import rules
from gongkai.model import Extraction, Finding

RECOMMENDED = 2019
"""For reports on this year the form was recommended (60号, part 2): what it leaves out is a note."""


def weigh(extraction: Extraction) -> Extraction:
    """The report with severity, subject and cause of its findings settled; doing it twice changes nothing.

    What is missing from a file that is damaged says nothing about the agency: such findings are about the file.
    """
    year = extraction.report.year
    damaged = any(_tells_damage(finding) for finding in extraction.findings)
    weighed = [_weighed(finding, year, damaged) for finding in extraction.findings]
    return replace(extraction, findings=with_causes(weighed, extraction))


def _tells_damage(finding: Finding) -> bool:
    return rules()[finding.rule].about == "file" and finding.severity != "info"


def _weighed(finding: Finding, year: int | None, damaged: bool) -> Finding:
    rule = rules()[finding.rule]
    severity, about = finding.severity, finding.about
    if rule.severity_2019 and year == RECOMMENDED:
        severity = rule.severity_2019
    if rule.about == "gap" and finding.found is None:
        about = "file" if damaged else "report"
    return replace(finding, severity=severity, about=about)
