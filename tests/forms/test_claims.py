"""Which rows the narrative speaks of, whole, and which numbers come from it and not from the sums of the form."""

from __future__ import annotations

import pytest

from gongkai.forms.claims import Claim, claims, rests_on_text
from gongkai.forms.formulas import FormulaTerm, formula_parts, formula_terms
from gongkai.forms.published_views import VIEWS, stored_name
from gongkai.forms.reasons import why_rejected
from gongkai.forms.schema import table_schemas
from gongkai.forms.simplified import simplified
from gongkai.model import CellKey

OUTCOMES = ("granted", "partially_granted", "refused", "unable", "not_processed", "other_handling")


def test_each_fact_is_compared_with_the_rows_that_state_the_same() -> None:
    """收到 may count what was carried over; 全部办结 is confirmed by a nought in the carried-out row."""
    assert claims() == (
        Claim("NAR-01", "applications_received", "requests", ("new_received",), "carried_in"),
        Claim("NAR-02", "applications_processed", "requests", ("total_processed",), None, "carried_out"),
        Claim("NAR-02", "applications_closed", "requests", ("total_processed",), None, "carried_out"),
        *(Claim("NAR-03", f"applications_{row}", "requests", (row,)) for row in OUTCOMES),
        Claim("NAR-04", "applications_carried_in", "requests", ("carried_in",)),
        Claim("NAR-04", "applications_carried_out", "requests", ("carried_out",)),
        Claim("NAR-05", "reconsideration_cases", "review_litigation", ("reconsideration",)),
        Claim(
            "NAR-05",
            "litigation_cases",
            "review_litigation",
            ("litigation_direct", "litigation_after_reconsideration"),
        ),
    )


def test_what_the_narrative_gives_is_known_by_its_rule() -> None:
    assert all(rests_on_text(f"NAR-0{number}") for number in range(1, 6))
    assert not any(rests_on_text(rule) for rule in ("APP-C02", "APP-R01", "RL-R01", "NAR-06", "", None))


def test_a_formula_is_a_sum_of_cells_with_their_signs() -> None:
    a, b = CellKey("requests", "granted", "total"), CellKey("checks", "error", "passed")
    assert formula_terms("") == ()
    assert formula_terms("requests/granted/total") == (FormulaTerm(1, a),)
    assert formula_terms("requests/granted/total - checks/error/passed + requests/granted/total") == (
        FormulaTerm(1, a),
        FormulaTerm(-1, b),
        FormulaTerm(1, a),
    )
    row = {"numerator": "requests/granted/total", "denominator": "checks/error/passed", "requires": ""}
    one, other = (FormulaTerm(1, a),), (FormulaTerm(1, b),)
    assert list(formula_parts(row)) == [("numerator", one), ("denominator", other)]
    row["requires"] = "checks/error/passed = requests/granted/total"
    assert list(formula_parts(row))[2:] == [("left", other), ("right", one)]


def test_why_a_file_is_not_taken_says_what_was_seen_in_it() -> None:
    assert why_rejected("empty_file") == ("文件为空；重新下载原文", "the file is empty; download the source again")
    zh, en = why_rejected("empty_file", ("零字节", "no bytes"))
    assert zh == "文件为空（零字节）；重新下载原文"
    assert en == "the file is empty (no bytes); download the source again"


def test_only_a_table_with_a_view_of_its_name_is_stored_under_another() -> None:
    both = {table for table in table_schemas() if stored_name(table) != table}
    assert both == {"indicators"}
    assert stored_name("indicators") == "indicators_stored"
    assert set(VIEWS) >= both


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("乾隆年間", "乾隆年间"),
        ("乾燥機關", "干燥机关"),
        ("瞭解情況", "了解情况"),
        ("答覆", "答复"),
        ("覆盖", "覆盖"),
        ("公开", "公开"),
    ],
)
def test_words_are_made_simplified_as_words(traditional: str, plain: str) -> None:
    """乾 stays in the name of an emperor and becomes 干 in 乾燥."""
    assert simplified(traditional) == plain
