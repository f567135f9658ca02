"""What reading one file may take: each limit rejects by a reason of its own, and time grows with the size of a file."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gongkai.errors import UnreadableFile
from gongkai.forms import code_list
from gongkai.read import limits, read, read_bytes
from tests.read.limited import limit
from tests.read.paper import Paper
from tests.read.word import docx, p, span, tbl, tc, tr
from tests.support.timing import at_best

SENTENCE = "本报告由办公室编制，公开政府信息。"


def reason(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value.reason


def rejected(name: str, data: bytes, why: str) -> None:
    assert reason(name, data) == why


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><p>{SENTENCE}</p>{body}</body></html>".encode()


def test_each_limit_has_a_reason_that_people_are_told_and_room_above_what_was_seen() -> None:
    text = (Path(limits.__file__).with_suffix(".yml")).read_text(encoding="utf-8")
    entries = yaml.safe_load(text)
    assert {entry["reason"] for entry in entries.values()} <= {row["code"] for row in code_list("reasons")}
    assert all(entry["most"] >= 3 * entry["seen"] for entry in entries.values())


def test_the_limit_itself_is_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.table(90, [["规章", "0", "1"], ["许可", "2", "3"]])
    data = paper.finish()
    limit(monkeypatch, "cells", 6)
    assert read_bytes("a.pdf", data).blocks
    limit(monkeypatch, "cells", 5)
    rejected("a.pdf", data, "too_many_cells")


def pdf_of(content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    """A PDF of one page with a packed content stream; `more` are other objects by number."""
    packed = zlib.compress(content)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        4: b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        **(more or {}),
    }
    out, places = b"%PDF-1.7\n", []
    for number, body in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def form_in_form(depth: int) -> bytes:
    """Each form draws the next one ten times: a file of some kilobytes draws 10 ** depth times."""
    forms = {}
    for number in range(depth):
        content = b"/F Do " * 10 if number < depth - 1 else b"0 0 m 9 9 l S "
        inside = b"/Resources<</XObject<</F %d 0 R>>>>" % (number + 6) if number < depth - 1 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n" % (inside, len(content))
        forms[number + 5] = head + content + b"\nendstream"
    return pdf_of(b"/F Do", forms, b"/XObject<</F 5 0 R>>")


def test_a_drawing_that_draws_itself_without_end_is_rejected() -> None:
    data = form_in_form(12)
    assert at_best(lambda: rejected("a.pdf", data, "too_complex"), 2) < 2


def test_a_drawing_that_unpacks_without_end_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "unpacked_bytes", 1_000_000)
    assert reason("a.pdf", pdf_of(b"0 0 m " * 1_000_000)) == "unpacks_too_large"


def test_a_pdf_of_many_pages_lines_or_cells_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.table(100, [["规章", "12", "3"]] * 5)
    paper.new_page()
    paper.prose(100, SENTENCE * 2)
    data = paper.finish()
    for name, why in (("pages", "too_many_pages"), ("cells", "too_many_cells"), ("drawn", "too_complex")):
        with monkeypatch.context() as patch:
            limit(patch, name, 1)
            assert reason("a.pdf", data) == why


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (tbl(*["<w:tr>" + "<w:tc><w:p/></w:tc>" * 50 + "</w:tr>"] * 1300), "too_many_cells"),
        (tbl(*["<w:tr>" + span("1", 999) + "</w:tr>"] * 700), "too_many_cells"),
        ("<w:p/>" * 300_001, "too_complex"),
        ('<w:altChunk r:id="x" xmlns:r="y"/>' * 60, "damaged"),
    ],
)
def test_a_document_beyond_reason_is_rejected(body: str, why: str) -> None:
    data = docx(body)
    assert at_best(lambda: rejected("a.docx", data, why), 10) < 10


def test_embedded_files_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    relation = '<Relationship Id="c1" Type="x/aFChunk" Target="part.html"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    parts = {"word/_rels/document.xml.rels": relations, "word/part.html": page("<p>1</p>" * 50).decode()}
    chunks = '<w:altChunk r:id="c1" xmlns:r="y"/>'
    assert len(read_bytes("a.docx", docx(chunks * 3, parts=parts)).blocks) == 3 * 51
    limit(monkeypatch, "tags", 300)
    assert reason("a.docx", docx(chunks * 3, parts=parts)) == "too_complex"
    limit(monkeypatch, "embedded", 2)
    assert reason("a.docx", docx(chunks * 3, parts=parts)) == "too_complex"


def test_the_manifest_of_an_odt_is_not_unpacked_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "unpacked_bytes", 100_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", " " * 5_000_000)
    assert reason("a.odt", stream.getvalue()) == "unpacks_too_large"


GROWING: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "links": lambda n: ("a.html", page("<a href=x>1" * n)),
    "spans": lambda n: ("a.html", page("<span class=tip>1" * n)),
    "raised": lambda n: ("a.html", page("<table><tr><td>" + "<sup>1</sup>2" * n)),
    "classes": lambda n: ("a.html", page("<div class=hidden>1</div>" * n)),
    "styles": lambda n: ("a.html", page("<p style='display:none'>1</p>" * n)),
    "comments": lambda n: ("a.html", page("<style>.a{display:none}" + "/*" * n + "</style>")),
    "selectors": lambda n: ("a.html", page("<style>.a{display:none}" + "a," * n + "</style>")),
    "strings": lambda n: ("a.html", page("<script>var a='" + "\\'" * n + "</script>")),
    "attributes": lambda n: ("a.html", page("<p " + "".join(f"a{i}=1 " for i in range(n)) + ">1")),
    "entities": lambda n: ("a.html", page("&" + "amp;" * n + "nbsp;")),
    "breaks": lambda n: ("a.html", page("<br>" * n)),
    "cells": lambda n: ("a.html", page("<table>" + "<tr><td rowspan=100>1<td>2" * n)),
    "stars": lambda n: ("a.md", f"{SENTENCE}{'*_' * n}".encode()),
    "brackets": lambda n: ("a.md", f"{SENTENCE}{'[a](' * n}".encode()),
    "grids": lambda n: ("a.md", ("+--+\n|a |\n" * n).encode()),
    "columns": lambda n: ("a.txt", f"{SENTENCE}\n{'规章   1   2' * n}\n许可   1   2".encode()),
    "indents": lambda n: ("a.txt", f"{SENTENCE}\n".encode() + "\t例\n".encode() * n),
    "title": lambda n: ("a.txt", f"{'题' * n}\n{SENTENCE}".encode()),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_with_the_size_of_a_file(kind: str) -> None:
    few, many = (GROWING[kind](size) for size in (2_000, 16_000))
    small = at_best(lambda: _read(*few), 0)
    # 8 times the size; a square would take 64 times as long
    assert at_best(lambda: _read(*many), max(0.8, 25 * small)) < max(0.8, 25 * small)


def _read(name: str, data: bytes) -> None:
    try:
        read_bytes(name, data)
    except UnreadableFile as error:
        assert error.reason in ("too_complex", "too_many_cells", "nested_too_deep")


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    folder, outside = tmp_path / "reports", tmp_path / "secret.txt"
    folder.mkdir()
    outside.write_text(SENTENCE, encoding="utf-8")
    (folder / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "near.txt").symlink_to("a.txt")
    (folder / "far.txt").symlink_to(outside)
    os.mkfifo(folder / "pipe.txt")
    assert read(folder / "a.txt").blocks == read(folder / "near.txt").blocks
    for path in (folder, folder / "far.txt", folder / "pipe.txt", Path("/dev/zero"), Path("/proc/self/mem")):
        if path.exists():
            with pytest.raises(UnreadableFile) as caught:
                read(path)
            assert caught.value.reason in ("not_a_file", "empty_file")
            assert path.name in str(caught.value)


def test_paragraphs_of_any_length_are_read() -> None:
    assert read_bytes("a.docx", docx(p("公" * 100_000), tbl(tr(tc("1"), tc("2"))))).blocks
