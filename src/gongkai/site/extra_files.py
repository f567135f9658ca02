"""Feeds and interfaces that others made for the site: written into it, and named on the pages they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from gongkai.errors import SiteError
from gongkai.site.words import Words

FEEDS = ("feed.xml", "atom.xml")
INTERFACES = {
    "index.json": (
        "总目：数据集、版本、各表和各年报告的下载地址",
        "the index: datasets, versions, addresses of every table and of the reports of each year",
    ),
    "reports.json": (
        "全部报告：机关、年度、文件的哈希值和原文地址",
        "all reports: agency, year, hash and address of the source",
    ),
    "agencies.json": (
        "全部机关：名称和简称、级别、有哪些报告",
        "all agencies: names and short names, level, which reports",
    ),
    "schema.json": ("以上三个文件的 JSON Schema", "JSON Schema of these three"),
}


def write_files(files: Mapping[str, str], out: Path) -> None:
    """Write texts into the site.

    Raises:
        SiteError: a path leads out of the site, or the site has a file there.
    """
    for path, text in files.items():
        target = out / path
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or target.exists():
            raise SiteError("path_taken", file=path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def feeds_of(files: Collection[str], page: str, words: Words) -> list[str]:
    """Paths, from the root of the site, of the feeds in the folder of a page; Chinese ones if there are no others."""
    own = [f"{words.lang}/{page}{name}" for name in FEEDS]
    return [path for path in own if path in files] or [page + name for name in FEEDS if page + name in files]


def interfaces(files: Collection[str], words: Words) -> list[tuple[str, str]]:
    """JSON files about the whole site with what they hold, by their path from its root; the index first."""
    order = list(INTERFACES)
    found = [path for path in files if path.count("/") <= 1 and PurePosixPath(path).name in INTERFACES]
    found.sort(key=lambda path: order.index(PurePosixPath(path).name))
    return [(path, words(*INTERFACES[PurePosixPath(path).name])) for path in found]
