"""What each verb hands to the rooms, prints and exits with, while the rooms do nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from gongkai.cli import main, publishing
from gongkai.cli import progress as shown
from gongkai.model import Dataset, Extraction, Source, Status
from gongkai.pipeline import collecting, releases, scoring, storage, upkeep
from gongkai.pipeline import publishing as pipeline
from gongkai.pipeline.collecting import Line
from gongkai.pipeline.progress import Step
from gongkai.pipeline.publishing import Published
from gongkai.release import Change, PackageFile
from gongkai.score import Score
from gongkai.version import __version__

DATASET = Dataset("water", "2026.11.0", "水", "Water", "水。", "Water.", None, {})
REJECTED = Extraction(
    Source("a.txt", None, None, "0", 0), Status.REJECTED, reason="empty_file", message=("空", "empty")
)
ERROR = ("110000-a-2021", "APP-R01", "requests/granted/total")


class Calls(list[tuple[str, Any]]):
    """What was called, in order."""

    def of(self, name: str, gives: Any = None) -> Callable[..., Any]:
        """A function that notes that it was called and gives that."""

        def call(*args: Any, **named: Any) -> Any:
            self.append((name, (*args, *named.values())))
            return gives

        return call


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Calls]:
    """Lets `build` do nothing but give what it is told to have made."""

    def give(reports: int = 3, rejected: int = 0, errors: frozenset[Any] = frozenset()) -> Calls:
        calls = Calls()
        made = {"water": Published(DATASET, reports, (REJECTED,) * rejected, errors)}
        monkeypatch.setattr(pipeline, "build", calls.of("build", made))
        monkeypatch.setattr(storage, "fetch", calls.of("fetch"))
        monkeypatch.setattr(storage, "store", calls.of("store"))
        return calls

    return give


def places(folder: Path) -> list[str]:
    """The options that name the folders; that of the datasets must hold one."""
    (folder / "in" / "water").mkdir(parents=True, exist_ok=True)
    (folder / "in" / "water" / "dataset.yml").touch()
    return ["--datasets", str(folder / "in"), "--out", str(folder / "out")]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"gongkai {__version__}\n"


def test_a_build_tells_what_it_made_and_fetches_before_and_stores_after(
    built: Callable[..., Calls], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = built()
    costs = tmp_path / "costs.json"
    words = ["--jobs", "3", "--fetch", "mem://in", "--store", "mem://out", "--profile", str(costs)]
    assert main(["build", *places(tmp_path), *words]) == 0
    assert [name for name, _ in calls] == ["fetch", "build", "store"]
    (_, fetched), (_, (workspace, site, _, hands, _)), (_, stored) = calls
    assert fetched == ("mem://in", tmp_path / "in")
    assert stored == (tmp_path / "out", "mem://out")
    assert (workspace.datasets, workspace.out, workspace.project) == (tmp_path / "in", tmp_path / "out", Path.cwd())
    assert (site, hands.jobs) == (True, 3)
    assert costs.read_text(encoding="utf-8") == "[]\n"
    assert capsys.readouterr() == ("water: 3 份报告 reports, 0 退回 rejected\n", "")


def test_a_build_without_site_or_storage_asks_for_none(built: Callable[..., Calls], tmp_path: Path) -> None:
    calls = built()
    assert main(["build", *places(tmp_path), "--no-site"]) == 0
    ((_, (_, site, *_)),) = calls
    assert site is False


@pytest.mark.parametrize(("rejected", "more"), [(1, None), (50, None), (51, 1), (60, 10)])
def test_rejected_files_are_told_one_by_one_up_to_fifty(
    built: Callable[..., Calls], tmp_path: Path, capsys: pytest.CaptureFixture[str], rejected: int, more: int | None
) -> None:
    built(rejected=rejected)
    assert main(["build", *places(tmp_path)]) == 0
    told = capsys.readouterr().err.splitlines()
    lines = ["gongkai: a.txt: 未采用 rejected: 空 / empty"] * min(rejected, publishing.MOST_TOLD)
    assert told == lines + ([f"gongkai: 另有 {more} 个退回 more rejected: data/rejections.csv"] if more else [])
    assert publishing.MOST_TOLD == 50


@pytest.mark.parametrize(("hidden", "more"), [(2, 0), (50, 0), (52, 2)])
def test_what_is_not_read_is_told_one_by_one_up_to_fifty(
    built: Callable[..., Calls], tmp_path: Path, capsys: pytest.CaptureFixture[str], hidden: int, more: int
) -> None:
    built()
    reports = tmp_path / "in" / "water" / "reports"
    reports.mkdir(parents=True)
    for number in range(hidden):
        (reports / f".{number:02}\x1b").touch()
    assert main(["build", *places(tmp_path)]) == 0
    told = capsys.readouterr().err.splitlines()
    why = "未读 not read: 名称以点开头 / its name begins with a dot"
    assert told[: hidden - more] == [f"gongkai: {reports}/.{n:02}\\x1b: {why}" for n in range(hidden - more)]
    assert told[hidden - more :] == ([f"gongkai: {reports}: 另有 2 个未读 / 2 more not read"] if more else [])


@pytest.mark.parametrize(
    ("rejected", "shown_before", "code"),
    [(0, True, 0), (0, False, 1), (1, True, 1), (1, False, 1)],
)
def test_a_strict_build_stops_at_a_rejected_report_or_a_new_error(
    built: Callable[..., Calls],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rejected: int,
    shown_before: bool,
    code: int,
) -> None:
    built(rejected=rejected, errors=frozenset([ERROR]))
    words = ["build", *places(tmp_path)]
    if shown_before:
        known = f"report_id,rule,cells\n{','.join(ERROR)}\n"
        (tmp_path / "in" / "water" / "known_errors.csv").write_text(known, encoding="utf-8")
    assert main([*words, "--strict"]) == code
    err = capsys.readouterr().err
    assert (f"{ERROR[0]}: 新的错误 APP-R01，在 {ERROR[2]}" in err) is not shown_before
    assert ("new error APP-R01 at requests/granted/total" in err) is not shown_before
    assert main(words) == 0


def test_without_a_site_there_is_nothing_to_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--out", str(tmp_path)]) == 1
    assert "there is no site yet" in capsys.readouterr().err


def test_a_site_is_served_on_this_machine_alone_until_somebody_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = Calls()

    class Server:
        def __init__(self, address: tuple[str, int], handler: Any) -> None:
            calls.append(("at", (address, handler.keywords["directory"])))

        def __enter__(self) -> Server:
            return self

        def __exit__(self, *_: object) -> None:
            calls.append(("closed", ()))

        serve_forever = calls.of("serve")

    monkeypatch.setattr("http.server.ThreadingHTTPServer", Server)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    assert main(["serve", "--out", str(tmp_path), "--port", "9000"]) == 0
    assert [name for name, _ in calls] == ["at", "serve", "closed"]
    assert calls[0][1] == (("127.0.0.1", 9000), str(tmp_path / "site"))
    assert "http://127.0.0.1:9000/" in capsys.readouterr().out


@pytest.mark.parametrize(("silent", "code"), [((), 0), (("requests/granted/total",), 1)])
def test_a_score_fails_where_a_wrong_number_is_not_in_doubt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], silent: Any, code: int
) -> None:
    fields = ("title",) if silent else ()
    entry = Score("a", "text", "2021", 9, 8, 1, 0, len(silent), silent, 4, 3, fields)
    clean = Score("b", "text", "2021", 9, 9, 0, 0, 0, (), 4, 4, ())
    monkeypatch.setattr(scoring, "score_folder", Calls().of("score", [entry, clean]))
    monkeypatch.setattr(scoring, "weigh_folder", Calls().of("weigh", []))
    assert main(["score", str(tmp_path)]) == code
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("a: 8/9 ")
    wrong = [line for line in told if line.startswith("  读错未标 silently wrong: ")]
    assert [line.rpartition(" ")[2] for line in wrong] == ([silent[0], "report/title"] if silent else [])


@pytest.mark.parametrize(("outcome", "code"), [("new", 0), ("unreachable", 1)])
def test_collect_hands_on_what_was_asked_and_prints_a_line_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], outcome: str, code: int
) -> None:
    calls = Calls()
    lines = [Line("110000-a", 2021, outcome, "https://a.org/|b", "two\nlines\x1b"), Line("2-b", None, "new", "x")]
    monkeypatch.setattr(collecting, "collect", calls.of("collect", lines))
    words = ["--dataset", "water", "--contact", "a@b.org", "--year", "2021", "--agency", "110000-a", "--dry-run"]
    assert main(["collect", *places(tmp_path), *words, "--allow-private", "--warc", str(tmp_path / "w")]) == code
    ((_, (folder, scratch, options, today, agency, dry, told)),) = calls
    assert (folder.path, scratch) == (tmp_path / "in" / "water", tmp_path / "out" / "cache" / "collect" / "water")
    assert (options.contact, options.year, options.warc) == ("a@b.org", 2021, tmp_path / "w")
    assert options.allow_private is True
    assert (today, agency, dry) == (datetime.now(UTC).date(), "110000-a", True)
    out = capsys.readouterr().out.splitlines()
    assert out[:2] == ["| agency | year | 结果 outcome | address | |", "|---|---|---|---|---|"]
    words_of = lines[0].words
    assert out[2] == f"| 110000-a | 2021 | {words_of} | https://a.org/\\|b | two lines\\x1b |"
    assert out[3] == f"| 2-b |  | {lines[1].words} | x |  |"
    told("a line\x07")
    assert capsys.readouterr().err == "a line\\x07\n"


def test_collect_writes_unless_it_is_told_not_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls = Calls()
    monkeypatch.setattr(collecting, "collect", calls.of("collect", []))
    assert main(["collect", *places(tmp_path), "--dataset", "water", "--contact", "a@b.org"]) == 0
    ((_, (_, _, options, _, agency, dry, _)),) = calls
    assert (options.year, options.warc, options.allow_private, agency, dry) == (None, None, False, None, False)


@pytest.mark.parametrize("given", ["", "datapackage.json"])
def test_validate_tells_each_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    calls = Calls()
    monkeypatch.setattr(upkeep, "package_faults", calls.of("faults", []))
    assert main(["validate", str(tmp_path / given)]) == 0
    assert calls == [("faults", (tmp_path,))]
    assert capsys.readouterr() == (f"{tmp_path}: 合格 valid\n", "")
    monkeypatch.setattr(upkeep, "package_faults", calls.of("faults", ["one\x07", "two"]))
    assert main(["validate", str(tmp_path / given)]) == 1
    assert capsys.readouterr() == (f"{tmp_path}: 2 处不合 faults\n", "gongkai: one\\x07\ngongkai: two\n")


@pytest.mark.parametrize(("kind", "code"), [("correction", 0), ("unexplained", 1)])
def test_two_packages_differ_as_text_or_as_a_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, code: int
) -> None:
    before, after = (PackageFile(tmp_path, "water", version, {}) for version in ("2026.11.0", "2026.12.0"))
    change = Change(kind, ("requests", "110000-a-2021", "granted", "total"), {"value": 1}, {"value": 2})
    monkeypatch.setattr(releases, "diff", Calls().of("diff", (before, after, (change,))))
    archive = tmp_path / "a.zip"
    archive.touch()
    for old, new in ((tmp_path, tmp_path), (archive, archive)):
        assert main(["diff", str(old), str(new)]) == code
        assert "110000-a-2021 requests/granted/total: value 1 → 2" in capsys.readouterr().out
    assert main(["diff", str(tmp_path), str(tmp_path), "--json"]) == code
    document = json.loads(capsys.readouterr().out)
    assert document["releases"][0]["changes"][0]["after"] == {"value": 2}


@pytest.mark.parametrize(("site", "warned"), [("https://example.org/", False), ("", True)])
def test_a_release_tells_what_was_written_and_whether_an_address_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str, warned: bool
) -> None:
    calls = Calls()
    monkeypatch.setattr(upkeep, "record_release", calls.of("record", (Path("releases/2026.11.0.zip"), 4)))
    monkeypatch.setattr("gongkai.site.site_url", lambda project: site)
    assert main(["release", *places(tmp_path), "--dataset", "water", "--date", "2026-11-26"]) == 0
    ((_, (folder, day, project)),) = calls
    assert (folder.path, day, project) == (tmp_path / "in" / "water", date(2026, 11, 26), Path.cwd())
    out, err = capsys.readouterr()
    assert out.startswith("water: 已写 2026.11.0.zip，记下已知的错误 4 条 / 2026.11.0.zip written, known errors: 4")
    assert bool(err) is warned
    assert ("remove 2026.11.0.*, release again" in err) is warned
    assert main(["release", *places(tmp_path), "--dataset", "water"]) == 0
    assert calls[1][1][1] == datetime.now(UTC).date()


def test_a_new_dataset_is_told_file_by_file_with_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["new", "water", "--datasets", str(tmp_path)]) == 0
    *files, then = capsys.readouterr().out.splitlines()
    assert {Path(file).name for file in files} >= {"dataset.yml", "agencies.csv", "sources.csv"}
    assert then == f"下一步 / next: gongkai add FILE --dataset water --datasets {tmp_path}"
    monkeypatch.chdir(tmp_path)
    assert main(["new", "air"]) == 0
    assert capsys.readouterr().out.endswith("next: gongkai add FILE --dataset air\n")


def test_interrupts_broken_pipes_and_the_system_s_errors_end_in_one_line(
    built: Callable[..., Calls], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def raising(error: BaseException) -> None:
        def build(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr(pipeline, "build", build)

    built()
    raising(KeyboardInterrupt())
    assert main(["build", *places(tmp_path)]) == 130
    assert "interrupted; what was built before still stands" in capsys.readouterr().err
    raising(PermissionError(13, "Permission denied", "/x/y"))
    assert main(["build", *places(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("gongkai: ") and told.count("\n") == 1
    assert "/x/y" in told and "Permission denied" in told
    with pytest.raises(PermissionError):
        main(["--debug", "build", *places(tmp_path)])
    raising(BrokenPipeError())
    out = monkeypatch.context
    with out() as patch:
        patch.setattr("sys.stdout", io.StringIO())
        assert main(["build", *places(tmp_path)]) == 1


def test_progress_is_shown_on_a_terminal_stage_by_stage_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def console(terminal: bool) -> Callable[..., Console]:
        def make(**options: Any) -> Console:
            asked.append(options)
            return Console(file=text, force_terminal=terminal, width=120, **{**options, "stderr": False})

        return make

    text = io.StringIO()
    monkeypatch.setattr(shown, "Console", console(False))
    with shown.progress() as show:
        show(Step("reading", "a"))
    assert text.getvalue() == ""
    monkeypatch.setattr(shown, "Console", console(True))
    with shown.progress() as show:
        show(Step("reading", "a.txt", 1, 4))
        show(Step("reading", "b[red]\x07.txt", 3, 4))
        show(Step("pages", "c", 1, 2))
    last = text.getvalue()
    for words in ("reading: b[red]\\x07.txt", "3/4", "pages: c", "1/2"):
        assert words in last
    assert asked == [{"stderr": True}] * 2


def test_a_read_extraction_is_not_told_as_rejected(capsys: pytest.CaptureFixture[str]) -> None:
    from gongkai.cli.reading import is_rejected

    assert is_rejected(REJECTED) is True
    assert is_rejected(replace(REJECTED, status=Status.PARTIAL)) is False
    assert capsys.readouterr().err == "gongkai: a.txt: 未采用 rejected: 空 / empty\n"
