"""Other words that reports use for rows, columns and parts, each for the code it means, and who reads each format."""

from __future__ import annotations

import pytest

from gongkai.forms import code_list

ALIASES = {
    "applicant_types": {
        "natural_person": "公民",
        "commercial_enterprise": "企业 法人或其他组织商业企业",
        "research_institution": "科研 法人或其他组织科研机构",
        "public_interest_organization": "社会公益 法人或其他组织社会公益组织",
        "legal_service_organization": "法律服务 法人或其他组织法律服务机构",
        "other_organization": "其它 法人或其他组织其他",
        "total": "合计",
    },
    "channels": {
        "litigation_direct": "行政诉讼（未经复议直接起诉）",
        "litigation_after_reconsideration": "行政诉讼（复议后起诉）",
    },
    "outcomes": {"upheld": "维持", "corrected": "纠正", "pending": "未审结", "total": "合计"},
    "measures": {"items_change": "本年增减", "in_force": "现行有效数", "fee_amount": "本年收费金额"},
    "proactive_disclosure_rows": {
        "rules": "行政规章",
        "other_external_management_services": "对外管理服务事项",
    },
    "requests": {
        "new_received": "本年新收 新收政府信息公开申请 新收政府信息公开申请数量 本年新收政府信息公开申请 "
        "本年度新收政府信息公开申请数量",
        "carried_in": "上年结转 上年度结转 上年结转政府信息公开申请 上年度结转政府信息公开申请数量",
        "processed": "本年办理结果 办理结果",
        "partially_granted": "部分公开 部分公开（区分处理的，只计这一情形）",
        "refused_state_secret": "国家秘密",
        "refused_prohibited_by_law": "其他法律法规禁止公开 法律行政法规禁止公开",
        "refused_three_securities_one_stability": "三安全一稳定",
        "refused_third_party_rights": "第三方合法权益",
        "refused_internal_affairs": "三类内部事务信息",
        "refused_process_information": "四类过程性信息",
        "refused_enforcement_case_file": "行政执法案卷",
        "refused_statutory_inquiry": "行政查询事项",
        "unable_not_held": "本机关不掌握",
        "unable_must_be_created": "没有现成信息",
        "not_processed_petition_complaint": "信访举报投诉",
        "not_processed_confirm_or_reissue": "要求行政机关确认或重新出具",
        "other_handling": "（六）其他",
        "other_no_correction": "逾期不补正 申请人无正当理由逾期不补正",
        "other_fee_unpaid": "申请人逾期未按收费通知要求缴纳费用",
        "total_processed": "七、总计 （七）合计",
        "carried_out": "结转下一年度继续办理 结转下年继续办理 结转下年度",
    },
}
PARTS = {"1": "概述", "2": "主动公开", "3": "申请", "4": "复议", "5": "问题", "6": "其他"}
"""A word of every other title of each part but for 总体情况, which is the title itself."""


@pytest.mark.parametrize("name", ALIASES)
def test_another_word_stands_for_the_code_it_means_and_no_other(name: str) -> None:
    found = {row["code"]: row["aliases"].split("|") for row in code_list(name) if row["aliases"]}
    assert found == {code: words.split() for code, words in ALIASES[name].items()}


def test_other_titles_of_a_part_say_what_the_part_is_about() -> None:
    for row in code_list("sections"):
        for title in row["aliases"].split("|"):
            assert PARTS[row["code"]] in title or title == "总体情况", title


READERS = {
    "pdf": "pdf.reader", "odt": "word.libreoffice", "docx": "word.docx", "doc": "word.libreoffice",
    "word_xml": "word.flat", "html": "html.reader", "markdown": "text.markdown", "text": "text.plain",
}  # fmt: skip
"""Format → the module whose reader knows it; old and open documents go through LibreOffice."""


def test_each_format_is_read_by_the_reader_that_knows_it() -> None:
    assert {row["code"]: row["reader"].split(":")[0] for row in code_list("formats")} == READERS
    names = {row["code"]: row["reader"].split(":")[1] for row in code_list("formats")}
    assert (names["odt"], names["doc"]) == ("OPEN_DOCUMENT_READER", "OLD_READER")
