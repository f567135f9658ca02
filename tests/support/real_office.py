"""The real LibreOffice as a writer of files, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def save_as(kind: str, files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Has LibreOffice save files in another format (`doc`, `rtf`, `odt` …); stem → file in `folder`."""
    profile = (folder / "profile").as_uri()
    options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run(["soffice", *options, *map(str, files)], check=True, capture_output=True, timeout=300)
    return {file.stem: folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files}
