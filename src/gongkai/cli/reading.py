"""Verbs that read files: extract, check, score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import Files, examples
from gongkai.model import Extraction, Status
from gongkai.render import as_json, as_markdown, findings_table, rejection_line, summary_line

# The rooms are imported by the verb that needs them: `extract` starts without the site's libraries.

app = typer.Typer()


@app.command(epilog=examples("gongkai extract report.html", "gongkai extract *.pdf > readings.jsonl"))
def extract(files: Files) -> int:
    """每个文件一行 JSON / one JSON object per file."""
    from gongkai.pipeline.apart import extract_files

    rejected = False
    for extraction in extract_files(files):
        print(as_json(extraction), flush=True)
        rejected |= is_rejected(extraction)
    return int(rejected)


@app.command(epilog=examples("gongkai check report.docx", "gongkai check --markdown datasets/*/reports/* > summary.md"))
def check(
    files: Files,
    markdown: Annotated[
        bool,
        typer.Option(
            "--markdown", help="表格、存疑、核对结果，用于拉取请求 / the form, doubts and findings as Markdown"
        ),
    ] = False,
) -> int:
    """每个文件的核对结果 / the findings of each file, for people."""
    from gongkai.pipeline.apart import extract_files

    rejected = False
    for extraction in extract_files(files):
        rejected |= extraction.status is Status.REJECTED
        if markdown:
            print(as_markdown(extraction))
            continue
        print(summary_line(extraction))
        if extraction.status is not Status.REJECTED:
            print(findings_table(extraction))
    return int(rejected)


@app.command(epilog=examples("gongkai score datasets/science-technology/gold", "gongkai score gold | column -t"))
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="人工核对的结果 / folder of hand-checked values")],
) -> int:
    """与人工核对的结果比较 / compare readings with hand-checked gold."""
    from gongkai.pipeline.scoring import score_folder, weigh_folder
    from gongkai.score import by_margin, scorecard

    scores = score_folder(gold)
    for entry in scores:
        fields = f"{entry.fields_right}/{entry.fields} 项 fields"
        print(f"{entry.name}: {entry.right}/{entry.cells} 格读对 cells right, {entry.flagged} 存疑 flagged, {fields}")
        for address in (*entry.silent_cells, *(f"report/{name}" for name in entry.fields_silent)):
            print(f"  读错未标 silently wrong: {address}")
    for table in (scorecard(scores), by_margin(weigh_folder(gold))):
        print("\n".join("\t".join(map(str, row)) for row in (table.columns, *table.rows)))
    return 1 if any(entry.silent for entry in scores) else 0


def is_rejected(extraction: Extraction) -> bool:
    """True for a rejected file; its line is then written to standard error."""
    if extraction.status is Status.REJECTED:
        print(f"gongkai: {rejection_line(extraction)}", file=sys.stderr)
    return extraction.status is Status.REJECTED
