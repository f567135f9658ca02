"""What the words and schemas of the forms give: a described table, the name of a cell, the sentences of a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.forms import finding, rules
from gongkai.forms.described import described_table
from gongkai.forms.divisions.table import codes_by_change
from gongkai.forms.relations import relations
from gongkai.forms.schema import table_schemas
from gongkai.forms.wording import cell_name, code_name, column_name, name, row_name
from gongkai.model import CellKey, Place


@pytest.mark.parametrize("table", list(table_schemas()))
def test_a_table_comes_back_from_what_a_package_says_of_it(table: str) -> None:
    schema = table_schemas()[table]
    words = {"title": schema.title_zh, "title_en": schema.title_en}
    words |= {"description": schema.description_zh, "description_en": schema.description_en}
    found = described_table({"name": table, **words, "schema": schema.descriptor()})
    assert found == schema
    other = described_table({"name": "older", **words, "schema": schema.descriptor()})
    assert other == replace(schema, name="older", holds=(), order=())


@pytest.mark.parametrize(
    "spoiled", [{"type": "object"}, {"name": "Value"}, {"name": "x y"}, {"name": "1a"}, {"title_en": None}]
)
def test_what_describes_no_table_of_ours_is_refused(spoiled: dict[str, object]) -> None:
    words = dict.fromkeys(("title", "title_en", "description", "description_en"), "w")
    field = {name: part for name, part in {"name": "a", "type": "string", **words, **spoiled}.items() if part}
    with pytest.raises(ValueError):
        described_table({"name": "t", **words, "schema": {"fields": [field], "primaryKey": ["a"]}})


def test_a_name_is_that_of_its_edition_without_what_explains_it() -> None:
    code = "normative_documents"
    assert name("proactive_disclosure_rows", code, "2019") == ("规范性文件", "administrative normative documents")
    assert name("proactive_disclosure_rows", code, "2021")[0] == "行政规范性文件"
    # a row of the other edition keeps the name it has there
    assert name("requests", "other_fee_unpaid", "2019")[0] == name("requests", "other_fee_unpaid", "2021")[0]
    key = CellKey("review_litigation", "litigation_direct", "upheld")
    rows, columns = row_name(key, "2021"), column_name(key, "2021")
    assert columns == ("结果维持", "upheld")
    assert cell_name(key, "2021") == (f"{rows[0]}·结果维持", f"{rows[1]} / upheld")
    assert code_name("units", "CNY_10K") == ("万元", "10,000 yuan")


def test_a_finding_fills_both_sentences_the_english_from_the_chinese_where_it_says_nothing() -> None:
    rule = next(each for each in rules().values() if each.rule == "APP-R01")
    values: dict[str, object] = {"row": "甲", "left": "", "right": 3}
    found = finding("APP-R01", zh=values, en={"row": "a"}, places=[None, Place(line=3)], certain=True)
    assert found.message_zh == rule.message_zh.format(row="甲", left="空白", right=3) + "（所存文本如此）"
    english = rule.message_en.format(row="a", left="blank", right=3)
    assert found.message_en == f"{english} (as in the text we hold)"
    assert (found.severity, found.about, found.places) == (rule.severity, rule.about, (Place(line=3),))
    doubtful = finding("APP-R01", zh=values, certain=False, severity="info")
    assert (doubtful.severity, doubtful.about) == ("info", "reading")
    assert doubtful.message_en.endswith("(our reading is uncertain and may be at fault)")
    plain = finding("APP-R01", zh=values)
    assert plain.message_zh == rule.message_zh.format(row="甲", left="空白", right=3)
    with pytest.raises(KeyError):
        finding("APP-X99")


def test_a_relation_that_needs_every_cell_says_nothing_without_one() -> None:
    change = next(each for each in relations("2019", ()) if each.rule == "A20-E19-03")
    assert len(change.cells) == 2
    assert change.has_grounds(set(change.cells))
    assert [change.has_grounds({cell}) for cell in change.cells] == [False, False]
    assert not change.has_grounds(set())


def test_a_division_is_known_by_the_codes_before_and_after_a_change() -> None:
    assert {"320684", "320614"} <= codes_by_change()["320684"]
    assert codes_by_change()["320684"] == codes_by_change()["320614"]
    assert "371000" not in codes_by_change() or codes_by_change()["371000"] == {"371000"}
