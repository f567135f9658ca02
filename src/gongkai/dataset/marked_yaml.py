"""YAML files that people wrote: the data, and the line of each part."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from gongkai.dataset.faults import Faults
from gongkai.errors import DatasetError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

DEEPEST = 20
"""Lists and mappings inside one another; what people write here has four at most."""

UNASKED = "rfc3987_syntax"
"""What jsonschema loads, if it is installed, to judge addresses by their grammar."""


@dataclass(frozen=True, slots=True)
class MarkedYaml:
    """A YAML file; `node` is its root, None if the file is empty."""

    path: Path
    data: Any
    node: yaml.Node | None

    def line(self, *steps: str | int) -> int:
        """The line, from 1, of the part that those keys and positions lead to, or of the nearest one above it."""
        node, line = self.node, self.node.start_mark.line if self.node else 0
        for step in steps:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line
                continue
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            here = next((pair for pair in pairs if pair[0].value == step), None)
            if here is None:
                return node.start_mark.line + 1 if node else 1
            line, node = here[0].start_mark.line, here[1]
        return line + 1

    def where(self, *steps: str | int) -> str:
        """File and line of that part, for messages."""
        return f"{self.path}:{self.line(*steps)}"

    def day(self, entry: int, key: str) -> date:
        """The day under a key of an entry of the list.

        Raises:
            DatasetError: it is no day written as 2020-01-31.
        """
        text = self.data[entry][key]
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise DatasetError("on_no_day", file=self.where(entry, key), text=text) from error


def read_yaml(path: Path, *, as_text: bool = False) -> MarkedYaml:
    """Reads one file.

    Args:
        path: the file.
        as_text: True leaves every value the text that is written there: no number, day or yes-or-no is made of it.

    Raises:
        DatasetError: the file is missing, no UTF-8, no YAML, gives a key twice, uses an alias, or is nested too deep.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        depth = 0
        # no file of a dataset needs depth or aliases, and a few lines of them can exhaust the memory
        for event in yaml.parse(text, yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            where = f"{path}:{event.start_mark.line + 1 if event.start_mark else 1}"
            if isinstance(event, yaml.AliasEvent):
                raise DatasetError("yaml_alias", file=where, name=event.anchor)
            if depth > DEEPEST:
                raise DatasetError("yaml_deep", file=where, most=DEEPEST)
        loader = (yaml.BaseLoader if as_text else yaml.SafeLoader)(text)
        node = loader.get_single_node()
        _refuse_repeated_keys(path, node)
        return MarkedYaml(path, loader.construct_document(node) if node else None, node)
    except OSError as error:
        raise DatasetError("file_missing", file=path) from error
    except UnicodeDecodeError as error:
        raise DatasetError("not_utf8", file=path) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DatasetError("yaml", file=f"{path}:{line}", said=error.problem) from error
    except yaml.YAMLError as error:
        raise DatasetError("yaml_character", file=path) from error


def read_entries(path: Path, schema: str) -> MarkedYaml:
    """A list that people wrote, checked against its schema; no entries if the file is missing or empty.

    Every value is the text that stands there, so that `source_says: 007` guards 007 and `on:` is a key.

    Raises:
        DatasetError: names file, line and what is wrong.
    """
    document = read_yaml(path, as_text=True) if path.is_file() else None
    if document is None or document.data is None:
        return MarkedYaml(path, [], None)
    refuse_unfit(document, schema)
    return document


def refuse_unfit(document: MarkedYaml, schema: str) -> None:
    """Checks a file against a JSON schema of this room; messages quote the `description` of the property.

    Raises:
        DatasetError: names file, line and key of every fault.
    """
    # Most processes of a build need not load it. Nine tenths of its second go into 38 grammars that no schema here
    # uses; jsonschema leaves out the grammars whose library is missing.
    sys.modules.setdefault(UNASKED, None)  # type: ignore[arg-type]
    from jsonschema import Draft202012Validator

    rules = json.loads((files("gongkai.dataset") / schema).read_text(encoding="utf-8"))
    met = Faults()
    for fault in sorted(Draft202012Validator(rules).iter_errors(document.data), key=lambda f: list(f.absolute_path)):
        met.note(_in_our_words(fault, document))
    met.raise_if_any()


def _in_our_words(fault: ValidationError, document: MarkedYaml) -> DatasetError:
    """The fault in words that stay the same whatever the version of the validator."""
    rule: Any = fault.schema
    instance: Any = fault.instance
    where = document.where(*fault.absolute_path)
    if fault.validator == "required":
        return DatasetError("key_missing", file=where, key=next(key for key in rule["required"] if key not in instance))
    if fault.validator == "additionalProperties":
        odd = next(str(key) for key in instance if key not in rule["properties"])
        where = document.where(*fault.absolute_path, odd)
        return DatasetError("key_unknown", file=where, key=odd, known=", ".join(rule["properties"]))
    last = fault.absolute_path[-1] if fault.absolute_path else None
    if isinstance(last, int):
        place = f"第 {last + 1} 条", f"entry {last + 1}"
    else:
        place = (f"{last} ", last) if last else ("整个文件", "the file")
    kinds = {dict: ("映射", "a mapping"), list: ("列表", "a list"), type(None): ("空的", "empty")}
    shown = kinds.get(type(instance), (repr(instance)[:80],) * 2)
    wanted = (rule["description_zh"], rule["description"])
    return DatasetError("value_wrong", file=where, place=place, shown=shown, wanted=wanted)


def _refuse_repeated_keys(path: Path, node: yaml.Node | None) -> None:
    seen: set[str] = set()
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            _refuse_repeated_keys(path, part)
        if isinstance(node, yaml.MappingNode):
            key = child[0]
            if str(key.value) in seen:
                raise DatasetError("yaml_key_twice", file=f"{path}:{key.start_mark.line + 1}", key=key.value)
            seen.add(str(key.value))
