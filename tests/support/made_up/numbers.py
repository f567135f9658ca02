"""Numbers for a report in which every sum of the form holds and, but for the small ones, no two are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal

from tests.support.made_up.model import Key
from tests.support.official_forms import APPLICANTS, CHANNELS, OUTCOME_ROWS, OUTCOMES, PROACTIVE

Numbers = dict[Key, Decimal]
KINDS = tuple(APPLICANTS)[:-1]


def dealt(seed: int = 12) -> Iterator[int]:
    """Numbers in an order that says nothing, none twice."""
    numbers = list(range(13, 12000))
    random.Random(seed).shuffle(numbers)
    return iter(numbers)


def numbers_of(edition: str, deal: Iterator[int], before: Mapping[Key, Decimal]) -> Numbers:
    """True numbers of every cell; stocks and carry-over follow from those of the year before if it has them."""
    found = {**_proactive(edition, deal, before), **_requests(edition, deal, before), **_review(deal)}
    return {key: Decimal(number) for key, number in found.items()}


def few_numbers_of(edition: str, deal: Iterator[int], few: Mapping[str, int]) -> Numbers:
    """A report with these rows of requests, all by natural persons, and zeros in the others."""
    numbers = {key: Decimal(0) for key in numbers_of(edition, deal, {}) if key[0] != "proactive_disclosure"}
    for row, number in few.items():
        numbers["requests", row, "natural_person"] = numbers["requests", row, "total"] = Decimal(number)
    return {**numbers, **{key: Decimal(number) for key, number in _proactive(edition, deal, {}).items()}}


def _requests(edition: str, deal: Iterator[int], before: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    table: dict[tuple[str, str], Decimal] = {}
    for kind in KINDS:
        for row in OUTCOME_ROWS[edition]:
            table[row, kind] = Decimal(next(deal))
        table["carried_out", kind] = Decimal(next(deal))
        fresh = Decimal(next(deal))
        table["carried_in", kind] = before.get(("requests", "carried_out", kind), fresh)
        processed = sum(table[row, kind] for row in OUTCOME_ROWS[edition])
        table["total_processed", kind] = Decimal(processed)
        table["new_received", kind] = processed + table["carried_out", kind] - table["carried_in", kind]
    for row in {row for row, _ in table}:
        table[row, "total"] = Decimal(sum(table[row, kind] for kind in KINDS))
    return {("requests", row, column): number for (row, column), number in table.items()}


def _review(deal: Iterator[int]) -> dict[Key, Decimal]:
    numbers: dict[Key, Decimal] = {}
    for channel in CHANNELS:
        four = [Decimal(next(deal)) for _ in range(4)]
        for outcome, number in zip(OUTCOMES, [*four, sum(four)], strict=True):
            numbers["review_litigation", channel, outcome] = Decimal(number)
    return numbers


def _proactive(edition: str, deal: Iterator[int], before: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    numbers: dict[Key, Decimal] = {}
    for _, row, _, measures in PROACTIVE[edition]:
        fresh = sorted(Decimal(next(deal)) for _ in range(3))
        for measure, number in zip(measures, fresh, strict=False):
            numbers["proactive_disclosure", row, measure] = number
        if "items_change" in measures:
            _follow_items(numbers, row, before)
        if "in_force" in measures:
            issued, repealed = (("proactive_disclosure", row, measure) for measure in tuple(measures)[:2])
            numbers[issued], numbers[repealed] = numbers[repealed], numbers[issued]
            _follow_stock(numbers, row, before)
    for key in [key for key in numbers if key[2] in ("fee_amount", "procurement_amount")]:
        numbers[key] += Decimal("0.25")
    return numbers


def _follow_items(numbers: dict[Key, Decimal], row: str, before: Mapping[Key, Decimal]) -> None:
    prior, change = ("proactive_disclosure", row, "items_prior_year"), ("proactive_disclosure", row, "items_change")
    if prior in before:
        numbers[prior] = before[prior] + before[change]
    if row == "administrative_penalties":
        numbers[change] = -(numbers[change] % numbers[prior])


def _follow_stock(numbers: dict[Key, Decimal], row: str, before: Mapping[Key, Decimal]) -> None:
    stock, issued, repealed = (
        ("proactive_disclosure", row, measure) for measure in ("in_force", "issued_this_year", "repealed_this_year")
    )
    if stock in before:
        numbers[stock] = before[stock] + numbers[issued] - numbers[repealed]
