"""Checks and quality: states of cells, findings, rejected files; the list of rules, and a page for each."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from gongkai.forms import TABLES, Rule, code_list, editions, rules
from gongkai.forms.data_files import csv_rows
from gongkai.site import addresses
from gongkai.site.figures import Figures, Row
from gongkai.site.names import agency_name, division_name
from gongkai.site.page import SiteData, Values
from gongkai.site.words import Words

MOST_LISTED = 200
"""Findings that the page of a rule lists; rejected files and corrections that the page of quality does."""
MOST_RULES = 10
"""Rules that the page of quality names."""
MOST_CELLS = 3
"""Cells that an example of a finding leads to."""
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
_COUNTS = ("causes", "findings", "reports_pass", "reports_fail", "reports_not_evaluable", "reports_not_applicable")


def overview(data: SiteData, words: Words, row: Row) -> Values:
    """What the cells contain, where the problems are, which rules found most, rejected files and corrections."""
    figures = data.figures
    ledger = [_ledger_row(known, figures, words) for known in rules().values()]
    found = sorted((row for row in ledger if row["causes"]), key=lambda row: row["causes"], reverse=True)
    return {
        "rules": found[:MOST_RULES],
        "all_rules": len(ledger),
        "rules_finding": len(found),
        "states": [state["code"] for state in code_list("states")],
        "cells": [_states(table, figures) for table in TABLES],
        "rejections": figures.rows("rejections")[:MOST_LISTED],
        "all_rejections": len(figures.rows("rejections")),
        "corrections": [
            {**row, "published": bool(figures.of("reports", "report_id", row["report_id"]))}
            for row in figures.rows("corrections")[:MOST_LISTED]
        ],
        "all_corrections": len(figures.rows("corrections")),
        "scorecard": _scorecard(figures, words),
        "parts": [
            {
                "code": code,
                "title": words(zh, en),
                "rows": [
                    {**part, "name": _part_name(part, words)} for part in figures.of("quality_parts", "part", code)
                ],
            }
            for code, zh, en in PARTS
        ],
    }


def every_rule(data: SiteData) -> list[Row]:
    """The rules of the registry, whether or not they were ever asked."""
    return [{"rule": code} for code in rules()]


def listed(data: SiteData, words: Words, row: Row) -> Values:
    """Every rule: what it checks, what it rests on, and how it went."""
    return {"rules": [_ledger_row(known, data.figures, words) for known in rules().values()]}


def _ledger_row(rule: Rule, figures: Figures, words: Words) -> Row:
    counts = next(iter(figures.of("rules", "rule", rule.rule)), {})
    numbers = {name: counts.get(name, 0) for name in _COUNTS}
    return {
        "rule": rule.rule,
        "severity": rule.severity,
        "severity_2019": rule.severity_2019 if rule.severity_2019 != rule.severity else "",
        "check": words(rule.title_zh, rule.title_en),
        "basis": words(rule.basis_zh, rule.basis_en),
        **numbers,
        "reports_judged": numbers["reports_pass"] + numbers["reports_fail"],
    }


def _states(table: str, figures: Figures) -> Row:
    rows = figures.of("cell_states", "table", table)
    states = {row["code"]: 0 for row in code_list("states")} | {row["state"]: row["cells"] for row in rows}
    sums = {name: sum(row[name] for row in rows) for name in ("uncertain", "reconciled")}
    return {"table": table, **states, **sums}


def _scorecard(figures: Figures, words: Words) -> dict[str, Any] | None:
    if "scorecard" not in figures or not figures.rows("scorecard"):
        return None
    known = [
        row
        for row in csv_rows("gongkai.site", "scorecard_columns.csv")
        if row["column"] in figures.rows("scorecard")[0]
    ]
    columns = [{name: row[f"{name}_{words.lang}"] for name in ("group", "label", "meaning")} for row in known]
    named = [{"code": row["column"], **column} for row, column in zip(known, columns, strict=True)]
    rows = figures.rows("scorecard")
    sums = {row["column"]: sum(score[row["column"]] for score in rows) for row in known[2:]}
    groups = [(group, len(list(members))) for group, members in groupby(column["group"] for column in columns)]
    return {
        "columns": named,
        "groups": groups,
        "rows": [
            {
                **row,
                "format": words.format(row["format"]),
                "edition": words.edition(row["edition"]) if row["edition"] in editions() else row["edition"],
            }
            for row in rows
        ],
        "sums": sums,
    }


def _part_name(row: Row, words: Words) -> str:
    value: str | None = row["value"]
    if value and row["part"] == "province":
        return division_name(value, words)
    return words.format(value) if row["part"] == "format" else value or words("未说明", "not stated")


def rule(data: SiteData, words: Words, row: Row) -> Values:
    """One rule: what it checks and skips, what it rests on, how it went and what it found."""
    figures, known, english = data.figures, rules()[row["rule"]], words.lang == "en"
    ledger = _ledger_row(known, figures, words)
    details = [
        (words("关于什么", "What it is about"), words(*_ABOUT[known.about]), words.lang),
        (words("不查什么", "What it skips"), known.skips_en if english else known.skips_zh, words.lang),
        (words("依据", "Basis"), known.basis_en if english else known.basis_zh, words.lang),
        (words("判断条件", "Condition"), known.condition_en if english else known.condition_zh, words.lang),
    ]
    found = figures.of("findings", "rule", known.rule)[:MOST_LISTED]
    findings = [
        _example(finding, figures.of("reports", "report_id", finding["report_id"])[0], figures, words)
        for finding in found
    ]
    return {
        "rows": [],
        "rule": known.rule,
        "check": ledger["check"],
        "ledger": ledger,
        "details": details,
        "findings": findings,
    }


def _example(finding: Row, report: Row, figures: Figures, words: Words) -> Row:
    """A finding with its first cells as (name, anchor on the page of the report)."""
    held = {row["cell"] for row in figures.of("finding_cells", "report_id", report["report_id"])}
    leads = []
    for path in filter(None, (finding["cells"] or "").split("|")):
        table, row, column = path.split("/")
        anchor = addresses.cell(table, row, column) if path in held else "findings"
        leads.append((words.cell(table, row, column, report["edition"]), anchor))
    return {
        **finding,
        "name": f"{agency_name(report, words)} {report['year']}",
        "leads": leads[:MOST_CELLS],
        "cells": len(leads),
    }
