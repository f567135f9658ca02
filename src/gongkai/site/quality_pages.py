"""Checks and quality: the ledger of rules, cell states, rejected files, and a page for each rule."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from typing import Any

from gongkai.forms import TABLES, Rule, code_list, editions, rules
from gongkai.site.figures import Figures, Row
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.report_page import agency_name
from gongkai.site.source_runs import cell_id
from gongkai.site.summary_pages import division_name
from gongkai.site.words import Words

MOST_FINDINGS = 200
"""Findings that the page of a rule lists."""
MOST_CELLS = 3
"""Cells that an example of a finding leads to."""
PARTS = (
    ("year", "年度", "Year"),
    ("province", "省份", "Province"),
    ("format", "原文格式", "Format of the source"),
)
_COUNTS = ("findings", "reports_pass", "reports_fail", "reports_not_evaluable", "reports_not_applicable")


def quality_pages(figures: Figures, words: Words) -> Iterator[Page]:
    """The overview and a page for each rule of the registry."""
    ledger = [_ledger_row(rule, figures, words) for rule in rules().values()]
    body = render(
        "quality",
        "quality/",
        words,
        rules=ledger,
        states=[row["code"] for row in code_list("states")],
        cells=[_states(table, figures) for table in TABLES],
        rejections=figures.rows("rejections"),
        corrections=figures.rows("corrections"),
        published={report["report_id"] for report in figures.rows("reports")},
        scorecard=_scorecard(figures, words),
        parts=[_part(code, words(zh, en), figures, words) for code, zh, en in PARTS],
    )
    text = words("核对规则、单元格状态、退回的文件和更正。", "Rules, states of cells, rejected files and corrections.")
    yield Page("quality/", words("核对与质量", "Checks and quality"), text, body)
    yield from (_rule_page(row, rules()[row["rule"]], figures, words) for row in ledger)


def _ledger_row(rule: Rule, figures: Figures, words: Words) -> Row:
    counts = next(iter(figures.of("rules", "rule", rule.rule)), {})
    numbers = {name: counts.get(name, 0) for name in _COUNTS}
    check = words("{x}", "{x}", x=rule.title_en if words.lang == "en" else rule.title_zh)
    return {"rule": rule.rule, "severity": rule.severity, "check": check, **numbers}


def _states(table: str, figures: Figures) -> Row:
    rows = figures.of("cell_states", "table", table)
    states = {row["code"]: 0 for row in code_list("states")} | {row["state"]: row["cells"] for row in rows}
    sums = {name: sum(row[name] for row in rows) for name in ("uncertain", "reconciled")}
    return {"table": table, **states, **sums}


def _scorecard(figures: Figures, words: Words) -> dict[str, Any] | None:
    if "scorecard" not in figures or not figures.rows("scorecard"):
        return None
    text = (files("gongkai.site") / "scorecard_columns.csv").read_text(encoding="utf-8")
    known = [row for row in csv.DictReader(text.splitlines()) if row["column"] in figures.rows("scorecard")[0]]
    columns = [{name: row[f"{name}_{words.lang}"] for name in ("group", "label", "meaning")} for row in known]
    named = [{"code": row["column"], **column} for row, column in zip(known, columns, strict=True)]
    rows = figures.rows("scorecard")
    sums = {row["column"]: sum(score[row["column"]] for score in rows) for row in known[2:]}
    groups = [(group, len(list(members))) for group, members in groupby(column["group"] for column in columns)]
    return {"columns": named, "groups": groups, "rows": [_score(row, words) for row in rows], "sums": sums}


def _score(row: Row, words: Words) -> Row:
    edition = words.edition(row["edition"]) if row["edition"] in editions() else row["edition"]
    return {**row, "format": words.format(row["format"]), "edition": edition}


def _part(code: str, title: str, figures: Figures, words: Words) -> dict[str, Any]:
    """The findings and doubts of all reports, by one of the columns that part them."""
    rows = figures.of("quality_parts", "part", code)
    return {"code": code, "title": title, "rows": [{**row, "name": _part_name(row, words)} for row in rows]}


def _part_name(row: Row, words: Words) -> str:
    value: str | None = row["value"]
    if value and row["part"] == "province":
        return division_name(value, words)
    return words.format(value) if row["part"] == "format" else value or words("未说明", "not stated")


def _rule_page(row: Row, rule: Rule, figures: Figures, words: Words) -> Page:
    path = f"quality/rules/{rule.rule}/"
    english = words.lang == "en"
    details = [
        (words("不查什么", "What it skips"), rule.skips_en if english else rule.skips_zh, words.lang),
        (words("依据", "Basis"), rule.basis_en if english else rule.basis_zh, words.lang),
        (words("算式", "Formula"), rule.check, "en"),
    ]
    reports = {report["report_id"]: report for report in figures.rows("reports")}
    found = figures.of("findings", "rule", rule.rule)[:MOST_FINDINGS]
    findings = [_example(finding, reports[finding["report_id"]], figures, words) for finding in found]
    body = render("rule", path, words, rule=row, details=details, findings=findings)
    return Page(path, f"{rule.rule} · {row['check']}", row["check"], body)


def _example(finding: Row, report: Row, figures: Figures, words: Words) -> Row:
    """A finding with its first cells as (name, anchor on the page of the report)."""
    held = {cell_id(cell) for cell in figures.of("cells", "report_id", report["report_id"])}
    keys = (path.split("/") for path in (finding["cells"] or "").split("|") if path)
    cells = [
        (words.cell(table, row, column, report["edition"]), f"{table}--{row}--{column}") for table, row, column in keys
    ]
    leads = [(name, anchor if anchor in held else "findings") for name, anchor in cells]
    return {**finding, "name": _title(report, words), "leads": leads[:MOST_CELLS], "cells": len(leads)}


def _title(report: Row, words: Words) -> str:
    return f"{agency_name(report, words)} {report['year']}"
