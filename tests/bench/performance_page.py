"""`docs/*/method/performance.md` from what was measured; what people wrote below the line `BY_HAND` stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.building import exponent

STAGE_ZH = {
    "read": "读原文、录出、核对",
    "package": "与前后年度、上下级对照，数据包",
    "query": "查询",
    "shells": "MkDocs",
    "report pages": "报告页（中英）和每份的文件",
    "summary pages": "汇总页",
    "search": "检索",
    "links": "检查链接",
}
BY_HAND = "<!-- by hand: scripts/bench.py leaves what follows as it is -->"
SITE_STAGES = ("report pages", "search", "links")


def write_pages(measured: Mapping[str, Any], project: Path) -> None:
    """Write the upper part of the Chinese and the English page."""
    for lang in ("zh", "en"):
        path = project / "docs" / lang / "method" / "performance.md"
        _, line, kept = path.read_text(encoding="utf-8").partition(BY_HAND)
        path.write_text("\n".join(_lines(measured, lang)) + f"\n\n{line}{kept}", encoding="utf-8")


def _lines(measured: Mapping[str, Any], lang: str) -> Iterator[str]:
    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    yield say("# 性能\n", "# Performance\n")
    yield say(
        f"机器：{measured['machine']}；{measured['date']}。数据是虚构的（`scripts/synthesize.py`），"
        "只有文本、Markdown 和网页；重做：`python3 scripts/bench.py --builds 100,1000,10000`。"
        "CPU 秒是全部进程之和；别的程序同时在用这台机器，"
        "所以看 CPU 秒和比例，不看钟点。\n",
        f"Machine: {measured['machine']}; {measured['date']}. The reports are made up (`scripts/synthesize.py`): text, "
        "Markdown and web pages. Again with `python3 scripts/bench.py --builds 100,1000,10000`. CPU seconds are those "
        "of all processes; other programs used the machine at the same time, so trust CPU seconds and ratios, not the "
        "clock.\n",
    )
    yield from _runs(measured, say)
    yield from _stages(measured, say)
    yield from _other(measured, say)


def _runs(measured: Mapping[str, Any], say: Any) -> Iterator[str]:
    kinds = {"first": say("从无到有", "first build"), "one more": say("多一份", "one more report")}
    kinds["nothing new"] = say("没有变化", "nothing new")
    yield say("## 一次构建\n", "## A build\n")
    yield say(
        "| 报告数 | 构建 | CPU 秒 | 钟点秒 | 最大的进程 MB |",
        "| reports | build | CPU s | wall s | largest process, MB |",
    )
    yield "|--:|---|--:|--:|--:|"
    for run in measured["runs"]:
        kind = kinds[run["kind"]]
        yield f"| {run['reports']:,} | {kind} | {run['cpu']:,} | {run['wall']:,} | {run['memory_mb']:,} |"
    yield ""


def _stages(measured: Mapping[str, Any], say: Any) -> Iterator[str]:
    firsts = [run for run in measured["runs"] if run["kind"] == "first"]
    sizes = [run["reports"] for run in firsts]
    yield say("## 各阶段，从无到有，CPU 秒\n", "## Stages of a first build, CPU seconds\n")
    growth = say("增长指数", "grows with N to the")
    yield "| " + " | ".join([say("阶段", "stage"), *(f"{size:,}" for size in sizes), growth]) + " |"
    yield "|---|" + "--:|" * (len(sizes) + 1)
    for name in firsts[-1]["stages"]:
        spent = [run["stages"].get(name, 0.0) for run in firsts]
        known = len(spent) > 1 and min(spent[-2:]) >= 1
        power = f"{exponent(spent[-2], spent[-1], (sizes[-2], sizes[-1])):.2f}" if known else "–"
        yield f"| {say(STAGE_ZH.get(name, name), name)} | " + " | ".join([*(f"{s:,}" for s in spent), power]) + " |"
    yield ""


def _other(measured: Mapping[str, Any], say: Any) -> Iterator[str]:
    largest = max(measured["bytes_per_report"], key=int)
    room = measured["bytes_per_report"][largest] / 1000
    yield say("## 其他\n", "## Other figures\n")
    yield say(
        f"- 网站每份报告占 {room:.0f} KB（{int(largest):,} 份时，中英文网页、全部文件和数据包）。",
        f"- The site takes {room:.0f} KB a report ({int(largest):,} reports; both languages, all files, the packages).",
    )
    yield from _beyond(measured, say)
    if not measured["mkdocs"]:
        return
    pages, cpu = measured["mkdocs"]["pages"], measured["mkdocs"]["cpu"]
    firsts = (run for run in measured["runs"] if run["kind"] == "first")
    own = min(firsts, key=lambda run: abs(run["reports"] - pages))
    ours = sum(own["stages"][name] for name in SITE_STAGES) / (2 * own["reports"]) * 1000
    plain = cpu / pages * 1000
    yield say(
        f"- 同样的 {pages:,} 个报告页，单用 `mkdocs build`（Material，自带检索）每页 {plain:.0f} 毫秒 CPU，"
        f"本程序的网页、检索、链接三阶段每页 {ours:.0f} 毫秒：{plain / ours:.1f} 倍。",
        f"- The same {pages:,} report pages take plain `mkdocs build` (Material, its own search) {plain:.0f} ms of CPU "
        f"a page, the stages pages, search and links of this program {ours:.0f} ms: {plain / ours:.1f} times as fast.",
    )


GOAL = 10_000


def _beyond(measured: Mapping[str, Any], say: Any) -> Iterator[str]:
    """What the goal would take if every stage grows as it did, where the goal itself was not measured."""
    *_, before, last = [run for run in measured["runs"] if run["kind"] == "first"]
    sizes = before["reports"], last["reports"]
    if last["reports"] >= GOAL:
        return
    total = sum(
        spent * (GOAL / sizes[1]) ** max(1.0, exponent(before["stages"][name], spent, sizes))
        for name, spent in last["stages"].items()
        if name != "shells"
    )
    yield say(
        f"- {GOAL:,} 份没有测。按各阶段的增长推算约需 {total:,.0f} CPU 秒，两核空闲时约 {total / 120:.0f} 分钟。",
        f"- {GOAL:,} reports were not measured. As the stages grow it would take about {total:,.0f} CPU seconds, "
        f"{total / 120:.0f} minutes on two idle processors.",
    )
