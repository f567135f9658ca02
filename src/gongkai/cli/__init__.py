"""The command line: one thin subcommand per verb; the work is in the rooms."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gongkai import __version__
from gongkai.errors import GongkaiError

__all__ = ["main"]


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
        prog="gongkai", description="政府信息公开工作年度报告 → 开放数据 / disclosure reports as open data"
    )
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_reading(commands)
    _add_upkeep(commands)
    return parser


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = commands.add_parser("build", help="every dataset → packages and site")
    _add_folders(build)
    build.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, help="processes that read reports")
    build.add_argument("--no-site", action="store_true", help="packages only")
    build.add_argument("--strict", action="store_true", help="exit 1 on a rejected report or a new error")
    build.set_defaults(run=_build)


def _add_reading(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    extract = commands.add_parser("extract", help="one JSON object per file on standard output")
    extract.add_argument("files", nargs="+", type=_file, metavar="FILE")
    extract.set_defaults(run=_extract)
    check = commands.add_parser("check", help="the findings of each file, for people")
    check.add_argument("files", nargs="+", type=_file, metavar="FILE")
    check.set_defaults(run=_check)
    score = commands.add_parser("score", help="compare readings with hand-checked gold")
    score.add_argument("gold", type=Path, metavar="GOLD_DIR")
    score.set_defaults(run=_score)


def _add_upkeep(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="copy a report into a dataset under its canonical name")
    add.add_argument("files", nargs="+", type=_file, metavar="FILE")
    add.add_argument("--dataset", required=True, metavar="ID")
    add.add_argument("--url", help="where the report was published")
    _add_folders(add)
    add.set_defaults(run=_add)
    validate = commands.add_parser("validate", help="check a data package")
    validate.add_argument("package", type=Path, metavar="PACKAGE")
    validate.set_defaults(run=_validate)
    diff = commands.add_parser("diff", help="what changed between two versions of a data package, and why")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.add_argument("--json", action="store_true", help="every change, in the form of CHANGES.json")
    diff.set_defaults(run=_diff)
    release = commands.add_parser("release", help="record what this version publishes")
    release.add_argument("--dataset", required=True, metavar="ID")
    _add_folders(release)
    release.set_defaults(run=_release)
    serve = commands.add_parser("serve", help="serve the built site on this machine")
    _add_folders(serve)
    serve.add_argument("--port", type=_positive, default=8000)
    serve.set_defaults(run=_serve)


def _add_folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--datasets", type=Path, default=Path("datasets"), metavar="DIR")
    parser.add_argument("--out", type=Path, default=Path("build"), metavar="DIR")


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


if __name__ == "__main__":
    raise SystemExit(main())
