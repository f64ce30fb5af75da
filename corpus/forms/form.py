"""What a form is: the module that knows one family of report.

A form module has two functions, ``recognise`` and ``interpret``. It is listed in ``FORMS`` of
``corpus.forms``; the form with the highest score reads the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus.areas import AreaTable
from corpus.blocks import Document
from corpus.report import Report, Source


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure a form is that a document is of its family.

    ``score`` is from 0 (certainly not) to 1 (certainly); ``reason`` is a phrase naming what
    was seen or missed ("titled 'Area SEND inspection of ...'"), shown when a person asks why.
    """

    score: float
    reason: str


NOT_RECOGNISED = Recognition(0.0, "nothing printed that this family always prints")


class Form(Protocol):
    """A module that reads one family of report."""

    def recognise(self, document: Document) -> Recognition:
        """Return how sure this form is, with the reason. Never raises."""
        ...

    def interpret(self, document: Document, source: Source, areas: AreaTable) -> Report:
        """Return the report. Doubtful things become warnings, missing ones reasons in ``unknown``."""
        ...
