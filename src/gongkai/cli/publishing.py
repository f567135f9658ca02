"""Verbs that make and show what is published: build, serve."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import Datasets, Out, examples, workspace
from gongkai.cli.progress import progress
from gongkai.cli.reading import is_rejected
from gongkai.render.terminal import visible
from gongkai.workspace import UNREAD, DatasetFolder, Workspace

if TYPE_CHECKING:
    from gongkai.pipeline.publishing import Published

app = typer.Typer()

MOST_TOLD = 50
"""Rejected files, and things that are no reports, that are listed one by one."""


@app.command(epilog=examples("gongkai build --strict", "gongkai build --no-site --jobs 4"))
def build(
    datasets: Datasets = Path("datasets"),
    out: Out = Path("build"),
    jobs: Annotated[int, typer.Option(min=1, help="读报告的进程数 / reading processes")] = os.cpu_count() or 1,
    no_site: Annotated[bool, typer.Option("--no-site", help="只做数据包 / packages only")] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="有退回的报告或新的错误就以 1 退出 / exit 1 on a rejected report or a new error"),
    ] = False,
    executor: Annotated[
        str | None,
        typer.Option(metavar="dask://HOST:PORT", help="用现成的 Dask 集群 / work on an existing Dask cluster"),
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="各阶段用时写成 JSON / cost of each stage as JSON")
    ] = None,
    fetch_from: Annotated[
        str | None,
        typer.Option("--fetch", metavar="URL", help="先从对象存储取数据集 / fetch datasets from storage first"),
    ] = None,
    store_to: Annotated[
        str | None,
        typer.Option("--store", metavar="URL", help="做完存到对象存储 / put the output on storage at the end"),
    ] = None,
) -> int:
    """全部数据集 → 数据包和网站 / every dataset → packages and site."""
    from gongkai.pipeline.progress import Profile
    from gongkai.pipeline.publishing import build as build_all
    from gongkai.pipeline.storage import fetch, store
    from gongkai.pipeline.workers import workers

    places = workspace(datasets, out)
    if fetch_from:
        fetch(fetch_from, places.datasets)
    hands = workers(jobs, executor)
    costs = Profile(hands.spent)
    with progress() as show:
        contents = build_all(places, site=not no_site, progress=show, workers=hands, profile=costs)
    if profile:
        profile.write_text(json.dumps(costs.as_rows(), indent=1) + "\n", encoding="utf-8")
    if store_to:
        store(places.out, store_to)
    for content in contents.values():
        for rejected in content.rejections[:MOST_TOLD]:
            is_rejected(rejected)
        if (more := len(content.rejections) - MOST_TOLD) > 0:
            print(f"gongkai: 另有 {more} 个退回 more rejected: data/rejections.csv", file=sys.stderr)
        _tell_unread(places.dataset(content.dataset.id))
        print(f"{content.dataset.id}: {content.reports} 份报告 reports, {len(content.rejections)} 退回 rejected")
    return _strict_code(places, contents) if strict else 0


def _tell_unread(folder: DatasetFolder) -> None:
    """A line for each thing among the reports that is no report."""
    unread = folder.unread()
    for path, kind in unread[:MOST_TOLD]:
        zh, en = UNREAD[kind]
        print(visible(f"gongkai: {path}: 未读 not read: {zh} / {en}"), file=sys.stderr)
    if (more := len(unread) - MOST_TOLD) > 0:
        print(f"gongkai: {folder.reports}: 另有 {more} 个未读 / {more} more not read", file=sys.stderr)


def _strict_code(places: Workspace, contents: Mapping[str, Published]) -> int:
    from gongkai.dataset import new_errors

    code = 0
    for dataset_id, content in contents.items():
        fresh = new_errors(places.dataset(dataset_id).known_errors, content.errors)
        for report_id, rule, cells in fresh:
            zh = f"新的错误 {rule}，在 {cells}；核对以后运行 gongkai release"
            en = f"new error {rule} at {cells}; check it, then run gongkai release"
            print(f"gongkai: {report_id}: {zh} / {en}", file=sys.stderr)
        code = 1 if fresh or content.rejections else code
    return code


@app.command(epilog=examples("gongkai serve", "gongkai serve --port 9000"))
def serve(
    out: Out = Path("build"),
    port: Annotated[int, typer.Option(min=1, help="端口 / port")] = 8000,
) -> int:
    """在本机看网站 / serve the built site on this machine."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from gongkai.errors import SiteError

    site = workspace(Path("datasets"), out).site
    if not (site / "index.html").is_file():
        raise SiteError("no_site", file=site)
    with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(site))) as server:
        print(f"http://127.0.0.1:{port}/ （Ctrl-C 停下 / Ctrl-C stops it）")
        server.serve_forever()
    return 0
