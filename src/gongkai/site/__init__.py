"""The static site: pages, charts, search and downloads, from query results and packages alone."""

from gongkai.site.addresses import package_file, version_of
from gongkai.site.api import api_files
from gongkai.site.build import build_site
from gongkai.site.feed import feeds
from gongkai.site.settings import site_url

__all__ = ["api_files", "build_site", "feeds", "package_file", "site_url", "version_of"]
