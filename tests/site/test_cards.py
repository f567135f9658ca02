"""Social cards: a picture of the right size for every page, drawn in English where no font has Chinese."""

from __future__ import annotations

import pytest

from gongkai.site import cards
from tests.site.conftest import Built

pytestmark = pytest.mark.slow

HARBIN = "reports/230100-science-technology-2022"


@pytest.mark.parametrize("path", ["", "en", HARBIN, f"en/{HARBIN}", "years/2022", "method", "en/about"])
def test_every_page_names_a_card_that_is_there(built: Built, path: str) -> None:
    (card,) = built.tree(path).xpath("//meta[@property='og:image']/@content")
    data = (built.folder / path / card).resolve().read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == cards.SIZE


def test_a_card_without_a_chinese_font_is_drawn_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "font_file", lambda: None)
    cards._font.cache_clear()
    drawn = cards.draw(cards.Card("x", "Requests of 2022", (("7", "reports"),), ("gongkai",)))
    cards._font.cache_clear()
    assert drawn.startswith(b"\x89PNG")
