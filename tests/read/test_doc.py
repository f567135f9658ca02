"""Old word-processor files: a stand-in plays LibreOffice, the real one is used where it is installed."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from gongkai.errors import UnreadableFile
from gongkai.read import read_bytes
from tests.read.showing import outline
from tests.read.word import docx, p, tbl, tr

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512


def compound(*streams: str, flags: int = 0) -> bytes:
    """The outside of an old Office file: its mark, the header of the text, the names of its streams."""
    header = b"\xec\xa5" + bytes(9) + bytes([flags])
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return COMPOUND.ljust(SECTOR, b"\0") + header.ljust(SECTOR, b"\0") + names.ljust(SECTOR, b"\0")


DOC = compound("Root Entry", "WordDocument", "1Table")


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called soffice that writes its arguments down and hands over a prepared document."""
    (tmp_path / "prepared.docx").write_bytes(docx(p("一、总体情况"), tbl(tr("规章", "0"))))
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\n'
        'while [ "$1" != "--outdir" ]; do shift; done\n'
        f'cp {tmp_path}/prepared.docx "$2/source.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return tmp_path


def reason(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value.reason


@pytest.mark.parametrize(("name", "data"), [("a.doc", DOC), ("a.wps", DOC), ("a.rtf", b"{\\rtf1\\ansi}")])
def test_converted_document_is_read(libreoffice: Path, name: str, data: bytes) -> None:
    document = read_bytes(name, data)
    assert document.source.format == "doc"
    assert document.source.bytes == len(data)
    assert outline(document) == ["一、总体情况", [["规章", "0"]]]


def test_converter_runs_headless_in_a_profile_of_its_own(libreoffice: Path) -> None:
    read_bytes("a.doc", DOC)
    arguments = (libreoffice / "arguments").read_text()
    assert "--headless" in arguments
    assert "-env:UserInstallation=file:///" in arguments


def test_converter_that_gives_nothing(libreoffice: Path) -> None:
    (libreoffice / "prepared.docx").unlink()
    assert reason(DOC, "a.doc") == "damaged"


def test_without_a_converter_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match=r"^a\.doc: .*LibreOffice.*; install LibreOffice") as caught:
        read_bytes("a.doc", DOC)
    assert caught.value.reason == "converter_missing"


def test_passwords_are_seen_without_a_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(compound("WordDocument", flags=1), "a.doc") == "password_protected"
    assert reason(compound("EncryptionInfo", "EncryptedPackage"), "a.docx") == "password_protected"


def test_other_files_in_the_same_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(compound("Workbook"), "a.xls") == "unknown_format"
    assert reason(COMPOUND + b"\0" * 100, "a.doc") == "damaged"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_with_the_real_converter() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\u25919?\u24220?\par}"
    assert outline(read_bytes("a.rtf", rtf)) == ["政府"]
