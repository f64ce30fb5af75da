"""Hints name the program so that they can be typed as they stand."""

import sys
from pathlib import Path

import pytest

from searcher.settings import Settings


def test_a_program_the_shell_does_not_find_is_named_by_its_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [".venv/bin/searcher", "index", "reports"])
    assert Settings.from_environment().command("serve") == ".venv/bin/searcher serve"


def test_a_program_the_shell_finds_is_named_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = tmp_path / "searcher"
    found.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(found), "index", "reports"])
    assert Settings.from_environment().command("serve") == "searcher serve"
