"""The page of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gongkai.forms import code_list, squeeze
from gongkai.site import addresses
from gongkai.site.figures import Figures, Row
from gongkai.site.form_layout import form_tables
from gongkai.site.names import agency_name, source_name
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.source_runs import cell_id
from gongkai.site.source_text import SourceView
from gongkai.site.words import OUTCOMES, Words, plain


@dataclass(frozen=True, slots=True)
class CellView:
    """A form cell as the page shows it: `shown` is what stands in it, `zero` tells a printed 0."""

    id: str
    path: str
    shown: str
    value: str
    state: str
    certain: bool
    zero: bool
    reconciled: str
    rule: str | None
    note: str | None
    doubt: str | None
    anchor: str | None


FEW = 10
"""Requests below which no rate is given."""
MOST_PEERS = 12
"""Comparable reports that a page lists: those nearest in number of requests."""
READING = "READ-"
"""Rules about how a source could be read."""
MOST_LEADS = 6
"""Cells that a finding names one by one."""


def report_page(
    figures: Figures, report: Row, source: Path | None, view: SourceView, words: Words, settings: Mapping[str, Any]
) -> Page:
    """The page of a report, with its form, findings, narrative and source text as `view` has it."""
    report_id, path = report["report_id"], addresses.report(report["report_id"])
    cells = figures.of("cells", "report_id", report_id)
    held = {(cell["table"], cell["row"], cell["column"]) for cell in cells}
    found = figures.of("findings", "report_id", report_id)
    doubts = _doubts(found, words)
    body = render(
        "report",
        path,
        words,
        report=report,
        name=agency_name(report, words),
        tables=form_tables(report["edition"], words.lang),
        cells={(c["table"], c["row"], c["column"]): _cell_view(c, view, doubts) for c in cells},
        extra=_extra_cells(report, cells),
        outcomes=_outcomes(figures.of("outcomes", "report_id", report_id)),
        indicators=[_indicator(row, words) for row in _told(figures.of("indicators", "report_id", report_id))],
        findings=[_finding(row, view, held, report["edition"], words) for row in found],
        checks=figures.of("checks", "report_id", report_id),
        sections=figures.of("sections", "report_id", report_id),
        facts=figures.of("facts", "report_id", report_id),
        peers=comparable(report, figures, words),
        source=view,
        source_name=source_name(source),
        release=settings["release"],
        error_link=error_link(report_id, settings.get("report_errors_to") or "", words),
    )
    title = words("{a} {y} 年度报告", "{a}, report for {y}", a=agency_name(report, words), y=report["year"])
    return Page(path, title, _description(report, words), body)


def comparable(report: Row, figures: Figures, words: Words) -> list[Row]:
    """Reports of the same level and year, this one among them, by requests processed; none if it stands alone.

    Each has n, T and the rate n / T of requests disclosed, and no rate where T is unknown or below 10.
    """
    same = [other for other in figures.of("reports", "year", report["year"]) if other["level"] == report["level"]]
    if len(same) < 2 or report["level"] is None:
        return []
    ordered = sorted(same, key=lambda other: (-(other["processed"] or 0), other["report_id"]))
    here = next(place for place, other in enumerate(ordered) if other["report_id"] == report["report_id"])
    start = max(0, min(here - MOST_PEERS // 2, len(ordered) - MOST_PEERS))
    return [
        {**other, "shown": agency_name(other, words), "share": _share(other)}
        for other in ordered[start : start + MOST_PEERS]
    ]


def _share(report: Row) -> Decimal | None:
    granted, processed = report["granted"], report["processed"]
    return Decimal(granted) / Decimal(processed) if granted is not None and (processed or 0) >= FEW else None


def _doubts(findings: list[Row], words: Words) -> dict[str, str]:
    """What rules say about a cell, by its path: of several the one about how it was read."""
    by_kind = sorted(findings, key=lambda row: not row["rule"].startswith(READING))
    return {path: row[f"message_{words.lang}"] for row in reversed(by_kind) for path in _split(row["cells"])}


def _cell_view(cell: Row, view: SourceView, doubts: Mapping[str, str]) -> CellView:
    path = f"{cell['table']}/{cell['row']}/{cell['column']}"
    value, raw = plain(cell["value"]), (cell["raw"] or "").strip()
    same = squeeze(raw).replace(",", "") == value
    return CellView(
        id=cell_id(cell),
        path=path,
        shown=value if same or not raw else raw,
        value=value,
        state=cell["state"],
        certain=cell["certain"],
        zero=cell["value"] == 0,
        reconciled=plain(cell["reconciled"]),
        rule=cell["rule"],
        note=cell["note"] if cell["note"] and cell["note"] not in raw else None,
        doubt=None if cell["certain"] else doubts.get(path),
        anchor=view.anchor_of(cell),
    )


def _extra_cells(report: Row, cells: list[Row]) -> list[Row]:
    """Cells that the source prints though its edition of the form lacks them."""
    known = {key for table in form_tables(report["edition"], "zh") for key in table.cell_keys()}
    return [cell for cell in cells if (cell["table"], cell["row"], cell["column"]) not in known]


def _outcomes(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: list(OUTCOMES).index(row["outcome"]))


def _told(rows: list[Row]) -> list[Row]:
    """Indicators whose numerator and denominator are both known."""
    return [row for row in rows if row["numerator"] is not None and row["denominator"]]


def _indicator(row: Row, words: Words) -> Row:
    entry = next((e for e in code_list("indicators") if e["code"] == row["indicator"]), {})
    share = entry.get("unit") in ("ratio", "share")
    shown = "–" if row["value"] is None else words.percent(row["value"]) if share else plain(row["value"])
    caveat = entry.get(f"caveat_{words.lang}", "")
    return {**row, "label": words.code("indicators", row["indicator"]), "caveat": caveat, "shown": shown}


def _finding(row: Row, view: SourceView, held: set[tuple[str, str, str]], edition: str, words: Words) -> Row:
    """A finding with its sentence, and its places and cells as (text, anchor); None where there is nothing to go to."""
    places = [(words.place(place), view.anchor(place)) for place in _split(row["places"])]
    keys = [(table, line, column) for table, line, column in (path.split("/") for path in _split(row["cells"]))]
    cells = [(words.cell(*key, edition), addresses.cell(*key) if key in held else None) for key in keys]
    return {**row, "message": row[f"message_{words.lang}"], "leads": cells[:MOST_LEADS] or places, "cells": len(cells)}


def _split(text: str | None) -> list[str]:
    return [part for part in (text or "").split("|") if part]


def _description(report: Row, words: Words) -> str:
    return words(
        "{a} {y} 年政府信息公开工作年度报告：三张法定表格逐格照录，附核对结果、正文和原文出处。",
        "{a}: annual report on government information disclosure for {y}. The three statutory tables cell by cell, "
        "with checks, narrative and source.",
        a=agency_name(report, words),
        y=report["year"],
    )


def error_link(report_id: str, address: str, words: Words) -> str | None:
    """A link that opens a prefilled message; None where the site names no address for errors."""
    if not address:
        return None
    subject = words("数据有误：{r}", "Error in the data: {r}", r=report_id)
    text = words("报告：{r}\n单元格：\n原文为：\n", "Report: {r}\nCell: \nThe source says: \n", r=report_id)
    names = ("subject", "body") if address.startswith("mailto:") else ("title", "body")
    query = "&".join(f"{name}={quote(value)}" for name, value in zip(names, (subject, text), strict=True))
    return f"{address}{'&' if '?' in address else '?'}{query}"
