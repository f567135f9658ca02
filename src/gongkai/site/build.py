"""The whole site: shells from MkDocs, pages stamped from them, downloads, search, and the final checks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gongkai.errors import SiteError
from gongkai.model import Document, Table
from gongkai.site.bundle import bundle
from gongkai.site.downloads import publish_packages, write_report_files
from gongkai.site.extra_files import write_files
from gongkai.site.figures import Figures, Row
from gongkai.site.finder import finder_json
from gongkai.site.language import Language
from gongkai.site.links import broken_links
from gongkai.site.page import SiteData
from gongkai.site.page_types import pages
from gongkai.site.report_page import report_page
from gongkai.site.search_index import index_pages
from gongkai.site.settings import read_settings
from gongkai.site.shells import build_shells
from gongkai.site.source_text import source_view
from gongkai.site.stamp import markers
from gongkai.site.words import LANGUAGES, Words


def build_site(
    tables: Mapping[str, Table],
    packages: Mapping[str, Path],
    project: Path,
    out: Path,
    sources: Mapping[str, Path],
    *,
    documents: Mapping[str, Document] | None = None,
    files: Mapping[str, str] | None = None,
    released: Mapping[str, Mapping[str, Path]] | None = None,
) -> None:
    """Build the whole site into a fresh folder.

    Args:
        tables: results of all query views, by name.
        packages: package folders by dataset.
        project: folder with mkdocs.yml, docs/, CHANGELOG.md and build/.
        out: folder of the site; must not hold anything yet.
        sources: the source file of each report, by report id.
        documents: the sources as read, by report id; each one needed is looked up once.
        files: texts to put into the site (feeds, interfaces), by their path from its root.
        released: folders of the released versions by dataset and version, the newest first.

    Raises:
        SiteError: MkDocs, the bundler or Pagefind failed, a marker was left over, an address leads nowhere, or a
            path of `files` is taken or leads out of the site.
    """
    figures = Figures(tables)
    dist, version = bundle(project / "build" / "cache" / "frontend")
    settings = _settings(project, packages, version)
    build_shells(project, out, settings)
    shutil.copytree(dist, out / "static", dirs_exist_ok=True)
    datasets = publish_packages(packages, released or {}, out, settings["site_url"])
    extra = files or {}
    languages = {lang: Language(Words(lang), out, extra) for lang in LANGUAGES}
    data = SiteData(figures, datasets, extra, settings)
    for language in languages.values():
        for page in pages(data, language.words):
            language.write(page)
    for report in figures.rows("reports"):
        _write_report(figures, report, sources, documents, languages.values(), settings)
        write_report_files(figures, report, sources.get(report["report_id"]), out)
    write_files(extra, out)
    (out / "static" / "finder.json").write_text(finder_json(figures), encoding="utf-8")
    _write_sitemap(out, settings["site_url"])
    index_pages(out)
    _check(out)


def _settings(project: Path, packages: Mapping[str, Path], assets: str) -> dict[str, Any]:
    descriptors = [
        json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) for folder in packages.values()
    ]
    return {
        **read_settings(project),
        "assets": assets,
        "release": ", ".join(sorted({str(descriptor["version"]) for descriptor in descriptors})),
        "made_up": any(descriptor.get("made_up", False) for descriptor in descriptors),
    }


def _write_report(
    figures: Figures,
    report: Row,
    sources: Mapping[str, Path],
    documents: Mapping[str, Document] | None,
    languages: Iterable[Language],
    settings: Mapping[str, Any],
) -> None:
    """The page of a report in all languages, so that its source is looked at once."""
    report_id = report["report_id"]
    source = sources.get(report_id)
    view = source_view(report, figures.of("cells", "report_id", report_id), source, documents)
    for language in languages:
        language.write(report_page(figures, report, source, view, language.words, settings))


def _write_sitemap(out: Path, site_url: str) -> None:
    pages = sorted(str(page.parent.relative_to(out)) for page in out.rglob("index.html"))
    lines = [f"<url><loc>{site_url}{'' if page == '.' else page + '/'}</loc></url>" for page in pages]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    (out / "sitemap.xml").write_text(head + "\n".join(lines) + "\n</urlset>\n", encoding="utf-8")


def _check(out: Path) -> None:
    left = [str(page.relative_to(out)) for page in out.rglob("*.html") if markers(page.read_text(encoding="utf-8"))]
    if left:
        raise SiteError("markers were left over", file=left[0])
    broken = broken_links(out)
    if broken:
        raise SiteError(f"{len(broken)} addresses lead nowhere, the first: {broken[0]}", file=str(out))
