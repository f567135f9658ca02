"""The pages of one type, made without building the whole site."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.model import Table
from gongkai.site.figures import Figures
from gongkai.site.page import Page, SiteData
from gongkai.site.page_types import PAGE_TYPES
from gongkai.site.settings import Settings
from gongkai.site.words import Words


def pages_of(
    template: str, tables: Mapping[str, Table], lang: str, files: Mapping[str, str] | None = None
) -> list[Page]:
    """All pages of the type with that template, over some query results and without packages."""
    (kind,) = (kind for kind in PAGE_TYPES if kind.template == template)
    data = SiteData(Figures(tables), (), files or {}, Settings(release="2026.11.0"))
    return [draft.page() for draft in kind.drafts(data, Words(lang))]
