"""The rules of the house that code can break: direction of imports, one importer a library, sizes."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "index", "searcher", "web")
LINES_A_FILE = 400
LINES_A_FUNCTION = 80

ONLY_IMPORTERS = {
    "pypdfium2": {"corpus/readers/pdf/objects.py"},
    "markdown_it": {"corpus/readers/markdown/inline.py", "corpus/readers/markdown/reader.py"},
    "Stemmer": {"index/analysis.py"},
    "waitress": {"web/server.py"},
}


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of every module a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_left_never_imports_right(path: Path) -> None:
    own = PACKAGES.index(path.relative_to(ROOT).parts[0])
    further_right = set(PACKAGES[own + 1 :])
    assert {name.split(".")[0] for name in imported(path)} & further_right == set()


def importers_of(library: str) -> set[str]:
    return {name_of(path) for path in modules() if library in {name.split(".")[0] for name in imported(path)}}


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_one_module_imports_a_library(library: str) -> None:
    assert importers_of(library) == ONLY_IMPORTERS[library]


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_the_engine_alone_imports_its_library(engine: str) -> None:
    assert importers_of(engine) == {f"index/engines/{engine}.py"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_files_and_functions_keep_within_their_budget(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LINES_A_FUNCTION
    }
    assert (source.count("\n") <= LINES_A_FILE, long) == (True, {})


def test_every_module_says_what_it_is() -> None:
    silent = [name_of(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    vague = {"utils", "util", "helpers", "helper", "base", "common", "misc", "manager"}
    assert [name_of(path) for path in modules() if path.stem in vague] == []


def test_the_package_runs_on_the_python_it_promises() -> None:
    assert sys.version_info >= (3, 11)
