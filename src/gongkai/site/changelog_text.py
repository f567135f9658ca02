"""CHANGELOG.md, written in both languages, as a page in one of them."""

from __future__ import annotations

import re

_CHINESE, _LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]")
_MOSTLY = 4
"""A line is English if it has so many times more Latin letters than Chinese characters."""
_UNRELEASED = re.compile(r"## (?:未发布|Unreleased)")
"""What is being worked on is no news for readers yet."""
_BULLET = re.compile(r"(?m)^(?=- )")


def changelog_in(lang: str, text: str) -> str:
    """The releases of CHANGELOG.md in one language, headings one level lower.

    An entry is Chinese up to its first line in Latin letters, where its English begins; a heading reads
    `Chinese / English`. An entry in one language only stands on both pages, one that is not released on neither.
    """
    releases = "".join(part for part in re.split(r"(?m)^(?=## )", text)[1:] if not _UNRELEASED.match(part))
    if not releases:
        return "网站和程序还没有发布过。\n" if lang == "zh" else "Site and program have not been released yet.\n"
    shown: list[str] = []
    for part in _BULLET.split(releases):
        # a bullet with what follows it up to the next one
        lines = part.splitlines()
        end = next((n for n, line in enumerate(lines) if not line.strip() or line.startswith("#")), len(lines))
        entry = lines[:end]
        letters = ((n, len(_LATIN.findall(line)), len(_CHINESE.findall(line))) for n, line in enumerate(entry) if n)
        english = next((n for n, latin, chinese in letters if latin > _MOSTLY * chinese), len(entry))
        if lang == "zh" or english == len(entry):
            shown += entry[: english if lang == "zh" else None]
        else:
            shown += [f"- {entry[english].strip()}", *entry[english + 1 :]]
        for line in lines[end:]:
            chinese, _, latin = line.partition(" / ") if line.startswith("#") else (line, "", "")
            marks = chinese.partition(" ")[0]
            lower = f"#{marks} {latin}" if lang == "en" and latin else f"#{chinese}"
            shown.append(lower if line.startswith("#") else line)
    return "\n".join(shown) + "\n"
