"""Which findings of a report follow from one thing, so that one misprint is reported once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from gongkai.forms.relations import Relation, identities
from gongkai.model import CellKey, Extraction, Finding

Changes = Mapping[CellKey, int]
"""By how much each single cell of a broken sum would have to change for the sum to hold."""


def with_causes(findings: Sequence[Finding], extraction: Extraction) -> tuple[Finding, ...]:
    """The findings with `cause` set where several are linked.

    Two broken sums are linked if the same change of one cell makes both hold, or if changes of a cell in each offset
    one another in a sum that holds (two zeros printed in one column). Other findings are linked if they share a cell
    and are about the same subject.
    """
    parents = list(range(len(findings)))

    def group_of(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    links = list(_links(findings, extraction))
    for first, second, _ in links:
        older, newer = sorted((group_of(first), group_of(second)))
        parents[newer] = older
    shared: dict[int, Counter[CellKey]] = {}
    for first, _, keys in links:
        shared.setdefault(group_of(first), Counter()).update(keys)
    causes: dict[int, str] = {}
    for number in range(len(findings)):
        group = group_of(number)
        if group in shared:
            cells = shared[group] or Counter(findings[group].cells)
            causes[number] = "/".join(cells.most_common(1)[0][0])
    return tuple(replace(finding, cause=causes.get(number)) for number, finding in enumerate(findings))


def _links(findings: Sequence[Finding], extraction: Extraction) -> Iterator[tuple[int, int, list[CellKey]]]:
    """Two findings, by their numbers, and the cells that link them."""
    numbers = {cell.key: int(cell.value) for cell in extraction.cells if cell.value is not None}
    filled = {key.row for key in numbers if key.table == "requests"}
    sums = identities(extraction.report.edition, filled) if extraction.report.edition else ()
    broken: list[Changes] = []
    for finding in findings:
        # the changes that would make the sums of this finding hold; none if it is about no sum
        concerned = [s for s in sums if s.rule == finding.rule and (s.total or s.cells[0]) in finding.cells]
        broken.append({key: -s.residual(numbers) * f for s in concerned for key, f in s.coefficients.items()})
    holding = [s for s in sums if s.has_grounds(numbers) and not s.residual(numbers)]
    for first, second in combinations(range(len(findings)), 2):
        if findings[first].about != findings[second].about:
            continue
        here, there = broken[first], broken[second]
        if here and there:
            shared = [key for key in here if here[key] == there.get(key)]
            if shared or any(_offset(here, there, identity) for identity in holding):
                yield first, second, shared
        elif keys := [key for key in findings[first].cells if key in findings[second].cells]:
            yield first, second, keys


def _offset(here: Changes, there: Changes, holding: Relation) -> bool:
    """True if a change of a cell in each leaves the sum unchanged."""
    factors = holding.coefficients
    ours = {factors[key] * here[key] for key in factors if key in here}
    return any(-factors[key] * there[key] in ours for key in factors if key in there)
