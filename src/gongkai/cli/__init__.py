"""The command line: each verb declared once, in the file of its kind; the work is in the rooms."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from gongkai.cli import collecting, publishing, reading, upkeep
from gongkai.errors import GongkaiError, UsageError
from gongkai.render import visible
from gongkai.version import __version__

__all__ = ["app", "main"]

INTERRUPTED = 130
app = typer.Typer(
    add_completion=False,
    rich_markup_mode="rich",
    epilog="退出码 / exit code: 0 正常 / well · 1 数据有问题 / bad data · 2 用法不对 / usage",
)
for verbs in (reading.app, publishing.app, upkeep.app, collecting.app):
    app.add_typer(verbs)


@app.callback(invoke_without_command=True)
def _gongkai(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="版本 / the version")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示调用栈 / show the traceback of an error")] = False,
) -> None:
    """政府信息公开工作年度报告 → 开放数据 / disclosure reports as open data."""
    if version:
        print(f"gongkai {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the words after `gongkai`; those of the process if None.

    Returns:
        The exit code: 0 well, 1 something wrong with the data, 2 usage, 130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = int(typer.main.get_command(app).main(words, prog_name="gongkai", standalone_mode=False) or 0)
    except (TyperException, UsageError) as error:
        wrong = error if isinstance(error, UsageError) else _in_our_words(error)
        return _complain(f"用法不对 / usage: {wrong.in_both_languages}", getattr(error, "exit_code", 2))
    except BrokenPipeError:
        # The reader of a pipe left: nothing more can be said, and Python must not try to at its end.
        sys.stdout = None
        return 1
    except (GongkaiError, OSError) as error:
        if "--debug" in words:
            raise
        if isinstance(error, OSError):
            error = GongkaiError("system", file=error.filename, said=error.strerror or str(error))
        return _complain(error.in_both_languages, 1)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    # the library turns an interrupt into this code and says nothing
    if code == INTERRUPTED:
        return _complain("已中断，此前的产物仍在 / interrupted; what was built before still stands", code)
    return code


def _in_our_words(error: TyperException) -> UsageError:
    """The error of the library about the words of a command, in both languages."""
    said = str(getattr(error, "format_message", error.__str__)()).rstrip(".")
    match type(error).__name__:
        case "MissingParameter":
            missing = getattr(error, "param")  # noqa: B009
            return UsageError("parameter_missing", name=missing.metavar or missing.name.upper())
        case "NoSuchOption":
            return UsageError("no_such_option", name=getattr(error, "option_name"))  # noqa: B009
        case "UsageError" if command := re.fullmatch("No such command '(.+)'", said):
            return UsageError("no_such_command", name=command[1])
    return UsageError("usage", said=said)


def _complain(message: str, code: int) -> int:
    print(f"gongkai: {visible(message)}", file=sys.stderr)
    return code
