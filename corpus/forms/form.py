"""What a form is: the module that knows one family of report.

A form module has a ``NAME`` and two functions, ``recognise`` and ``interpret``. It is listed in ``FORMS`` of
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


UNSURE = 0.01
"""The score of the form that reads any document: it bears a warning of its own."""
CLOSE = 0.3
"""The next best score is worth a look where it is no further below the best."""
FEEBLE = 0.75
"""A best score below this is worth a look: the title that the family always prints was not found."""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """Which form reads a document and why. ``runner_up`` is the next best where it comes close, else ``None``.

    Both are names in the words of people, each with how sure its form is.
    """

    name: str
    recognition: Recognition
    runner_up: tuple[str, Recognition] | None = None

    def doubt(self) -> str | None:
        """Return in a sentence why a person should look whether this is the right form, ``None`` where it is sure."""
        if self.runner_up is not None:
            other, seen = self.runner_up
            return (
                f"read as {self.name} ({self.recognition.reason}; score {self.recognition.score:.2f}), but it may be "
                f"{other} ({seen.reason}; score {seen.score:.2f})"
            )
        if UNSURE < self.recognition.score < FEEBLE:
            return f"read as {self.name} on little evidence: {self.recognition.reason}"
        return None


NOT_RECOGNISED = Recognition(0.0, "nothing printed that this family always prints")


class Form(Protocol):
    """A module that reads one family of report. ``NAME`` is what people call the family."""

    NAME: str

    def recognise(self, document: Document) -> Recognition:
        """Return how sure this form is, with the reason. Never raises."""
        ...

    def interpret(self, document: Document, source: Source, areas: AreaTable) -> Report:
        """Return the report. Doubtful things become warnings, missing ones reasons in ``unknown``."""
        ...
