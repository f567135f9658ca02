"""Faults of a ZIP file of ours: the bytes that its checksums do not cover must be those that we always write."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.model import Fault, fault
from gongkai.package.archive import plain_entry
from gongkai.package.check_files import one_line

_FIXED = (
    "date_time", "create_system", "create_version", "extract_version", "reserved", "volume", "internal_attr",
    "external_attr", "extra", "comment",
)  # fmt: skip
"""The fields of a header that are the same for every member."""

_END = struct.Struct("<4s4H2LH")


def archive_faults(path: Path) -> list[Fault]:
    """Members that cannot be read or whose headers differ from what we write, and a damaged directory."""
    try:
        with zipfile.ZipFile(path) as archive:
            faults = [found for info in archive.infolist() for found in _member_faults(path, archive, info)]
            return faults + list(_end_faults(path, archive))
    except Exception as error:  # the library raises errors of any kind on a damaged file
        return [fault(path.name, "unreadable", "fault_unreadable", said=one_line(error))]


def _member_faults(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Fault]:
    expected = plain_entry(info.filename)
    expected.compress_type = zipfile.ZIP_DEFLATED
    odd = [name for name in _FIXED if getattr(info, name) != getattr(expected, name)]
    if odd or info.compress_type != zipfile.ZIP_DEFLATED:
        yield fault(path.name, "header", "fault_header", name=info.filename, what=", ".join(odd) or "compress_type")
    try:
        archive.read(info)
    except Exception as error:  # as above
        yield fault(info.filename, "unreadable", "fault_unreadable", said=one_line(error))


def _end_faults(path: Path, archive: zipfile.ZipFile) -> Iterator[Fault]:
    """The local headers beside the directory, and the record at the end."""
    data = path.read_bytes()
    count = len(archive.infolist())
    mark, disk, first_disk, here, every, size, start, comment = _END.unpack(data[-_END.size :])
    whole = (mark, disk, first_disk, here, every, comment) == (b"PK\x05\x06", 0, 0, count, count, 0)
    if not whole or start + size + _END.size != len(data):
        yield fault(path.name, "header", "fault_end")
    for info in archive.infolist():
        header = info.FileHeader()
        if data[info.header_offset : info.header_offset + len(header)] != header:
            yield fault(path.name, "header", "fault_local_header", name=info.filename)
