"""The static site: pages, charts, search and downloads, from query results and packages alone."""

from gongkai.site.addresses import package_file, version_of
from gongkai.site.api import api_files
from gongkai.site.batch import Batch, Frame, Made, all_made, made_here, make_batch, putting
from gongkai.site.build import build_site
from gongkai.site.feed import feeds
from gongkai.site.settings import read_settings, site_url

__all__ = [
    "Batch",
    "Frame",
    "Made",
    "all_made",
    "api_files",
    "build_site",
    "feeds",
    "made_here",
    "make_batch",
    "package_file",
    "putting",
    "read_settings",
    "site_url",
    "version_of",
]
