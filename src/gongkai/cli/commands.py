"""What each subcommand does with the result of the pipeline: print it and choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from gongkai.model import DatasetContent, Extraction, Status
from gongkai.render import as_json, findings_table, summary_line
from gongkai.workspace import Workspace


def extract(files: Sequence[Path]) -> int:
    """One JSON object per file on standard output; 1 if any was rejected."""
    from gongkai.pipeline.reading import extract_file

    extractions = []
    for path in files:
        extraction = extract_file(path)
        print(as_json(extraction), flush=True)
        _complain(extraction)
        extractions.append(extraction)
    return _exit_code(extractions)


def check(files: Sequence[Path]) -> int:
    """The findings of each file as a table; 1 if any was rejected."""
    from gongkai.pipeline.reading import extract_file

    extractions = [extract_file(path) for path in files]
    for extraction in extractions:
        print(summary_line(extraction))
        if extraction.status is not Status.REJECTED:
            print(findings_table(extraction))
    return _exit_code(extractions)


def score(gold: Path) -> int:
    """Right, flagged, missing and silently wrong cells per report and per format; 1 if any is silently wrong."""
    from gongkai.pipeline.scoring import score_folder
    from gongkai.score import scorecard

    scores = score_folder(gold)
    for entry in scores:
        fields = f"{entry.fields_right}/{entry.fields} fields"
        print(f"{entry.name}: {entry.right}/{entry.cells} cells right, {entry.flagged} flagged, {fields}")
        for address in (*entry.silent_cells, *(f"report/{name}" for name in entry.fields_silent)):
            print(f"  silently wrong: {address}")
    table = scorecard(scores)
    print("\n".join("\t".join(map(str, row)) for row in (table.columns, *table.rows)))
    return 1 if any(entry.silent for entry in scores) else 0


def build(datasets: Path, out: Path, jobs: int, site: bool, strict: bool) -> int:
    """Packages and site; with `strict` 1 if a report was rejected or an error is new."""
    from gongkai.pipeline.publishing import build as build_all

    workspace = Workspace(datasets.resolve(), out.resolve(), Path.cwd())
    contents = build_all(workspace, jobs=jobs, site=site, progress=_progress())
    for content in contents.values():
        for rejected in content.rejections:
            _complain(rejected)
        print(f"{content.dataset.id}: {len(content.reports)} reports, {len(content.rejections)} rejected")
    return _strict_code(workspace, contents) if strict else 0


def _strict_code(workspace: Workspace, contents: dict[str, DatasetContent]) -> int:
    from gongkai.dataset import new_errors

    code = 0
    for dataset_id, content in contents.items():
        fresh = new_errors(workspace.dataset(dataset_id).known_errors, content.reports)
        for report_id, rule, cells in fresh:
            print(f"gongkai: {report_id}: new error {rule} at {cells}; check it, then gongkai release", file=sys.stderr)
        code = 1 if fresh or content.rejections else code
    return code


def add(files: Sequence[Path], dataset_id: str, url: str | None, datasets: Path, out: Path) -> int:
    """Takes reports into a dataset and shows what was read and found."""
    from gongkai.pipeline.upkeep import add_report

    folder = Workspace(datasets.resolve(), out.resolve(), Path.cwd()).dataset(dataset_id)
    for path in files:
        added = add_report(path, folder, url, datetime.now(UTC).date())
        print(f"{added.report_id} → {added.copy}")
        print(summary_line(added.extraction))
        print(findings_table(added.extraction))
    return 0


def validate(package: Path) -> int:
    """Checks a package (its folder or its datapackage.json); 1 on any fault."""
    from gongkai.pipeline.upkeep import package_faults

    folder = package.parent if package.name == "datapackage.json" else package
    faults = package_faults(folder)
    for fault in faults:
        print(f"gongkai: {fault}", file=sys.stderr)
    print(f"{folder}: {len(faults)} faults" if faults else f"{folder}: valid")
    return 1 if faults else 0


def diff(old: Path, new: Path, as_document: bool) -> int:
    """What changed from one package to another; 1 if a published value changed and nobody said why."""
    from gongkai.pipeline.releases import differences, differences_json, differences_text

    before, after, changes = differences(old, new)
    if as_document:
        print(differences_json(before, after, changes), end="")
    else:
        print(differences_text(before, after, changes))
    return 1 if any(change.kind == "unexplained" for change in changes) else 0


def release(dataset_id: str, datasets: Path, out: Path) -> int:
    """Records what this version publishes, so that the next build can tell and explain every change."""
    from gongkai.pipeline.upkeep import record_release

    folder = Workspace(datasets.resolve(), out.resolve(), Path.cwd()).dataset(dataset_id)
    written, errors = record_release(folder)
    print(f"{dataset_id}: {written.name} written, {errors} errors in the sources recorded as known")
    return 0


def serve(out: Path, port: int) -> int:
    """Serves the built site until interrupted."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from gongkai.errors import SiteError

    site = Workspace(Path("datasets"), out.resolve(), Path.cwd()).site
    if not (site / "index.html").is_file():
        raise SiteError("there is no site yet", file=str(site), advice="run python3 scripts/build.py first")
    with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(site))) as server:
        print(f"http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        server.serve_forever()
    return 0


def _complain(extraction: Extraction) -> None:
    if extraction.status is Status.REJECTED:
        print(f"gongkai: {extraction.message}", file=sys.stderr)


def _exit_code(extractions: Sequence[Extraction]) -> int:
    return 1 if any(extraction.status is Status.REJECTED for extraction in extractions) else 0


def _progress() -> Callable[[str], None]:
    """A line that rewrites itself on a terminal; silence in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda what: print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)
