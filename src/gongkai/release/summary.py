"""Changes as people read them: on the terminal and in CHANGES.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.forms.data_files import yaml_data
from gongkai.model.difference import Plain
from gongkai.release.change import Change, ChangeClass, change_classes
from gongkai.release.changes_file import CHANGES, Release

LINES, TERMINAL_LINES = 200, 40
"""Changes of one class that are listed, in the file and on a terminal; the rest is counted."""

_WIDTH = 60
"""Characters of a value that a line of the summary shows."""
_MARKUP, _ESCAPED = re.compile(r"[<>*`\[\]\\]"), r"\\\g<0>"


def texts() -> Mapping[str, str]:
    """The sentences of `texts.yml`."""
    data: dict[str, str] = yaml_data("gongkai.release", "texts.yml")
    return data


def terminal_summary(changes: Sequence[Change], title: str) -> str:
    """The changes by class, those nobody explained last; `title` is the first line."""
    parts = [title]
    for change_class, found in _by_class(changes):
        parts.append(f"\n{change_class.label_zh} {change_class.label_en}: {len(found)}")
        parts += [f"  {line}" for line in _lines(found, TERMINAL_LINES, "--json")]
    return "\n".join(parts if changes else [title, texts()["none"]])


def changes_text(dataset: str, releases: Sequence[Release]) -> str:
    """CHANGES.md."""
    words = texts()
    parts = [words["heading"].format(dataset=dataset)]
    for release in releases:
        previous, day = release["previous"], release["date"]
        parts += ["", words["release"].format(version=release["version"], date=day or words["unreleased"]), ""]
        parts.append(words["first" if previous is None else "compared" if day else "since"].format(previous=previous))
        grouped = _by_class([Change.from_json(change) for change in release["changes"]])
        parts.append(f"\n{words['table_head']}" if grouped else words["none"])
        parts += [f"| {entry.label_zh} | {entry.label_en} | {len(found)} |" for entry, found in grouped]
        for entry, found in grouped:
            parts.append(f"\n### {entry.label_zh} · {entry.label_en}\n")
            parts += [f"- {_MARKUP.sub(_ESCAPED, line)}" for line in _lines(found, LINES, CHANGES)]
    return "\n".join(parts) + "\n"


def _by_class(changes: Sequence[Change]) -> list[tuple[ChangeClass, list[Change]]]:
    grouped = [(entry, [c for c in changes if c.kind == code]) for code, entry in change_classes().items()]
    return [(entry, found) for entry, found in grouped if found]


def _lines(changes: Sequence[Change], most: int, where: str) -> Iterator[str]:
    """One line for each change, `230000-x-2019 requests/granted/total: value 2 → 3 (reason)`; `where` has the rest."""
    for change in changes[:most]:
        reason = f" ({change.reason_zh} / {change.reason_en})" if change.reason_zh else ""
        yield f"{' '.join(filter(None, (change.report_id, change.place)))}: {what_changed(change)}{reason}"
    if len(changes) > most:
        yield texts()["more"].format(count=len(changes) - most, where=where)


def what_changed(change: Change) -> str:
    """The columns with what they were and what they are."""
    before, after = change.before or {}, change.after or {}
    if change.before is None:
        return f"{texts()['new_row']} {_values(after)}"
    if change.after is None:
        return f"{texts()['gone_row']} {_values(before)}"
    return ", ".join(f"{column} {_shown(before[column])} → {_shown(after.get(column))}" for column in before)


def _values(values: Mapping[str, Plain]) -> str:
    shown = {column: value for column, value in values.items() if value is not None and column != "source_sha256"}
    return ", ".join(f"{column} {_shown(value)}" for column, value in shown.items())


def _shown(value: Plain) -> str:
    if value is None:
        return "∅"
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
