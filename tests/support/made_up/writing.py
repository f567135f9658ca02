"""The made-up datasets as folders of source files, and where in its file each cell stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from tests.support.made_up.known import CORRECTIONS, DATASETS, REJECTIONS, VERSION, reports
from tests.support.made_up.model import Key, KnownDataset, KnownReport
from tests.support.official_forms import (
    APPLICANTS,
    CHANNELS,
    GROUPS,
    LITIGATION,
    NOTE,
    NOTICES,
    OTHER_HANDLING,
    OUTCOMES,
    PROACTIVE,
    REQUESTS,
    ROWS_OF_GROUP,
    SECTIONS,
)

Printed = tuple[str, int, int, Key | None]
"""A printed cell: text, rowspan, colspan, and the cell of the form that it is."""
Table = list[list[Printed]]
Part = str | Table


def write_datasets(folder: Path) -> None:
    """Every dataset as a folder with description, registers and source files."""
    for dataset in DATASETS:
        own = [report for report in reports() if report.dataset == dataset.id]
        place = folder / dataset.id
        (place / "reports").mkdir(parents=True)
        for report in own:
            (place / "reports" / report.file).write_bytes(source_of(report))
        for rejected in REJECTIONS:
            if rejected.dataset == dataset.id:
                (place / "reports" / rejected.file).write_bytes(rejected.content)
        (place / "dataset.yml").write_text(_description(dataset), encoding="utf-8")
        (place / "agencies.csv").write_text(_agencies(dataset), encoding="utf-8")
        (place / "sources.csv").write_text(_sources(own), encoding="utf-8")
        corrections = _corrections(dataset)
        if corrections:
            (place / "corrections.yml").write_text(corrections, encoding="utf-8")


def _description(dataset: KnownDataset) -> str:
    lines = [
        f"id: {dataset.id}",
        f"version: {VERSION}",
        f"title_zh: {dataset.title_zh}",
        f"title_en: {dataset.title_en}",
        "description_zh: 只用于测试。",
        "description_en: For tests only.",
        "licences: {code: MIT, data: CC-BY-4.0}",
        "contributors: [{name: gongkai, role: publisher}]",
        f"agency_kind: {dataset.agency_kind}",
        f"coverage: {dataset.coverage}",
    ]
    for name in ("sector", "expected_from", "expected_to"):
        if getattr(dataset, name):
            lines.append(f"{name}: {getattr(dataset, name)}")
    return "\n".join(lines) + "\n"


def _agencies(dataset: KnownDataset) -> str:
    head = ("agency_id", "name", "name_en", "names_used", "level", "division_code", "sector")
    rest = ("valid_from", "valid_to", "successor_id", "note")
    rows = [
        (
            *(a.agency_id, a.name, a.name_en, "|".join(a.names_used), a.level, a.division_code, a.sector),
            *(a.valid_from, a.valid_to, a.successor_id, None),
        )
        for a in dataset.agencies
    ]
    return _csv((*head, *rest), rows)


def _sources(own: Iterable[KnownReport]) -> str:
    head = ("report_id", "file", "url", "sha256", "bytes", "added_on")
    listed = [report for report in own if report.url]
    data = {report.report_id: source_of(report) for report in listed}
    return _csv(
        head,
        [
            (
                *(r.report_id, f"reports/{r.file}", r.url),
                *(sha256(data[r.report_id]).hexdigest(), len(data[r.report_id]), "2026-11-02"),
            )
            for r in listed
        ],
    )


def _corrections(dataset: KnownDataset) -> str:
    return "".join(
        f'- report_id: {c.report_id}\n  cell: {"/".join(c.key)}\n  source_says: "{c.source_says}"\n'
        f"  value: {c.value}\n  reason: {c.reason}\n  by: {c.by}\n  on: {c.on}\n"
        for c in CORRECTIONS
        if c.dataset == dataset.id
    )


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()


def source_of(report: KnownReport) -> bytes:
    """The bytes of a report's source file."""
    return {"html": _html, "tabs": _tabs, "markdown": _markdown}[report.shape](report).encode()


def title_of(report: KnownReport) -> str:
    return f"{report.titled}{report.year}年政府信息公开工作年度报告"


def overview_of(report: KnownReport) -> str:
    """The narrative of the first section."""
    new, done = report.cells["requests", "new_received", "total"], report.cells["requests", "total_processed", "total"]
    told = f"在门户网站发布政府信息{report.website_posts}条。"
    if new.best is not None and done.best is not None:
        told += f"共收到政府信息公开申请{report.told_received or new.best}件，办理申请{done.best}件。"
    return told


def parts_of(report: KnownReport) -> Iterator[Part]:
    """Headings, paragraphs and tables in reading order."""
    yield title_of(report)
    if report.published and report.shape != "html":
        yield f"发布日期：{report.published}"
    yield (
        f"根据《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式》（{NOTICES[report.edition]}），"
        f"由{report.full}编制本报告。本报告所列数据的统计期限自{report.year}年1月1日起至{report.year}年12月31日止。"
        "联系电话：025-83330000。"
    )
    yield SECTIONS[0]
    yield overview_of(report)
    yield SECTIONS[1]
    yield proactive_table(report)
    yield SECTIONS[2]
    yield requests_table(report)
    yield SECTIONS[3]
    yield review_table(report)
    yield SECTIONS[4]
    yield "公开的内容还要再充实。"
    yield SECTIONS[5]
    yield "无其他需要报告的事项。"
    if report.signed:
        yield report.full
        yield f"{report.signed.year}年{report.signed.month}月{report.signed.day}日"


def proactive_table(report: KnownReport) -> Table:
    rows: Table = []
    before: tuple[str, ...] = ()
    for clause, code, name, measures in PROACTIVE[report.edition]:
        if before != (clause, *measures):
            before = (clause, *measures)
            rows.append([(f"第二十条第（{clause}）项", 1, 4, None)])
            rows.append([("信息内容", 1, 1, None), *_stretched([(text, None) for text in measures.values()])])
        keys = [("proactive_disclosure", code, measure) for measure in measures]
        rows.append([(name, 1, 1, None), *_stretched([(report.cells[key].raw or "", key) for key in keys])])
    return rows


def _stretched(cells: list[tuple[str, Key | None]]) -> list[Printed]:
    """Three columns, of which the last cell takes what is left."""
    spans = [1] * (len(cells) - 1) + [4 - len(cells)]
    return [(text, 1, span, key) for (text, key), span in zip(cells, spans, strict=True)]


def requests_table(report: KnownReport) -> Table:
    kinds = list(APPLICANTS.values())
    rows: Table = [
        [(NOTE, 3, 3, None), ("申请人情况", 1, 7, None)],
        [(kinds[0], 2, 1, None), ("法人或其他组织", 1, 5, None), (kinds[-1], 2, 1, None)],
        [(kind, 1, 1, None) for kind in kinds[1:-1]],
    ]
    labels = [code for code in REQUESTS[report.edition] if code not in report.lost_rows]
    groups = {row: (group, len(own)) for group, own in ROWS_OF_GROUP[report.edition].items() for row in own}
    inside = [code for code in labels if code not in ("new_received", "carried_in", "carried_out")]
    opened: set[str] = set()
    for code in labels:
        cells: list[Printed] = []
        if code in inside and "processed" not in opened:
            opened.add("processed")
            cells.append((GROUPS["processed"], len(inside), 1, None))
        if code in groups and groups[code][0] not in opened:
            group, size = groups[code]
            opened.add(group)
            size -= len([row for row in report.lost_rows if groups.get(row, ("",))[0] == group])
            cells.append((GROUPS.get(group, OTHER_HANDLING), size, 1, None))
        width = 3 if code not in inside else 1 if code in groups else 2
        keys = [("requests", code, kind) for kind in APPLICANTS]
        cells.append(("" if code in report.unlabelled else REQUESTS[report.edition][code], 1, width, None))
        rows.append([*cells, *((report.cells[key].raw or "", 1, 1, key) for key in keys)])
    return rows


def review_table(report: KnownReport) -> Table:
    names = list(CHANNELS.values())
    outcomes = list(OUTCOMES.values())
    keys = [("review_litigation", channel, outcome) for channel in CHANNELS for outcome in OUTCOMES]
    return [
        [(names[0], 1, 5, None), (LITIGATION, 1, 10, None)],
        [*((text, 2, 1, None) for text in outcomes), *((name, 1, 5, None) for name in names[1:])],
        [(text, 1, 1, None) for text in outcomes * 2],
        [(report.cells[key].raw or "", 1, 1, key) for key in keys],
    ]


def places_of(report: KnownReport) -> dict[Key, str]:
    """Where each printed cell stands, counted from 1 as a person would."""
    places: dict[Key, str] = {}
    line, table = 1, 0
    for part in parts_of(report):
        if isinstance(part, str):
            line += 2
            continue
        table += 1
        laid: Sequence[Sequence[Printed | None]] = _laid(part) if report.shape != "html" else part
        for number, row in enumerate(laid):
            for cell, printed in enumerate(row, start=1):
                if printed and printed[3]:
                    at = f"line {line + number}" if report.shape == "tabs" else f"table {table}, row {number + 1}"
                    places[printed[3]] = f"{at}, cell {cell}"
        line += len(laid) + 1
    return places


def _laid(table: Table) -> list[list[Printed | None]]:
    """The table as a grid: a spanning cell stands in its first place and leaves None in the others."""
    taken: dict[tuple[int, int], Printed | None] = {}
    for r, row in enumerate(table):
        column = 0
        for printed in row:
            while (r, column) in taken:
                column += 1
            for down in range(printed[1]):
                for right in range(printed[2]):
                    taken[r + down, column + right] = None
            taken[r, column] = printed
    width = max(column for _, column in taken) + 1
    return [[taken[r, column] for column in range(width)] for r in range(len(table))]


def _html(report: KnownReport) -> str:
    def cell(printed: Printed) -> str:
        text, down, right, key = printed
        shown = f"<s>{escape(text)}</s>" if key in report.struck else escape(text)
        return f'<td rowspan="{down}" colspan="{right}">{shown}</td>'

    def table(rows: Table) -> str:
        return "<table>" + "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in rows) + "</table>"

    body = "\n".join(f"<p>{escape(p)}</p>" if isinstance(p, str) else table(p) for p in parts_of(report))
    day = f'<meta name="PubDate" content="{report.published}">' if report.published else ""
    head = f'<meta charset="utf-8"><title>{title_of(report)}</title>{day}'
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _tabs(report: KnownReport) -> str:
    def table(rows: Table) -> str:
        return "\n".join("\t".join(printed[0] if printed else "" for printed in row) for row in _laid(rows))

    return "\n\n".join(part if isinstance(part, str) else table(part) for part in parts_of(report)) + "\n"


def _markdown(report: KnownReport) -> str:
    def table(rows: Table) -> str:
        lines = ["| " + " | ".join(printed[0] if printed else "" for printed in row) + " |" for row in _laid(rows)]
        return "\n".join([lines[0], "|" + "---|" * (lines[0].count("|") - 1), *lines[1:]])

    def text(part: str) -> str:
        return f"## {part}" if part in SECTIONS else part

    return "\n\n".join(text(part) if isinstance(part, str) else table(part) for part in parts_of(report)) + "\n"
