"""Arguments and options that several verbs share, each with its words once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongkai.errors import UsageError
from gongkai.workspace import Workspace


def _file(text: str) -> Path:
    path = Path(text)
    if path.is_dir():
        raise UsageError("folder_for_file", file=path)
    if not path.exists():
        raise UsageError("no_such_file", file=path)
    return path


Files = Annotated[list[Path], typer.Argument(metavar="FILE...", parser=_file, help="报告原文 / source reports")]
DatasetId = Annotated[str, typer.Option("--dataset", metavar="ID", help="数据集 / the dataset")]
Datasets = Annotated[Path, typer.Option("--datasets", metavar="DIR", help="数据集的上层文件夹 / folder of datasets")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="产物所在的文件夹 / folder of what is built")]


def workspace(datasets: Path, out: Path) -> Workspace:
    """The folders as the person gave them, for a program started in the project's folder."""
    return Workspace(datasets.resolve(), out.resolve(), Path.cwd())


def examples(*commands: str) -> str:
    """The foot of a help page: commands that can be typed as they stand."""
    return "\n\n".join(["例 / examples", *(f"  {command}" for command in commands)])
