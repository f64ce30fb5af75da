"""What is said of passages that have no value of a field: not always that it is not known."""

from __future__ import annotations

from collections.abc import Mapping

from index.fields import MISSING_LABEL
from searcher.overall_judgement import NONE_GIVEN

LABELS: Mapping[str, str] = {"judgement": NONE_GIVEN, "section": "No heading"}


def missing_label(field: str) -> str:
    """Return the words for what has no value of a field."""
    return LABELS.get(field, MISSING_LABEL)
