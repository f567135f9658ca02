"""Numbers that the narrative states (`facts.yml` says in which words). What is in doubt is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from gongkai.forms import squeeze
from gongkai.forms.data_files import yaml_data
from gongkai.forms.simplified import simplified
from gongkai.model import Fact, Number, Outline, Report
from gongkai.reading.quantities import Quantity, quantities
from gongkai.reading.running_text import Sentence, sentences

_CLAUSE_ENDS = "，,。；;！？"
_WITHIN_CLAUSE = "[^，,。；;：:！？!?\\d]"
_UP_TO = re.compile(r"<(\d+)>")
_YEAR = re.compile(r"(20\d\d)\s*年")
_UNIT_BASE = re.compile(r"[\s（(].*")
_MONEY = "元"
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern of `facts.yml`; what its fields mean stands there."""

    fact: str
    words: tuple[str, ...]
    units: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    says: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    nearby: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    each: bool
    whole: bool
    last_year: bool
    since: bool
    daily: bool
    whole_area: bool
    value: Number | None
    unit: str


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the report is about: the year, and whether a government reports, with all below it."""

    year: int | None
    is_government: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number or a phrase that a rule fits, in a clause `[start, end)` of the sentence."""

    rule: _Rule
    sentence: Sentence
    start: int
    end: int
    at: int


def extract_facts(outline: Outline, report: Report) -> tuple[Fact, ...]:
    """The facts in reading order, each code once: where a report states one twice, the first counts.

    `report` says whose numbers and which year's count.

    A number counts only if the clause says whose, what and this year's; numbers of other bodies, of other years,
    differences, plans and sums over several channels are left out.
    """
    names = (report.agency_as_titled, report.agency)
    about = _Subject(report.year, any(_guard("government").search(squeeze(name)) for name in names if name))
    found: dict[str, Fact] = {}
    for sentence in sentences(outline):
        by_code: dict[str, list[Fact]] = {}
        for fact in _facts_in(sentence, about):
            by_code.setdefault(fact.fact, []).append(fact)
        for code, same in by_code.items():
            # a sentence that gives two values (ours 15 件, others 30 件) is in doubt
            if len({fact.value for fact in same}) == 1:
                found.setdefault(code, same[0])
        closed = _all_closed(sentence, found.get("applications_received"))
        if closed:
            found.setdefault(closed.fact, closed)
    return tuple(found.values())


def _facts_in(sentence: Sentence, about: _Subject) -> Iterator[Fact]:
    plain = sentence.plain
    rules = _rules_for(tuple([word for word in _words() if word in plain]))
    for quantity in quantities(plain) if rules.by_unit else ():
        head = plain[max(0, quantity.head - _LOOK_BACK) : quantity.head]
        for rule in rules.by_unit.get(_UNIT_BASE.sub("", quantity.unit), ()):
            candidate = _stated_by(rule, sentence, quantity, head)
            if candidate and _holds(candidate, about):
                unit = "CNY" if quantity.unit == _MONEY else quantity.unit.replace("％", "%").replace(" ", "")
                place, quote = sentence.place_of(quantity.start), sentence.around(quantity.start)
                yield Fact(rule.fact, quantity.value, unit, quantity.qualifier, place, quote)
    negated = rules.implied and any(word in plain for word in _patterns()["negations"])
    for rule in rules.implied if negated else ():
        match = rule.says.search(plain) if rule.says else None
        if match:
            ends = (plain.find(mark, match.end()) for mark in _CLAUSE_ENDS)
            end = min((at for at in ends if at >= 0), default=len(plain))
            start = _clause_start(plain, match.start())
            if _holds(_Candidate(rule, sentence, start, end, match.start()), about):
                yield _implied_fact(rule, sentence, match.start(), rule.value or 0)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules to try on a sentence: those for numbers by the units they count, and those for phrases."""

    by_unit: Mapping[str, tuple[_Rule, ...]]
    implied: tuple[_Rule, ...]


@lru_cache(maxsize=4096)
def _rules_for(words: tuple[str, ...]) -> _Rules:
    """The rules that ask for one of these words."""
    fitting = [rule for rule in _rules("numbers", "implied") if not set(words).isdisjoint(rule.words)]
    units = dict.fromkeys(unit for rule in fitting for unit in rule.units)
    by_unit = {unit: tuple(rule for rule in fitting if unit in rule.units) for unit in units}
    return _Rules(by_unit, tuple(rule for rule in fitting if rule.says))


@cache
def _words() -> tuple[str, ...]:
    """Every word that a rule asks for."""
    return tuple(dict.fromkeys(word for rule in _rules("numbers", "implied") for word in rule.words))


def _stated_by(rule: _Rule, sentence: Sentence, quantity: Quantity, head: str) -> _Candidate | None:
    """The number as what a rule asks for, if the words in front of it, `head`, say so."""
    # cheaper than the pattern, and nearly always enough
    if not rule.after and not any([word in head for word in rule.words]):
        return None
    match = rule.before.search(head) if rule.before else None
    if match is None or (rule.after and not rule.after.match(sentence.plain, quantity.end)):
        return None
    begin = quantity.head - len(head) + match.start()
    return _Candidate(
        rule, sentence, min(begin, _clause_start(sentence.plain, quantity.start)), quantity.end, quantity.start
    )


def _implied_fact(rule: _Rule, sentence: Sentence, at: int, value: Number) -> Fact:
    place, quote = sentence.place_of(at), sentence.around(at)
    return Fact(rule.fact, value, rule.unit, "exact", place, quote, implied=True)


def _all_closed(sentence: Sentence, received: Fact | None) -> Fact | None:
    """All requests are closed: said in the sentence that states how many were received, or in the next one."""
    rule = _rules("all_closed")[0]
    if received is None or received.value == 0 or not any(word in sentence.plain for word in rule.words):
        return None
    match = rule.says.search(sentence.plain) if rule.says else None
    if match is None:
        return None
    about = sentence.plain if received.sentence in sentence.text else sentence.before + sentence.plain
    stated_here = received.sentence in sentence.text or simplified(received.sentence) in sentence.before
    if not stated_here or (rule.unless and rule.unless.search(about)) or "申请" not in about:
        return None
    fact = _implied_fact(rule, sentence, match.start(), received.value)
    return Fact(fact.fact, fact.value, received.unit, received.qualifier, fact.place, fact.sentence, implied=True)


def _holds(candidate: _Candidate, about: _Subject) -> bool:
    rule, plain = candidate.rule, candidate.sentence.plain
    clause = plain[candidate.start : candidate.end]
    if rule.sentence and not rule.sentence.search(plain):
        return False
    if rule.nearby and not rule.nearby.search(candidate.sentence.before + plain):
        return False
    if rule.unless and rule.unless.search(clause) and not (rule.each and "各" in clause):
        return False
    if rule.whole and plain.rfind("其中", 0, candidate.at) > plain.rfind("；", 0, candidate.at):
        return False
    # a government speaks for all below it
    above = () if about.is_government or rule.whole_area else ("above",)
    head = re.sub(r"\d[\d,.\s]*\S*$", "", clause)
    if any(_guard(name).search(head) for name in ("others", "difference", "plans", *above)):
        return False
    # the sentence may speak of another year, or of a part of one, where the number stands
    before = plain[: candidate.at]
    if not (rule.last_year or rule.since) and (_guard("other_years").search(clause) or _guard("opened").search(before)):
        return False
    named = _YEAR.findall(before)
    return (rule.daily or not _guard("part_of_year").search(clause)) and (
        about.year is None or not named or int(named[-1]) == about.year
    )


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(end, 0, at) for end in _CLAUSE_ENDS) + 1


@cache
def _rules(*kinds: str) -> tuple[_Rule, ...]:
    rules: list[_Rule] = []
    for entry in (entry for kind in kinds for entry in _patterns()[kind]):
        before, unit = entry.get("before"), str(entry.get("unit", ""))
        rules.append(
            _Rule(
                entry["fact"],
                tuple(entry.get("words", ())),
                frozenset(unit.replace("百分", "%|％").split("|")) if before else frozenset(),
                _compiled(f"(?:{before})$") if before else None,
                _compiled(entry.get("after")),
                _compiled(entry.get("says")),
                _compiled(entry.get("sentence")),
                _compiled(entry.get("nearby")),
                _compiled(entry.get("unless")),
                entry.get("each", False),
                entry.get("whole", False),
                entry.get("last_year", False),
                entry.get("since", False),
                entry.get("daily", False),
                entry.get("whole_area", False),
                entry.get("value"),
                unit,
            )
        )
    return tuple(rules)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    """The pattern with its short forms written out: `<c>` is a character of the clause, `<9>` are up to nine."""
    if not pattern:
        return None
    spelled = pattern.replace("<c>", _WITHIN_CLAUSE)
    return re.compile(_UP_TO.sub(lambda most: f"{_WITHIN_CLAUSE}{{0,{most[1]}}}", spelled))


@cache
def _guard(name: str) -> re.Pattern[str]:
    return re.compile(_patterns()[name])


def _patterns() -> dict[str, Any]:
    patterns: dict[str, Any] = yaml_data("gongkai.reading", "facts.yml")
    return patterns
