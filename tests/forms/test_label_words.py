"""Every label of every published list against a word of it, in both languages, so that no two can change places."""

from __future__ import annotations

import csv
import re
from itertools import permutations
from pathlib import Path

import pytest

from gongkai.forms import code_list
from gongkai.forms.schema import code_lists

with (Path(__file__).parent / "label_words.csv").open(encoding="utf-8", newline="") as _file:
    WORDS = list(csv.DictReader(_file))
ELSEWHERE = {
    *("applicant_types", "channels", "measures", "outcomes", "proactive_disclosure_rows", "requests", "units"),
    *("editions", "rules"),
}
"""Lists that other tests hold against the notices (`test_official_words.py`, `test_code_lists.py`) or the rules."""


def test_every_list_is_held_against_words() -> None:
    assert set(code_lists()) == {row["list"] for row in WORDS} | ELSEWHERE


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted({row["list"] for row in WORDS}))
def test_labels_say_what_their_codes_mean_and_none_could_stand_for_another(name: str, lang: str) -> None:
    words = {row["code"]: row[lang] for row in WORDS if (row["list"], row["text"]) == (name, "label")}
    found = {str(row["code"]): str(row[f"label_{lang}"]) for row in code_lists()[name].rows}
    assert list(found) == list(words)
    assert {code: word for code, word in words.items() if word not in found[code]} == {}
    pairs = permutations(words, 2)
    assert [(a, b) for a, b in pairs if words[a] in found[b] and words[b] in found[a]] == []


def test_formulas_are_those_of_the_notes_in_both_languages() -> None:
    """Chapter 8 of the domain notes, in words."""
    expected = {row["code"]: (row["zh"], row["en"]) for row in WORDS if row["text"] == "formula"}
    assert {row["code"]: (row["formula_zh"], row["formula_en"]) for row in code_list("indicators")} == expected


FLOORS = {"reconsideration_per_1000": "100", "litigation_per_1000": "100", "data_quality_score": ""}
"""Least denominator of a rate, where it is not ten."""
BREAKS = {
    "2021": "other_share normative_turnover",
    "2024": "reconsideration_per_1000 litigation_per_1000 challenge_rate reversal_rate_reconsideration "
    "reversal_rate_litigation_direct escalation_rate",
}
"""The form of 2021 divides 其他处理 anew; from 2024 on refusals go to reconsideration before court (notes, 1.2, 8)."""


def test_rates_have_the_floors_and_breaks_of_the_notes() -> None:
    rows = code_list("indicators")
    assert {row["code"]: row["floor"] for row in rows} == {row["code"]: FLOORS.get(row["code"], "10") for row in rows}
    breaks = {code: year for year, codes in BREAKS.items() for code in codes.split()}
    assert {row["code"]: row["series_breaks"] for row in rows if row["series_breaks"]} == breaks
    assert {row["code"] for row in rows if row["edition"]} == {"normative_turnover"}
    assert {row["code"] for row in rows if row["requires"]} == {"clearance_rate"}


CAVEATS = {
    "disclosure_rate_all": ("未作实质决定", "never decided on substance"),
    "full_disclosure_rate": ("不含部分公开", "Partial disclosure is left out"),
    "disclosure_rate_decided": ("件数少时波动大", "unstable for small numbers"),
    "refusal_rate": ("含属于行政查询事项", "Includes what is obtainable through statutory inquiry"),
    "statutory_refusal_share": ("不含属于行政查询事项", "Leaves out what is obtainable through statutory inquiry"),
    "not_held_rate": ("信息不存在", "does not exist"),
    "unable_rate": ("补正后仍不明确", "still unclear after correction"),
    "not_processed_rate": ("不作为政府信息公开申请处理", "not handled as requests"),
    "other_share": ("申请人撤回", "withdrawals"),
    "carry_over_rate": ("年末", "end of the year"),
    "clearance_rate": ("1 减结转率", "one minus the carry-over rate"),
    "organization_share": ("本年新收", "newly received"),
    "reconsideration_per_1000": ("案件可能涉及以前年度", "Cases may concern requests of earlier years"),
    "litigation_per_1000": ("先复议后诉讼", "again in court"),
    "challenge_rate": ("避免重复计算", "avoid counting twice"),
    "escalation_rate": ("可以大于1", "can exceed 1"),
    "normative_turnover": ("2021年格式", "2021 form"),
    "data_quality_score": ("不是数据质量的总评", "not how good the data are"),
}
"""A word of what is to be borne in mind with a rate, in both languages."""
SHARED_CAVEATS = {
    "exemption_mix_": ("不是占全部申请的比例", "not of all requests"),
    "reversal_rate_": ("已审结", "concluded cases"),
}


def test_caveats_are_those_of_their_rates() -> None:
    for row in code_list("indicators"):
        shared = (words for begin, words in SHARED_CAVEATS.items() if row["code"].startswith(begin))
        zh, en = CAVEATS.get(row["code"]) or next(shared)
        assert zh in row["caveat_zh"], row["code"]
        assert en in row["caveat_en"], row["code"]


ADVICE = {
    "empty_file": ("重新下载", "download the source again"),
    "too_large": ("只保留年度报告", "keep only the report"),
    "not_a_file": ("不放文件夹", "no folders"),
    "unpacks_too_large": ("普通文件", "as an ordinary file"),
    "too_many_pages": ("只保留年度报告", "keep only the report"),
    "too_many_cells": ("只保留年度报告", "keep only the report"),
    "nested_too_deep": ("网页、Word、PDF", "web page, Word, PDF"),
    "too_complex": ("网页、Word、PDF", "web page, Word, PDF"),
    "unknown_format": ("网页、Word、PDF", "web page, Word, PDF"),
    "mislabelled": ("改扩展名", "rename it"),
    "unknown_encoding": ("UTF-8", "UTF-8"),
    "password_protected": ("不加密", "open file"),
    "scanned": ("文字识别", "text recognition"),
    "damaged": ("重新下载", "download the source again"),
    "converter_missing": ("安装 LibreOffice", "install LibreOffice"),
    "not_a_report": ("核对文件", "which file this is"),
    "list_page": ("下载列表所指的报告", "reports it links to"),
    "several_reports": ("一份一个文件", "a file of its own"),
    "before_2019": ("原文保留", "keep the original"),
    "unknown_agency": ("补进 agencies.csv", "add the agency to agencies.csv"),
    "source_changed": ("还原原文", "restore the source"),
    "too_costly": ("是否是正常的报告", "whether it is an ordinary report"),
    "unsettled": ("settled 列", "column settled"),
    "duplicate_report": ("只保留一份", "keep one of them"),
}
"""What helps against a reason for which a file is not taken."""


def test_each_reason_comes_with_what_helps_against_it() -> None:
    rows = {row["code"]: row for row in code_list("reasons")}
    assert rows.keys() == ADVICE.keys()
    told = {code: (zh in rows[code]["advice_zh"], en in rows[code]["advice_en"]) for code, (zh, en) in ADVICE.items()}
    assert told == dict.fromkeys(ADVICE, (True, True))


TERMS = {
    "政府信息公开条例": ("Regulations on Open Government Information", "Order 711"),
    "政府信息公开申请": ("OGI request", "Art. 27"),
    "予以公开": ("disclosed", "Art. 36(1)(2)"),
    "部分公开": ("partially disclosed", "Art. 37"),
    "不予公开": ("not disclosed", "Art. 36(3)"),
    "无法提供": ("unable to provide", "Arts. 30, 36(4)(5), 38"),
    "不予处理": ("not processed", "Arts. 35, 36(6), 39"),
    "其他处理": ("other handling", "report form, part 3"),
    "结转下年度继续办理": ("carried over to the next year", "report form, part 3"),
    "规章": ("administrative rules", "Art. 20(1)"),
    "行政规范性文件": ("normative documents", "Art. 20(1)"),
    "行政许可": ("licensing", "Art. 20(5)"),
    "行政处罚": ("penalties", "Art. 20(6)"),
    "行政强制": ("compulsion", "Art. 20(6)"),
    "行政事业性收费": ("fees", "Art. 20(8)"),
    "政府集中采购": ("procurement", "Art. 20(9)"),
    "新制作": ("newly produced", "2019 form, part 2"),
    "属于行政查询事项": ("statutory inquiry", "Art. 36(7)"),
    "三安全一稳定": ("national, public and economic security and social stability", "Art. 14"),
    "内部事务信息": ("internal-affairs", "Art. 16¶1"),
    "过程性信息": ("process (deliberative)", "Art. 16¶2"),
    "行政执法案卷": ("enforcement case files", "Art. 16¶2"),
    "补正": ("correction", "Art. 30"),
    "行政复议": ("administrative reconsideration", "Reconsideration Law"),
    "行政诉讼": ("administrative litigation", "Litigation Law"),
    "结果维持": ("upheld", "report form, part 4"),
    "结果纠正": ("corrected", "report form, part 4"),
    "复议后起诉率": ("lawsuits per concluded reconsideration", "our indicator"),
    "勾稽数": ("reconciled", "our term"),
}
"""English term and source of each concept, by chapters 1 and 3 of the domain notes."""


def test_the_glossary_says_each_term_and_where_it_comes_from() -> None:
    rows = {row["zh"]: row for row in code_list("glossary")}
    assert rows.keys() == TERMS.keys()
    for zh, (en, source) in TERMS.items():
        assert en in rows[zh]["en"], zh
        assert rows[zh]["source_en"].endswith(source), zh


NUMERALS = {"": 0, **dict(zip("一二三四五六七八九", range(1, 10), strict=True))}
ARTICLES = re.compile("第(.?)十(.?)条|（(.)）|第(.)款")


def test_both_languages_of_the_glossary_name_the_same_articles() -> None:
    for row in code_list("glossary"):
        if row["source"].startswith("《条例》"):
            found = [
                10 * (NUMERALS[tens] or 1) + NUMERALS[ones] if not item + clause else NUMERALS[item or clause]
                for tens, ones, item, clause in ARTICLES.findall(row["source"])
            ]
            assert found == [int(number) for number in re.findall(r"\d+", row["source_en"])], row["zh"]
