"""What the last build left is taken over only if it was made from the same, by the same code, and nobody touched it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.pipeline import keeping
from gongkai.pipeline.cache import Cache
from gongkai.pipeline.keeping import LastSite

ROWS = ({"report_id": "2301-water-2022", "received": 7}, {"report_id": "2301-parks-2022", "received": None})


@pytest.fixture
def next_build(tmp_path: Path) -> Iterator[LastSite]:
    """A build after one that made a page from `ROWS`."""
    for name in ("old", "new"):
        (tmp_path / name / "years").mkdir(parents=True)
    (tmp_path / "old" / "years" / "index.html").write_text("7", encoding="utf-8")
    with Cache(tmp_path / "cache") as cache:
        LastSite(cache, tmp_path / "none", tmp_path / "old").keep("years", ROWS, "made", ["years/index.html"])
        yield LastSite(cache, tmp_path / "old", tmp_path / "new")


def test_what_is_made_from_the_same_is_the_same_file(next_build: LastSite) -> None:
    assert next_build.take("years", str, ROWS) == "made"
    page = "years/index.html"
    assert (next_build.out / page).stat().st_ino == (next_build.old / page).stat().st_ino


@pytest.mark.parametrize("rows", [ROWS[:1], (ROWS[0], {**ROWS[1], "received": 0})])
def test_a_row_that_changed_or_is_gone_makes_the_page_anew(next_build: LastSite, rows: object) -> None:
    assert next_build.take("years", str, rows) is None
    assert not (next_build.out / "years" / "index.html").exists()


def test_a_page_that_somebody_touched_is_made_anew(next_build: LastSite) -> None:
    (next_build.old / "years" / "index.html").write_text("7 or so", encoding="utf-8")
    assert next_build.take("years", str, ROWS) is None


def test_a_changed_template_or_list_of_words_makes_the_page_anew(
    next_build: LastSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are files of the rooms whose hash stands in the name."""
    monkeypatch.setattr(keeping, "code_version", lambda *rooms: "of another template")
    assert next_build.take("years", str, ROWS) is None
