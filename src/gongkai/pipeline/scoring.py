"""Gold folders → scores: finds the source of each gold file and reads it with the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.errors import DatasetError
from gongkai.model import Document, Number, State
from gongkai.pipeline.reading import extract_file
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells, margins
from gongkai.score import Score, Weighed, score


def score_folder(folder: Path) -> list[Score]:
    """Scores every report that has gold under a folder.

    Gold is either `<name>.json` that names its `file` (looked for beside it and in `../reports`), or `gold.json` beside
    one `source.*`.

    Raises:
        DatasetError: if there is no gold, or a gold file's source is missing.
    """
    pairs = list(_pairs(folder))
    if not pairs:
        raise DatasetError("no_gold", file=folder)
    return [score(name, gold, extract_file(source)) for name, gold, source in pairs]


def weigh_folder(folder: Path) -> list[Weighed]:
    """The cells of every report that has gold under a folder, with the margin each was read with."""
    cells: list[Weighed] = []
    for _, gold, source in _pairs(folder):
        document = read(source)
        wanted = {path: None if value is None else Decimal(str(value)) for path, value in gold["cells"].items()}
        cells.extend(weigh(str(document.source.format), document, wanted))
    return cells


def weigh(kind: str, document: Document, wanted: Mapping[str, Number | None]) -> Iterator[Weighed]:
    """The cells of a document against what is printed (`table/row/column` → number), rows that were not found left out.

    A cell without a number in the gold says nothing: it is blank, or beyond what the gold covers.
    """
    outline = recognise(document)
    ahead = margins(outline)
    for cell in extract_cells(outline)[0]:
        value = wanted.get("/".join(cell.key))
        if value is None or cell.key not in ahead:
            continue
        none = cell.value is None and (cell.state is State.UNREADABLE or not cell.certain)
        verdict = "right" if cell.value == value else "no_number" if none else "wrong"
        yield Weighed(kind, ahead[cell.key], cell.certain, verdict)


def _pairs(folder: Path) -> Iterator[tuple[str, dict[str, Any], Path]]:
    for path in sorted(folder.rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(gold, dict) and "cells" in gold and "report" in gold:
            name = path.parent.name if path.stem == "gold" else path.stem
            folders = (path.parent, path.parent.parent / "reports") if "file" in gold else ()
            named: list[Path] = [folder / str(gold["file"]) for folder in folders]
            sources = filter(Path.is_file, (*named, *sorted(path.parent.glob("source.*"))))
            if (source := next(sources, None)) is None:
                raise DatasetError("gold_without_source", file=path)
            yield name, gold, source
