"""The forms on the pages of the built site: every number equals the package's and leads to its place and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from gongkai.forms import load_form
from gongkai.site.links import pointers
from gongkai.site.report_page import report_material, report_page
from gongkai.site.rows import CellRow, SourceRow
from gongkai.site.settings import Settings
from gongkai.site.source_text import source_view
from gongkai.site.words import Words
from tests.site.conftest import Built
from tests.site.made_up import ATTACK, MADE_UP, WEB_PAGE
from tests.site.test_pages import HARBIN
from tests.support.gold import gold_files

pytestmark = pytest.mark.slow

FORM_ROWS = [row for rows in load_form("2021").rows.values() for row in rows]
LANGUAGES = ("", "en/")


def shown(cell: Any) -> str:
    """What stands in a form cell for the eye: without the words for screen readers and the notes below the number."""
    copy = deepcopy(cell)
    notes = [node for name in ("visually-hidden", "balance", "cell-note") for node in copy.find_class(name)]
    for node in (*notes, *copy.xpath("./i | ./em")):
        node.drop_tree()
    return str(copy.text_content()).strip()


def state(cell: Any) -> str:
    """The state of a form cell; a number needs no mark."""
    return str(cell.get("data-state", "reported"))


def value(cell: Any) -> str:
    """The number of a form cell: what stands there, or what that means where it is written in another way."""
    return str(cell.get("data-value") or (shown(cell) if state(cell) == "reported" else ""))


def packaged_cells(built: Built) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(report id, cell path, row) straight from the CSV files of the package."""
    for table in ("proactive_disclosure", "requests", "review_litigation"):
        with (built.package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["report_id"], f"{table}/{row['row_code']}/{row['column_code']}", row


def test_every_number_of_every_form_equals_the_package(built: Built) -> None:
    pages: dict[str, dict[str, Any]] = {}
    count = 0
    for report_id, path, row in packaged_cells(built):
        cells = pages.setdefault(report_id, built.form_cells(f"reports/{report_id}"))
        number = value(cells[path])
        assert (Decimal(number) if number else None) == (Decimal(row["value"]) if row["value"] else None), path
        assert state(cells[path]) == row["state"], path
        count += 1
    assert count == sum(len(cells) for cells in pages.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_printed_numbers_of_the_gold_stand_in_the_form(built: Built, lang: str) -> None:
    for gold in gold_files():
        cells = built.form_cells(f"{lang}reports/{gold['report_id']}")
        for path, number in gold["cells"].items():
            printed = gold["raw"].get(path, "" if number is None else str(number))
            assert shown(cells[path]).replace(" ", "") == printed.replace(" ", ""), (gold["report_id"], path)


def test_blank_is_not_zero(built: Built) -> None:
    cells = built.form_cells("reports/230000-science-technology-2019")
    blank = cells["requests/total_processed/natural_person"]
    assert (state(blank), value(blank), shown(blank)) == ("blank", "", "")
    assert "空白" in blank.text_content()
    zero = cells["review_litigation/reconsideration/total"]
    assert (state(zero), value(zero), shown(zero)) == ("reported", "0", "0")


STATES = {
    "requests/granted/natural_person": ("blank", "", "空白"),
    "requests/granted/commercial_enterprise": ("not_applicable", "/", "不适用"),
    "requests/granted/research_institution": ("unreadable", "约三<i>", "无法辨认"),
    "requests/granted/public_interest_organization": ("absent", "", "文本缺失"),
    "requests/carried_out/total": ("reported", "1200", "1200"),
    "proactive_disclosure/administrative_fees/fee_amount": ("reported", "21.50万元", "21.50万元"),
}


@pytest.mark.parametrize("path", STATES)
def test_states_differ_in_what_is_seen_and_in_what_is_read_aloud(built: Built, path: str) -> None:
    kept, seen, heard = STATES[path]
    cell = built.form_cells(f"reports/{MADE_UP}")[path]
    assert (state(cell), shown(cell)) == (kept, seen)
    assert heard in cell.text_content()


def test_doubt_and_misprints_are_marked_beside_the_printed_number(built: Built) -> None:
    cells = built.form_cells(f"reports/{MADE_UP}")
    doubtful = cells["requests/carried_in/total"]
    assert shown(doubtful) == "8" and "存疑" in doubtful.text_content() and "其中补报 1 件" in doubtful.text_content()
    misprint = cells["requests/total_processed/total"]
    assert (shown(misprint), value(misprint), misprint.get("data-reconciled")) == ("8", "8", "40")
    assert "按勾稽为 40" in misprint.text_content()


@pytest.mark.parametrize("report", [MADE_UP, WEB_PAGE])
def test_a_cell_leads_to_its_place_in_the_source_and_back(built: Built, report: str) -> None:
    page = built.tree(f"reports/{report}")
    cells = page.xpath("//table[contains(@class, 'form')]//td[@id][not(@data-state='absent')]")
    assert len(cells) > 190
    for cell in cells:
        (link,) = cell.xpath("./a[starts-with(@href, '#_')] | ./i/a")
        # a number with more to say than where it stands leads to itself, where that opens
        more_to_say = {"data-uncertain", "data-reconciled"} & set(cell.keys()) or cell.find_class("cell-note")
        assert not more_to_say or link.getparent().tag == "i"
        assert link.getparent() is cell or cell.xpath("./a/@href") == [f"#{cell.get('id')}"]
        (target,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.get("href") == f"#{cell.get('id')}"
        printed = {"": "␣", "1200": "1 200"}.get(shown(cell), shown(cell))
        assert target.text_content() == printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_web_page_is_shown_whole_and_as_text(built: Built, lang: str) -> None:
    (source,) = built.tree(f"{lang}reports/{WEB_PAGE}").xpath("//ol[contains(@class, 'source')]")
    printed = source.xpath(".//table/tbody/tr")
    assert len(printed) == len(FORM_ROWS)
    assert source.xpath("string(./li[@id='_g1'])") == ATTACK
    assert {row.xpath("string(td[1])") for row in printed} == {ATTACK}


@pytest.mark.parametrize(("lang", "said"), [("", "正文所述为 0"), ("en/", "the text says 0")])
def test_a_number_taken_from_the_text_says_so(built: Built, lang: str, said: str) -> None:
    cell = built.form_cells(f"{lang}reports/{MADE_UP}")["review_litigation/reconsideration/total"]
    assert (state(cell), value(cell), cell.get("data-reconciled")) == ("blank", "", "0")
    (note,) = cell.find_class("balance")
    assert note.text_content() == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_agency_says_stands_beside_its_number(built: Built, lang: str) -> None:
    page = built.tree(f"{lang}reports/{MADE_UP}")
    cell = built.form_cells(f"{lang}reports/{MADE_UP}")["requests/total_processed/total"]
    assert cell.xpath(".//a[@href='#replies']")
    (reply,) = page.xpath("//h3[@id='replies']/following-sibling::blockquote")
    assert f"总计栏误填{ATTACK}" in reply.text_content() and "样例局，2023-05-06" in reply.text_content()
    assert reply.xpath(".//a/@href") == ["#requests.total_processed.total"]
    assert page.xpath("//a[contains(@href, 'about/#reply')]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("report", [MADE_UP, HARBIN])
def test_a_page_knows_where_its_form_and_source_lead(built: Built, report: str, lang: str) -> None:
    """A build doesn't look for it in the finished page again."""
    figures, source = built.figures, built.sources[report]
    (row,), cells = figures.of(SourceRow, "report_id", report), figures.of(CellRow, "report_id", report)
    material = report_material(figures, report, source_view(row, cells, source))
    page = report_page(material, source, Words(lang), Settings())
    found = pointers("".join(page.insets.values()))
    assert len(found.ids) > 250 and found.leaving == page.inside
