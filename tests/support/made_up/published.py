"""The made-up datasets published as a build does it, but for the site."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.model import DatasetContent, Table
from gongkai.pipeline.publishing import read_dataset
from gongkai.pipeline.releases import change_tables, publish_package
from gongkai.query import run_all
from gongkai.workspace import Workspace
from tests.support.gold import ROOT
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
