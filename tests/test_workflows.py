"""The workflows: pinned, with the least rights, and made of scripts and commands that exist and run."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from gongkai.cli import main

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OURS = re.compile(r"python3|\.venv|gongkai ")


def workflow(path: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in workflow(path)["jobs"].values():
        yield from job["steps"]


def test_there_is_one_for_each_occasion() -> None:
    assert {path.stem for path in WORKFLOWS} == {"collect", "publish", "release", "reports"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_the_version_beside_it(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert [line for line in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_token_reads_unless_a_job_that_runs_none_of_our_code_must_write(path: Path) -> None:
    assert workflow(path)["permissions"] == {"contents": "read"}
    for name, job in workflow(path)["jobs"].items():
        writes = "write" in job.get("permissions", {}).values()
        runs_ours = any(OURS.search(step.get("run", "")) for step in job["steps"])
        assert not (writes and runs_ours), name
        assert job["timeout-minutes"] <= 330


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_secret_and_no_text_of_a_stranger_reaches_a_shell(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_scripts_and_commands_exist(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for run in (step.get("run", "") for step in steps(path)):
        for script in re.findall(r"scripts/\w+\.py", run):
            assert (ROOT / script).is_file(), script
        for verb in re.findall(r"bin/gongkai (\w+)", run):
            assert main([verb, "--help"]) == 0, verb
        if "scripts/build.py" in run:
            main(["build", "--help"])
            assert set(re.findall(r"--[a-z-]+", run)) <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_publishing_runs_the_two_commands_of_the_readme() -> None:
    runs = [step.get("run", "") for step in steps(ROOT / ".github" / "workflows" / "publish.yml")]
    assert "python3 scripts/test.py" in runs
    assert "python3 scripts/build.py --strict" in runs


@pytest.mark.parametrize(
    ("changed", "folder"),
    [
        (("datasets/a/reports/x.html", "datasets/a/sources.csv"), "main"),
        (("datasets/a/sources.csv", "src/gongkai/errors.py"), "proposed"),
    ],
)
def test_data_alone_are_read_by_the_code_of_main(changed: tuple[str, ...], folder: str, tmp_path: Path) -> None:
    def git(*words: str) -> str:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        done = subprocess.run(
            ["git", *identity, *words], cwd=tmp_path / "proposed", check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    (tmp_path / "proposed").mkdir()
    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "base")
    base = git("rev-parse", "HEAD")
    for name in changed:
        (tmp_path / "proposed" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "proposed" / name).write_text("x", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "change")
    (script,) = [
        step["run"] for step in steps(ROOT / ".github" / "workflows" / "reports.yml") if step.get("id") == "code"
    ]
    output = tmp_path / "output"
    environment = {"BASE": base, "GITHUB_OUTPUT": str(output), "PATH": "/usr/bin:/bin"}
    subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert output.read_text(encoding="utf-8") == f"folder={folder}\n"
    assert (tmp_path / "changed.txt").read_text(encoding="utf-8").splitlines() == sorted(changed)


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The scripts' set-up as if done; our own commands are run, and all are kept."""
    ran: list[tuple[str, ...]] = []

    def run(*command: str, output: object = None) -> int:
        ran.append(command)
        if command[0] == "gongkai":
            words = [sys.executable, "-m", "gongkai", *command[1:]]
            print(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        return 0

    environment, browser = ModuleType("setup_environment"), ModuleType("setup_browser")
    vars(environment).update(prepare=lambda: None, run=run, ROOT=ROOT)
    vars(browser).update(prepare_browser=lambda: None, chromium=lambda: "chromium")
    monkeypatch.setitem(sys.modules, "setup_environment", environment)
    monkeypatch.setitem(sys.modules, "setup_browser", browser)
    return ran


def script(name: str, *words: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [name, *map(str, words)])
    runpy.run_path(str(ROOT / "scripts" / f"{name}.py"), run_name="__main__")


@pytest.mark.slow  # starts the program, which takes more than a second
def test_the_summary_shows_each_touched_report_as_read(
    ready: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "changed.txt"
    report = "datasets/science-technology/reports/230000-science-technology-2019.txt"
    changed.write_text(f"{report}\ndatasets/x/reports/../../../../../etc/reports/passwd\nsrc/a.py\n", encoding="utf-8")
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    script("summarise", ROOT, changed, tmp_path / "before", tmp_path / "after", monkeypatch=monkeypatch)
    assert [command[:3] for command in ready] == [("gongkai", "check", "--markdown")]
    assert "| （一）予以公开 | 2 |" in capsys.readouterr().out


def test_stills_are_taken_of_the_pages_of_touched_reports(
    ready: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = "230000-science-technology-2019"
    page = tmp_path / "site" / "reports" / report_id / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("x", encoding="utf-8")
    changed = tmp_path / "changed.txt"
    changed.write_text(f"datasets/science-technology/reports/{report_id}.txt\n", encoding="utf-8")
    script("stills", ROOT, changed, tmp_path / "site", tmp_path / "out", monkeypatch=monkeypatch)
    (command,) = ready
    assert command[0] == "chromium"
    assert command[-2:] == (f"--screenshot={tmp_path / 'out' / report_id}.png", page.as_uri())


def test_the_collecting_script_visits_each_dataset_that_says_where_to_look(
    ready: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vars(sys.modules["setup_environment"])["ROOT"] = tmp_path
    for name in ("a", "b"):
        (tmp_path / "datasets" / name).mkdir(parents=True)
    (tmp_path / "datasets" / "b" / "collect.csv").write_text("agency_id,address\n", encoding="utf-8")

    def run(*command: str, output: object) -> int:
        ready.append(command)
        return 0

    vars(sys.modules["setup_environment"])["run"] = run
    script("collect", tmp_path / "found.md", "--year", "2025", monkeypatch=monkeypatch)
    assert ready == [("gongkai", "collect", "--dataset", "b", "--year", "2025")]
    assert "## b" in (tmp_path / "found.md").read_text(encoding="utf-8")
