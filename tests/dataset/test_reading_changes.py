"""`reading_changes.yml`: what it may say, and how a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.dataset import read_reading_changes
from gongkai.errors import DatasetError
from gongkai.model import ReadingChange

GOOD = """\
- version: 2026.12.0
  reason_zh: 识别千分位
  reason_en: Thousands separators are read
  rows: [granted, "refused_*"]
  rules: [APP-V01]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "reading_changes.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_declaration(tmp_path: Path) -> None:
    (change,) = read_reading_changes(written(tmp_path, GOOD))
    assert change == ReadingChange(
        "2026.12.0", "识别千分位", "Thousands separators are read", rows=("granted", "refused_*"), rules=("APP-V01",)
    )


def test_a_reason_may_be_short(tmp_path: Path) -> None:
    text = GOOD.replace("识别千分位", "点").replace("Thousands separators are read", "x").replace("APP-V01", '"*"')
    (change,) = read_reading_changes(written(tmp_path, text))
    assert (change.reason_zh, change.reason_en, change.rules) == ("点", "x", ("*",))


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_no_declarations(tmp_path: Path, text: str | None) -> None:
    path = written(tmp_path, text) if text is not None else tmp_path / "missing.yml"
    assert read_reading_changes(path) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD.replace("2026.12.0", "next"), "1: version is 'next', it must be the version"),
        (
            GOOD.replace("  reason_en: Thousands separators are read\n", ""),
            "1: reason_en is missing",
        ),
        (GOOD.replace("rows", "row"), "4: row is no known key, use version"),
        (
            GOOD + "- version: 2026.12.1\n  reason_zh: 甲\n  reason_en: a\n",
            "6: entry 2 is a mapping, it must be a mapping that gives",
        ),
        (GOOD.replace('[granted, "refused_*"]', "granted"), "4: rows is 'granted', it must be a list of names"),
        (GOOD.replace("识别千分位", "''"), "2: reason_zh is '', it must be a reason in Chinese"),
        (GOOD.replace("[APP-V01]", "[APP-V01"), "6: expected ',' or ']'"),
        ("version: 2026.12.0\n", "1: the file is a mapping, it must be a list of reading changes"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(DatasetError) as raised:
        read_reading_changes(path)
    assert str(raised.value).startswith(f"{path}:{complaint}")


def test_text_that_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "reading_changes.yml"
    path.write_bytes("- reason_zh: 识别".encode("gbk"))
    with pytest.raises(DatasetError, match="save it as UTF-8"):
        read_reading_changes(path)
