"""Each of the five reports written as web page, Word file, PDF, Markdown and text, and read back cell by cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gongkai.extract.cells import extract_cells
from gongkai.forms import load_form
from gongkai.model import CellKey, State
from gongkai.read import read_bytes
from gongkai.recognise import recognise
from tests.support.gold import gold_files
from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport
from tests.support.shapes import SHAPES, Shape

pytestmark = pytest.mark.slow

GOLDS = {gold["report_id"]: gold for gold in gold_files()}
FORMATS: dict[str, Shape] = {
    "html": SHAPES["html"],
    "html_gbk_spans": SHAPES["html_gbk_spans"],
    "html_pages": SHAPES["html_pages"],
    "markdown": SHAPES["markdown"],
    "tabs_crlf_utf16": SHAPES["tabs_crlf_utf16"],
    "word": word,
    "pdf": pdf,
}


def as_printed(gold: dict[str, Any]) -> dict[CellKey, str]:
    """The text of every cell: as printed where the gold keeps it, else the number, else blank."""
    texts: dict[CellKey, str] = {}
    for key in load_form(gold["report"]["edition"]).cells():
        path = "/".join(key)
        value = gold["cells"][path]
        texts[key] = gold["raw"].get(path, "" if value is None else str(value))
    return texts


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("report_id", GOLDS)
def test_every_cell_comes_back(report_id: str, shape: str) -> None:
    gold = GOLDS[report_id]
    report = PrintedReport(
        gold["report"]["edition"], as_printed(gold), agency=gold["report"]["agency"], year=gold["report"]["year"]
    )
    cells, _ = extract_cells(recognise(read_bytes(*FORMATS[shape](report))))
    wanted = {path: Decimal(str(value)) if value is not None else None for path, value in gold["cells"].items()}
    assert {"/".join(cell.key): cell.value for cell in cells} == wanted
    blank = {path for path, value in gold["cells"].items() if value is None}
    assert {"/".join(cell.key) for cell in cells if cell.state is State.BLANK} == blank
