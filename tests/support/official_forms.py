"""The official forms as the two notices print them, typed in by hand: nothing here comes from the program.

国办公开办函〔2019〕60号 and 〔2021〕30号. The codes are the project's names for the rows and columns, in printed order.
"""

from __future__ import annotations

NOTICES = {"2019": "国办公开办函〔2019〕60号", "2021": "国办公开办函〔2021〕30号"}
EDITIONS = tuple(NOTICES)

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

APPLICANTS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_interest_organization": "社会公益组织",
    "legal_service_organization": "法律服务机构",
    "other_organization": "其他",
    "total": "总计",
}

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

_REFUSED = {
    "refused_state_secret": "1.属于国家秘密",
    "refused_prohibited_by_law": "2.其他法律行政法规禁止公开",
    "refused_three_securities_one_stability": "3.危及“三安全一稳定”",
    "refused_third_party_rights": "4.保护第三方合法权益",
    "refused_internal_affairs": "5.属于三类内部事务信息",
    "refused_process_information": "6.属于四类过程性信息",
    "refused_enforcement_case_file": "7.属于行政执法案卷",
    "refused_statutory_inquiry": "8.属于行政查询事项",
}
_UNABLE = {
    "unable_not_held": "1.本机关不掌握相关政府信息",
    "unable_must_be_created": "2.没有现成信息需要另行制作",
    "unable_still_unclear": "3.补正后申请内容仍不明确",
}
_NOT_PROCESSED = {
    "not_processed_petition_complaint": "1.信访举报投诉类申请",
    "not_processed_repeat": "2.重复申请",
    "not_processed_public_publication": "3.要求提供公开出版物",
    "not_processed_excessive": "4.无正当理由大量反复申请",
    "not_processed_confirm_or_reissue": "5.要求行政机关确认或重新出具已获取信息",
}
_OTHER = {
    "other_no_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_other": "3.其他",
}

GROUPS = {
    "processed": "三、本年度办理结果",
    "refused": "（三）不予公开",
    "unable": "（四）无法提供",
    "not_processed": "（五）不予处理",
}
OTHER_HANDLING = "（六）其他处理"

ROWS_OF_GROUP = {
    "2019": {"refused": _REFUSED, "unable": _UNABLE, "not_processed": _NOT_PROCESSED},
    "2021": {"refused": _REFUSED, "unable": _UNABLE, "not_processed": _NOT_PROCESSED, "other_handling": _OTHER},
}

_BEFORE = {"new_received": "一、本年新收政府信息公开申请数量", "carried_in": "二、上年结转政府信息公开申请数量"}
_GRANTED = {
    "granted": "（一）予以公开",
    "partially_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
}
_AFTER = {"total_processed": "（七）总计", "carried_out": "四、结转下年度继续办理"}
REQUESTS = {
    "2019": {
        **_BEFORE, **_GRANTED, **_REFUSED, **_UNABLE, **_NOT_PROCESSED, "other_handling": OTHER_HANDLING, **_AFTER,
    },
    "2021": {**_BEFORE, **_GRANTED, **_REFUSED, **_UNABLE, **_NOT_PROCESSED, **_OTHER, **_AFTER},
}  # fmt: skip
"""Rows that hold numbers, in printed order."""

OUTCOME_ROWS = {edition: tuple(rows)[2:-2] for edition, rows in REQUESTS.items()}
"""The rows that （七）总计 adds up."""

CHANNELS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
LITIGATION = "行政诉讼"
OUTCOMES = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

_STOCK_2019 = {
    "made_this_year": "本年新制作数量",
    "newly_disclosed_this_year": "本年新公开数量",
    "total_disclosed": "对外公开总数量",
}
_STOCK_2021 = {"issued_this_year": "本年制发件数", "repealed_this_year": "本年废止件数", "in_force": "现行有效件数"}
_ITEMS_2019 = {"items_prior_year": "上一年项目数量", "items_change": "本年增/减", "decisions": "处理决定数量"}
_FEES_2019 = {"items_prior_year": "上一年项目数量", "items_change": "本年增/减"}
_PROCUREMENT = {"procurement_projects": "采购项目数量", "procurement_amount": "采购总金额"}
_DECISIONS_2021 = {"decisions": "本年处理决定数量"}
_FEES_2021 = {"fee_amount": "本年收费金额（单位：万元）"}

PROACTIVE = {
    "2019": (
        ("一", "rules", "规章", _STOCK_2019),
        ("一", "normative_documents", "规范性文件", _STOCK_2019),
        ("五", "administrative_licensing", "行政许可", _ITEMS_2019),
        ("五", "other_external_management_services", "其他对外管理服务事项", _ITEMS_2019),
        ("六", "administrative_penalties", "行政处罚", _ITEMS_2019),
        ("六", "administrative_compulsion", "行政强制", _ITEMS_2019),
        ("八", "administrative_fees", "行政事业性收费", _FEES_2019),
        ("九", "centralized_procurement", "政府集中采购", _PROCUREMENT),
    ),
    "2021": (
        ("一", "rules", "规章", _STOCK_2021),
        ("一", "normative_documents", "行政规范性文件", _STOCK_2021),
        ("五", "administrative_licensing", "行政许可", _DECISIONS_2021),
        ("六", "administrative_penalties", "行政处罚", _DECISIONS_2021),
        ("六", "administrative_compulsion", "行政强制", _DECISIONS_2021),
        ("八", "administrative_fees", "行政事业性收费", _FEES_2021),
    ),
}
"""Clause of Article 20, code and name of the item, its measures; in printed order."""


def cells(edition: str) -> list[tuple[str, str, str]]:
    """Every cell of a form as (table, row, column), in printed order."""
    proactive = [
        ("proactive_disclosure", row, measure) for _, row, _, measures in PROACTIVE[edition] for measure in measures
    ]
    requests = [("requests", row, column) for row in REQUESTS[edition] for column in APPLICANTS]
    review = [("review_litigation", channel, outcome) for channel in CHANNELS for outcome in OUTCOMES]
    return proactive + requests + review
