"""Forms: one module a family of report, each turning blocks into a report."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.areas import AreaTable
from corpus.blocks import Document
from corpus.forms import (
    area_send,
    earlier_inspections,
    generic,
    ilacs,
    joint_area_review,
    jtai,
    news,
    send_letter,
    send_revisit,
    sif,
)
from corpus.forms.form import CLOSE, UNSURE, Form, FormChoice, Recognition
from corpus.report import Report, Source

FORMS: tuple[Form, ...] = (
    area_send,
    send_revisit,
    send_letter,
    joint_area_review,
    sif,
    ilacs,
    earlier_inspections,
    jtai,
    news,
    generic,
)
"""Every form, most particular first: on equal scores the earlier one reads the document."""


Ranked = Sequence[tuple[Form, Recognition]]
"""Forms with how sure each is of a document, surest first."""


def recognise(document: Document, forms: Sequence[Form] = FORMS) -> Ranked:
    """Return every form with how sure it is of the document, surest first."""
    scored = [(form, form.recognise(document)) for form in forms]
    return sorted(scored, key=lambda pair: -pair[1].score)


def chosen(ranked: Ranked) -> FormChoice:
    """Return which form reads a document, and which other one came close."""
    (form, best), (other, next_best) = ranked[:2]
    close = next_best.score > UNSURE and best.score - next_best.score <= CLOSE
    return FormChoice(form.NAME, best, (other.NAME, next_best) if close else None)


def interpret(document: Document, source: Source, areas: AreaTable, ranked: Ranked | None = None) -> Report:
    """Return the report a document is, as read by the form that is surest of it.

    ``ranked`` is what ``recognise`` says of the document, where that is known already.
    """
    form, _ = (ranked or recognise(document))[0]
    return form.interpret(document, source, areas)
