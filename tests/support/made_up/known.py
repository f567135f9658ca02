"""The made-up datasets: three registers, their reports, and what is odd about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from tests.support.made_up.model import (
    Key,
    KnownAgency,
    KnownCell,
    KnownCorrection,
    KnownDataset,
    KnownRejection,
    KnownReport,
)
from tests.support.made_up.numbers import Numbers, dealt, few_numbers_of, numbers_of
from tests.support.made_up.oddities import odd

_SCHOOLS = KnownDataset(
    "made-up-schools", "虚构的教育部门年度报告", "Made-up reports of education departments", "department", "complete",
    "education",
    (
        KnownAgency("320000-education", "江苏省教育厅", "Jiangsu Department of Education", "province", "江苏省",
                    "Jiangsu", "education"),
        KnownAgency("321200-education", "泰州市教育和体育局", "Taizhou Education and Sports Bureau", "prefecture",
                    "江苏省泰州市", "Taizhou, Jiangsu", "education", ("泰州市教育局",)),
        KnownAgency("320106-education", "鼓楼区教育局", "Gulou Education Bureau, Nanjing", "county",
                    "江苏省南京市鼓楼区", "Gulou, Nanjing, Jiangsu", "education", ("南京市鼓楼区教育局",)),
        KnownAgency("350102-education", "鼓楼区教育局", "Gulou Education Bureau, Fuzhou", "county",
                    "福建省福州市鼓楼区", "Gulou, Fuzhou, Fujian", "education", ("福州市鼓楼区教育局",)),
        KnownAgency("320500-sports", "苏州市体育局", "Suzhou Sports Bureau", "prefecture", "江苏省苏州市",
                    "Suzhou, Jiangsu", "culture_tourism", valid_to=date(2021, 2, 28),
                    successor_id="320500-education"),
        KnownAgency("320500-education", "苏州市教育局", "Suzhou Education Bureau", "prefecture", "江苏省苏州市",
                    "Suzhou, Jiangsu", "education", valid_from=date(2020, 5, 1)),
        KnownAgency("350000-education", "福建省教育厅", "Fujian Department of Education", "province", "福建省",
                    "Fujian", "education"),
    ),
    expected_from=2019, expected_to=2023,
)  # fmt: skip
_GOVERNMENTS = KnownDataset(
    "made-up-governments", "虚构的政府年度报告", "Made-up reports of governments", "government", "sample", "general",
    (
        KnownAgency("350000-government", "福建省人民政府", "Fujian Provincial Government", "province", "福建省",
                    "Fujian", "general"),
        KnownAgency("350100-government", "福州市人民政府", "Fuzhou Municipal Government", "prefecture",
                    "福建省福州市", "Fuzhou, Fujian", "general"),
        KnownAgency("442000-dongfeng", "东凤镇人民政府", "Dongfeng Town Government", "township", "广东省中山市",
                    "Zhongshan, Guangdong", "general", ("中山市东凤镇人民政府",)),
    ),
)  # fmt: skip
_HEALTH = KnownDataset(
    "made-up-health", "虚构的卫生健康部门年度报告", "Made-up reports of health commissions", "mixed", "sample", None,
    (
        KnownAgency("350000-health", "福建省卫生健康委员会", "Fujian Health Commission", "province", "福建省",
                    "Fujian", "health"),
        KnownAgency("110000-health", "北京市卫生健康委员会", "Beijing Health Commission", "province", "北京市",
                    "Beijing", "health"),
        KnownAgency("320000-education", "江苏省教育厅", "Jiangsu Department of Education", "province", "江苏省",
                    "Jiangsu", "education"),
    ),
)  # fmt: skip
DATASETS = (_GOVERNMENTS, _HEALTH, _SCHOOLS)
"""In the order of their ids."""

VERSION = "2026.11.0"

_SITE = "https://example.gov.cn/"
_REPORTS = (
    ("made-up-schools", "320000-education", 2019, "江苏省教育厅", "html", date(2020, 1, 20), _SITE + "a.html"),
    ("made-up-schools", "320000-education", 2020, "江苏省教育厅", "tabs", date(2021, 2, 3), None),
    ("made-up-schools", "320000-education", 2021, "江苏省教育厅", "html", date(2022, 1, 31), None),
    ("made-up-schools", "320000-education", 2022, "江苏省教育厅", "markdown", None, None),
    ("made-up-schools", "320000-education", 2023, "江苏省教育厅", "html", date(2024, 1, 12), _SITE + "b.html"),
    ("made-up-schools", "321200-education", 2019, "泰州市教育局", "tabs", None, None),
    ("made-up-schools", "321200-education", 2021, "泰州市教育和体育局", "html", date(2022, 1, 4), None),
    ("made-up-schools", "321200-education", 2023, "泰州市教育和体育局", "tabs", date(2024, 4, 2), None),
    ("made-up-schools", "320106-education", 2020, "南京市鼓楼区教育局", "html", date(2021, 1, 8), None),
    ("made-up-schools", "320106-education", 2021, "南京市鼓楼区教育局", "html", None, None),
    ("made-up-schools", "320106-education", 2022, "南京市鼓楼区教育局", "markdown", date(2023, 1, 16), None),
    ("made-up-schools", "350102-education", 2021, "福州市鼓楼区教育局", "tabs", date(2022, 1, 17), None),
    ("made-up-schools", "350102-education", 2022, "福州市鼓楼区教育局", "html", None, None),
    ("made-up-schools", "320500-sports", 2019, "苏州市体育局", "html", date(2020, 1, 6), None),
    ("made-up-schools", "320500-education", 2021, "苏州市教育局", "tabs", date(2022, 1, 18), None),
    ("made-up-governments", "350000-government", 2021, "福建省人民政府", "html", date(2022, 3, 30), None),
    ("made-up-governments", "350000-government", 2022, "福建省人民政府", "tabs", date(2023, 4, 6), None),
    ("made-up-governments", "350100-government", 2021, "福州市人民政府", "html", None, None),
    ("made-up-governments", "350100-government", 2022, "福州市人民政府", "markdown", date(2023, 2, 21), None),
    ("made-up-governments", "350100-government", 2023, "福州市人民政府", "html", date(2024, 3, 1), None),
    ("made-up-governments", "442000-dongfeng", 2022, "中山市东凤镇人民政府", "html", date(2023, 6, 14), None),
    ("made-up-health", "350000-health", 2019, "福建省卫生健康委员会", "tabs", date(2020, 1, 22), None),
    ("made-up-health", "350000-health", 2020, "福建省卫生健康委员会", "html", None, None),
    ("made-up-health", "350000-health", 2021, "福建省卫生健康委员会", "tabs", date(2022, 1, 5), None),
    ("made-up-health", "110000-health", 2023, "北京市卫生健康委员会", "html", date(2024, 1, 30), _SITE + "c.html"),
)
BREAKS = {"320000-education-2022"}
"""Reports that carry in other numbers than the year before carried out."""
_SEVEN = {
    "new_received": 6, "carried_in": 1, "granted": 2, "refused_internal_affairs": 4, "unable_not_held": 1,
    "total_processed": 7,
}  # fmt: skip
_TEN = {
    "new_received": 9, "carried_in": 2, "partially_granted": 1, "refused_third_party_rights": 9, "total_processed": 10,
    "carried_out": 1,
}  # fmt: skip
FEW = {"320106-education-2020": _SEVEN, "442000-dongfeng-2022": _SEVEN, "110000-health-2023": _TEN}
"""Reports of few requests: of less than ten no rate is shown, and no reasons for less than ten refusals."""


@cache
def reports() -> tuple[KnownReport, ...]:
    """Every report with what is known of its cells, in the order of ids."""
    deal = dealt()
    true: dict[tuple[str, int], Numbers] = {}
    made: list[KnownReport] = []
    for dataset, agency_id, year, name, shape, published, url in _REPORTS:
        report = KnownReport(dataset, agency_id, year, name, name, shape, published, next(deal), url)
        few = FEW.get(report.report_id)
        before = dict(true.get((agency_id, year - 1), {}))
        if report.report_id in BREAKS:
            before = {key: number for key, number in before.items() if key[0] != "requests"}
        numbers = few_numbers_of(report.edition, deal, few) if few else numbers_of(report.edition, deal, before)
        true[agency_id, year] = numbers
        cells = {key: _printed(key, number) for key, number in numbers.items()}
        made.append(odd(replace(report, cells=cells)))
    return tuple(sorted(made, key=lambda report: report.report_id))


def _printed(key: Key, number: Decimal) -> KnownCell:
    if key[2] == "fee_amount":
        return KnownCell(f"{number}", number, "CNY_10K")
    if key[2] == "procurement_amount":
        return KnownCell(f"{number}万元", number, "CNY_10K")
    return KnownCell(f"{number}", number, "count")


REJECTIONS = (
    KnownRejection("made-up-schools", "letter.txt", "来信收悉。\n祝工作顺利。\n".encode(), "not_a_report"),
    KnownRejection("made-up-schools", "320500-education-2020.txt", b"", "empty_file"),
    KnownRejection("made-up-health", "picture.bin", b"\x89PNG\r\n\x1a\n" + bytes(200), "scanned"),
)
CORRECTIONS = (
    KnownCorrection("made-up-schools", "321200-education-2021",
                    ("proactive_disclosure", "administrative_licensing", "decisions"), "1*7", Decimal(107),
                    "原文把0印成了星号", "王某", date(2026, 11, 3)),
)  # fmt: skip
