"""Each of the five reports written as web page, Word file, PDF, Markdown and text, and read back cell by cell.

Where LibreOffice is installed, it also writes and reads the older and the other formats of word processors.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.forms import load_form
from gongkai.model import CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.gold import gold_files
from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport
from tests.support.real_office import needs_libreoffice, save_as
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
OLD_FORMATS = [(report_id, "doc") for report_id in GOLDS] + list(
    zip(GOLDS, ("wps", "rtf", "odt", "fodt"), strict=False)
)
"""Each report as Word 97 file, and one in each of the rarer formats."""


def as_printed(gold: dict[str, Any]) -> dict[CellKey, str]:
    """The text of every cell: as printed where the gold keeps it, else the number, else blank."""
    texts: dict[CellKey, str] = {}
    for key in load_form(gold["report"]["edition"]).cells():
        path = "/".join(key)
        value = gold["cells"][path]
        texts[key] = gold["raw"].get(path, "" if value is None else str(value))
    return texts


def printed(gold: dict[str, Any]) -> PrintedReport:
    """The report of a gold as it would be printed anew."""
    about = gold["report"]
    return PrintedReport(about["edition"], as_printed(gold), agency=about["agency"], year=about["year"])


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("report_id", GOLDS)
def test_every_cell_comes_back(report_id: str, shape: str) -> None:
    gold = GOLDS[report_id]
    cells, _ = extract_cells(recognise(read_bytes(*FORMATS[shape](printed(gold)))))
    wanted = {path: Decimal(str(value)) if value is not None else None for path, value in gold["cells"].items()}
    assert {"/".join(cell.key): cell.value for cell in cells} == wanted
    blank = {path for path, value in gold["cells"].items() if value is None}
    assert {"/".join(cell.key) for cell in cells if cell.state is State.BLANK} == blank


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """(report id, suffix) → the file that LibreOffice wrote; names as people give them."""
    folder = tmp_path_factory.mktemp("年度 报告")
    words = {report_id: folder / f"年报 {report_id}.docx" for report_id in GOLDS}
    for report_id, path in words.items():
        path.write_bytes(word(printed(GOLDS[report_id]))[1])
    files = {}
    for kind in ("doc", "rtf", "odt", "fodt"):
        wanted = [report_id for report_id, suffix in OLD_FORMATS if suffix == kind]
        saved = save_as(kind, [words[report_id] for report_id in wanted], folder)
        files.update({(report_id, kind): saved[words[report_id].stem] for report_id in wanted})
    for report_id, suffix in OLD_FORMATS:
        if suffix == "wps":
            files[report_id, suffix] = files[report_id, "doc"].with_suffix(".wps")
            files[report_id, suffix].write_bytes(files[report_id, "doc"].read_bytes())
    return files


@needs_libreoffice
@pytest.mark.parametrize(("report_id", "suffix"), OLD_FORMATS)
def test_every_cell_comes_back_from_an_old_format(
    old_files: dict[tuple[str, str], Path], capsys: pytest.CaptureFixture[str], report_id: str, suffix: str
) -> None:
    assert main(["extract", str(old_files[report_id, suffix])]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["source"]["format"] == ("odt" if suffix in ("odt", "fodt") else "doc")
    given = {"/".join((c["table"], c["row"], c["column"])): c["value"] for c in record["cells"]}
    assert given == GOLDS[report_id]["cells"]
    assert all(c["certain"] for c in record["cells"])
