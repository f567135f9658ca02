"""Who reports: the name as titled, the full official name, and the level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.forms import squeeze
from gongkai.forms.agency_names import national_body, written_out
from gongkai.forms.divisions import divisions, divisions_named, lineage, unknown_place
from gongkai.reading.closing import is_agency
from gongkai.reading.metadata.page import Page, pattern, plain, rules
from gongkai.reading.metadata.region import (
    GENERIC,
    TOWN,
    ZONE,
    is_national,
    leading_names,
    level_of_leading_name,
    with_parent_in_full,
)
from gongkai.reading.metadata.title import without_brackets

_INNER_OFFICE = re.compile(r"(?<=人民政府)[\u4e00-\u9fff]*(?:室|科|中心|组|站|所)(?:\(.*\))?$")
_VERTICAL = re.compile(r"海关(?:关区)?$|(?<!地方)海事局$")
_BODY = re.compile(r"^(?!生产建设兵团)[^区]*(?:厅|局|委员会|人民政府)$")
_OFFICE_OF_DEPARTMENT = re.compile(r"(?<=[局厅])(?:综合)?(?:办公室|科|处|室)$")


def names_of_agency(page: Page, titled: str) -> Iterator[str | None]:
    """The names to start from, the surest first: the titled one, those that sentences and the page metadata give."""
    signed = plain(page.closing.signatory or "")
    if titled and signed.endswith(plain(titled)) and pattern("branch_of").match(signed):
        # 长兴县税务局 in the title, 国家税务总局长兴县税务局 below the report
        yield _found(signed)
    # 本溪市 begins like 本局, 全州县 like 全县
    if not pattern("nobody").match(plain(titled)) or leading_names(with_parent_in_full(plain(titled))):
        yield _clean(plain(titled))
    for at in range(len(rules()["named_by"])):
        for match in pattern("named_by", at=at).finditer(page.introduction):
            yield _found(match["name"])
    yield _found(signed)
    for value in page.beside(rules()["publisher"]):
        yield _found(plain(value))
    # who published the page, as lines around the title say: 发布机构：… on one line, or label and name on two
    for line, below in zip(page.opening, (*page.opening[1:], ""), strict=False):
        label, colon, value = line.replace("：", ":").partition(":")
        if squeeze(label) in rules()["publisher"].split("|"):
            yield _found(plain((value if colon else below).strip().split(" ")[0]))


def _clean(name: str) -> str | None:
    """The name without brackets, None if nothing is left or a hijacked page wrote it."""
    bare = without_brackets(name).strip("的,.。:、")
    bare = re.sub(r"(?<=海关)关区$", "", bare)
    return bare if len(bare) >= 2 and not pattern("hijacked").search(bare) else None


def _found(name: str) -> str | None:
    """A name found in a sentence, None if it does not read as one."""
    # words may lead to a name; 和 and 全 stay where they begin a place, as in 和县 and 全州县
    while not leading_names(name) and (word := pattern("not_in_front").match(name)):
        name = name[word.end() :]
    bare = _clean(name)
    if bare is None or pattern("no_name").search(bare):
        return None
    if pattern("no_name_in_front").match(bare) and not leading_names(bare):
        return None
    body = _OFFICE_OF_DEPARTMENT.sub("", _without_inner_office(bare))
    return body if is_agency(body) else None


def full_agency(name: str, code: str | None) -> str:
    """The official name in full: abbreviations written out, the division in front, 人民政府 behind a government.

    >>> full_agency("泰州市卫健委", "321200"), full_agency("自治区工信厅", "640000"), full_agency("上海市", "310000")
    ('泰州市卫生健康委员会', '宁夏回族自治区工业和信息化厅', '上海市人民政府')
    """
    if national := national_body(name):
        return national
    name = _without_inner_office(name)
    full = written_out(name)
    if full == name:
        full = re.sub(r"(?<!人民)政府(?=$|办公厅$|办公室$|办$)", "人民政府", re.sub(r"(?<=政府)办$", "办公室", name))
    end = leading_names(full)
    if full.endswith(("镇", "乡", "苏木")) or (
        end == len(full) and any(divisions_named(full[start:]) for start in range(len(full)))
    ):
        full = f"{full}人民政府"
    elif full.endswith("街道"):
        full = f"{full}办事处"
    return _with_division(full, code)


def _without_inner_office(name: str) -> str:
    """某镇人民政府党政综合办公室 reports for the township."""
    return _INNER_OFFICE.sub("", name) if TOWN.search(name.split("人民政府")[0] + "人民政府") else name


def _with_division(name: str, code: str | None) -> str:
    division = divisions().get(code or "")
    if division is None:
        return name
    # the name a division goes by: a district with its city in front, anything else alone
    names = [above.name for above in lineage(division.code)]
    with_city = len(names) > 1 and names[-1].endswith("区") and names[-2].endswith("市")
    own = "".join(names[-2:]) if with_city else names[-1]
    misread = unknown_place(name)
    if misread:
        # 沐阳县 on the site of 沭阳县; a place of another kind is left as printed
        return own + name.removeprefix(misread) if misread[-1] == own[-1] and name.startswith(misread) else name
    if division.informal and name.startswith(division.informal):
        return own + name.removeprefix(division.informal)
    end = leading_names(name)
    if end:
        # 洪泽区 alone: a district goes with its city
        return own + name.removeprefix(division.name) if name.startswith(division.name) else name
    generic = GENERIC.match(name)
    if generic and division.name.endswith(generic[0]):
        return own + name[generic.end() :]
    rest = name.removeprefix(division.short)
    if rest != name and _BODY.search(rest):
        return own + rest
    return name if generic or division.short in name else own + name


def level_of(name: str | None, code: str | None) -> str | None:
    """Code of the level of government, None if nothing tells it.

    Source: the name for townships, national bodies and zones; else the division; else 厅, 省, 县 in the name.
    """
    if name is None:
        return None
    if is_national(name):
        return "national"
    if _VERTICAL.search(name):
        return None
    if TOWN.search(name) and not name.endswith(("局", "厅", "委员会")):
        return "township"
    if ZONE.search(name.split("、")[0]) and code and divisions()[code].level != "county":
        # a zone of a city ranks as a county; one of a province or municipality may rank higher
        return "county" if divisions()[code].level == "prefecture" else None
    return divisions()[code].level if code else _level_by_words(name)


def _level_by_words(name: str) -> str | None:
    if re.search(r"(?<!办公)厅$|^(省|自治区)", name):
        return "province"
    if re.search(r"(县|旗|区)人民政府", name) or re.match(r"(县|区|旗)", name):
        return "county"
    return level_of_leading_name(name)


def is_printed(name: str, page: Page) -> bool:
    """True if the full name stands somewhere in the document."""
    beside = "\n".join(plain(value) for _, value in page.document.metadata)
    return name in page.everything or name in page.everything.replace("\n", "") or name in beside
