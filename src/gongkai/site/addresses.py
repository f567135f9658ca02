"""Every address of the site, and the way from one page to another.

Addresses of pages count from the root of their language (the site itself for Chinese, `en/` for English), those of
files from the root of the site. No other module joins them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

STATIC = "static/"
"""Folder of the files that all pages share, from the root of the site."""

CARDS = f"{STATIC}cards/"
"""Folder of the social cards."""

AGENCY, REGION, YEAR = "agencies/{agency_id}/", "regions/{code}/", "years/{year}/"
INDICATOR, RULE = "indicators/{code}/", "quality/rules/{rule}/"
DATASET, EXAMPLES = "data/{id}/", "data/{id}/examples/"
"""Of the pages that each agency, division and so on has, with the column of its row that names it."""


def report(report_id: str) -> str:
    """The page of a report; its files stand beside the Chinese one."""
    return f"reports/{report_id}/"


def agency(agency_id: str) -> str:
    """The page of an agency over its years."""
    return AGENCY.format(agency_id=agency_id)


def region(code: str) -> str:
    """The page of an administrative division."""
    return REGION.format(code=code)


def year(number: int) -> str:
    """The page of a year."""
    return YEAR.format(year=number)


def rule(rule_id: str) -> str:
    """The page of a rule."""
    return RULE.format(rule=rule_id)


def indicator(code: str) -> str:
    """The page of an indicator."""
    return INDICATOR.format(code=code)


def dataset(dataset_id: str) -> str:
    """The page of a dataset."""
    return DATASET.format(id=dataset_id)


def examples(dataset_id: str) -> str:
    """The questions put to a dataset, with their answers."""
    return EXAMPLES.format(id=dataset_id)


LATEST = "latest"
"""Stands for the newest released version of a dataset, or for the build where nothing has been released."""


def package_file(dataset_id: str, name: str, version: str = LATEST) -> str:
    """A file of a package, from the root of the site; the folder itself if `name` is empty."""
    return f"data/{dataset_id}/{version}/{name}"


def version_of(version: str, released: Collection[str]) -> str:
    """The folder under which pages name the version they were built from: `latest` where that leads to it.

    Args:
        version: what the site was built from.
        released: the released versions of the dataset, the newest first.
    """
    return LATEST if version == next(iter(released), version) else version


def part(address: str, number: int) -> str:
    """A page of a list that goes on over several pages: the first has the address itself."""
    return address if number == 1 else f"{address}page-{number}/"


def cell(table: str, row: str, column: str) -> str:
    """The address of a form cell on the page of its report, without `#`: `requests.granted.total`."""
    return f"{table}.{row}.{column}"


def in_language(path: str, lang: str) -> str:
    """A page from the root of the whole site."""
    return path if lang == "zh" else f"{lang}/{path}"


def up(path: str) -> str:
    """The way from a page to the root of its language: `../../` for `reports/x/`, `./` for home."""
    return "../" * path.count("/") or "./"


def up_to_site(path: str, lang: str) -> str:
    """The way from a page to the root of the whole site."""
    return up(path) if lang == "zh" else up(path).removeprefix("./") + "../"


@dataclass(frozen=True, slots=True)
class Way:
    """The ways from one page, in one language, to all others: what templates write into `href`."""

    path: str
    lang: str

    def page(self, path: str) -> str:
        """To a page of the same language, or an anchor on it."""
        return up(self.path) + path

    def file(self, path: str) -> str:
        """To a file of the site."""
        return up_to_site(self.path, self.lang) + path

    def part(self, address: str, number: int) -> str:
        """To a page of a list over several pages."""
        return self.page(part(address, number))

    def report(self, report_id: str, anchor: str = "") -> str:
        """To the page of a report."""
        return self.page(report(report_id)) + (f"#{anchor}" if anchor else "")

    def agency(self, agency_id: str) -> str:
        """To the page of an agency."""
        return self.page(agency(agency_id))

    def region(self, code: str) -> str:
        """To the page of a division."""
        return self.page(region(code))

    def year(self, number: int) -> str:
        """To the page of a year."""
        return self.page(year(number))

    def rule(self, rule_id: str) -> str:
        """To the page of a rule."""
        return self.page(rule(rule_id))

    def indicator(self, code: str) -> str:
        """To the page of an indicator."""
        return self.page(indicator(code))

    def dataset(self, dataset_id: str) -> str:
        """To the page of a dataset."""
        return self.page(dataset(dataset_id))

    def examples(self, dataset_id: str) -> str:
        """To the questions put to a dataset."""
        return self.page(examples(dataset_id))

    def explore(self, table: str, *choices: str) -> str:
        """To a table among those to be explored, with what is chosen there: `sort=-value`."""
        return self.page("explore/?" + "&".join((f"table={table}", *choices)))

    def beside_report(self, report_id: str, name: str) -> str:
        """To a file beside the page of a report."""
        return self.file(report(report_id) + name)
