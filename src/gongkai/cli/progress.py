"""How far long work has come: a line on a terminal, silence in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from gongkai.render import visible


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Gives the function that work calls with the name of what it has just done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield lambda done: status.update(Text(visible(done)))
