"""The table of divisions: names and codes as GB/T 2260 has them."""

import pytest

from gongkai.forms.divisions import (
    counties_of_town,
    division_of_domain,
    division_of_site_id,
    divisions,
    divisions_of_phone,
    domain_fits,
    find_divisions,
    full_name,
    within,
)

PROVINCES = 34


def test_there_are_34_provinces_and_every_parent_exists() -> None:
    table = divisions()
    assert sum(division.level == "province" for division in table.values()) == PROVINCES
    assert {d.parent for d in table.values() if d.parent} <= set(table)
    assert {d.successor for d in table.values() if d.successor} <= set(table)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("371000", "山东省威海市"),
        ("310101", "上海市黄浦区"),
        ("429004", "湖北省仙桃市"),
        ("152921", "内蒙古自治区阿拉善盟阿拉善左旗"),
        ("441900", "广东省东莞市"),
        ("000000", ""),
    ],
)
def test_full_names(code: str, name: str) -> None:
    assert full_name(code) == name


@pytest.mark.parametrize(
    ("code", "short", "english"),
    [
        ("230100", "哈尔滨", "Harbin"),
        ("152921", "阿拉善左旗", "Alashanzuoqi"),
        ("210921", "阜新", "Fuxin"),
        ("622927", "积石山", "Jishishan"),
        ("610000", "陕西", "Shaanxi"),
        ("320800", "淮安", "Huai'an"),
        ("341500", "六安", "Lu'an"),
        ("340523", "和县", "Hexian"),
    ],
)
def test_short_and_english_names(code: str, short: str, english: str) -> None:
    division = divisions()[code]
    assert (division.short, division.name_en) == (short, english)


def test_a_county_abolished_since_2019_is_known_with_its_successor() -> None:
    old = divisions()["320684"]
    assert (old.name, old.valid_to, old.successor) == ("海门市", 2020, "320614")


def test_the_parent_in_front_settles_a_shared_name() -> None:
    assert [m.codes for m in find_divisions("江苏省南京市鼓楼区")] == [("320000",), ("320100",), ("320106",)]
    assert len(find_divisions("鼓楼区科技局")[0].codes) == 4


def test_two_names_may_share_the_character_市() -> None:
    assert [m.name for m in find_divisions("济南市中区教育局")] == ["济南市", "市中区"]
    assert [m.name for m in find_divisions("济南市市中区教育局")] == ["济南市", "市中区"]


def test_short_names_that_are_also_words_need_a_boundary() -> None:
    assert [m.name for m in find_divisions("国家、省、市和县级")] == []
    assert [m.name for m in find_divisions("晋城市城区财政局")] == ["晋城市", "城区"]
    assert find_divisions("和县人民政府")[0].codes == ("340523",)


def test_positions_point_at_the_name() -> None:
    text = "根据山东省、济宁市、邹城市关于政府信息公开工作的有关规定"
    assert [text[m.start : m.end] for m in find_divisions(text)] == ["山东省", "济宁市", "邹城市"]


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("www.shuozhou.gov.cn", "140600"),
        ("http://www.harbin.gov.cn", "230100"),
        ("www.xjkjt.gov.cn", "650000"),
        ("gaj.gzlps.gov.cn/bmxxgk", "520200"),
        ("gb.shandong.gov.cn", "370000"),
        ("www.wushan.gov.cn", None),  # 武山 and 巫山
        ("www.hld.gov.cn", None),  # initials alone leave doubt
        ("www.shandong.example.com", None),
    ],
)
def test_government_hosts(host: str, code: str | None) -> None:
    assert division_of_domain(host) == code


def test_initials_of_a_host_fit_a_division_named_elsewhere() -> None:
    assert domain_fits("www.wxlx.gov.cn", "320213")
    assert not domain_fits("www.wxlx.gov.cn", "320214")


def test_area_codes() -> None:
    assert divisions_of_phone("0451-82363412") == ("230100",)
    assert divisions_of_phone("010-12345678") == ("110000",)
    assert set(divisions_of_phone("0731-1234567")) == {"430100", "430200", "430300"}
    assert divisions_of_phone("12345") == ()


def test_site_ids_begin_with_the_code() -> None:
    assert division_of_site_id("3213220037") == "321322"
    assert division_of_site_id("4401000001") == "440100"
    assert division_of_site_id("bm12000001") is None


def test_townships_lead_to_counties() -> None:
    assert counties_of_town("大云镇") == ("330421",)
    assert len(counties_of_town("永丰镇")) > 1
    assert counties_of_town("无此镇") == ()


def test_within() -> None:
    assert within("320106", "320000")
    assert not within("320106", "330000")


@pytest.mark.parametrize(
    ("site_id", "code"),
    [
        ("3710820001", "371082"),
        ("3710990001", "371000"),
        ("3799000001", "370000"),
        ("9900000001", None),
        ("371082000", None),
        ("", None),
    ],
)
def test_a_site_is_of_the_division_its_number_begins_with_or_of_the_one_above(site_id: str, code: str | None) -> None:
    assert division_of_site_id(site_id) == code
