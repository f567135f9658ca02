"""What is wrong and what to do is said in Chinese and English, wherever an error is raised."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from gongkai import errors
from gongkai.cli import main
from gongkai.errors import BuildError, DatasetError, DatasetErrors, GongkaiError, messages
from gongkai.forms import code_list

SOURCE = Path(errors.__file__).parents[1]
CHINESE = re.compile("[\u4e00-\u9fff]")
CALLED = {name for name in dir(errors) if name.endswith("Error")} | {"wrong_row", "rejection", "fault"}
ON_ANY_PATH = {"file", "from"}
SAID_BY_OTHERS = {"rejected", "several"}
"""Codes that `errors` itself uses."""
NOT_TRANSLATED = re.compile(r"pip install|\{message\}")


class Site(NamedTuple):
    """Where an error is made: its code, and the names put into its message, None where a variable holds them."""

    where: str
    code: str
    names: frozenset[str] | None


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def rows_of(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader((SOURCE / path).read_text(encoding="utf-8").splitlines()))


def codes_in(node: ast.expr, function: ast.AST) -> set[str]:
    """The constant, each branch of a choice, what a variable is given, or begins each pair it goes through."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return codes_in(node.body, function) | codes_in(node.orelse, function)
    if isinstance(node, ast.Name):
        given = [a.value for a in ast.walk(function) if isinstance(a, ast.Assign) and _names(a, node.id)]
        return {code for value in given for code in codes_in(value, function)} | gone_through(node.id, function)
    return set()


def gone_through(name: str, function: ast.AST) -> set[str]:
    """The constants that begin the pairs of the lists over which `for name, … in` goes."""
    lists = {
        ast.unparse(loop.iter)
        for loop in ast.walk(function)
        if isinstance(loop, ast.For) and isinstance(loop.target, ast.Tuple) and ast.unparse(loop.target.elts[0]) == name
    }
    filled = [a for a in ast.walk(function) if isinstance(a, ast.Assign | ast.AugAssign)]
    held = [a.value for a in filled if lists & {ast.unparse(a.targets[0] if isinstance(a, ast.Assign) else a.target)}]
    firsts = [pair.elts[0] for value in held for pair in ast.walk(value) if isinstance(pair, ast.Tuple) and pair.elts]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def names_in(call: ast.Call, function: ast.AST) -> frozenset[str] | None:
    names: set[str] = set()
    for word in call.keywords:
        if word.arg:
            names.add(word.arg)
            continue
        given = [a for a in ast.walk(function) if isinstance(a, ast.Assign) and _names(a, ast.unparse(word.value))]
        held = [assignment.value for assignment in given if assignment.lineno < call.lineno]
        if not held or not isinstance(held[-1], ast.Dict):
            return None
        names |= {str(key.value) for key in held[-1].keys if isinstance(key, ast.Constant)}
    return frozenset(names - ON_ANY_PATH)


def _names(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)


class Function(NamedTuple):
    """A function of the program, the file it stands in, and all that stands in it."""

    path: str
    tree: ast.FunctionDef
    nodes: tuple[ast.AST, ...]


@cache
def functions() -> tuple[Function, ...]:
    """Those of the files that name an error."""
    named = re.compile(r"\b(?:" + "|".join(sorted(CALLED)) + r")\b")
    files = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    return tuple(
        Function(str(path.relative_to(SOURCE)), node, tuple(ast.walk(node)))
        for path, text in files.items()
        if named.search(text) or path.parent.name == "dataset"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    )


def calls(called: set[str], position: int) -> Iterator[Site]:
    """Every call of one of these, whose argument at that position is a code."""
    for function in functions():
        for node in function.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in called:
                for argument in node.args[position : position + 1]:
                    for code in codes_in(argument, function.tree):
                        yield Site(f"{function.path}:{node.lineno}", code, names_in(node, function.tree))


def faults() -> Iterator[Site]:
    """Every code that is yielded with what is put into its message."""
    for function in functions():
        for node in function.nodes if "dataset/" in function.path else ():
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                where = f"{function.path}:{node.lineno}"
                match node.value.elts:
                    case [ast.Constant(value=str(code)), ast.Dict(keys=keys)]:
                        yield Site(where, code, frozenset(ast.literal_eval(k) for k in keys if k))
                    case [ast.Constant(value=str(code)), ast.Attribute()]:
                        yield Site(where, code, None)


@cache
def raised() -> list[Site]:
    return sorted(
        {*calls(CALLED - {"rejection", "wrong_row", "fault"}, 0), *calls({"wrong_row", "fault"}, 2), *faults()}, key=str
    )


@cache
def detailed() -> list[Site]:
    return sorted(set(calls({"rejection"}, 2)), key=str)


def test_there_are_as_many_places_as_the_source_shows() -> None:
    """A reading of the source that found nothing would prove nothing."""
    found = sum(
        len(re.findall(r"raise \w+Error\(|raise wrong_row\(", p.read_text("utf-8"))) for p in SOURCE.rglob("*.py")
    )
    assert len({site.where for site in raised()}) >= found - 8 > 100
    assert len(detailed()) > 20


def test_every_error_has_its_words_and_all_that_they_name() -> None:
    for site in raised():
        (what, advice), _ = messages()[site.code]
        named = placeholders(what) | placeholders(advice)
        assert site.names is None or named <= site.names <= named | {"name"}, site


def test_every_rejection_has_its_words_and_all_that_they_name() -> None:
    for site in detailed():
        (row,) = [row for row in rows_of("read/details.csv") if row["code"] == site.code]
        assert site.names is None or placeholders(row["zh"]) | placeholders(row["en"]) == site.names, site


def test_no_words_are_left_that_nobody_says() -> None:
    said = {site.code for site in raised()} | SAID_BY_OTHERS
    assert sorted(messages().keys() - said) == []
    assert sorted({row["code"] for row in rows_of("read/details.csv")} - {site.code for site in detailed()}) == []


PAIRS = {
    **{f"{code} {part}": (zh[part], en[part]) for code, (zh, en) in messages().items() for part in (0, 1)},
    **{f"read {row['code']}": (row["zh"], row["en"]) for row in rows_of("read/details.csv")},
    **{
        f"{part} {row['code']}": (row[f"{part}_zh"], row[f"{part}_en"])
        for row in code_list("reasons")
        for part in ("label", "advice")
    },
}


THINGS = {
    "标记": "mark", "网页": "page", "页面": "page", "压缩包": "package", "正文": "body", "嵌": "embed", "链接": "link",
    "空白": "white space", "XML": "XML", "实体": "entities", "控制字符": "control characters", "编码": "mark",
    "字体": "fonts", "隐藏": "hidden", "LibreOffice": "LibreOffice", "秒": "within", "对象": "object", "结尾": "end",
    "末尾": "ends", "文字文档": "text document", "解不开": "unpacked", "上限": "limit", "缺少": "missing",
}  # fmt: skip
"""What a detail of a rejected file speaks of, in both languages."""


@pytest.mark.parametrize("detail", rows_of("read/details.csv"), ids=lambda row: row["code"])
def test_both_languages_speak_of_the_same_thing(detail: dict[str, str]) -> None:
    spoken_of = [name for thing, name in THINGS.items() if thing in detail["zh"]]
    assert [name for name in spoken_of if name not in detail["en"]] == []
    assert spoken_of or "{" in detail["zh"]


def in_step(zh: str, en: str) -> bool:
    """True if both say something with the same values, each in its own language and on one line."""
    names = placeholders(zh), placeholders(en)
    if bool(zh) != bool(en) or (names[0] != names[1] and names[0] ^ names[1] != {"zh", "en"}):
        return False
    if not zh or NOT_TRANSLATED.search(zh) or zh == en == "{error}":
        return True
    in_own = CHINESE.search(zh) or not CHINESE.search(en)
    return bool(in_own) and zh != en and not CHINESE.search(en) and "\n" not in zh + en


def test_both_languages_say_it_with_the_same_values() -> None:
    assert [name for name, (zh, en) in PAIRS.items() if not in_step(zh, en)] == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("缺少{file}", "missing: {name}"),
        ("缺少{file}", ""),
        ("文件", "文件"),
        ("缺少{file}", "缺少 {file}"),
        ("缺少{file}\n", "missing: {file}"),
    ],
)
def test_texts_out_of_step_are_seen(zh: str, en: str) -> None:
    assert in_step("缺少{file}", "missing: {file}")
    assert not in_step(zh, en)


@pytest.mark.parametrize("schema", sorted((SOURCE / "dataset").glob("*.schema.json")), ids=lambda path: path.name)
def test_what_a_value_must_be_is_said_in_both_languages(schema: Path) -> None:
    def described(part: object) -> Iterator[dict[str, object]]:
        if isinstance(part, dict):
            if isinstance(part.get("description"), str):
                yield part
            yield from (found for inner in part.values() for found in described(inner))

    found = list(described(json.loads(schema.read_text(encoding="utf-8"))))
    assert found
    assert [part for part in found if not CHINESE.search(str(part.get("description_zh")))] == []


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (
            ["build", "--datasets", "{folder}/none"],
            "gongkai: {folder}/none: 数据集的上层文件夹不存在；用 --datasets DIR 指明 / "
            "the folder of datasets is missing; give --datasets DIR",
        ),
        (
            ["build", "--datasets", "{folder}"],
            "gongkai: {folder}: 没有数据集；先建一个：gongkai new DATASET / "
            "there is no dataset; make one: gongkai new DATASET",
        ),
        (
            ["serve", "--out", "{folder}"],
            "gongkai: {folder}/site: 还没有网站；先运行 python3 scripts/build.py / "
            "there is no site yet; run python3 scripts/build.py first",
        ),
        (
            ["score", "{folder}"],
            "gongkai: {folder}: 这里没有人工核对的结果；给一个有 *.json 的文件夹 / "
            "there is no gold here; give a folder with *.json gold files",
        ),
        (
            ["validate", "{folder}"],
            "gongkai: {folder}/datapackage.json: 文件缺失；重新生成数据包，或给出它的文件夹 / "
            "is missing; build the package again, or name its folder",
        ),
        (
            ["new", "Water", "--datasets", "{folder}"],
            "gongkai: {folder}/Water: “Water” 不能作数据集的编号；用小写字母、数字和连字符，如 science-technology / "
            "'Water' cannot be the id of a dataset; use lower case, digits and hyphens, such as science-technology",
        ),
        (
            ["check", "{folder}/none.pdf"],
            "gongkai: 用法不对 / usage: {folder}/none.pdf: 没有这个文件；检查路径 / "
            "there is no such file; check the path",
        ),
        (
            ["fly"],
            "gongkai: 用法不对 / usage: 没有命令 fly；见 gongkai --help / there is no command fly; see gongkai --help",
        ),
        (
            ["check", "--fly"],
            "gongkai: 用法不对 / usage: 没有选项 --fly；见 gongkai --help / "
            "there is no option --fly; see gongkai --help",
        ),
    ],
)
def test_the_terminal_names_the_file_once_and_says_it_in_both_languages(
    argv: list[str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(folder=tmp_path) for word in argv]) != 0
    assert capsys.readouterr().err.splitlines() == [line.format(folder=tmp_path)]


def test_a_value_may_be_a_pair_of_languages() -> None:
    error = DatasetError(
        "value_wrong", file="a.yml:3", place=("第 1 条", "entry 1"), shown=("空的", "empty"), wanted=("列", "a")
    )
    assert str(error) == "a.yml:3: entry 1 is empty, it must be a; mend it"
    assert error.in_both_languages.startswith("a.yml:3: 第 1 条是 空的，应为列；改正 / entry 1")


def test_an_error_that_came_from_another_process_still_knows_its_words() -> None:
    import pickle

    for error in (BuildError("disk", file="out", said="full"), DatasetErrors([DatasetError("no_gold", file="gold")])):
        back = pickle.loads(pickle.dumps(error))
        assert isinstance(back, GongkaiError)
        assert back.in_both_languages == error.in_both_languages
