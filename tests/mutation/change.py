"""One small change to a file of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Change:
    """The characters `start`:`end` of a file's text become `new`; `kind` says what sort of fault it is."""

    path: Path
    start: int
    end: int
    new: str
    kind: str

    def applied(self, text: str) -> str:
        """The text with the change made."""
        return text[: self.start] + self.new + text[self.end :]

    def told(self, text: str) -> str:
        """Where and what, in one line."""
        line = text.count("\n", 0, self.start) + 1
        first, last = text.rfind("\n", 0, self.start) + 1, text.find("\n", self.end)
        last = len(text) if last < 0 else last
        old = text[first:last].replace("\n", "⏎").strip()
        new = (text[first : self.start] + self.new + text[self.end : last]).replace("\n", "⏎").strip()
        return f"{self.path}:{line} [{self.kind}] {_short(old, new)}"


def _short(old: str, new: str) -> str:
    """Both texts around the first place where they differ."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    begin = max(at - 40, 0)
    return f"{old[begin : at + 60]!r} → {new[begin : at + 60]!r}"
