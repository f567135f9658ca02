"""What the last build left is taken over only if it was made from the same, by the same code, and nobody touched it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.pipeline import keeping
from gongkai.pipeline.cache import Cache
from gongkai.pipeline.keeping import Before, LastSite

ROWS = ({"report_id": "2301-water-2022", "received": 7}, {"report_id": "2301-parks-2022", "received": None})


@pytest.fixture
def next_build(tmp_path: Path) -> Iterator[LastSite]:
    """A build after one that made a page from `ROWS`."""
    for name in ("old", "new"):
        (tmp_path / name / "years").mkdir(parents=True)
    (tmp_path / "old" / "years" / "index.html").write_text("7", encoding="utf-8")
    with Cache(tmp_path / "cache") as cache:
        before = Before(tmp_path / "old", tmp_path / "spare")
        LastSite(cache, before, tmp_path / "old").keep("years", ROWS, "made", ["years/index.html"])
        yield LastSite(cache, before, tmp_path / "new")


def test_what_is_made_from_the_same_is_the_same_file(next_build: LastSite) -> None:
    assert next_build.take("years", str, ROWS) == "made"
    page = "years/index.html"
    assert (next_build.out / page).stat().st_ino == (next_build.before.site / page).stat().st_ino


@pytest.mark.parametrize("rows", [ROWS[:1], (ROWS[0], {**ROWS[1], "received": 0})])
def test_a_row_that_changed_or_is_gone_makes_the_page_anew(next_build: LastSite, rows: object) -> None:
    assert next_build.take("years", str, rows) is None
    assert not (next_build.out / "years" / "index.html").exists()


def test_a_page_that_somebody_touched_is_made_anew(next_build: LastSite) -> None:
    (next_build.before.site / "years" / "index.html").write_text("7 or so", encoding="utf-8")
    assert next_build.take("years", str, ROWS) is None


def test_a_changed_template_or_list_of_words_makes_the_page_anew(
    next_build: LastSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are files of the rooms whose hash stands in the name."""
    monkeypatch.setattr(keeping, "code_version", lambda *rooms: "of another template")
    assert next_build.take("years", str, ROWS) is None


def spare(build: LastSite) -> Path:
    """A spare folder with the page under a second name, and with a file of that site which no page made."""
    folder = build.before.spare / "years"
    folder.mkdir(parents=True)
    (folder / "index.html").hardlink_to(build.before.site / "years" / "index.html")
    (folder / "feed.xml").write_text("of another day", encoding="utf-8")
    return folder


def test_a_spare_folder_is_moved_without_what_others_left_in_it(next_build: LastSite) -> None:
    folder = spare(next_build)
    assert next_build.take("years", str, ROWS) == "made"
    assert not folder.exists()
    assert [path.name for path in (next_build.out / "years").iterdir()] == ["index.html"]
    assert (next_build.out / "years" / "index.html").read_text(encoding="utf-8") == "7"


def test_a_spare_folder_whose_page_is_another_one_stays_and_the_site_gives_the_page(next_build: LastSite) -> None:
    folder = spare(next_build)
    (folder / "index.html").unlink()
    (folder / "index.html").write_text("8", encoding="utf-8")
    assert next_build.take("years", str, ROWS) == "made"
    assert (next_build.out / "years" / "index.html").read_text(encoding="utf-8") == "7"


def test_a_page_touched_under_both_names_is_made_anew(next_build: LastSite) -> None:
    spare(next_build)
    (next_build.before.site / "years" / "index.html").write_text("7 or so", encoding="utf-8")
    assert next_build.take("years", str, ROWS) is None
    assert not (next_build.out / "years" / "index.html").exists()
