"""The area code list against the numbering plan: the city of each code, in its province."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from gongkai.forms import code_list
from gongkai.forms.divisions import divisions

CITIES = {
    line.split()[0]: line.split()[1].split("、")
    for line in (Path(__file__).parent / "area_codes.txt").read_text(encoding="utf-8").splitlines()
}
"""The cities behind each code; checked against the geographical data of libphonenumber (Apache-2.0), which gives one
city a code, and for those that share one by hand."""
PROVINCES_OF_AREA_CODES = {
    "010": "11", "020": "44", "021": "31", "022": "12", "023": "50",
    "024": "21", "025": "32", "027": "42", "028": "51",
    "029": "61", "031": "13", "0335": "13", "0349": "14", "035": "14", "037": "41", "039": "41", "041": "21",
    "042": "21", "043": "22", "045": "23", "046": "23", "047": "15", "048": "15", "051": "32", "0523": "32",
    "0527": "32", "053": "37", "0543": "37", "0546": "37", "063": "37", "055": "34", "056": "34", "057": "33",
    "058": "33", "059": "35", "0660": "44", "0662": "44", "0663": "44", "0668": "44", "075": "44", "076": "44",
    "071": "42", "072": "42", "073": "43", "074": "43", "0701": "36", "079": "36", "077": "45", "081": "51",
    "082": "51", "083": "51", "085": "52", "087": "53", "088": "53", "0691": "53", "0692": "53", "089": "54",
    "0898": "46", "090": "65", "099": "65", "091": "61", "093": "62", "094": "62", "095": "64", "097": "63",
}  # fmt: skip
"""How the numbering plan spreads the area codes over the provinces (first two digits of the division)."""


def test_each_area_code_leads_to_its_cities() -> None:
    rows = [(row["area_code"], divisions()[row["division_code"]].short) for row in code_list("area_codes")]
    found = {code: [city for _, city in own] for code, own in groupby(rows, key=lambda row: row[0])}
    assert found == CITIES


def test_area_codes_lead_to_divisions_of_their_province() -> None:
    rows = [(row["area_code"], row["division_code"]) for row in code_list("area_codes")]
    assert len(set(rows)) == len(rows)
    assert rows == sorted(rows)
    for area_code, division in rows:
        assert division in divisions(), area_code
        lengths = (length for length in (4, 3) if area_code[:length] in PROVINCES_OF_AREA_CODES)
        assert division[:2] == PROVINCES_OF_AREA_CODES[area_code[: next(lengths)]], area_code


def test_every_prefecture_has_one_area_code_but_for_a_few() -> None:
    held = [row["division_code"] for row in code_list("area_codes")]
    twice = {code for code in held if held.count(code) > 1}
    assert twice == {"140700", "141100", "632800", "654000"}
    prefectures = {
        code for code, division in divisions().items() if division.level == "prefecture" and not division.valid_to
    }
    assert {code for code in prefectures - set(held) if code[:2] != "46"} == WITHOUT_AREA_CODE


WITHOUT_AREA_CODE: set[str] = set()
"""Outside Hainan, which has one area code for the whole island."""
