"""What a report page says around its form: answer, key figures, indicators, peers, checks, files, citation."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gongkai.model import Table
from tests.oracle import beside, cells, rates, sums
from tests.oracle.ledger import quality_scores
from tests.oracle.names import FEWEST
from tests.oracle.pages import Cell, Page, different, marked, number, text
from tests.oracle.said import GROUPS, LANGUAGES, LEVELS, SEVERITIES, called, heads, rate_shown, say
from tests.support.made_up.known import VERSION, reports
from tests.support.made_up.model import Key, KnownReport
from tests.support.made_up.published import Published
from tests.support.made_up.writing import source_of
from tests.support.official_forms import ROWS_OF_GROUP

each_report = pytest.mark.parametrize("report", reports(), ids=lambda report: report.report_id)
both_languages = pytest.mark.parametrize("lang", LANGUAGES)
DISPUTES = {
    "reconsideration": ("行政复议 {} 件", "{} reconsideration cases"),
    "litigation_direct": ("未经复议直接起诉 {} 件", "{} lawsuits without reconsideration"),
    "litigation_after_reconsideration": ("复议后起诉 {} 件", "{} lawsuits after reconsideration"),
}
GROUNDS = {
    "refused_third_party_rights": (
        "保护第三方合法权益",
        "third parties’ lawful rights and interests (trade secrets, privacy)",
    ),
    "refused_internal_affairs": ("属于三类内部事务信息", "internal-affairs information of the three kinds"),
    "unable_not_held": ("本机关不掌握相关政府信息", "information not held by this organ"),
}
"""The grounds that stand alone in a group of a made-up report."""


@cache
def page(site: Path, report_id: str, lang: str) -> Page:
    return Page(site, f"reports/{report_id}/", lang)


def _told(report: KnownReport, key: Key, lang: str, mark: str = "*") -> str:
    """A number in a sentence: reconciled ones are marked, those in doubt say so."""
    cell = report.cells[key]
    if cell.best is None:
        return say(lang, ("未填", "not filled in"))
    doubt = "" if cell.certain else say(lang, ("（存疑）", " (in doubt)"))
    return number(cell.best) + doubt + mark * (cell.reconciled is not None)


def _total(row: str) -> Key:
    return "requests", row, "total"


@both_languages
@each_report
def test_the_sentence_a_report_opens_with(site: Path, lang: str, report: KnownReport) -> None:
    told = {row: _told(report, _total(row), lang) for row in ("new_received", "carried_in", "total_processed")}
    parts = [say(lang, ("{} 年新收申请 {} 件", "{}: {} requests received")).format(report.year, told["new_received"])]
    if report.best("carried_in") != 0:
        parts.append(say(lang, ("上年结转 {} 件", "{} carried over from the year before")).format(told["carried_in"]))
    parts.append(say(lang, ("办结 {} 件", "{} processed")).format(told["total_processed"]))
    outcomes = [said for group in GROUPS if (said := _outcome(report, group, lang))]
    first = say(lang, ("，", ", ")).join(parts) + say(lang, ("：", ": ")) + say(lang, ("、", ", ")).join(outcomes)
    expected = say(lang, ("；", "; ")).join([first, *_disputes(report, lang)]) + say(lang, ("。", "."))
    (answer,) = page(site, report.report_id, lang).texts(".//p[@id='answer']")
    assert answer == expected


def _outcome(report: KnownReport, group: str, lang: str) -> str:
    rows = [row for row in ROWS_OF_GROUP[report.edition].get(group, {group: ""}) if report.best(row)]
    name = say(lang, GROUPS[group])
    name = name if lang == "zh" else name.lower()
    if not rows:
        return ""
    if len(rows) > 1:
        together = number(sum((report.best(row) or Decimal(0) for row in rows), Decimal(0)))
        return say(lang, ("{0} {1} 件（{2} 种情形）", "{1} {0} ({2} grounds)")).format(name, together, len(rows))
    ground = "" if rows == [group] else say(lang, ("（{}）", " ({})")).format(say(lang, GROUNDS[rows[0]]))
    count = _told(report, _total(rows[0]), lang)
    return say(lang, ("{0} {1} 件{2}", "{1} {0}{2}")).format(name, count, ground)


def _disputes(report: KnownReport, lang: str) -> list[str]:
    best = {channel: report.best(channel, "total", "review_litigation") for channel in DISPUTES}
    if set(best.values()) == {0}:
        inferred = any(
            report.cells["review_litigation", channel, "total"].reconciled is not None for channel in DISPUTES
        )
        return [say(lang, ("没有行政复议和行政诉讼", "no reconsideration and no lawsuits")) + "*" * inferred]
    told = []
    for channel in (channel for channel in DISPUTES if best[channel] != 0):
        said = say(lang, DISPUTES[channel]).format(_told(report, ("review_litigation", channel, "total"), lang))
        if report.best(channel, "pending", "review_litigation"):
            still = _told(report, ("review_litigation", channel, "pending"), lang)
            said += say(lang, ("，尚未审结 {} 件", ", {} pending")).format(still)
        told.append(said)
    return told


@both_languages
@each_report
def test_the_key_figures_lead_to_their_cells(site: Path, lang: str, report: KnownReport) -> None:
    """All six in order; the share of refusals and what it lacks is asked in test_report_pages.py."""
    granted = next(r for r in sums.outcomes() if (r["report_id"], r["outcome"]) == (report.report_id, "granted"))
    share = "" if granted["share"] is None else f"{float(granted['share']) * 100:.1f}%"
    suits = ("litigation_direct", "litigation_after_reconsideration")
    expected = [
        (("新收申请", "requests received"), [_total("new_received")], ""),
        (("办结", "processed"), [_total("total_processed")], ""),
        (("予以公开", "disclosed"), [_total("granted")],
         say(lang, (f"占办结的 {share}", f"{share} of processed")) if share else ""),
        (("不予公开", "not disclosed"), None, None),
        (("行政复议", "reconsideration cases"), [("review_litigation", "reconsideration", "total")], ""),
        (("行政诉讼", "lawsuits"), [("review_litigation", suit, "total") for suit in suits],
         say(lang, ("直接起诉 + 复议后起诉", "direct + after reconsideration"))),
    ]  # fmt: skip
    own = page(site, report.report_id, lang)
    figures = own.tree.xpath(".//dl[contains(@class, 'figures')]/div")
    assert [text(figure.find("dt")) for figure in figures] == [say(lang, label) for label, _, _ in expected]
    for figure, (_, keys, note) in zip(figures, expected, strict=True):
        links = [(text(link), link.get("href")) for link in figure.iter("a")]
        if keys is None:
            assert [where for _, where in links] == ["#requests.refused"]
            continue
        assert links == [(_told(report, key, lang, mark=""), "#" + ".".join(key)) for key in keys]
        assert all(where.removeprefix("#") in own.by_id for _, where in links)
        said = " + ".join(_in_strip(report, key, lang) for key in keys)
        assert text(figure.find("dd")) == f"{said} {note}".strip()


def _in_strip(report: KnownReport, key: Key, lang: str) -> str:
    cell, told = report.cells[key], _told(report, key, lang, mark="")
    if cell.reconciled is None:
        return told
    instead = ("表中为 {}", "{} in the table") if cell.state == "reported" else ("表中未填", "blank in the table")
    printed = "" if cell.value is None else number(cell.value).replace(",", "")
    return f"{told} " + say(lang, ("（按勾稽；{}）", "(by the form’s sums; {})")).format(
        say(lang, instead).format(printed)
    )


@both_languages
@each_report
def test_the_indicators_of_a_report(site: Path, lang: str, report: KnownReport, tables: dict[str, Table]) -> None:
    checks = [dict(zip(tables["checks"].columns, map(str, row), strict=True)) for row in tables["checks"].rows]
    known = [*rates.indicator_rows(), *quality_scores(checks)]
    expected = {
        row["indicator"]: [
            f"{number(row['numerator'])} / {number(row['denominator'])}",
            "–" if row["value"] is None else rate_shown(row["indicator"], row["value"]),
            row["basis"] == "reconciled",
        ]
        for row in known
        if row["report_id"] == report.report_id and row["numerator"] is not None and row["denominator"]
    }
    own = page(site, report.report_id, lang)
    found = {}
    for value in own.tree.xpath(".//td[@data-indicator]"):
        (name, fraction, _) = value.getparent()
        (link,) = name.iter("a")
        code = value.get("data-indicator")
        assert own.leads_to(link) == f"indicators/{code}/"
        assert text(name) != code
        found[code] = [
            text(fraction), text(value), say(lang, ("含勾稽数", "includes reconciled numbers")) in text(name),
        ]  # fmt: skip
    assert found == expected


@both_languages
@each_report
def test_the_reports_beside_a_report(site: Path, lang: str, report: KnownReport) -> None:
    own = sorted((r for r in beside.peers() if r["report_id"] == report.report_id), key=lambda row: row["place"])
    known = {row["report_id"]: row for row in cells.report_rows()}
    shown = page(site, report.report_id, lang)
    (first, *_) = shown.texts(".//section[h2[@id='peers']]/p")
    same, size, level = own[0]["comparable"], own[0]["group_size"], say(lang, LEVELS[known[report.report_id]["level"]])
    if same:
        middle = own[0]["median_received"]
        told = (
            ("", "")
            if middle is None
            else (
                f"；新收申请件数的中位数是 {number(Decimal(str(middle)))}",
                f"; the median of requests received is {number(Decimal(str(middle)))}",
            )
        )
        assert first == say(lang, (
            f"本站收录 {size} 份 {report.year} 年、{level}、同类机关的报告{told[0]}。",
            f"We hold {size} reports of {report.year} by agencies of the same level ({level}) and kind{told[1]}.",
        ))  # fmt: skip
    else:
        assert first.startswith(say(lang, (
            f"本站还没有别的同级、同类机关 {report.year} 年的报告，无从相比。",
            f"We hold no other report of {report.year} by an agency of the same level and kind, so there is nothing to "
            "compare with.",
        )))  # fmt: skip
    if len(own) == 1:
        assert shown.tree.xpath(".//table[@data-peers]") == []
        return
    levels = [] if same else [("级别", "Level")]
    expected: list[list[Cell]] = [
        heads(lang, ("机关", "Agency"), *levels, ("新收", "Received"), ("予以公开 n / T", "Disclosed n / T"),
              ("比率", "Rate"))
    ]  # fmt: skip
    for row in own:
        other = known[row["peer_id"]]
        name = called(lang, other)
        granted, processed = row["granted"], row["processed"]
        doubted = {"granted", "total_processed"} & set(other["doubted_rows"])
        enough = granted is not None and (processed or 0) >= FEWEST and not doubted
        expected.append([
            name if row["peer_id"] == report.report_id else (name, f"reports/{row['peer_id']}/"),
            *([] if same else [say(lang, LEVELS[other["level"]])]),
            marked(other, "received", "new_received"),
            f"{marked(other, 'granted', 'granted')} / {marked(other, 'processed', 'total_processed')}",
            f"{granted / processed * 100:.1f}%" if enough else "–",
        ])  # fmt: skip
    (table,) = shown.tree.xpath(".//table[@data-peers]")
    assert table.get("data-peers") == ("same" if same else "other")
    assert list(different(shown.table(text(table.find("caption"))), expected)) == []


@both_languages
@each_report
def test_how_the_checks_of_a_report_went(site: Path, lang: str, report: KnownReport, tables: dict[str, Table]) -> None:
    column = tables["checks"].columns.index
    own = [row for row in tables["checks"].rows if row[column("report_id")] == report.report_id]
    went = Counter(row[column("status")] for row in own)
    assert went["fail"] == len(set(report.findings) & {row[column("rule")] for row in own})
    n, p, f, o = len(own), went["pass"], went["fail"], went["not_evaluable"]
    told = say(lang, (
        f"共用 {n} 条规则：{p} 条没有发现，{f} 条有发现，{o} 条因数字缺失无法核对，其余不适用。",
        f"{n} rules: {p} found nothing, {f} found something, {o} could not be evaluated because figures are missing, "
        "the others don’t apply.",
    ))  # fmt: skip
    assert told in page(site, report.report_id, lang).texts(".//p")


@both_languages
@each_report
def test_every_finding_stands_once_among_those_of_its_cause(
    site: Path, lang: str, report: KnownReport, made_up: Published
) -> None:
    own = [row for row in made_up.rows(report.dataset, "findings") if row["report_id"] == report.report_id]
    shown = page(site, report.report_id, lang)
    items = shown.tree.xpath(".//ul[@class='findings']/li")
    assert {item.get("data-rule") for item in items} <= set(report.findings)
    for about in ("report", "file", "reading"):
        lists = shown.tree.xpath(f".//h3[@id='findings-{about}']/following-sibling::ul[1]/li")
        groups: dict[str, list[dict[str, str]]] = {}
        for row in sorted(
            (row for row in own if row["about"] == about),
            key=lambda row: ("error", "warning", "info").index(row["severity"]),
        ):
            groups.setdefault(row["cause"] or f"{row['rule']}/{row['severity']}", []).append(row)
        assert len(lists) == len(groups)
        for item, group in zip(lists, groups.values(), strict=True):
            assert item.get("data-rule") == group[0]["rule"]
            (rule,) = item.xpath("./div/p/a[1]")
            assert (text(rule), shown.leads_to(rule)) == (group[0]["rule"], f"quality/rules/{group[0]['rule']}/")
            assert text(item.find("span")) == say(lang, SEVERITIES[group[0]["severity"]])
            said = [text(line) for line in item.iter("p", "li")]
            for row in group:
                message = " ".join(row[f"message_{lang}"].split())
                assert sum(line.startswith(message) for line in said) >= 1
                leads = {link.get("href") for link in item.iter("a")}
                held = [path.replace("/", ".") for path in row["cells"].split("|") if path][:6]
                assert {f"#{address}" for address in held if address in shown.by_id} <= leads


@both_languages
@each_report
def test_the_files_of_a_report_are_there(site: Path, lang: str, report: KnownReport) -> None:
    shown = page(site, report.report_id, lang)
    buttons = shown.tree.xpath(".//p[@class='buttons']/a")
    here = site / ("" if lang == "zh" else "en") / "reports" / report.report_id
    names = [text(link) for link in buttons]
    assert names[:2] == ["CSV", "JSON"] and names[3] == say(lang, ("整个数据集", "The whole dataset"))
    assert names[2].startswith(say(lang, ("所存文件 · ", "Source file · ")))
    targets = [(here / link.get("href")).resolve() for link in buttons]
    assert [target.name for target in targets[:2]] == ["report.csv", "report.json"]
    assert all(target.parent == (site / "reports" / report.report_id).resolve() for target in targets[:3])
    assert all(target.is_file() for target in targets[:3])
    assert targets[2].read_bytes() == source_of(report)
    assert shown.leads_to(buttons[3]) == f"data/{report.dataset}/"
    assert [link.get("download") for link in buttons[:2]] == [f"{report.report_id}.csv", f"{report.report_id}.json"]


@both_languages
@each_report
def test_a_report_is_cited_by_agency_year_version_and_address(site: Path, lang: str, report: KnownReport) -> None:
    row = next(row for row in cells.report_rows() if row["report_id"] == report.report_id)
    agency = called(lang, row)
    address = ("" if lang == "zh" else "en/") + f"reports/{report.report_id}/"
    gbt, bibtex = page(site, report.report_id, lang).texts(".//code[@data-cite]")
    title = say(lang, (
        f"{report.year} 年政府信息公开工作年度报告逐格数据",
        f"Annual report on government information disclosure {report.year}, cell by cell",
    ))  # fmt: skip
    parsed = re.fullmatch(
        r"(?P<agency>.+?)\. (?P<title>.+): (?P<version>\S+)\[DS/OL\]\. gongkai, (?P<month>\S+) "
        r"\[YYYY-MM-DD\]\. (?P<address>\S+)\.",
        gbt,
    )
    assert parsed
    version = parsed["version"]
    assert version.split("+")[0] == VERSION
    assert parsed.groupdict() == {
        "agency": agency, "title": title, "version": version, "month": VERSION[:7].replace(".", "-"),
        "address": address,
    }  # fmt: skip
    assert bibtex.startswith(f"@misc{{{report.report_id}-{version}, ") and bibtex.endswith(", }")
    assert dict(re.findall(r"(\w+) = \{(.*?)\}(?=, )", bibtex)) == {
        "author": "{gongkai}", "title": f"{{{agency}: {title}: {version}}}", "year": VERSION[:4], "version": version,
        "url": address,
    }  # fmt: skip


@both_languages
@each_report
def test_what_is_known_of_a_report(site: Path, lang: str, report: KnownReport) -> None:
    row = next(row for row in cells.report_rows() if row["report_id"] == report.report_id)
    none = say(lang, ("所存文本未说明", "not stated in the text we hold"))
    agency = called(lang, row) if lang == "zh" else f"{row['agency_name_en']} {row['agency']}"
    expected: dict[str, Cell] = {
        say(lang, ("机关", "Agency")): (agency, f"agencies/{report.agency_id}/"),
        say(lang, ("级别", "Level")): say(lang, LEVELS[row["level"]]),
        say(lang, ("表格版本", "Form edition")): (
            say(lang, ("{} 年版格式 {}", "{} form {}")).format(report.edition, row["format_notice"]),
            "method/#editions",
        ),
        say(lang, ("统计期限", "Period covered")): f"{row['coverage_start']} – {row['coverage_end']}",
        say(lang, ("发布日期", "Published")): str(report.published or none),
        say(lang, ("电话", "Telephone")): row["phone"],
        say(lang, ("原文地址", "Address of the source")): (
            (report.url, report.url) if report.url else say(lang, ("不详", "not known"))
        ),
        "SHA-256": row["source_sha256"],
    }
    if report.signed:
        expected[say(lang, ("落款日期", "Signed on"))] = str(report.signed)
        expected[say(lang, ("落款", "Signed"))] = row["signatory"]
    shown = page(site, report.report_id, lang)
    facts = shown.tree.xpath(".//h2[@id='about-report']/following-sibling::dl[1]/dt")
    assert {text(name): shown.cell(name.getnext()) for name in facts} == expected
