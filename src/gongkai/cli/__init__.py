"""The command line: one thin subcommand per verb; the work is in the rooms."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai import __version__
from gongkai.errors import GongkaiError

__all__ = ["main"]

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code (0 well, 1 something wrong with the data, 2 usage)."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except GongkaiError as error:
        return _failed(error, arguments.debug)
    except OSError as error:
        return _failed(error, arguments.debug)
    except KeyboardInterrupt:
        print("interrupted; what was built before still stands", file=sys.stderr)
        return 130


def _failed(error: Exception, debug: bool) -> int:
    if debug:
        raise error
    print(f"gongkai: {error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description="政府信息公开工作年度报告 → 开放数据 / disclosure reports as open data",
        epilog="退出码 / exit code: 0 正常 / well, 1 数据有问题 / bad data, 2 用法不对 / usage",
    )
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    parser.add_argument("--debug", action="store_true", help="出错时显示调用栈 / show the traceback of an error")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_reading(commands)
    _add_upkeep(commands)
    _add_publishing(commands)
    return parser


def _command(
    commands: _Commands, name: str, what: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A subcommand; `what` stands in the list of all and in its own help."""
    parser = commands.add_parser(name, help=what, description=what)
    parser.set_defaults(run=run)
    return parser


def _add_build(commands: _Commands) -> None:
    build = _command(commands, "build", "全部数据集 → 数据包和网站 / every dataset → packages and site", _build)
    _add_folders(build)
    jobs = os.cpu_count() or 1
    build.add_argument("--jobs", type=_positive, default=jobs, help="读报告的进程数 / processes that read reports")
    build.add_argument("--no-site", action="store_true", help="只做数据包 / packages only")
    strict = "有退回的报告或新的错误就以 1 退出 / exit 1 on a rejected report or a new error"
    build.add_argument("--strict", action="store_true", help=strict)


def _add_reading(commands: _Commands) -> None:
    extract = _command(commands, "extract", "每个文件一行 JSON / one JSON object per file", _extract)
    check = _command(commands, "check", "每个文件的核查结果 / the findings of each file, for people", _check)
    for reading in (extract, check):
        reading.add_argument("files", nargs="+", type=_file, metavar="FILE")
    score = _command(commands, "score", "与人工核对的结果比较 / compare readings with hand-checked gold", _score)
    score.add_argument("gold", type=Path, metavar="GOLD_DIR")


def _add_upkeep(commands: _Commands) -> None:
    add = _command(commands, "add", "把报告收进数据集 / copy a report into a dataset under its canonical name", _add)
    add.add_argument("files", nargs="+", type=_file, metavar="FILE")
    add.add_argument("--dataset", required=True, metavar="ID")
    add.add_argument("--url", help="报告发布的网址 / where the report was published")
    _add_folders(add)
    validate = _command(commands, "validate", "校验一个数据包 / check a data package", _validate)
    validate.add_argument("package", type=Path, metavar="PACKAGE")
    diff = _command(commands, "diff", "两版数据包差在哪里、为什么 / what changed between two packages, and why", _diff)
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    as_json = "每一处变动，格式同 CHANGES.json / every change, in the form of CHANGES.json"
    diff.add_argument("--json", action="store_true", help=as_json)


def _add_publishing(commands: _Commands) -> None:
    release = _command(commands, "release", "记下这一版发布了什么 / record what this version publishes", _release)
    release.add_argument("--dataset", required=True, metavar="ID")
    _add_folders(release)
    serve = _command(commands, "serve", "在本机看网站 / serve the built site on this machine", _serve)
    _add_folders(serve)
    serve.add_argument("--port", type=_positive, default=8000, help="默认 / default: 8000")


def _add_folders(parser: argparse.ArgumentParser) -> None:
    datasets, out = Path("datasets"), Path("build")
    parser.add_argument("--datasets", type=Path, default=datasets, metavar="DIR", help="默认 / default: datasets")
    parser.add_argument("--out", type=Path, default=out, metavar="DIR", help="默认 / default: build")


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text}: there is no such file")
    return path


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


# The rooms are imported by the command that needs them: `extract` starts without the site's libraries.


def _build(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import build

    return build(arguments.datasets, arguments.out, arguments.jobs, not arguments.no_site, arguments.strict)


def _extract(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import extract

    return extract(arguments.files)


def _check(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import check

    return check(arguments.files)


def _score(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import score

    return score(arguments.gold)


def _add(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import add

    return add(arguments.files, arguments.dataset, arguments.url, arguments.datasets, arguments.out)


def _validate(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import validate

    return validate(arguments.package)


def _diff(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import diff

    return diff(arguments.old, arguments.new, arguments.json)


def _release(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import release

    return release(arguments.dataset, arguments.datasets, arguments.out)


def _serve(arguments: argparse.Namespace) -> int:
    from gongkai.cli.commands import serve

    return serve(arguments.out, arguments.port)
