"""How to cite a dataset or a report: GB/T 7714 and BibTeX, with release, date and address."""

from __future__ import annotations

import re

from gongkai.site import addresses
from gongkai.site.downloads import Dataset
from gongkai.site.rows import ReportRow
from gongkai.site.settings import Settings
from gongkai.site.words import Words


def citations(dataset: Dataset, words: Words, site_url: str) -> list[tuple[str, str]]:
    """(name of the style, citation); without an address where the site does not know its own."""
    title, creator = dataset.title(words), (dataset.linked_data or {}).get("creator")
    author = str(creator.get("name", "gongkai")) if isinstance(creator, dict) else "gongkai"
    address = site_url + addresses.dataset(dataset.id) if site_url else ""
    year = str(dataset.descriptor.get("created", dataset.version))[:4]
    return [
        ("GB/T 7714", f"{author}. {title}: {dataset.version}[DS/OL]. {year}." + (f" {address}." if address else "")),
        ("BibTeX", _bibtex(dataset.id, title, author, dataset.version, year, address)),
    ]


ACCESSED = "YYYY-MM-DD"
"""Where a reader's browser writes the day of access."""


def report_citations(report: ReportRow, agency: str, settings: Settings, words: Words) -> list[tuple[str, str]]:
    """(name of the style, citation) of the data of one report; the page puts the day of access for `ACCESSED`."""
    release = settings.release
    title = words(
        "{y} 年政府信息公开工作年度报告逐格数据: {v}",
        "Annual report on government information disclosure {y}, cell by cell: {v}",
        y=report.year,
        v=release,
    )
    address = settings.site_url + addresses.in_language(addresses.report(report.report_id), words.lang)
    date = "-".join(release.split(".")[:2])
    return [
        ("GB/T 7714", f"{agency}. {title}[DS/OL]. gongkai, {date} [{ACCESSED}]. {address}."),
        ("BibTeX", _bibtex(report.report_id, f"{agency}: {title}", "gongkai", release, date[:4], address)),
    ]


def _bibtex(name: str, title: str, author: str, version: str, year: str, address: str) -> str:
    fields = {"author": f"{{{_plain(author)}}}", "title": f"{{{_plain(title)}}}", "year": year, "version": version}
    lines = [f"  {field} = {{{value}}}," for field, value in (fields | ({"url": address} if address else {})).items()]
    return "\n".join([f"@misc{{{name}-{version},", *lines, "}"])


def _plain(text: str) -> str:
    """The text with the signs that TeX reads as commands escaped."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))
