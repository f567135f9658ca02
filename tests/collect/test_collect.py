"""Collecting from a made-up web: what is found, what is kept, how politely, and what is told when a site breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from gongkai.cli import main
from gongkai.collect import Options
from gongkai.pipeline.collecting import Line, collect
from gongkai.workspace import DatasetFolder
from tests.collect.government import HUGE, Answer, Web, island, link, listing, report_page, served

pytestmark = pytest.mark.slow
TODAY = date(2026, 3, 2)
DELAY = 1.0
BODIES = {
    "127.0.0.1": ("371000-science-technology", "威海市科学技术局", "prefecture"),
    "127.0.0.2": ("230100-science-technology", "哈尔滨市科学技术局", "prefecture"),
    "127.0.0.3": ("140600-science-technology", "朔州市科学技术局", "prefecture"),
    "127.0.0.4": ("230000-science-technology", "黑龙江省科学技术厅", "province"),
    "127.0.0.5": ("320000-science-technology", "江苏省科学技术厅", "province"),
    "127.0.0.6": ("330000-science-technology", "浙江省科学技术厅", "province"),
    "127.0.0.7": ("340000-science-technology", "安徽省科学技术厅", "province"),
    "127.0.0.8": ("350000-science-technology", "福建省科学技术厅", "province"),
}
LIST = "/xxgk/nb/index.html"


def dataset(folder: Path, web: Web, addresses: dict[str, str]) -> DatasetFolder:
    """A dataset with the eight bodies, and a row of collect.csv for each host given."""
    folder.mkdir()
    (folder / "reports").mkdir()
    description = ["id: made-up", "version: 2026.3.0", "agency_kind: department", "sector: science_technology"]
    for name in ("title", "description"):
        description += [f"{name}_zh: 虚构", f"{name}_en: made up"]
    description += ["licences: {code: MIT, data: CC-BY-4.0}", "contributors: [{name: x, role: publisher}]"]
    description += ["sources: [{title_zh: 虚构, title_en: made up, basis: 虚构}]"]
    (folder / "dataset.yml").write_text("\n".join(description) + "\n", encoding="utf-8")
    header = "agency_id,name,name_en,names_used,level,division_code,sector,valid_from,valid_to,successor_id,note"
    rows = [
        f"{agency},{name},,{name},{level},{agency[:6]},science_technology,,,,"
        for agency, name, level in BODIES.values()
    ]
    (folder / "agencies.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    lists = [f"{BODIES[host][0]},{web.address(host, path)},plain_http" for host, path in addresses.items()]
    (folder / "collect.csv").write_text("\n".join(["agency_id,address,allow", *lists]) + "\n", encoding="utf-8")
    return DatasetFolder(folder)


def run(folder: DatasetFolder, scratch: Path, **asked: object) -> list[Line]:
    delay = float(asked.pop("delay", 0.05))  # type: ignore[arg-type]
    patience = float(asked.pop("patience", 8))  # type: ignore[arg-type]
    limits = (("delay_seconds", delay), ("timeout_seconds", patience), ("bytes_a_file", 5e6), ("retry_times", 1))
    year = asked.pop("year", None)
    private = bool(asked.pop("allow_private", True))
    warc = asked.pop("warc", None)
    options = Options("mail@example.org", Path(), Path(), year, warc, private, limits)  # type: ignore[arg-type]
    return collect(folder, scratch, options, TODAY, **asked)  # type: ignore[arg-type]


def page(host: str, year: int, **more: object) -> str:
    return report_page(BODIES[host][1], year, **more)  # type: ignore[arg-type]


def name(host: str, year: int) -> str:
    return f"{BODIES[host][1]}{year}年政府信息公开工作年度报告"


def three_manners() -> Web:
    """Static pages with `index_1.html`; a list with paging in the query; a list in a JSON island."""
    one, two, three = "127.0.0.1", "127.0.0.2", "127.0.0.3"
    paging = "<script>createPageHTML(2, 0, 'index', 'html');</script>"
    pages: dict[tuple[str, str], Answer] = {
        (one, LIST): Answer(
            listing(
                "政府信息公开年报",
                link("./2023.html", name(one, 2023)),
                link("./budget.html", "2023年度部门预算"),
                link("javascript:alert(1)", name(one, 2021)),
                paging,
            )
        ),
        (one, "/xxgk/nb/index_1.html"): Answer(listing("政府信息公开年报", link("2019.html", name(one, 2019)))),
        (one, "/xxgk/nb/2023.html"): Answer(
            page(one, 2023), headers={"ETag": '"a"', "Last-Modified": "yesterday"}, pause=1.5 * DELAY
        ),
        (one, "/xxgk/nb/2019.html"): Answer(
            page(one, 2019).replace("utf-8", "gb2312").encode("gb18030"), kind="text/html; charset=gb2312"
        ),
        (two, "/list.aspx?id=7"): Answer(
            listing(
                "年报",
                link("/show.aspx?id=1", "2022年政府信息公开工作年度报告"),
                "<a href='?id=7&page=2'>下一页</a>",
            )
        ),
        (two, "/list.aspx?id=7&page=2"): Answer(
            listing("年报", link("/show.aspx?id=2", "2021年政府信息公开工作年度报告"), "<a href='?id=7'>上一页</a>")
        ),
        (two, "/show.aspx?id=1"): Answer(
            "<html><body>见附件 <a href='/files/a.html?x=1'>打印</a>"
            f"<a href='/files/2022.txt'>{name(two, 2022)}（文字）</a></body></html>"
        ),
        (two, "/files/2022.txt"): Answer(page(two, 2021), kind="text/plain; charset=utf-8"),
        (two, "/show.aspx?id=2"): Answer(page(two, 2021)),
        (three, LIST): Answer(island((name(three, 2024), "/xxgk/2024.html"), ("2024年部门决算", "/xxgk/js.html"))),
        (three, "/xxgk/2024.html"): Answer(page(three, 2024)),
    }
    return Web(dict(pages))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Web, DatasetFolder, list[Line], Path]]:
    """The web of three manners after one run."""
    base = tmp_path_factory.mktemp("collect")
    with served(three_manners()) as web:
        lists = {"127.0.0.1": LIST, "127.0.0.2": "/list.aspx?id=7", "127.0.0.3": LIST}
        folder = dataset(base / "made-up", web, lists)
        web.begun = monotonic()
        lines = run(folder, base / "scratch", warc=base / "all.warc.gz", delay=DELAY)
        yield web, folder, lines, base


First = tuple[Web, DatasetFolder, list[Line], Path]


def sources(folder: DatasetFolder) -> dict[str, dict[str, str]]:
    with folder.sources.open(encoding="utf-8", newline="") as file:
        return {row["report_id"]: row for row in csv.DictReader(file)}


def test_reports_of_three_manners_of_lists_are_taken_in(first: First) -> None:
    _, folder, lines, _ = first
    new = {(line.agency_id[:6], line.year) for line in lines if line.outcome == "new"}
    assert new == {("371000", 2023), ("371000", 2019), ("230100", 2021), ("140600", 2024)}
    assert {path.name for path in folder.report_files()} == {f"{key}.html" for key in sources(folder)}


def test_a_source_keeps_how_it_came(first: First) -> None:
    web, folder, _, _ = first
    row = sources(folder)["371000-science-technology-2023"]
    assert row["url"] == web.address("127.0.0.1", "/xxgk/nb/2023.html")
    assert row["found_on"] == web.address("127.0.0.1", LIST)
    assert (row["status"], row["etag"], row["last_modified"]) == ("200", '"a"', "yesterday")
    assert row["content_type"] == "text/html; charset=utf-8"
    assert row["fetched_at"].endswith("+00:00")


def test_a_host_is_asked_one_thing_at_a_time_and_not_too_soon(first: First) -> None:
    web, *_ = first
    hosts = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
    assert web.most_at_once == dict.fromkeys(hosts, 1)
    # What is asked n-th leaves n delays after the first; a busy machine makes it come later, never sooner.
    late = {host: [when - web.begun for when in web.times(host)] for host in hosts}
    assert [len(late[host]) for host in hosts] == [5, 6, 3]
    assert all(when >= n * DELAY for times in late.values() for n, when in enumerate(times)), late
    assert web.paths("127.0.0.1")[0] == "/robots.txt"
    agents = {headers["User-Agent"] for *_, headers in web.asked}
    assert all("mail@example.org" in agent for agent in agents)


def test_what_is_no_report_of_the_agency_is_told(first: First) -> None:
    _, _, lines, _ = first
    refused = [line for line in lines if line.outcome == "refused"]
    assert [line.agency_id[:6] for line in refused] == []
    vain = [(line.agency_id[:6], line.year) for line in lines if line.outcome == "not_found"]
    assert sorted(vain) == [("140600", 2025), ("230100", 2025), ("371000", 2025)]


def test_every_exchange_is_kept_as_it_was(first: First) -> None:
    from warcio.archiveiterator import ArchiveIterator

    web, _, _, base = first
    with (base / "all.warc.gz").open("rb") as file:
        kept = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)]
    assert kept.count(web.address("127.0.0.1", "/xxgk/nb/2023.html")) == 2


def test_a_second_run_finds_nothing_new_and_asks_conditionally(first: First) -> None:
    web, folder, _, base = first
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    web.asked.clear()
    lines = run(folder, base / "scratch")
    assert {line.outcome for line in lines} == {"unchanged", "not_found"}
    asked = {path: headers for _, host, path, headers in web.asked if host == "127.0.0.1"}
    assert asked["/xxgk/nb/2023.html"]["If-None-Match"] == '"a"'
    after = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    assert after == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with served(three_manners()) as web:
        folder = dataset(tmp_path / "made-up", web, {"127.0.0.3": LIST})
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        lines = run(folder, tmp_path / "scratch", dry=True)
        assert [(line.year, line.outcome) for line in lines] == [(2024, "new"), (2025, "not_found")]
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_changed_page_is_kept_beside_the_first_and_a_counter_is_no_change(tmp_path: Path) -> None:
    host = "127.0.0.1"
    list_page = Answer(listing("年报", link("/2023.html", name(host, 2023)), link("/2022.html", name(host, 2022))))
    web = Web({(host, LIST): list_page})
    web.pages[host, "/2023.html"] = lambda count: Answer(page(host, 2023, counter=str(count)))
    web.pages[host, "/2022.html"] = lambda count: Answer(page(host, 2022, seed=5 + count))
    with served(web):
        folder = dataset(tmp_path / "made-up", web, {host: LIST})
        run(folder, tmp_path / "scratch")
        first = (folder.reports / "371000-science-technology-2022.html").read_bytes()
        lines = run(folder, tmp_path / "scratch")
    assert {line.year: line.outcome for line in lines} == {2022: "changed", 2023: "unchanged", 2025: "not_found"}
    assert (folder.reports / "371000-science-technology-2022.html").read_bytes() == first
    assert len(list(folder.alternates.iterdir())) == 1


def test_the_most_structured_source_of_a_report_is_taken_and_the_others_are_kept(tmp_path: Path) -> None:
    host = "127.0.0.2"
    beside = f"<a href='/a.txt'>{name(host, 2023)}</a>"
    web = Web({(host, LIST): Answer(listing("年报", link("/2023.html", name(host, 2023))))})
    web.pages[host, "/2023.html"] = Answer(page(host, 2023).replace("</body>", f"{beside}</body>"))
    web.pages[host, "/a.txt"] = Answer(page(host, 2023), kind="text/plain; charset=utf-8")
    with served(web):
        folder = dataset(tmp_path / "made-up", web, {host: LIST})
        lines = run(folder, tmp_path / "scratch", year=2023)
    outcomes = sorted(line.outcome for line in lines)
    assert outcomes in (["alternate", "new"], ["new"])
    assert [path.suffix for path in folder.report_files()] == [".html"]


TROUBLES = {
    "127.0.0.1": "forbidden",
    "127.0.0.2": "unreachable",
    "127.0.0.3": "needs_person",
    "127.0.0.4": "unreachable",
    "127.0.0.5": "",
    "127.0.0.6": "",
    "127.0.0.7": "needs_person",
    "127.0.0.8": "unreachable",
}


def troubled() -> Web:
    """robots.txt that forbids, 403, a list made by script, a loop, 429 at first, 300 MB, a log-in, a slow server."""
    one, two, three, four, five, six, seven, eight = BODIES
    busy = Answer(status=429, headers={"Retry-After": "1"})
    well = Answer(listing("年报", link("/2023.html", name(five, 2023))))
    return Web(
        {
            (one, "/robots.txt"): Answer("User-agent: *\nDisallow: /\n", kind="text/plain"),
            (one, LIST): Answer(listing("年报", link("/2023.html", name(one, 2023)))),
            (two, LIST): Answer(status=403),
            (three, LIST): Answer("<html><body><div id='app'></div><script src='/app.js'></script></body></html>"),
            (four, LIST): Answer(status=302, headers={"Location": LIST}),
            (five, LIST): lambda count: busy if count == 0 else well,
            (five, "/2023.html"): lambda count: Answer(status=500) if count == 0 else Answer(page(five, 2023)),
            (six, LIST): Answer(
                listing("年报", link("/huge.pdf", name(six, 2023)), link("/gone.html", name(six, 2022)))
            ),
            (six, "/huge.pdf"): Answer(headers={"Content-Length": str(HUGE)}, kind="application/pdf"),
            (seven, LIST): Answer(listing("登录", "<p>请登录后查看</p>")),
            (eight, LIST): Answer(listing("年报"), pause=60),
        }
    )


def test_each_trouble_is_told_by_its_name_and_costs_only_its_own_row(tmp_path: Path) -> None:
    with served(troubled()) as web:
        folder = dataset(tmp_path / "made-up", web, dict.fromkeys(BODIES, LIST))
        lines = run(folder, tmp_path / "scratch", year=2023, patience=4)
        failed = {line.agency_id: line.outcome for line in lines if line.failed}
        assert failed == {BODIES[host][0]: code for host, code in TROUBLES.items() if code}
        assert "/2023.html" not in web.paths("127.0.0.1")
        asked = [when for when, host, path, _ in web.asked if (host, path) == ("127.0.0.5", LIST)]
        assert asked[1] - asked[0] >= 1
    assert [path.name for path in folder.report_files()] == ["320000-science-technology-2023.html"]
    refused = {Path(line.address).name: line.detail for line in lines if line.outcome == "refused"}
    assert refused.keys() == {"huge.pdf"}


def test_a_list_that_lost_its_reports_is_told_though_nothing_failed(tmp_path: Path) -> None:
    host = "127.0.0.1"
    full = listing("年报", *(link(f"/{year}.html", name(host, year)) for year in (2021, 2022, 2023)))
    shrunk = listing("年报", link("/2023.html", name(host, 2023)))
    pages = [full, shrunk, listing("年报"), listing("某局首页")]
    web = Web({(host, LIST): lambda count: Answer(pages[count])})
    for year in (2021, 2022, 2023):
        web.pages[host, f"/{year}.html"] = Answer(page(host, year))
    with served(web):
        folder = dataset(tmp_path / "made-up", web, {host: LIST})
        told = [{line.outcome for line in run(folder, tmp_path / "scratch") if line.failed} for _ in pages]
    assert told == [set(), {"fewer"}, {"empty"}, {"moved"}]
    assert "2026-03-02,3,年报" in folder.list_pages.read_text(encoding="utf-8")


def test_private_addresses_and_plain_http_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(three_manners()) as web:
        folder = dataset(tmp_path / "made-up", web, {"127.0.0.3": LIST})
        text = folder.list_pages.read_text(encoding="utf-8")
        named = text.replace("127.0.0.3", "localhost")
        folder.list_pages.write_text(named + f"{BODIES['127.0.0.1'][0]},{web.address('127.0.0.1', LIST)},plain_http\n")
        lines = run(folder, tmp_path / "scratch", allow_private=False)
        assert [line.outcome for line in lines] == ["private_address", "private_address"]
        assert web.asked == []
        folder.list_pages.write_text(text.replace(",plain_http", ","), encoding="utf-8")
        argv = ["collect", "--dataset", "made-up", "--datasets", str(tmp_path), "--out", str(tmp_path / "out")]
        assert main([*argv, "--contact", "mail@example.org"]) == 1
    said = capsys.readouterr().err
    assert "collect.csv:2: 网址没有加密；" in said
    assert "the address is not encrypted" in said


def test_a_run_cut_short_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with served(three_manners()) as web:
        folder = dataset(tmp_path / "made-up", web, {"127.0.0.1": LIST, "127.0.0.3": LIST})

        def stop(_: str) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(folder, tmp_path / "scratch", told=stop)
        (done,) = {entry["report_id"][:6] for entry in sources(folder).values()}
        web.asked.clear()
        lines = run(folder, tmp_path / "scratch")
    assert {line.agency_id[:6] for line in lines} == {"371000", "140600"} - {done}
    assert len(sources(folder)) == 3
    assert not (tmp_path / "scratch" / "unfinished.jsonl").exists()


def test_a_certificate_that_does_not_verify_is_named(tmp_path: Path) -> None:
    host = "127.0.0.1"
    web = Web({(host, LIST): Answer(listing("年报", link("/2023.html", name(host, 2023))))})
    with served(web, self_signed(tmp_path / "server.pem")):
        folder = dataset(tmp_path / "made-up", web, {host: LIST})
        text = folder.list_pages.read_text(encoding="utf-8").replace("http://", "https://").replace("plain_http", "")
        folder.list_pages.write_text(text, encoding="utf-8")
        lines = run(folder, tmp_path / "scratch")
    assert [line.outcome for line in lines] == ["certificate"]
    assert web.asked == []


def self_signed(path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(written + certificate.public_bytes(Encoding.PEM))
    return path
