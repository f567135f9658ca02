"""The command line as the contract has it: JSON lines, exit codes, one line an error."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.pipeline.apart import extract_files
from gongkai.render import findings_table, summary_line
from tests.support.gold import GOLD

REPORTS = sorted((GOLD.parent / "reports").glob("*.txt"))
KEYS = {"source", "status", "reason", "report", "cells", "facts", "sections", "findings"}
CELL_KEYS = {
    "table",
    "row",
    "column",
    "value",
    "unit",
    "raw",
    "state",
    "place",
    "reconciled",
    "rule",
    "certain",
    "doubts",
}


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
    assert record["report"]["coverage_end"] == "2019-12-31"
    dates = [record["report"][name] for name in ("publish_date", "publish_date_basis", "signature_date")]
    assert dates == ["2020-01-20", "signature", "2020-01-20"]
    assert cells["requests", "granted", "natural_person"]["place"] == "line 51, cell 3"
    amount = cells["proactive_disclosure", "centralized_procurement", "procurement_amount"]
    assert (amount["value"], amount["unit"], amount["raw"]) == (169.98, "CNY_10K", "169.98 万元")
    blank = cells["requests", "total_processed", "total"]
    assert (blank["value"], blank["state"], blank["reconciled"], blank["rule"]) == (None, "blank", 2, "APP-C02")
    error = next(f for f in record["findings"] if f["rule"] == "APP-C03")
    assert (error["severity"], error["cells"]) == ("info", [["requests", "total_processed", "natural_person"]])


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
    words = "未采用 rejected: 文件为空；重新下载原文 / the file is empty; download the source again"
    assert err == f"gongkai: empty.txt: {words}\n"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["extract"], "FILE"),
        (["extract", "no-such-file.txt"], "no-such-file.txt: 没有这个文件；检查路径 / there is no such file"),
        (["check", "."], ".: 这是文件夹；请给文件 / this is a folder; give files"),
        (["fly"], "fly"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--colour"], "--colour"),
    ],
)
def test_usage_errors_are_one_line_and_exit_with_2(
    argv: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("gongkai: 用法不对 / usage: ")
    assert words in err


def test_no_words_at_all_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Usage: gongkai" in capsys.readouterr().out


def test_a_source_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = REPORTS[0].read_text(encoding="utf-8").replace("7 |", "\x1b[31m7\x9b0m |")
    name = "report\x1b]0;pwn\x07.txt"
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / f"empty {name}").write_bytes(b"")
    main(["check", str(tmp_path / name), str(tmp_path / f"empty {name}")])
    main(["extract", str(tmp_path / f"empty {name}")])
    out, err = capsys.readouterr()
    assert r"report\x1b]0;pwn\x07.txt" in out
    assert r"report\x1b]0;pwn\x07.txt" in err
    assert not {character for character in out + err if character != "\n" and unicodedata.category(character) == "Cc"}


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


VERBS = ("build", "extract", "check", "score", "new", "add", "collect", "validate", "diff", "release", "serve")


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_command_says_in_both_languages_what_it_does(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["--help"]) == 0
    (line,) = re.findall(rf"^│ {verb} +(.+?) +│$", capsys.readouterr().out, re.MULTILINE)
    assert re.fullmatch("[\u4e00-\u9fff].* / [a-z].*", line)
    assert main([verb, "--help"]) == 0
    own = capsys.readouterr().out
    assert line in own
    options = re.findall(r"^│ \*? +(.+?) +│$", own, re.MULTILINE)
    described = [option for option in options if " / " in option or option.startswith("--help")]
    assert described == options
    assert own.split("例 / examples")[1].count("gongkai ") == 2


def test_a_second_dataset_is_made_by_commands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = ["--datasets", str(tmp_path)]
    assert main(["new", "water", *places]) == 0
    stranger = tmp_path / "no report.txt"
    stranger.write_text("今天天气很好，我们去公园散步。", encoding="utf-8")
    report, other = str(REPORTS[0]), str(REPORTS[1])
    assert main(["add", str(stranger), report, "--dataset", "water", *places]) == 1
    out, err = capsys.readouterr()
    assert "agency_id     140600-science-technology" in out
    assert "no report.txt" in err
    assert "give --new-agency" in err
    assert main(["add", report, str(stranger), other, "--dataset", "water", "--new-agency", *places]) == 1
    told = capsys.readouterr().out
    assert "140600-science-technology-2020 → " in told
    # what was read of each, and what was found
    read = list(extract_files([REPORTS[0], REPORTS[1]]))
    assert [summary_line(each) in told and findings_table(each) in told for each in read] == [True, True]
    assert len(list((tmp_path / "water" / "reports").glob("*.txt"))) == 2


def test_two_states_of_a_report_are_compared_cell_by_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = GOLD.parent / "reports" / "230100-science-technology-2022.txt"
    later = tmp_path / "later.txt"
    text = source.read_text(encoding="utf-8")
    later.write_text(text.replace("2.重复申请\t4\t0", "2.重复申请\t5\t0"), encoding="utf-8")
    assert later.read_text(encoding="utf-8") != text
    assert main(["diff", str(source), str(source)]) == 0
    assert "they say the same" in capsys.readouterr().out
    assert main(["diff", str(source), str(later)]) == 1
    assert "2.重复申请 · 自然人: 4 → 5" in capsys.readouterr().out


def test_a_file_that_is_no_report_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = tmp_path / "weather.txt"
    stranger.write_text("今天天气很好，我们去公园散步。", encoding="utf-8")
    assert main(["diff", str(stranger), str(REPORTS[0])]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("gongkai: weather.txt: 未采用 rejected: ")
