"""Every error gongkai raises.

    GongkaiError
    ├── Rejection          a source file that gives no report
    │   ├── UnreadableFile     its bytes cannot be turned into a document
    │   └── NotAReport         readable, but no report whose form we know
    ├── DatasetError       something a person wrote under datasets/ is wrong
    ├── PackageError       a data package is missing, edited, truncated or of another dataset
    ├── CollectError       looking for new reports failed as a whole
    ├── SiteError          the site could not be made whole
    └── BuildError         the folder of what is built cannot be used

Bad data never raises: it gives findings. An exception is about the program or about a file that
cannot be read, and its one line says which file, what is wrong and what to do.
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of all errors of this package.

    Args:
        what: what is wrong, without a full stop.
        file: the file it is about, as the person named it.
        advice: what the person can do about it.
    """

    def __init__(self, what: str, *, file: str | None = None, advice: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.file = file
        self.advice = advice

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        way_out = f"; {self.advice}" if self.advice else ""
        return f"{where}{self.what}{way_out}"


class Rejection(GongkaiError):
    """A source file that gives no report; `reason` is a code of `forms/labels/reasons.csv`."""

    def __init__(self, reason: str, what: str, *, file: str | None = None, advice: str | None = None) -> None:
        super().__init__(what, file=file, advice=advice)
        self.reason = reason


class UnreadableFile(Rejection):
    """The bytes of a source file cannot be turned into a document."""


class NotAReport(Rejection):
    """The file is readable but is no annual report whose form we know."""


class DatasetError(GongkaiError):
    """Something a person wrote under `datasets/` is wrong."""


class PackageError(GongkaiError):
    """A data package is missing, edited, truncated, or of another dataset."""


class CollectError(GongkaiError):
    """Looking for new reports failed as a whole."""


class SiteError(GongkaiError):
    """The site could not be made whole."""


class BuildError(GongkaiError):
    """The folder of what is built is in use, full, or cannot be written."""
