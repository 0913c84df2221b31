"""Who may know whom beyond what import-linter reads: no circles, and no back door between rooms."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
HOUSES = ("compliance", "enduse", "shipments")
LOWER = {"compliance": ("enduse", "shipments"), "enduse": ("shipments",)}
LOADERS = {"get_model", "import_module", "import_string", "__import__"}
LOOKUP = re.compile(r"-?[a-z_]+__[a-z_]+")
Graph = dict[str, set[str]]


@cache
def imports() -> Graph:
    """Each module with those it imports, wherever the line stands and only for types too."""
    sys.path.insert(0, str(ROOT))
    try:
        graph = grimp.build_graph(*HOUSES, cache_dir=None)
    finally:
        sys.path.remove(str(ROOT))
    return {name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules}


def circle_in(graph: Graph) -> list[str]:
    """One way that leads back to where it began, or nothing."""
    done: set[str] = set()
    for start in sorted(graph):
        found = _walk(graph, start, [], done)
        if found:
            return found
    return []


def _walk(graph: Graph, name: str, way: list[str], done: set[str]) -> list[str]:
    if name in way:
        return [*way[way.index(name) :], name]
    if name in done:
        return []
    for other in sorted(graph.get(name, ())):
        found = _walk(graph, other, [*way, name], done)
        if found:
            return found
    done.add(name)
    return []


def test_a_circle_is_found_and_told() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_module_imports_itself_by_a_detour() -> None:
    assert "compliance.law.rule" in imports()
    assert " → ".join(circle_in(imports())) == ""


def sources(house: str) -> list[Path]:
    return [path for path in (ROOT / house).rglob("*.py") if "migrations" not in path.parts]


def names_from_above(house: str) -> set[str]:
    """Names under which Django lets the house's tables reach rows of the houses above."""
    models = (model for config in apps.get_app_configs() for model in config.get_models())
    own = (model for model in models if model.__module__.split(".")[0] == house)
    return {
        name
        for model in own
        for relation in model._meta.related_objects
        if relation.related_model.__module__.split(".")[0] in LOWER[house]
        if not relation.hidden
        for name in (relation.get_accessor_name(), relation.name)
    }


def words_of(path: Path) -> Iterator[str]:
    """Every attribute, and the first word of everything that may be a lookup."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg.partition("__")[0] if "__" in node.arg else ""
        elif isinstance(node, ast.Constant) and LOOKUP.fullmatch(str(node.value)):
            yield str(node.value).lstrip("-").partition("__")[0]


@pytest.mark.parametrize("house", LOWER)
def test_no_house_reaches_the_rows_of_a_house_above_through_its_own(house: str) -> None:
    names = names_from_above(house)
    assert names
    reached = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in sources(house)
        for word in words_of(path)
        if word in names and word not in own_names(house)
    }
    assert reached == set()


def own_names(house: str) -> set[str]:
    """Fields, and names of the house's own relations, that read like one from above."""
    models = (model for config in apps.get_app_configs() for model in config.get_models())
    own = [model for model in models if model.__module__.split(".")[0] == house]
    below = {each for each in HOUSES if each not in LOWER[house]}
    relations = {
        relation.get_accessor_name()
        for model in own
        for relation in model._meta.related_objects
        if relation.related_model.__module__.split(".")[0] in below
    }
    return {field.name for model in own for field in model._meta.fields} | relations


@pytest.mark.parametrize("house", LOWER)
def test_no_house_loads_modules_or_tables_by_their_names(house: str) -> None:
    loaded = {
        str(path.relative_to(ROOT))
        for path in sources(house)
        for word in words_of_calls(path)
        if word in LOADERS
    }
    assert loaded == set()


def words_of_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


# What signs and what prints takes as long to load as a third of all else, what reads files as a
# tenth, and few need it.
SLOW_TO_LOAD = {
    "openpyxl": [],
    "pypdf": ["compliance.pdf_contents", "shipments.paperwork.copies"],
    "pyhanko": ["shipments.paperwork.signing.pades", "shipments.paperwork.signing.tokens"],
    "weasyprint": [
        "shipments.flows.reports.pdf",
        *(f"shipments.paperwork.{name}" for name in ("archival", "copies", "render")),
    ],
}


@pytest.mark.parametrize("library", SLOW_TO_LOAD)
def test_what_is_slow_to_load_is_loaded_within_the_functions_that_need_it(library: str) -> None:
    found = {
        name for name, head in heads().items() if library in {each.split(".")[0] for each in head}
    }
    while more := {name for name, head in heads().items() if head & found} - found:
        found |= more
    assert sorted(found) == SLOW_TO_LOAD[library]


@cache
def heads() -> Graph:
    """What each module imports as soon as it is imported itself."""
    return {name_of(path): set(heads_of(path)) for house in HOUSES for path in sources(house)}


def name_of(path: Path) -> str:
    *folders, last = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(folders if last == "__init__" else [*folders, last])


def heads_of(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))
