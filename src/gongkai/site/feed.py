"""Atom feeds (RFC 4287) of what the releases changed: one for everything, one for each agency.

An entry is one report in one release. Ids are `tag:` URIs made of dataset, version and report, and dates are those of
the releases, so that an entry never changes once it is out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from gongkai.forms.data_files import yaml_data
from gongkai.model import ReportId, Table
from gongkai.site import addresses
from gongkai.site.changes import change_line
from gongkai.site.figures import Figures
from gongkai.site.rows import ChangeRow, NamedAgencyRow
from gongkai.site.words import Words

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
LONGEST = 200
"""Entries of a feed; older ones are left out."""

TOLD = 10
"""Changes that an entry writes out; all of them are counted."""

SINCE = "2026"
"""The year in the tag: URIs, which RFC 4151 wants; it never changes."""

NOWHERE = "gongkai.invalid"
"""The host in tag: URIs while the site has no address."""

NEVER = "1970-01-01"
"""The day of a feed over which nothing has been released."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one release changed in one report: rows of `changes`."""

    dataset: str
    version: str
    date: str
    report_id: str
    changes: tuple[ChangeRow, ...]

    @property
    def agency_id(self) -> str:
        """The agency of the report."""
        return ReportId.parse(self.report_id).agency_id

    @property
    def moment(self) -> str:
        """When it was released."""
        return f"{self.date}T00:00:00Z"


def feeds(tables: Mapping[str, Table], packages: Mapping[str, Path], site_url: str) -> dict[str, str]:
    """Address → XML of every feed: `feed.xml`, `agencies/<agency id>/feed.xml`, and both under `en/`.

    Args:
        tables: `changes`, `reports` and `agencies`.
        packages: package folders by dataset; the first one says who publishes.
        site_url: address of the site, empty if it has none yet; links are relative then.
    """
    # every release of every dataset, report by report, the newest day first; what is not released is left out
    figures = Figures(tables)
    found: dict[tuple[str, str, str, str], list[ChangeRow]] = {}
    for row in figures.rows(ChangeRow):
        if row.report_id and row.date:
            found.setdefault((row.dataset, row.version, row.date, row.report_id), []).append(row)
    whole = (Entry(*key, tuple(rows)) for key, rows in found.items())
    entries, publisher = sorted(whole, key=lambda entry: entry.date, reverse=True), _publisher(packages)
    by_agency: dict[str, list[Entry]] = {}
    for entry in entries:
        by_agency.setdefault(entry.agency_id, []).append(entry)
    written = {}
    for lang in LANGUAGES:
        writer = _Writer(figures, publisher, site_url, lang)
        written[addresses.in_language("feed.xml", lang)] = writer.feed("feed.xml", _texts()[f"title_{lang}"], entries)
        for agency_id, name in writer.agencies.items():
            title = _texts()[f"agency_title_{lang}"].format(agency=name)
            path = f"{addresses.agency(agency_id)}feed.xml"
            written[addresses.in_language(path, lang)] = writer.feed(path, title, by_agency.get(agency_id, []))
    return written


def _publisher(packages: Mapping[str, Path]) -> str:
    for _, folder in sorted(packages.items()):
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for who in descriptor.get("contributors", ()):
            if "publisher" in who.get("roles", ()):
                return str(who["title"])
    return "gongkai"


def _texts() -> Mapping[str, str]:
    data: dict[str, str] = yaml_data("gongkai.site", "feed.yml")
    return data


class _Writer:
    """Writes feeds in one language."""

    def __init__(self, figures: Figures, publisher: str, site_url: str, lang: str) -> None:
        self._lang = lang
        self._words, self._figures = Words(lang), figures
        self._site = site_url.rstrip("/") + "/" if site_url else ""
        self._authority = urlsplit(site_url).hostname or NOWHERE
        self._publisher = publisher
        self._reports = {row["report_id"] for row in figures.records("reports")}
        self.agencies = {
            row.agency_id: self._words(row.name, row.name_en or row.name) for row in figures.rows(NamedAgencyRow)
        }

    def feed(self, path: str, title: str, entries: Sequence[Entry]) -> str:
        """One feed as XML; `path` is its address below the root of its language."""
        root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGES[self._lang]})
        _child(root, "id", self._tag(path))
        _child(root, "title", title)
        _child(root, "updated", max((entry.moment for entry in entries), default=f"{NEVER}T00:00:00Z"))
        _child(_child(root, "author"), "name", self._publisher)
        _child(root, "link", rel="self", type="application/atom+xml", href=self._link(path, path))
        _child(root, "link", rel="alternate", type="text/html", href=self._link(path.removesuffix("feed.xml"), path))
        for entry in entries[:LONGEST]:
            self._entry(root, entry, path)
        ElementTree.indent(root)
        text: str = ElementTree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    def _entry(self, root: ElementTree.Element, entry: Entry, feed: str) -> None:
        element = _child(root, "entry")
        labels = {row.kind: self._words(row.label_zh, row.label_en) for row in entry.changes}
        counted = Counter(row.kind for row in entry.changes)
        agency = self.agencies.get(entry.agency_id, entry.agency_id)
        report = f"{agency} {entry.report_id.rpartition('-')[2]}"
        _child(element, "id", self._tag(f"{entry.dataset}/{entry.version}/{entry.report_id}"))
        title, count, separator = (_texts()[f"{name}_{self._lang}"] for name in ("entry_title", "count", "separator"))
        _child(element, "title", title.format(report=report, labels=separator.join(labels.values())))
        _child(element, "updated", entry.moment)
        page = addresses.report(entry.report_id) if entry.report_id in self._reports else ""
        _child(element, "link", rel="alternate", type="text/html", href=self._link(page, feed))
        for kind, label in sorted(labels.items()):
            _child(element, "category", term=kind, label=label)
        total = separator.join(count.format(label=labels[kind], count=n) for kind, n in counted.items())
        told = [change_line(row, self._figures, self._words) for row in entry.changes[:TOLD]]
        _child(element, "summary", "\n".join([total, *told]), type="text")

    def _tag(self, path: str) -> str:
        return f"tag:{self._authority},{SINCE}:{addresses.in_language(path, self._lang)}"

    def _link(self, page: str, feed: str) -> str:
        """An address that works from the feed: absolute, or up from the feed's folder."""
        if self._site:
            return self._site + addresses.in_language(page, self._lang)
        return "../" * feed.count("/") + page or "./"


def _child(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    # XML 1.0 cannot hold control characters
    child.text = text and "".join(char for char in text if char >= " " or char in "\t\n")
    return child
