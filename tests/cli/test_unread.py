"""What lies among the reports and is not read is told by a build, a line each, without steering the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.cli import main
from tests.synthetic.dataset import write_dataset

pytestmark = pytest.mark.slow


def test_a_build_names_what_it_does_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datasets = tmp_path / "datasets"
    write_dataset(datasets / "made-up", 1, seed=2, formats=frozenset({"text"}))
    reports = datasets / "made-up" / "reports"
    (reports / "older").mkdir()
    (reports / ".\x1b]0;title\x07").touch()
    (reports / "gone.txt").symlink_to("nowhere.txt")
    (reports / "passwords.txt").symlink_to("/etc/passwd")
    assert main(["build", "--datasets", str(datasets), "--out", str(tmp_path / "out"), "--no-site"]) == 0
    told = [line.removeprefix(f"gongkai: {reports}/") for line in capsys.readouterr().err.splitlines()]
    assert [line for line in told if "not read" in line] == [
        ".\\x1b]0;title\\x07: 未读 not read: 名称以点开头 / its name begins with a dot",
        "gone.txt: 未读 not read: 链接所指的文件不存在 / a link to what is not there",
        "older: 未读 not read: 是文件夹，其中的文件不读 / a folder, whose files are not read",
        "passwords.txt: 未读 not read: 链接指向数据集之外 / a link that leads out of the dataset",
    ]
