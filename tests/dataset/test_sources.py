"""`sources.csv`: where each file came from; none may get lost without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.dataset import SourceEntry, refuse_lost_sources
from gongkai.dataset.sources import read_sources
from gongkai.errors import DatasetError
from tests.dataset.conftest import Write

HEADER = "report_id,file,url,sha256,bytes,added_on,original_name,note\n"
SHA = "0" * 64
ROW = f"321200-science-2022,reports/a.html,https://example.org/a,{SHA},12,2026-11-20,t.html,\n"
OTHER = ROW.replace("2022", "2021").replace("a.html", "b.html")
KNOWN = {"321200-science"}


def message_of(path: Path) -> str:
    with pytest.raises(DatasetError) as raised:
        read_sources(path, KNOWN)
    return str(raised.value)


def test_a_source_has_a_report_a_file_an_address_and_a_proof(write: Write) -> None:
    entry = SourceEntry(
        "321200-science-2022", "reports/a.html", "https://example.org/a", SHA, 12, date(2026, 11, 20), line=2
    )
    assert read_sources(write("sources.csv", HEADER + ROW), KNOWN) == {"reports/a.html": entry}


def test_a_new_dataset_needs_no_list_of_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path / "sources.csv", KNOWN) == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ROW.replace("a.html", "c.html"), "321200-science-2022 stands on line 2 already; keep one row"),
        (OTHER.replace("b.html", "a.html"), "reports/a.html stands on line 2 already; keep one row"),
        (
            OTHER.replace("science", "water"),
            "321200-water-2021 is of an agency that is not in the register; add the agency to agencies.csv",
        ),
        (
            OTHER.replace("-2021", ""),
            "report_id is '321200-science'; it must match [0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*-[0-9]{4}",
        ),
        (OTHER.replace(SHA, "0"), "sha256 is '0'; it must match [0-9a-f]{64}"),
        (OTHER.replace(",12,", ",12 KB,"), "bytes is '12 KB'; it must match [0-9]{1,12}"),
        (
            OTHER.replace("https://example.org/a", "javascript:alert(1)"),
            "url 'javascript:alert(1)' is no web address; write it with https://, or leave it empty",
        ),
        (OTHER.replace("2026-11-20", ""), "added_on is empty; write the day it was added"),
        (OTHER.replace("2026-11-20", "20/11/26"), "added_on is '20/11/26'; write a day as 2020-01-31"),
        (OTHER.replace("t.html", '"t.html'), "unexpected end of data; mend this row"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named_by_its_line(write: Write, row: str, message: str) -> None:
    path = write("sources.csv", HEADER + ROW + row)
    assert message_of(path) == f"{path}:3: {message}"


def test_a_listed_file_that_is_gone_is_named(write: Write) -> None:
    path = write("sources.csv", HEADER + ROW + OTHER)
    entries = read_sources(path, KNOWN).values()
    refuse_lost_sources(path, entries, {"reports/a.html", "reports/b.html", "reports/not-listed.html"})
    with pytest.raises(DatasetError) as raised:
        refuse_lost_sources(path, entries, {"reports/a.html"})
    assert str(raised.value) == (f"{path}:3: reports/b.html is not there; restore the file, or remove this row")
    with pytest.raises(DatasetError, match=r":2: reports/a\.html .*\n.*:3: reports/b\.html "):
        refuse_lost_sources(path, entries, ())


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "//example.org/a",
        "https:///a",
        "https://[1",
        "https://example.org/\u202egpj.a",
        "https://example.org/ a",
    ],
)
@pytest.mark.parametrize("column", ["found_on", "final_url"])
def test_an_address_that_a_browser_might_run_or_a_reader_misread_is_refused(
    write: Write, column: str, address: str
) -> None:
    header, row = HEADER.replace("\n", f",{column}\n"), ROW.replace("\n", f',"{address}"\n')
    assert f"2: {column} {address!r} is no web address" in message_of(write("sources.csv", header + row))
