"""What pages may load and run: the policy of every page, held against the scripts that stand in it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.site.policy import with_hashes
from tests.site.conftest import Built

DATA = ("application/json", "application/ld+json")


def directives(page: Any) -> dict[str, set[str]]:
    (policy,) = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    words = [part.split() for part in policy.split(";")]
    return {name: set(values) for name, *values in words}


def test_the_hash_of_an_inline_script_is_that_of_the_standard() -> None:
    # the example of the section on hashes of Content Security Policy Level 2
    expected = "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; x"
    script = "<script>alert('Hello, world.');</script><script type='x'>1</script>"
    page = f"<meta content=\"script-src 'self'; x\">{script}"
    assert with_hashes(page).startswith(f'<meta content="{expected}">')


@pytest.mark.slow
def test_every_page_runs_the_sites_own_scripts_alone(built: Built) -> None:
    pages = sorted(built.folder.rglob("*.html"))
    assert Path("404.html") in [page.relative_to(built.folder) for page in pages]
    for path in pages:
        page: Any = html.fromstring(path.read_text(encoding="utf-8"))
        policy = directives(page)
        assert policy["default-src"] == {"'self'"}, path
        inline = [script.text for script in page.xpath("//script[not(@src)]") if script.get("type") not in DATA]
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline}
        assert policy["script-src"] == {"'self'"} | hashes, path
        assert policy["style-src"] == {"'self'"} and not page.xpath("//style | //@style"), path
        assert "unsafe" not in page.xpath("string(//head/meta[@http-equiv]/@content)"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        first = page.xpath("//head/*")[:2]
        assert [node.tag for node in first] == ["meta", "meta"], path
