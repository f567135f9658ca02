"""MkDocs builds the hand-written pages and the shells: one run per language, from a staging folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from gongkai.errors import SiteError
from gongkai.site import addresses
from gongkai.site.changelog_text import changelog_in
from gongkai.site.policy import with_hashes
from gongkai.site.settings import Settings
from gongkai.site.words import LANGUAGES

DEPTHS = (1, 2, 3)
_SHELL = """---
title: "@@stamp:title@@"
description: "@@stamp:description@@"
shell: true
---
<!--stamp:body-->
"""
_INDENT = re.compile(r"\s*\n\s*")
_PARTS = re.compile(r"<h[1-4][^>]*>(?P<heading>.*?)</h[1-4]>|<table>(?P<table>.*?)</table>", re.DOTALL)


def build_shells(project: Path, out: Path, settings: Settings) -> None:
    """Run MkDocs for both languages at once into `out` (Chinese) and `out/en`.

    Args:
        project: folder with mkdocs.yml, docs/ and CHANGELOG.md.
        out: folder of the site.
        settings: of the site: its address, and what only the build knows of `extra`.

    Raises:
        SiteError: MkDocs failed; its message is passed on.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        staging = Path(folder)
        runs = {lang: _start(project, staging / lang, lang, settings) for lang in LANGUAGES}
        for lang, run in runs.items():
            message, _ = run.communicate()
            if run.returncode:
                *_, said = ["no message", *message.strip().splitlines()]
                raise SiteError("mkdocs_failed", file="mkdocs.yml", lang=lang, said=said)
        shutil.copytree(staging / "zh" / "site", out, dirs_exist_ok=True)
        shutil.copytree(staging / "en" / "site", out / "en", dirs_exist_ok=True)
    # the part of the theme that pages use is in `static/theme.css` (`bundle.py`)
    for unused in (*out.rglob("sitemap.xml*"), out / "en" / "404.html"):
        unused.unlink(missing_ok=True)
    for assets in (out / "assets", out / "en" / "assets"):
        shutil.rmtree(assets)
    for page in out.rglob("*.html"):
        text = scrolling_parts(with_hashes(page.read_text(encoding="utf-8")))
        page.write_text(text, encoding="utf-8")


def scrolling_parts(page: str) -> str:
    """The page with its tables and code from Markdown scrollable by keyboard; a table is named after its heading."""
    name, number = "", 0

    def opened(match: re.Match[str]) -> str:
        nonlocal name, number
        if match["heading"]:
            name, number = re.sub(r"<[^>]*>", "", match["heading"]).replace('"', "&quot;"), 0
            return match[0]
        number += 1
        label = name if number == 1 else f"{name} {number}"
        opening = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        return f"{opening}<table>{match['table']}</table></div>"

    return _PARTS.sub(opened, page).replace("<pre><code", '<pre tabindex="0"><code')


def shell_path(depth: int) -> str:
    """Where the shell for pages of that depth stands, from the root of its language."""
    return "shell/" + "/".join(str(depth) for _ in range(depth - 1)) + ("/" if depth > 1 else "")


def take_shells(root: Path) -> dict[int, str]:
    """The shells of one language by depth, without blank lines and indents; their pages are removed from the site."""
    files = {depth: root / shell_path(depth) / "index.html" for depth in DEPTHS}
    shells = {depth: _INDENT.sub("\n", file.read_text(encoding="utf-8")) for depth, file in files.items()}
    shutil.rmtree(root / "shell")
    return shells


def _start(project: Path, folder: Path, lang: str, settings: Settings) -> subprocess.Popen[str]:
    docs = folder / "docs"
    shutil.copytree(project / "docs" / lang, docs)
    for depth in DEPTHS:
        shell = docs / shell_path(depth) / "index.md"
        shell.parent.mkdir(parents=True, exist_ok=True)
        shell.write_text(_SHELL, encoding="utf-8")
    page, changelog = docs / "changelog" / "index.md", project / "CHANGELOG.md"
    if page.is_file() and changelog.is_file():
        text = changelog_in(lang, changelog.read_text(encoding="utf-8"))
        page.write_text(page.read_text(encoding="utf-8").rstrip() + "\n\n" + text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    own = {
        "INHERIT": str(project / "mkdocs.yml"),
        "docs_dir": str(docs),
        "site_dir": str(folder / "site"),
        "theme": {"language": lang, "custom_dir": str(Path(__file__).parent / "templates" / "theme")},
        "site_url": settings.site_url and settings.site_url + addresses.in_language("", lang),
        "extra": {"assets": settings.assets, "release": settings.release, "made_up": settings.made_up},
    }
    config.write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
