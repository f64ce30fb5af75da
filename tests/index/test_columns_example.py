"""docs/columns.md: the example that is followed by hand is what the code does."""

from __future__ import annotations

import doctest
from pathlib import Path

from index.columns import number_types

PAGE = Path(__file__).parents[2] / "docs" / "columns.md"


def test_the_example_prints_what_the_page_says() -> None:
    tried = doctest.testfile(str(PAGE), module_relative=False, report=True)
    assert tried.attempted > 40
    assert tried.failed == 0


def test_the_examples_of_the_number_types_hold() -> None:
    assert doctest.testmod(number_types) == doctest.TestResults(failed=0, attempted=2)
