"""Numbers stated in sentences: what counts, what does not."""

import csv
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms import code_list
from gongkai.model import Document, Fact, Outline
from gongkai.read import read
from gongkai.reading.facts import extract_facts
from gongkai.reading.metadata import extract_report
from gongkai.reading.quantities import quantities
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold
from tests.support.documents import document, outline
from tests.support.gold import GOLD, gold_extractions


def facts_of(read_in: Document) -> tuple[Fact, ...]:
    return extract_facts(outline(read_in), extract_report(read_in, outline(read_in)))


def facts(*paragraphs: str) -> dict[str, tuple[object, str, str, bool]]:
    """Facts of a report on 2022 whose overview has these paragraphs: code → value, unit, qualifier, implied."""
    title = "某局2022年政府信息公开工作年度报告"
    found = facts_of(document(title, "一、总体情况", *paragraphs))
    return {fact.fact: (fact.value, fact.unit, fact.qualifier, fact.implied) for fact in found}


def values(*paragraphs: str) -> dict[str, object]:
    return {code: fact[0] for code, fact in facts(*paragraphs).items()}


def seed_outline(file: str) -> Outline:
    return Outline("2019", sections(unfold(read(Path(GOLD.parent / "reports" / file)))), ())


def stated(fact: Fact) -> tuple[object, ...]:
    return (fact.fact, fact.value, fact.unit, fact.qualifier, str(fact.place), fact.implied)


@pytest.mark.parametrize("report_id", gold_extractions())
def test_the_seed_reports_state_exactly_the_gold_facts(report_id: str) -> None:
    gold = gold_extractions()[report_id]
    found = extract_facts(seed_outline(gold.source.file), gold.report)
    assert sorted(map(stated, found), key=str) == sorted(map(stated, gold.facts), key=str)
    sentences = {stated(fact): fact.sentence for fact in found}
    for fact in gold.facts:
        quoted = sentences[stated(fact)]
        assert fact.sentence in quoted or quoted in fact.sentence


def test_the_patterns_use_known_codes_and_keys() -> None:
    patterns = yaml.safe_load((files("gongkai.reading") / "facts.yml").read_text(encoding="utf-8"))
    entries = [*patterns["numbers"], *patterns["implied"], *patterns["all_closed"]]
    searched = {"words", "before", "after", "says", "sentence", "nearby", "unless"}
    assert {entry["fact"] for entry in entries} <= {row["code"] for row in code_list("facts")}
    assert {key for entry in entries for key in entry} <= searched | {
        "fact",
        "unit",
        "value",
        "each",
        "whole",
        "last_year",
        "since",
        "daily",
        "whole_area",
    }
    assert all(("before" in entry) is ("value" not in entry) for entry in entries[:-1])


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("1,431 条", 1431, "条", "exact"),
        ("300余条（次）", 300, "条（次）", "at_least"),
        ("约1.2万条", 12000, "条", "approximate"),
        ("270万次", 2_700_000, "次", "approximate"),
        ("3千件", 3000, "件", "approximate"),
        ("5百余条", 500, "条", "at_least"),
        ("1.5亿元", 150_000_000, "元", "exact"),
        ("225 万人次", 2_250_000, "人次", "approximate"),
        ("超270万次", 2_700_000, "次", "at_least"),
        ("1.2万元", 12000, "元", "exact"),
        ("超过300万人次", 3_000_000, "人次", "at_least"),
        ("16.235 万人次", 162_350, "人次", "exact"),
        ("99.5%", Decimal("99.5"), "%", "exact"),
        ("两件", 2, "件", "exact"),
        ("200条以上", 200, "条", "at_least"),
    ],
)
def test_numbers_with_units(text: str, value: object, unit: str, qualifier: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize("text", ["2022年", "第3期", "一件事一次办", "3个月", "12345热线", "22个工作日"])
def test_numbers_that_count_nothing(text: str) -> None:
    assert list(quantities(text)) == []


def written_cases() -> list[tuple[str, str]]:
    """Sentences as reports have them, with all that they state, set down by hand."""
    text = (Path(__file__).parent / "fact_cases.csv").read_text(encoding="utf-8")
    return [(row["sentences"], row["facts"]) for row in csv.DictReader(text.splitlines())]


@pytest.mark.parametrize(("sentences", "expected"), written_cases())
def test_sentences_give_what_they_state_and_nothing_else(sentences: str, expected: str) -> None:
    found = sorted(f"{code}={value}" for code, value in values(*sentences.split(" / ")).items())
    assert "|".join(found) == expected


def test_numbers_of_all_below_it_are_those_of_a_government_only() -> None:
    sentence = "2022年，全市共收到政府信息公开申请3200件。"
    for title in ("某市人民政府2022年", "某市2022年", "某市人民政府办公室2022年度", "2022年某市", "2022年某市人民政府"):
        read_in = document(f"{title}政府信息公开工作年度报告", "一、总体情况", sentence)
        assert [fact.value for fact in facts_of(read_in)] == [3200]
    for lines in (["某市科技局2022年"], ["某市政府信息公开目录", "2022年某市科技局"]):
        read_in = document(*lines[:-1], f"{lines[-1]}政府信息公开工作年度报告", "一、总体情况", sentence)
        assert facts_of(read_in) == ()


def test_each_gives_the_number_to_every_channel_named() -> None:
    found = values("“某市科技”微信公众号和“某市科技局”微博账号各发布各类信息300余条。")
    assert found == {"wechat_posts": 300, "weibo_posts": 300}


def test_a_sum_over_channels_belongs_to_none_of_them() -> None:
    assert values("通过政府网站、微信公众号发布信息300条。") == {}
    assert values("通过网站、微信、微博等渠道发布信息300余条。") == {}


def test_whose_column_it_is_decides_between_site_and_column() -> None:
    assert values("通过市人民政府信息公开专栏发布信息72条。") == {"disclosure_column_posts": 72}
    assert values("通过市人民政府网站发布信息72条。") == {"website_posts": 72}
    assert values("政府信息公开专栏主动公开信息270条。") == {"disclosure_column_posts": 270}


def test_numbers_of_other_bodies_are_left_out() -> None:
    assert values("督促县直部门在政府网站公开信息3044条。", "指导各镇街在网站发布信息120条。") == {}


def test_numbers_of_other_years_are_left_out() -> None:
    assert values("2021年收到申请7件，2022年收到政府信息公开申请9件。") == {"applications_received": 9}
    assert values("2019年以来，微信公众号发布信息3000条。") == {}


def test_differences_and_plans_are_left_out() -> None:
    found = values("共收到政府信息公开申请13件，同比增长2件。", "下一步，计划发布政策解读50篇。")
    assert found == {"applications_received": 13}


def test_none_received_is_zero() -> None:
    found = facts("2022年，我局未收到政府信息公开申请，也未发生行政复议、行政诉讼。")
    assert found == {
        "applications_received": (0, "件", "exact", True),
        "reconsideration_cases": (0, "件", "exact", True),
        "litigation_cases": (0, "件", "exact", True),
    }


@pytest.mark.parametrize(
    "text",
    [
        "未发生因政府信息公开被行政复议纠错、行政诉讼败诉的情况。",
        "全年审理行政复议案件120件。",
        "没有收到关于政府信息公开方面的投诉。",
        "收到行政许可申请300件。",
        "收到申请人提交的补正材料3件。",
        "避免发生行政复议、行政诉讼。",
        "收到科技计划项目申请300件，受理高新技术企业认定申请56件。",
        "办理不动产登记申请500件。",
        "承办人大代表建议12件（主办5件、会办7件）。",
    ],
)
def test_sentences_that_only_look_like_it(text: str) -> None:
    assert values(text) == {}


def test_outcomes_behind_其中() -> None:
    found = values("全年共答复政府信息公开申请10件。其中：予以公开5件、部分公开2件，不予公开1件；无法提供2件。")
    assert found == {
        "applications_processed": 10,
        "applications_granted": 5,
        "applications_partially_granted": 2,
        "applications_refused": 1,
        "applications_unable": 2,
    }


def test_what_the_numbers_are_about_may_stand_in_the_sentence_before_or_the_subheading() -> None:
    found = values("共答复信息公开申请20件。予以公开15件，占比75%；部分公开3件；不予公开2件。")
    assert (found["applications_granted"], found["applications_partially_granted"]) == (15, 3)
    assert values("（二）依申请公开情况", "全年收到申请5件，办结5件。") == {
        "applications_received": 5,
        "applications_closed": 5,
    }


def test_parts_of_the_requests_are_not_the_requests() -> None:
    assert values("收到政府信息公开申请10件，其中收到个人申请8件。") == {"applications_received": 10}
    assert values("收到网上申请3件，信函申请2件。") == {}


def test_two_values_for_one_thing_in_a_sentence_give_neither() -> None:
    assert values("区政府办公室收到申请15件，其他部门收到申请30件。") == {}


def test_all_closed_repeats_what_was_received() -> None:
    assert facts("共收到政府信息公开申请11件。已全部依法依规办结。")["applications_closed"] == (11, "件", "exact", True)
    assert "applications_closed" not in values("共收到政府信息公开申请5件，上年结转1件，均已按时办结。")
    assert "applications_closed" not in values("共收到政府信息公开申请5件。人大建议全部办结。")


def test_suggestions_and_proposals_counted_together_are_neither() -> None:
    assert values("办理人大代表建议、政协委员提案20件。") == {}
    assert values("承办人大代表建议12件、政协委员提案8件。") == {
        "npc_suggestions_handled_as_lead": 12,
        "cppcc_proposals_handled_as_lead": 8,
    }


def test_the_processing_fee() -> None:
    assert facts("收取信息处理费1.5万元。") == {"information_processing_fee": (15000, "CNY", "exact", False)}
    assert facts("未收取政府信息公开信息处理费。") == {"information_processing_fee": (0, "CNY", "exact", True)}


def test_a_sentence_torn_by_a_page_break_is_read_on_and_placed_by_its_number() -> None:
    read_in = document(
        "某局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "2022年我局严格落实条例规定，全年共收到各类政府信息公开",
        "申请11件。",
    )
    (fact,) = facts_of(read_in)
    assert (fact.value, str(fact.place)) == (11, "line 4")
    assert fact.sentence == "2022年我局严格落实条例规定，全年共收到各类政府信息公开申请11件。"


def test_traditional_characters_are_read_and_quoted_as_printed() -> None:
    read_in = document("某局2022年政府信息公開工作年度報告", "一、總體情況", "2022年，共收到政府信息公開申請3件。")
    (fact,) = facts_of(read_in)
    assert (fact.fact, fact.value, fact.sentence) == ("applications_received", 3, "2022年，共收到政府信息公開申請3件。")


SCRAPS = [
    "收到",
    "申请",
    "信息公开",
    "网站",
    "微信",
    "发布信息",
    "12",
    "3,400",
    "余",
    "万",
    "条",
    "件",
    "，",
    "。",
    "；",
    "其中",
    "各",
    "未",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_a_fact_is_quoted_from_the_text_with_its_number(scraps: list[str]) -> None:
    text = "".join(scraps)
    for fact in facts_of(document("某局2022年政府信息公开工作年度报告", "一、总体情况", text)):
        assert fact.sentence in text
        assert fact.implied or any(quantity.value == fact.value for quantity in quantities(fact.sentence))
        assert fact.value >= 0


def test_units_have_codes_in_the_scheme_of_the_cells() -> None:
    read_in = document(
        "某局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "发布政策解读18篇，解读率100%。",
        "全年收取政府信息公开信息处理费380元。",
    )
    codes = {fact.fact: fact.unit_code for fact in facts_of(read_in)}
    assert codes == {"interpretations": "count", "interpretation_rate": "percent", "information_processing_fee": "CNY"}
