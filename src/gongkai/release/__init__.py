"""Releases: the record of each version, the checks before a new one, and the classes of changes."""

from gongkai.release.change import Change, change_classes, counts
from gongkai.release.changes_file import CHANGES, CHANGES_TEXT, Release, as_text, changes_json, release_entry
from gongkai.release.classify import classify, in_force
from gongkai.release.package_file import DESCRIPTOR, PackageFile, read_package
from gongkai.release.record import DATABASE, SUMS, record_release, recorded, refuse_going_back, refuse_unexplained
from gongkai.release.summary import changes_text, terminal_summary
from gongkai.release.tables import release_tables
from gongkai.release.version import DEV, version_order

__all__ = [
    "CHANGES",
    "CHANGES_TEXT",
    "DATABASE",
    "DESCRIPTOR",
    "DEV",
    "SUMS",
    "Change",
    "PackageFile",
    "Release",
    "as_text",
    "change_classes",
    "changes_json",
    "changes_text",
    "classify",
    "counts",
    "in_force",
    "read_package",
    "record_release",
    "recorded",
    "refuse_going_back",
    "refuse_unexplained",
    "release_entry",
    "release_tables",
    "terminal_summary",
    "version_order",
]
