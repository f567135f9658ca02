"""An invented agency whose reports hold every state a cell can have, and text that tries to break out of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from gongkai.forms import Form, finding, load_form, unit_of
from gongkai.model import (
    Agency,
    Cell,
    CellKey,
    Check,
    Correction,
    Document,
    Extraction,
    Fact,
    Grid,
    GridCell,
    Indicator,
    Paragraph,
    Place,
    PublishedReport,
    Report,
    Section,
    Source,
    State,
    Status,
)

AGENCY = Agency(
    "460400-sample",
    "儋州市样例局<b>",
    "Danzhou Sample Bureau",
    ("儋州市样例局<b>", "样例局"),
    "prefecture",
    "460400",
    "science_technology",
)
MADE_UP, WEB_PAGE = f"{AGENCY.agency_id}-2022", f"{AGENCY.agency_id}-2021"
"""Its reports: a text, and a web page of the year before."""
SILENT_AGENCY = Agency("321322-sample", "沭阳县样例局", None, ("沭阳县样例局",), "county", "321322")
"""An agency of a county without any report: prefecture and province above it still have pages."""
ATTACK = '</script><script>alert("1")</script>&amp;'
SCRIPT = "javascript:alert(1)"
SPECIAL = {
    ("requests", "granted", "natural_person"): (State.BLANK, "", None),
    ("requests", "granted", "commercial_enterprise"): (State.NOT_APPLICABLE, "/", None),
    ("requests", "granted", "research_institution"): (State.UNREADABLE, "约三<i>", None),
    ("requests", "granted", "public_interest_organization"): (State.ABSENT, None, None),
    ("requests", "carried_out", "total"): (State.REPORTED, "1 200", 1200),
    ("proactive_disclosure", "administrative_fees", "fee_amount"): (State.REPORTED, "21.50万元", Decimal("21.50")),
}
UNCERTAIN = ("requests", "carried_in", "total")
STATED = ("review_litigation", "reconsideration", "total")
MISPRINT = ("requests", "total_processed", "total")


def made_up_reports(folder: Path) -> tuple[tuple[PublishedReport, ...], dict[str, Path]]:
    """Reports for 2021 and 2022 with the source files they were read from, written into the folder."""
    reports, sources = [], {}
    for year in (2021, 2022):
        report_id = f"{AGENCY.agency_id}-{year}"
        lines, cells = _form_lines(load_form("2021"))
        path = folder / f"{report_id}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        sources[report_id] = path
        reports.append(
            PublishedReport(report_id, AGENCY.agency_id, _extraction(year, path, cells), SCRIPT, _indicators())
        )
    return tuple(reports), sources


def web_page(report: PublishedReport) -> tuple[PublishedReport, Document]:
    """The same report as if it had been read from a web page: one table, a row of it for each row of the form."""
    extraction = report.extraction
    source = replace(extraction.source, file="report.html", format="html")
    rows: dict[int, tuple[GridCell, ...]] = {}
    cells = []
    for cell in extraction.cells:
        if cell.place and cell.place.line:
            line = cell.place.line
            row = rows.get(line, (GridCell(ATTACK, _in_table(line, 1)),))
            place = _in_table(line, len(row) + 1)
            rows[line] = (*row, GridCell(cell.raw or "", place))
            cells.append(replace(cell, place=place))
        else:
            cells.append(cell)
    blocks = (Paragraph(ATTACK, Place(paragraph=1)), Grid(tuple(rows.values()), Place(table=1)))
    read = replace(extraction, source=source, cells=tuple(cells))
    return replace(report, extraction=read), Document(source, blocks)


def _in_table(line: int, cell: int) -> Place:
    return Place(table=1, row=line, cell=cell)


def correction() -> Correction:
    key = CellKey("requests", "new_received", "total")
    made = date(2023, 1, 2)
    return Correction(f"{AGENCY.agency_id}-2022", key, 7, "对照原文", "样例", made, "8", "corrections.yml", 3)


def rejected() -> Extraction:
    source = Source("scan.pdf", "pdf", None, "1" * 64, 1234)
    return Extraction(source, Status.REJECTED, "scanned", ("只有图像", "the file holds pictures only"))


def _form_lines(form: Form) -> tuple[list[str], tuple[Cell, ...]]:
    """Each row of the form on a line of its own, its label first."""
    lines, cells = [ATTACK, ""], []
    for table, rows in form.rows.items():
        for row in rows:
            place = len(lines) + 1
            made = [_cell(CellKey(table, row.code, column), place, n) for n, column in enumerate(row.columns, start=2)]
            lines.append("\t".join([row.code, *(cell.raw or "" for cell in made)]))
            cells += made
    return lines, tuple(cells)


def _cell(key: CellKey, line: int, column: int) -> Cell:
    state, raw, value = SPECIAL.get(key, (State.REPORTED, str(column), column))
    place = None if state is State.ABSENT else Place(line=line, cell=column)
    cell = Cell(key, value, unit_of(key), raw, state, place)
    if key == UNCERTAIN:
        return replace(cell, doubts=("column_unclear",), note="其中补报 1 件")
    if key == STATED:
        return replace(cell, value=None, raw="", state=State.BLANK, reconciled=0, rule="NAR-05")
    if key == MISPRINT:
        return replace(cell, reconciled=40, rule="APP-R01")
    return cell


def _extraction(year: int, path: Path, cells: tuple[Cell, ...]) -> Extraction:
    source = Source(path.name, "text", "utf-8", "2" * 64, path.stat().st_size)
    report = Report(
        title=f"{year} 年年度报告{ATTACK}",
        agency=AGENCY.name,
        level="prefecture",
        division_code="460400",
        year=year,
        edition="2021",
    )
    found = finding(
        "APP-R01",
        places=[Place(line=3)],
        cells=[CellKey(*MISPRINT)],
        zh={"row": ATTACK, "left": 8, "right": 40},
    )
    fact = Fact("website_posts", 12, "条", "at_least", Place(line=1), f"发布 12 余条{ATTACK}")
    section = Section(1, "一、总体情况", f"第一段{ATTACK}\n第二段独角兽", Place(line=1))
    return Extraction(
        source,
        Status.PARTIAL,
        report=report,
        cells=cells,
        facts=(fact,),
        sections=(section,),
        findings=(found,),
        checks=(Check("APP-R01", 24, 1, 0),),
    )


def _indicators() -> tuple[Indicator, ...]:
    return (
        Indicator("refusal_rate", 3, 40, Decimal("0.075"), "reconciled"),
        Indicator("unable_rate", 1, 4, None, "reported", "too_few"),
    )
