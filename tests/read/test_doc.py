"""Old word-processor files and OpenDocument: a stand-in plays LibreOffice, the real one runs where it is installed."""

from __future__ import annotations

import io
import stat
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.errors import UnreadableFile
from gongkai.read import read_bytes
from tests.read.showing import outline
from tests.read.word import docx, p, tbl, tr
from tests.support.real_office import needs_libreoffice

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512


def compound(*streams: str, flags: int = 0) -> bytes:
    """The outside of an old Office file: its mark, the header of the text, the names of its streams."""
    header = b"\xec\xa5" + bytes(9) + bytes([flags])
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return COMPOUND.ljust(SECTOR, b"\0") + header.ljust(SECTOR, b"\0") + names.ljust(SECTOR, b"\0")


def opendocument(manifest: str = "") -> bytes:
    """The outside of an OpenDocument text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return stream.getvalue()


DOC = compound("Root Entry", "WordDocument", "1Table")
RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\u25919?\u24220?\par}"
ODT = opendocument()
FODT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>政府</text:p>'
    "</office:text></office:body></office:document>"
).encode()


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called soffice that writes its arguments down and hands over a prepared document.

    What stands in `before` runs first.
    """
    (tmp_path / "prepared.docx").write_bytes(docx(p("一、总体情况"), tbl(tr("规章", "0"))))
    (tmp_path / "before").touch()
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\n. {tmp_path}/before\necho "$@" > {tmp_path}/arguments\n'
        'while [ "$1" != "--outdir" ]; do shift; done\n'
        f'cp {tmp_path}/prepared.docx "$2/source.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path


def reason(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", DOC, "doc"),
        ("a.wps", DOC, "doc"),
        ("a.rtf", RTF, "doc"),
        ("a.odt", ODT, "odt"),
        ("a.fodt", FODT, "odt"),
    ],
)
def test_converted_document_is_read(libreoffice: Path, name: str, data: bytes, code: str) -> None:
    document = read_bytes(name, data)
    assert document.source.format == code
    assert document.source.bytes == len(data)
    assert outline(document) == ["一、总体情况", [["规章", "0"]]]


def test_converter_runs_headless_in_a_profile_of_its_own(libreoffice: Path) -> None:
    read_bytes("a.doc", DOC)
    arguments = (libreoffice / "arguments").read_text()
    assert "--headless" in arguments
    assert "-env:UserInstallation=file:///" in arguments
    assert list((libreoffice / "temporary").iterdir()) == []


def test_the_converter_runs_no_macro_and_follows_no_link(libreoffice: Path) -> None:
    copy = f'cp "${{option#*file://}}/user/registrymodifications.xcu" {libreoffice}/settings'
    (libreoffice / "before").write_text(f"for option; do case $option in -env:*) {copy};; esac; done\n")
    read_bytes("a.doc", DOC)
    settings = (libreoffice / "settings").read_text()
    # names and values are those of LibreOffice's own registry; 2 is "never update links"
    for name, value in (("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"), ("Link", "2")):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' in settings


@pytest.mark.parametrize("before", ["exit 0", "exit 1", "kill -SEGV $$"])
def test_converter_that_gives_nothing(libreoffice: Path, before: str) -> None:
    (libreoffice / "before").write_text(before)
    assert reason(DOC, "a.doc") == "damaged"
    assert list((libreoffice / "temporary").iterdir()) == []


@pytest.mark.slow
def test_converter_that_hangs_is_ended_with_all_it_started(libreoffice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.read.word.libreoffice.TIMEOUT_S", 0.3)
    late = libreoffice / "late"
    (libreoffice / "before").write_text(f"(sleep 0.8; touch {late}) &\nsleep 60\n")
    with pytest.raises(UnreadableFile, match="did not open it within") as caught:
        read_bytes("a.doc", DOC)
    assert caught.value.reason == "damaged"
    time.sleep(0.8)
    assert not late.exists()
    assert list((libreoffice / "temporary").iterdir()) == []


def test_without_a_converter_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match=r"^a\.doc: .*LibreOffice.*; install LibreOffice") as caught:
        read_bytes("a.doc", DOC)
    assert caught.value.reason == "converter_missing"


def test_passwords_are_seen_without_a_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(compound("WordDocument", flags=1), "a.doc") == "password_protected"
    assert reason(compound("EncryptionInfo", "EncryptedPackage"), "a.docx") == "password_protected"
    assert reason(opendocument("<manifest:encryption-data/>"), "a.odt") == "password_protected"


def test_other_files_in_the_same_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(compound("Workbook"), "a.xls") == "unknown_format"
    assert reason(COMPOUND + b"\0" * 100, "a.doc") == "damaged"
    assert reason(ODT[:80], "a.odt") == "damaged"
    assert reason(ODT.replace(b"opendocument.text", b"opendocument.base"), "a.odb") == "unknown_format"
    assert reason(RTF, "a.odt") == "mislabelled"


@pytest.mark.slow
@needs_libreoffice
def test_with_the_real_converter_two_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        documents = list(pool.map(read_bytes, ("年 报.rtf", "年 报.fodt"), (RTF, FODT)))
    assert [outline(document) for document in documents] == [["政府"], ["政府"]]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@needs_libreoffice
def test_what_the_real_converter_cannot_open() -> None:
    assert reason(DOC, "a.doc") == "damaged"
    assert reason(ODT, "a.odt") == "damaged"
