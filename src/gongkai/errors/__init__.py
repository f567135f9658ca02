"""Every error gongkai raises.

    GongkaiError
    ├── Rejection          a source file that gives no report
    │   ├── UnreadableFile     its bytes cannot be turned into a document
    │   └── NotAReport         readable, but no report whose form we know
    ├── DatasetError       something a person wrote under datasets/ is wrong
    │   └── DatasetErrors      several such things, a line each
    ├── PackageError       a data package is missing, edited, truncated or of another dataset
    ├── CollectError       looking for new reports failed as a whole
    ├── SiteError          the site could not be made whole
    ├── BuildError         the folder of what is built cannot be used
    └── UsageError         a command was called in a wrong way

Bad data never raises: it gives findings. An exception is about the program or about a file that
cannot be read. What it says stands in `messages.csv` under its code, in Chinese and English: what is
wrong, and what to do. `str()` gives the English line, `in_both_languages` the line of the terminal.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

__all__ = [
    "BuildError",
    "CollectError",
    "DatasetError",
    "DatasetErrors",
    "GongkaiError",
    "NotAReport",
    "PackageError",
    "Rejection",
    "SiteError",
    "UnreadableFile",
    "UsageError",
    "messages",
]


class GongkaiError(Exception):
    """Base of all errors of this package.

    Args:
        code: of a row of `messages.csv`.
        file: the file it is about, as the person named it; `file:12` for its line 12.
        values: what is put into the placeholders of that row; a pair is said in Chinese and English.
    """

    def __init__(self, code: str, *, file: str | Path | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.file = None if file is None else str(file)
        self.values = values

    @property
    def message_zh(self) -> str:
        """What is wrong and what to do, in Chinese, without the file."""
        return self._said(0, "；")

    @property
    def message_en(self) -> str:
        """The same in English."""
        return self._said(1, "; ")

    @property
    def in_both_languages(self) -> str:
        """One line: the file, what is wrong and what to do in Chinese, then in English."""
        return f"{self._where}{self.message_zh} / {self.message_en}"

    def __str__(self) -> str:
        return f"{self._where}{self.message_en}"

    @property
    def _where(self) -> str:
        return f"{self.file}: " if self.file else ""

    def _said(self, language: int, between: str) -> str:
        values = {name: value[language] if isinstance(value, tuple) else value for name, value in self.values.items()}
        return between.join(part.format_map(values) for part in messages()[self.code][language] if part)


@cache
def messages() -> Mapping[str, tuple[tuple[str, str], tuple[str, str]]]:
    """Code → what is wrong and what to do in Chinese, and both in English; the second is empty where nothing helps."""
    text = (files("gongkai.errors") / "messages.csv").read_text(encoding="utf-8")
    return {
        row["code"]: ((row["what_zh"], row["advice_zh"]), (row["what_en"], row["advice_en"]))
        for row in csv.DictReader(text.splitlines())
    }


class Rejection(GongkaiError):
    """A source file that gives no report; `reason` is a code of `forms/labels/reasons.csv`.

    Args:
        reason: that code.
        message: why and what to do, in Chinese and English.
        file: its name.
    """

    def __init__(self, reason: str, message: tuple[str, str], *, file: str | None = None) -> None:
        super().__init__("rejected", file=file, message=message)
        self.args = (reason, message)
        self.reason = reason


class UnreadableFile(Rejection):
    """The bytes of a source file cannot be turned into a document."""


class NotAReport(Rejection):
    """The file is readable but is no annual report whose form we know."""


class DatasetError(GongkaiError):
    """Something a person wrote under `datasets/` is wrong."""


class DatasetErrors(DatasetError):
    """Several things that people wrote are wrong: a line for each."""

    def __init__(self, errors: Sequence[DatasetError]) -> None:
        super().__init__("several", number=len(errors))
        self.args = (errors,)
        self.errors = tuple(errors)

    @property
    def in_both_languages(self) -> str:
        """A line for each."""
        return "\n".join(error.in_both_languages for error in self.errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class PackageError(GongkaiError):
    """A data package is missing, edited, truncated, or of another dataset."""


class CollectError(GongkaiError):
    """Looking for new reports failed as a whole."""


class SiteError(GongkaiError):
    """The site could not be made whole."""


class BuildError(GongkaiError):
    """The folder of what is built is in use, full, or cannot be written."""


class UsageError(GongkaiError):
    """A command was called with words that it does not know, or without those that it needs."""
