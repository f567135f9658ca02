"""`collect.csv` and `looked_for.csv`: every wrong row is named with its line; what was written is read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.dataset import append_source, read_list_pages, read_looked_for, write_list_pages, write_looked_for
from gongkai.errors import DatasetError

AGENCY = "371000-science-technology"


def write(path: Path, *rows: str, header: str = "agency_id,address,allow") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_rows_come_as_written_and_keep_what_was_found_last(tmp_path: Path) -> None:
    path = write(tmp_path / "collect.csv", f"{AGENCY},https://a.gov.cn/nb/,", f"{AGENCY},http://b.gov.cn/,plain_http")
    rows = read_list_pages(path, {AGENCY})
    assert [(row.address, row.plain_http, row.last_gave_on) for row in rows] == [
        ("https://a.gov.cn/nb/", False, None),
        ("http://b.gov.cn/", True, None),
    ]
    write_list_pages(path, rows)
    assert read_list_pages(path, {AGENCY}) == rows


def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "collect.csv",
        "nobody,https://a.gov.cn/,",
        f"{AGENCY},www.a.gov.cn,",
        f"{AGENCY},http://a.gov.cn/,",
        f"{AGENCY},https://a.gov.cn/,everything",
    )
    with pytest.raises(DatasetError) as raised:
        read_list_pages(path, {AGENCY})
    lines = str(raised.value).splitlines()
    assert [line.partition("collect.csv:")[2].partition(":")[0] for line in lines] == ["2", "3", "4", "5"]
    assert "'nobody' is not in the register; add the agency to agencies.csv" in lines[0]
    assert "is no web address; write it with https://" in lines[1]
    assert "is not encrypted; write https://, or plain_http into the column allow" in lines[2]


def test_a_dataset_without_list_pages_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"collect\.csv: the file is missing; make it"):
        read_list_pages(tmp_path / "collect.csv", {AGENCY})


def test_what_was_looked_for_in_vain_is_kept_with_its_day(tmp_path: Path) -> None:
    path = tmp_path / "looked_for.csv"
    assert read_looked_for(path) == {}
    found = {(AGENCY, 2025): date(2026, 3, 2), (AGENCY, 2024): date(2026, 2, 1)}
    write_looked_for(path, found)
    assert read_looked_for(path) == found
    assert path.read_text(encoding="utf-8").splitlines()[1] == f"{AGENCY},2024,2026-02-01"


def test_a_source_with_new_columns_leaves_the_rows_before_it_as_they_are(tmp_path: Path) -> None:
    path = write(
        tmp_path / "sources.csv",
        "1,reports/a.txt,,hash,5,2026-01-01",
        header="report_id,file,url,sha256,bytes,added_on",
    )
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append_source(path, {"report_id": "2", "file": "reports/b.txt", "added_on": "2026-01-02", "etag": '"x,y"'})
    assert path.read_text(encoding="utf-8").splitlines() == [
        "report_id,file,url,sha256,bytes,added_on,etag",
        "1,reports/a.txt,,hash,5,2026-01-01,",
        '2,reports/b.txt,,,,2026-01-02,"""x,y"""',
    ]
