"""What requirements.lock names: versions, who needs each package, and the licence that it gives itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata

from tests.support.gold import ROOT

PROJECT = "gongkai (pyproject.toml)"
_ENTRY = re.compile(r"^(\S+)==([^\s\\]+).*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_ASKING = re.compile(r"(?:GPL|GNU|MPL|Mozilla|EPL|CDDL|Artistic)")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock and the packages that ask for it."""

    name: str
    version: str
    needed_by: tuple[str, ...]

    @property
    def licence(self) -> str:
        """As its own metadata say: an SPDX expression, else the classifiers, else the first line of the text."""
        try:
            told = metadata(self.name)
        except PackageNotFoundError:
            return "not installed"
        classes = [name.rpartition(" :: ")[2] for name in told.get_all("Classifier", []) if name.startswith("License")]
        expression, text = ("".join(told.get_all(name, [])) for name in ("License-Expression", "License"))
        return expression or "; ".join(classes) or (text or "?").splitlines()[0]

    @property
    def asks_for_more(self) -> bool:
        """Whether who passes it on must pass its source on too."""
        return bool(_ASKING.search(self.licence))


def locked() -> Mapping[str, Locked]:
    """The packages of the lock by name."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = {}
    for entry in _ENTRY.finditer(text):
        via = entry[0].partition("# via")[2].splitlines()
        found[entry[1]] = Locked(entry[1], entry[2], tuple(line.strip(" #") for line in via if line.strip(" #")))
    return found


def ways(name: str, packages: Mapping[str, Locked]) -> list[str]:
    """Which of the packages that the project itself names lead to one, by however many steps."""
    met, waiting = set(), [name]
    while waiting:
        package = packages[waiting.pop()]
        if package.name not in met:
            met.add(package.name)
            waiting += [other for other in package.needed_by if other in packages]
    return sorted(other for other in met if PROJECT in packages[other].needed_by)
