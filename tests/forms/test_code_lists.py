"""The keys of the code lists against what they refer to, and what the lists know against what we know ourselves."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from gongkai.forms import code_list, labels, read_cell
from gongkai.forms.agency_names import kinds_of_agency, national_body, written_out
from gongkai.forms.divisions import division_of_domain, divisions
from tests.support import official_forms as official

CHINESE = re.compile("[\u4e00-\u9fff]")
WITH_LABELS = (
    "applicant_types", "channels", "doubts", "facts", "indicators", "levels", "measures", "no_value_reasons",
    "outcomes",
    "proactive_disclosure_rows", "reasons", "requests", "sections", "severities", "states", "units",
)  # fmt: skip
ENGLISH = {
    "applicant_types": {
        "natural_person": "natural persons", "commercial_enterprise": "commercial",
        "research_institution": "research",
        "public_interest_organization": "public-interest", "legal_service_organization": "legal service",
        "other_organization": "other legal persons", "total": "total",
    },
    "channels": {
        "reconsideration": "administrative reconsideration", "litigation_direct": "without reconsideration",
        "litigation_after_reconsideration": "after reconsideration",
    },
    "outcomes": {
        "upheld": "upheld", "corrected": "corrected", "other": "other", "pending": "pending", "total": "total",
    },
    "requests": {
        "new_received": "newly received", "carried_in": "from the previous year", "processed": "outcomes",
        "granted": "disclosed", "partially_granted": "partially disclosed", "refused": "not disclosed",
        "refused_state_secret": "state secrets", "refused_prohibited_by_law": "prohibited by other laws",
        "refused_three_securities_one_stability": "social stability", "refused_third_party_rights": "third parties",
        "refused_internal_affairs": "internal-affairs", "refused_process_information": "process",
        "refused_enforcement_case_file": "enforcement case files", "refused_statutory_inquiry": "inquiry",
        "unable": "unable to provide", "unable_not_held": "not held", "unable_must_be_created": "created",
        "unable_still_unclear": "unclear", "not_processed": "not processed",
        "not_processed_petition_complaint": "complaint", "not_processed_repeat": "repeat request",
        "not_processed_public_publication": "publications", "not_processed_excessive": "large number",
        "not_processed_confirm_or_reissue": "reissue", "other_handling": "other handling",
        "other_no_correction": "failed to correct", "other_fee_unpaid": "failed to pay",
        "other_other": "withdrawals", "total_processed": "total processed", "carried_out": "to the next year",
    },
    "proactive_disclosure_rows": {
        "rules": "rules", "normative_documents": "normative documents", "administrative_licensing": "licensing",
        "other_external_management_services": "external management", "administrative_penalties": "penalties",
        "administrative_compulsion": "compulsion", "administrative_fees": "fees",
        "centralized_procurement": "procurement",
    },
    "measures": {
        "made_this_year": "newly produced", "newly_disclosed_this_year": "newly disclosed",
        "total_disclosed": "total disclosed",
        "items_prior_year": "previous year", "items_change": "change", "decisions": "decisions",
        "procurement_projects": "procurement projects", "procurement_amount": "procurement amount",
        "issued_this_year": "issued", "repealed_this_year": "repealed", "in_force": "in force",
        "fee_amount": "fees collected",
    },
    "units": {"count": "count", "CNY": "yuan", "CNY_10K": "10,000 yuan", "percent": "per cent"},
}  # fmt: skip
"""A word of the English label that no other code of the list could have."""


@pytest.mark.parametrize("name", WITH_LABELS)
def test_codes_and_labels_of_a_list_are_distinct_and_in_their_language(name: str) -> None:
    rows = code_list(name)
    codes, english = [row["code"] for row in rows], [row["label_en"] for row in rows]
    assert len(set(codes)) == len(codes)
    assert len(set(english)) == len(english)
    for row in rows:
        assert re.search("[A-Za-z]", row["label_en"]) and not CHINESE.search(row["label_en"])
        chinese = row.get("label_zh") or row.get("2021") or row.get("2019") or ""
        assert CHINESE.search(chinese), row


@pytest.mark.parametrize("name", ENGLISH)
def test_english_labels_say_what_the_chinese_say(name: str) -> None:
    found = {row["code"]: row["label_en"] for row in code_list(name)}
    assert found.keys() == ENGLISH[name].keys()
    assert {code: word for code, word in ENGLISH[name].items() if word not in found[code]} == {}


def test_legal_bases_are_those_of_the_regulations() -> None:
    articles = {
        "new_received": "27; 31", "carried_in": "33", "processed": "36", "granted": "36(1); 36(2)",
        "partially_granted": "37", "refused": "36(3)",
        "refused_state_secret": "14", "refused_prohibited_by_law": "14",
        "refused_three_securities_one_stability": "14", "refused_third_party_rights": "15; 32",
        "refused_internal_affairs": "16¶1", "refused_process_information": "16¶2",
        "refused_enforcement_case_file": "16¶2", "refused_statutory_inquiry": "36(7)", "unable": "36; 38",
        "unable_not_held": "36(4); 36(5)", "unable_must_be_created": "38", "unable_still_unclear": "30",
        "not_processed": "35; 36(6); 39", "not_processed_petition_complaint": "39¶1",
        "not_processed_repeat": "36(6)",
        "not_processed_public_publication": "39¶2", "not_processed_excessive": "35", "other_no_correction": "30",
        "other_fee_unpaid": "42", "carried_out": "33",
    }  # fmt: skip
    assert {code: label.legal_basis for code, label in labels("requests").items() if label.legal_basis} == articles
    clauses = {code: f"20({number})" for number, codes in {
        1: ("rules", "normative_documents"),
        5: ("administrative_licensing", "other_external_management_services"),
        6: ("administrative_penalties", "administrative_compulsion"),
        8: ("administrative_fees",),
        9: ("centralized_procurement",),
    }.items() for code in codes}  # fmt: skip
    items = {code: label.legal_basis for code, label in labels("proactive_disclosure_rows").items()}
    assert {code: basis for code, basis in items.items() if code != "centralized_procurement"} == {
        code: basis for code, basis in clauses.items() if code != "centralized_procurement"
    }


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("169.98万元", "169.98", "CNY_10K"),
        ("251000元", "251000", "CNY"),
        ("1.5亿元", "15000", "CNY_10K"),
        ("2亿元", "20000", "CNY_10K"),
        ("24000", "24000", None),
    ],
)
def test_money_is_read_in_its_unit(text: str, value: str, unit: str | None) -> None:
    reading = read_cell(text)
    assert (reading.value, reading.unit) == (Decimal(value), unit)


def test_units_are_named_by_what_they_count() -> None:
    assert {row["code"]: row["label_zh"] for row in code_list("units")} == {
        "count": "件（项、个）",
        "CNY": "元",
        "CNY_10K": "万元",
        "percent": "百分数",
    }


def test_facts_are_counted_in_the_unit_that_reports_use() -> None:
    units = {
        "条": "website_posts disclosure_column_posts disclosure_catalogue_posts wechat_posts weibo_posts video_posts "
        "media_reports interpretations netizen_messages_handled information_reviewed",
        "件": "department_documents_published interpreted_documents npc_suggestions_handled_as_lead "
        "cppcc_proposals_handled_as_lead npc_cppcc_replies_disclosed applications_received applications_processed "
        "applications_closed applications_granted applications_partially_granted applications_refused "
        "applications_unable applications_not_processed applications_other_handling applications_carried_in "
        "applications_carried_out reconsideration_cases litigation_cases",
        "期": "wechat_issues",
        "人次": "wechat_reads wechat_push_reach",
        "%": "interpretation_rate proposal_handling_rate",
        "场": "press_conferences",
        "次": "online_interviews website_visits_cumulative website_visits_daily",
        "CNY": "information_processing_fee",
    }
    expected = {fact: unit for unit, facts in units.items() for fact in facts.split()}
    assert {row["code"]: row["unit"] for row in code_list("facts")} == expected


def test_formulas_of_indicators_name_cells_of_the_form() -> None:
    form = {key for edition in official.EDITIONS for key in official.cells(edition)}
    groups = {*official.GROUPS, "other_handling"}
    rows = code_list("indicators")
    for row in rows:
        for formula in (row["numerator"], row["denominator"], *row["requires"].split(" = ")):
            for term in re.split(r" [+-] ", formula) if formula else ():
                table, code, column = term.split("/")
                known = (table, code, column) in form or (table == "requests" and code in groups)
                assert known or table == "checks", term
        assert row["edition"] in ("", *official.EDITIONS)
        assert (row["unit"], row["scale"]) in (("ratio", "1"), ("per_1000", "1000"))
        assert set(row["series_breaks"].split("|")) <= {"", "2021", "2024"}


def test_host_names_spell_the_division_they_lead_to() -> None:
    ours = {
        "he": "130000", "nmg": "150000", "nm": "150000", "hlj": "230000", "hl": "230000", "hb": "420000",
        "gxzf": "450000", "shaanxi": "610000", "sn": "610000", "jlcity": "220200", "harbin": "230100",
    }  # fmt: skip
    for row in code_list("site_domains"):
        assert row["kind"] in ("site", "prefix", "both", "department")
        assert bool(row["division_code"]) == (row["kind"] != "department"), row
        if row["kind"] != "department":
            syllables = divisions()[row["division_code"]].pinyin.split()
            spellings = {"".join(syllables), "".join(syllable[0] for syllable in syllables)}
            assert row["label"] in spellings or ours.get(row["label"]) == row["division_code"], row


DEPARTMENTS = (
    "kjt jyt gat mzt sft czt rst zrzyt sthjt zjt jtt jtyst slt nyt nync swt wlt wht wjw wsjkw yjt yjglt gzw scjg "
    "scjgj "
    "tjj fgw gxt jxt ybj lyj gdj tyj gwy"
)


@pytest.mark.parametrize("department", DEPARTMENTS.split())
def test_a_department_behind_the_letters_of_a_province_leads_to_the_province(department: str) -> None:
    assert division_of_domain(f"www.xj{department}.gov.cn") == "650000"


MINISTRIES = (
    "外交部 国防部 国家发展和改革委员会 教育部 科学技术部 工业和信息化部 国家民族事务委员会 公安部 国家安全部 "
    "民政部 司法部 财政部 "
    "人力资源和社会保障部 自然资源部 生态环境部 住房和城乡建设部 交通运输部 水利部 农业农村部 商务部 文化和旅游部 "
    "国家卫生健康委员会 "
    "退役军人事务部 应急管理部 中国人民银行 审计署 国务院国有资产监督管理委员会 海关总署 国家税务总局 "
    "国家市场监督管理总局 "
    "国家金融监督管理总局 中国证券监督管理委员会 国家广播电视总局 国家体育总局 国家信访局 国家统计局 国家知识产权局 "
    "国家国际发展合作署 国家医疗保障局 国务院参事室 国家机关事务管理局 新华通讯社 中国科学院 中国社会科学院 "
    "中国工程院 "
    "国务院发展研究中心 中国气象局 国家粮食和物资储备局 国家能源局 国家数据局 国家国防科技工业局 国家烟草专卖局 "
    "国家移民管理局 "
    "国家林业和草原局 国家铁路局 中国民用航空局 国家邮政局 国家文物局 国家中医药管理局 国家疾病预防控制局 "
    "国家矿山安全监察局 "
    "国家消防救援局 国家外汇管理局 国家药品监督管理局"
)
"""The bodies of the State Council after the reform of 2023 that report."""
BEFORE = (
    "中国银行保险监督管理委员会 国家煤矿安全监察局 农业部 环境保护部 国土资源部 文化部 国家卫生和计划生育委员会 "
    "国家安全生产监督管理总局 国家质量监督检验检疫总局 国家工商行政管理总局 国家食品药品监督管理总局 "
    "国家新闻出版广电总局 "
    "国家旅游局 国家海洋局 国家乡村振兴局 国务院扶贫开发领导小组办公室"
)
"""Bodies that have been dissolved since the first reports."""
COMMONLY = {
    "科技部": "科学技术部", "人社部": "人力资源和社会保障部",
    "住建部": "住房和城乡建设部", "国家发改委": "国家发展和改革委员会",
    "工信部": "工业和信息化部", "国家民委": "国家民族事务委员会",
    "文旅部": "文化和旅游部", "国家卫健委": "国家卫生健康委员会",
    "国务院国资委": "国务院国有资产监督管理委员会", "税务总局": "国家税务总局",
    "市场监管总局": "国家市场监督管理总局",
    "证监会": "中国证券监督管理委员会", "银保监会": "中国银行保险监督管理委员会", "国家医保局": "国家医疗保障局",
    "中科院": "中国科学院", "国家林草局": "国家林业和草原局",
    "民航局": "中国民用航空局", "国家药监局": "国家药品监督管理局",
    "环保部": "环境保护部", "国家网信办": "国家互联网信息办公室",
    "新华社": "新华通讯社", "国管局": "国家机关事务管理局",
}  # fmt: skip


def test_national_bodies_go_by_their_full_and_their_common_names() -> None:
    for name in f"{MINISTRIES} {BEFORE}".split():
        assert national_body(name) == name
    assert {short: national_body(short) for short in COMMONLY} == COMMONLY


def test_a_common_name_of_a_national_body_is_cut_from_the_full_one() -> None:
    names: list[str] = []
    for row in code_list("national_bodies"):
        shorts = [short for short in row["short"].split("|") if short]
        assert all(_shortens(short, row["name"]) or short.endswith(row["name"]) for short in shorts), row
        names += [row["name"], *shorts]
    assert len(set(names)) == len(names)


def _shortens(short: str, full: str) -> bool:
    rest = iter(full)
    return short != full and all(character in rest for character in short)


SHORT_NAMES = (
    "科技厅 科技局 科委 发改委 发展改革委 发改局 发展改革局 卫健委 卫生健康委 卫健局 卫计委 卫计局 人社厅 "
    "人力资源社会保障厅 人社局 "
    "人力资源社会保障局 住建厅 住房城乡建设厅 住建局 住房城乡建设局 住建委 住房城乡建设委 工信厅 工信局 经信厅 "
    "经信局 经信委 文旅厅 "
    "文旅局 文旅委 市监局 市场监管局 市场监管总局 应急局 应急厅 自规局 资规局 规自局 规划资源局 国资委 医保局 "
    "退役军人局 退役军人厅 "
    "机关事务局 交通局 交通厅 粮食和储备局 林草局 人防办 国动办 安监局 质监局 工商局 药监局 食药监局 环保局 残联 "
    "经济信息委"
)


def test_a_short_name_of_an_agency_is_written_out_with_the_same_characters_in_order() -> None:
    for short in SHORT_NAMES.split():
        full = written_out(f"莒县{short}").removeprefix("莒县")
        assert _shortens(short, full), (short, full)
        assert full[-1] == short[-1] or full.endswith(("委员会", "办公室", "联合会"))
        assert written_out(f"莒县{full}") == f"莒县{full}"


KINDS = {
    "government": "人民政府 政府 省 市 自治区 县 区 旗 盟 自治州 州",
    "office": "人民政府办公厅 人民政府办公室 政府办公厅 政府办公室 办公厅",
    "township": "街道办事处 办事处 街道 镇人民政府 乡人民政府 苏木人民政府 镇政府 乡政府 镇 乡 苏木",
    "department": "办公室 委员会 厅 局 委 署 总局 院 中心 支队 总队 大队 公积金管理中心 人民法院 检察院 管理处 "
    "派出所 "
    "部队 指挥部 宣传部 "
    "统战部 组织部 政法委 工作委员会 党工委 研究室 工作部",
    "zone": "管理委员会 管委会 新区 开发区 实验区 示范区 高新区 保税区 风景区 工业园区 园区 农场",
    "vertical": "海关 税务局 调查队 调查总队",
    "company": "公司 集团",
    "institution": "学校 大学 学院 医院 合作社 联社 管理所 党校 供销社 文化馆 图书馆 档案馆 博物馆 气象台 工作站 "
    "服务站 事务所 联合社",
    "association": "联合会 红十字会 总工会 妇联 残联 协会",
}


def test_what_a_name_ends_with_tells_the_kind_of_agency() -> None:
    expected = {suffix: kind for kind, suffixes in KINDS.items() for suffix in suffixes.split()}
    assert dict(kinds_of_agency()) == expected
    assert len(kinds_of_agency()) == len(expected)


@pytest.mark.parametrize(
    ("table", "code", "zh"),
    [
        ("requests", "granted", "予以公开"),
        ("requests", "refused", "不予公开"),
        ("requests", "refused_statutory_inquiry", "属于行政查询事项"),
        ("proactive_disclosure_rows", "rules", "规章"),
        ("proactive_disclosure_rows", "normative_documents", "行政规范性文件"),
        ("outcomes", "corrected", "结果纠正"),
    ],
)
def test_labels_use_the_terms_of_the_glossary(table: str, code: str, zh: str) -> None:
    terms = {row["zh"]: row["en"] for row in code_list("glossary")}
    assert labels(table)[code].en == terms[zh]
