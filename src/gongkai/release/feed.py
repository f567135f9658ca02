"""Atom feeds (RFC 4287) of what the releases changed: one for everything, one for each agency.

An entry is one report in one release. Ids are `tag:` URIs made of dataset, version and report, and dates come from
the version, so that an entry never changes once it is out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree

from gongkai.release.change import Change, change_from_json
from gongkai.release.compared import change_classes
from gongkai.release.publication import version_time
from gongkai.release.published import PublishedPackage
from gongkai.release.summary import texts, what_changed

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
LONGEST = 200
"""Entries of a feed; older ones drop out."""

TOLD = 10
"""Changes that an entry spells out; all of them are counted."""

SINCE = "2026"
"""The year in the tag: URIs, which RFC 4151 wants; it never changes."""

NOWHERE = "gongkai.invalid"
"""Stands in tag: URIs while the site has no address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one release changed in one report."""

    dataset: str
    version: str
    report_id: str
    changes: tuple[Change, ...]

    @property
    def agency_id(self) -> str:
        """The agency of the report."""
        return self.report_id.rpartition("-")[0]


def feeds(packages: Sequence[PublishedPackage], site_url: str) -> dict[str, str]:
    """Address → XML of every feed: `feed.xml`, `agencies/<agency id>/feed.xml`, and both under `en/`.

    Args:
        packages: what each package publishes.
        site_url: address of the site, empty if it has none yet; links are relative then.
    """
    entries = list(_entries(packages))
    by_agency: dict[str, list[Entry]] = {}
    for entry in entries:
        by_agency.setdefault(entry.agency_id, []).append(entry)
    files = {}
    for lang in LANGUAGES:
        prefix = "" if lang == "zh" else f"{lang}/"
        writer = _Writer(packages, site_url, lang)
        files[f"{prefix}feed.xml"] = writer.feed("feed.xml", texts()["feed"][f"title_{lang}"], entries)
        for agency_id, name in writer.agencies.items():
            title = texts()["feed"][f"agency_title_{lang}"].format(agency=name)
            path = f"agencies/{agency_id}/feed.xml"
            files[f"{prefix}{path}"] = writer.feed(path, title, by_agency.get(agency_id, []))
    return files


def _entries(packages: Iterable[PublishedPackage]) -> Iterator[Entry]:
    """Every release of every dataset, report by report, the newest release first."""
    every = [
        (version_time(release["version"]), Entry(package.dataset, release["version"], report_id, changes))
        for package in packages
        for release in package.releases
        if release["previous"] != release["version"]
        for report_id, changes in _by_report(release).items()
    ]
    every.sort(key=lambda pair: (pair[1].dataset, pair[1].report_id))
    every.sort(key=lambda pair: pair[0], reverse=True)
    return (entry for _, entry in every)


def _by_report(release: Mapping[str, list[dict[str, object]]]) -> dict[str, tuple[Change, ...]]:
    found: dict[str, list[Change]] = {}
    for change in map(change_from_json, release["changes"]):
        if change.report_id:
            found.setdefault(change.report_id, []).append(change)
    return {report_id: tuple(changes) for report_id, changes in found.items()}


class _Writer:
    """Writes feeds in one language."""

    def __init__(self, packages: Sequence[PublishedPackage], site_url: str, lang: str) -> None:
        self._lang = lang
        self._site = site_url.rstrip("/") + "/" if site_url else ""
        self._authority = urlsplit(site_url).hostname or NOWHERE
        self._publisher = packages[0].publisher if packages else "gongkai"
        self._versions = [package.version for package in packages]
        self._reports = {row["report_id"]: row for package in packages for row in package.reports}
        named = "name" if lang == "zh" else "name_en"
        self.agencies = {row["agency_id"]: row[named] or row["name"] for p in packages for row in p.agencies}

    def feed(self, path: str, title: str, entries: Sequence[Entry]) -> str:
        """One feed as XML; `path` is its address below the root of its language."""
        root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGES[self._lang]})
        _child(root, "id", self._tag(path))
        _child(root, "title", title)
        _child(root, "updated", self._updated(entries))
        _child(_child(root, "author"), "name", self._publisher)
        _child(root, "link", rel="self", type="application/atom+xml", href=self._link(path, path))
        _child(root, "link", rel="alternate", type="text/html", href=self._link(path.removesuffix("feed.xml"), path))
        for entry in entries[:LONGEST]:
            self._entry(root, entry, path)
        ElementTree.indent(root)
        text: str = ElementTree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    def _updated(self, entries: Sequence[Entry]) -> str:
        versions = [entry.version for entry in entries] or self._versions
        return max((version_time(version) for version in versions), default="1970-01-01T00:00:00Z")

    def _entry(self, root: ElementTree.Element, entry: Entry, feed: str) -> None:
        element = _child(root, "entry")
        _child(element, "id", self._tag(f"{entry.dataset}/{entry.version}/{entry.report_id}"))
        _child(element, "title", self._title(entry))
        _child(element, "updated", version_time(entry.version))
        page = f"reports/{entry.report_id}/" if entry.report_id in self._reports else ""
        _child(element, "link", rel="alternate", type="text/html", href=self._link(page, feed))
        for kind in sorted({change.kind for change in entry.changes}):
            _child(element, "category", term=kind, label=self._label(kind))
        _child(element, "summary", self._summary(entry), type="text")

    def _tag(self, path: str) -> str:
        prefix = "" if self._lang == "zh" else f"{self._lang}/"
        return f"tag:{self._authority},{SINCE}:{prefix}{path}"

    def _link(self, page: str, feed: str) -> str:
        """An address that works from the feed: absolute, or up from the feed's folder."""
        if self._site:
            return self._site + ("" if self._lang == "zh" else f"{self._lang}/") + page
        return "../" * feed.count("/") + page or "./"

    def _label(self, kind: str) -> str:
        entry = change_classes()[kind]
        return entry.label_zh if self._lang == "zh" else entry.label_en

    def _title(self, entry: Entry) -> str:
        labels = self._separator().join(self._label(kind) for kind in self._counts(entry))
        return self._sentence("entry_title", report=self._report(entry), labels=labels)

    def _summary(self, entry: Entry) -> str:
        counts = self._counts(entry).items()
        total = self._separator().join(self._sentence("count", label=self._label(k), count=n) for k, n in counts)
        return "\n".join([total, *(f"{change.place}: {what_changed(change)}" for change in entry.changes[:TOLD])])

    def _counts(self, entry: Entry) -> dict[str, int]:
        found = Counter(change.kind for change in entry.changes)
        return {kind: found[kind] for kind in change_classes() if kind in found}

    def _report(self, entry: Entry) -> str:
        name = self.agencies.get(entry.agency_id, entry.agency_id)
        return f"{name} {entry.report_id.rpartition('-')[2]}"

    def _separator(self) -> str:
        return str(texts()["feed"][f"separator_{self._lang}"])

    def _sentence(self, name: str, **values: object) -> str:
        return str(texts()["feed"][f"{name}_{self._lang}"]).format(**values)


def _child(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = _clean(text)
    return child


def _clean(text: str | None) -> str | None:
    """The text without the control characters that XML 1.0 cannot hold."""
    return text and "".join(char for char in text if char >= " " or char in "\t\n")
