"""Tables written part by part: the same bytes however their rows are parted, and copies only where they are wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.package import packed_part, write_tables
from gongkai.package.write import describe_package
from tests.package.make_gold_package import gold_content


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_tables_are_the_same_bytes_however_their_reports_are_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.package.parts.ROW_GROUP", 50)
    content = gold_content()
    ordered = sorted(content.reports, key=lambda report: report.report_id)
    write_tables(content, tmp_path / "whole")
    write_tables(content, tmp_path / "parted", [packed_part([report]) for report in ordered])
    write_tables(content, tmp_path / "halves", [packed_part(ordered[:2]), packed_part(ordered[2:])])
    assert files(tmp_path / "parted") == files(tmp_path / "halves") == files(tmp_path / "whole")


def test_a_large_dataset_has_workbook_and_sqlite_at_a_release_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.package.write.LARGE", 2)
    content = gold_content()
    for name, released in (("between", None), ("released", date(2026, 11, 26))):
        write_tables(content, tmp_path / name)
        describe_package(replace(content.dataset, released_on=released), tmp_path / name)
    kinds = {name: {Path(path).suffix for path in files(tmp_path / name)} for name in ("between", "released")}
    assert not {".xlsx", ".sqlite"} & kinds["between"]
    assert {".xlsx", ".sqlite"} <= kinds["released"]
