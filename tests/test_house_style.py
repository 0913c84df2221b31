"""The house rules that no linter knows: small functions, modules and templates; a pure law."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("compliance", "enduse", "shipments", "script", "tests")
LONGEST_FUNCTION = 40
LONGEST_MODULE = 300
LONGEST_TEMPLATE = 150
LONGEST_TEMPLATE_LINE = 160
MEANINGLESS = {"utils", "helpers", "common", "services", "misc"}
PURE = ("compliance/law", "compliance/parties/matching", "compliance/codes")
DJANGO_FOR_PURE_CODE = {"django.utils.translation"}


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def parsed(path: Path) -> list[ast.AST]:
    """Every node of the module."""
    return list(ast.walk(ast.parse(path.read_text())))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in parsed(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def modules_named_in(path: Path) -> Iterator[str]:
    for node in parsed(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name} has {lines_of(function)} lines"
        for path in python_files(*CODE)
        for function in functions(path)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_median_function_has_at_most_eight_lines() -> None:
    sizes = sorted(
        lines_of(function)
        for path in python_files("compliance", "enduse", "shipments")
        for function in functions(path)
    )
    assert sizes[len(sizes) // 2] <= 8


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in python_files(*CODE)}
    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}


def templates() -> list[Path]:
    rooms = [path for folder in (".", *CODE) for path in (ROOT / folder).glob("**/templates")]
    return sorted({path for room in rooms for path in room.rglob("*.html") if _ours(path)})


def test_no_template_is_longer_than_a_hundred_and_fifty_lines() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in templates()}
    assert sizes
    assert {path: size for path, size in sizes.items() if size > LONGEST_TEMPLATE} == {}


def test_no_line_of_a_template_is_longer_than_a_hundred_and_sixty_characters() -> None:
    long = [
        f"{name(path)}:{number} has {len(line)} characters"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    paths = python_files("compliance", "enduse", "shipments")
    assert [name(path) for path in paths if path.stem in MEANINGLESS] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in python_files("compliance", "enduse", "shipments", "script")
        if path.name != "apps.py"
        and path.read_text().strip()
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize("folder", PURE)
def test_pure_code_takes_nothing_from_django_but_translation(folder: str) -> None:
    taken = {
        f"{name(path)}: {module}"
        for path in python_files(folder)
        for module in modules_named_in(path)
        if module.partition(".")[0] == "django" and module not in DJANGO_FOR_PURE_CODE
    }
    assert taken == set()


def _ours(path: Path) -> bool:
    return not {".venv", ".gate49", "node_modules"} & set(path.relative_to(ROOT).parts)
