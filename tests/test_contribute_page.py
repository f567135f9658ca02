"""The walk-through for a new dataset does what it shows: its commands are run by the letter, its output compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.gold import ROOT

PAGES = {lang: ROOT / "docs" / lang / "about" / "contribute" / "index.md" for lang in ("zh", "en")}
LEFT_OUT = "…"


def steps(lang: str) -> list[tuple[str, list[str]]]:
    """Each command of a page with the lines shown below it."""
    text = PAGES[lang].read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def pattern(shown: list[str]) -> str:
    """What an output must look like: as shown, any lines where some were left out."""
    return "".join(r"(.*\n)+" if line == LEFT_OUT else re.escape(line) + r"\n" for line in shown)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder as a clone of the project is, with our program as `gongkai`."""
    for name in ("datasets", "docs", "src", "mkdocs.yml", "CHANGELOG.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "README.md", tmp_path)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "gongkai"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gongkai "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def ran(command: str, project: Path) -> str:
    """What a command tells, its complaints last."""
    path = f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, cwd=project, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_both_languages_show_the_same_commands_and_output() -> None:
    assert steps("zh") == steps("en")
    assert len(steps("zh")) >= 8


@pytest.mark.slow
def test_every_command_of_the_page_tells_what_the_page_shows(project: Path) -> None:
    for command, shown in steps("en"):
        told = "".join(f"{line.rstrip()}\n" for line in ran(command, project).splitlines())
        assert re.fullmatch(pattern(shown), told), f"$ {command}\n{told}"
    register = (project / "mine" / "second" / "agencies.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in register[1:]] == [
        "230100-science-technology",
        "371000-science-technology",
    ]
    assert (project / "mine" / "build" / "site" / "reports" / "371000-science-technology-2019" / "index.html").is_file()


SHARED = ROOT.parent / "shared" / "reports"
ADDED = {
    # The scan reads 沐 for 沭, the page is of a body called 测试市: a person has to say whose report it is.
    "county_2025_ocr_markdown/source.md": ("--agency 321322-government", "321322-government-2025"),
    "prefecture_2025_html/source.html": ("--agency 320900-government", "320900-government-2025"),
    "district_2023_pdf/source.pdf": ("", "320813-government-2023"),
    "district_2020_flattened_text/source.txt": ("", "350128-ping-tan-zong-he-shi-yan-qu-2020"),
}


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not there")
def test_four_real_reports_become_a_dataset_by_commands_alone(project: Path) -> None:
    ran("gongkai new second --datasets mine", project)
    for name, (settled, report_id) in ADDED.items():
        told = ran(f"gongkai add {SHARED / name} --dataset second --datasets mine --new-agency {settled}", project)
        assert f"{report_id} → mine/second/reports/{report_id}{Path(name).suffix}\n" in told
    built = ran("gongkai build --datasets mine --out mine/build --no-site", project)
    assert built == "second: 4 份报告 reports, 0 退回 rejected\n"
    assert ran("gongkai validate mine/build/packages/second", project).endswith("合格 valid\n")
