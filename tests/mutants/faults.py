"""Small faults, one at a time: what mutmut would change in a file of the library, as code that can be put in its place.

mutmut writes every fault of a file into one module, a function each. Here that module is only compiled, never imported:
a test runs the program as it is, with the code of one function exchanged.
"""

import ast
import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType

import attrs
from mutmut.mutation.file_mutation import mutate_file_contents

import partnership

__all__ = ["SOURCE", "Fault", "faults_of"]

SOURCE = Path(partnership.__file__).parent.parent


@attrs.frozen
class Fault:
    """One change to one function.

    Attributes:
        file: The file, from the folder of the sources.
        function: The function or method, as in `Walk.best`.
        number: Which of the function's faults it is; with `was` and `now`, the lines before and after.
        lines: The lines of the file that the change is in: whole statements, or the heads of them; if it is in the head
            of the function, those of its first statement.
        code: What the function does then, and `defaults` what its parameters are unless given, if that is the change.
    """

    file: str
    function: str
    number: int
    was: str
    now: str
    lines: frozenset[int]
    code: CodeType = attrs.field(repr=False, eq=False)
    defaults: ast.arguments | None = attrs.field(repr=False, eq=False)

    @property
    def module(self) -> str:
        """The module the function is in."""
        return self.file.removesuffix(".py").replace("/", ".")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is known by, whatever else changes in the file."""
        return self.file, self.function, self.was, self.now


def faults_of(path: Path) -> Iterator[Fault]:
    """Every fault of a file, in order of the file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    mutated = mutate_file_contents(str(path), _undecorated(text, tree)).code
    written, spans = dict(_functions(tree)), _statements(tree)
    made = {node.name: node for _, node in _functions(ast.parse(mutated))}
    codes = {code.co_name: code for code in _codes(compile(mutated, str(path), "exec"))}
    rows = mutated.splitlines()
    for name, after in made.items():
        mangled, found, number = name.rpartition("__mutmut_")
        if not found or number == "orig":
            continue
        function = _named(mangled)
        before = made[f"{mangled}__mutmut_orig"]
        was, now, changed = _changed(*(_text(rows, node, function) for node in (before, after)))
        node = written[function]
        start = _start(node) - node.lineno
        lines = {line for offset in changed for line in spans[node.lineno + max(offset, start)]}
        defaults = after.args if min(changed) < start else None
        file = path.relative_to(SOURCE).as_posix()
        yield Fault(file, function, int(number), was, now, frozenset(lines), codes[name], defaults)


def _undecorated(text: str, tree: ast.Module) -> str:
    """The same lines without decorators: mutmut leaves a decorated function alone, and here only its code is wanted."""
    rows = text.splitlines(keepends=True)
    for _, node in _functions(tree):
        names = [each.id for each in node.decorator_list if isinstance(each, ast.Name)]
        if names not in (["staticmethod"], ["classmethod"]) and node.decorator_list:
            lines = slice(node.decorator_list[0].lineno - 1, node.lineno - 1)
            rows[lines] = ["#\n" for _ in rows[lines]]
    return "".join(rows)


def _named(mangled: str) -> str:
    """The function a name of mutmut's stands for: `x_walks` or `xǁWalkǁbest`."""
    return ".".join(part for part in mangled[1:].split("ǁ") if part) if "ǁ" in mangled else mangled[2:]


def _functions(
    tree: ast.Module | ast.ClassDef, within: str = ""
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{within}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{within}{node.name}.")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _start(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The line of its first statement; words about it are none."""
    return node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0].lineno


def _text(rows: Sequence[str], node: ast.FunctionDef | ast.AsyncFunctionDef, function: str) -> list[str]:
    """The lines of a function under its own name."""
    first, *others = rows[node.lineno - 1 : node.end_lineno]
    return [first.replace(node.name, function.rpartition(".")[2]), *others]


def _changed(before: Sequence[str], after: Sequence[str]) -> tuple[str, str, set[int]]:
    """The lines that differ before and after, and where they are in the function."""
    was, now, where = list[str](), list[str](), set[int]()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, other, stop in matcher.get_opcodes():
        if kind != "equal":
            was += before[start:end]
            now += after[other:stop]
            where |= set(range(start, end)) or {min(start, len(before) - 1)}
    return _plain(was), _plain(now), where


def _plain(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def _statements(tree: ast.Module) -> dict[int, set[int]]:
    """For each line, the lines of the statement it is in; of a statement with a body, only its head."""
    spans: dict[int, set[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.match_case):
            lines = set(range(node.pattern.lineno, node.body[0].lineno))
        elif isinstance(node, ast.stmt | ast.excepthandler):
            body = getattr(node, "body", None)
            lines = set(range(node.lineno, body[0].lineno if body else (node.end_lineno or node.lineno) + 1))
        else:
            continue
        spans |= {line: lines for line in lines if len(lines) < len(spans.get(line, range(10**6)))}
    return spans
