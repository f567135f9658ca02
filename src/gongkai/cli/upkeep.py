"""Verbs for those who keep the datasets: add, validate, diff, release."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DatasetId, Datasets, Files, Out, examples, workspace
from gongkai.render import findings_table, summary_line, visible

app = typer.Typer()


@app.command(
    epilog=examples(
        "gongkai add report.html --dataset science-technology --url https://example.gov.cn/report.html",
        "gongkai add *.pdf --dataset science-technology",
    )
)
def add(
    files: Files,
    dataset: DatasetId,
    url: Annotated[str | None, typer.Option(help="报告发布的网址 / where the report was published")] = None,
    datasets: Datasets = Path("datasets"),
    out: Out = Path("build"),
) -> int:
    """把报告收进数据集 / copy a report into a dataset under its canonical name."""
    from gongkai.pipeline.upkeep import add_report

    folder = workspace(datasets, out).dataset(dataset)
    for path in files:
        added = add_report(path, folder, url, datetime.now(UTC).date())
        print(f"{added.report_id} → {added.copy}")
        print(summary_line(added.extraction))
        print(findings_table(added.extraction))
    return 0


@app.command(epilog=examples("gongkai validate build/packages/science-technology", "gongkai validate datapackage.json"))
def validate(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="数据包的文件夹或 datapackage.json / its folder")],
) -> int:
    """校验一个数据包 / check a data package."""
    from gongkai.pipeline.upkeep import package_faults

    folder = package.parent if package.name == "datapackage.json" else package
    faults = package_faults(folder)
    for fault in faults:
        print(f"gongkai: {visible(str(fault))}", file=sys.stderr)
    print(f"{folder}: {len(faults)} faults" if faults else f"{folder}: valid")
    return 1 if faults else 0


Package = Annotated[Path, typer.Argument(help="数据包的文件夹或 ZIP / a data package, folder or ZIP")]


@app.command(epilog=examples("gongkai diff old-package new-package", "gongkai diff OLD NEW --json > changes.json"))
def diff(
    old: Package,
    new: Package,
    as_document: Annotated[
        bool, typer.Option("--json", help="每一处变动，格式同 CHANGES.json / every change, in the form of CHANGES.json")
    ] = False,
) -> int:
    """两版数据包差在哪里、为什么 / what changed between two packages, and why."""
    from gongkai.pipeline.releases import diff as compared
    from gongkai.pipeline.releases import diff_json, diff_text

    before, after, changes = compared(old, new)
    if as_document:
        print(diff_json(before, after, changes), end="")
    else:
        print(diff_text(before, after, changes))
    return 1 if any(change.kind == "unexplained" for change in changes) else 0


@app.command(
    epilog=examples(
        "gongkai release --dataset science-technology", "gongkai release --dataset ID --date 2026-11-26 --datasets DIR"
    )
)
def release(
    dataset: DatasetId,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="发布日期，默认今天 / day of the release, by default today"),
    ] = None,
    datasets: Datasets = Path("datasets"),
    out: Out = Path("build"),
) -> int:
    """发布 dataset.yml 所写的版本，原样留存 / release the version that dataset.yml names and keep it for ever."""
    from gongkai.pipeline.upkeep import record_release

    released_on = (day or datetime.now(UTC)).date()
    written, errors = record_release(workspace(datasets, out).dataset(dataset), released_on)
    print(f"{dataset}: {written.name} written, {errors} errors in the sources recorded as known")
    return 0
