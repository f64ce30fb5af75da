"""The rules of the house that code can break: direction of imports, one importer a library, sizes."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "index", "searcher", "web")
THE_OTHERS = "*"
ROOMS = {
    "corpus": (THE_OTHERS, "readers", "forms", "acronyms", "reading", "catalogue", "gathering"),
    "corpus.forms": ("form", "body", "cover", "graded", "childrens_services", THE_OTHERS),
    "corpus.readers": (
        *("unreadable", "styled_text", "sniff", "lines", "grid"),
        *("text", "html", "markdown", "pdf", "word"),
    ),
    "index": (THE_OTHERS, "columns", "engines", "generations"),
    "searcher": (
        *(THE_OTHERS, "wording", "asking", "language", "finding", "reports"),
        *("writing", "upkeep", "printing", "commands", "cli"),
    ),
    "web": ("site", "parts", "pages", "machine", "app", "server", "serve"),
}
"""The rooms of a package and single modules of it, each of which imports only from those before it.

``THE_OTHERS`` stands for the modules that are not named: the ground of a package, but the families of report in
``corpus.forms``.
"""
MODULES_A_ROOM = 16
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


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree, made once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Return the full name of every module a file imports, wherever in the file."""
    names: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.append(node.module)
    return tuple(names)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_left_never_imports_right(path: Path) -> None:
    own = PACKAGES.index(path.relative_to(ROOT).parts[0])
    further_right = set(PACKAGES[own + 1 :])
    assert {name.split(".")[0] for name in imported(path)} & further_right == set()


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_by_module() -> dict[str, set[str]]:
    """Return the modules of the project that each module imports, wherever in the file."""
    known = {module_of(path): path for path in modules()}
    return {
        name: {module for module in imported_modules(path) if module in known and module != name}
        for name, path in known.items()
    }


def imported_modules(path: Path) -> Iterator[str]:
    """Yield what a file imports, and what of it may be a module: ``from web.site import links`` is both."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name for name in names if (ROOT / f"{name.replace('.', '/')}.py").exists()]
            yield from known or [node.module]


IMPORTS = imports_by_module()


def place_of(module: str, package: str) -> int | None:
    """Return where a module stands in the order of a package's rooms; ``None`` for one outside the package."""
    if not module.startswith(f"{package}."):
        return None
    room = module.removeprefix(f"{package}.").partition(".")[0]
    order = ROOMS[package]
    return order.index(room if room in order else THE_OTHERS)


@pytest.mark.parametrize("package", ROOMS)
def test_each_room_imports_only_from_those_before_it(package: str) -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in IMPORTS.items()
        for other in others
        if (here := place_of(module, package)) is not None
        and (there := place_of(other, package)) is not None
        and there > here
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_room_is_in_the_order_of_its_package(package: str) -> None:
    rooms = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert rooms - set(ROOMS[package]) == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    waiting = {name: set(others) for name, others in IMPORTS.items()}
    while free := {name for name, others in waiting.items() if not others}:
        waiting = {name: others - free for name, others in waiting.items() if name not in free}
    assert sorted(waiting) == []


@pytest.mark.parametrize("sign", [path for path in modules() if path.name == "__init__.py"], ids=name_of)
def test_a_room_has_a_sign_and_holds_no_more_than_one_can_see(sign: Path) -> None:
    tree = ast.parse(sign.read_text(encoding="utf-8"))
    said = ast.get_docstring(tree) or ""
    assert len(said.splitlines()) == 1
    assert len([path for path in sign.parent.glob("*.py") if path != sign]) <= MODULES_A_ROOM


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


def test_one_module_writes_csv() -> None:
    writers = {name for name in importers_of("csv") if not name.startswith("corpus/")}
    assert writers == {"searcher/writing/csv_tables.py"}


def test_nothing_is_told_apart_by_where_it_lies_in_memory() -> None:
    """What is kept by ``id()`` is lost as soon as a copy takes the place of the object, and nothing says so."""
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "id" and isinstance(node.ctx, ast.Load)
    ]
    assert calls == []


def test_every_module_says_what_it_is() -> None:
    silent = [name_of(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    vague = {"utils", "util", "helpers", "helper", "base", "common", "misc", "manager"}
    assert [name_of(path) for path in modules() if path.stem in vague] == []


def test_the_package_runs_on_the_python_it_promises() -> None:
    assert sys.version_info >= (3, 11)
