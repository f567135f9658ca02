"""The search index comes out the same, in whatever order Pagefind lists its filters."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import SiteError
from gongkai.site.settled_index import SIGNATURE, _decoded, _encoded, settle

YEARS = b"\x82dyear\x82\x82d2022\x81\x18\x92\x82d2019\x82\x05\x19\x01\x00"
YEARS_TURNED = b"\x82dyear\x82\x82d2019\x82\x05\x19\x01\x00\x82d2022\x81\x18\x92"
LEVELS = b"\x82elevel\x81\x82hprovince\x81\x01"
"""CBOR by hand: year 2022 on page 146, 2019 on pages 5 and 256; level province on page 1."""


def index(folder: Path, filters: dict[str, tuple[str, bytes]]) -> Path:
    """An index as Pagefind writes it, its filters listed in the order given."""
    (folder / "filter").mkdir(parents=True)
    for known, data in filters.values():
        (folder / "filter" / f"{known}.pf_filter").write_bytes(gzip.compress(SIGNATURE + data))
    listed = [[name, known] for name, (known, _) in filters.items()]
    meta = SIGNATURE + _encoded(["1.5.2", [["en_1234567", 65]], [], listed, [], ["title"]])
    (folder / "pagefind.en_0123456789.pf_meta").write_bytes(gzip.compress(meta))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_0123456789", "wasm": "en", "page_count": 1}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def content(path: Path) -> Any:
    return _decoded(gzip.decompress(path.read_bytes()), len(SIGNATURE))[0]


def test_filters_in_any_order_give_the_same_files(tmp_path: Path) -> None:
    one = index(tmp_path / "one", {"year": ("en_aaaaaaa", YEARS), "level": ("en_bbbbbbb", LEVELS)})
    other = index(tmp_path / "other", {"level": ("en_bbbbbbb", LEVELS), "year": ("en_ccccccc", YEARS_TURNED)})
    settle(one)
    settle(other)
    assert files(one) == files(other)


def test_every_name_leads_to_the_filter_it_names(tmp_path: Path) -> None:
    folder = index(tmp_path / "index", {"year": ("en_aaaaaaa", YEARS), "level": ("en_bbbbbbb", LEVELS)})
    settle(folder)
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    meta = content(folder / f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    found = {name: content(folder / "filter" / f"{known}.pf_filter") for name, known in meta[3]}
    assert found == {
        "level": ["level", [["province", [1]]]],
        "year": ["year", [["2019", [5, 256]], ["2022", [146]]]],
    }
    assert meta[:3] + meta[4:] == ["1.5.2", [["en_1234567", 65]], [], [], ["title"]]
    assert len(files(folder)) == 4


@given(st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists, max_leaves=40))
def test_whatever_is_written_is_read_again(item: object) -> None:
    data = _encoded(item)
    assert _decoded(data, 0) == (item, len(data))


@pytest.mark.parametrize(
    "data", [b"no signature", SIGNATURE + b"\xa0", SIGNATURE + b"\x9f\xff", SIGNATURE + b"\x80\x80"]
)
def test_another_kind_of_index_is_refused(tmp_path: Path, data: bytes) -> None:
    folder = index(tmp_path / "index", {})
    (folder / "pagefind.en_0123456789.pf_meta").write_bytes(gzip.compress(data))
    with pytest.raises(SiteError, match="use the Pagefind of the lock file"):
        settle(folder)
