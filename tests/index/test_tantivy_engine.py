"""What only the Tantivy engine has to get right: its files, long words, and being absent."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from index.engine import EngineRequest
from index.errors import UnknownEngine
from index.generations.engine_choice import new_builder, open_folder, require_engine
from index.query import Phrase, Prefix, Term
from tests.index.invented_collection import (
    Collection,
    builds,
    is_installed,
    make_collection,
    make_document,
    make_report,
)

needs_tantivy = pytest.mark.skipif(not is_installed("tantivy"), reason="The extra “fast” is not installed.")


@needs_tantivy
def test_no_file_is_left_that_the_index_does_not_use(tmp_path: Path, collection: Collection) -> None:
    builds("tantivy")(tmp_path, collection).close()
    folder = tmp_path / "tantivy"
    used = {
        segment["segment_id"].replace("-", "") for segment in json.loads((folder / "meta.json").read_text())["segments"]
    }
    assert len(used) == 1
    left = {path.name for path in folder.iterdir() if path.stem not in used}
    assert left - {".tantivy-meta.lock"} == {"meta.json", ".managed.json"}  # a lock is taken by opening


@needs_tantivy
def test_words_too_long_for_tantivy_are_found(tmp_path: Path) -> None:
    longest = ["a" * 70_000 + end for end in ("", "b", "ß" * 20_000)]
    documents = [make_document("r", place, word) for place, word in enumerate(longest)]
    engine = builds("tantivy")(tmp_path, [(make_report("r", ""), documents)])
    for place, word in enumerate(longest):
        for query in (Term(word), Phrase((word,)), Prefix(word) if place else Term(word, "text")):
            hits = engine.search(EngineRequest(query)).hits
            assert [hit.document.position for hit in hits] == [place]
    engine.close()


@needs_tantivy
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="This user may write everywhere.")
def test_an_index_that_may_only_be_read_is_searched(tmp_path: Path, collection: Collection) -> None:
    builds("tantivy")(tmp_path, collection).close()
    folder = tmp_path / "tantivy"
    (folder / ".tantivy-meta.lock").chmod(0o400)
    folder.chmod(0o500)
    engine = open_folder("tantivy", tmp_path)
    assert engine.search(EngineRequest(Term("reviews"))).total
    engine.close()
    folder.chmod(0o700)


@needs_tantivy
def test_who_may_read_the_folder_may_read_its_files(tmp_path: Path, collection: Collection) -> None:
    builds("tantivy")(tmp_path, collection).close()
    folder = tmp_path / "tantivy"
    allowed = folder.stat().st_mode & 0o666
    assert {path.stat().st_mode & 0o666 for path in folder.iterdir() if path.suffix != ".lock"} == {allowed}


@needs_tantivy
def test_a_closed_engine_does_not_hold_its_files(tmp_path: Path) -> None:
    engine = builds("tantivy")(tmp_path, make_collection())
    assert engine.search(EngineRequest(Term("reviews"))).total
    engine.close()
    # Tantivy drops its files in threads of its own, which on a busy machine come to it a moment later.
    for _ in range(100):
        if not mapped_from(tmp_path / "tantivy"):
            break
        time.sleep(0.1)
    assert mapped_from(tmp_path / "tantivy") == []


def mapped_from(folder: Path) -> list[str]:
    """Return the parts of this process's memory that are files of a folder; none where no list of them is kept."""
    maps = Path("/proc/self/maps")
    return [line for line in maps.read_text().splitlines() if f"{folder}/" in line] if maps.exists() else []


def test_without_its_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "index.engines.tantivy", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(UnknownEngine, match=r"tantivy, which is not installed.*inspection-searcher\[fast\]"):
        require_engine("tantivy")
    with pytest.raises(UnknownEngine, match="not installed"):
        new_builder("tantivy", tmp_path)
