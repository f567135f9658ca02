"""`reading_changes.yml`: what a person declares about values that are now read better than before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from gongkai.errors import DatasetError


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """One declaration: which changes it explains, from which version on, and why.

    The patterns (`*` stands for any letters) narrow it down; a change must meet every kind that is given.
    """

    version: str
    reason_zh: str
    reason_en: str
    reports: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def covers(self, traits: Mapping[str, Collection[str]]) -> bool:
        """Whether each kind of pattern given here meets one of the traits of that kind."""
        asked = {name: getattr(self, name) for name in SCOPES if getattr(self, name)}
        return all(_any_match(patterns, traits.get(name, ())) for name, patterns in asked.items())

    def as_json(self) -> dict[str, Any]:
        """The declaration as it stood in the file."""
        return {name: list(part) if isinstance(part, tuple) else part for name, part in asdict(self).items() if part}


SCOPES = tuple(field.name for field in fields(ReadingChange))[3:]
"""The kinds of patterns."""


def _any_match(patterns: Iterable[str], names: Collection[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)


def read_reading_changes(path: Path) -> tuple[ReadingChange, ...]:
    """The declarations of a dataset, in the order written; none if the file is missing.

    Raises:
        DatasetError: names file, line and what is wrong.
    """
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
        node, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise DatasetError("is no UTF-8 text", file=str(path), advice="save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DatasetError(str(error.problem), file=f"{path}, line {line}", advice="mend the YAML") from error
    for fault in _validator().iter_errors([] if data is None else data):
        where = f"{path}, line {_line(node, list(fault.absolute_path))}"
        raise DatasetError(_message(fault), file=where, advice="mend this entry")
    return tuple(from_json(entry) for entry in data or ())


def from_json(entry: Mapping[str, Any]) -> ReadingChange:
    """A declaration from its mapping."""
    parts: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in entry.items()}
    return ReadingChange(**parts)


def _message(error: ValidationError) -> str:
    return f"give one of {', '.join(SCOPES)}" if error.validator == "anyOf" else error.message[:200]


def _line(node: yaml.Node | None, path: list[str | int]) -> int:
    """The line of the YAML node at that path, from 1; of the nearest one above it if there is none."""
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return node.start_mark.line + 1 if node else 1


@cache
def _validator() -> Draft202012Validator:
    text = (files("gongkai.release") / "reading_changes.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))
