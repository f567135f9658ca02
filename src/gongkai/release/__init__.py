"""Releases: what changed from one version of a dataset to the next, told to people, feed readers and programs."""

from gongkai.release.api import api_files
from gongkai.release.change import Change, counts
from gongkai.release.changes_file import as_text, changes_json, release_entry
from gongkai.release.compare import compare
from gongkai.release.feed import feeds
from gongkai.release.from_package import read_package
from gongkai.release.history import record_release, write_changes
from gongkai.release.published import PublishedPackage, published_packages, release_tables
from gongkai.release.reading_changes import ReadingChange, read_reading_changes
from gongkai.release.snapshot import latest_snapshot, read_snapshot
from gongkai.release.summary import terminal_summary

__all__ = [
    "Change",
    "PublishedPackage",
    "ReadingChange",
    "api_files",
    "as_text",
    "changes_json",
    "compare",
    "counts",
    "feeds",
    "latest_snapshot",
    "published_packages",
    "read_package",
    "read_reading_changes",
    "read_snapshot",
    "record_release",
    "release_entry",
    "release_tables",
    "terminal_summary",
    "write_changes",
]
