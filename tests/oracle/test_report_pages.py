"""The pages of reports against the known cells: every number of the form, its state, its place, what is said of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import cells, sums
from tests.oracle.pages import Cell, Page, different, marked, number, text
from tests.oracle.said import GROUPS, LANGUAGES, STATES, TABLES, heads, say
from tests.support.made_up.known import reports
from tests.support.made_up.model import Key, KnownCell, KnownReport
from tests.support.made_up.writing import places_of
from tests.support.official_forms import PROACTIVE, REQUESTS
from tests.support.official_forms import cells as cells_of_form

PLACES = {"table": "t", "row": "r", "line": "l", "cell": "c", "characters": "x"}
"""What stands for a part of a place in the address of its number in the source."""
each_report = pytest.mark.parametrize("report", reports(), ids=lambda report: report.report_id)
both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def page(site: Path, report: KnownReport, lang: str) -> Page:
    return _page(site, report.report_id, lang)


@cache
def _page(site: Path, report_id: str, lang: str) -> Page:
    return Page(site, f"reports/{report_id}/", lang)


@both_languages
@each_report
def test_every_cell_of_the_form_stands_once_with_its_number(site: Path, lang: str, report: KnownReport) -> None:
    found = {cell.get("id"): cell for cell in page(site, report, lang).tree.xpath(".//td[@id]")}
    keys = [*cells_of_form(report.edition), *(key for key in report.cells if key not in cells_of_form(report.edition))]
    assert {address for address in found if address.count(".") == 2} == {".".join(key) for key in keys}
    wrong = []
    for key in keys:
        cell, element = report.cells[key], found[".".join(key)]
        said = {
            "shown": _shown(element),
            "state": element.get("data-state", "reported"),
            "named": [name for name in STATES.values() if say(lang, name) in _hidden(element)],
            "value": element.get("data-value") or _shown(element),
            "reconciled": element.get("data-reconciled"),
            "balance": [text(part) for part in element.xpath("./span[contains(@class, 'balance')]")],
            "doubt": say(lang, ("存疑", "in doubt")) in _hidden(element) and element.get("data-uncertain") is not None,
        }
        if said != (expected := _expected(cell, lang)):
            wrong.append((key, said, expected))
    assert wrong == []


def _shown(element: Any) -> str:
    """What a reader sees in a cell: the link to itself, without what is meant for screen readers."""
    (link,) = element.xpath("./a[1]")
    hidden = "".join(link.xpath(".//span[@class='visually-hidden']//text()"))
    return text(link).removesuffix(hidden).replace(",", "").strip()


def _hidden(element: Any) -> str:
    return " ".join(element.xpath(".//span[@class='visually-hidden']//text()"))


def _expected(cell: KnownCell, lang: str) -> dict[str, Any]:
    value = None if cell.value is None else number(cell.value).replace(",", "")
    best = None if cell.reconciled is None else number(cell.reconciled).replace(",", "")
    raw = re.sub(r",(?=\d{3})", "", (cell.raw or "").strip())
    misprint = say(lang, ("按勾稽为 {}", "should be {}")), say(lang, ("勾稽推得 {}", "implied {}"))
    note = misprint[cell.state != "reported"].format(best)
    return {
        "shown": raw,
        "state": cell.state,
        "named": [] if cell.state == "reported" else [STATES[cell.state]],
        "value": value if value is not None else raw,
        "reconciled": best,
        "balance": [] if best is None else [note],
        "doubt": not cell.certain,
    }


@both_languages
@each_report
def test_every_printed_cell_leads_to_its_place_in_the_source(site: Path, lang: str, report: KnownReport) -> None:
    named = page(site, report, lang).by_id
    for key, place in places_of(report).items():
        (link,) = named[".".join(key)].xpath("./a[starts-with(@href, '#_')] | ./i/a")
        parts = (part.split(" ") for part in place.split(", "))
        assert link.get("href") == "#_" + "".join(f"{PLACES[name]}{count}" for name, count in parts)
        assert (report.cells[key].raw or "").strip() in text(named[link.get("href").removeprefix("#")])


@each_report
def test_the_rows_of_the_form_are_headed_as_printed(site: Path, report: KnownReport) -> None:
    named = page(site, report, "zh").by_id
    for key in cells_of_form(report.edition):
        if key[0] == "review_litigation":
            continue
        heads_of_row = [text(head) for head in named[".".join(key)].getparent().iter("th")]
        assert _label(key, report.edition) in heads_of_row


def _label(key: Key, edition: str) -> str:
    if key[0] == "requests":
        return REQUESTS[edition][key[1]]
    return next(name for _, code, name, _ in PROACTIVE[edition] if code == key[1])


@both_languages
@each_report
def test_the_outcomes_of_a_report(site: Path, lang: str, report: KnownReport) -> None:
    found = page(site, report, lang).tree.xpath(".//td[@data-outcome]")
    expected = []
    for row in (row for row in sums.outcomes() if row["report_id"] == report.report_id):
        part = f"{number(row['decided'])} / {number(row['processed'])}"
        shown = say(lang, ("未填", "not filled in")) if row["decided"] is None else part
        share = "–" if row["share"] is None else f"{float(row['share']) * 100:.1f}%"
        name = say(lang, GROUPS[row["outcome"]])
        if row["stated"] and row["stated"] < row["rows"]:
            name += " " + say(lang, ("{s} / {r} 行有数", "{s} of {r} rows filled in")).format(
                s=row["stated"], r=row["rows"]
            )
        if row["reconciled"]:
            name += " " + say(lang, ("含勾稽数", "includes reconciled numbers"))
        if row["uncertain"]:
            name += " " + say(lang, ("含存疑数", "includes numbers in doubt"))
        expected.append([name, shown, share])
    assert [[text(cell) for cell in each.getparent()] for each in found] == expected


@both_languages
@each_report
def test_the_years_of_its_agency(site: Path, lang: str, report: KnownReport) -> None:
    own = [row for row in cells.report_rows() if row["agency_id"] == report.agency_id]
    expected: list[list[Cell]] = [
        heads(lang, ("年度", "Year"), ("新收", "Received"), ("办结", "Processed"), ("予以公开", "Disclosed"),
              ("结转下年", "Carried out"))
    ]  # fmt: skip
    for row in sorted(own, key=lambda row: -row["year"]):
        here = row["report_id"] == report.report_id
        numbers = (
            ("received", "new_received"), ("processed", "total_processed"), ("granted", "granted"),
            ("carried_out", "carried_out"),
        )  # fmt: skip
        name = str(row["year"]) if here else (str(row["year"]), f"reports/{row['report_id']}/")
        expected.append([name, *(marked(row, *names) for names in numbers)])
    caption = say(
        lang,
        (
            "总计列，件；有勾稽数的取勾稽数；? 存疑，* 勾稽数",
            "Total column; reconciled numbers where there are any; ? in doubt, * reconciled",
        ),
    )
    assert list(different(page(site, report, lang).table(caption), expected)) == []


@both_languages
@each_report
def test_a_report_leads_to_the_years_before_and_after(site: Path, lang: str, report: KnownReport) -> None:
    (row,) = [row for row in cells.report_rows() if row["report_id"] == report.report_id]
    leads = page(site, report, lang)
    for way, name in (("prev", "previous_id"), ("next", "next_id")):
        found = [leads.leads_to(link) for link in leads.tree.xpath(f".//a[@rel='{way}']")]
        assert found == ([f"reports/{row[name]}/"] if row[name] else [])


@both_languages
@each_report
def test_its_tables_are_named(site: Path, lang: str, report: KnownReport) -> None:
    captions = [text(caption) for caption in page(site, report, lang).tree.iter("caption")]
    assert [caption for caption in captions if caption in [say(lang, names) for names in TABLES.values()]] == [
        say(lang, names) for names in TABLES.values()
    ]


@both_languages
@each_report
def test_the_first_number_of_refusals_says_what_it_lacks(site: Path, lang: str, report: KnownReport) -> None:
    (row,) = [row for row in sums.outcomes() if (row["report_id"], row["outcome"]) == (report.report_id, "refused")]
    lacking = row["stated"] < row["rows"]
    some = (f"（{row['stated']} / {row['rows']} 行有数）", f" ({row['stated']} of {row['rows']} rows filled in)")
    doubt = ("（存疑）", " (in doubt)") if row["uncertain"] else ("", "")
    told = number(row["decided"]) + say(lang, some if lacking else doubt)
    if row["share"] is not None:
        percent = f"{float(row['share']) * 100:.1f}%"
        told += say(lang, (f"占办结的{percent}", f"{percent} of processed"))
    told += say(lang, ("不予公开", "not disclosed"))
    assert told.replace(" ", "") in [figure.replace(" ", "") for figure in page(site, report, lang).figures()]
