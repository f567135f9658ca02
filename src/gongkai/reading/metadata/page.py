"""What the fields of the report are looked for in, prepared once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from gongkai.forms import squeeze
from gongkai.forms.chinese import in_digits, years_in
from gongkai.forms.data_files import yaml_data
from gongkai.forms.personal import withheld
from gongkai.forms.simplified import simplified
from gongkai.model import Document, Outline, Paragraph
from gongkai.reading.closing import Closing, read_closing
from gongkai.reading.opening import opening

_FIRST_OF_BODY = 12
_SHORTEST_SENTENCE = 40
_PREAMBLE = 2
_SHORTEST_TORN = 20
_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")
_TONES = re.compile(r"[(（][a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*[)）]")
_CONTACT = re.compile(r"[@：:；]|电话|邮编|邮政编码|地址|号")
_MACRO = "<agency_name>"


@dataclass(frozen=True)
class Page:
    """A document and its outline as texts."""

    document: Document
    outline: Outline

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The lines around the title, as printed."""
        return opening(self.outline.sections)

    @cached_property
    def plain_opening(self) -> tuple[str, ...]:
        """The same as `plain` makes them."""
        return tuple(plain(line) for line in self.opening)

    @cached_property
    def introduction(self) -> str:
        """The opening and the first paragraphs of the overview, as `plain` makes them, one after another."""
        body = [plain(line) for line in self._paragraphs(1)[:_FIRST_OF_BODY]]
        return "".join((*(_closed(line) for line in self.plain_opening), *map(_closed, body)))

    @cached_property
    def prose(self) -> str:
        """Where contacts stand, with its spaces: preamble and last section; labelled lines are left out."""
        lines = [*self.opening, *self._paragraphs(6)]
        if "。" not in "".join(self.opening):
            lines += self._paragraphs(1)[:_PREAMBLE]
        kept = [line for line in lines if "。" in line or len(line) >= _SHORTEST_SENTENCE or _CONTACT.search(line)]
        # a line that ends in a letter or digit is not run together with the next
        spaced = [f"{line} " if line[-1:].isascii() and not line.endswith((";", ")")) else line for line in kept]
        return simplified("".join(spaced))

    @cached_property
    def half_width_prose(self) -> str:
        """The same in half width, without mobile numbers and mailboxes of private persons."""
        return withheld(unicodedata.normalize("NFKC", self.prose))

    @cached_property
    def everything(self) -> str:
        """All paragraphs, as `plain` makes them, a line each."""
        return "\n".join(plain(line) for span in self.outline.sections for line in _texts(span.blocks))

    @cached_property
    def closing(self) -> Closing:
        """Signature and date at the end."""
        return read_closing(self.outline)

    @cached_property
    def years(self) -> Counter[int]:
        """How often each year is named in the narrative."""
        return Counter(years_in(self.everything))

    def beside(self, names: str) -> tuple[str, ...]:
        """Values of the page metadata whose name is one of `a|b|c`, in the order of the names."""
        wanted = names.lower().split("|")
        found = [(name.lower(), value) for name, value in self.document.metadata]
        return tuple(value for name in wanted for label, value in found if label == name)

    def _paragraphs(self, section: int) -> list[str]:
        spans = (span for span in self.outline.sections if span.section == section)
        return [text for span in spans for text in _texts(span.blocks)]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Simplified characters, half width, dates in digits, no white space, no pinyin between the characters."""
    squeezed = in_digits(squeeze(text))
    return _PINYIN.sub("", squeezed) if _TONES.search(squeezed) else squeezed


@cache
def pattern(name: str, *, at: int | None = None) -> re.Pattern[str]:
    """A pattern of `patterns.yml`, `at` its place where the entry is a list."""
    entry = rules()[name]
    expression: str = entry if at is None else entry[at]
    return re.compile(expression.replace(_MACRO, rules()["name_characters"]))


def rules() -> dict[str, Any]:
    """The entries of `patterns.yml`."""
    entries: dict[str, Any] = yaml_data("gongkai.reading.metadata", "patterns.yml")
    return entries


def _texts(blocks: tuple[object, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def _closed(line: str) -> str:
    """A title, name or other short line ends like a sentence; a longer one may be torn and goes on."""
    alone = len(line) < _SHORTEST_TORN or line.endswith(("报告", "年报", "情况"))
    return line + "。" if alone and not line.endswith(("。", ";", ":", ",")) else line
