"""The verb that looks for new reports: collect."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DatasetId, Datasets, Out, examples, workspace
from gongkai.errors import CollectError
from gongkai.render import visible

app = typer.Typer()


@app.command(
    epilog=examples(
        "gongkai collect --dataset science-technology --year 2025 --contact mail@example.org",
        "gongkai collect --dataset science-technology --contact mail@example.org --dry-run",
    ),
)
def collect(
    dataset: DatasetId,
    contact: Annotated[
        str, typer.Option(envvar="GONGKAI_COLLECT_CONTACT", help="写进访问者标识的联系方式 / address for complaints")
    ],
    year: Annotated[int | None, typer.Option(help="只找这一年的 / only reports of this year")] = None,
    agency: Annotated[str | None, typer.Option(metavar="ID", help="只找这个机关的 / only this agency")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看不写 / tell, write nothing")] = False,
    warc: Annotated[Path | None, typer.Option(help="往来原样存进这个文件 / keep every exchange here")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="可访问内部网络 / may reach private networks")
    ] = False,
    datasets: Datasets = Path("datasets"),
    out: Out = Path("build"),
) -> int:
    """按 collect.csv 到各机关网站找新报告 / find and fetch new reports politely."""
    try:
        from gongkai.collect import Options
        from gongkai.pipeline import collecting
    except ModuleNotFoundError as error:
        raise CollectError("collect_missing", name=error.name) from error

    places = workspace(datasets, out)
    lines = collecting.collect(
        places.dataset(dataset),
        places.out / "cache" / "collect" / dataset,
        Options(contact, Path(), Path(), year, warc, allow_private),
        datetime.now(UTC).date(),
        agency=agency,
        dry=dry_run,
        told=lambda line: print(visible(line), file=sys.stderr),
    )
    print("| agency | year | 结果 outcome | address | |\n|---|---|---|---|---|")
    for line in lines:
        cells = (line.agency_id, str(line.year or ""), line.words, line.address, line.detail)
        print(visible("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"))
    return int(any(line.failed for line in lines))
