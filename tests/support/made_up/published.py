"""The made-up datasets published as a build does it, and the site over them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.model import DatasetContent, Document, Table
from gongkai.pipeline.publishing import read_dataset
from gongkai.pipeline.releases import change_tables, public_files, publish_package
from gongkai.query import run_all
from gongkai.read import read
from gongkai.site import build_site, made_here
from gongkai.workspace import Workspace
from tests.support.gold import ROOT
from tests.support.made_up.known import reports as known_reports
from tests.support.made_up.writing import write_datasets


@dataclass(frozen=True)
class Published:
    """The packages of the made-up datasets, what was in them, and the views over all of them."""

    workspace: Workspace
    contents: Mapping[str, DatasetContent]
    tables: Mapping[str, Table]

    @property
    def packages(self) -> list[Path]:
        return [self.workspace.package(dataset) for dataset in self.contents]

    def rows(self, dataset: str, table: str) -> list[dict[str, str]]:
        """The rows of a table as its CSV file has them."""
        path = self.workspace.package(dataset) / "data" / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def publish(folder: Path) -> Published:
    """Writes the sources into the folder, reads them and publishes the packages."""
    write_datasets(folder / "datasets")
    workspace = Workspace(folder / "datasets", folder / "build", ROOT)
    contents: dict[str, DatasetContent] = {}
    for dataset in workspace.dataset_folders():
        contents[dataset.id] = read_dataset(dataset, 1, lambda _: None)
        package = workspace.package(dataset.id)
        package.mkdir(parents=True)
        publish_package(contents[dataset.id], dataset, package)
    tables = dict(run_all([workspace.package(dataset) for dataset in contents]))
    tables |= change_tables({dataset: workspace.package(dataset) for dataset in contents}, tables["agencies"])
    return Published(workspace, contents, tables)


class Sources(Mapping[str, Document]):
    """The sources as read, by report id."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, report_id: str) -> Document:
        return read(self._paths[report_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def publish_site(published: Published, out: Path) -> None:
    """The site over the packages."""
    workspace = published.workspace
    packages = {dataset: workspace.package(dataset) for dataset in published.contents}
    paths = {report.report_id: workspace.dataset(report.dataset).reports / report.file for report in known_reports()}
    files = public_files(published.tables, packages, {}, "")
    reports = made_here(published.tables, paths, Sources(paths))
    build_site(published.tables, packages, ROOT, out, make_reports=reports, files=files)
