"""The pages of checks and quality against the known cells and the ledger of the packages, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gongkai.model import Table
from tests.oracle import cells, sums
from tests.oracle.names import ERROR_RULES, SEVERITIES
from tests.oracle.pages import Cell, Page, different, number, text
from tests.oracle.said import DIVISIONS, FORMATS, LANGUAGES, STATES, TABLES, called, heads, say
from tests.oracle.said import SEVERITIES as SEVERITY_WORDS
from tests.oracle.said import SEVERITY_HEADS as SEVERITY_NAMES
from tests.support.made_up.known import CORRECTIONS, REJECTIONS, reports
from tests.support.made_up.published import Published

both_languages = pytest.mark.parametrize("lang", LANGUAGES)
Row = Mapping[str, Any]
RULES_FOUND = sorted({rule for report in reports() for rule in report.findings})


@pytest.fixture(scope="module")
def ledger(made_up: Published) -> dict[str, Counter[str]]:
    """How many reports each rule passed, failed and so on, by rule, as the packages have it."""
    found: dict[str, Counter[str]] = {}
    for dataset in made_up.contents:
        for row in made_up.rows(dataset, "checks"):
            found.setdefault(row["rule"], Counter())[row["status"]] += 1
    return found


@both_languages
def test_what_stands_in_the_cells(site: Path, lang: str) -> None:
    page = Page(site, "quality/", lang)
    counts = {(row["table"], row["state"]): row for row in sums.cell_states()}
    expected: list[list[Cell]] = [
        heads(lang, ("表", "Table"), *((zh, en.capitalize()) for zh, en in STATES.values()),
              ("其中存疑", "Of these in doubt"), ("有勾稽数", "With a reconciled number"))
    ]  # fmt: skip
    for table, names in TABLES.items():
        own = [counts.get((table, state), {"cells": 0, "uncertain": 0, "reconciled": 0}) for state in STATES]
        extra = [sum(row[name] for row in own) for name in ("uncertain", "reconciled")]
        expected.append([say(lang, names), *(number(count) for count in [*(row["cells"] for row in own), *extra])])
    caption = say(lang, ("全部已收录报告的单元格数", "Cells of all reports held here"))
    assert list(different(page.table(caption), expected)) == []


@both_languages
@pytest.mark.parametrize(
    ("part", "column", "titles"),
    [
        ("year", "year", ("年度", "Year")),
        ("province", "province_code", ("省份", "Province")),
        ("format", "source_format", ("文件格式", "Format of the source")),
    ],
)
def test_where_the_problems_are(
    site: Path, lang: str, part: str, column: str, titles: tuple[str, str], tables: Mapping[str, Table]
) -> None:
    of = {row["report_id"]: str(row[column]) for row in tables["reports"].records()}
    causes = Counter((of[report_id], gravest(own)) for (report_id, *_), own in by_cause(tables))
    expected: list[list[Cell]] = [
        [say(lang, titles), *heads(lang, ("报告", "Reports"), *SEVERITY_NAMES.values(), ("条数", "Findings"),
                                   ("存疑格", "Cells in doubt"), ("占比", "Share"))]
    ]  # fmt: skip
    for row in (row for row in sums.quality_parts() if row["part"] == part):
        counts = [number(row["reports"]), *(number(causes[row["value"], severity]) for severity in SEVERITY_NAMES)]
        doubt = f"{number(row['uncertain'])} / {number(row['cells'])}"
        names = {"year": (row["value"], row["value"]), "province": DIVISIONS.get(row["value"], ("", "")),
                 "format": FORMATS.get(row["value"], ("", ""))}  # fmt: skip
        share = f"{float(row['uncertain_share']) * 100:.1f}%"
        expected.append([say(lang, names[part]), *counts, number(row["findings"]), doubt, share])
    caption = say(lang, (f"按{titles[0]}", f"By {titles[1].lower()}"))
    assert list(different(Page(site, "quality/", lang).table(caption), expected)) == []


def by_cause(tables: Mapping[str, Table]) -> list[tuple[tuple[str, ...], list[Row]]]:
    """The findings of each report, those of one cause together, or those of one rule where they have none."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in tables["findings"].records():
        cause = (row["cause"],) if row["cause"] else (row["rule"], row["severity"])
        groups.setdefault((row["report_id"], row["about"], *cause), []).append(row)
    return list(groups.items())


def gravest(findings: list[Row]) -> str:
    return min((str(row["severity"]) for row in findings), key=list(SEVERITY_NAMES).index)


def test_some_findings_have_a_cause_in_common(tables: Mapping[str, Table]) -> None:
    """Otherwise causes and single findings would be one and the same number."""
    assert len(by_cause(tables)) < len(tables["findings"].rows)


@both_languages
@pytest.mark.parametrize("severity", SEVERITY_NAMES)
def test_the_ledger_of_rules(
    site: Path, lang: str, severity: str, ledger: Mapping[str, Counter[str]], tables: Mapping[str, Table]
) -> None:
    rows = Page(site, "quality/rules/", lang).table(say(lang, SEVERITY_NAMES[severity]))
    assert rows[0] == heads(lang, ("规则", "Rule"), ("核对什么", "What it checks"), ("依据", "Basis"),
                            ("判定", "Judged"), ("未通过", "Failed"), ("无法核对", "Not evaluable"),
                            ("原因", "Causes"), ("条数", "Findings"))  # fmt: skip
    findings = Counter(rule for report in reports() for rule in report.findings)
    causes = Counter(rule for _, own in by_cause(tables) for rule in {row["rule"] for row in own})
    for name, _, basis, *counts in rows[1:]:
        rule = name[0]
        assert name == (rule, f"quality/rules/{rule}/") and basis
        went = ledger[rule]
        expected = [went["pass"] + went["fail"], went["fail"], went["not_evaluable"], causes[rule], findings[rule]]
        assert counts == [str(count) for count in expected]
    named = {row[0][0] for row in rows[1:]}
    assert {rule for rule in named if rule in SEVERITIES} == {r for r, s in SEVERITIES.items() if s == severity}
    assert named == ERROR_RULES if severity == "error" else not named & ERROR_RULES


@both_languages
def test_every_rule_stands_in_the_ledger_once(site: Path, lang: str, ledger: Mapping[str, Counter[str]]) -> None:
    page = Page(site, "quality/rules/", lang)
    named = [row[0][0] for names in SEVERITY_NAMES.values() for row in page.table(say(lang, names))[1:]]
    assert sorted(named) == sorted(ledger)


@both_languages
def test_the_rules_that_found_most_come_first_and_lead_to_all(
    site: Path, lang: str, tables: Mapping[str, Table]
) -> None:
    page = Page(site, "quality/", lang)
    rows = page.table(say(lang, ("哪些规则发现最多", "Which rules found most")))[1:]
    causes = Counter(rule for _, own in by_cause(tables) for rule in {row["rule"] for row in own})
    assert [int(str(row[-2])) for row in rows] == sorted(causes.values(), reverse=True)[:10]
    assert {row[0][0]: int(str(row[-2])) for row in rows}.items() <= causes.items()
    title = say(
        lang, ("全部规则：核对什么、依据什么、结果怎样", "All rules: what they check, what they rest on, how they went")
    )
    assert (title, "quality/rules/") in page.links(".//p")


@both_languages
def test_files_that_gave_no_report(site: Path, lang: str) -> None:
    page = Page(site, "quality/", lang)
    rows = page.table(say(lang, ("没有收录的文件", "Files that gave no report")))
    assert rows[0] == heads(lang, ("文件", "File"), ("原因", "Reason"), ("大小", "Size"))
    reasons = {
        "not_a_report": ("不是政府信息公开工作年度报告；", "this is no annual report on information disclosure; "),
        "empty_file": ("文件为空；", "the file is empty; "),
        "scanned": ("只有图像，没有文字；", "the file holds pictures only, no text; "),
    }
    found = {str(name): (str(why), size) for name, why, size in rows[1:]}
    assert found.keys() == {rejected.file for rejected in REJECTIONS}
    for rejected in REJECTIONS:
        why, size = found[rejected.file]
        assert why.startswith(say(lang, reasons[rejected.reason]))
        assert size == f"{len(rejected.content)} B"


@both_languages
def test_corrections_lead_to_their_cells(site: Path, lang: str) -> None:
    expected: list[list[Cell]] = [
        heads(lang, ("报告", "Report"), ("单元格", "Cell"), ("改为", "Now"), ("理由", "Reason"), ("日期", "Date"))
    ]
    for correction in CORRECTIONS:
        path = f"reports/{correction.report_id}/#{'.'.join(correction.key)}"
        place, value = "/".join(correction.key), number(correction.value)
        expected.append([(correction.report_id, path), place, value, correction.reason, correction.on.isoformat()])
    assert list(different(Page(site, "quality/", lang).table(say(lang, ("更正", "Corrections"))), expected)) == []


@both_languages
@pytest.mark.parametrize("rule", RULES_FOUND)
def test_the_page_of_a_rule(
    site: Path,
    lang: str,
    rule: str,
    made_up: Published,
    ledger: Mapping[str, Counter[str]],
    tables: Mapping[str, Table],
) -> None:
    page = Page(site, f"quality/rules/{rule}/", lang)
    found = [row for dataset in made_up.contents for row in made_up.rows(dataset, "findings") if row["rule"] == rule]
    found.sort(key=lambda row: (row["report_id"], int(row["sequence"])))
    went = ledger[rule]
    causes = sum(any(row["rule"] == rule for row in own) for _, own in by_cause(tables))
    single = say(lang, (f" （共 {len(found)} 条）", f" ({len(found)} findings)")) if len(found) != causes else ""

    def of(status: str, zh: str, en: str) -> str:
        return say(lang, (f"{went[status]} 份{zh}", f"{went[status]} report{'s' * (went[status] != 1)} {en}"))

    assert page.figures() == [
        of("pass", "通过", "passed"),
        of("fail", "未通过", "failed"),
        of("not_evaluable", "无法核对", "not evaluable"),
        say(lang, (f"{causes}{single} 处发现", f"{causes}{single} cause{'s' * (causes != 1)} found")),
    ]
    assert page.links(".//p[contains(@class, 'kicker')]") == [
        (say(lang, ("核对与质量", "Checks and quality")), "quality/"),
        (say(lang, ("规则", "Rules")), "quality/rules/"),
    ]
    (severity,) = page.tree.xpath(".//h1/following-sibling::p[1]/span[1]")
    assert text(severity) == say(lang, SEVERITY_WORDS[SEVERITIES[rule]])
    names = {row["report_id"]: f"{called(lang, row)} {row['year']}" for row in cells.report_rows()}
    rows = page.table(say(lang, ("全部发现", "All findings")))
    assert len(rows) == len(found) + 1
    for (name, message, leads, place), row in zip(rows[1:], found, strict=True):
        assert name == (names[row["report_id"]], f"reports/{row['report_id']}/#findings")
        assert message == row[f"message_{lang}"].strip()
        paths = [path.replace("/", ".") for path in row["cells"].split("|") if path]
        lead_to = [f"reports/{row['report_id']}/#{path}" for path in paths[:3]]
        assert list(leads[1:]) == lead_to if paths else leads == "–"
        more = say(lang, (f"等 {len(paths)} 格", f"and others, {len(paths)} in all"))
        assert (more in leads[0]) == (len(paths) > 3)
        if lang == "en":
            assert place == row["places"].replace("|", "; ")


@both_languages
def test_a_rule_without_findings_says_so(site: Path, lang: str, ledger: Mapping[str, Counter[str]]) -> None:
    for rule in sorted(set(ledger) - set(RULES_FOUND))[:4]:
        page = Page(site, f"quality/rules/{rule}/", lang)
        assert not page.tree.xpath(".//table")
        said = say(lang, ("这条规则至今没有发现。", "This rule has found nothing so far."))
        assert said in page.texts(".//p")
