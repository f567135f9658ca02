"""Parts of the last site that this build takes over, because it would make the same again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Keeping(Protocol):
    """Keeps what was made under a name: together with what it was made from, and the files that belong to it."""

    def take(self, name: str, kind: type[T], made_from: object) -> T | None:
        """What is kept under the name, its files put into the new site; None if it was made from something else.

        Args:
            name: of what is wanted, the same in every build.
            kind: its class.
            made_from: all that it depends on but the code; two values count as the same if their `repr` is.
        """

    def keep(self, name: str, made_from: object, made: object, paths: Iterable[str]) -> None:
        """Keeps what was made, with the paths of its files from the root of the site."""


class Nothing:
    """Keeps nothing: everything is made anew."""

    def take(self, name: str, kind: type[T], made_from: object) -> T | None:
        """Gives None."""

    def keep(self, name: str, made_from: object, made: object, paths: Iterable[str]) -> None:
        """Does nothing."""


NOTHING = Nothing()
