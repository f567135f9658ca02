"""The command line as the contract has it: JSON lines, exit codes, one line an error."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.support.gold import GOLD

REPORTS = sorted((GOLD.parent / "reports").glob("*.txt"))
KEYS = {"source", "status", "reason", "report", "cells", "facts", "sections", "findings"}
CELL_KEYS = {"table", "row", "column", "value", "unit", "raw", "state", "place", "reconciled", "rule", "certain"}


def test_extract_prints_one_object_per_file_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    files = [REPORTS[2], REPORTS[0]]
    assert main(["extract", *map(str, files)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["source"]["file"] for record in records] == [path.name for path in files]
    assert all(set(record) >= KEYS for record in records)
    assert all(set(cell) >= CELL_KEYS for record in records for cell in record["cells"])


def test_extract_gives_dates_numbers_and_places_as_the_contract_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", str(GOLD.parent / "reports" / "230000-science-technology-2019.txt")])
    record = json.loads(capsys.readouterr().out)
    cells = {(c["table"], c["row"], c["column"]): c for c in record["cells"]}
    assert record["report"]["publish_date"] == "2020-01-20"
    assert cells["requests", "granted", "natural_person"]["place"] == "line 51, cell 3"
    amount = cells["proactive_disclosure", "centralized_procurement", "procurement_amount"]
    assert (amount["value"], amount["unit"], amount["raw"]) == (169.98, "CNY_10K", "169.98 万元")
    blank = cells["requests", "total_processed", "total"]
    assert (blank["value"], blank["state"], blank["reconciled"], blank["rule"]) == (None, "blank", 2, "APP-C02")
    error = next(f for f in record["findings"] if f["rule"] == "APP-C03")
    assert (error["severity"], error["cells"]) == ("error", [["requests", "total_processed", "natural_person"]])


def test_a_rejected_file_is_one_line_on_standard_error_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert main(["extract", str(empty), str(REPORTS[0])]) == 1
    out, err = capsys.readouterr()
    rejected, read = map(json.loads, out.splitlines())
    assert (rejected["status"], rejected["reason"], rejected["report"], rejected["cells"]) == (
        "rejected",
        "empty_file",
        None,
        [],
    )
    assert read["status"] == "complete"
    assert err.count("\n") == 1
    assert "empty.txt" in err


@pytest.mark.parametrize("argv", [["extract"], ["extract", "no-such-file.txt"], ["fly"], ["build", "--jobs", "0"]])
def test_usage_errors_exit_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_check_shows_findings_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(GOLD.parent / "reports" / "371000-science-technology-2019.txt")]) == 0
    out = capsys.readouterr().out
    assert "行总计为0，各类申请人之和为1" in out
    assert "applicant types sum to 1" in out
    assert out.index("error") < out.index("note")


def test_score_is_0_when_nothing_is_silently_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(GOLD)]) == 0
    assert "text\t2019\t4\t792\t792\t0\t0\t0" in capsys.readouterr().out


def test_an_error_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(tmp_path)]) == 1
    assert "give a folder with *.json gold files" in capsys.readouterr().err


VERBS = ("build", "extract", "check", "score", "add", "validate", "diff", "release", "serve")


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_command_says_in_both_languages_what_it_does(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for argv in (["--help"], [verb, "--help"]):
        with pytest.raises(SystemExit):
            main(argv)
    overview, own = capsys.readouterr().out.split("退出码")
    (line,) = re.findall(rf"^    {verb} +(.+)$", overview, re.MULTILINE)
    assert re.fullmatch("[\u4e00-\u9fff].* / [a-z].*", line)
    assert line in own
