"""The declared relations: what they equate, when they speak, and what they leave for a cell."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.forms import labels, load_form, rules
from gongkai.forms.relations import Relation, definitions, identities, relations
from gongkai.model import CellKey
from tests.support.reports import consistent_report

ROOT = Path(__file__).parents[2]
RULE_ID = re.compile(r"[\"']((?:APP|RL|A20|YOY|HIE|NAR|ED|META|READ|LBL|FIX|COR)-[A-Z0-9]+(?:-[0-9]+)?)[\"']")


def relation(rule: str, *path: str, edition: str = "2021") -> Relation:
    """The relation of that rule with that cell first."""
    return next(r for r in relations(edition, ()) if r.rule == rule and r.cells[0] == CellKey(*path))


def numbers(**values: int) -> dict[CellKey, int]:
    """Numbers in the total column of the requests table."""
    return {CellKey("requests", row, "total"): value for row, value in values.items()}


BALANCE = relation("APP-C01", "requests", "total_processed", "total")


def test_the_form_has_its_sums_in_every_row_and_column() -> None:
    counted = Counter(r.rule for r in identities("2019", ()))
    assert counted == {"APP-R01": 23, "APP-C01": 7, "APP-C02": 7, "RL-R01": 3}
    counted = Counter(r.rule for r in identities("2021", ()))
    assert counted == {"APP-R01": 25, "APP-C01": 7, "APP-C02": 7, "RL-R01": 3}
    refused = [r for r in identities("2021", ["refused"]) if r.rule == "APP-C04"]
    assert len(refused) == 7
    assert {term.key.row for term in refused[0].right} == {r for r in labels("requests") if r.startswith("refused_")}


def test_the_total_processed_is_made_of_every_outcome_once() -> None:
    processed = relation("APP-C02", "requests", "total_processed", "natural_person")
    assert [term.key.row for term in processed.right] == list(load_form("2021").children("processed"))
    assert {term.factor for term in processed.right} == {1}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_identity_holds_in_a_consistent_report(edition: str) -> None:
    report = consistent_report(edition, seed=3)
    printed = {cell.key: int(cell.value or 0) for cell in report.cells if cell.key.table != "proactive_disclosure"}
    for identity in identities(edition, {key.row for key in printed}):
        assert identity.residual(printed) == 0
        for key in identity.cells:
            assert identity.implies(key, printed) == printed[key]


def test_the_balance_takes_away_what_was_carried_out() -> None:
    printed = numbers(new_received=5, carried_in=2, total_processed=4)
    assert BALANCE.implies(CellKey("requests", "carried_out", "total"), printed) == 3
    assert BALANCE.residual(numbers(new_received=5, carried_in=2, total_processed=4, carried_out=1)) == 2


@pytest.mark.parametrize(
    ("filled", "speaks"),
    [
        ({"new_received", "total_processed"}, True),
        ({"new_received", "carried_in", "carried_out"}, False),
        ({"carried_in", "total_processed", "carried_out"}, False),
    ],
)
def test_the_balance_needs_what_was_received_and_what_was_processed(filled: set[str], speaks: bool) -> None:
    assert BALANCE.has_grounds({CellKey("requests", row, "total") for row in filled}) is speaks


def test_a_sum_needs_its_total_and_one_part() -> None:
    row = relation("RL-R01", "review_litigation", "reconsideration", "total")
    total, upheld = (CellKey("review_litigation", "reconsideration", column) for column in ("total", "upheld"))
    assert row.total == total
    assert row.implies(upheld, {total: 3}) is None
    assert row.implies(total, {}) is None
    assert row.implies(total, {upheld: 3}) == 3
    assert row.has_grounds({total, upheld})
    assert not row.has_grounds({total})
    assert not row.has_grounds({upheld})


def test_stocks_reach_back_to_last_year() -> None:
    stock = relation("A20-E21-01", "proactive_disclosure", "rules", "in_force")
    assert [(t.key.column, t.factor, t.last) for t in stock.right] == [
        ("in_force", 1, True),
        ("issued_this_year", 1, False),
        ("repealed_this_year", -1, False),
    ]
    assert not stock.is_identity
    assert stock.total is None


def test_every_relation_uses_codes_of_the_form_and_rules_of_the_registry() -> None:
    codes = {*labels("requests"), *labels("measures"), *labels("outcomes"), *labels("applicant_types")}
    words = {"columns", "outcomes", "items", "group"}
    for definition in definitions():
        terms = set(re.findall(r"(?:last\.)?([a-z]\w*)", definition.relation)) - words
        assert terms <= codes, definition.rule
        assert {definition.rule, definition.blank_rule or definition.rule} <= set(rules())
        assert definition.needs in ("every", "a side") or set(definition.needs.split("; ")) <= terms


def test_a_rule_s_id_stands_at_its_definition_and_nowhere_else() -> None:
    """Its definition is a row of the relations or claims, the function that finds it, or the room that reads."""
    rooms: dict[str, Counter[str]] = {"reading": Counter(), "others": Counter()}
    for path in (ROOT / "src" / "gongkai").rglob("*.py"):
        room = "reading" if path.parts[path.parts.index("gongkai") + 1] in ("extract", "reading") else "others"
        rooms[room].update(RULE_ID.findall(path.read_text(encoding="utf-8")))
    found = rooms["others"] + Counter(set(rooms["reading"]))
    for name, columns in (("relations", ("rule", "blank_rule")), ("claims", ("rule",))):
        text = (files("gongkai.forms") / f"{name}.csv").read_text(encoding="utf-8")
        found.update({row[column] for row in csv.DictReader(text.splitlines()) for column in columns if row[column]})
    assert set(found) == set(rules())
    assert {rule for rule, times in found.items() if times > 1} == set()
