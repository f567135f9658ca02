"""What a reader must know about how the rows of the form tables were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from gongkai.forms import bare_form, code_list, finding, labels
from gongkai.model import Cell, CellKey, Finding, FormLine, Outline, Place

_ROWS = {"requests": "requests", "review_litigation": "channels", "proactive_disclosure": "proactive_disclosure_rows"}
_COLUMNS = {"requests": "applicant_types", "review_litigation": "outcomes", "proactive_disclosure": "measures"}
_OF_DIGITS = frozenset({"run_together", "two_rows_joined"})
WHOLE_REVIEW = len(labels("channels")) * len(labels("outcomes"))


def names_of(table: str, row: str) -> tuple[str, str]:
    """The name of a row in Chinese and English."""
    label = labels(_ROWS[table])[row]
    return list(label.zh.values())[-1], label.en


def value_finding(cell: Cell, rule: str) -> Finding:
    """The finding that a cell holds no proper number."""
    row_zh, row_en = names_of(cell.key.table, cell.key.row)
    column = labels(_COLUMNS[cell.key.table])[cell.key.column]
    zh = {"cell": f"{row_zh}·{list(column.zh.values())[-1]}", "item": row_zh, "ch": row_zh, "raw": cell.raw}
    en = {"cell": f"{row_en} / {column.en}", "item": row_en, "ch": row_en}
    return finding(rule, places=[cell.place], cells=[cell.key], found=cell.raw, zh=zh, en=en)


def about_lines(outline: Outline) -> Iterable[Finding]:
    """The findings about labels, rows and columns, in the order of the tables."""
    requests = [line for line in outline.lines if line.table == "requests"]
    proactive = [line for line in outline.lines if line.table == "proactive_disclosure"]
    yield from _labels_of_items(proactive)
    yield from _changing_width(proactive)
    for line in requests:
        zh, en = names_of(line.table, line.row)
        if line.match == "corrected":
            yield _read_as(line.label, line.table, line.row, line.label_place)
        if line.match == "position":
            names = {"row": zh, "raw": line.label}
            yield finding("READ-02", places=[line.label_place], found=line.label, zh=names, en={"row": en})
        if line.others:
            # printed again: an error if another full row differs
            severity = None if line.differ else "info"
            places = [line.label_place, *line.others]
            yield finding("APP-S03", places=places, zh={"row": zh}, en={"row": en}, severity=severity)
    yield from _shifted(requests)
    yield from _narrow(requests)
    yield from _in_doubt(outline.lines)
    # numbers in columns that the form does not have
    left = [token.place for line in outline.lines for token in line.surplus]
    if left:
        yield finding("READ-05", places=left, found=len(left), zh={"n": len(left)})
    if outline.printed:
        count, place = outline.printed
        yield finding("RL-S01", places=[place], expected=WHOLE_REVIEW, found=count, zh={"n": count})
    for _, label, place_of in outline.unknown:
        yield finding("APP-S02", places=[place_of], found=label, zh={"raw": label})


def _labels_of_items(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """LBL-01 for items and headings read by correction, each heading once."""
    done: set[tuple[str, Place | None]] = set()
    for line in lines:
        if line.match == "corrected":
            yield _read_as(line.label, "proactive_disclosure_rows", line.row, line.label_place)
        for text, code in zip(line.heading, line.named, strict=False):
            label = labels("measures")[code]
            printed = bare_form(text) in {bare_form(name) for name in (*label.zh.values(), *label.aliases)}
            if (text, line.heading_place) not in done and not printed:
                done.add((text, line.heading_place))
                yield _read_as(text, "measures", code, line.heading_place)


def _read_as(text: str, vocabulary: str, code: str, place: Place | None) -> Finding:
    official = list(labels(vocabulary)[code].zh.values())[-1]
    return finding("LBL-01", places=[place], found=text, zh={"raw": text, "std": official})


def _shifted(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """One finding for all rows that were mended: torn labels, and values that begin in an unusual column."""
    starts: dict[tuple[int, int], Counter[int]] = {}
    for line in lines:
        if line.start is not None:
            starts.setdefault(_shape(line), Counter())[line.start] += 1
    mended = [line for line in lines if line.match == "torn"]
    mended += [
        line
        for line in lines
        if line.start is not None
        and line.start != starts[_shape(line)].most_common(1)[0][0]
        and line.match not in ("torn", "position")
    ]
    if mended:
        names = [names_of(line.table, line.row) for line in mended]
        zh = {"row": "、".join(name for name, _ in names)}
        en = {"row": ", ".join(name for _, name in names)}
        in_order = attrgetter("page", "table", "row", "line", "paragraph", "cell")
        found = {line.label_place for line in mended if line.label_place}
        places = sorted(found, key=lambda place: [number or 0 for number in in_order(place)])
        yield finding("APP-S05", places=places, zh=zh, en=en)


def _shape(line: FormLine) -> tuple[int, int]:
    """Rows of one shape begin alike: those of one depth, and all rows of a part that has lost columns."""
    parent = labels("requests")[line.row].parent
    return (0, line.part) if line.narrow else (1 if parent is None else 2 if parent == "processed" else 3, 0)


def _narrow(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """One finding for each part of the table that has lost columns."""
    parts: dict[tuple[int, int], list[FormLine]] = {}
    for line in lines:
        if line.narrow:
            parts.setdefault((line.part, line.narrow), []).append(line)
    for (_, width), members in parts.items():
        places = [members[0].label_place, members[-1].label_place]
        cells = [CellKey("requests", line.row, column) for line in members for column in line.columns]
        yield finding(
            "APP-S04", places=places, cells=cells, expected=len(members[0].columns), found=width, zh={"n": width}
        )


def _in_doubt(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """What the source leaves open, row by row: READ-01 where digits run together, READ-03 for the rest."""
    for line in lines:
        open_columns = [column for column, codes in zip(line.columns, line.doubts, strict=True) if codes]
        codes = tuple(dict.fromkeys(code for codes in line.doubts for code in codes))
        told_elsewhere = {"marked", "printed_twice", *(("row_unclear",) if line.match == "position" else ())}
        if line.narrow or set(codes) <= told_elsewhere:
            continue
        zh, en = names_of(line.table, line.row)
        why = {row["code"]: row for row in code_list("doubts")}
        first = next((token.place for token in line.tokens if token), line.label_place)
        rule = "READ-01" if not _OF_DIGITS.isdisjoint(codes) else "READ-03"
        yield finding(
            rule,
            places=[first],
            cells=[CellKey(line.table, line.row, column) for column in open_columns],
            zh={"row": zh, "why": "；".join(why[code]["label_zh"] for code in codes)},
            en={"row": en, "why": "; ".join(why[code]["label_en"] for code in codes)},
        )


def _changing_width(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """A20-S02 where the part after a page break (nothing stands between) has fewer columns than the first."""
    widths: dict[int, int] = {}
    for line in lines:
        widths.setdefault(line.part, line.labels_before + line.width)
    parts = list(widths)
    for part in parts[1:]:
        if part - 1 in widths and widths[part] < widths[parts[0]]:
            first = next(line for line in lines if line.part == part)
            yield finding("A20-S02", places=[first.label_place], expected=widths[parts[0]], found=widths[part])
