"""The software of others that the site carries: parts, versions, and licences with their texts."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

from gongkai.forms.data_files import csv_rows
from gongkai.site.page import Content, SiteData
from gongkai.site.words import Words

PERMISSIVE = frozenset({"MIT", "Apache-2.0", "BSD-3-Clause", "ISC"})
"""Licences of parts that a site under MIT may carry if it gives their text."""


def shipped_parts(bundle: Path) -> list[dict[str, str]]:
    """Each part that stands in the built site: `name`, `version`, `licence`, `address`, `what_zh`, `what_en`, `text`.

    Args:
        bundle: the folder of the bundled front end, whose `shipped.json` names the npm packages in it.
    """
    shipped: list[dict[str, str]] = []
    for row in csv_rows("gongkai.site", "shipped.csv"):
        source = distribution(row["distribution"])
        # `source.files` makes a path of each of its ten thousand files, which takes seconds
        recorded = (line.partition(",")[0] for line in (source.read_text("RECORD") or "").splitlines())
        found = next((file for file in recorded if row["text"] and file.endswith(row["text"])), None)
        text = Path(str(source.locate_file(found))).read_text(encoding="utf-8") if found else ""
        shipped.append({**row, "version": source.version, "text": text})
    bundled = json.loads((bundle / "shipped.json").read_text(encoding="utf-8"))
    own = {"what_zh": "在本站的脚本中", "what_en": "in the site’s own scripts"}
    return [*shipped, *({**own, **part} for part in bundled)]


def licences(data: SiteData, words: Words) -> Content:
    """The parts, a row each, and the texts of their licences in a file beside the page."""
    texts = (
        f"{part['name']} {part['version']} ({part['licence']})\n\n{part['text'].strip()}\n" for part in data.shipped
    )
    return Content(rows=data.shipped, files={"licences.txt": f"\n{'=' * 80}\n\n".join(texts)})
