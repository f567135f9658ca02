"""The scripts' set-up: when .venv is kept, brought up to date or made anew, and what it says when it cannot."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up module, at work on a small project with a .venv whose Python runs; nothing is installed."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    module = importlib.reload(importlib.import_module("setup_environment"))
    (tmp_path / "requirements.lock").write_text("one==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCK": tmp_path / "requirements.lock"}
    places |= {"STAMP": tmp_path / ".venv" / "made-from.txt", "PYTHON": Path(sys.executable)}
    for name, place in places.items():
        monkeypatch.setattr(module, name, place)
    return module


def steps(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` does, in order, without doing it."""
    done: list[str] = []
    for name in ("_make_venv", "_install"):
        monkeypatch.setattr(setup, name, lambda name=name: done.append(name.strip("_")))
    setup.prepare()
    return done


def test_the_first_run_installs_and_the_second_does_nothing(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps(setup, monkeypatch) == ["install"]
    assert steps(setup, monkeypatch) == []


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_into_the_same_environment(
    file: str, setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(setup, monkeypatch)
    (setup.ROOT / file).write_text("changed", encoding="utf-8")
    assert steps(setup, monkeypatch) == ["install"]


def test_an_environment_whose_python_is_gone_is_made_anew(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps(setup, monkeypatch)
    monkeypatch.setattr(setup, "PYTHON", setup.VENV / "bin" / "python")
    assert steps(setup, monkeypatch) == ["make_venv", "install"]


def test_an_environment_of_another_python_is_made_anew(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps(setup, monkeypatch)
    monkeypatch.setattr(setup.sys, "version_info", (3, 99))
    assert steps(setup, monkeypatch) == ["make_venv", "install"]


def test_an_environment_left_half_made_is_made_anew(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(setup, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        setup.prepare()
    assert steps(setup, monkeypatch) == ["make_venv", "install"]


def test_an_old_python_is_told_so(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as stopped:
        setup.prepare()
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "Python 3.11 or newer is needed, this is 3.10\n"


def test_a_python_without_ensurepip_names_the_package_to_install(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit):
        setup._make_venv()
    assert "python3-venv" in capsys.readouterr().err


def test_a_failed_installation_ends_in_one_line(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "run", lambda *command: 1)
    with pytest.raises(SystemExit):
        setup._install()
    assert capsys.readouterr().err.splitlines()[-1].startswith("cannot install the packages")


def test_programs_run_without_the_variables_that_mislead_python_and_pip(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("PYTHONPATH", "PYTHONOPTIMIZE", "PIP_TARGET", "PIP_USER"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_PROXY", "kept")
    names = "sorted(n for n in os.environ if n.startswith(('PYTHON', 'PIP_')))"
    assert setup.run(sys.executable, "-c", f"import os; print({names}, os.getcwd())") == 0
    printed = capfd.readouterr().out
    assert "PIP_PROXY" in printed
    assert str(setup.ROOT) in printed
    assert not {"PYTHONPATH", "PYTHONOPTIMIZE", "PIP_TARGET", "PIP_USER"} & set(printed.split("'"))


def test_a_chromium_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import setup_browser; setup_browser.prepare_browser()"]
    monkeypatch.setenv("GONGKAI_CHROMIUM", str(tmp_path / "nowhere"))
    done = subprocess.run(command, cwd=SCRIPTS, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr == f"GONGKAI_CHROMIUM names {tmp_path / 'nowhere'}, which is no program; correct it or unset it\n"
    )


def test_without_a_browser_and_the_right_to_install_one_a_person_learns_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    browser = importlib.import_module("setup_browser")
    monkeypatch.delenv("GONGKAI_CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    monkeypatch.setattr(browser, "_may_install", lambda: False)
    with pytest.raises(SystemExit):
        browser.prepare_browser()
    assert "apt-get install chromium" in capsys.readouterr().err
