"""What the site carries of others: all of it is listed, with its licence, and may be carried."""

from __future__ import annotations

import json

import pytest

from gongkai.site.bundle import FRONTEND, bundle
from gongkai.site.licences_page import PERMISSIVE, shipped_parts
from tests.site.conftest import Built
from tests.support.gold import ROOT

pytestmark = pytest.mark.slow


def test_every_package_of_the_bundle_is_listed_with_the_version_of_the_lock() -> None:
    folder, _ = bundle(ROOT / "build" / "cache" / "frontend")
    listed = {part["name"]: part for part in shipped_parts(folder)}
    locked = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: listed[name]["version"] for name in wanted} == {
        name: locked[f"node_modules/{name}"]["version"] for name in wanted
    }
    assert all(len(listed[name]["text"]) > 500 for name in wanted)


def test_nothing_is_carried_under_a_licence_that_asks_for_more_than_its_text() -> None:
    folder, _ = bundle(ROOT / "build" / "cache" / "frontend")
    assert {part["name"]: part["licence"] for part in shipped_parts(folder) if part["licence"] not in PERMISSIVE} == {}


def test_the_page_lists_them_and_the_texts_stand_beside_it(built: Built) -> None:
    names = [cell.text_content() for cell in built.tree("about/licences/").xpath("//tbody/tr/th")]
    assert {"Material for MkDocs", "Pagefind", "plotly.js-cartesian-dist-min"} <= set(names)
    texts = (built.folder / "about" / "licences" / "licences.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in texts and "Martin Donath" in texts
    assert all(name in texts for name in names)
