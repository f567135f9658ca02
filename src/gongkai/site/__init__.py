"""The static site: pages, charts, search and downloads, from query results and packages alone."""

from gongkai.site.build import build_site
from gongkai.site.settings import site_url

__all__ = ["build_site", "site_url"]
