"""A published package wherever it is: a folder, a zip, or the address of a package or of a whole site."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from gongkai.errors import PackageError

DESCRIPTOR = "datapackage.json"
SECONDS = 60
"""Seconds that a server may take to answer."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that can be read.

    Attributes:
        where: folder, file or address, as a person would name it.
        descriptor: its datapackage.json.
        site: address of the site it was published on, empty if unknown.
        read: gives the bytes of a file by its path in the package.
    """

    where: str
    descriptor: dict[str, Any]
    site: str
    read: Callable[[str], bytes]

    def resource(self, table: str) -> dict[str, Any]:
        """The description of a table.

        Raises:
            PackageError: the package has no such table; the message lists those it has.
        """
        found: dict[str, dict[str, Any]] = {entry["name"]: entry for entry in self.descriptor["resources"]}
        if table not in found:
            raise PackageError("no_table", file=self.where, table=table, known=", ".join(found))
        return found[table]

    @property
    def parquet_tables(self) -> list[str]:
        """The tables that it has as Parquet."""
        resources = self.descriptor["resources"]
        return [r["name"] for r in resources if any(file["format"] == "parquet" for file in r.get("alternates", ()))]

    def parquet(self, table: str) -> bytes:
        """The Parquet file of a table, checked against its hash.

        Raises:
            PackageError: it is missing or is not what the descriptor says.
        """
        (file,) = (entry for entry in self.resource(table)["alternates"] if entry["format"] == "parquet")
        data = self.read(file["path"])
        if f"sha256:{sha256(data).hexdigest()}" != file["hash"]:
            raise PackageError("hash_differs", file=f"{self.where}: {file['path']}")
        return data


def opened(source: str | Path, dataset: str | None = None) -> Package:
    """The package at a place.

    Args:
        source: folder of a package or of packages, its datapackage.json, a zip, or an http(s) address of a package or
            of a published site, which gives the newest released version, or the build where nothing was released.
        dataset: which one, where the place holds several.

    Raises:
        PackageError: there is none, or there are several and `dataset` says nothing.
    """
    text = str(source)
    if text.startswith(("http://", "https://")):
        return _online(text, dataset)
    path = Path(source)
    if path.suffix == ".zip":
        return _zipped(path)
    if path.name == DESCRIPTOR:
        path = path.parent
    if not (path / DESCRIPTOR).is_file():
        path = path / _one_of([found.parent.name for found in path.glob(f"*/{DESCRIPTOR}")], dataset, text)

    def read(name: str) -> bytes:
        try:
            return (path / name).read_bytes()
        except OSError as error:
            raise PackageError("download_missing", file=path / name) from error

    return Package(str(path), json.loads(read(DESCRIPTOR)), "", read)


def _zipped(path: Path) -> Package:
    try:
        archive = zipfile.ZipFile(path)
        (descriptor,) = (name for name in archive.namelist() if PurePosixPath(name).name == DESCRIPTOR)
        data = json.loads(archive.read(descriptor))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise PackageError("download_no_zip", file=path) from error
    folder = descriptor.removesuffix(DESCRIPTOR)

    def read(name: str) -> bytes:
        try:
            return archive.read(folder + name)
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise PackageError("download_damaged", file=f"{path}: {name}") from error

    return Package(str(path), data, "", read)


def _online(address: str, dataset: str | None) -> Package:
    """A package by its address, or one that the index of a site names."""
    base = address.removesuffix(DESCRIPTOR)
    base = base if base.endswith("/") else f"{base}/"
    descriptor, site = f"{base}{DESCRIPTOR}", ""
    data: dict[str, Any] | None = None
    with suppress(PackageError, ValueError):
        data = json.loads(_fetched(descriptor))
    if data is None:
        index = json.loads(_fetched(f"{base}api/index.json"))["index"]["datasets"]
        chosen = _one_of([entry["dataset"] for entry in index], dataset, address)
        entry = next(entry for entry in index if entry["dataset"] == chosen)
        descriptor = urljoin(base, entry["package"])
        if released := entry.get("released"):
            # What was released never changes, so it can be cited; the newest comes first.
            descriptor = urljoin(descriptor, f"../{quote(released[0])}/{DESCRIPTOR}")
        data, site = json.loads(_fetched(descriptor)), base
    elif "/data/" in base:
        site = base[: base.index("/data/") + 1]
    return Package(address, data, site, lambda name: _fetched(urljoin(descriptor, quote(name))))


def _fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            found: bytes = answer.read()
            return found
    except (URLError, TimeoutError, OSError) as error:
        raise PackageError("not_fetched", file=address, said=error) from error


def _one_of(names: list[str], wanted: str | None, where: str) -> str:
    if wanted in names or (wanted is None and len(names) == 1):
        return wanted or names[0]
    if not names:
        raise PackageError("no_package_here", file=where)
    raise PackageError("which_dataset", file=where, known=", ".join(sorted(names)))
