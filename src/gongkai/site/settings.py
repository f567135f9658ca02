"""What mkdocs.yml says about the site as a whole, with the environment variables it names (`!ENV`) put in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from gongkai.errors import SiteError

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What all pages say about the site.

    Attributes:
        site_url: its address, ending in a slash; empty where it is not known.
        report_errors_to: where readers report an error; empty where nobody takes reports.
        release: the versions of its datasets.
        made_up: True if a dataset is invented.
        assets: the version of the scripts and styles.
    """

    site_url: str = ""
    report_errors_to: str = ""
    release: str = ""
    made_up: bool = False
    assets: str = ""


def read_settings(project: Path) -> Settings:
    """The settings of the site, but for those that only a build knows (`release`, `made_up`, `assets`).

    `report_errors_to` is the issues of `repo_url` if only that is given.

    Args:
        project: folder with mkdocs.yml.

    Raises:
        SiteError: the folder has no mkdocs.yml.
    """
    path = project / SETTINGS
    if not path.is_file():
        raise SiteError("no_settings", file=path)
    with path.open("rb") as file:
        config = yaml_load(file)
    extra, repository = config.get("extra") or {}, config.get("repo_url")
    address = config.get("site_url") or ""
    issues = f"{repository.rstrip('/')}/issues/new" if repository else ""
    return Settings(f"{address.rstrip('/')}/" if address else "", extra.get("report_errors_to") or issues)


def settings_of(project: Path, packages: Mapping[str, Path], assets: str) -> Settings:
    """The settings of a site over packages, by dataset; `assets` is the version of its scripts and styles."""
    texts = ((folder / "datapackage.json").read_text(encoding="utf-8") for folder in packages.values())
    descriptors = [json.loads(text) for text in texts]
    return replace(
        read_settings(project),
        assets=assets,
        release=", ".join(sorted({str(descriptor["version"]) for descriptor in descriptors})),
        made_up=any(descriptor.get("made_up", False) for descriptor in descriptors),
    )


def site_url(project: Path) -> str:
    """The address that the site is published at; empty where it is not known or the project has no site."""
    return read_settings(project).site_url if (project / SETTINGS).is_file() else ""
