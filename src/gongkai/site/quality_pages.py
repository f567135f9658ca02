"""Checks and quality: states of cells, findings, rejected files; the list of rules, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongkai.forms import TABLES, Rule, code_list, editions, rules
from gongkai.forms.data_files import csv_rows
from gongkai.site import addresses
from gongkai.site.figures import Figures
from gongkai.site.names import agency_name, division_name
from gongkai.site.page import Content, SiteData
from gongkai.site.rows import (
    CellStatesRow,
    CorrectionRow,
    FindingCellRow,
    ListedFindingRow,
    NamedReportRow,
    QualityPartRow,
    RejectionRow,
    RuleRow,
    ScoreRow,
)
from gongkai.site.words import Words

MOST_LISTED = 200
"""Findings that the page of a rule lists; rejected files and corrections that the page of quality does."""
MOST_RULES = 10
"""Rules that the page of quality names."""
MOST_CELLS = 3
"""Cells of a finding that the page links to."""
PARTS = (
    ("year", "年度", "Year"),
    ("province", "省份", "Province"),
    ("format", "文件格式", "Format of the source"),
)
_ABOUT = {
    "report": ("报告本身；比到存疑的格时，算本站的读数", "The report; where a cell in doubt is compared, our reading"),
    "file": ("本站所存的文件，不是机关的报告", "The file we hold, not the agency’s report"),
    "reading": ("本站的读数，不是机关的报告", "Our reading, not the agency’s report"),
    "gap": (
        "报告本身；有迹象表明文件残缺的，算文件",
        "The report, or the file we hold where other signs show that it is damaged",
    ),
}
"""What the findings of a rule are about, by `about` of the rule."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A rule in the language of a page, and how it went."""

    rule: Rule
    went: RuleRow
    check: str
    basis: str

    @property
    def severity_2019(self) -> str:
        """How grave a finding in a report on 2019 is, where that differs; else empty."""
        return self.rule.severity_2019 if self.rule.severity_2019 != self.rule.severity else ""

    @property
    def reports_judged(self) -> int:
        """Reports that passed or failed."""
        return self.went.reports_pass + self.went.reports_fail


def overview(data: SiteData, words: Words) -> Content:
    """What the cells contain, where the problems are, which rules found most, rejected files and corrections."""
    figures = data.figures
    ledger = [_ledger_row(known, figures, words) for known in rules().values()]
    found = sorted((row for row in ledger if row.went.causes), key=lambda row: row.went.causes, reverse=True)
    rejections, corrections = figures.rows(RejectionRow), figures.rows(CorrectionRow)
    cells = []
    for table in TABLES:
        rows = figures.of(CellStatesRow, "table", table)
        counts = {state["code"]: 0 for state in code_list("states")} | {row.state: row.cells for row in rows}
        sums = {"uncertain": sum(row.uncertain for row in rows), "reconciled": sum(row.reconciled for row in rows)}
        cells.append({"table": table, **counts, **sums})
    shown = {
        "rules": found[:MOST_RULES],
        "all_rules": len(ledger),
        "rules_finding": len(found),
        "states": [state["code"] for state in code_list("states")],
        "cells": cells,
        "rejections": rejections[:MOST_LISTED],
        "all_rejections": len(rejections),
        "corrections": [
            (bool(figures.of(NamedReportRow, "report_id", row.report_id)), row) for row in corrections[:MOST_LISTED]
        ],
        "all_corrections": len(corrections),
        "scorecard": _scorecard(figures, words),
        "parts": [
            {
                "code": code,
                "title": words(zh, en),
                "rows": [(_part_name(row, words), row) for row in figures.of(QualityPartRow, "part", code)],
            }
            for code, zh, en in PARTS
        ],
    }
    return Content(shown)


def every_rule(data: SiteData) -> Sequence[Rule]:
    """The rules of the registry, whether or not they were ever asked."""
    return list(rules().values())


def listed(data: SiteData, words: Words) -> Content:
    """Every rule: what it checks, what it rests on, and how it went."""
    return Content({"rules": [_ledger_row(known, data.figures, words) for known in rules().values()]})


def _ledger_row(rule: Rule, figures: Figures, words: Words) -> LedgerRow:
    went = next(iter(figures.of(RuleRow, "rule", rule.rule)), RuleRow(rule.rule))
    return LedgerRow(rule, went, words(rule.title_zh, rule.title_en), words(rule.basis_zh, rule.basis_en))


def _scorecard(figures: Figures, words: Words) -> dict[str, object] | None:
    rows = figures.rows(ScoreRow) if ScoreRow.VIEW in figures else []
    if not rows:
        return None
    columns = [
        {"code": row["column"], **{name: row[f"{name}_{words.lang}"] for name in ("group", "label", "meaning")}}
        for row in csv_rows("gongkai.site", "scorecard_columns.csv")
    ]
    unread = words("未能读入", "not read")
    editions_told = {code: words.edition(code) for code in editions()}
    return {
        "columns": columns,
        "groups": [(group, len(list(members))) for group, members in groupby(column["group"] for column in columns)],
        "rows": [
            replace(
                row,
                format=unread if row.format == "rejected" else words.code("formats", row.format),
                edition=editions_told.get(row.edition, row.edition),
            )
            for row in rows
        ],
        "sums": {column["code"]: sum(getattr(row, column["code"]) for row in rows) for column in columns[2:]},
    }


def _part_name(row: QualityPartRow, words: Words) -> str:
    if row.value and row.part == "province":
        return division_name(row.value, words)
    return words.code("formats", row.value) if row.part == "format" else row.value or words("未说明", "not stated")


def rule(data: SiteData, words: Words, known: Rule) -> Content:
    """One rule: what it checks and skips, what it rests on, how it went and what it found."""
    figures = data.figures
    ledger = _ledger_row(known, figures, words)
    details = [
        (words("关于什么", "What it is about"), words(*_ABOUT[known.about])),
        (words("不查什么", "What it skips"), words(known.skips_zh, known.skips_en)),
        (words("依据", "Basis"), ledger.basis),
        (words("判断条件", "Condition"), words(known.condition_zh, known.condition_en)),
    ]
    findings = []
    for finding in figures.of(ListedFindingRow, "rule", known.rule)[:MOST_LISTED]:
        report = figures.of(NamedReportRow, "report_id", finding.report_id)[0]
        held = {row.cell for row in figures.of(FindingCellRow, "report_id", report.report_id)}
        # its cells as (name, anchor on the page of the report)
        leads = []
        for path in filter(None, (finding.cells or "").split("|")):
            table, row, column = path.split("/")
            anchor = addresses.cell(table, row, column) if path in held else "findings"
            leads.append((words.cell(table, row, column, report.edition), anchor))
        name = f"{agency_name(report, words)} {report.year}"
        findings.append({"finding": finding, "name": name, "leads": leads[:MOST_CELLS], "cells": len(leads)})
    return Content({"check": ledger.check, "ledger": ledger, "details": details, "findings": findings})
