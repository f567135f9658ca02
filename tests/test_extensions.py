"""What an extension takes: one of each kind is added to a copy of the package, and the copy is run."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.make_gold_package import gold_content, write_sealed
from tests.support.gold import GOLD, ROOT

REPORT = GOLD.parent / "reports" / "230000-science-technology-2019.txt"
REPORT_OF_2022 = "230100-science-technology-2022"

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, to be added to."""
    return shutil.copytree(ROOT / "src" / "gongkai", tmp_path / "src" / "gongkai")


def run(package: Path, *words: str) -> str:
    """What the copy prints; it must end well."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *words], env=environment, cwd=package.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_rule_is_a_file_and_a_row(package: Path) -> None:
    (package / "check" / "gazettes.py").write_text(
        """
from collections.abc import Iterator
from gongkai.check.rule import Case, Failure, rule
from gongkai.check.sheet import Sheet

@rule("NEW-01")
def gazette(sheet: Sheet) -> Iterator[Case]:
    yield Failure(found=sheet.report.agency)
""",
        encoding="utf-8",
    )
    table = package / "forms" / "labels" / "rules.csv"
    with table.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    row = {
        **dict.fromkeys(columns, ""),
        **{
            "rule": "NEW-01",
            "about": "report",
            "severity": "info",
            "message_zh": "没有公报",
            "message_en": "No gazette",
        },
    }
    with table.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(row)
    assert "NEW-01" in run(package, "-m", "gongkai", "check", str(REPORT))


def test_a_reader_is_a_file_and_an_entry(package: Path, tmp_path: Path) -> None:
    (package / "read" / "upside_down.py").write_text(
        """
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.text import plain

def parse(file: SourceFile) -> Content:
    text = file.data.decode("utf-8").removeprefix("%UPSIDE")
    turned = "\\n".join(reversed(text.splitlines()))
    return plain.READER.parse(SourceFile(file.name, turned.encode("utf-8")))

READER = Reader(
    format="upside_down",
    suffixes=(".up",),
    tolerated=(),
    claims=lambda file: file.data.startswith(b"%UPSIDE"),
    parse=parse,
)
""",
        encoding="utf-8",
    )
    table = package / "forms" / "labels" / "formats.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text(
        "\n".join([head, "upside_down,upside_down:READER,倒写的文本,text upside down", *rows, ""]), encoding="utf-8"
    )
    lines = REPORT.read_text(encoding="utf-8").splitlines()
    report = tmp_path / "report.up"
    report.write_text("%UPSIDE" + "\n".join(reversed(lines)), encoding="utf-8")
    printed = run(package, "-m", "gongkai", "extract", str(report))
    assert '"format": "upside_down"' in printed
    assert '"agency": "黑龙江省科学技术厅"' in printed
    # a package names the format by its code, which its databases know
    places = ("--datasets", str(tmp_path / "datasets"))
    run(package, "-m", "gongkai", "new", "upside", *places)
    run(package, "-m", "gongkai", "add", str(report), "--dataset", "upside", "--new-agency", *places)
    run(package, "-m", "gongkai", "build", "--no-site", *places, "--out", str(tmp_path / "out"))
    tables = tmp_path / "out" / "packages" / "upside" / "data"
    assert "upside_down" in (tables / "reports.csv").read_text(encoding="utf-8")
    assert "formats,upside_down,1,倒写的文本,text upside down" in (tables / "codes.csv").read_text(encoding="utf-8")


NOTICE_OF_2031 = "国办公开办函〔2031〕7号"
AS_PRINTED_IN_2031 = {"行政许可": "行政审批", "2.重复申请": "2.重复提出的申请", "结果纠正": "撤销或者变更"}


def test_an_edition_is_a_file_and_a_column(package: Path, tmp_path: Path) -> None:
    """The form of 2031 words three labels otherwise and asks for one number more; a report in it is read whole."""
    editions, labels = package / "forms" / "editions", package / "forms" / "labels"
    form = (editions / "2021.yml").read_text(encoding="utf-8")
    for old, new in {
        'edition: "2021"': 'edition: "2031"',
        "国办公开办函〔2021〕30号": NOTICE_OF_2031,
        "years: [2021, null]": "years: [2031, null]",
        "  - {row: administrative_penalties": "  - {row: administrative_rewards, clause: 5, columns: [decisions]}\n"
        "  - {row: administrative_penalties",
    }.items():
        assert old in form
        form = form.replace(old, new)
    (editions / "2031.yml").write_text(form, encoding="utf-8")
    for table in sorted(labels.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if "2021" in rows[0]:
            printed = [{**row, "2031": AS_PRINTED_IN_2031.get(row["2021"], row["2021"])} for row in rows]
            if table.stem == "proactive_disclosure_rows":
                rewards = {"code": "administrative_rewards", "2031": "行政奖励", "label_en": "administrative rewards"}
                # the rows of a label file stand as they are printed
                printed.insert(3, {**dict.fromkeys(printed[0], ""), **rewards, "legal_basis": "20(5)"})
            with table.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(printed[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(printed)

    text = (REPORT.parent / f"{REPORT_OF_2022}.txt").read_text(encoding="utf-8")
    for old, new in {**AS_PRINTED_IN_2031, "国办公开办函〔2021〕30号": NOTICE_OF_2031, "2022": "2031"}.items():
        text = text.replace(old, new)
    text = text.replace("行政审批\t164\t\t\n", "行政审批\t164\t\t\n行政奖励\t7\t\t\n")
    report = tmp_path / "report.txt"
    report.write_text(text, encoding="utf-8")
    read = json.loads(run(package, "-m", "gongkai", "extract", str(report)))
    assert (read["report"]["edition"], read["report"]["year"]) == ("2031", 2031)
    gold = json.loads((GOLD / f"{REPORT_OF_2022}.json").read_text(encoding="utf-8"))["cells"]
    cells = {f"{cell['table']}/{cell['row']}/{cell['column']}": cell["value"] for cell in read["cells"]}
    assert cells == {**gold, "proactive_disclosure/administrative_rewards/decisions": 7}
    assert all(cell["certain"] for cell in read["cells"])
    # the editions there were are read as before
    assert '"edition": "2019"' in run(package, "-m", "gongkai", "extract", str(REPORT))


def test_a_dataset_is_a_description_and_a_register(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "datasets" / "water"
    folder.mkdir(parents=True)
    description = (GOLD.parent / "dataset.yml").read_text(encoding="utf-8")
    (folder / "dataset.yml").write_text(description.replace("id: science-technology", "id: water"), encoding="utf-8")
    shutil.copyfile(GOLD.parent / "agencies.csv", folder / "agencies.csv")
    places = ("--datasets", str(folder.parent), "--out", str(tmp_path / "out"))
    assert "water: 0 份报告 reports, 0 退回 rejected" in run(package, "-m", "gongkai", "build", "--no-site", *places)
    assert "valid" in run(package, "-m", "gongkai", "validate", str(tmp_path / "out" / "packages" / "water"))


PAGES_OF_ONE_TYPE = """
import sys
from pathlib import Path
from gongkai.query import run
from gongkai.site.figures import Figures
from gongkai.site.page import SiteData
from gongkai.site.page_types import PAGE_TYPES
from gongkai.site.words import Words

(kind,) = (kind for kind in PAGE_TYPES if kind.template == "sizes")
data = SiteData(Figures({"sizes": run("sizes", [Path(sys.argv[1])])}))
for draft in kind.drafts(data, Words("en")):
    print(draft.page().path, draft.page().title, draft.page().body)
"""


def test_a_page_type_is_a_view_a_template_and_an_entry(package: Path, tmp_path: Path) -> None:
    view = "-- One row per report: its cells (count).\nSELECT report_id, cells_total FROM reports ORDER BY report_id;"
    (package / "query" / "sql" / "sizes.sql").write_text(view, encoding="utf-8")
    template = "{% for r in rows %}<a href='{{ to.report(r.report_id) }}'>{{ r.cells_total | n }}</a>{% endfor %}"
    (package / "site" / "templates" / "pages" / "sizes.html").write_text(template, encoding="utf-8")
    registry = package / "site" / "page_types.py"
    head = "PAGE_TYPES: tuple[PageType, ...] = ("
    text = registry.read_text(encoding="utf-8")
    assert head in text
    entry = 'PageType("sizes", "sizes/", view="sizes", title=("格数", "Cells")),'
    registry.write_text(text.replace(head, f"{head}\n    {entry}"), encoding="utf-8")
    printed = run(package, "-c", PAGES_OF_ONE_TYPE, str(write_sealed(gold_content(), tmp_path / "science-technology")))
    assert printed.startswith("sizes/ Cells <a href='../reports/140600-science-technology-2020/'>198</a>")
    assert printed.count("<a ") == len(list(GOLD.glob("*.json")))
