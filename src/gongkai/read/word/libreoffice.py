"""LibreOffice as a converter: formats without a reader of their own come out of it as .docx."""

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
from gongkai.read.reader import Content, SourceFile
from gongkai.read.rejection import rejection
from gongkai.read.word import docx

TIMEOUT_S = 120
"""Seconds that LibreOffice may take for one file."""
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = "libreoffice_settings.csv"
_ITEMS = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


def parse_converted(file: SourceFile, suffix: str) -> Content:
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
            _write_profile(profile)
            _run(command, {**os.environ, "HOME": name, "TMPDIR": name})
            data = (folder / "source.docx").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise rejection("damaged", file.name, "converter_slow", seconds=TIMEOUT_S) from error
        except (subprocess.SubprocessError, OSError) as error:
            raise rejection("damaged", file.name, "converter_fails") from error
        return docx.read_package(file, data)


def _write_profile(profile: Path) -> None:
    """A fresh profile in which no macro runs and no link is followed."""
    (profile / "user").mkdir(parents=True)
    rows = csv_rows("gongkai.read.word", _SETTINGS)
    items = "".join(_ITEM.format_map(row) for row in rows)
    (profile / "user" / "registrymodifications.xcu").write_text(_ITEMS.format(items), encoding="utf-8")


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
