"""What pages say that only this site has (changes of a release, examples, replies) is what was read and approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle import test_markup
from tests.oracle.wording import changed
from tests.site.conftest import Built
from tests.site.made_up import MADE_UP

pytestmark = pytest.mark.slow
APPROVED = Path(__file__).parent / "wording.csv"
PAGES = (
    *("changelog/", "data/science-technology/", "data/science-technology/examples/", "indicators/clearance_rate/"),
    *("reports/140600-science-technology-2020/", f"reports/{MADE_UP}/"),
)


def test_pages_say_what_was_approved(built: Built, tmp_path: Path) -> None:
    now = tmp_path / "wording.csv"
    assert changed(built.folder, PAGES, APPROVED, now) == [], f"if it is meant, read it and copy {now} to {APPROVED}"


def test_these_pages_too_are_written_as_html_should_be(built: Built) -> None:
    files = [built.folder / language / page / "index.html" for page in PAGES for language in ("", "en")]
    test_markup.test_what_is_opened_is_closed(files)
    test_markup.test_what_is_given_to_an_element_is_something(files)
