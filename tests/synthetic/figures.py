"""Made-up figures of one body over the years: every sum of the form holds, most cells are 0, a few are very large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from gongkai.forms import labels, load_form
from gongkai.model import CellKey
from tests.synthetic.bodies import Body

Numbers = dict[CellKey, int | Decimal]

KINDS = tuple(labels("applicant_types"))[:-1]
SHARE_OF_KIND = (82.0, 11.0, 0.5, 1.0, 4.0, 1.5)

SHARE_OF_OUTCOME = {
    "granted": 44.0,
    "partially_granted": 9.0,
    "refused_third_party_rights": 1.5,
    "refused_internal_affairs": 1.5,
    "refused_process_information": 2.0,
    "refused_enforcement_case_file": 1.0,
    "refused_statutory_inquiry": 1.0,
    "unable_not_held": 26.0,
    "unable_must_be_created": 1.5,
    "unable_still_unclear": 2.0,
    "not_processed_petition_complaint": 3.5,
    "not_processed_repeat": 1.5,
    "other_handling": 5.0,
    "other_no_correction": 1.5,
    "other_fee_unpaid": 0.2,
    "other_other": 3.5,
}
RARE = 0.2
"""Share of an outcome that is not named above."""

EDITION_OF = {year: "2019" if year < 2021 else "2021" for year in range(2019, 2026)}


def figures_of(body: Body, seed: int) -> Iterator[tuple[int, Numbers]]:
    """(year, numbers of all cells) from 2019 to 2025; what is carried over and in force follows from year to year."""
    chance = Random(f"figures {seed} {body.agency_id}")
    waiting = dict.fromkeys(KINDS, 0)
    stock = dict.fromkeys(("rules", "normative_documents"), 0)
    for year, edition in EDITION_OF.items():
        numbers = _requests(chance, body, edition, waiting)
        waiting = {kind: int(numbers[CellKey("requests", "carried_out", kind)]) for kind in KINDS}
        processed = int(numbers[CellKey("requests", "total_processed", "total")])
        yield year, numbers | _review(chance, processed) | _proactive(chance, body, edition, stock)


def _tail(chance: Random, typical: float, spread: float = 1.0) -> int:
    """A whole number with a heavy tail around its median."""
    return int(typical * chance.lognormvariate(0, spread) + 0.5)


def _requests(chance: Random, body: Body, edition: str, waiting: dict[str, int]) -> Numbers:
    leaves = load_form(edition).children("processed")
    weights = [SHARE_OF_OUTCOME.get(leaf, RARE) for leaf in leaves]
    size = min(_tail(chance, body.typical, 0.6), 40_000)
    drawn = min(size, 400)
    outcomes = chance.choices(leaves, weights, k=drawn)
    pairs = Counter(zip(outcomes, chance.choices(KINDS, SHARE_OF_KIND, k=drawn), strict=True))
    table: dict[tuple[str, str], int] = {}
    for kind in KINDS:
        column = {leaf: pairs[leaf, kind] * size // max(drawn, 1) for leaf in leaves}
        out = sum(chance.random() < 0.06 for _ in range(min(sum(column.values()), 300)))
        column["granted"] += max(0, waiting[kind] - sum(column.values()) - out)
        processed = sum(column.values())
        column |= {"total_processed": processed, "carried_in": waiting[kind], "carried_out": out}
        column["new_received"] = processed + out - waiting[kind]
        table |= {(row, kind): number for row, number in column.items()}
    rows = dict.fromkeys(row for row, _ in table)
    table |= {(row, "total"): sum(table[row, kind] for kind in KINDS) for row in rows}
    return {CellKey("requests", *pair): number for pair, number in table.items()}


def _review(chance: Random, processed: int) -> Numbers:
    numbers: Numbers = {}
    outcomes = tuple(labels("outcomes"))
    for channel, share in zip(labels("channels"), (0.03, 0.008, 0.004), strict=True):
        cases = sum(chance.random() < share for _ in range(min(processed, 3000)))
        found = Counter(chance.choices(outcomes[:-1], (60, 8, 20, 12), k=cases))
        numbers |= {CellKey("review_litigation", channel, outcome): found[outcome] for outcome in outcomes[:-1]}
        numbers[CellKey("review_litigation", channel, "total")] = cases
    return numbers


def _proactive(chance: Random, body: Body, edition: str, stock: dict[str, int]) -> Numbers:
    numbers: dict[tuple[str, str], int | Decimal] = {}
    for row in load_form(edition).rows["proactive_disclosure"]:
        typical = 3.0 * body.typical if row.code == "administrative_licensing" else 0.6 * body.typical
        for column in row.columns:
            busy = chance.random() < 0.55
            numbers[row.code, column] = _tail(chance, typical, 1.4) if busy else 0
    for name in stock:
        # Only provinces and the larger cities make rules.
        made = _tail(chance, 2.0, 0.8) if name != "rules" or body.division.level == "province" else 0
        repealed = min(stock[name], chance.choice((0, 0, 0, 1, 2)))
        stock[name] += made - repealed
        told = (made, made, stock[name]) if edition == "2019" else (made, repealed, stock[name])
        columns = next(r.columns for r in load_form(edition).rows["proactive_disclosure"] if r.code == name)
        numbers |= {(name, column): number for column, number in zip(columns, told, strict=True)}
    for pair in [pair for pair in numbers if pair[1] in ("fee_amount", "procurement_amount")]:
        numbers[pair] = Decimal(int(numbers[pair]) * 137) / 100
    return {CellKey("proactive_disclosure", *pair): number for pair, number in numbers.items()}
