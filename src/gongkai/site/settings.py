"""What mkdocs.yml says about the site as a whole, with the environment variables it names (`!ENV`) put in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from gongkai.errors import SiteError

SETTINGS = "mkdocs.yml"


def read_settings(project: Path) -> dict[str, Any]:
    """The settings of the site.

    Args:
        project: folder with mkdocs.yml.

    Returns:
        All of `extra`, with `site_url` (ending in a slash; empty where the address is not known) and
        `report_errors_to` (empty where nobody takes reports; the issues of `repo_url` if only that is given).

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
    return {
        **extra,
        "site_url": f"{address.rstrip('/')}/" if address else "",
        "report_errors_to": extra.get("report_errors_to") or issues,
    }


def site_url(project: Path) -> str:
    """The address that the site is published at; empty where it is not known or the project has no site."""
    return str(read_settings(project)["site_url"]) if (project / SETTINGS).is_file() else ""
