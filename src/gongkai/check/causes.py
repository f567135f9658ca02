"""Which findings of a report follow from one thing, so that one misprint is reported once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

from gongkai.forms.relations import Relation, identities
from gongkai.model import CellKey, Extraction, Finding

Changes = Mapping[CellKey, int]
"""By how much each single cell of a broken sum would have to change for the sum to hold."""
Link = tuple[int, int, int, tuple[CellKey, ...], int]
"""Two findings by number, the position of the cell in the first, the cells that link them, for how many pairs."""


def with_causes(findings: Sequence[Finding], extraction: Extraction) -> tuple[Finding, ...]:
    """The findings with `cause` set where several are linked.

    Two broken sums are linked if the same change of one cell makes both hold, or if changes of a cell in each offset
    one another in a sum that holds (two zeros printed in one column). Other findings are linked if they share a cell
    and are about the same subject. The cause is the cell that links most pairs.
    """
    if len(findings) < 2 and not any(finding.cause for finding in findings):
        return tuple(findings)
    numbers = {cell.key: int(cell.value) for cell in extraction.cells if cell.value is not None}
    filled = {key.row for key in numbers if key.table == "requests"}
    sums: dict[str, list[Relation]] = defaultdict(list)
    for identity in identities(extraction.report.edition, filled) if extraction.report.edition else ():
        sums[identity.rule].append(identity)
    broken: dict[int, Changes] = {}
    for number, finding in enumerate(findings):
        # the changes that would make the sums of this finding hold; none if it is about no sum
        concerned = [s for s in sums.get(finding.rule, ()) if (s.total or s.cells[0]) in finding.cells]
        if changes := {key: -s.residual(numbers) * f for s in concerned for key, f in s.coefficients.items()}:
            broken[number] = changes
    # a sum alone is linked to none by what holds
    every = [identity for of_rule in sums.values() for identity in of_rule] if len(broken) > 1 else []
    holding = [s for s in every if s.has_grounds(numbers) and not s.residual(numbers)]
    links = sorted([*_by_sums(findings, broken, holding), *_by_cells(findings, broken)])
    group_of = _groups(len(findings), links)
    shared: dict[int, Counter[CellKey]] = {}
    for first, _, _, keys, pairs in links:
        shared.setdefault(group_of[first], Counter()).update(dict.fromkeys(keys, pairs))
    causes: dict[int, str] = {}
    for number, group in enumerate(group_of):
        if group in shared:
            cells = shared[group] or Counter(findings[group].cells)
            causes[number] = "/".join(cells.most_common(1)[0][0])
    return tuple(
        finding if finding.cause == causes.get(number) else replace(finding, cause=causes.get(number))
        for number, finding in enumerate(findings)
    )


def _groups(count: int, links: Sequence[Link]) -> list[int]:
    """For each of so many findings the first of those it is linked to, straight or through others."""
    parents = list(range(count))

    def first_of(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for one, other, *_ in links:
        older, newer = sorted((first_of(one), first_of(other)))
        parents[newer] = older
    return [first_of(number) for number in range(count)]


def _by_sums(findings: Sequence[Finding], broken: Mapping[int, Changes], holding: Sequence[Relation]) -> Iterator[Link]:
    """Links between findings about broken sums."""
    for first, second in combinations(broken, 2):
        if findings[first].about == findings[second].about:
            shared = tuple(key for key in broken[first] if broken[first][key] == broken[second].get(key))
            if shared or any(_offset(broken[first], broken[second], identity) for identity in holding):
                yield first, second, 0, shared, 1


def _by_cells(findings: Sequence[Finding], broken: Mapping[int, Changes]) -> Iterator[Link]:
    """Links between findings that name the same cell; two about broken sums are left to `_by_sums`.

    Pairs are counted, not gone through: a text of torn rows had half a million.
    """
    named: dict[tuple[str, CellKey], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        for key in dict.fromkeys(finding.cells):
            named[finding.about, key].append(number)
    for (_, key), numbered in named.items():
        others = [number for number in numbered if number not in broken]
        if others and len(numbered) > 1:
            first, second = numbered[0], others[0] if numbered[0] in broken else numbered[1]
            pairs = comb(len(numbered), 2) - comb(len(numbered) - len(others), 2)
            yield first, second, findings[first].cells.index(key), (key,), pairs
            yield from ((min(n, others[0]), max(n, others[0]), 0, (), 0) for n in numbered)


def _offset(here: Changes, there: Changes, holding: Relation) -> bool:
    """True if a change of a cell in each leaves the sum unchanged."""
    factors = holding.coefficients
    ours = {factors[key] * here[key] for key in factors if key in here}
    return any(-factors[key] * there[key] in ours for key in factors if key in there)
