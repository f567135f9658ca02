"""Old word-processor files (.doc, .wps, .rtf) and OpenDocument text: LibreOffice turns them into .docx where it is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.forms.data_files import csv_rows
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word.docx import BAD_PACKAGE, Package, read_package

TIMEOUT_S = 120
"""Seconds that LibreOffice may take for one file."""
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = "libreoffice_settings.csv"
_ITEMS = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_RTF = b"{\\rtf"
_SECTOR = 512
"""Bytes of a sector of a compound file; the text begins at one."""
_TEXT_HEADER = b"\xec\xa5"
_ENCRYPTED_FLAG = 0x01
_ENCRYPTED_STREAM, _TEXT_STREAM = (name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument"))
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_FLAT_ROOT = b"<office:document"
_HEAD = 4096


def parse_old(file: SourceFile) -> Content:
    """Blocks of an old document; raises `password_protected`, `converter_missing` or `damaged`."""
    data = file.data
    if data.startswith(_RTF):
        return _converted(file, ".rtf")
    # the header of the text stands at the start of a sector; a flag in it tells of a password
    headers = (at for at in range(_SECTOR, len(data), _SECTOR) if data.startswith(_TEXT_HEADER, at))
    flags = next((data[at + 11 : at + 12] for at in headers), b"")
    # spreadsheets and encrypted documents share the container with old Word documents
    if _ENCRYPTED_STREAM in data or (flags and flags[0] & _ENCRYPTED_FLAG):
        raise rejection("password_protected", file.name)
    if _TEXT_STREAM not in data:
        known = file.suffix in OLD_READER.suffixes or file.suffix in OLD_READER.tolerated
        raise rejection("damaged" if known else "unknown_format", file.name, "no_text_document")
    return _converted(file, ".doc")


def parse_open_document(file: SourceFile) -> Content:
    """Blocks of an OpenDocument text; raises `password_protected`, `converter_missing` or `damaged`."""
    if not file.data.startswith(_ZIP):
        return _converted(file, ".fodt")
    try:
        with Package(file, file.data) as package:
            encrypted = b"encryption-data" in package.unpacked("META-INF/manifest.xml")
    except (*BAD_PACKAGE, KeyError) as error:
        raise rejection("damaged", file.name, "not_unpacked") from error
    if encrypted:
        raise rejection("password_protected", file.name)
    return _converted(file, ".odt")


def claims_open_document(file: SourceFile) -> bool:
    """True for a package or a single XML file that says it is OpenDocument text."""
    head = file.data[:_HEAD]
    return _OPEN_DOCUMENT in head and (head.startswith(_ZIP) or _FLAT_ROOT in head)


def _converted(file: SourceFile, suffix: str) -> Content:
    """Blocks of a file that LibreOffice knows by `suffix`; raises `converter_missing` or `damaged`."""
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise rejection("converter_missing", file.name)
    # a home of its own keeps it apart from other runs and leaves nothing behind
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, profile = folder / f"source{suffix}", folder / "profile"
        options = ["--headless", "--norestore", "--nologo", "--convert-to", "docx", "--outdir", name]
        command = [program, f"-env:UserInstallation={profile.as_uri()}", *options, str(source)]
        try:
            source.write_bytes(file.data)
            # a fresh profile in which no macro runs and no link is followed
            (profile / "user").mkdir(parents=True)
            items = "".join(_ITEM.format_map(row) for row in csv_rows("gongkai.read.word", _SETTINGS))
            (profile / "user" / "registrymodifications.xcu").write_text(_ITEMS.format(items), encoding="utf-8")
            _run(command, {**os.environ, "HOME": name, "TMPDIR": name})
            data = (folder / "source.docx").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise rejection("damaged", file.name, "converter_slow", seconds=TIMEOUT_S) from error
        except (subprocess.SubprocessError, OSError) as error:
            raise rejection("damaged", file.name, "converter_fails") from error
        return read_package(file, data)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Runs a program to its end; what it started itself ends with it, also after an error."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if code := process.wait(TIMEOUT_S):
            raise subprocess.CalledProcessError(code, command[0])
    finally:
        # `soffice` is a script: the program that works is a child of its child
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


OLD_READER = Reader(
    format="doc",
    suffixes=(".doc", ".wps", ".rtf", ".dot", ".wpt"),
    tolerated=(".docx",),
    claims=lambda file: file.data.startswith((_COMPOUND, _RTF)),
    parse=parse_old,
)
OPEN_DOCUMENT_READER = Reader(
    format="odt",
    suffixes=(".odt", ".fodt", ".ott"),
    tolerated=(),
    claims=claims_open_document,
    parse=parse_open_document,
)
