"""How to cite a dataset: GB/T 7714 and BibTeX, from what its package says about itself."""

from __future__ import annotations

import re

from gongkai.site.downloads import Dataset
from gongkai.site.words import Words


def citations(dataset: Dataset, words: Words, site_url: str) -> list[tuple[str, str]]:
    """(name of the style, citation); without an address where the site does not know its own."""
    title, author = dataset.described(words)["title"], _author(dataset)
    address = f"{site_url}data/{dataset.id}/" if site_url else ""
    year = str(dataset.descriptor.get("created", dataset.version))[:4]
    return [
        ("GB/T 7714", _gbt(title, author, dataset.version, year, address)),
        ("BibTeX", _bibtex(dataset.id, title, author, dataset.version, year, address)),
    ]


def _author(dataset: Dataset) -> str:
    creator = (dataset.linked_data or {}).get("creator")
    return str(creator.get("name", "gongkai")) if isinstance(creator, dict) else "gongkai"


def _gbt(title: str, author: str, version: str, year: str, address: str) -> str:
    return f"{author}. {title}: {version}[DS/OL]. {year}." + (f" {address}." if address else "")


def _bibtex(name: str, title: str, author: str, version: str, year: str, address: str) -> str:
    fields = {"author": f"{{{_plain(author)}}}", "title": f"{{{_plain(title)}}}", "year": year, "version": version}
    lines = [f"  {field} = {{{value}}}," for field, value in (fields | ({"url": address} if address else {})).items()]
    return "\n".join([f"@misc{{{name}-{version},", *lines, "}"])


def _plain(text: str) -> str:
    """Signs that TeX reads as commands, made harmless."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))
