"""Layout of the code: every module is in a layer, imports have no cycles, files and functions are short."""

import ast
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pipeline", "recognizers")
SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = {one["containers"][0]: one["layers"] for one in CONTRACTS if one["type"] == "layers"}
MAX_FILE_LINES, MAX_MEDIAN_LINES, MAX_FUNCTION_LINES = 400, 150, 40


@cache
def nodes_of(module: str) -> Sequence[ast.AST]:
    return list(ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8"))))


@cache
def imported(module: str) -> Sequence[str]:
    """Return the project's modules that a module imports, except for annotations."""
    return list(_imported(module))


def _imported(module: str) -> Iterator[str]:
    for_annotations = {
        inner
        for node in nodes_of(module)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in nodes_of(module):
        if node in for_annotations:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in SOURCES)
        if isinstance(node, ast.ImportFrom) and node.module in SOURCES:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in SOURCES else node.module for name in inner)


def functions() -> Iterator[tuple[str, int]]:
    for module in SOURCES:
        for node in nodes_of(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{module}.{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("package", LAYERS)
def test_every_module_is_in_a_layer(package: str) -> None:
    listed = {name.strip() for layer in LAYERS[package] for name in layer.split("|")}
    modules = {name.removeprefix(f"{package}.").split(".")[0] for name in SOURCES if name.startswith(f"{package}.")}
    assert modules == listed


@pytest.mark.parametrize("package", LAYERS)
def test_no_module_imports_from_a_layer_above_it_or_beside_it(package: str) -> None:
    places = {name.strip(): place for place, layer in enumerate(LAYERS[package]) for name in layer.split("|")}

    def name_in_package(module: str) -> str:
        return module.removeprefix(f"{package}.").split(".")[0] if module.startswith(f"{package}.") else ""

    against = [
        (module, other)
        for module in SOURCES
        for other in imported(module)
        if (own := name_in_package(module))
        and (name := name_in_package(other))
        and own != name
        and places[own] >= places[name]
    ]
    assert against == []


def test_imports_form_no_circle() -> None:
    graph = {module: set(imported(module)) - {module} for module in SOURCES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(SOURCES)


def test_recognizers_import_nothing_of_the_pipeline() -> None:
    assert [
        (module, other)
        for module in SOURCES
        if module.startswith("recognizers")
        for other in imported(module)
        if other.startswith("pipeline")
    ] == []


def test_files_are_short() -> None:
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in SOURCES.items()}
    assert {module: count for module, count in lines.items() if count > MAX_FILE_LINES} == {}
    assert statistics.median(lines.values()) < MAX_MEDIAN_LINES


def test_functions_are_short() -> None:
    assert {name: count for name, count in functions() if count > MAX_FUNCTION_LINES} == {}


def test_top_level_contains_only_documented_modules() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= {"pipeline", "recognizers", "configs", "tests", "training"}
