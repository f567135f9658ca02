"""Social cards: a picture of the right size for every page, drawn in English where no font has Chinese."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageOps

from gongkai.site import cards
from gongkai.site.provenance import source_line
from gongkai.site.settings import Settings
from gongkai.site.words import Words
from tests.site.conftest import Built

pytestmark = pytest.mark.slow

HARBIN = "reports/230100-science-technology-2022"


@pytest.mark.parametrize("path", ["", "en", HARBIN, f"en/{HARBIN}", "years/2022", "method", "en/about"])
def test_every_page_names_a_card_that_is_there(built: Built, path: str) -> None:
    (card,) = built.tree(path).xpath("//meta[@property='og:image']/@content")
    data = (built.folder / path / card).resolve().read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == cards.SIZE


def test_nothing_on_a_card_runs_over_its_edge(built: Built) -> None:
    drawn = sorted((built.folder / "static" / "cards").glob("*.png"))
    assert len(drawn) > 2
    for file in drawn:
        image = Image.open(file).convert("L")
        assert any(image.histogram()[:100])
        assert not any(image.crop((cards.SIZE[0] - 60, 20, *cards.SIZE)).histogram()[:255]), file.name


def test_a_sign_that_fonts_for_chinese_draw_a_square_wide_is_narrow_on_a_card() -> None:
    def width(text: str) -> int:
        drawn = Image.open(io.BytesIO(cards.draw(cards.Card("x", text, (), ())))).convert("L")
        _, _, right, _ = ImageOps.invert(drawn.crop((0, 20, *cards.SIZE))).getbbox() or (0, 0, 0, 0)
        return right

    assert width("China’s") - width("Chinas") < 64 / 2


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(release="1"), "Source: annual reports"),
        (Settings(release="1", made_up=True), "Made-up data, none is of"),
    ],
)
def test_what_leaves_the_site_says_if_the_numbers_are_invented(settings: Settings, said: str) -> None:
    assert source_line(settings, Words("en")).startswith(said)


def test_a_card_without_a_chinese_font_is_drawn_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "font_file", lambda: None)
    cards._font.cache_clear()
    drawn = cards.draw(cards.Card("x", "Requests of 2022", (("7", "reports"),), ("gongkai",)))
    cards._font.cache_clear()
    assert drawn.startswith(b"\x89PNG")
