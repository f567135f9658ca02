"""Which division an agency belongs to, from its name and from what the document says around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from gongkai.forms.agency_names import national_body
from gongkai.forms.divisions import (
    Mention,
    counties_of_town,
    counties_of_town_by_stem,
    division_of_domain,
    division_of_site_id,
    divisions,
    divisions_of_phone,
    domain_fits,
    find_divisions,
    within,
)
from gongkai.reading.metadata.contacts import read_phone, read_website
from gongkai.reading.metadata.page import Page, pattern, plain

TOWN = re.compile(r"(?:.*人民政府)?(?P<town>[\u4e00-\u9fff]{1,12}?(?:街道|镇|乡|苏木))(?:人民政府|办事处|$)")
# 市场监督管理局 and 市容局 of any place do not begin with 市
GENERIC = re.compile(r"自治区|自治州|自治县|省|州|市(?!场|容|政(?!府)|民(?!政|族|宗))|县|区(?!域)|盟|旗")
ZONE = re.compile(r"管委会|(?<!监督)管理委员会|开发区|实验区|示范区|风景区|高新区|新区|园区|保税区")
_KIND_LEVEL = {
    "自治区": ("province",),
    "省": ("province",),
    "自治州": ("prefecture",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "市": ("prefecture", "county"),
    "自治县": ("county",),
    "县": ("county",),
    "区": ("county",),
    "旗": ("county",),
}
_OWN_WORDS = (
    (re.compile(r"我县|全县|县委|县政府|我区|全区|区委|区政府|我旗|全旗|旗委"), ("county",)),
    (re.compile(r"我市|全市|市委|市政府"), ("prefecture", "county")),
    (re.compile(r"我省|全省|省委|省政府|自治区党委"), ("province",)),
)
_CLEARLY_MORE = 3
_SHORTEST = 2
_REACH = 16
_CLAUSE_END = re.compile(r"[,;。\n]")
# 中山公园管理处 and 南京路步行街 stand in many cities
_BODY = re.compile(
    r"(?![路街湖山岛河江]|[^政]{0,20}[区县旗镇乡市](?:人民)?政府)[^路街公]{1,20}(?:厅|局|委|会|政府|办公室|海关|[区院])|(?:调查)?[总支]?队|公安[厅局]|海关(?:关区)?|[^路街公]{0,4}[厅局委]"
)
_GOVERNMENT_HOST = re.compile(r"(?a)(?<![\w.-])[\w.-]{1,100}\.gov\.cn")
_BANNER = re.compile("(?:人民)?政府(?:门户网站|网站|网)?$")
_URLS = "url|og:url|sitedomain|link|原文链接|来源网址"
_SITE_IDS = "siteidcode|siteid|网站标识码"


@dataclass(frozen=True)
class Region:
    """What the document tells about places."""

    page: Page

    @cached_property
    def site(self) -> str | None:
        """The division of the site that published the page, from its id or its host."""
        for site_id in self.page.beside(_SITE_IDS):
            code = division_of_site_id(site_id)
            if code:
                return code
        return next((code for host in self.hosts if (code := division_of_domain(host))), None) or self._banner

    @property
    def _banner(self) -> str | None:
        """The division whose government's name stands alone on a line at the top, as that of the site."""
        for line in self.page.plain_opening:
            place = _BANNER.sub("", line)
            chain = _leading(place) if place != line else []
            if chain and chain[-1].end == len(place) and len(chain[-1].codes) == 1:
                return chain[-1].codes[0]
        return None

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Government hosts: of the page, and the one that the report names."""
        links = _GOVERNMENT_HOST.findall("\n".join(self.page.opening))
        return tuple(dict.fromkeys((*self.page.beside(_URLS), *filter(None, (read_website(self.page),)), *links)))

    @cached_property
    def mentioned(self) -> Counter[str]:
        """How often each division is named, those that a name leaves open by the divisions around it left out."""
        return self._counted(self._mentions)

    @cached_property
    def governing(self) -> Counter[str]:
        """The same for names behind which a government or one of its bodies stands."""
        found: list[Mention] = []
        for mention in self._mentions:
            behind = self._text[mention.end : mention.end + _REACH]
            if pattern("governing").match(behind):
                # the words around a name, in its clause, may speak of a visit, of help or of a partner
                before = _CLAUSE_END.split(self._text[max(0, mention.start - _REACH) : mention.start])[-1]
                if not pattern("elsewhere").search(f"{before}，{_CLAUSE_END.split(behind)[0]}"):
                    found.append(mention)
        return self._counted(found)

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return find_divisions(self._text)

    @cached_property
    def _text(self) -> str:
        beside = "\n".join(plain(value) for _, value in self.page.document.metadata)
        return f"{self.page.everything}\n{beside}"

    def _counted(self, mentions: Iterable[Mention]) -> Counter[str]:
        return Counter(mention.codes[0] for mention in mentions if len(mention.codes) == 1)

    @cached_property
    def phone(self) -> tuple[str, ...]:
        """Divisions that share the area code of the telephone number given."""
        return divisions_of_phone(read_phone(self.page) or "")

    def of_name(self, name: str) -> str | None:
        """The division that the name of an agency starts with, or that its first word 市, 县, 自治区 … stands for."""
        bare = re.sub("^(?:中共|共青团)", "", name)
        agency = pattern("branch_of").sub("", bare)
        chain = _leading(agency)
        town = TOWN.search(agency[chain[-1].end :] if chain else agency)
        if chain:
            code = chain[-1].codes[0] if len(chain) > 1 and len(chain[-1].codes) == 1 else self._only(chain[-1].codes)
            return self._of_town(town["town"], code) if town and code else code
        if town:
            return self._of_town(town["town"], None)
        if is_national(name):
            return None
        kind = GENERIC.match(agency)
        return (
            _short_name(agency, branch=agency != bare)
            or (self._at(_KIND_LEVEL[kind[0]], kind[0]) if kind else None)
            # 平潭综合实验区 on the site of 平潭县: name and host say the same
            or (self.site if self.site and agency.startswith(divisions()[self.site].short) else None)
            or self._own(agency)
        )

    def _own(self, agency: str) -> str | None:
        """The division that the text calls 我县, 全市 and so on, for an agency that names none (自然资源局)."""
        if GENERIC.match(agency) or ZONE.search(agency):
            return None
        for words, levels in _OWN_WORDS:
            if words.search(self.page.introduction):
                return self._at(levels)
        return self._banner

    def _of_town(self, town: str, above: str | None) -> str | None:
        """The county of a township: the one named in front of it, else one that the text or the site leads to."""
        if above and divisions()[above].level == "county":
            return above
        counties = [code for code in counties_of_town(town) if above is None or within(code, above)]
        near = [code for code in counties if self.mentioned[code] or code == self.site]
        if len(near) == 1:
            return near[0]
        if len(counties) == 1:
            # disputed if the document names places or a site, and none of them has to do with the county
            known = [*self.mentioned, *filter(None, (self.site,))]
            undisputed = not known or any(within(counties[0], o) or within(o, counties[0]) for o in known)
            return counties[0] if undisputed and len(counties_of_town_by_stem(town)) == 1 else above
        return (self._only(tuple(counties)) if counties else self._at(("county",))) or above

    def _only(self, codes: tuple[str, ...]) -> str | None:
        """The one of several divisions of a name that the rest of the document speaks for."""
        if len(codes) == 1:
            # a name of two characters is one that places have without being such a division
            name, above = divisions()[codes[0]].name, divisions()[codes[0]].parent or ""
            named = len(name) > _SHORTEST or not name.endswith("区") or bool(self.mentioned[above])
            signs = (self._is_site, self._fits_host, self._is_in_phone)
            return codes[0] if named or any(speaks_for(codes[0]) for speaks_for in signs) else None
        named_near = {c for c in codes if self.mentioned[c] or self.mentioned[divisions()[c].parent or ""]}
        for speaks_for in (self._is_site, named_near.__contains__, self._fits_host, self._is_in_phone):
            fitting = [code for code in codes if speaks_for(code)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _is_site(self, code: str) -> bool:
        return self.site is not None and (within(code, self.site) or within(self.site, code))

    def _fits_host(self, code: str) -> bool:
        return any(domain_fits(host, code) for host in self.hosts)

    def _is_in_phone(self, code: str) -> bool:
        return any(within(code, area) for area in self.phone)

    def _at(self, levels: tuple[str, ...], kind: str = "") -> str | None:
        """The division of a level: of the site, else the only one named, or named far more often than the rest."""
        site = self.site if self.site and _is_kind(self.site, levels, kind) else None
        named = Counter({code: count for code, count in self.governing.items() if _is_kind(code, levels, kind)})
        if site and (not named or named[site]):
            return site
        ranked = named.most_common(2)
        clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= _CLEARLY_MORE * ranked[1][1])
        return ranked[0][0] if clear and not (site and len(ranked) > 1) else None


def _is_kind(code: str, levels: tuple[str, ...], kind: str) -> bool:
    division = divisions()[code]
    is_municipality = kind == "市" and division.code in {"110000", "120000", "310000", "500000"}
    return is_municipality or (division.level in levels and division.name.endswith(kind))


def _leading(agency: str) -> list[Mention]:
    """The names of divisions, one directly behind the other, with which a name begins."""
    chain: list[Mention] = []
    for mention in find_divisions(agency):
        if mention.start > (chain[-1].end if chain else 0):
            break
        chain.append(mention)
    return chain


def is_national(name: str) -> bool:
    """True for a body of the State Council or its like, not for a local branch of one."""
    bare = re.sub("(?:办公厅|办公室|机关)$", "", name)
    return bool(national_body(name) or national_body(bare) or pattern("national").search(name))


def level_of_leading_name(agency: str) -> str | None:
    """The level that all divisions have by whose name an agency's begins: every 朝阳区 is a district."""
    chain = _leading(agency)
    levels = {divisions()[code].level for code in chain[-1].codes} if chain else set()
    return levels.pop() if len(levels) == 1 and not ZONE.search(agency) else None


def leading_names(agency: str) -> int:
    """Length of the division names with which the name of an agency begins."""
    chain = _leading(agency)
    return chain[-1].end if chain else 0


def with_parent_in_full(agency: str) -> str:
    """The name with the division at its front written out, if that is short and one inside it follows.

    >>> with_parent_in_full("北京朝阳区教育局"), with_parent_in_full("河北区教育局")
    ('北京市朝阳区教育局', '河北区教育局')
    """
    for length in range(min(6, len(agency) - 2), 1, -1):
        parents = _by_short_name(counties=True).get(agency[:length], ())
        inner = _leading(agency[length:])[:1] if parents else []
        for above in parents if inner else ():
            if any(code != above and within(code, above) for code in inner[0].codes):
                return divisions()[above].name + agency[length:]
    return agency


def _short_name(agency: str, *, branch: bool) -> str | None:
    """The province or prefecture whose short name an agency's begins with, such as 上海科委; None in doubt.

    Args:
        agency: its name, without the national body it is a branch of.
        branch: True if it is one: these are named by counties as well, and by nothing else.
    """
    for length in range(min(6, len(agency) - (1 if branch else 2)), 1, -1):
        codes = _by_short_name(counties=branch).get(agency[:length], ())
        if codes:
            return codes[0] if len(codes) == 1 and _BODY.fullmatch(agency[length:]) else None
    return None


@cache
def _by_short_name(*, counties: bool) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for division in divisions().values():
        if counties or division.level != "county":
            names.setdefault(division.short, []).append(division.code)
    return {name: tuple(codes) for name, codes in names.items()}
