"""Labels word for word as the two notices print them, in their order, and the keys of every code list."""

from __future__ import annotations

import pytest

from gongkai.forms import labels, load_form, unit_of
from gongkai.model import CellKey
from tests.support import official_forms as official
from tests.support.official_forms import EDITIONS


def words(code_list: str, edition: str) -> dict[str, str]:
    """Code → label of one edition, without the codes it does not have."""
    return {code: label.zh[edition] for code, label in labels(code_list).items() if label.zh.get(edition)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_applicants_outcomes_and_channels_are_named_and_ordered_as_printed(edition: str) -> None:
    assert list(words("applicant_types", edition).items()) == list(official.APPLICANTS.items())
    assert list(words("outcomes", edition).items()) == list(official.OUTCOMES.items())
    assert list(words("channels", edition).items()) == list(official.CHANNELS.items())


@pytest.mark.parametrize("edition", EDITIONS)
def test_sections_are_titled_as_printed(edition: str) -> None:
    assert list(words("sections", edition).values()) == list(official.SECTIONS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_request_rows_are_named_and_ordered_as_printed(edition: str) -> None:
    named = words("requests", edition)
    rows = [row.code for row in load_form(edition).rows["requests"]]
    assert [(code, named[code]) for code in rows] == list(official.REQUESTS[edition].items())


@pytest.mark.parametrize("edition", EDITIONS)
def test_groups_of_request_rows_are_named_as_printed(edition: str) -> None:
    named = words("requests", edition)
    assert {group: named[group] for group in official.GROUPS} == official.GROUPS
    assert named["other_handling"] == official.OTHER_HANDLING


@pytest.mark.parametrize("edition", EDITIONS)
def test_request_rows_stand_in_their_group(edition: str) -> None:
    parents = {code: label.parent for code, label in labels("requests").items()}
    groups = official.ROWS_OF_GROUP[edition]
    for group, rows in groups.items():
        assert {code for code in official.REQUESTS[edition] if parents[code] == group} == set(rows)
    alone = {code for code in official.REQUESTS[edition] if parents[code] is None}
    assert alone == {"new_received", "carried_in", "carried_out"}
    form = load_form(edition)
    for group, rows in groups.items():
        assert form.children(group) == tuple(rows)
    assert form.children("processed") == official.OUTCOME_ROWS[edition]


@pytest.mark.parametrize("edition", EDITIONS)
def test_items_and_measures_of_article_20_are_named_and_ordered_as_printed(edition: str) -> None:
    clauses = {"一": 1, "五": 5, "六": 6, "八": 8, "九": 9}
    items, measures = words("proactive_disclosure_rows", edition), words("measures", edition)
    found = [
        (int(row.clause or 0), row.code, items[row.code], [(column, measures[column]) for column in row.columns])
        for row in load_form(edition).rows["proactive_disclosure"]
    ]
    assert found == [
        (clauses[clause], code, name, list(own.items())) for clause, code, name, own in official.PROACTIVE[edition]
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_form_has_the_cells_of_its_notice_and_no_others(edition: str) -> None:
    assert list(load_form(edition).cells()) == [CellKey(*key) for key in official.cells(edition)]
    assert load_form(edition).notice == official.NOTICES[edition]


def test_words_of_one_edition_are_not_given_to_the_other() -> None:
    for code_list, used in {
        "measures": {e: {c for *_, own in official.PROACTIVE[e] for c in own} for e in EDITIONS},
        "proactive_disclosure_rows": {e: {code for _, code, _, _ in official.PROACTIVE[e]} for e in EDITIONS},
    }.items():
        for edition in EDITIONS:
            assert set(words(code_list, edition)) == used[edition]


def test_money_is_counted_in_ten_thousand_yuan_and_the_rest_in_pieces() -> None:
    for edition in EDITIONS:
        for key in official.cells(edition):
            unit = {"fee_amount": "CNY_10K", "procurement_amount": None}.get(key[2], "count")
            assert unit_of(CellKey(*key)) == unit
