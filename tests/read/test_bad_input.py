"""Files that cannot be read: each its own reason, one line that says what to do."""

from __future__ import annotations

import hashlib
import random
import zlib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import UnreadableFile
from gongkai.forms import code_list
from gongkai.read import MOST_BYTES, formats, read, read_bytes
from tests.read.pages import article, site_page
from tests.read.paper import Paper
from tests.read.word import docx, p

PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"pixels")
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 100
NOISE = random.Random(5).randbytes(4000)


def pdf() -> bytes:
    paper = Paper()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    return paper.finish()


def refused(name: str, data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.pdf", b"", "empty_file"),
        ("a.txt", b" \r\n\t\n", "empty_file"),
        ("a.txt", "\u3000\n".encode(), "empty_file"),
        ("a.txt", b"\xef\xbb\xbf", "empty_file"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "too_large"),
        ("年报.pdf", PNG, "mislabelled"),
        ("年报.docx", JPEG, "mislabelled"),
        ("年报.html", PNG, "mislabelled"),
        ("年报.png", PNG, "scanned"),
        ("年报.jpg", JPEG, "scanned"),
        ("年报.pdf", "本报告由办公室编制，公开政府信息。".encode(), "mislabelled"),
        ("年报.pdf", site_page(article()).encode(), "mislabelled"),
        ("年报.docx", "本报告由办公室编制，公开政府信息。".encode(), "mislabelled"),
        ("年报.txt", docx(p("甲")), "mislabelled"),
        ("年报.docx", pdf(), "mislabelled"),
        ("a.bin", NOISE, "unknown_format"),
        ("a.exe", b"MZ" + NOISE, "unknown_format"),
        ("a.rar", b"Rar!\x1a\x07\x01\0" + NOISE, "unknown_format"),
        ("a.txt", bytes(range(1, 256)) * 4, "unknown_encoding"),
        ("a.pdf", b"%PDF-1.7\n" + NOISE, "damaged"),
        ("a.pdf", b"%PDF-1.7\n" + NOISE + b"\n%%EOF", "damaged"),
        ("a.docx", b"PK\x03\x04" + NOISE, "damaged"),
    ],
)
def test_reason(name: str, data: bytes, reason: str) -> None:
    assert refused(name, data).reason == reason


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"GIF87a", ".gif"),
        (b"GIF89a", ".gif"),
        (b"II*\0", ".tif"),
        (b"MM\0*", ".tif"),
        (b"RIFF\x10\0\0\0WEBP", ".webp"),
        (b"Rar!\x1a\x07\x01\0", ".rar"),
        (b"7z\xbc\xaf\x27\x1c", ".7z"),
        (b"\x1f\x8b\x08", ".gz"),
        (b"PK\x05\x06", ".zip"),
        (b"\x7fELF", ".so"),
        (b"MZ\x90", ".exe"),
        (b"\0\0\0\x18ftyp", ".mp4"),
        (b"ID3\x04", ".mp3"),
        (b"SQLite format 3\0", ".sqlite"),
        (b"PAR1", ".parquet"),
    ],
)
def test_what_a_file_is_instead_is_said_by_its_first_bytes(start: bytes, kind: str) -> None:
    """The signatures that the makers of each format publish."""
    error = refused("年报.pdf", start + NOISE)
    assert error.reason == "mislabelled"
    assert kind in error.message_zh and kind in error.message_en


def test_every_message_names_the_file_the_trouble_and_the_way_out() -> None:
    words = {row["code"]: row for row in code_list("reasons")}
    for data in (b"", PNG, NOISE, b"%PDF-1.7\n"):
        error = refused("某报告.pdf", data)
        assert str(error).startswith(f"某报告.pdf: {words[error.reason]['label_en']}")
        assert str(error).endswith(f"; {words[error.reason]['advice_en']}")
        assert "\n" not in str(error)


def test_content_decides_where_the_name_says_nothing() -> None:
    assert read_bytes("下载", pdf()).source.format == "pdf"
    assert read_bytes("年报.2022年", docx(p("甲"))).source.format == "docx"
    assert read_bytes("t20230118.shtml", site_page(article()).encode()).source.format == "html"
    assert read_bytes("1.总体情况", "无。".encode()).source.format == "text"


def test_folders_are_not_part_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("无。", encoding="utf-8")
    source = read(tmp_path / "a.txt").source
    assert (source.file, source.format, source.encoding, source.bytes) == ("a.txt", "text", "utf-8", 6)
    assert source.sha256 == hashlib.sha256("无。".encode()).hexdigest()


def test_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableFile, match=r"a\.txt: the file is too large \(the limit is 30 MB\)"):
        read(tmp_path / "a.txt")


def test_formats() -> None:
    assert set(formats()) == {"text", "markdown", "html", "docx", "pdf", "doc", "odt", "word_xml"}
    assert formats() == tuple(row["code"] for row in code_list("formats"))


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"]))
def test_any_bytes_give_a_document_or_a_reason(data: bytes, name: str) -> None:
    try:
        read_bytes(name, data)
    except UnreadableFile as error:
        assert error.reason in {row["code"] for row in code_list("reasons")}


@given(st.data())
def test_damaged_copies_of_real_files_give_a_document_or_a_reason(data: st.DataObject) -> None:
    name, original = data.draw(st.sampled_from([("a.docx", docx(p("甲乙丙" * 9))), ("a.html", b"<html><table><tr>")]))
    at = data.draw(st.integers(0, len(original) - 1))
    try:
        read_bytes(name, original[:at] + data.draw(st.binary(max_size=9)) + original[at + 4 :])
    except UnreadableFile as error:
        assert "; " in error.message_en and "；" in error.message_zh


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"\n" * 100_000 + b"x"),
        ("a.txt", (b"1   " * 1000 + b"\n") * 100),
        ("a.txt", b"5\n\f" * 100_000),
        ("a.md", b"*a " * 100_000),
        ("a.md", b"[" * 100_000 + b"]("),
        ("a.md", b"<b " * 100_000),
        ("a.html", b"<!-- -->" * 100_000 + b"<html><p>x"),
        ("a.html", b"<html>" + b"<table><tr><td>" * 600 + b"1<td>2"),
        ("a.html", b"<html><table><tr>" + b"<td colspan=99 rowspan=99>1" * 5000 + b"<tr><td>2" * 2000),
    ],
)
def test_hostile_input_costs_no_more_than_its_length(name: str, data: bytes) -> None:
    start = process_time()
    read_bytes(name, data)
    # Each takes well under a second; the patterns that were replaced took minutes.
    assert process_time() - start < 5
