"""What pages say beside their numbers is what was read and approved, in both languages and in its order."""

from __future__ import annotations

from pathlib import Path

from tests.oracle.wording import changed

APPROVED = Path(__file__).parent / "wording.csv"
PAGES = (
    *("", "reports/", "agencies/", "agencies/coverage/", "regions/", "years/", "indicators/", "quality/", "data/"),
    *("compare/", "explore/", "search/", "changelog/", "method/", "about/licences/", "data/made-up-schools/"),
    *("agencies/320106-education/", "agencies/320500-sports/", "agencies/321200-education/"),
    *("agencies/350000-education/", "regions/320000/", "regions/420000/", "years/2021/"),
    *("indicators/refusal_rate/", "indicators/reconsideration_per_1000/"),
    *("quality/rules/", "quality/rules/APP-R01/", "quality/rules/FIX-01/", "quality/rules/META-06/"),
    *("reports/321200-education-2019/", "reports/110000-health-2023/", "reports/320000-education-2020/"),
    *("reports/320500-education-2021/",),
)
"""One of each kind, and so many more that every condition of their templates is once met and once not."""


def test_pages_say_what_was_approved(site: Path, tmp_path: Path) -> None:
    now = tmp_path / "wording.csv"
    assert changed(site, PAGES, APPROVED, now) == [], f"if it is meant, read it and copy {now} to {APPROVED}"
