"""Checks and quality: the ledger of rules, cell states, rejected files, and a page for each rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.forms import TABLES, Rule, code_list, rules
from gongkai.site.figures import Figures, Row
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.report_page import agency_name
from gongkai.site.words import Words

MOST_FINDINGS = 200
"""Findings that the page of a rule lists."""
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
        scorecard=_scorecard(figures),
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


def _scorecard(figures: Figures) -> dict[str, Any] | None:
    if "scorecard" not in figures or not figures.rows("scorecard"):
        return None
    rows = figures.rows("scorecard")
    return {"columns": list(rows[0]), "rows": [list(row.values()) for row in rows]}


def _rule_page(row: Row, rule: Rule, figures: Figures, words: Words) -> Page:
    path = f"quality/rules/{rule.rule}/"
    english = words.lang == "en"
    details = [
        (words("不查什么", "What it skips"), rule.skips_en if english else rule.skips_zh),
        (words("依据", "Basis"), rule.basis_en if english else rule.basis_zh),
        (words("条件", "Condition"), rule.check),
    ]
    names = {report["report_id"]: _title(report, words) for report in figures.rows("reports")}
    found = figures.of("findings", "rule", rule.rule)[:MOST_FINDINGS]
    findings = [{**f, "name": names.get(f["report_id"], f["report_id"])} for f in found]
    body = render("rule", path, words, rule=row, details=details, findings=findings)
    return Page(path, f"{rule.rule} · {row['check']}", row["check"], body)


def _title(report: Row, words: Words) -> str:
    return f"{agency_name(report, words)} {report['year']}"
