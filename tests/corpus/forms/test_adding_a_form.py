"""``docs/adding-a-form.md``: what it says is done with a copy of the program, and does what it says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.forms.generic import NOT_RECOGNISED
from corpus.report import Finding, Report

# Runs the program and its tests in a copy: the longest tests there are.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "adding-a-form.md"
NEEDED = ("corpus", "index", "searcher")
NEEDED_TESTS = ("conftest.py", "golden.py", "test_samples.py")
SAMPLE = "wexcombe/residential-care-review-2025.md"

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_RUN_CLI = """
import json, sys
from click.testing import CliRunner
from searcher.cli import main

results = [CliRunner().invoke(main, arguments, prog_name="searcher") for arguments in json.load(sys.stdin)]
json.dump([[result.exit_code, result.stdout] for result in results], sys.stdout)
"""

ReadText = Callable[..., Report]


class Shown(NamedTuple):
    """A block of the page: its language, the file it is of (or ""), its text."""

    language: str
    path: str
    text: str


def shown(language: str, path: str = "") -> list[str]:
    blocks = [Shown(*found) for found in _BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))]
    return [block.text for block in blocks if block.language == language and path in ("", block.path)]


def files() -> dict[str, str]:
    """Return the whole files that the page shows, by path."""
    blocks = [Shown(*found) for found in _BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))]
    return {block.path: block.text for block in blocks if block.path and block.language in {"markdown", "python"}}


def apply(change: str, path: Path) -> None:
    """Make a change to a file: lines that begin with "+" come after those that stand before them."""
    lines = change.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines)
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} has not once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with everything done that the page says."""
    folder = tmp_path_factory.mktemp("program")
    for name in NEEDED:
        # The samples that take long to read say nothing of this.
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.pdf", "*.docx"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    tests = folder / "tests" / "corpus" / "forms"
    tests.mkdir(parents=True)
    for name in NEEDED_TESTS:
        shutil.copyfile(ROOT / "tests" / "corpus" / "forms" / name, tests / name)
    for path, text in files().items():
        (folder / path).write_text(text, encoding="utf-8")
    for path in ("corpus/report.py", "corpus/forms/__init__.py"):
        for change in shown("diff", path):
            apply(change, folder / path)
    return folder


def run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_the_form_the_letter_is_searchable_with_a_warning(read_text: ReadText) -> None:
    report = read_text(files()[f"corpus/samples/{SAMPLE}"])
    assert report.inspection_type.label == "Other report"
    assert [warning.message for warning in report.warnings] == [NOT_RECOGNISED]
    (section,) = [section for section in report.sections if section.heading == "What is going well"]
    assert section.finding is Finding.MIXED


def test_the_commands_print_what_the_page_says(workplace: Path) -> None:
    (session,) = shown("console")
    examples = [example.partition("\n") for example in session.split("$ searcher ")[1:]]
    done = run(workplace, "-c", _RUN_CLI, given=json.dumps([shlex.split(command) for command, _, _ in examples]))
    assert done.returncode == 0, done.stderr
    for (command, _, expected), (code, output) in zip(examples, json.loads(done.stdout), strict=True):
        pattern = r"[\s\S]*".join(re.escape(piece) for piece in expected.rstrip("\n").split("..."))
        assert (code, bool(re.match(pattern, output))) == (0, True), f"{command}\n{output}"


def test_the_golden_sample_is_written_then_holds_and_the_tests_pass(workplace: Path) -> None:
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "-k", "care_review or residential"]
    first = run(workplace, *tests)
    assert f"expected.json had nothing on {SAMPLE}" in first.stdout, first.stdout
    assert re.search(r"^1 failed, \d+ passed", first.stdout, re.MULTILINE), first.stdout
    written = json.loads((workplace / "corpus" / "sample_sources" / "expected.json").read_text(encoding="utf-8"))
    (expected,) = shown("json")
    assert written[SAMPLE] == json.loads(expected)
    second = run(workplace, *tests)
    assert second.returncode == 0, second.stdout
