"""Old word-processor files (.doc, .wps, .rtf): LibreOffice turns them into .docx where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.read import docx
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.refusal import refusal

TIMEOUT_S = 120
_PROGRAMS = ("soffice", "libreoffice")
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_RTF = b"{\\rtf"
_SECTOR = 512
_TEXT_HEADER = b"\xec\xa5"
_ENCRYPTED_FLAG = 0x01


def parse(file: SourceFile) -> Content:
    """Blocks of an old document; raises `password_protected`, `converter_missing` or `damaged`."""
    if file.data.startswith(_COMPOUND):
        _refuse_other_compounds(file)
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise refusal("converter_missing", file.name)
    with TemporaryDirectory() as folder:
        return docx.read_package(file, _converted(file, program, Path(folder)))


def _refuse_other_compounds(file: SourceFile) -> None:
    """Spreadsheets and encrypted documents share the container with old Word documents."""
    if _stream_name("EncryptedPackage") in file.data or _is_encrypted(file.data):
        raise refusal("password_protected", file.name)
    if _stream_name("WordDocument") not in file.data:
        known = file.suffix in READER.suffixes or file.suffix in READER.tolerated
        raise refusal("damaged" if known else "unknown_format", file.name, "it holds no text document")


def _stream_name(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_encrypted(data: bytes) -> bool:
    """The header of the text stands at the start of a sector; a flag in it tells of a password."""
    headers = (at for at in range(_SECTOR, len(data), _SECTOR) if data.startswith(_TEXT_HEADER, at))
    first = next(headers, None)
    return first is not None and len(data) > first + 11 and bool(data[first + 11] & _ENCRYPTED_FLAG)


def _converted(file: SourceFile, program: str, folder: Path) -> bytes:
    """The same document as .docx; a profile of its own keeps it apart from an open LibreOffice."""
    source = folder / f"source{'.rtf' if file.data.startswith(_RTF) else '.doc'}"
    source.write_bytes(file.data)
    profile = (folder / "profile").as_uri()
    options = ["--headless", "--norestore", "--nologo", "--convert-to", "docx", "--outdir", str(folder)]
    try:
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", *options, str(source)],
            check=True, capture_output=True, timeout=TIMEOUT_S,
        )  # fmt: skip
        return (folder / "source.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise refusal("damaged", file.name, "LibreOffice cannot open it") from error


READER = Reader(
    format="doc",
    suffixes=(".doc", ".wps", ".rtf", ".dot", ".wpt"),
    tolerated=(".docx",),
    claims=lambda file: file.data.startswith((_COMPOUND, _RTF)),
    parse=parse,
)
