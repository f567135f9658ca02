"""The whole site: shells from MkDocs, pages stamped from them, downloads, search, and the final checks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from gongkai.errors import SiteError
from gongkai.model import Table
from gongkai.site import addresses
from gongkai.site.batch import Frame, Made, all_made, page_made
from gongkai.site.bundle import bundle
from gongkai.site.cards import write_cards
from gongkai.site.downloads import publish_packages
from gongkai.site.extra_files import write_files
from gongkai.site.figures import Figures, OfReport
from gongkai.site.finder import write_finder
from gongkai.site.keeping import NOTHING, Keeping
from gongkai.site.language import Language
from gongkai.site.licences_page import shipped_parts
from gongkai.site.links import UNPLACED, broken_among, files_of
from gongkai.site.page import SiteData
from gongkai.site.page_types import drafts
from gongkai.site.search_index import write_index
from gongkai.site.settings import settings_of
from gongkai.site.shells import build_shells, take_shells
from gongkai.site.stamp import markers
from gongkai.site.words import LANGUAGES, Words

MakeReports = Callable[[Frame, Path], Iterable[Made]]
"""Makes the pages and files of all reports into the folder of the site."""


Stage = Callable[[str], AbstractContextManager[object]]


def build_site(
    tables: Mapping[str, Table],
    packages: Mapping[str, Path],
    project: Path,
    out: Path,
    *,
    make_reports: MakeReports,
    of_report: OfReport | None = None,
    stage: Stage = nullcontext,
    files: Mapping[str, str] = {},
    released: Mapping[str, Mapping[str, Path]] = {},
    kept: Keeping = NOTHING,
    late: Callable[[], Mapping[str, Table]] = dict,
) -> None:
    """Build the whole site into a fresh folder.

    Args:
        tables: results of all query views, by name.
        packages: package folders by dataset.
        project: folder with mkdocs.yml, docs/, CHANGELOG.md and build/.
        out: folder of the site; must not hold anything yet.
        make_reports: makes what belongs to single reports, in this process or others (`batch.make_batch`).
        of_report: gives the rows of one report of the views that `tables` leaves out.
        stage: measures what is done inside.
        files: texts to put into the site (feeds, interfaces), by their path from its root.
        released: folders of the released versions by dataset and version, the newest first.
        kept: gives what the last build left, and keeps what this one makes.
        late: waits until the packages are whole, of which only the tables are looked at before; gives what it brings.

    Raises:
        SiteError: a program failed, a marker is left over, an address leads nowhere, a path of `files` is taken.
    """
    dist, version = bundle(project / "build" / "cache" / "frontend")
    settings = settings_of(project, packages, version)
    with stage("shells"):
        build_shells(project, out, settings)
    shells = {lang: take_shells(out / addresses.in_language("", lang)) for lang in LANGUAGES}
    frame = Frame(shells, settings, frozenset(files))
    written = {path for path in files_of(out) if path.endswith(".html")}.difference(UNPLACED)
    shutil.copytree(dist, out / "static", dirs_exist_ok=True)
    with stage("report pages"):
        reports = all_made(make_reports(frame, out))
    figures = Figures({**tables, **late()}, of_report)
    datasets = publish_packages(packages, released, out, settings.site_url)
    with stage("summary pages"):
        data = SiteData(figures, datasets, files, settings, shipped_parts(dist))
        summaries = all_made(_summaries(data, frame, out, kept))
        write_files(files, out)
    _finish((reports, summaries), written, out, settings.site_url, stage, kept)


def _finish(
    pages: tuple[Made, ...], written: Iterable[str], out: Path, site_url: str, stage: Stage, kept: Keeping
) -> None:
    """Write what depends on every page (sitemap, search index), and check that every link leads somewhere.

    `written` are the pages that MkDocs made, ours among them.
    """
    own = {path for part in pages for path in part.paths}
    made = all_made((*pages, *_hand_written(out, set(written) - own)))
    write_sitemap(made.paths, out, site_url)
    with stage("search"):
        write_index(made.records, out, kept)
    with stage("links"):
        broken = broken_among(made.links, frozenset(files_of(out)))
    if broken:
        raise SiteError("links_broken", file=out, number=len(broken), first=broken[0])


def _summaries(data: SiteData, frame: Frame, out: Path, kept: Keeping) -> Iterator[Made]:
    """Make all pages but those of single reports, the finder and the cards.

    A page that MkDocs built at an address is the shell of ours there.
    """
    write_finder(data.figures, out, kept)
    write_cards(data, out, kept)
    for lang in LANGUAGES:
        language = Language(Words(lang), frame.shells[lang], frame.files)
        for draft in drafts(data, language.words, by_agency=False):
            path = language.path_of(draft.path)
            file = out / path
            own = file.read_text(encoding="utf-8") if file.is_file() else None
            made_from = (draft.made_from, language.frame_of(draft.path, own))
            made = kept.take(path, Made, made_from)
            if made is None:
                page = draft.page()
                html = language.html(page, own)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(html, encoding="utf-8")
                for name, text in page.files.items():
                    (file.parent / name).write_text(text, encoding="utf-8")
                made = page_made(lang, path, html)
                folder = path.removesuffix("index.html")
                kept.keep(path, made_from, made, [path, *(folder + name for name in page.files)])
            yield made


def _hand_written(out: Path, paths: Iterable[str]) -> Iterator[Made]:
    """The hand-written pages, which MkDocs alone made."""
    for path in sorted(paths):
        lang = next((lang for lang in LANGUAGES if lang != "zh" and path.startswith(f"{lang}/")), "zh")
        html = (out / path).read_text(encoding="utf-8")
        if left := markers(html):
            raise SiteError("markers_left", file=path, markers=", ".join(sorted(left)))
        yield page_made(lang, path, html)


SITEMAP_PART = 20_000
"""Addresses of one sitemap; search engines take 50,000 and 50 MB."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(paths: Iterable[str], out: Path, site_url: str) -> None:
    """Write robots.txt, and sitemap.xml where the site knows its address, as a sitemap holds whole addresses only.

    The sitemap of a large site lists those that stand beside it.
    """
    sitemap = f"Sitemap: {site_url}sitemap.xml\n" if site_url else ""
    (out / "robots.txt").write_text(f"User-agent: *\nAllow: /\n{sitemap}", encoding="utf-8")
    if not site_url:
        return
    pages = sorted(path.removesuffix("index.html") for path in paths if path.endswith("index.html"))
    parts = [pages[start : start + SITEMAP_PART] for start in range(0, len(pages), SITEMAP_PART)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        entries = []
        for page in part:
            # with its counterpart in the other language
            pair = ((lang, addresses.in_language(page.removeprefix("en/"), lang)) for lang in LANGUAGES)
            links = (f'<xhtml:link rel="alternate" hreflang="{lang}" href="{site_url}{own}"/>' for lang, own in pair)
            entries.append(f"<url><loc>{site_url}{page}</loc>{''.join(links)}</url>")
        lines = "\n".join(entries)
        head = f'<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
        (out / name).write_text(f"{_XML}{head}\n{lines}\n</urlset>\n", encoding="utf-8")
    if len(parts) > 1:
        lines = "\n".join(f"<sitemap><loc>{site_url}{name}</loc></sitemap>" for name in names)
        text = f'{_XML}<sitemapindex xmlns="{_SCHEMA}">\n{lines}\n</sitemapindex>\n'
        (out / "sitemap.xml").write_text(text, encoding="utf-8")
