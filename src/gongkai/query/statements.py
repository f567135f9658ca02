"""Named statements of an SQL file of this room, and names and texts as SQL writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def statements(file: str) -> Mapping[str, str]:
    """The statements of a file by the name in the comment `-- name: …` above each."""
    text = (files("gongkai.query") / file).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("-- name: ")[1:])
    return {name.strip(): sql.strip().removesuffix(";") for name, _, sql in parts}


def quoted(name: str) -> str:
    """A name of a table or column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A text, or the path of a file, as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"
