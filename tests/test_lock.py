"""requirements.lock is in step with pyproject.toml; what it holds under GPL or MPL is known and not passed on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.gold import ROOT
from tests.support.locked import PROJECT, locked, ways

PROJECT_FILE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD_ONLY = {"certifi", "fqdn", "html2text", "hypothesis", "pathspec", "text-unidecode", "tqdm"}
"""Packages under GPL or MPL: a build or a test runs them, nothing of them stands in the wheel or the site."""


def declared() -> Iterator[Requirement]:
    for lines in (PROJECT_FILE["dependencies"], *PROJECT_FILE["optional-dependencies"].values()):
        yield from map(Requirement, lines)


def test_every_declared_dependency_is_locked_in_a_version_that_satisfies_it() -> None:
    packages = locked()
    for asked in declared():
        name = canonicalize_name(asked.name)
        assert name in packages, f"{name} is not in requirements.lock: python3 scripts/lock.py"
        assert asked.specifier.contains(packages[name].version, prereleases=True), (str(asked), packages[name].version)
        assert PROJECT in packages[name].needed_by, f"the lock does not know that we ask for {name}"


def test_nothing_is_locked_that_nothing_needs() -> None:
    packages, names = locked(), {canonicalize_name(asked.name) for asked in declared()}
    assert {name for name, package in packages.items() if PROJECT in package.needed_by} == names
    assert [name for name in packages if not ways(name, packages)] == []


def test_packages_whose_licence_asks_for_more_are_known_and_serve_the_build_alone() -> None:
    packages = locked()
    asking = {name for name, package in packages.items() if package.asks_for_more}
    assert asking <= BUILD_ONLY, f"trace and clear: {asking - BUILD_ONLY}"
    light = {canonicalize_name(Requirement(line).name) for line in PROJECT_FILE["dependencies"]}
    assert [name for name in asking if light & set(ways(name, packages))] == []
    assert ways("text-unidecode", packages) == ["frictionless"]
