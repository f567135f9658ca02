"""Takes private persons out of what is published of a report, and says that it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from gongkai.forms import finding
from gongkai.forms.personal import RULE, personal_data, withheld
from gongkai.model import Document, Extraction, Fact, Finding, Grid, Place, Section

_T = TypeVar("_T", Section, Fact, Finding)


def about_personal_data(document: Document) -> Iterator[Finding]:
    """One finding for a report from whose text something is withheld: which kinds, and where it stood."""
    texts: list[tuple[Place, str]] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            # a single character, as nearly all numbers are, names nobody
            texts += [(c.place, c.text) for row in block.rows for c in row if len(c.text) > 1 and not c.covered]
        else:
            texts.append((block.place, block.text))
    found = [(place, item) for place, text in texts for item in personal_data(text)]
    if found:
        kinds = list(dict.fromkeys((item.zh, item.en) for _, item in found))
        yield finding(
            RULE,
            places=dict.fromkeys(place for place, _ in found),
            zh={"kinds": "、".join(zh for zh, _ in kinds), "n": len(found)},
            en={"kinds": ", ".join(en for _, en in kinds)},
        )


def without_personal_data(extraction: Extraction) -> Extraction:
    """The extraction with a mark for each private person in its sections, facts and findings.

    What the form's cells print stays as it is.
    """
    return replace(
        extraction,
        sections=tuple([_cleaned(section, "text") for section in extraction.sections]),
        facts=tuple([_cleaned(fact, "sentence") for fact in extraction.facts]),
        findings=tuple(
            [_cleaned(item, "message_zh", "message_en", "expected", "found") for item in extraction.findings]
        ),
    )


def _cleaned(item: _T, *names: str) -> _T:
    """The item with those of its fields that are text cleaned; itself if that changes nothing."""
    said = {name: value for name in names if isinstance(value := getattr(item, name), str)}
    cleaned: dict[str, Any] = {name: text for name, value in said.items() if (text := withheld(value)) != value}
    return replace(item, **cleaned) if cleaned else item
