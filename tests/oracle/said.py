"""Words of the pages in both languages, and what agencies and places are called on them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.pages import number

LANGUAGES = ("zh", "en")

LEVELS = {
    "province": ("省级", "province"),
    "prefecture": ("市级", "prefecture"),
    "county": ("县级", "county"),
    "township": ("乡级", "township"),
}
STATES = {
    "reported": ("已填报", "reported"),
    "blank": ("空白", "blank"),
    "not_applicable": ("不适用", "not applicable"),
    "unreadable": ("无法辨认", "unreadable"),
    "absent": ("文本缺失", "absent"),
}
SEVERITIES = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "note")}
SEVERITY_HEADS = {"error": ("错误", "Errors"), "warning": ("警告", "Warnings"), "info": ("提示", "Notes")}
GROUPS = {
    "granted": ("予以公开", "Disclosed"),
    "partially_granted": ("部分公开", "Partially disclosed"),
    "refused": ("不予公开", "Not disclosed"),
    "unable": ("无法提供", "Unable to provide"),
    "not_processed": ("不予处理", "Not processed"),
    "other_handling": ("其他处理", "Other handling"),
}
TABLES = {
    "proactive_disclosure": ("主动公开政府信息情况", "Proactive disclosure"),
    "requests": ("收到和处理政府信息公开申请情况", "Requests received and processed"),
    "review_litigation": ("政府信息公开行政复议、行政诉讼情况", "Reconsideration and litigation"),
}
FORMATS = {"html": ("网页", "web page"), "text": ("纯文本", "plain text"), "markdown": ("Markdown", "Markdown")}
DIVISIONS = {
    "110000": ("北京市", "Beijing"),
    "320000": ("江苏省", "Jiangsu"),
    "320100": ("南京市", "Nanjing"),
    "320106": ("鼓楼区", "Gulou"),
    "320500": ("苏州市", "Suzhou"),
    "321200": ("泰州市", "Taizhou"),
    "350000": ("福建省", "Fujian"),
    "350100": ("福州市", "Fuzhou"),
    "350102": ("鼓楼区", "Gulou"),
    "440000": ("广东省", "Guangdong"),
    "442000": ("中山市", "Zhongshan"),
}


TOLD_APART = {"320106-education": "鼓楼区教育局（南京市）", "350102-education": "鼓楼区教育局（福州市）"}
"""Two bodies of one name, with the city of each; four cities have a district called 鼓楼区."""


def called(lang: str, row: dict[str, Any]) -> str:
    """What the pages call an agency, or that of a report."""
    kind = "agency_name" if "agency_name" in row else "name"
    return say(lang, (TOLD_APART.get(row["agency_id"], row[kind]), row[f"{kind}_en"]))


def say(lang: str, pair: tuple[str, str]) -> str:
    """The one of the two that belongs to the language."""
    return pair[LANGUAGES.index(lang)]


def heads(lang: str, *pairs: tuple[str, str]) -> list[Any]:
    """A row of headings."""
    return [say(lang, pair) for pair in pairs]


def listed(years: list[int] | None) -> str:
    """Years in a cell of a list."""
    return ", ".join(map(str, years or ())) or "–"


def counted(lang: str, row: dict[str, Any], name: str, what: tuple[str, str]) -> str:
    """A sum with how many reports state it, and how many of them by a reconciled number, or in doubt."""
    some, every, derived = row[f"{name}_reports"], row["reports"], row[f"{name}_reconciled"]
    zh, en = f"（{some} / {every} 份列明", f"({some} of {every} reports state it"
    ways = {"取勾稽数": "by reconciled numbers", "存疑": "in doubt"}
    if every == 1:
        en, ways["取勾稽数"] = f"({some} of 1 report states it", "by a reconciled number"
    of_them = " of them" * (every != 1)
    for count, (chinese, english) in zip((derived, row[f"{name}_doubted"]), ways.items(), strict=True):
        if count:
            first = zh.endswith("份列明")
            zh += f"，{'其中 ' * first}{count} 份{chinese}"
            en += f", {count}{of_them * first} {english}"
    return say(lang, (f"{number(row[name])} {zh}） {what[0]}", f"{number(row[name])} {en}) {what[1]}"))


def rate_shown(code: str, value: Fraction) -> str:
    """The exact value to one decimal, a half upwards; 12.54999 % is 12.5 %."""
    tenths = int(value * (10 if code.endswith("_per_1000") else 1000) + Fraction(1, 2))
    text = f"{tenths // 10:,}.{tenths % 10}"
    return text if code.endswith("_per_1000") else f"{text}%"
