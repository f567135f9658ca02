"""One change between two versions, its class, and its form in JSON (`changes.schema.json`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NotRequired, TypedDict

from gongkai.forms.compared import compared_tables
from gongkai.forms.data_files import csv_rows
from gongkai.model.difference import Key, Values


@dataclass(frozen=True, slots=True)
class ChangeClass:
    """A class of change with its label and its meaning in both languages."""

    code: str
    label_zh: str
    label_en: str
    description_zh: str
    description_en: str


@cache
def change_classes() -> Mapping[str, ChangeClass]:
    """All classes of change by code, in the order in which readers see them."""
    return {row["code"]: ChangeClass(**row) for row in csv_rows("gongkai.release", "classes.csv")}


ChangeJson = TypedDict(
    "ChangeJson",
    {
        "class": str,
        "table": str,
        "key": dict[str, str],
        "before": dict[str, str | int | bool | None] | None,
        "after": dict[str, str | int | bool | None] | None,
        "reason_zh": NotRequired[str | None],
        "reason_en": NotRequired[str | None],
    },
)
"""A change in CHANGES.json, as `changes.schema.json` describes it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one row for one reason.

    Attributes:
        kind: a code of `classes.csv`.
        key: the table, then the values of its key columns.
        before: the columns that differ as they were; None if the row is new.
        after: the columns that differ as they are; None if the row is gone.
        reason_zh: what the person who declared it says, None if nobody needed to.
        reason_en: the same in English.
    """

    kind: str
    key: Key
    before: Values | None = field(hash=False)
    after: Values | None = field(hash=False)
    reason_zh: str | None = None
    reason_en: str | None = None

    @property
    def table(self) -> str:
        """The table of the row."""
        return self.key[0]

    @property
    def report_id(self) -> str | None:
        """The report it is about, None if it is about agencies or codes."""
        return self.key[1] if compared_tables()[self.table].of_reports else None

    @property
    def names(self) -> dict[str, str]:
        """The key columns with their values; `number` where several rows share them."""
        return dict(zip((*compared_tables()[self.table].key, "number"), self.key[1:], strict=False))

    @property
    def place(self) -> str:
        """Where it is, for people: `requests/granted/total`, without the report."""
        parts = self.key[2:] if self.report_id else self.key[1:]
        return "/".join(part for part in (self.table, *parts) if part)

    def as_json(self) -> ChangeJson:
        """The change as it stands in CHANGES.json."""
        plain: ChangeJson = {
            "class": self.kind,
            "table": self.table,
            "key": self.names,
            "before": None if self.before is None else dict(self.before),
            "after": None if self.after is None else dict(self.after),
        }
        if self.reason_zh:
            plain["reason_zh"], plain["reason_en"] = self.reason_zh, self.reason_en
        return plain

    @classmethod
    def from_json(cls, plain: ChangeJson) -> Change:
        """The change that `as_json` wrote."""
        key = (plain["table"], *plain["key"].values())
        reasons = plain.get("reason_zh"), plain.get("reason_en")
        return cls(plain["class"], key, plain["before"], plain["after"], *reasons)


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Number of changes by class, every class named."""
    found = Counter(change.kind for change in changes)
    return {code: found[code] for code in change_classes()}
