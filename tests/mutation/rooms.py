"""The rooms of the program, the files in each, and the tests that touch it, the likeliest to notice first."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path("src/gongkai")
ORACLE = "tests/oracle"
TESTS = {
    "model": ["tests/forms", "tests/check", "tests/reconcile", ORACLE],
    "forms": ["tests/forms", ORACLE, "tests/reading", "tests/check", "tests/dataset", "tests/package"],
    "labels": ["tests/forms", ORACLE, "tests/reading", "tests/check", "tests/dataset", "tests/package"],
    "read": ["tests/read", ORACLE, "tests/reading"],
    "reading": ["tests/reading", ORACLE],
    "check": ["tests/check", ORACLE, "tests/reading"],
    "reconcile": ["tests/reconcile", ORACLE],
    "dataset": ["tests/dataset", ORACLE, "tests/pipeline"],
    "package": ["tests/package", ORACLE],
    "query": [ORACLE, "tests/query", "tests/package"],
    "release": ["tests/release", ORACLE],
    "render": ["tests/render", "tests/cli"],
    "score": ["tests/score"],
    "pipeline": ["tests/pipeline", ORACLE, "tests/cli"],
    "cli": ["tests/cli", "tests/test_readme.py"],
    "collect": ["tests/collect"],
    "site": ["tests/site", ORACLE],
    "templates": ["tests/site", ORACLE],
}
"""Folders of tests by room; `labels` are the lists beside the code of forms, `templates` those of the site."""

ENDINGS = (".py", ".sql", ".html", ".csv", ".yml", ".json")
AS_TAKEN_OVER = {"divisions.csv", "towns.csv", "package-lock.json", "package.json"}
"""Taken over whole from their source; nobody edits a row of them."""


def rooms(root: Path) -> list[str]:
    """The rooms that this version of the program has."""
    return [room for room in TESTS if any(files(root, room))]


def files(root: Path, room: str) -> list[Path]:
    """The files of a room, from the root of the project."""
    place = {"labels": "forms", "templates": "site"}.get(room, room)
    found = sorted(path for path in (root / SOURCE / place).rglob("*") if path.suffix in ENDINGS)
    return [
        path.relative_to(root)
        for path in found
        if path.name not in AS_TAKEN_OVER and "node_modules" not in path.parts and _belongs(path, room)
    ]


def _belongs(path: Path, room: str) -> bool:
    inside = {"forms": path.suffix == ".py", "labels": path.suffix != ".py", "site": "templates" not in path.parts}
    return inside.get(room, room != "templates" or "templates" in path.parts)


def tests(root: Path, room: str) -> list[str]:
    """The tests of a room that this version has."""
    return [name for name in TESTS[room] if (root / name).exists()]
