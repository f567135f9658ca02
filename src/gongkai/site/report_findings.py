"""Findings on the page of a report: parted into those about the report, the file and our reading, grouped by cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from gongkai.forms import rules
from gongkai.site.addresses import Way
from gongkai.site.rows import FindingRow
from gongkai.site.source_text import SourceView
from gongkai.site.words import ABOUT, Words

SEVERITIES = ("error", "warning", "info")
MOST_LEADS = 6
"""Cells that a finding names one by one."""


@dataclass(frozen=True, slots=True)
class FindingPage:
    """What a finding needs of its page: cells and source to link to, edition of the form, links to other pages."""

    held: frozenset[str]
    view: SourceView
    edition: str
    to: Way
    words: Words


def findings_html(findings: Sequence[FindingRow], page: FindingPage) -> str:
    """All findings of a report; empty if there are none."""
    parts = []
    for about in ABOUT:
        own = sorted((f for f in findings if about_of(f) == about), key=lambda f: SEVERITIES.index(f.severity))
        if own:
            heading = f'<h3 id="findings-{about}" data-pagefind-ignore>{page.words(*ABOUT[about])}</h3>'
            parts.append(f'{heading}<ul class="findings">')
            parts += (_cluster(group, page) for group in by_cause(own))
            parts.append("</ul>")
    return "".join(parts)


def about_of(finding: FindingRow) -> str:
    """What a finding is about: `report`, `file` or `reading`."""
    return finding.about or (rules()[finding.rule].about if finding.rule in rules() else "report")


def by_cause(findings: Sequence[FindingRow]) -> list[list[FindingRow]]:
    """The findings in groups of one cause, in the order of the first of each; without a cause those of one rule."""
    groups: dict[str, list[FindingRow]] = {}
    for finding in findings:
        groups.setdefault(finding.cause or f"{finding.rule}/{finding.severity}", []).append(finding)
    return list(groups.values())


def doubtful_rules(findings: Sequence[FindingRow]) -> Mapping[str, FindingRow]:
    """The finding that says most about a cell, by its address: if there are several, the one about how it was read."""
    ordered = sorted(findings, key=lambda finding: about_of(finding) == "report", reverse=True)
    return {address: finding for finding in ordered for address in cell_addresses(finding)}


def cell_addresses(finding: FindingRow) -> list[str]:
    """Addresses of the cells a finding is about."""
    return [path.replace("/", ".") for path in (finding.cells or "").split("|") if path]


def _cluster(group: Sequence[FindingRow], page: FindingPage) -> str:
    first, words = group[0], page.words
    if len(group) == 1:
        return _item(first, page, f"<p>{escape(first.message(words.lang))}</p>")
    if first.cause:
        head, rest = f"<p>{escape(first.message(words.lang))}</p>", group[1:]
        summary = words("由此而来的 {n} 条", "{n} more that follow from it", n=len(rest))
    else:
        rule = rules()[first.rule]
        title = rule.title_en if words.lang == "en" else rule.title_zh
        head, rest = (
            f"<p>{words('“{t}”：{n} 处例外', '“{t}”: {n} exceptions', n=len(group), t=escape(title))}</p>",
            group,
        )
        summary = words("逐条列出", "List them")
    listed = "".join(f"<li>{escape(f.message(words.lang))} {_leads(f, page)}</li>" for f in rest)
    return _item(
        first,
        page,
        f"{head}<details><summary>{summary}</summary><ul>{listed}</ul></details>",
        len(group) > 1 and not first.cause,
    )


def _item(finding: FindingRow, page: FindingPage, text: str, several: bool = False) -> str:
    words = page.words
    severity = words.code("severities", finding.severity)
    leads = "" if several else " · " + _leads(finding, page)
    return (
        f'<li data-rule="{finding.rule}"><span class="severity severity-{finding.severity}">{severity}</span>'
        f'<div>{text}<p class="small quiet" data-pagefind-ignore>'
        f'<a href="{page.to.rule(finding.rule)}">{finding.rule}</a>'
        f"{leads.removesuffix(' · ')}</p></div></li>"
    )


def _leads(finding: FindingRow, page: FindingPage) -> str:
    """Links to the cells of a finding, or to the places it names."""
    words = page.words
    cells = cell_addresses(finding)
    if cells:
        shown = []
        # the name of a row, and a link for each of its cells
        for (table, row), own in groupby(cells[:MOST_LEADS], key=lambda address: address.split(".")[:2]):
            links = (
                _link(
                    address if address in page.held else None,
                    words.column(table, address.rpartition(".")[2], page.edition),
                )
                for address in own
            )
            name = escape(words.row(table, row, page.edition))
            shown.append(f"{name} · {words('、', ', ').join(links)}")
        if len(cells) > MOST_LEADS:
            shown.append(words("共 {n} 格", "{n} cells in all", n=len(cells)))
    else:
        places = [place for place in (finding.places or "").split("|") if place]
        shown = [_link(page.view.anchor(place), words.place(place)) for place in places[:MOST_LEADS]]
    return words("；", "; ").join(shown)


def _link(anchor: str | None, text: str) -> str:
    return f'<a href="#{anchor}">{escape(text)}</a>' if anchor else escape(text)
