"""Pages and files of some agencies and their reports, made by any worker from rows, sources and shells alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.model import Document, Table
from gongkai.site import addresses
from gongkai.site.downloads import report_files
from gongkai.site.figures import Figures
from gongkai.site.language import Language
from gongkai.site.links import NOWHERE, PageLinks, Pointers, all_links, links_on
from gongkai.site.page import SiteData
from gongkai.site.page_types import drafts
from gongkai.site.report_page import report_material, report_page
from gongkai.site.rows import CellRow, SourceRow
from gongkai.site.search_record import SearchRecord, search_record
from gongkai.site.settings import Settings
from gongkai.site.source_text import source_view
from gongkai.site.words import LANGUAGES, Words

Put = Callable[[str, bytes], None]
"""Takes a file of the site: its path from the root, and what it holds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share.

    Attributes:
        shells: pages to stamp, by language and depth.
        settings: of the site.
        files: paths of the texts that others made for the site.
    """

    shells: Mapping[str, Mapping[int, str]]
    settings: Settings
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some agencies: rows of every view about them and their reports, and by report id source file and document."""

    report_ids: tuple[str, ...]
    tables: Mapping[str, Table]
    sources: Mapping[str, Path]
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Made:
    """Finished pages: their paths, the links on them, and by language the part of them that is searched."""

    paths: tuple[str, ...]
    links: PageLinks
    records: Mapping[str, tuple[SearchRecord, ...]]


def make_batch(frame: Frame, batch: Batch, put: Put) -> tuple[Made, ...]:
    """Make every page and file of some agencies and reports, each source looked at once for all languages.

    Returns:
        What the site must know of each page.

    Raises:
        SiteError: a marker was left over.
    """
    figures = Figures(batch.tables)
    languages = [Language(Words(lang), frame.shells[lang], frame.files) for lang in LANGUAGES]
    made: list[Made] = []
    for report_id in batch.report_ids:
        source = batch.sources.get(report_id)
        view = source_view(
            figures.of(SourceRow, "report_id", report_id)[0],
            figures.of(CellRow, "report_id", report_id),
            source,
            batch.documents,
        )
        material = report_material(figures, report_id, view)
        for language in languages:
            page = report_page(material, source, language.words, frame.settings)
            path, html = language.path_of(page.path), language.html(page)
            put(path, page.whole(html).encode())
            made.append(page_made(language.words.lang, path, html, page.inside))
        for name, data in report_files(figures, material.report, source, frame.settings):
            put(addresses.report(report_id) + name, data)
    site = SiteData(figures, (), frame.files, frame.settings)
    for language in languages:
        for draft in drafts(site, language.words, by_agency=True):
            page = draft.page()
            path, html = language.path_of(page.path), language.html(page)
            put(path, html.encode())
            for name, text in page.files.items():
                put(path.removesuffix("index.html") + name, text.encode())
            made.append(page_made(language.words.lang, path, html))
    return tuple(made)


def page_made(language: str, path: str, html: str, inside: Pointers = NOWHERE) -> Made:
    """The addresses and the searched text of a finished page; `inside` are those of insets that `html` leaves out.

    A marker in it came with a report and is text.
    """
    record = search_record(path, html)
    return Made((path,), links_on(path, html, inside), {language: (record,) if record else ()})


def all_made(parts: Iterable[Made]) -> Made:
    """The parts as one."""
    every = list(parts)
    return Made(
        tuple(path for part in every for path in part.paths),
        all_links(part.links for part in every),
        {lang: tuple(record for part in every for record in part.records.get(lang, ())) for lang in LANGUAGES},
    )


def made_here(
    tables: Mapping[str, Table], sources: Mapping[str, Path], documents: Mapping[str, Document]
) -> Callable[[Frame, Path], Iterator[Made]]:
    """What makes all reports of a small site in one batch."""
    reports = tables["reports"]
    report_ids = tuple(row[reports.columns.index("report_id")] for row in reports.rows)

    def make(frame: Frame, out: Path) -> Iterator[Made]:
        yield from make_batch(frame, Batch(report_ids, tables, sources, documents), putting(out))

    return make


def putting(out: Path) -> Put:
    """Writes files into a folder."""

    def put(path: str, data: bytes) -> None:
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    return put
