"""Reports made for tests: consistent ones in which every rule holds, and small changes to them.

A cell is named by its path, `requests/granted/total`; a row by `requests/granted`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from gongkai.forms import labels, load_form, unit_of
from gongkai.model import Cell, CellKey, Extraction, Fact, Number, Place, Report, Section, Source, State, Status

TYPES = tuple(labels("applicant_types"))
OUTCOMES = tuple(labels("outcomes"))
Change = Callable[[Extraction], Extraction]


def consistent_report(
    edition: str = "2021", *, seed: int = 0, most: int = 20, year: int | None = None, after: Extraction | None = None
) -> Extraction:
    """A report of random figures in which every sum holds and every rule passes.

    Args:
        edition: of the form.
        seed: of the random figures.
        most: the largest figure of an outcome.
        year: of the report; the first of the edition if not given.
        after: the report of the year before, whose carry-over and stocks this one takes up.
    """
    random = Random(seed)
    year = year or (after.report.year or 0) + 1 if after else year or load_form(edition).first_year
    numbers: dict[CellKey, Number] = {}
    numbers.update(_requests(random, edition, most, after))
    numbers.update(_review(random, year))
    numbers.update(_proactive(random, edition, after))
    cells = tuple(_cell(key, numbers[key], n) for n, key in enumerate(load_form(edition).cells()))
    report = Extraction(
        Source("report.txt", "text", "utf-8", "0" * 64, 1), Status.COMPLETE, report=_report(edition, year), cells=cells
    )
    return replace(report, facts=_facts(report), sections=_sections(year))


def _requests(random: Random, edition: str, most: int, after: Extraction | None) -> dict[CellKey, Number]:
    leaves = load_form(edition).children("processed")
    figures = {(row, kind): random.choice([0, 0, random.randint(0, most)]) for row in leaves for kind in TYPES[:-1]}
    figures["granted", "natural_person"] += 1
    for kind in TYPES[:-1]:
        carried_in = int(number(after, f"requests/carried_out/{kind}") or 0) if after else random.randint(0, 2)
        figures["granted", kind] += carried_in
        processed = sum(figures[row, kind] for row in leaves)
        carried_out = random.randint(0, 3)
        figures["carried_in", kind] = carried_in
        figures["carried_out", kind] = carried_out
        figures["total_processed", kind] = processed
        figures["new_received", kind] = processed + carried_out - carried_in
    for row in {row for row, _ in figures}:
        figures[row, "total"] = sum(figures[row, kind] for kind in TYPES[:-1])
    return {CellKey("requests", row, kind): value for (row, kind), value in figures.items()}


def _review(random: Random, year: int) -> dict[CellKey, Number]:
    numbers: dict[CellKey, Number] = {}
    for channel in labels("channels"):
        rare = channel == "litigation_direct" and year >= 2024
        figures = [0 if rare else random.randint(0, 3) for _ in OUTCOMES[:-1]]
        figures[0] += channel == "reconsideration"
        for outcome, value in zip(OUTCOMES, (*figures, sum(figures)), strict=True):
            numbers[CellKey("review_litigation", channel, outcome)] = value
    return numbers


def _proactive(random: Random, edition: str, after: Extraction | None) -> dict[CellKey, Number]:
    numbers: dict[CellKey, Number] = {}
    for row in load_form(edition).rows["proactive_disclosure"]:
        for column in row.columns:
            numbers[CellKey("proactive_disclosure", row.code, column)] = random.randint(0, 9)
    for key in [key for key in numbers if key.column == "total_disclosed"]:
        flow = key._replace(column="newly_disclosed_this_year")
        numbers[flow] += numbers[key._replace(column="made_this_year")]
        numbers[key] = numbers[flow] + 5
    for key in [key for key in numbers if key.column == "items_change"]:
        if after:
            before = [
                number(after, f"proactive_disclosure/{key.row}/{c}") or 0 for c in ("items_prior_year", key.column)
            ]
            numbers[key._replace(column="items_prior_year")] = sum(before)
    for key in [key for key in numbers if key.column == "in_force"]:
        stock = (number(after, "/".join(key)) or 0) if after else 20
        repealed = key._replace(column="repealed_this_year")
        numbers[repealed] = min(numbers[repealed], stock)
        numbers[key] = stock + numbers[key._replace(column="issued_this_year")] - numbers[repealed]
    for key in [key for key in numbers if key.column in ("fee_amount", "procurement_amount")]:
        numbers[key] = Decimal("12.5")
    return numbers


def _cell(key: CellKey, value: Number, position: int) -> Cell:
    unit = unit_of(key) or "CNY_10K"
    return Cell(
        key, value, unit, str(value), State.REPORTED, Place(table=1, row=position // 7 + 1, cell=position % 7 + 1)
    )


def _report(edition: str, year: int) -> Report:
    return Report(
        title=f"云岭区示范局{year}年政府信息公开工作年度报告",
        agency="云岭区示范局",
        agency_as_titled="云岭区示范局",
        level="prefecture",
        division_code="990100",
        year=year,
        edition=edition,
        coverage_start=date(year, 1, 1),
        coverage_end=date(year, 12, 31),
        publish_date=date(year + 1, 1, 20),
        signatory="云岭区示范局",
        format_notice=load_form(edition).notice,
        phone="0990-1234567",
    )


def _facts(report: Extraction) -> tuple[Fact, ...]:
    received, processed = (number(report, f"requests/{row}/total") for row in ("new_received", "total_processed"))
    granted = number(report, "requests/granted/total")
    reviews = number(report, "review_litigation/reconsideration/total")
    rest = (processed or 0) - (granted or 0)
    said = (
        f"共收到申请{received}件，办理申请{processed}件，其中：予以公开{granted}件，其余{rest}件。行政复议{reviews}件。"
    )
    figures = {
        "applications_received": received,
        "applications_processed": processed,
        "applications_granted": granted,
        "reconsideration_cases": reviews,
        "website_posts": 300,
    }
    return tuple(Fact(code, value or 0, "件", "exact", Place(line=9), said) for code, value in figures.items())


def _sections(year: int) -> tuple[Section, ...]:
    titles = [label.zh["2021"] for label in labels("sections").values()]
    text = f"{year}年，本局认真做好政府信息公开工作。比{year - 1}年多。"
    return tuple(Section(n, title, text, Place(line=n * 10)) for n, title in enumerate(titles, 1))


def key_of(path: str) -> CellKey:
    """The address behind `table/row/column`."""
    table, row, column = path.split("/")
    return CellKey(table, row, column)


def cell(report: Extraction, path: str) -> Cell:
    """The cell at that path."""
    return next(cell for cell in report.cells if cell.key == key_of(path))


def number(report: Extraction, path: str) -> Number | None:
    """The number printed at that path; None if there is none, or no such cell."""
    return next((cell.value for cell in report.cells if cell.key == key_of(path)), None)


def with_number(report: Extraction, path: str, value: Number | None) -> Extraction:
    """The report with that number printed there, or nothing (a blank); a new cell if the form has none."""
    key = key_of(path)
    old = next((cell for cell in report.cells if cell.key == key), _cell(key, 0, len(report.cells)))
    state = State.BLANK if value is None else State.REPORTED
    new = replace(old, value=value, raw="" if value is None else str(value), state=state)
    kept = tuple(new if cell.key == key else cell for cell in report.cells)
    return replace(report, cells=kept if new in kept else (*kept, new))


def with_row(report: Extraction, row: str, *values: Number | None) -> Extraction:
    """The report with these numbers in a row, from its first column on; None leaves a blank."""
    table, code = row.split("/")
    form_row = load_form(str(report.report.edition)).row(table, code)
    for column, value in zip(form_row.columns if form_row else TYPES, values, strict=True):
        report = with_number(report, f"{row}/{column}", value)
    return report


def with_column(report: Extraction, column: str, **values: Number | None) -> Extraction:
    """The report with these numbers in a column of the requests table, by row."""
    for row, value in values.items():
        report = with_number(report, f"requests/{row}/{column}", value)
    return report


def with_state(report: Extraction, path: str, state: State, raw: str | None = None) -> Extraction:
    """The report with no number at that path, for that reason."""
    changed = replace(cell(report, path), value=None, state=state, raw=raw)
    return replace(report, cells=tuple(changed if c.key == changed.key else c for c in report.cells))


def with_unit(report: Extraction, path: str, unit: str | None) -> Extraction:
    """The report with the amount at that path in that unit."""
    changed = replace(cell(report, path), unit=unit)
    return replace(report, cells=tuple(changed if c.key == changed.key else c for c in report.cells))


def uncertain(report: Extraction, *paths: str) -> Extraction:
    """The report with the reading of these cells in doubt, of all cells if none is named."""
    keys = {key_of(path) for path in paths}
    cells = (replace(c, doubts=("column_unclear",)) if not keys or c.key in keys else c for c in report.cells)
    return replace(report, cells=tuple(cells))


def with_report(report: Extraction, **fields: object) -> Extraction:
    """The report with other metadata."""
    return replace(report, report=replace(report.report, **fields))  # type: ignore[arg-type]


def with_fact(
    report: Extraction, code: str, value: Number, *, sentence: str = "正文。", **fields: str | bool
) -> Extraction:
    """The report with that one statement of a number in its narrative, instead of others of its code."""
    fact = Fact(
        code, value, "件", str(fields.get("qualifier", "exact")), Place(line=9), sentence, bool(fields.get("implied"))
    )
    return replace(report, facts=(*(f for f in report.facts if f.fact != code), fact))


def without_facts(report: Extraction) -> Extraction:
    """The report with no number in its narrative."""
    return replace(report, facts=())


def with_text(report: Extraction, text: str) -> Extraction:
    """The report with that narrative in its first section and none elsewhere."""
    sections = (replace(section, text=text if section.section == 1 else "") for section in report.sections)
    return replace(report, sections=tuple(sections))
