"""Verbs for those who keep the datasets: new, add, validate, diff, release."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DatasetId, Datasets, Files, Out, examples, workspace
from gongkai.cli.reading import is_rejected
from gongkai.errors import GongkaiError
from gongkai.model import Proposal
from gongkai.render import findings_table, proposal_text, reading_differences, summary_line, visible

app = typer.Typer()


@app.command(epilog=examples("gongkai new water", "gongkai new water --datasets my-datasets"))
def new(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="数据集的编号 / its id, lower case and hyphens")],
    datasets: Datasets = Path("datasets"),
) -> int:
    """建一个数据集的文件夹 / make the folder of a dataset, ready to build."""
    from gongkai.dataset import scaffold

    for path in scaffold(datasets, dataset, datetime.now(UTC).date()):
        print(path)
    where = "" if datasets == Path("datasets") else f" --datasets {datasets}"
    print(f"下一步 / next: gongkai add FILE --dataset {dataset}{where}")
    return 0


@app.command(
    epilog=examples(
        "gongkai add report.html --dataset science-technology --url https://example.gov.cn/report.html",
        "gongkai add *.pdf --dataset science-technology --new-agency",
    )
)
def add(
    files: Files,
    dataset: DatasetId,
    url: Annotated[str | None, typer.Option(help="报告发布的网址 / where the report was published")] = None,
    agency: Annotated[
        str | None,
        typer.Option(metavar="ID", help="是哪个机关的，标题读错时用 / whose it is, where the title misleads"),
    ] = None,
    new_agency: Annotated[
        bool, typer.Option("--new-agency", help="名录里没有的机关照建议补上 / add agencies as proposed")
    ] = False,
    datasets: Datasets = Path("datasets"),
    out: Out = Path("build"),
) -> int:
    """把报告收进数据集 / copy reports into a dataset under their canonical names."""
    from gongkai.pipeline.adding import add_report

    folder = workspace(datasets, out).dataset(dataset)

    def confirm(proposal: Proposal) -> bool:
        print(visible(proposal_text(proposal)))
        return new_agency or (sys.stdin.isatty() and typer.confirm("补进 agencies.csv？/ add to agencies.csv?"))

    failed = False
    for path in files:
        try:
            today = datetime.now(UTC).date()
            added = add_report(path, folder, today, url=url, agency_id=agency, confirm=confirm)
        except GongkaiError as error:
            failed = True
            print(f"gongkai: {visible(error.in_both_languages)}", file=sys.stderr)
            continue
        print(f"{added.report_id} → {datasets / dataset / added.copy.relative_to(folder.path)}")
        print(summary_line(added.extraction))
        print(findings_table(added.extraction))
    return int(failed)


@app.command(epilog=examples("gongkai validate build/packages/science-technology", "gongkai validate datapackage.json"))
def validate(
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE", help="数据包的文件夹、datapackage.json 或 ZIP / its folder, datapackage.json or ZIP"
        ),
    ],
) -> int:
    """校验一个数据包 / check a data package."""
    from gongkai.pipeline.upkeep import package_faults

    folder = package.parent if package.name == "datapackage.json" else package
    faults = package_faults(folder)
    for fault in faults:
        print(f"gongkai: {visible(str(fault))}", file=sys.stderr)
    print(f"{folder}: {len(faults)} 处不合 faults" if faults else f"{folder}: 合格 valid")
    return 1 if faults else 0


COMPARED = "数据包的文件夹或 ZIP，或报告的文件 / a data package (folder or ZIP), or a file of a report"


@app.command(epilog=examples("gongkai diff old-package new-package", "gongkai diff OLD NEW --json > changes.json"))
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=COMPARED)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=COMPARED)],
    as_document: Annotated[
        bool, typer.Option("--json", help="每一处变动，格式同 CHANGES.json / every change, in the form of CHANGES.json")
    ] = False,
) -> int:
    """两版数据包（或一份报告的两个文件）差在哪里 / what changed between two packages, or two states of a report."""
    if old.is_file() and new.is_file() and not {old.suffix, new.suffix} & {".zip", ".json"}:
        return _reports_differ(old, new)
    from gongkai.pipeline.releases import diff as compared
    from gongkai.pipeline.releases import diff_json, diff_text

    before, after, changes = compared(old, new)
    if as_document:
        print(diff_json(before, after, changes), end="")
    else:
        print(diff_text(before, after, changes))
    return 1 if any(change.kind == "unexplained" for change in changes) else 0


def _reports_differ(old: Path, new: Path) -> int:
    """Two states of one report: 0 if they say the same."""
    from gongkai.pipeline.apart import extract_files

    before, after = extract_files([old, new])
    if any([is_rejected(extraction) for extraction in (before, after)]):
        return 1
    lines = reading_differences(before, after)
    print(lines or "读出的内容相同 / they say the same")
    return 1 if lines else 0


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
    from gongkai.site import site_url

    released_on = (day or datetime.now(UTC)).date()
    place = workspace(datasets, out)
    written, errors = record_release(place.dataset(dataset), released_on, place.project)
    print(
        f"{dataset}: 已写 {written.name}，记下已知的错误 {errors} 条 / {written.name} written, known errors: {errors}"
    )
    if not site_url(place.project):
        zh = f"没有网站的地址，引文里也就没有；设好 GONGKAI_SITE_URL，删去 {written.stem}.*，再发布一次"
        en = f"no address of the site, so none is cited; set GONGKAI_SITE_URL, remove {written.stem}.*, release again"
        print(f"gongkai: {zh} / {en}", file=sys.stderr)
    return 0
