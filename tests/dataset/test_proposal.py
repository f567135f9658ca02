"""Rows proposed for the register, and the folder of a new dataset."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.dataset import propose, read_list_pages, read_register, scaffold
from gongkai.errors import DatasetError
from gongkai.model import Proposal, Report


def unsure(proposal: Proposal) -> list[str]:
    """What is a guess, as a person reads it in English."""
    return [f"{column}: {english}" for column, _, english in proposal.unsure]


@pytest.mark.parametrize(
    ("name", "code", "level", "agency_id", "name_en", "sector"),
    [
        (
            "黑龙江省科学技术厅",
            "230000",
            "province",
            "230000-science-technology",
            "Heilongjiang Department of Science and Technology",
            "science_technology",
        ),
        ("淮安市洪泽区人民政府", "320813", "county", "320813-government", "People's Government of Hongze", "general"),
        ("杭州市卫生健康委员会", "330100", "prefecture", "330100-health", "Hangzhou Health Commission", "health"),
        ("杭州市司法局", "330100", "prefecture", "330100-justice", "Hangzhou Justice Bureau", "justice"),
        ("杭州市园林文物局", "330100", "prefecture", "330100-yuan-lin-wen-wu-ju", None, None),
    ],
)
def test_the_row_is_made_from_name_and_division(
    name: str, code: str, level: str, agency_id: str, name_en: str | None, sector: str | None
) -> None:
    proposal = propose(Report(agency=name, division_code=code, level=level))
    assert proposal is not None
    agency = proposal.agency
    assert (agency.agency_id, agency.name_en, agency.level, agency.sector) == (agency_id, name_en, level, sector)
    told = "not told by the name" if name_en is None else "made from the parts of the name, not official"
    assert f"name_en: {told}" in unsure(proposal)
    assert any(reason.startswith("sector") for reason in unsure(proposal)) is (sector is None)


@pytest.mark.parametrize(
    ("ending", "slug", "name_en"),
    [
        ("人民政府", "government", "People's Government of Weihai"),
        ("人民政府办公厅", "government-office", "General Office of the People's Government of Weihai"),
        ("人民政府办公室", "government-office", "Office of the People's Government of Weihai"),
        ("政府办公厅", "government-office", "General Office of the Government of Weihai"),
        ("政府办公室", "government-office", "Office of the Government of Weihai"),
        ("街道办事处", "subdistrict-office", "Weihai Subdistrict Office"),
        ("管理委员会", "administrative-committee", "Weihai Administrative Committee"),
        ("管委会", "administrative-committee", "Weihai Administrative Committee"),
        ("教育委员会", "education", "Weihai Education Commission"),
        ("教育委", "education", "Weihai Education Commission"),
        ("外事办公室", "foreign-affairs", "Weihai Foreign Affairs Office"),
        ("统计中心", "statistics", "Weihai Statistics Center"),
        ("教育厅", "education", "Weihai Department of Education"),
        ("教育局", "education", "Weihai Education Bureau"),
    ],
)
def test_an_english_name_is_made_by_what_the_name_ends_with(ending: str, slug: str, name_en: str) -> None:
    proposal = propose(Report(agency=f"威海市{ending}", division_code="371000", level="prefecture"))
    assert proposal is not None
    assert (proposal.agency.agency_id, proposal.agency.name_en) == (f"371000-{slug}", name_en)


@pytest.mark.parametrize(
    ("sector", "names"),
    [
        ("agriculture_rural", "农业局"),
        ("civil_affairs", "民政局"),
        ("culture_tourism", "文化局 旅游局"),
        ("development_reform", "发展改革局"),
        ("ecology_environment", "生态局 环境保护局"),
        ("emergency_management", "应急局"),
        ("ethnic_religious_affairs", "民族局 宗教局"),
        ("foreign_affairs", "外事局"),
        ("forestry_grassland", "林业局 林草局"),
        ("health", "卫生局"),
        ("housing_construction", "住房局 建设局"),
        ("human_resources_social_security", "人力资源局"),
        ("industry_information", "工业局"),
        ("justice", "司法局"),
        ("market_regulation", "市场监管局"),
        ("medical_security", "医保局"),
        ("natural_resources", "自然资源局 规划局"),
        ("state_assets", "国有资产局"),
        ("transport", "交通局"),
        ("urban_management", "综合执法局 城管局"),
        ("water", "水务局"),
    ],
)
def test_a_word_of_the_name_tells_the_sector(sector: str, names: str) -> None:
    for name in names.split():
        proposal = propose(Report(agency=f"威海市{name}", division_code="371000", level="prefecture"))
        assert proposal is not None and proposal.agency.sector == sector, name


@pytest.mark.parametrize(
    ("read", "agency_id", "name", "level"),
    [
        ("沐阳县人民政府", "321322-government", "沭阳县人民政府", "county"),
        ("威悔市科学技术局", "371000-science-technology", "威海市科学技术局", "prefecture"),
        ("测试市", "320100-government", "南京市人民政府", "prefecture"),
        ("沭阳县教育局", "321322-education", "沭阳县教育局", "county"),
    ],
)
def test_the_code_that_a_person_gives_wins_over_the_place_that_was_read(
    read: str, agency_id: str, name: str, level: str
) -> None:
    proposal = propose(Report(agency=read, agency_as_titled=read, level=level, division_code="330100"), agency_id)
    assert proposal is not None
    agency = proposal.agency
    assert (agency.agency_id, agency.name, agency.names_used, agency.level) == (agency_id, name, (name,), level)
    assert (f"name: made from the id; the report names {read}" in unsure(proposal)) is (name != read)


def test_an_id_with_a_code_of_no_place_gives_no_proposal() -> None:
    assert propose(Report(agency="沭阳县教育局", division_code="321322"), "999999-education") is None


def test_what_is_only_inferred_is_named_and_nothing_is_made_of_nothing() -> None:
    report = Report(
        agency="威海市科学技术局", agency_as_titled="市科技局", agency_inferred=True, division_code="371000"
    )
    proposal = propose(report)
    assert proposal is not None
    assert "name: expanded from 市科技局" in unsure(proposal)
    assert "level: that of 威海市" in unsure(proposal)
    assert proposal.agency.names_used == ("威海市科学技术局", "市科技局")
    assert propose(Report(agency="某局")) is None


def test_a_new_dataset_is_read_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "water"
    scaffold(tmp_path, "water", date(2026, 3, 2))
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    # git keeps no empty folder
    assert names == {"dataset.yml", "agencies.csv", "sources.csv", "collect.csv", "reports", "reports/.gitkeep"}
    register = read_register(folder / "dataset.yml", folder / "agencies.csv", folder / "sources.csv")
    assert (register.dataset.id, register.dataset.version, register.agencies) == ("water", "2026.3.0", ())
    assert read_list_pages(folder / "collect.csv", ()) == ()
    with pytest.raises(DatasetError, match="is there already"):
        scaffold(tmp_path, "water", date(2026, 3, 2))
    for name in ("Water works", "../water-works", "water/works", ".", ""):
        with pytest.raises(DatasetError, match="use lower case"):
            scaffold(tmp_path, name, date(2026, 3, 2))
    assert [path.name for path in tmp_path.iterdir()] == ["water"]


def test_everything_wrong_in_the_register_is_told_at_once(tmp_path: Path) -> None:
    description, agencies, sources, _ = scaffold(tmp_path, "water", date(2026, 3, 2))
    description.write_text(description.read_text(encoding="utf-8").replace("agency_kind: mixed", "kind: x"))
    with agencies.open("a", encoding="utf-8") as file:
        file.write("1,,,,province,230000,general,,,,\n230000-a,甲,,,nowhere,230000,general,,,,\n")
        file.write("230000-b,乙\n")
        file.write("230000-c,丙,,,province,230000,general,2020-02-30,,230000-d,\n")
        file.write("230000-e,戊,,,province,230000,general,,,230000-f,\n230000-e,己,,,province,230000,general,,,,\n")
    with sources.open("a", encoding="utf-8") as file:
        file.write("x,reports/x.html,,,5,2026-01-01,,\n")
        file.write("230000-z-2020,reports/x.html,javascript:x,00,many,yesterday,,\n")
    with pytest.raises(DatasetError) as raised:
        read_register(description, agencies, sources)
    told = str(raised.value)
    for words in ("agency_kind is missing", "kind is no known key", "agency_id is '1'", "1 has no name"):
        assert words in told
    for words in (
        "agencies.csv:3: unknown level 'nowhere'",
        "agencies.csv:4: has 2 cells, not 11",
        "agencies.csv:5: valid_from is '2020-02-30'",
        "agencies.csv:6: successor 230000-f is not in the register",
        "agencies.csv:7: 230000-e stands on line 6 already",
        "sources.csv:2: report_id is 'x'",
        "sources.csv:2: sha256 is ''",
        "sources.csv:3: url 'javascript:x' is no web address",
        "sources.csv:3: sha256 is '00'",
        "sources.csv:3: bytes is 'many'",
        "sources.csv:3: added_on is 'yesterday'",
        "sources.csv:3: reports/x.html stands on line 2 already",
    ):
        assert words in told
    # the second dataset lacks its files' headers: nothing else can be told of them
    description, agencies, _, _ = scaffold(tmp_path, "air", date(2026, 3, 2))
    agencies.write_text("230000-a,甲,,,province,230000,general,,,,\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="names no columns; put this line in front: agency_id,name,name_en,"):
        read_register(description, agencies, tmp_path / "air" / "sources.csv")
