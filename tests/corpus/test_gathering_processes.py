"""Gathering with worker processes: files that crash, hang or are interrupted cost themselves alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import CorpusError
from corpus.gathering.pool import ReadingPool
from corpus.gathering.update import Failure, gather
from corpus.reading.one_file import Reading, ReadingTask, Refusal, read_file
from tests.corpus.invented_files import (
    Watcher,
    must_not_read,
    read_slowly,
    read_with_trouble,
    report_text,
    write_reports,
)

# Processes are started, killed and waited for: the slowest of all tests.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PLACES = ("Gullmouth", "Otterby", "Pennymoor")


def write_many(folder: Path) -> list[str]:
    """Make a folder of eighteen reports; return their ids, sorted."""
    folder.mkdir()
    write_reports(folder)
    for place in PLACES:
        for year in range(2019, 2025):
            (folder / f"{place} {year}.md").write_text(report_text(place, year))
    return sorted(f"{place.lower()}-area-send-{year}-03-04" for place in PLACES for year in range(2019, 2025))


def contents(data: Path) -> tuple[list[object], list[object]]:
    with Catalogue.open(data) as catalogue:
        return [catalogue.report(report.id) for report in catalogue.reports()], list(catalogue.files())


def test_any_number_of_processes_gives_the_same_catalogue(tmp_path: Path) -> None:
    ids = write_many(tmp_path / "reports")
    watchers = [Watcher(), Watcher()]
    for jobs, watcher in enumerate(watchers, start=1):
        with Catalogue.open(tmp_path / f"data {jobs}", write=True) as catalogue:
            assert gather([tmp_path / "reports"], catalogue, watcher, jobs).added == len(ids)
            assert [report.id for report in catalogue.reports()] == ids
    assert watchers[0].done == watchers[1].done
    assert contents(tmp_path / "data 1") == contents(tmp_path / "data 2")


def test_files_that_crash_or_hang_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    paths = write_reports(folder, *PLACES)
    for name in ("a crash.pdf", "a hang.pdf", "a stop.pdf"):
        (folder / name).write_text(name)
    with Catalogue.open(tmp_path / "data", write=True) as catalogue:
        gathering = gather([folder], catalogue, jobs=2, read=read_with_trouble, seconds_a_file=4)
        assert (gathering.added, len(catalogue.reports())) == (len(paths), len(paths))
        assert gathering.failed == (
            Failure(str(folder / "a crash.pdf"), "the reader crashed (SIGABRT) on it; it may be damaged"),
            Failure(str(folder / "a hang.pdf"), "reading it took longer than 4 seconds and was stopped"),
            Failure(str(folder / "a stop.pdf"), "the reader stopped unexpectedly (code 3) on it; it may be damaged"),
        )
        again = gather([folder], catalogue, jobs=2, read=must_not_read)
        assert (again.unchanged, again.failed) == (len(paths), gathering.failed)


def test_answers_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    tasks = [ReadingTask(path) for path in write_reports(tmp_path / "reports", *PLACES)]
    early = tmp_path / "reports" / "a.md"
    early.write_text(report_text("Otterby", 2020))
    tasks = [ReadingTask(early), *tasks]
    with ReadingPool(read_slowly, jobs=2, seconds=60) as pool:
        answered = list(pool.answers(iter(tasks)))
    assert [task for task, _ in answered] == tasks
    assert all(isinstance(answer, Reading) for _, answer in answered)


def test_answers_that_an_interruption_left_behind_can_be_had(tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "reports", *PLACES)
    missing = ReadingTask(tmp_path / "missing.md")
    with ReadingPool(read_slowly, jobs=1, seconds=60) as pool:
        answers = pool.answers([missing, *(ReadingTask(path) for path in paths)])
        assert next(answers) == (
            missing,
            Refusal("it is not there any more, or is a link to something that is not there", opened=False),
        )
        answers.close()
        assert pool.finished() == []


def test_processes_that_cannot_start_are_no_fault_of_the_files(tmp_path: Path) -> None:
    absent = types.ModuleType("a_module_only_this_process_has")
    exec("def read(task): return None", absent.__dict__)  # noqa: S102
    sys.modules[absent.__name__] = absent
    folder = tmp_path / "reports"
    write_many(folder)
    try:
        with Catalogue.open(tmp_path / "data", write=True) as catalogue:
            with pytest.raises(CorpusError, match="The processes that read files cannot be started"):
                gather([folder], catalogue, jobs=1, read=absent.read)
            assert (catalogue.reports(), catalogue.failures()) == ([], [])
    finally:
        del sys.modules[absent.__name__]


GATHER = """
import signal
import sys
from pathlib import Path
from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather

class Waiting:
    def __init__(self, after):
        self.left = after
    def total(self, files):
        pass
    def advance(self, path, outcome):
        self.left -= 1
        if self.left == 0:
            print("so far", flush=True)
            sys.stdin.read()

if __name__ == "__main__":
    # A shell that starts this in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with Catalogue.open(Path(sys.argv[2]), write=True) as catalogue:
        gather([Path(sys.argv[1])], catalogue, Waiting(int(sys.argv[3])), jobs=2)
"""


@pytest.mark.parametrize(("name", "after"), [("SIGKILL", 1), ("SIGKILL", 9), ("SIGINT", 5)])
def test_a_run_that_is_ended_at_any_moment_is_completed_by_the_next(tmp_path: Path, name: str, after: int) -> None:
    if not hasattr(signal, name) or sys.platform == "win32":
        pytest.skip("this system has no such signal")
    folder, data = tmp_path / "reports", tmp_path / "data"
    ids = write_many(folder)
    command = [sys.executable, "-c", GATHER, str(folder), str(data), str(after)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "so far\n"
        run.send_signal(getattr(signal, name))
        run.wait(timeout=60)
    with Catalogue.open(data) as catalogue:
        kept = [catalogue.report(report.id) for report in catalogue.reports()]
    assert len(kept) == after if name == "SIGKILL" else len(kept) >= after
    for report in kept:
        answer = read_file(ReadingTask(Path(report.source.path), (folder / "areas.csv",)))
        assert isinstance(answer, Reading)
        assert report == answer.report
    with Catalogue.open(data, write=True) as catalogue:
        gathering = gather([folder], catalogue)
        assert (gathering.added, gathering.unchanged) == (len(ids) - len(kept), len(kept))
        assert [report.id for report in catalogue.reports()] == ids


HANG = """
import sys
from pathlib import Path
from corpus.reading.one_file import ReadingTask
from corpus.gathering.pool import ReadingPool
from tests.corpus.invented_files import read_with_trouble

if __name__ == "__main__":
    with ReadingPool(read_with_trouble, 1, 600) as pool:
        list(pool.answers([ReadingTask(Path(sys.argv[1]))]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes there do not share the pipe that tells of their end")
def test_a_process_that_hangs_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HANG, str(tmp_path / "hang.md")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "hanging\n"
        run.kill()
        run.wait()
        assert run.stdout.read() == ""  # comes only when no process holds the other end any more


OPENED = """
import sys
from pathlib import Path
from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import gather

folder = Path(sys.argv[1])
opened = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str | bytes) and str(folder) in str(arguments[0]):
        opened.append(Path(arguments[0]).name)

with Catalogue.open(Path(sys.argv[2]), write=True) as catalogue:
    gather([folder], catalogue)
    sys.addaudithook(watch)
    print(gather([folder], catalogue).unchanged, sorted(opened))
"""


def test_a_run_over_an_unchanged_folder_opens_no_report(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_reports(folder, *PLACES)
    (folder / "copy.md").write_text(report_text("Otterby"))
    (folder / "reports.csv").write_text("path,title\notterby.md,Corrected\n")
    command = [sys.executable, "-c", OPENED, str(folder), str(tmp_path / "data")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "4 ['areas.csv', 'reports.csv']\n"
