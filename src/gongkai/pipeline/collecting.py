"""Look for new reports on the agencies' sites, judge what is found by our own reading, and take in what is new."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from gongkai.collect import Options, crawl, outcomes
from gongkai.collect.links import patterns
from gongkai.dataset import (
    Register,
    SourceEntry,
    agency_for,
    read_list_pages,
    read_looked_for,
    read_register,
    write_list_pages,
    write_looked_for,
)
from gongkai.errors import DatasetError
from gongkai.model import Agency, Catch, Extraction, Judgement, ListPage, ReportId, Status, Visit
from gongkai.pipeline.adding import add_report
from gongkai.pipeline.reading import extract_file
from gongkai.workspace import DatasetFolder


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table that a run ends with; `outcome` is a code of `collect/outcomes.csv`."""

    agency_id: str
    year: int | None
    outcome: str
    address: str
    detail: str = ""

    @property
    def words(self) -> str:
        """The outcome in Chinese and English."""
        outcome = outcomes()[self.outcome]
        return f"{outcome.zh} / {outcome.en}"

    @property
    def failed(self) -> bool:
        """True if the row of `collect.csv` no longer does what it should."""
        return outcomes()[self.outcome].failed


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked for, and where it writes.

    Attributes:
        folder: the dataset.
        options: how to look.
        today: the day, for what is recorded.
        dry: True to write nothing.
        journal: rows that an unfinished run has done.
    """

    folder: DatasetFolder
    options: Options
    today: date
    dry: bool
    journal: Path


def collect(
    folder: DatasetFolder,
    scratch: Path,
    options: Options,
    today: date,
    *,
    agency: str | None = None,
    dry: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> list[Line]:
    """Visit the list pages of a dataset; new reports go into it as `gongkai add` would put them there.

    Args:
        folder: the dataset.
        scratch: where answers of servers and the state of an unfinished run are kept.
        options: how to look; `options.folder` and `options.cache` are set here.
        today: the day, for what is recorded.
        agency: only this agency.
        dry: only tell; nothing is written.
        told: is called with a line for each row visited.

    Returns:
        What was found, not found, changed or refused, in the order of `collect.csv`.

    Raises:
        DatasetError: what a person wrote in the dataset's folder is wrong.
        CollectError: the crawler failed as a whole.
    """
    register = read_register(folder.description, folder.agencies, folder.sources)
    every = read_list_pages(folder.list_pages, {body.agency_id for body in register.agencies})
    wanted = [row for row in every if agency in (None, row.agency_id)]
    with tempfile.TemporaryDirectory(prefix="gongkai-collect-") as aside:
        cache = Path(aside) / "cache" if dry else scratch / "cache"
        options = replace(options, folder=Path(aside), cache=cache)
        run = Run(folder, options, today, dry, scratch / "unfinished.jsonl")
        done = _done_before(run)
        rows = [row for row in wanted if (row.agency_id, row.address) not in done]
        lines: dict[int, list[Line]] = {}
        for visit in crawl(rows, partial(judge, register.agencies), options):
            lines[visit.row.line] = _settled(visit, run)
            counts = Counter(line.outcome for line in lines[visit.row.line])
            said = ", ".join(f"{outcomes()[code].zh} {code} {count}" for code, count in counts.items())
            told(f"{visit.row.address}: {said or '没有新报告 nothing new'}")
        if not dry:
            run.journal.unlink(missing_ok=True)
    return [line for number in sorted(lines) for line in lines[number]]


def judge(agencies: tuple[Agency, ...], file: Path, agency_id: str) -> Judgement:
    """What our own reading makes of a fetched file that should be a report of the agency."""
    extraction = extract_file(file)
    if extraction.status is Status.REJECTED:
        return Judgement(False, reason=" / ".join(extraction.message or ()))
    report = extraction.report
    agency = agency_for(report, agencies)
    if report.year is None or agency is None or agency.agency_id != agency_id:
        named = agency.agency_id if agency else report.agency
        return Judgement(
            False, report.year, reason=f"a report of {named or 'nobody named'}, {report.year or 'no year'}"
        )
    return Judgement(True, report.year, extraction.status is Status.COMPLETE, page_date=report.publish_date)


def _done_before(run: Run) -> set[tuple[str, str]]:
    """Rows that a run of the same kind did before it was cut short."""
    kind = [run.options.year, run.today.isoformat()[:7]]
    if run.dry or not run.journal.is_file():
        return set()
    entries = [json.loads(line) for line in run.journal.read_text(encoding="utf-8").splitlines()]
    return {(agency, address) for *asked, agency, address in entries if asked == kind}


def _settled(visit: Visit, run: Run) -> list[Line]:
    """Everything that follows from one visit, written down at once so that an interruption loses nothing of it."""
    register = read_register(run.folder.description, run.folder.agencies, run.folder.sources)
    health = _health(visit, register)
    lines = list(health)
    by_year: dict[int, list[Catch]] = defaultdict(list)
    for caught in visit.catches:
        if caught.judgement.year is not None:
            by_year[caught.judgement.year].append(caught)
    for year, catches in sorted(by_year.items()):
        # the most structured source of each year is added, a whole one if there is any; the others are kept beside it
        order = {suffix: place for place, suffix in enumerate(patterns()["attachments"])}
        best, *others = sorted(
            catches, key=lambda one: (not one.judgement.complete, order.get(one.file.suffix, len(order)))
        )
        published = str(ReportId(visit.row.agency_id, year))
        entry = next((entry for entry in register.sources.values() if entry.report_id == published), None)
        lines.append(_compared(visit.row, year, catches, entry, run) if entry else _added(visit.row, year, best, run))
        for other in others if entry is None else ():
            _keep_aside(other, published, run)
            address = other.exchange.final_address
            lines.append(Line(visit.row.agency_id, year, "alternate", address, other.file.suffix))
    lines += [Line(visit.row.agency_id, None, "refused", address, reason) for address, reason in visit.refused]
    year = run.options.year or run.today.year - 1
    held = str(ReportId(visit.row.agency_id, year)) in register.listed
    if not (health or held or any(line.year == year for line in lines)):
        lines.append(Line(visit.row.agency_id, year, "not_found", visit.row.address))
    if not run.dry:
        _remember(visit, bool(health), lines, run)
    return lines


def _health(visit: Visit, register: Register) -> list[Line]:
    """Whether the page still does what it did: collectors of this kind die of lists that come out empty, silently."""
    row = visit.row
    if visit.failure and not visit.catches:
        return [Line(row.agency_id, None, visit.failure, row.address, visit.detail)]
    known = sum(entry.found_on == row.address for entry in register.sources.values())
    before = max(row.last_links or 0, known)
    if visit.links >= before or (visit.catches and before <= len(visit.catches)):
        return []
    if visit.links:
        return [Line(row.agency_id, None, "fewer", row.address, f"{visit.links} links, {before} before")]
    other = visit.final_address != row.address or (row.last_title and row.last_title != visit.title)
    code = "moved" if other else "empty"
    return [
        Line(row.agency_id, None, code, row.address, f"{visit.title or visit.final_address}; {before} links before")
    ]


def _added(row: ListPage, year: int, caught: Catch, run: Run) -> Line:
    exchange = caught.exchange
    if run.dry:
        return Line(row.agency_id, year, "new", exchange.final_address)
    came = {
        "found_on": row.address,
        "final_url": exchange.final_address,
        "redirects": " ".join(exchange.redirects),
        "fetched_at": exchange.fetched_at,
        "status": exchange.status,
        "last_modified": exchange.last_modified,
        "etag": exchange.etag,
        "content_type": exchange.content_type,
        "page_date": caught.judgement.page_date or "",
    }
    try:
        added = add_report(caught.file, run.folder, run.today, url=exchange.address, came=came)
    except DatasetError as error:
        return Line(row.agency_id, year, "refused", exchange.final_address, f"{error.message_zh} / {error.message_en}")
    return Line(row.agency_id, year, "new", exchange.final_address, added.copy.name)


def _compared(row: ListPage, year: int, catches: Sequence[Catch], entry: SourceEntry, run: Run) -> Line:
    """A report that is here already: the same, or a later state that is kept beside it."""
    held = run.folder.path / entry.file
    same_kind = [caught for caught in catches if caught.file.suffix == held.suffix] or list(catches)
    latest = same_kind[0]
    address = latest.exchange.final_address
    if latest.exchange.sha256 == entry.sha256 or _says(extract_file(latest.file)) == _says(extract_file(held)):
        return Line(row.agency_id, year, "unchanged", address)
    return Line(row.agency_id, year, "changed", address, _keep_aside(latest, entry.report_id, run))


def _says(extraction: Extraction) -> object:
    """What a reader takes from a report: a counter of visits or a new footer is no change."""
    cells = [(cell.key, cell.raw, cell.state) for cell in extraction.cells]
    return cells, [(section.section, section.text) for section in extraction.sections]


def _keep_aside(caught: Catch, published: str, run: Run) -> str:
    """Copy a document into the folder of alternates; returns its name there."""
    name = f"{published}.{run.today.isoformat()}.{caught.exchange.sha256[:8]}{caught.file.suffix}"
    if not run.dry:
        run.folder.alternates.mkdir(exist_ok=True)
        shutil.copyfile(caught.file, run.folder.alternates / name)
    return name


def _remember(visit: Visit, failed: bool, lines: Iterable[Line], run: Run) -> None:
    """What the row gave, what was looked for in vain, and that this row is done."""
    register = read_register(run.folder.description, run.folder.agencies, run.folder.sources)
    known = {visit.row.agency_id, *(body.agency_id for body in register.agencies)}
    rows = read_list_pages(run.folder.list_pages, known)
    if not failed and (visit.links or visit.catches):
        fresh = replace(visit.row, last_gave_on=run.today, last_links=visit.links, last_title=visit.title)
        write_list_pages(run.folder.list_pages, [fresh if row.line == visit.row.line else row for row in rows])
    vain = {(line.agency_id, line.year): run.today for line in lines if line.outcome == "not_found" and line.year}
    found = {(line.agency_id, line.year) for line in lines if line.outcome == "new"}
    before = read_looked_for(run.folder.looked_for)
    after = {key: looked for key, looked in {**before, **vain}.items() if key not in found}
    if after != before:
        write_looked_for(run.folder.looked_for, after)
    run.journal.parent.mkdir(parents=True, exist_ok=True)
    with run.journal.open("a", encoding="utf-8") as file:
        entry = [run.options.year, run.today.isoformat()[:7], visit.row.agency_id, visit.row.address]
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
