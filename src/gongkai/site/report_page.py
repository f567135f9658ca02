"""The page of one report: the answer first, then others like it, its years, the form, checks, text and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from pathlib import Path
from urllib.parse import quote

from gongkai.forms import editions, labels, load_form
from gongkai.forms.relations import relations
from gongkai.site import addresses
from gongkai.site.addresses import Way
from gongkai.site.citations import report_citations
from gongkai.site.defined_indicators import defined_indicators
from gongkai.site.figures import Figures
from gongkai.site.linked_pages import report_data
from gongkai.site.links import Pointers
from gongkai.site.names import agency_name, source_name
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.report_answer import answer_sentence, strip
from gongkai.site.report_findings import FindingPage, about_of, doubtful_rules, findings_html
from gongkai.site.report_form import REPORT, CellNotes, cell_html, form_html, form_pointers, plain_cells
from gongkai.site.report_source import Piece, source_html, source_pieces
from gongkai.site.rows import (
    FEW,
    CellRow,
    ChangeRow,
    CheckRow,
    FactRow,
    FindingRow,
    IndicatorRow,
    OutcomeRow,
    OwnYearRow,
    PeerRow,
    ReplyRow,
    ReportRow,
    SectionRow,
)
from gongkai.site.settings import Settings
from gongkai.site.source_text import SourceView
from gongkai.site.stamp import json_block
from gongkai.site.words import OUTCOMES, Words, grouped, plain

SUMS = frozenset(
    r.rule for edition in editions() for r in relations(edition, tuple(labels("requests"))) if r.is_identity
)
"""The rules that check the form’s own sums."""


AS_THEY_ARE = ("report", "outcomes", "peers", "years", "checks", "sections", "text_left_out", "replies")
"""Parts of the material that the template shows as they are."""
FORM, SOURCE = "<!--inset:form-->", "<!--inset:source-->"
"""What stands for the form and the source until the rest of the page is finished and searched."""
MOST_TEXT = 100_000
"""Characters of the narrative that a page shows; the longest real one has a tenth of them."""
MOST_FACTS = 300
"""Numbers of the text that a page lists."""


@dataclass(frozen=True, slots=True)
class ReportMaterial:
    """What the pages of a report share in all languages, worked out once.

    `addressed` are the cells, `anchors` the places in the source that they were read from, `said` the finding that says
    most of a cell, all three by address of the cell; `plain` are those with nothing to say but their number, `extra`
    those that the edition of the form lacks; `indicators` are those whose numerator and denominator are both known;
    `text_left_out` counts characters of the text beyond `sections`; `inside` is where form and source lead, and what
    can be led to in them.
    """

    figures: Figures
    report: ReportRow
    view: SourceView
    cells: Mapping[tuple[str, str, str], CellRow]
    addressed: Mapping[str, CellRow]
    anchors: Mapping[str, str]
    findings: Sequence[FindingRow]
    said: Mapping[str, FindingRow]
    replies: Sequence[ReplyRow]
    plain: Mapping[str, str]
    extra: list[CellRow]
    outcomes: Sequence[OutcomeRow]
    indicators: Sequence[IndicatorRow]
    peers: Sequence[PeerRow]
    years: Sequence[OwnYearRow]
    checks: list[str]
    facts: Sequence[FactRow]
    sections: Sequence[SectionRow]
    text_left_out: int
    source: list[Piece]
    inside: Pointers


def report_material(figures: Figures, report_id: str, view: SourceView) -> ReportMaterial:
    """Everything about a report that does not depend on the language."""
    (report,) = figures.of(ReportRow, "report_id", report_id)
    cells = {cell.key: cell for cell in figures.of(CellRow, "report_id", report_id)}
    addressed = {cell.address: cell for cell in cells.values()}
    placed = ((own, view.anchor(cell.place)) for own, cell in addressed.items())
    anchors = {address: anchor for address, anchor in placed if anchor}
    findings = figures.of(FindingRow, "report_id", report_id)
    replies = figures.of(ReplyRow, "report_id", report_id)
    outcomes = figures.of(OutcomeRow, "report_id", report_id)
    known = [row for row in figures.of(IndicatorRow, "report_id", report_id) if row.numerator is not None]
    listed = list(defined_indicators())
    form, leads = form_pointers(report.edition), (*anchors.values(), *view.targets, *(["replies"] if replies else []))
    sections, text_left_out = _shown_text(figures.of(SectionRow, "report_id", report_id))
    return ReportMaterial(
        figures,
        report,
        view,
        cells,
        addressed,
        anchors,
        findings,
        doubtful_rules(findings),
        replies,
        plain_cells(report.edition, cells, anchors, {reply.cell for reply in replies}),
        [cell for key, cell in cells.items() if key not in load_form(report.edition).cells()],
        sorted(outcomes, key=lambda outcome: list(OUTCOMES).index(outcome.outcome)),
        sorted((row for row in known if row.denominator), key=lambda row: listed.index(row.indicator)),
        figures.of(PeerRow, "report_id", report_id),
        figures.of(OwnYearRow, "report_id", report_id),
        [check.status for check in figures.of(CheckRow, "report_id", report_id)],
        figures.of(FactRow, "report_id", report_id),
        sections,
        text_left_out,
        source_pieces(view),
        Pointers(form.addresses.union(f"#{own}" for own in leads), form.ids | view.anchors).leaving,
    )


def report_page(material: ReportMaterial, source: Path | None, words: Words, settings: Settings) -> Page:
    """The page of a report, with its form, findings, text and source."""
    row, figures, view, cells = material.report, material.figures, material.view, material.cells
    report_id, path, name = row.report_id, addresses.report(row.report_id), agency_name(row, words)
    notes = dict(_notes(material, words))
    title = words("{a} {y} 年度报告", "{a}, report for {y}", a=name, y=row.year)
    held = frozenset(material.addressed)
    form = form_html(row.edition, cells, material.plain, notes, words)
    body = render(
        "report",
        path,
        words,
        name=name,
        title=title,
        **{shown: getattr(material, shown) for shown in AS_THEY_ARE},
        sentence=answer_sentence(row.year, cells, row.edition, words),
        figures=strip(cells, material.outcomes, words),
        warnings=_warnings(row, cells, material.findings, words),
        indicators="".join(_indicator(known, words) for known in material.indicators),
        few=FEW,
        form=FORM,
        extra=[(cell, cell_html(cell, notes, 1, words)) for cell in material.extra],
        findings=findings_html(material.findings, FindingPage(held, view, row.edition, Way(path, words.lang), words)),
        facts=[(fact, view.anchor(fact.place)) for fact in material.facts[:MOST_FACTS]],
        facts_left_out=len(material.facts[MOST_FACTS:]),
        source=SOURCE if material.source else "",
        source_name=source_name(source, {finding.rule for finding in material.findings}),
        citations=report_citations(row, name, settings, words),
        cited_at="" if settings.site_url else addresses.in_language(path, words.lang),
        history=_history(figures, report_id, words),
        error_link=error_link(report_id, settings.report_errors_to, words),
    )
    text = words(
        "{a} {y} 年政府信息公开工作年度报告：收到多少申请、结果如何，三张表格逐格照录，附核对结果和出处。",
        "{a}: annual report on government information disclosure for {y}. Requests and what came of them, the three "
        "tables cell by cell, with checks, text and source.",
        a=name,
        y=row.year,
    )
    return Page(
        path,
        title,
        text,
        body,
        report_data(row, name, text, settings, words),
        card=f"year-{row.year}-{words.lang}",
        insets={FORM: form, SOURCE: source_html(material.source, words)},
        inside=material.inside,
    )


def _shown_text(sections: Iterable[SectionRow]) -> tuple[list[SectionRow], int]:
    """The sections as a page shows them, and how many characters of a very long text it leaves out."""
    shown, room, left_out = [], MOST_TEXT, 0
    for section in sections:
        text = section.text or ""
        shown.append(replace(section, text=text[:room] if section.text else section.text))
        left_out += len(text[room:])
        room -= len(text[:room])
    return shown, left_out


def _notes(material: ReportMaterial, words: Words) -> Iterator[tuple[str, CellNotes]]:
    """The note of each number that is not plain: where it was printed, and why it is in doubt."""
    replied = {reply.cell for reply in material.replies}
    for own, cell in material.addressed.items():
        if own in material.plain:
            continue
        anchor, finding, doubt = material.anchors.get(own), material.said.get(own), ""
        if not cell.certain and cell.doubts:
            doubt = words("；", "; ").join(words.code("doubts", code) for code in cell.doubts.split("|"))
        elif not cell.certain:
            unclear = words("所存文本此处不止一种读法", "the text we hold can be read in more than one way here")
            doubt = finding.message(words.lang) if finding else unclear
        if anchor or doubt or own in replied:
            yield own, CellNotes(anchor, doubt, own in replied)


def _warnings(
    report: ReportRow, cells: Mapping[tuple[str, str, str], CellRow], findings: Sequence[FindingRow], words: Words
) -> list[tuple[str, str]]:
    """What has to be known before any number is used, each with the anchor that tells more."""
    told = []
    file_findings = [finding for finding in findings if about_of(finding) == "file"]
    if report.status == "partial" and not file_findings:
        told.append(
            (
                words(
                    "本站所存的文本不完整：缺了某个部分、表或行。", "The text we hold lacks a section, table or row."
                ),
                "findings",
            )
        )
    if file_findings:
        text = words(
            "本站所存的文件经过转换或已残缺；缺的部分、行、列，机关的原件里很可能有。",
            "The file we hold was converted or is damaged; parts, rows or columns it lacks may well be in the "
            "original.",
        )
        if all(finding.severity == "info" for finding in file_findings):
            text = words(
                "本站所存的文件像是经过转换，个别行或标签按上下文认定，与报告本身无关。",
                "The file we hold looks converted; single rows or labels were recognised from their surroundings, "
                "which says nothing against the report.",
            )
        told.append((text, "findings-file"))
    if report.cells_uncertain:
        text = words.counted(
            report.cells_uncertain,
            "{n} 格存疑，表中以虚线和问号标出。",
            "{n} cell is in doubt; it carries a dotted line and a question mark.",
            "{n} cells are in doubt; they carry a dotted line and a question mark.",
            n=report.cells_uncertain,
        )
        told.append((text, "form"))
    if any(finding.rule in SUMS and finding.severity == "error" for finding in findings):
        told.append((words("表内数字有勾稽不符。", "Some numbers break the form’s own sums."), "findings"))
    totals = (cell for cell in cells.values() if cell.column == "total" or cell.row == "total_processed")
    if any(total.state == "blank" and total.reconciled is not None for total in totals):
        told.append((words("有总计未填。", "Some totals are not filled in."), "form"))
    return told


def _indicator(row: IndicatorRow, words: Words) -> str:
    """An indicator as a row of a table: its name, numerator and denominator, and its value."""
    # the published value is rounded to six decimals; rounded again it may show 12.6 % for 12.54999 %
    exact = None
    if row.value is not None and row.numerator is not None and row.denominator:
        exact = Decimal(row.numerator) / row.denominator * defined_indicators()[row.indicator].scale
    name = escape(words.of(defined_indicators()[row.indicator].label))
    derived = words("含勾稽数", "includes reconciled numbers")
    derived = f' <span class="quiet small">{derived}</span>' if row.basis == "reconciled" else ""
    return (
        f'<tr><th scope="row"><a href="{REPORT.indicator(row.indicator)}">{name}</a>'
        f"{derived}</th>"
        f'<td class="n">{grouped(row.numerator)} / {grouped(row.denominator)}</td>'
        f'<td class="n" data-indicator="{row.indicator}">{words.indicator(row.indicator, exact)}</td></tr>'
    )


def _history(figures: Figures, report_id: str, words: Words) -> str:
    """The changes of published numbers of this report by address of the cell, as JSON; empty if there were none."""
    told: dict[str, list[str]] = {}
    for change in figures.of(ChangeRow, "report_id", report_id):
        table, _, rest = change.place.partition("/")
        before, after = (side or {} for side in (change.before, change.after))
        if rest.count("/") == 1 and before.get("value") != after.get("value"):
            values = (plain(side.get("value")) or words("空", "empty") for side in (before, after))
            told.setdefault(addresses.cell(table, *rest.split("/")), []).append(
                f"{change.version}: {' → '.join(values)}（{words(change.label_zh, change.label_en)}）"
            )
    return json_block(told) if told else ""


def error_link(report_id: str, address: str, words: Words) -> str | None:
    """A link that opens a prefilled message; None where the site names no address for errors."""
    if not address:
        return None
    subject = words("数据有误：{r}", "Error in the data: {r}", r=report_id)
    text = words("报告：{r}\n单元格：\n原文为：\n", "Report: {r}\nCell: \nThe source says: \n", r=report_id)
    names = ("subject", "body") if address.startswith("mailto:") else ("title", "body")
    query = "&".join(f"{name}={quote(value)}" for name, value in zip(names, (subject, text), strict=True))
    return f"{address}{'&' if '?' in address else '?'}{query}"
