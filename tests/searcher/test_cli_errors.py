"""What a person does wrong, and what else can go wrong: a clear sentence, the right exit code, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from corpus.catalogue.catalogue import Catalogue
from corpus.gathering.update import FileOutcome
from searcher.cli import CommandGroup, main
from searcher.settings import Settings, default_engine
from searcher.upkeep.indexing import KEPT, KEPT_FIRST, bring_up_to_date
from searcher.upkeep.progress import WorkProgress

SEARCHER = shutil.which("searcher", path=Path(sys.executable).parent) or "searcher"
TEXT = "# Area SEND inspection of Tarnside\n\nInspection dates: {day} to 9 May 2025\n\n## What works\n\n- Plans help.\n"


def run(data: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *map(str, arguments)], prog_name="searcher")


def error(data: Path, *arguments: str | Path, code: int = 1) -> str:
    """Run a command that must fail; return what it says, having checked that it is only that."""
    result = run(data, *arguments)
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert isinstance(result.exception, SystemExit)
    return result.stderr.removeprefix("Error: ")


def real(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in a process of its own."""
    return subprocess.run(
        [SEARCHER, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=120,
    )


# what is given to the indexer


def test_a_missing_folder(data: Path, tmp_path: Path) -> None:
    assert error(data, "index", tmp_path / "reprots") == (
        f"{tmp_path / 'reprots'} does not exist. Check the spelling, or give the folder that your reports are in.\n"
    )
    assert run(data, "search", "reviews", "--count").stdout == "6\n"


def test_an_empty_folder(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert error(data, "index", folder).startswith(f"There is no report in {folder}. Put reports there as PDF")
    assert run(data, "search", "reviews", "--count").stdout == "6\n"


def test_files_of_which_none_can_be_read(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run(data, "index", folder, "--format", "json")
    assert result.exit_code == 1
    done = json.loads(result.stdout)
    assert [failure["path"] for failure in done["failed"]] == [str(folder / "picture.txt")]
    assert done["reports"] == 4


def test_a_file_that_is_not_what_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(TEXT.format(day="5"))
    (tmp_path / "web.pdf").write_text("<!doctype html><html><title>Gone</title><body><p>Not found</body></html>")
    done = json.loads(run(tmp_path / "data", "index", tmp_path, "--format", "json").stdout)
    assert (done["added"], len(done["failed"])) == (1, 1)
    assert "saved as .pdf" in done["failed"][0]["reason"]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission of their own")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(TEXT.format(day="5"))
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere.md")
    result = run(tmp_path / "data", "index", tmp_path)
    assert result.exit_code == 0
    assert f"  {tmp_path / 'link.md'}\n    it is not there any more, or is a link to something" in result.stdout


def test_a_second_indexer_at_the_same_time(data: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(TEXT.format(day="5"))
    with Catalogue.open(data, write=True):
        assert error(data, "index", tmp_path / "letter.md").startswith("Another indexing run (process ")
        assert error(data, "reindex").startswith("Another indexing run (process ")
        assert run(data, "search", "reviews", "--count").stdout == "6\n"


class StoppedAfterOne(WorkProgress):
    def advance(self, path: Path, outcome: FileOutcome) -> None:
        super().advance(path, outcome)
        raise KeyboardInterrupt


def test_what_was_finished_before_a_stop_is_kept(tmp_path: Path) -> None:
    for day in "567":
        (tmp_path / f"letter-{day}.md").write_text(TEXT.format(day=day))
    settings = Settings(tmp_path / "data", default_engine())
    with pytest.raises(KeyboardInterrupt) as stopped:
        bring_up_to_date(settings, [tmp_path], StoppedAfterOne(quiet=True))
    assert str(stopped.value) == KEPT_FIRST
    done = bring_up_to_date(settings, [tmp_path], WorkProgress(quiet=True))
    assert (done.gathering.unchanged, done.gathering.added, done.reports) == (1, 2, 3)
    for day in "89":
        (tmp_path / f"letter-{day}.md").write_text(TEXT.format(day=day))
    with pytest.raises(KeyboardInterrupt) as again:
        bring_up_to_date(settings, [tmp_path], StoppedAfterOne(quiet=True))
    assert str(again.value) == KEPT


# what is asked of a collection


@pytest.mark.parametrize("command", [["search", "x"], ["reports"], ["show", "x"], ["stats"], ["reindex"]])
def test_nothing_is_indexed_yet(tmp_path: Path, command: list[str]) -> None:
    said = error(tmp_path / "none", *command)
    assert said.startswith("Nothing is indexed yet")
    assert "searcher index FOLDER" in said
    assert not (tmp_path / "none").exists()


def test_a_query_of_punctuation_only(data: Path) -> None:
    result = run(data, "search", "?!", "--count")
    assert (result.exit_code, result.stdout) == (0, "12\n")
    assert result.stderr == (
        "Note: There is no word to look for, so all passages are shown. Type a word or choose filters.\n"
    )


def test_an_offset_past_the_end(data: Path) -> None:
    result = run(data, "search", "reviews", "--offset", "600")
    assert result.exit_code == 0
    assert result.stderr == "Note: There is no result after number 600; 6 were found.\n"
    assert result.stdout.splitlines()[2] == "6 passages in 4 reports"


def test_an_unknown_report(data: Path) -> None:
    assert error(data, "show", "tarnside-area-send-2024-01-30") == (
        "No report has the id 'tarnside-area-send-2024-01-30'. "
        "Did you mean tarnside-area-send-2024-01-29, tarnside-ilacs-2022-05-09 or wexcombe-area-send-2023-03-06?\n"
    )


def test_the_beginning_of_several_ids(data: Path) -> None:
    assert error(data, "show", "tarnside") == (
        "2 reports begin with 'tarnside': tarnside-area-send-2024-01-29 and tarnside-ilacs-2022-05-09. "
        "Give one of them.\n"
    )


def test_an_index_that_is_damaged(data: Path) -> None:
    for path in (data / "index").rglob("manifest.json"):
        path.write_text("{")
    assert "Run 'searcher reindex'" in error(data, "search", "reviews")
    assert "Run 'searcher reindex'" in run(data, "stats").stdout
    assert run(data, "reindex").exit_code == 0
    assert run(data, "search", "reviews", "--count").stdout == "6\n"


# the command line itself


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serch", "x"], "No such command 'serch'. Did you mean 'search'?"),
        (["search", "--from", "soon"], "'soon' is not a date. Write 2024, 2024-03, 21/11/2024"),
        (["search", "--from", "2024", "--to", "2020"], "The range ends (“2020”) before it begins (“2024”)"),
        (["search", "--order", "best"], "'best' is not one of 'relevance', 'newest', 'oldest', 'area'"),
        (["search", "--offset", "-3"], "-3 is not in the range x>=0"),
        (["search", "reviews", "-nursery"], "put -- before the query: searcher search -- reviews -nursery"),
        (["search", "x", "--explain", "--count"], "Give either --explain or --count."),
        (["search", "x", "--count", "--format", "csv"], "--count goes with --format table or json, not csv."),
        (["search", "x", "--output", "note.pdf"], "No format ends in .pdf. Choose one with --format: table, json"),
        (["index"], "Missing argument 'PATH...'"),
        (["--engine", "lucene", "search", "x"], "There is no engine “lucene”. Choose whoosh"),
        (["--engine", "lucene", "stats"], "There is no engine “lucene”. Choose whoosh"),
        (["--engine", "lucene", "index", "."], "There is no engine “lucene”. Choose whoosh"),
    ],
)
def test_a_command_line_that_makes_no_sense(data: Path, arguments: list[str], sentence: str) -> None:
    assert sentence in error(data, *arguments, code=2)


def test_a_file_that_cannot_be_written(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "note.md"
    assert error(data, "search", "reviews", "--output", path).startswith(f"{path} cannot be read or written: ")


class Ending(CommandGroup):
    """A program whose one command ends with an exception."""

    def __init__(self, exception: BaseException) -> None:
        super().__init__("searcher")
        self.exception = exception

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        def end() -> None:
            raise self.exception

        return click.Command(cmd_name, callback=end)


@pytest.mark.parametrize(
    ("exception", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "\nStopped.\n"),
        (KeyboardInterrupt(KEPT), 130, f"\n{KEPT}\n"),
        (BrokenPipeError(32, "Broken pipe"), 1, ""),
        (OSError(28, "No space left on device"), 1, "Error: The system refused: No space left on device.\n"),
    ],
)
def test_how_the_program_ends(exception: BaseException, code: int, said: str) -> None:
    result = CliRunner().invoke(Ending(exception), ["stats"])
    assert (result.exit_code, result.stderr) == (code, said)


# in a process of its own


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"LC_ALL": "C"}])
def test_other_programs_are_given_utf_8_in_every_locale(data: Path, locale: dict[str, str]) -> None:
    done = real("--data", data, "search", "plans for ages", "--format", "jsonl", **locale)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Children’s plans for ages 18-25 are thin & vague.".encode() in done.stdout


def test_an_encoding_that_was_asked_for_is_used(data: Path) -> None:
    done = real("--data", data, "search", "plans for ages", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"Children\\u2019s plans for ages 18-25" in done.stdout


def test_the_environment_names_data_and_engine(data: Path) -> None:
    done = real("search", "reviews", "--count", SEARCHER_DATA=str(data), SEARCHER_ENGINE="whoosh")
    assert done.stdout.decode() == "6\n"
    assert real("search", "reviews", SEARCHER_DATA=str(data), SEARCHER_ENGINE="lucene").returncode == 2


def test_errors_have_no_traceback(tmp_path: Path) -> None:
    done = real("--data", tmp_path, "search", "reviews")
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: Nothing is indexed yet in ")
    assert b"Traceback" not in done.stderr


def test_help_loads_no_library_that_reads_or_searches() -> None:
    libraries = "{'pypdfium2', 'docx', 'lxml', 'whoosh', 'numpy', 'markdown_it', 'rich'}"
    program = f"import sys; from searcher.cli import main; main(['search', '--help'], standalone_mode=False); \
print(sorted({libraries} & sys.modules.keys()), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr == "[]\n"


def test_a_search_loads_neither_what_reads_reports_nor_what_looks_for_slips_or_describes_answers() -> None:
    unneeded = (
        "{'corpus.catalogue.catalogue', 'corpus.acronyms.definitions', 'rapidfuzz', 'pypdfium2', 'lxml', 'numpy.ma', "
        "'msgspec'}"
    )
    program = f"import sys; import index.generations.engine_choice, index.engines.whoosh, searcher.finding.search, \
searcher.writing.json_forms; print(sorted({unneeded} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[]\n"
