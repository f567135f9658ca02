"""Looks through the files of the project: data that does not parse, and text that should not be there."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

FOLDERS = (".ci", ".github", "datasets", "docs", "scripts", "src", "tests")
NOT_OURS = ("node_modules", "__pycache__", "gongkai.egg-info")
# Columns that together name a row, in the order in which we look for them.
KEYS = (("list", "code"), ("code",), ("fact", "rule"), ("rule",))
# Where things stand on one machine, and addresses that hand out packages: neither means anything elsewhere.
MACHINE_PATH = re.compile(r"(?<![\w.*/-])/(?:work|tmp|root|home|opt)/")
INDEX = re.compile(
    r"\"resolved\":\s*\"https?:|https?://\S+\.(?:whl|tgz|tar\.gz)\b|https?://\S+/simple\b"
    r"|--(?:extra-)?index-url|--find[-]links|--trusted[-]host"
)
# What tests feed to the code is not what the code says.
QUOTED_MATERIAL = ("reports", "golden", "fixtures")


def project_files(root: Path) -> list[Path]:
    """Every file of the project under its own folders and at its top; generated and installed files left out."""
    top = [path for path in root.iterdir() if path.is_file()]
    below = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    return sorted(path for path in top + below if not set(NOT_OURS) & set(path.parts))


def unparsable_data(folder: Path) -> list[str]:
    """CSV, YAML and JSON files that are damaged: wrong row lengths, repeated keys or codes, a byte order mark."""
    checks = {".csv": _csv_faults, ".yml": _yaml_faults, ".json": _json_faults}
    return [
        f"{path.relative_to(folder)}: {fault}"
        for path in sorted(folder.rglob("*"))
        if path.suffix in checks and path.is_file() and not set(NOT_OURS) & set(path.parts)
        for fault in _faults(path, checks)
    ]


def _faults(path: Path, checks: dict[str, Any]) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if text.startswith("\ufeff"):
        yield "starts with a byte order mark"
    try:
        yield from checks[path.suffix](text)
    except (ValueError, yaml.YAMLError) as error:
        yield str(error)


def _csv_faults(text: str) -> Iterator[str]:
    header, *rows = list(csv.reader(text.splitlines(), strict=True)) or [[]]
    if not all(header) or len(set(header)) != len(header):
        yield "has an empty or repeated column name"
    yield from (
        f"line {n} has {len(row)} cells, not {len(header)}" for n, row in enumerate(rows, 2) if len(row) != len(header)
    )
    key = next((names for names in KEYS if set(names) <= set(header)), tuple(header))
    named = Counter(tuple(dict(zip(header, row, strict=False)).get(name, "") for name in key) for row in rows)
    yield from (f"{' / '.join(code)} stands there {count} times" for code, count in named.items() if count > 1)


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses the same key twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        return _without_repeats(super().construct_mapping(node, deep), keys)


def _without_repeats(mapping: dict[Hashable, Any], keys: list[Hashable]) -> dict[Hashable, Any]:
    repeated = [str(key) for key, count in Counter(keys).items() if count > 1]
    if repeated:
        raise ValueError(f"repeats {', '.join(repeated)}")
    return mapping


def _yaml_faults(text: str) -> Iterator[str]:
    if yaml.load(text, _StrictLoader) is None:
        yield "is empty"


def _json_faults(text: str) -> Iterator[str]:
    json.loads(text, object_pairs_hook=lambda pairs: _without_repeats(dict(pairs), [key for key, _ in pairs]))
    yield from ()


def seed_words(datasets: Path) -> set[str]:
    """What would tie the code to particular reports: their ids, file names, and their agencies' names and ids."""
    words: set[str] = set()
    for register, columns in (
        ("agencies.csv", ("agency_id", "name", "names_used")),
        ("sources.csv", ("report_id", "original_name")),
    ):
        for path in datasets.glob(f"*/{register}"):
            with path.open(encoding="utf-8", newline="") as file:
                words |= {word for row in csv.DictReader(file) for column in columns for word in row[column].split("|")}
    return words - {""}


def occurrences(words: set[str], folder: Path) -> list[str]:
    """Files under the folder that contain one of the words."""
    return [
        f"{path.relative_to(folder)} mentions {word}"
        for path, text in _texts(sorted(path for path in folder.rglob("*") if path.is_file()))
        for word in sorted(words)
        if word in text
    ]


def machine_words(root: Path) -> list[str]:
    """Lines of the project that name a folder of one machine, a package index, or options that choose one."""
    # In a linked work tree `.git` is a file, and it is git's.
    ours = [path for path in project_files(root) if not {".git", *QUOTED_MATERIAL} & set(path.parts)]
    return [
        f"{path.relative_to(root)}:{number} says {match.group()}"
        for path, text in _texts(ours)
        for number, line in enumerate(text.splitlines(), 1)
        for match in (MACHINE_PATH.search(line), INDEX.search(line))
        if match
    ]


def _texts(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if set(NOT_OURS) & set(path.parts):
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
