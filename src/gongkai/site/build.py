"""The whole site: shells from MkDocs, pages stamped from them, downloads, search, and the final checks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from gongkai.errors import SiteError
from gongkai.model import Table
from gongkai.site.bundle import bundle
from gongkai.site.data_pages import data_pages
from gongkai.site.downloads import Dataset, publish_packages, write_report_files
from gongkai.site.figures import Figures
from gongkai.site.finder import finder_json
from gongkai.site.home import home_page
from gongkai.site.links import broken_links
from gongkai.site.method_page import method_page
from gongkai.site.page import Page
from gongkai.site.quality_pages import quality_pages
from gongkai.site.report_page import report_page
from gongkai.site.search_index import index_pages
from gongkai.site.shells import build_shells, take_shells
from gongkai.site.stamp import json_block, markers, stamp
from gongkai.site.summary_pages import summary_pages
from gongkai.site.words import LANGUAGES, Words


def build_site(
    tables: Mapping[str, Table], packages: Mapping[str, Path], project: Path, out: Path, sources: Mapping[str, Path]
) -> None:
    """Build the whole site into a fresh folder.

    Args:
        tables: results of all query views, by name.
        packages: package folders by dataset.
        project: folder with mkdocs.yml, docs/, CHANGELOG.md and build/.
        out: folder of the site; must not hold anything yet.
        sources: the source file of each report, by report id.

    Raises:
        SiteError: MkDocs, the bundler or Pagefind failed, a marker was left over, or an address leads nowhere.
    """
    figures = Figures(tables)
    dist, version = bundle(project / "build" / "cache" / "frontend")
    settings = _settings(project, packages, version)
    build_shells(project, out, {name: settings[name] for name in ("assets", "release")})
    shutil.copytree(dist, out / "static", dirs_exist_ok=True)
    datasets = publish_packages(packages, out)
    paths: list[str] = []
    for lang in LANGUAGES:
        paths += _write_language(figures, datasets, out, Words(lang), sources, settings)
    for report in figures.rows("reports"):
        write_report_files(figures, report, sources.get(report["report_id"]), out)
    (out / "static" / "finder.json").write_text(finder_json(figures), encoding="utf-8")
    _write_sitemap(out, settings["site_url"])
    index_pages(out)
    _check(out)


def _settings(project: Path, packages: Mapping[str, Path], assets: str) -> dict[str, Any]:
    config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    versions = {_version(package) for package in packages.values()}
    own = {"assets": assets, "release": ", ".join(sorted(versions)), "site_url": config.get("site_url") or ""}
    extra = config.get("extra", {})
    repository = config.get("repo_url")
    errors_to = extra.get("report_errors_to") or (f"{repository.rstrip('/')}/issues/new" if repository else "")
    return {**extra, **own, "report_errors_to": errors_to}


def _version(package: Path) -> str:
    return str(json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["version"])


def _write_language(
    figures: Figures,
    datasets: Sequence[Dataset],
    out: Path,
    words: Words,
    sources: Mapping[str, Path],
    settings: Mapping[str, Any],
) -> list[str]:
    root = out if words.lang == "zh" else out / "en"
    shells = take_shells(root)
    written = []
    for page in _pages(figures, datasets, words, sources, settings):
        _write_page(page, shells, root)
        written.append(page.path)
    return written


def _pages(
    figures: Figures,
    datasets: Sequence[Dataset],
    words: Words,
    sources: Mapping[str, Path],
    settings: Mapping[str, Any],
) -> Iterator[Page]:
    yield home_page(figures, datasets, words)
    yield from summary_pages(figures, words)
    yield from data_pages(figures, datasets, words, settings["site_url"])
    yield from quality_pages(figures, words)
    yield method_page(words)
    for report in figures.rows("reports"):
        yield report_page(figures, report, sources.get(report["report_id"]), words, settings)


def _write_page(page: Page, shells: Mapping[int, str], root: Path) -> None:
    """Stamp a page: a page that MkDocs built at its address is its own shell, else the shell of its depth is."""
    file = root / page.path / "index.html"
    shell = file.read_text(encoding="utf-8") if file.is_file() else shells[page.depth]
    head = f'<script type="application/ld+json">{json_block(page.data)}</script>' if page.data else ""
    text = {"title": page.title, "description": page.description, "path": page.path}
    html = stamp(shell, {"body": page.body, "head": head, **page.fragments}, text, page=page.path)
    file.parent.mkdir(parents=True, exist_ok=True)
    current = html.replace(f'data-section="{page.section}"', f'data-section="{page.section}" aria-current="true"', 1)
    file.write_text(current, encoding="utf-8")


def _write_sitemap(out: Path, site_url: str) -> None:
    base = site_url.rstrip("/") + "/" if site_url else ""
    pages = sorted(str(page.parent.relative_to(out)) for page in out.rglob("index.html"))
    lines = [f"<url><loc>{base}{'' if page == '.' else page + '/'}</loc></url>" for page in pages]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    (out / "sitemap.xml").write_text(head + "\n".join(lines) + "\n</urlset>\n", encoding="utf-8")


def _check(out: Path) -> None:
    left = [str(page.relative_to(out)) for page in out.rglob("*.html") if markers(page.read_text(encoding="utf-8"))]
    if left:
        raise SiteError("markers were left over", file=left[0])
    broken = broken_links(out)
    if broken:
        raise SiteError(f"{len(broken)} addresses lead nowhere, the first: {broken[0]}", file=str(out))
