"""A JSON schema held against documents typed in by hand: what it takes and what it refuses, place by place."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

LEFT_OUT = object()
"""In the place of a value: the key is not there."""
Place = tuple[str | int, ...]


def schema(room: str, name: str) -> Draft202012Validator:
    """The schema `name` of a room."""
    text = (files(f"gongkai.{room}") / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def with_value(document: Any, place: Place, value: Any) -> Any:
    """A copy of the document with another value in one place."""
    changed = copy.deepcopy(document)
    if not place:
        return value
    inner = changed
    for part in place[:-1]:
        inner = inner[part]
    if value is LEFT_OUT:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return changed


def wrongly_judged(held: Draft202012Validator, document: Any, place: Place, good: Any, bad: Any) -> list[Any]:
    """The values of one place that are refused though they are good, or taken though they are bad."""
    odd = [value for value in good if not held.is_valid(with_value(document, place, value))]
    return odd + [value for value in bad if held.is_valid(with_value(document, place, value))]


def needed(held: Draft202012Validator, document: Any, place: Place = ()) -> set[str]:
    """The keys of a mapping in the document that cannot be left out."""
    inner = document
    for part in place:
        inner = inner[part]
    return {key for key in inner if not held.is_valid(with_value(document, (*place, key), LEFT_OUT))}


def closed(held: Draft202012Validator, document: Any, places: Sequence[Place]) -> list[bool]:
    """Whether each mapping refuses a key that nobody knows."""
    return [not held.is_valid(with_value(document, (*place, "unheard_of"), "x")) for place in places]
