"""Changes to Python: another comparison, a turned condition, a number one off, a step left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.change import Change

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*", ast.BitOr: "&",
    ast.BitAnd: "|",
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith"}
SILENT = {"PackageError", "DatasetError", "Rejection", "GongkaiError", "Fault", "finding", "progress"}
"""What these are told is read by people; the tests need not know it word for word."""


def changes(path: Path, text: str) -> Iterator[Change]:
    """Every change to a Python file, in no special order."""
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    yield from _Finder(path, text, lines).found(ast.parse(text))


class _Finder:
    def __init__(self, path: Path, text: str, lines: list[int]) -> None:
        self._path, self._text, self._lines = path, text, lines

    def found(self, tree: ast.AST) -> Iterator[Change]:
        for node in _meant(tree):
            make = getattr(self, f"_{type(node).__name__.lower()}", None)
            if make:
                yield from make(node)

    def _at(self, line: int, column: int) -> int:
        start = self._lines[line - 1]
        end = self._lines[line]
        return start + len(self._text[start:end].encode()[:column].decode())

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno or 0, node.end_col_offset or 0)

    def _change(self, start: int, end: int, new: str, kind: str) -> Change:
        return Change(self._path, start, end, new, kind)

    def _between(self, left: ast.expr, right: ast.expr, new: str, kind: str) -> Iterator[Change]:
        """The operator between two operands; brackets may stand there too."""
        start, end = self._span(left)[1], self._span(right)[0]
        gap = self._text[start:end]
        old = gap.strip(" ()\n")
        if old and "#" not in gap:
            at = start + gap.index(old)
            yield self._change(at, at + len(old), new, kind)

    def _compare(self, node: ast.Compare) -> Iterator[Change]:
        operands = [node.left, *node.comparators]
        for left, right, operator in zip(operands, node.comparators, node.ops, strict=False):
            yield from self._between(left, right, COMPARISONS[type(operator)], "comparison")

    def _boolop(self, node: ast.BoolOp) -> Iterator[Change]:
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from self._between(left, right, "or" if isinstance(node.op, ast.And) else "and", "and/or")

    def _binop(self, node: ast.BinOp) -> Iterator[Change]:
        if type(node.op) in OPERATORS:
            yield from self._between(node.left, node.right, OPERATORS[type(node.op)], "operator")

    def _unaryop(self, node: ast.UnaryOp) -> Iterator[Change]:
        if isinstance(node.op, ast.Not):
            yield self._change(self._span(node)[0], self._span(node.operand)[0], "", "not")

    def _if(self, node: ast.If) -> Iterator[Change]:
        start, end = self._span(node.test)
        yield self._change(start, end, f"not ({self._text[start:end]})", "condition")

    def _ifexp(self, node: ast.IfExp) -> Iterator[Change]:
        start, end = self._span(node.test)
        yield self._change(start, end, f"not ({self._text[start:end]})", "condition")

    def _comprehension(self, node: ast.comprehension) -> Iterator[Change]:
        for test in node.ifs:
            start, end = self._span(test)
            yield self._change(start, end, "True", "filter")

    def _constant(self, node: ast.Constant) -> Iterator[Change]:
        start, end = self._span(node)
        if isinstance(node.value, bool):
            yield self._change(start, end, str(not node.value), "flag")
        elif isinstance(node.value, int):
            yield self._change(start, end, str(node.value + 1), "number")

    def _call(self, node: ast.Call) -> Iterator[Change]:
        function = node.func
        name = getattr(function, "id", None) or getattr(function, "attr", "")
        if name in CALLS:
            end = self._span(function)[1]
            yield self._change(end - len(name), end, CALLS[name], "call")

    def _return(self, node: ast.Return) -> Iterator[Change]:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            start, end = self._span(node.value)
            yield self._change(start, end, "None", "result")

    def _expr(self, node: ast.Expr) -> Iterator[Change]:
        if isinstance(node.value, (ast.Call, ast.Yield, ast.YieldFrom)):
            start, end = self._span(node)
            yield self._change(start, end, "pass", "step")

    def _augassign(self, node: ast.AugAssign) -> Iterator[Change]:
        start, end = self._span(node)
        yield self._change(start, end, "pass", "step")

    def _continue(self, node: ast.Continue) -> Iterator[Change]:
        start, end = self._span(node)
        yield self._change(start, end, "break", "loop")

    def _break(self, node: ast.Break) -> Iterator[Change]:
        start, end = self._span(node)
        yield self._change(start, end, "continue", "loop")


def _meant(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that the program does something with: no annotations, decorators, messages, or names to be imported."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_silent(child):
                yield child
                yield from _meant(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Raise, ast.Assert, ast.JoinedStr)):
        return True
    if isinstance(node, ast.Call):
        return (getattr(node.func, "id", None) or getattr(node.func, "attr", "")) in SILENT
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
