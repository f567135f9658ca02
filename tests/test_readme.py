"""What README and CONTRIBUTING promise is there: scripts, commands with their options, paths, links, rooms."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from gongkai.cli import main

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md")
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# Folders whose content is in the repository; build/ and .venv are made.
OURS = ("src/", "docs/", "datasets/", "tests/", "scripts/", ".ci/", ".github/")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> list[str]:
    """Every line of code that a reader could type, prompts and comments taken off."""
    text = text_of(page)
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    spans = SPAN.findall(BLOCK.sub("", text))
    return [re.sub(r"^\$ |\s+#.*$", "", line.strip()) for line in lines + spans]


def without_code(page: str) -> str:
    return SPAN.sub("", BLOCK.sub("", text_of(page)))


def as_glob(path: str) -> str:
    """`src/gongkai/read/<format>.py` → `src/gongkai/read/*.py`."""
    return re.sub(r"<[^>]+>|…", "*", path).rstrip("/")


@pytest.mark.parametrize("page", PAGES)
def test_scripts_exist(page: str) -> None:
    named = {match for line in commands(page) for match in re.findall(r"\bscripts/\w+\.py\b", line)}
    assert "scripts/test.py" in named
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_their_options_exist(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    used = [shlex.split(line) for line in commands(page) if re.match(r"(?:\.venv/bin/)?gongkai [a-z]", line)]
    assert used
    for _, verb, *arguments in used:
        assert main([verb, "--help"]) == 0, verb
        known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
        assert {argument for argument in arguments if argument.startswith("--")} <= known, verb


@pytest.mark.parametrize("page", PAGES)
def test_paths_exist(page: str) -> None:
    named = {line for line in commands(page) if line.startswith(OURS) and " " not in line}
    assert named
    assert [path for path in named if not list(ROOT.glob(as_glob(path)))] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_repository_lead_somewhere(page: str) -> None:
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text_of(page).splitlines()
        if line.startswith("#")
    }
    broken = []
    for target in LINK.findall(without_code(page)):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        if path and not (ROOT / path).exists():
            broken.append(target)
        if not path and anchor not in headings:
            broken.append(target)
    assert broken == []


def test_the_readme_maps_every_room() -> None:
    package = ROOT / "src" / "gongkai"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")} | {
        path.stem for path in package.glob("[a-z]*.py")
    }
    text = text_of("README.md")
    assert {room for room in rooms if not re.search(rf"\b{room}\b", text)} == set()


def test_the_readme_gives_the_commands_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert {"python3 scripts/build.py", "python3 scripts/test.py"} <= set(commands("README.md"))
    assert re.search(r"^exec python3 scripts/test\.py </dev/null$", ci, re.MULTILINE)
