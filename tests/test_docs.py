"""What the documents say of the repository is so: links lead somewhere, files that are named exist."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FILE = re.compile(
    r"`((?:corpus|index|searcher|web|tests|docs|benchmarks)/[\w/]+\.(?:py|md|csv|sql|txt|css|html|json))`"
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_named_files_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    missing += [name for name in FILE.findall(text) if not (ROOT / name).exists()]
    assert missing == []


def test_readme_shows_both_commands_and_their_outcome_within_forty_lines() -> None:
    top = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    shown = [
        "make run",
        "http://127.0.0.1:8000/",
        "make test",
        "passed",
        "py -m venv",
        "searcher index",
        "searcher serve",
    ]
    assert [words for words in shown if words not in top] == []


def test_the_changelog_and_the_package_agree_on_what_is_released() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0] == version


def test_every_dependency_is_pinned_and_no_index_is_named() -> None:
    pinned = {
        line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    names = {re.match(r"[\w-]+", want)[0].lower() for want in wanted}  # type: ignore[index]
    assert names - pinned == {project["name"]}
    assert "://" not in (ROOT / "constraints.txt").read_text()
