"""Who, which year, when: from titles, preambles, signatures and the page around the article."""

import json
import re
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms.chinese import is_date_line, read_date
from gongkai.forms.divisions import divisions, full_name
from gongkai.model import Outline, Report
from gongkai.read import read
from gongkai.reading.closing import read_closing
from gongkai.reading.facts import extract_facts
from gongkai.reading.metadata import extract_report
from gongkai.reading.metadata.agency import full_agency
from gongkai.reading.metadata.region import is_national
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold
from tests.support.documents import document, outline
from tests.support.gold import GOLD, gold_extractions

TITLES = Path(__file__).parents[3] / "shared" / "reports" / "titles.json"


def report(*lines: str, **metadata: str) -> Report:
    read_in = document(*lines, metadata=tuple(metadata.items()))
    return extract_report(read_in, outline(read_in))


@pytest.mark.parametrize("report_id", gold_extractions())
def test_the_seed_reports(report_id: str) -> None:
    gold = gold_extractions()[report_id]
    read_in = read(Path(GOLD.parent / "reports" / gold.source.file))
    found = extract_report(read_in, Outline(str(gold.report.edition), sections(unfold(read_in)), ()))
    assert asdict(found) == asdict(gold.report)


def titled(title: str, *more: str, **metadata: str) -> Report:
    return report(f"{title}2021年政府信息公开工作年度报告", *more, **metadata)


@pytest.mark.parametrize(
    ("lines", "title", "agency"),
    [
        (["2022年上海市政府信息公开工作年度报告"], "2022年上海市政府信息公开工作年度报告", "上海市"),
        (["2022年湖口县卫生健康委员会信息公开年报"], "2022年湖口县卫生健康委员会信息公开年报", "湖口县卫生健康委员会"),
        (["沭阳县人民政府政府信息公开2020年度报告"], "沭阳县人民政府政府信息公开2020年度报告", "沭阳县人民政府"),
        (
            ["莒县科技局政府信息公开工作年度报告（2021年）"],
            "莒县科技局政府信息公开工作年度报告（2021年）",
            "莒县科技局",
        ),
        (
            ["莒县科技局", "2021 年政府信息公开工作年度报告"],
            "莒县科技局 / 2021 年政府信息公开工作年度报告",
            "莒县科技局",
        ),
        (
            ["六盘水市公安局2020年度政府信息", "公开工作年度报告", "概述"],
            "六盘水市公安局2020年度政府信息公开工作年度报告",
            "六盘水市公安局",
        ),
        (
            ["莒县人民政府", "莒县科技局2020年政府信息公开年度报告"],
            "莒县科技局2020年政府信息公开年度报告",
            "莒县科技局",
        ),
        (["标题: 莒县2020年政府信息公开工作年度报告"], "莒县2020年政府信息公开工作年度报告", "莒县"),
        (["首页 > 年报 > 莒县2020年政府信息公开工作年度报告"], "莒县2020年政府信息公开工作年度报告", "莒县"),
        (
            ["莒县2020年政府信息公开工作年度报告 根据《条例》要求，编制本报告。"],
            "莒县2020年政府信息公开工作年度报告",
            "莒县",
        ),
        (["莒县二〇二〇年政府信息公开工作年度报告.docx"], "莒县二〇二〇年政府信息公开工作年度报告", "莒县"),
        (["莒县2020年政府信息公开工作年度报告(2021年1月9日)"], "莒县2020年政府信息公开工作年度报告", "莒县"),
        (
            ["莒县科技局 法定主动公开内容 莒县科技局关于2020年度政府信息公开工作的年度报告"],
            "莒县科技局关于2020年度政府信息公开工作的年度报告",
            "莒县科技局",
        ),
        (
            [
                "莒县2020年政府信息公开工作年度报告",
                "莒县2019年政府信息公开工作年度报告",
                "莒县政府信息公开2020年度报告",
            ],
            "莒县政府信息公开2020年度报告",
            "莒县",
        ),
        (["莒县科技局政府信息公开年报", "2020年，我局认真落实。"], "莒县科技局政府信息公开年报", "莒县科技局"),
        (["【2020年度】政府信息公开工作年度报告"], "【2020年度】政府信息公开工作年度报告", None),
    ],
)
def test_titles_as_printed(lines: list[str], title: str, agency: str) -> None:
    found = report(*lines)
    assert (found.title, found.agency_as_titled) == (title, agency)


def test_a_title_from_the_page_loses_the_name_of_the_site() -> None:
    assert report("本年平稳。", title="莒县2020年政府信息公开工作年度报告_莒县人民政府").title == (
        "莒县2020年政府信息公开工作年度报告"
    )


def test_the_full_name_of_a_local_branch_below_the_report_wins() -> None:
    lines = (
        "长兴县税务局2020年政府信息公开工作年度报告",
        "一、总体情况",
        "本年平稳。",
        "六、其他需要报告的事项",
        "无。",
    )
    assert report(*lines, "国家税务总局长兴县税务局", "2021年1月20日").agency == "国家税务总局长兴县税务局"


def test_the_day_in_the_front_matter_of_markdown() -> None:
    lines = ("date: 2021-01-09", "莒县科技局政府信息公开工作年度报告（2020年度）", "一、总体情况", "2020年，我局平稳。")
    assert str(report(*lines).publish_date) == "2021-01-09"


def test_no_title_gives_none() -> None:
    assert report("一、总体情况", "2020年，我局认真落实。").title is None


@pytest.mark.parametrize(
    ("title", "agency", "level", "code"),
    [
        ("朔州市科技局", "朔州市科学技术局", "prefecture", "140600"),
        ("上海市", "上海市人民政府", "province", "310000"),
        ("上海科委", "上海市科学技术委员会", "province", "310000"),
        ("洪泽区人民政府", "淮安市洪泽区人民政府", "county", "320813"),
        ("黄浦区卫健委", "上海市黄浦区卫生健康委员会", "county", "310101"),
        ("广州市政府办公厅", "广州市人民政府办公厅", "prefecture", "440100"),
        ("天长市永丰镇", "天长市永丰镇人民政府", "township", "341181"),
        ("乌拉特中旗巴音乌兰苏木", "乌拉特中旗巴音乌兰苏木人民政府", "township", "150824"),
        ("荔湾区人民政府南源街道", "广州市荔湾区人民政府南源街道办事处", "township", "440103"),
        ("仙桃市教育局", "仙桃市教育局", "county", "429004"),
        ("国家税务总局青岛市税务局", "国家税务总局青岛市税务局", "prefecture", "370200"),
        ("海关总署(本级机关)", "海关总署", "national", None),
        ("生态环境部", "生态环境部", "national", None),
        ("苏州工业园区管委会", "苏州工业园区管委会", "county", "320500"),
        ("周湾镇", "吴起县周湾镇人民政府", "township", "610626"),
        ("莒县县委宣传部", "莒县县委宣传部", "county", "371122"),
        ("广州海关关区", "广州海关", None, "440100"),
        ("济南市中区教育局", "济南市市中区教育局", "county", "370103"),
    ],
)
def test_agencies_in_full(title: str, agency: str, level: str | None, code: str | None) -> None:
    found = titled(title)
    assert (found.agency, found.level, found.division_code) == (agency, level, code)
    assert found.agency_inferred is (agency not in f"{title}2021年" and agency != title.split("(")[0])


def test_a_name_printed_in_full_somewhere_is_not_inferred() -> None:
    found = titled("自治区科技厅", "本报告由新疆维吾尔自治区科学技术厅编制。")
    assert (found.agency, found.agency_inferred) == ("新疆维吾尔自治区科学技术厅", False)
    assert (found.level, found.division_code) == ("province", "650000")


@pytest.mark.parametrize(
    ("title", "more", "metadata"),
    [
        ("市教育局", ("2021年，市教育局在市委、市政府的领导下开展工作。",), {}),
        ("市科技局", ("2021年，我局赴北京市学习。",), {}),
        ("市科技局", (), {"url": "http://www.magnet.com/sjyj/post_1.html"}),
        ("鼓楼区教育局", ("本报告由鼓楼区教育局编制。",), {}),
        ("自治区人民政府办公厅", (), {}),
        ("和平街道办事处", (), {}),
        ("沐阳县人民政府", (), {}),
        ("市场监督管理局", ("2021年，在临沂市人民政府网站公开信息，2021年无申请。",), {}),
        ("中山公园管理处", (), {}),
        ("市教育局", ("在通化市人民政府网站公开，与梅河口市人民政府协同。",), {}),
    ],
)
def test_a_place_that_is_not_settled_stays_open(title: str, more: tuple[str, ...], metadata: dict[str, str]) -> None:
    assert titled(title, *more, **metadata).division_code is None


@pytest.mark.parametrize(
    ("title", "more", "metadata", "code"),
    [
        ("市科技局", ("电子版可在枣庄市人民政府门户网站下载。",), {}, "370400"),
        ("市科技局", ("2021年，我局赴北京市学习。",), {"url": "http://kjj.weihai.gov.cn/a.html"}, "371000"),
        ("鼓楼区教育局", ("请在南京市鼓楼区人民政府网站查阅。",), {}, "320106"),
        ("鼓楼区教育局", ("如有疑问请联系，联系电话：0591-87550000。",), {}, "350102"),
        ("和平街道办事处", ("可在梅河口市政府网站查阅。",), {}, "220581"),
        ("自然资源局", ("2021年，根据县政府的要求开展工作，在开江县人民政府网站公开。",), {}, "511723"),
        ("县教育局", (), {"SiteIDCode": "3213220037"}, "321322"),
        ("平潭综合实验区", (), {"url": "www.pingtan.gov.cn/a.htm"}, "350128"),
    ],
)
def test_evidence_that_settles_a_place(title: str, more: tuple[str, ...], metadata: dict[str, str], code: str) -> None:
    assert titled(title, *more, **metadata).division_code == code


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("现公布泰州市人民政府2020年政府信息公开工作年度报告。", "泰州市人民政府"),
        ("特向社会公布青川县2021年度政府信息公开情况。", "青川县人民政府"),
        ("2020年,普宁市公安局以习近平新时代中国特色社会主义思想为指导。", "普宁市公安局"),
        ("由嘉善县大云镇人民政府综合信息指挥室(党政综合办公室)负责编制本报告。", "嘉善县大云镇人民政府"),
        ("为认真做好京山市卫生健康局政府信息公开工作。", "京山市卫生健康局"),
        ("編制並公布2020年度鞍山市公安局政府信息公開工作年度報告。", "鞍山市公安局"),
    ],
)
def test_agencies_named_in_a_sentence(sentence: str, agency: str) -> None:
    assert report(sentence).agency == agency


def test_what_a_hijacked_page_put_in_is_not_taken_for_a_name() -> None:
    found = report("2020年,在区委、区政府的正确领导下,新葡京博彩官网区人民政府北京街道办事处认真贯彻落实条例。")
    assert (found.agency, found.division_code) == (None, None)
    assert report("本报告由中国体彩网,体彩网公安局根据条例规定编制。").agency is None


def test_pinyin_noise_and_traditional_characters() -> None:
    found = report("濟(jì)南市章丘區(qū)文化和旅游局2023 年政府信息公開工作年度報告")
    assert (found.agency, found.division_code, found.year) == ("济南市章丘区文化和旅游局", "370114", 2023)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("统计期限为 2019 年 1 月 1 日至 12 月 31 日。", date(2019, 1, 1), date(2019, 12, 31)),
        ("统计期限自2021年1月1日起,至2021年12月31日止。", date(2021, 1, 1), date(2021, 12, 31)),
        ("统计期限自20211月1日起至202112月31日止。", date(2021, 1, 1), date(2021, 12, 31)),
        ("统计期限为2025 1 1 日至 2025 12 31 日。", date(2025, 1, 1), date(2025, 12, 31)),
        ("统计期限自202111日起至20211230日止。", None, None),
        ("统计期限为2021年1月1日至2021年12月32日。", None, None),
        ("活动自2021年3月1日至2021年4月1日举办。", None, None),
    ],
)
def test_the_period_covered(text: str, start: date | None, end: date | None) -> None:
    found = titled("莒县", f"本报告所列数据的{text}" if text.startswith("统计") else text)
    assert (found.coverage_start, found.coverage_end) == (start, end)


def test_the_period_beats_a_year_left_over_in_the_title() -> None:
    found = report("我镇编制了《田黄镇2020年政府信息公开工作年度报告》。统计期限自2021年1月1日起至12月31日止。")
    assert found.year == 2021


def test_a_year_behind_the_words_of_a_title_is_the_one_reported() -> None:
    found = report("现将本局信息公开2021年年报公布如下。与2020年相比，2020年未完成的2022年继续。", "一、总体情况")
    assert found.year == 2021


def test_the_narrative_beats_a_period_left_over_from_last_year() -> None:
    body = "2021年，我局落实条例。2021年，公开信息3条。2021年，未收到申请。"
    found = titled("莒县教育局", "统计期限为2020年1月1日至2020年12月31日。", "一、总体情况", body)
    assert (found.year, found.coverage_start) == (2021, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("lines", "metadata", "day"),
    [
        (
            ["六、其他需要报告的事项", "无", "莒县教育局", "2022年1月19日"],
            {"发布日期": "2022-01-25"},
            date(2022, 1, 25),
        ),
        (["一、总体情况"], {"PubDate": "2022-01-27 16:45"}, date(2022, 1, 27)),
        (["发布时间: 2022-03-05 08:58"], {}, date(2022, 3, 5)),
        (["更新时间:2022-01-16 发布时间: | 来源:区卫健办"], {}, date(2022, 1, 16)),
        (["（2022年1月23日）"], {}, date(2022, 1, 23)),
        (["六、其他需要报告的事项", "无", "莒县教育局", "2022年1月19日"], {}, None),
        (["抓取时间：2022-05-01", "今天是2022年3月3日 星期四"], {}, None),
        (["六、其他需要报告的事项", "无", "莒县教育局", "2021年1月19日"], {}, None),
        (["2022年2月开展培训。"], {}, None),
    ],
)
def test_the_day_of_publication(lines: list[str], metadata: dict[str, str], day: date | None) -> None:
    assert titled("莒县教育局", *lines, **metadata).publish_date == day


def test_contacts() -> None:
    found = titled(
        "莒县教育局",
        "电子版可在门户网站（www.juxian.gov.cn）查阅。（地址：莒县振兴路 3 号 305 室；邮编：276500；"
        "电话/传真：0633—6222222；电子邮箱：jxjyj@163.com）",
    )
    assert (found.website, found.phone, found.email) == ("www.juxian.gov.cn", "0633-6222222", "jxjyj@163.com")
    assert (found.address, found.postcode) == ("莒县振兴路 3 号 305 室", "276500")


@pytest.mark.parametrize("cited", ["国办公开办函〔2021〕30号", "国办公开办函[2021] 30 号", "国办公开办函202130号"])
def test_the_notice_in_its_normal_spelling(cited: str) -> None:
    assert titled("莒县", f"根据《格式》（{cited}）要求编制。").format_notice == "国办公开办函〔2021〕30号"


def test_signature_and_date_in_either_order_or_on_one_line() -> None:
    for lines in (("莒县科技局", "2022年1月2日"), ("2022年1月2日", "莒县科技局"), ("莒县科技局 2022年1月2日",)):
        closing = read_closing(outline(document("六、其他需要报告的事项", "无。", *lines)))
        assert (closing.signatory, closing.dated) == ("莒县科技局", date(2022, 1, 2))


def test_a_day_the_calendar_lacks_is_no_date() -> None:
    assert read_date("2021年2月30日") is None
    assert not is_date_line("2021年2月30日")


def test_every_pattern_of_the_data_file_is_in_order() -> None:
    entries = yaml.safe_load((files("gongkai.reading.metadata") / "patterns.yml").read_text(encoding="utf-8"))
    for entry in entries.values():
        for expression in entry if isinstance(entry, list) else [entry]:
            re.compile(expression.replace("<agency_name>", ".{2,40}?"))


SCRAPS = st.sampled_from(
    [
        "2021年",
        "某市",
        "鼓楼区",
        "科技局",
        "政府信息公开工作年度报告",
        "统计期限",
        "1月1日至",
        "12月31日",
        "由",
        "编制。",
        "\n",
        "年度",
    ]
)


@settings(deadline=None)
@given(st.lists(st.lists(SCRAPS | st.text(max_size=3), max_size=8), max_size=5))
def test_any_text_gives_a_report_of_known_codes(paragraphs: list[list[str]]) -> None:
    found = report(*("".join(scraps) for scraps in paragraphs))
    assert found.division_code is None or found.division_code in divisions()
    assert (found.coverage_start is None) is (found.coverage_end is None)
    assert found.level in {None, "national", "province", "prefecture", "county", "township"}


# 38 titles and first paragraphs of real reports, kept outside the project


def _entries() -> list[dict[str, Any]]:
    if not TITLES.exists():
        return []
    entries: list[dict[str, Any]] = json.loads(TITLES.read_text(encoding="utf-8"))
    return [entry for entry in entries if not entry["agency_zh"].startswith("NOT A REPORT")]


def _read(entry: dict[str, Any]) -> Report:
    lines = [part for part in re.split("……", entry["first_paragraph"]) if part.strip()]
    head = [entry["title"]] if entry["title"] else []
    read_in = document(*head, *lines, metadata=(("url", entry["url"] or ""),))
    return extract_report(read_in, outline(read_in))


@pytest.mark.skipif(not TITLES.exists(), reason="the shared titles are not there")
def test_real_titles_never_give_a_wrong_year_period_day_or_place() -> None:
    for entry in _entries():
        found = _read(entry)
        assert found.year == entry["year"], entry
        for field in ("coverage_start", "coverage_end", "publish_date"):
            day = getattr(found, field)
            assert day is None or day.isoformat() == entry[field], entry
        expected = "".join(name for name in entry["region"].values() if name)
        assert found.division_code is None or expected.startswith(full_name(found.division_code)), entry
        assert found.division_code is None or found.division_code in divisions()


@pytest.mark.skipif(not TITLES.exists(), reason="the shared titles are not there")
def test_real_titles_give_nearly_all_agencies_and_no_wrong_one() -> None:
    right = 0
    for entry in _entries():
        expected, found = entry["agency_zh"].split(" (")[0], _read(entry).agency
        # one name may have more, or less, of the divisions in front
        assert found is None or found.endswith(expected) or expected.endswith(found), entry
        right += found is not None and found.endswith(expected)
    assert right >= 0.85 * len(_entries())


def test_a_place_that_the_site_knows_by_another_character_is_not_put_in_front_twice() -> None:
    assert full_agency("沐阳县科技局", "321322") == "沭阳县科学技术局"
    assert full_agency("沐阳县科技局", "321300") == "沐阳县科学技术局"


def test_a_place_that_no_table_knows_stays_as_printed_and_is_in_doubt() -> None:
    doubted, known, zone = titled("沐阳县人民政府"), titled("沭阳县人民政府"), titled("某某新区管理委员会")
    assert (doubted.agency, doubted.agency_certain) == ("沐阳县人民政府", False)
    assert (known.agency_certain, zone.agency_certain, report("无标题").agency_certain) == (True, True, True)


MENU = ("网站首页", "图片新闻", "政务公开", "走进莒县", "办事大厅", "互动交流", "数据开放")


@pytest.mark.parametrize("lines", [0, 3, 17, 60, 400])
def test_however_long_the_menu_above_it_is_a_report_says_the_same(lines: int) -> None:
    menu = [f"{MENU[at % len(MENU)]}{at // len(MENU) or ''}" for at in range(lines)]
    article = (
        "浮来山街道2021年政府信息公开工作年度报告",
        "发布日期：2022-01-20",
        "根据条例要求编制。统计期限自2021年1月1日起至2021年12月31日止。",
        "一、总体情况",
        "2021年，全街道共收到政府信息公开申请54件。",
    )
    read_in = document(*menu, *article)
    found = extract_report(read_in, outline(read_in))
    assert (found.agency, found.year) == ("莒县浮来山街道办事处", 2021)
    assert (found.coverage_end, found.publish_date) == (date(2021, 12, 31), date(2022, 1, 20))
    assert [(fact.fact, fact.value) for fact in extract_facts(outline(read_in), found)] == [
        ("applications_received", 54)
    ]


@pytest.mark.parametrize(
    ("name", "national"),
    [
        ("国家航天局", True),
        ("国家安全生产监督管理总局", True),
        ("国家卫生和计划生育委员会", True),
        ("中华人民共和国铁道部", True),
        ("国务院扶贫开发领导小组办公室", True),
        ("国家能源局华东监管局", False),
        ("国家税务总局青岛市税务局", False),
        ("国家级新区管理委员会办公室", False),
        ("中华人民共和国青岛市海关部", False),
    ],
)
def test_national_bodies_beside_those_of_the_list_are_told_by_their_names(name: str, national: bool) -> None:
    assert is_national(name) is national
