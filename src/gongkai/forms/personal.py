"""Finds data of private persons in a text, which are never published (`personal.yml`); all output uses this rule.

What is withheld is marked where it stood. Numbers in the cells of the form are not touched, nor the office's own
contacts: its landline, its address, and a mailbox in a line of contacts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai.forms.data_files import yaml_data

RULE = "READ-07"
"""The rule whose finding says that something was withheld."""
_MARK = "［已隐去：{}］"
_HALF_WIDTH = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "@."
}
_MAY_HOLD = re.compile(r"\d{4}|[０-９]{4}|[@＠]|人|诉|原告|先生|女士|申请[公获]|[民众复理到]\S{2,3}[向提申的就等]")
"""A text without any of these holds nothing to withhold; this settles most sentences quickly."""
_REACH = 24
"""Characters in front of a find in which a word such as 申请人 shows that it is of a private person."""


@dataclass(frozen=True, slots=True)
class Personal:
    """Something of a private person: `text[start:end]`, of a kind with a name in Chinese and English."""

    start: int
    end: int
    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    zh: str
    en: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    always: re.Pattern[str] | None


def withheld(text: str) -> str:
    """The text as it may be published: a mark stands for each mobile and ID number, personal mailbox and applicant.

    >>> withheld("申请人王小明（电话13800001234）申请公开，办公电话0633-6222333。")
    '申请人［已隐去：申请人姓名］（电话［已隐去：手机号］）申请公开，办公电话0633-6222333。'
    """
    found = personal_data(text)
    if not found:
        return text
    parts, position = [], 0
    for item in found:
        parts += [text[position : item.start], _MARK.format(item.zh)]
        position = item.end
    return "".join((*parts, text[position:]))


@lru_cache(maxsize=4096)
def personal_data(text: str) -> tuple[Personal, ...]:
    """All that `withheld` takes out of a text, in order; nothing overlaps."""
    if not _MAY_HOLD.search(text):
        return ()
    half_width = text.translate(_HALF_WIDTH)
    kept: list[Personal] = []
    found = (
        Personal(*match.span("data"), rule.kind, rule.zh, rule.en)
        for rule in _patterns()
        for match in rule.pattern.finditer(half_width)
        if rule.unless is None or not _excused(rule, half_width, match.start("data"))
    )
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _excused(rule: _Pattern, text: str, at: int) -> bool:
    """True if the words around show that it belongs to the office."""
    if rule.always and rule.always.search(text, max(0, at - _REACH), at):
        return False
    ends = yaml_data("gongkai.forms", "personal.yml")["clause_ends"]
    start = max(text.rfind(end, 0, at) for end in ends) + 1
    stop = min((end for end in (text.find(mark, at) for mark in ends) if end >= 0), default=len(text))
    return rule.unless is not None and bool(rule.unless.search(text, start, stop))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            entry["kind"],
            entry["zh"],
            entry["en"],
            _compiled(entry["pattern"]),
            _compiled(entry["unless"]) if "unless" in entry else None,
            _compiled(entry["always"]) if "always" in entry else None,
        )
        for entry in yaml_data("gongkai.forms", "personal.yml")["kinds"]
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    entries = yaml_data("gongkai.forms", "personal.yml")
    for macro in ("names", "name", "veiled", "word", "compound", "surnames"):
        pattern = pattern.replace(f"<{macro}>", entries[macro])
    return re.compile(pattern, re.IGNORECASE)
