"""Building an index from a catalogue: what is built, when, and what stays when things go wrong."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.acronyms.glossary import Acronym
from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.locks import IndexerLock
from corpus.errors import CatalogueBusy
from corpus.report import Finding, InspectionType, Passage, PassageKind, Report, Section, Source
from index.engine import DEFAULT_ENGINE, EngineRequest
from index.errors import IndexDamaged, IndexMissing, IndexOutdated, UnknownEngine
from index.generations import build
from index.generations.build import build_index
from index.generations.engine_choice import ENGINES, open_engine, open_generation
from index.generations.folders import current_generation, engine_folder
from index.generations.manifest import MANIFEST_FILE
from index.query import Everything, Term
from tests.corpus.invented import keep
from tests.index.invented_collection import is_installed


def invented_report(number: int) -> Report:
    passages = tuple(
        Passage(f"passage-{number}-{n}", PassageKind.BULLET, f"Lanterns were counted {n} times on pier {number}.")
        for n in range(5)
    )
    section = Section("What was counted", 1, Finding.CONTEXT, "no rule", passages)
    source = Source(f"/reports/{number}.md", f"{number:064}")
    return Report(f"pier-{number}", f"Pier {number}", InspectionType.OTHER, source, (section,))


@pytest.fixture(params=sorted(ENGINES))
def kind(request: pytest.FixtureRequest) -> str:
    """Each engine in turn, by name."""
    if not is_installed(request.param):
        pytest.skip(f"The library of {request.param} is not installed.")
    return str(request.param)


@pytest.fixture
def data(tmp_path: Path, kind: str) -> Path:
    """A data folder with three reports in its catalogue and an index of them."""
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(3):
            keep(catalogue, invented_report(number))
        build_index(catalogue, tmp_path, kind)
    return tmp_path


def option(kind: str) -> str:
    """Return how a command names an engine, nothing for the one that is used anyway."""
    return "" if kind == DEFAULT_ENGINE else f" --engine {kind}"


@contextlib.contextmanager
def catalogue_with(data: Path, *numbers: int) -> Iterator[Catalogue]:
    with Catalogue.open(data, write=True) as catalogue:
        for number in numbers:
            keep(catalogue, invented_report(number))
        yield catalogue


def held(data: Path, kind: str) -> tuple[int, int, list[str]]:
    """Return how many passages the index has, how many of them are found by a word, and its reports."""
    with contextlib.closing(open_engine(data, kind)) as engine:
        answers = [engine.search(EngineRequest(query, facets=())) for query in (Everything(), Term("lantern"))]
        return answers[0].total, answers[1].total, engine.report_ids()


def generations(data: Path, kind: str) -> list[str]:
    return sorted(path.name for path in engine_folder(data, kind).iterdir())


THREE = (15, 15, ["pier-0", "pier-1", "pier-2"])
FOUR = (20, 20, ["pier-0", "pier-1", "pier-2", "pier-3"])


def test_an_index_holds_every_report_of_the_catalogue(data: Path, kind: str) -> None:
    assert held(data, kind) == THREE
    with contextlib.closing(open_engine(data, kind)) as engine:
        assert engine.report("pier-1") == invented_report(1)
        (document,) = engine.passages(["passage-1-2"])
    assert (document.text, document.position, document.ordinal) == ("Lanterns were counted 2 times on pier 1.", 2, 3)


def test_an_index_holds_the_acronyms_of_the_catalogue(tmp_path: Path, kind: str) -> None:
    report = invented_report(0)
    passage = Passage("long-0", PassageKind.BULLET, "Pier lantern officers (PLOs) count. A PLO counts twice.")
    section = replace(report.sections[0], passages=(passage, *report.sections[0].passages))
    with Catalogue.open(tmp_path, write=True) as catalogue:
        keep(catalogue, replace(report, sections=(section,)))
        build_index(catalogue, tmp_path, kind)
    expected = Acronym("PLOs", "Pier lantern officers", ("PLOs",), ("Pier lantern officers",), 1, 1, 1)
    with contextlib.closing(open_engine(tmp_path, kind)) as engine:
        assert engine.acronyms() == (expected,)


def test_nothing_is_built_where_nothing_changed(data: Path, kind: str) -> None:
    before = generations(data, kind)
    with Catalogue.open(data) as catalogue:
        built = build_index(catalogue, data, kind)
    assert (built.fresh, built.reports, built.passages) == (False, 3, 15)
    assert built.generation == current_generation(data, kind)
    assert generations(data, kind) == before


def test_a_changed_catalogue_gives_a_new_generation_and_the_old_one_goes(data: Path, kind: str) -> None:
    seen: list[tuple[int, int]] = []
    with catalogue_with(data, 3) as catalogue:
        built = build_index(catalogue, data, kind, progress=lambda done, of: seen.append((done, of)))
    assert (built.fresh, built.reports, built.passages) == (True, 4, 20)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert held(data, kind) == FOUR
    assert generations(data, kind) == sorted([built.generation, "current"])


def test_another_catalogue_with_the_same_revision_is_noticed(
    data: Path, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    with catalogue_with(other, 0, 1, 2) as catalogue:
        assert build_index(catalogue, data, kind).fresh
        assert not build_index(catalogue, data, kind).fresh


def test_an_open_engine_goes_on_with_its_own_generation(data: Path, kind: str) -> None:
    with contextlib.closing(open_engine(data, kind)) as old:
        for number in (3, 4):
            with catalogue_with(data, number) as catalogue:
                build_index(catalogue, data, kind)
        assert old.search(EngineRequest(Term("lanterns"), limit=None)).total == 15
        assert len(old.search(EngineRequest(Term("counted"), limit=None)).hits) == 15
        assert old.report("pier-2") == invented_report(2)
        assert old.report("pier-3") is None
    assert held(data, kind)[0] == 25


def test_a_generation_is_opened_by_the_name_it_is_reloaded_by(data: Path, kind: str) -> None:
    generation, engine = open_generation(data, kind)
    engine.close()
    assert generation == current_generation(data, kind)
    with catalogue_with(data, 3) as catalogue:
        build_index(catalogue, data, kind)
    assert generation != current_generation(data, kind)


def test_another_format_is_refused_and_built_anew(data: Path, kind: str) -> None:
    generation = current_generation(data, kind)
    manifest = engine_folder(data, kind) / str(generation) / MANIFEST_FILE
    whole = json.loads(manifest.read_text())
    for other in ({"format_version": 1}, whole | {"fields": "other"}, whole | {"unknown": 1, "format_version": 99}):
        manifest.write_text(json.dumps(other))
        with pytest.raises(IndexOutdated, match=f"searcher reindex{option(kind)}'"):
            open_engine(data, kind)
    with Catalogue.open(data) as catalogue:
        assert build_index(catalogue, data, kind).fresh
    assert held(data, kind) == THREE


@pytest.mark.parametrize("engine", ["", "lucene", "../whoosh"])
def test_an_unknown_engine_is_refused(data: Path, kind: str, engine: str) -> None:
    with pytest.raises(UnknownEngine, match="whoosh"):
        open_engine(data, engine)
    with Catalogue.open(data) as catalogue, pytest.raises(UnknownEngine, match="whoosh"):
        build_index(catalogue, data, engine)
    assert sorted(path.name for path in (data / "index").iterdir()) == [kind]


def test_a_folder_without_an_index_says_what_to_do(tmp_path: Path, kind: str) -> None:
    with pytest.raises(IndexMissing, match=f"searcher index{option(kind)} FOLDER"):
        open_engine(tmp_path, kind)
    assert current_generation(tmp_path, kind) is None


def test_a_folder_with_reports_and_no_index_asks_for_no_report_again(data: Path, kind: str) -> None:
    shutil.rmtree(data / "index")
    with pytest.raises(IndexMissing, match=f"searcher reindex{option(kind)}'"):
        open_engine(data, kind)


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "columns.arrays", "columns.json", "lexicon.json", "units.arrays", "store.sqlite3", "library"],
)
@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_damaged_index_says_so_and_is_built_anew(data: Path, kind: str, name: str, how: str) -> None:
    path = engine_folder(data, kind) / str(current_generation(data, kind)) / (kind if name == "library" else name)
    for part in list(path.iterdir()) if path.is_dir() else [path]:
        if how == "missing":
            part.unlink()
        else:
            part.write_bytes(part.read_bytes()[:10])
    with pytest.raises(IndexDamaged, match=f"searcher reindex{option(kind)}'"):
        open_engine(data, kind)
    with Catalogue.open(data) as catalogue:
        assert build_index(catalogue, data, kind).fresh
    assert held(data, kind) == THREE


def test_an_index_that_lost_passages_is_not_switched_to(data: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = generations(data, kind)
    real = build.open_folder

    def opened_after_a_loss(engine: str, folder: Path) -> object:
        shutil.rmtree(folder)
        shutil.copytree(engine_folder(data, engine) / str(current_generation(data, engine)), folder)
        return real(engine, folder)

    monkeypatch.setattr(build, "open_folder", opened_after_a_loss)
    with catalogue_with(data, 3) as catalogue, pytest.raises(IndexDamaged, match="the old one stays in use"):
        build_index(catalogue, data, kind)
    assert held(data, kind) == THREE
    monkeypatch.undo()
    with Catalogue.open(data) as catalogue:
        build_index(catalogue, data, kind)
    assert held(data, kind) == FOUR
    assert len(generations(data, kind)) == len(before)


def test_two_builders_do_not_meet(data: Path, kind: str) -> None:
    with IndexerLock(data), Catalogue.open(data) as catalogue, pytest.raises(CatalogueBusy):
        build_index(catalogue, data, kind, force=True)
    assert held(data, kind) == THREE


def test_the_lock_of_the_catalogue_is_enough_however_the_folder_is_written(
    data: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    with catalogue_with(data, 3) as catalogue:
        assert build_index(catalogue, Path(data.name), kind).fresh
    assert held(data, kind) == FOUR


def test_an_empty_catalogue_gives_an_empty_index(tmp_path: Path, kind: str) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        built = build_index(catalogue, tmp_path, kind)
    assert replace(built, generation="", seconds=0.0) == build.Built("", 0, 0, 0.0, fresh=True)
    assert held(tmp_path, kind) == (0, 0, [])


def test_searches_in_several_threads_have_one_answer(data: Path, kind: str) -> None:
    with contextlib.closing(open_engine(data, kind)) as engine:
        requests = [EngineRequest(Term(word)) for word in ("lanterns", "counted", "pier", "2", "times", "were", "none")]
        expected = [engine.search(request) for request in requests]
    answers: dict[int, object] = {}
    with contextlib.closing(open_engine(data, kind)) as engine:

        def search(thread: int) -> None:
            answers[thread] = [engine.search(request) for request in requests]

        threads = [threading.Thread(target=search, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == dict.fromkeys(range(4), expected)


def run_build(data: Path, kind: str, last: int) -> subprocess.CompletedProcess[str]:
    """Rebuild in another process, killed at the ``last`` thing it asks of the system (0: never)."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.index.killed_build", str(data), kind, str(last)]
    return subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_an_index_that_answers(
    data: Path, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with catalogue_with(data, 3):
        pass

    def copied() -> Path:
        return Path(shutil.copytree(data, tmp_path_factory.mktemp("data") / "data"))

    whole = run_build(copied(), kind, 0)
    assert whole.returncode == 0, whole.stderr
    asked = whole.stdout.splitlines()
    switched = max(n for n, line in enumerate(asked, start=1) if line.startswith("os.rename"))
    for moment in (1, switched // 2, switched, switched + 1, len(asked)):
        place = copied()
        killed = run_build(place, kind, moment)
        assert killed.returncode != 0
        assert held(place, kind) == (FOUR if moment > switched else THREE), asked[moment - 1]
        with Catalogue.open(place) as catalogue:
            build_index(catalogue, place, kind)
        assert held(place, kind) == FOUR
        assert generations(place, kind) == sorted([str(current_generation(place, kind)), "current"])
