"""Words and numbers in the two languages of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from gongkai.forms import VOCABULARIES, code_list, editions, rules, without_ordinal
from gongkai.forms.form import SECTION_OF
from gongkai.forms.wording import name, place_in_chinese
from gongkai.model import as_text
from gongkai.site.defined_indicators import defined_indicators
from gongkai.site.form_layout import label

LANGUAGES = ("zh", "en")

OUTCOMES = {
    "granted": ("予以公开", "Disclosed"),
    "partially_granted": ("部分公开", "Partially disclosed"),
    "refused": ("不予公开", "Not disclosed"),
    "unable": ("无法提供", "Unable to provide"),
    "not_processed": ("不予处理", "Not processed"),
    "other_handling": ("其他处理", "Other handling"),
}
ABOUT = {
    "report": ("关于报告", "About the report"),
    "file": ("关于文件", "About the file"),
    "reading": ("关于本站的读数", "About our reading"),
}
"""What a finding is about."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a page says in one language (`zh` or `en`)."""

    lang: str

    def __call__(self, zh: str, en: str, **values: object) -> str:
        """The sentence in this language, its placeholders filled in."""
        text = en if self.lang == "en" else zh
        return text.format(**values) if values else text

    def of(self, texts: Mapping[str, str]) -> str:
        """The one of several texts, by language, that is in this one."""
        return texts[self.lang]

    def counted(self, count: int | Decimal | None, zh: str, one: str, many: str, **values: object) -> str:
        """The sentence for a number of things: English tells one from many."""
        return self(zh, one if count == 1 else many, **values)

    def code(self, name: str, code: str | None) -> str:
        """The label of a code of `forms/labels/<name>.csv`, the code itself if the list lacks it."""
        if code is None:
            return self("未说明", "not stated")
        return _labels(name, self.lang).get(code) or code

    def outcome(self, code: str) -> str:
        """An outcome group of the requests table."""
        return self(*OUTCOMES[code])

    def table(self, code: str) -> str:
        """The title of a form table."""
        return without_ordinal(label("sections", SECTION_OF[code], editions()[-1], self.lang))

    def row(self, table: str, row: str, edition: str) -> str:
        """The label of a form row without its ordinal and the explanation in brackets."""
        chinese, english = name(VOCABULARIES[table][0], row, edition)
        return self(chinese if row == "total_processed" else without_ordinal(chinese), english)

    def column(self, table: str, column: str, edition: str) -> str:
        """The label of a form column."""
        return label(VOCABULARIES[table][1], column, edition, self.lang)

    def cell(self, table: str, row: str, column: str, edition: str) -> str:
        """Row and column of a cell, as one phrase."""
        return f"{self.row(table, row, edition)} · {self.column(table, column, edition)}"

    def place(self, place: str) -> str:
        """A place in the source: `line 51, cell 3` is 第 51 行第 3 格."""
        return place if self.lang == "en" else place_in_chinese(place)

    def qualifier(self, code: str) -> str:
        """How exact a number in the text is: at least, about, or empty for an exact one."""
        return {"at_least": self("至少", "at least"), "approximate": self("约", "about")}.get(code, "")

    def unit(self, unit: str | None) -> str:
        """A unit: a code of `units.csv`, or the word that the source prints."""
        return _labels("units", self.lang).get(unit or "", unit or "")

    def rule(self, rule: str) -> str:
        """What a rule checks, in one line."""
        return rules()[rule].condition_en if rule in rules() else rule

    def edition(self, edition: str | None) -> str:
        """The name of an edition of the form."""
        if edition is None:
            return self("版本不明", "edition unknown")
        return self("{e} 年版格式", "{e} form", e=edition)

    def percent(self, share: float | Decimal) -> str:
        """A share as a percentage with one decimal."""
        return f"{_one_decimal(Decimal(str(share)) * 100)}%"

    def indicator(self, code: str, value: float | Decimal | None) -> str:
        """A value of an indicator as people write it: a share in per cent, all others with one decimal; – for None."""
        if value is None:
            return "–"
        ratio = defined_indicators()[code].is_ratio
        return self.percent(value) if ratio else grouped(_one_decimal(Decimal(str(value))))


def _one_decimal(value: Decimal) -> Decimal:
    """Rounded as people round: a half goes up."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


@lru_cache(maxsize=1 << 16, typed=True)
def plain(value: object) -> str:
    """A number without grouping or trailing zeros: 21.8300 is 21.83; empty for None."""
    return as_text(value)


@lru_cache(maxsize=1 << 16, typed=True)
def grouped(value: object) -> str:
    """A number with thousands separators, an en dash for None."""
    if value is None:
        return "–"
    text = plain(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def file_size(count: int) -> str:
    """A size in bytes for people: 5.9 kB, 1.2 MB."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} B"


@cache
def _labels(name: str, lang: str) -> dict[str, str]:
    """The labels of a code list in one language, by code."""
    return {row["code"]: row.get(f"label_{lang}") or "" for row in code_list(name)}
