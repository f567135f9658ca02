"""The rooms of the program, the files in each, and the tests that touch it, the likeliest to notice first."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path("src/gongkai")
VIEWS = "tests/oracle/test_views.py"
EXPLORED = "tests/oracle/test_explored.py"
LEDGER = "tests/oracle/test_ledger.py"
ADDRESSES = "tests/oracle/test_addresses.py"
ROW_RULES = "tests/oracle/test_row_rules.py"
PUBLISHED = "tests/oracle/test_published_rows.py"
EXAMPLES = "tests/oracle/test_example_answers.py"
QUALITY = "tests/oracle/test_quality_pages.py"
PAGES = "tests/oracle"
EXAMPLES_OF_CODE = "tests/test_docstrings.py"
TESTS = {
    "model": [
        *("tests/model", "tests/forms", "tests/read", "tests/dataset", "tests/check", "tests/reconcile", VIEWS),
        *("tests/reading", "tests/package", "tests/release", "tests/collect"),
    ],
    "forms": ["tests/forms", "tests/check", "tests/dataset", "tests/reading", LEDGER, VIEWS],
    "labels": [
        "tests/forms",
        "tests/check",
        "tests/dataset",
        "tests/reading",
        "tests/errors",
        LEDGER,
        VIEWS,
        PUBLISHED,
    ],
    "read": ["tests/read", "tests/errors/test_messages.py", "tests/reading", VIEWS],
    "reading": ["tests/reading", "tests/pipeline/test_reading.py", "tests/pipeline/test_scans.py", VIEWS],
    "check": ["tests/check", LEDGER, VIEWS],
    "reconcile": ["tests/reconcile", VIEWS],
    "dataset": ["tests/dataset", VIEWS],
    "package": ["tests/package", VIEWS, ADDRESSES],
    "query": [VIEWS, EXPLORED, LEDGER, ROW_RULES, EXAMPLES, "tests/query", "tests/release", QUALITY],
    "release": ["tests/release", ADDRESSES],
    "render": ["tests/render", "tests/cli"],
    "score": ["tests/score"],
    "pipeline": ["tests/pipeline", "tests/score", "tests/release", VIEWS, "tests/cli", ADDRESSES],
    "cli": ["tests/cli", "tests/test_readme.py"],
    "client": ["tests/client", EXAMPLES],
    "collect": ["tests/collect"],
    "site": ["tests/site", PAGES],
    "templates": [PAGES, "tests/site"],
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
    """The tests of a room that this version has; the examples in docstrings are those of every room."""
    return [name for name in (*TESTS[room], EXAMPLES_OF_CODE) if (root / name).exists()]
