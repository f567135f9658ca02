"""The register of a dataset: its description, its agencies, and where each source came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.dataset.agencies import read_agencies
from gongkai.dataset.description import read_description
from gongkai.dataset.faults import Faults
from gongkai.dataset.sources import SourceEntry, read_sources
from gongkai.model import Agency, Dataset


@dataclass(frozen=True, slots=True)
class Register:
    """All that people wrote about a dataset, without corrections.

    Attributes:
        dataset: its description.
        agencies: in the order written.
        sources: by path inside the dataset folder.
        listed: ids of the reports that `sources` gives.
    """

    dataset: Dataset
    agencies: tuple[Agency, ...]
    sources: Mapping[str, SourceEntry]
    listed: frozenset[str]


def read_register(description: Path, agencies: Path, sources: Path) -> Register:
    """Reads and checks the three files.

    Raises:
        DatasetError: everything that is wrong in the three: file, line, what to do.
    """
    faults = Faults()
    agency_ids = None
    with faults.gathered():
        dataset = read_description(description)
    with faults.gathered():
        bodies = read_agencies(agencies)
        agency_ids = {body.agency_id for body in bodies}
    with faults.gathered():
        entries = read_sources(sources, agency_ids)
    faults.raise_if_any()
    return Register(dataset, bodies, entries, frozenset(entry.report_id for entry in entries.values()))
