"""What a person declares about published values that are now read better, or about a report that is withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from fnmatch import fnmatchcase
from typing import Any


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
        return all(
            any(fnmatchcase(name, pattern) for pattern in patterns for name in traits.get(scope, ()))
            for scope, patterns in asked.items()
        )

    def as_json(self) -> dict[str, object]:
        """The declaration as it stood in the file."""
        return {name: list(part) if isinstance(part, tuple) else part for name, part in asdict(self).items() if part}

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> ReadingChange:
        """A declaration from its mapping."""
        parts: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in entry.items()}
        return cls(**parts)


SCOPES = tuple(field.name for field in fields(ReadingChange))[3:]
"""The kinds of patterns."""
