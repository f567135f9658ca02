"""What a reader is: the contract that each file format fulfils in one small module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from gongkai.model import Block, Place
from gongkai.read.encoding import decode
from gongkai.read.limits import keep_within


@dataclass(frozen=True)
class SourceFile:
    """The bytes of one file under the name a person gave it, without folders."""

    name: str
    data: bytes
    spent: Counter[str] = field(default_factory=Counter, compare=False)
    """How much of each limit reading has taken so far, files inside the file included."""

    def spend(self, limit: str, amount: int) -> None:
        """Takes some of a limit of `limits.yml`; raises TooMuch beyond it."""
        self.spent[limit] += amount
        keep_within(limit, self.spent[limit])

    @cached_property
    def suffix(self) -> str:
        """Extension in lower case with its dot, empty if there is none."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def decoded(self) -> tuple[str, str]:
        """(text, encoding); raises UnreadableFile if the bytes are no text."""
        return decode(self.name, self.data)

    @property
    def text(self) -> str:
        """The bytes as text; raises UnreadableFile if they are none."""
        return self.decoded[0]


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader gives.

    Attributes:
        blocks: in reading order.
        metadata: pairs of name and text.
        encoding: of a text format.
        unread: places of large pictures and of text beyond the edge of its page.
        recognised: pages that are pictures, whose text a program has recognised.
    """

    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    unread: tuple[Place, ...] = ()
    recognised: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format.

    Attributes:
        format: code of the format, as `Source.format` names it.
        suffixes: extensions that announce this format.
        tolerated: extensions of other formats under which this one is often saved.
        claims: tells from the content whether the file is of this format.
        parse: turns the file into content; raises UnreadableFile.
    """

    format: str
    suffixes: tuple[str, ...]
    tolerated: tuple[str, ...]
    claims: Callable[[SourceFile], bool]
    parse: Callable[[SourceFile], Content]
