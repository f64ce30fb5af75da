"""``docs/command-line.md`` and ``docs/reading-report.md``: every example prints what stands below it, help is today's.

Run this file as a program to put today's help texts into the document.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from searcher.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "command-line.md"
READING_REPORT = ROOT / "docs" / "reading-report.md"
_HELP = re.compile(r"(<!-- help: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SESSION = re.compile(r"^( *)```console\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)

_PROGRESS = re.compile(r"(?m)^(?:Reading|Building the index): .*\n")
"""What a slow machine prints while it is at work."""


def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def help_of(command: str) -> str:
    shown = CliRunner().invoke(
        main, [command, "--help"], prog_name="searcher", terminal_width=80, env={"COLUMNS": "80"}
    )
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def with_todays_help(text: str) -> str:
    return _HELP.sub(lambda found: f"{found[1]}\n```text\n{help_of(found[2])}```\n\n{found[3]}", text)


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command line of the sessions with what is printed below it, in order."""
    for indent, session in _SESSION.findall(text):
        lines = [line.removeprefix(indent) for line in session.splitlines()]
        for part in "\n".join(lines).split("$ ")[1:]:
            command, _, output = part.partition("\n")
            yield command, output.rstrip("\n")


def as_pattern(output: str) -> str:
    """Return a pattern for what is printed, in which ``...`` stands for anything."""
    return r"[\s\S]*".join(re.escape(piece) for piece in output.split("..."))


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample reports at the place they have in the project."""
    shutil.copytree(ROOT / "corpus" / "samples", tmp_path / "corpus" / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEARCHER_DATA", "usual-data")
    return tmp_path


def run_examples(text: str) -> set[str]:
    """Run the examples of a document; return the commands they tell of."""
    told = []
    for command, output in examples(text):
        words = shlex.split(command)
        environment = dict(word.split("=", 1) for word in words[: words.index("searcher")])
        arguments = words[words.index("searcher") + 1 :]
        result = CliRunner().invoke(main, arguments, prog_name="searcher", env=environment)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        printed = _PROGRESS.sub("", result.output)
        assert not output or re.match(as_pattern(output), printed), f"{command}\n{printed}"
        told += [word for word in arguments if word in COMMANDS][:1]
    return set(told)


@pytest.mark.slow
def test_every_example_prints_what_the_document_says(workplace: Path) -> None:
    assert run_examples(document()) == set(COMMANDS)
    assert {path.name for path in workplace.iterdir()} >= {
        "note.docx",
        "note.html",
        "note.md",
        "found.csv",
        "reports.csv",
        "reports-data",
    }


@pytest.mark.slow
def test_every_example_of_the_reading_report_prints_what_the_document_says(workplace: Path) -> None:
    assert run_examples(READING_REPORT.read_text(encoding="utf-8")) == {"index", "check"}
    assert (workplace / "reading.csv").is_file()


def test_every_help_text_is_todays() -> None:
    assert [name for _, name, _ in _HELP.findall(document())] == list(COMMANDS)
    assert document() == with_todays_help(document())


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_program_prints_completion_scripts(shell: str) -> None:
    result = CliRunner().invoke(main, [], prog_name="searcher", env={"_SEARCHER_COMPLETE": f"{shell}_source"})
    assert f"_SEARCHER_COMPLETE={shell}_complete" in result.stdout


def test_completion_is_described_for_every_shell() -> None:
    told = re.findall(r"_SEARCHER_COMPLETE=(\w+)_source searcher", document())
    assert told == ["bash", "zsh", "fish"]


def test_values_are_completed() -> None:
    completing = {"_SEARCHER_COMPLETE": "bash_complete", "COMP_WORDS": "searcher search --type area", "COMP_CWORD": "3"}
    result = CliRunner().invoke(main, [], prog_name="searcher", env=completing)
    assert result.stdout == "plain,area-send\nplain,area-send-monitoring\n"


if __name__ == "__main__":
    DOCUMENT.write_text(with_todays_help(document()), encoding="utf-8")
