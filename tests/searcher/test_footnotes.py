"""Footnotes and time scales for readers: in the text of a report, in JSON, in an index."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from corpus.report import Finding, Footnote, InspectionType, Passage, PassageKind, Report, Section, Source
from index.columns.passage_runs import cut_into_runs
from index.columns.report_store import ReportStore, StoreWriter
from index.generations.documents import passage_documents
from searcher.printing.report_text import print_report, report_markdown
from searcher.wording.footnotes import footnote_place, texts_of
from searcher.writing.json_forms import show_form

BULLET, PARAGRAPH = PassageKind.BULLET, PassageKind.PARAGRAPH
REPORT = Report(
    id="otterby",
    title="Review of services in Otterby",
    inspection_type=InspectionType.OTHER,
    source=Source("otterby.pdf", "0" * 64),
    sections=(
        Section(
            "About Otterby", 1, Finding.CONTEXT, "", (Passage("a", PARAGRAPH, "Nine live at Quay House now.", page=1),)
        ),
        Section(
            "Recommendations",
            1,
            Finding.RECOMMENDATION,
            "",
            (Passage("b", BULLET, "Mend the pier.", page=2, time_scale="Within three months", responsible="Trust"),),
        ),
        Section(
            "Immediately",
            2,
            Finding.RECOMMENDATION,
            "",
            (Passage("c", BULLET, "Ring home.", time_scale="Immediately"),),
        ),
        Section(
            "",
            1,
            Finding.CONTEXT,
            "footnotes",
            (
                Passage("d", PARAGRAPH, "A home.", page=1, footnote=Footnote("1", of="a", at=23)),
                Passage("e", PARAGRAPH, "By law.", page=1, footnote=Footnote("2", heading="About Otterby", at=13)),
                Passage("f", PARAGRAPH, "Odd.", footnote=Footnote("*")),
            ),
        ),
    ),
)


def test_a_report_s_text_shows_marks_where_they_belong_and_time_scales() -> None:
    stream = io.StringIO()
    print_report(Console(file=stream), REPORT)
    assert stream.getvalue().endswith(
        "Recommendations\nRecommendation, 1 passage\n"
        "  • Mend the pier.  (p. 2; Within three months; responsible: Trust)\n"
        "\nImmediately\nRecommendation, 1 passage\n  • Ring home.\n"
        "\n(footnotes)\nContext, 3 passages\n"
        "  1 A home.  (p. 1; footnote to “Nine live at Quay House”)\n"
        "  2 By law.  (p. 1; footnote to “About Otterby”)\n"
        "  * Odd.  (footnote)\n"
    )


def test_a_report_in_markdown_shows_them_too() -> None:
    assert "".join(report_markdown(REPORT)).endswith(
        "- Mend the pier. *(p. 2; Within three months; responsible: Trust)*\n"
        "\n### Immediately\n\n*Recommendation, 1 passage*\n\n- Ring home.\n"
        "\n## (footnotes)\n\n*Context, 3 passages*\n"
        "\n1 A home. *(p. 1; footnote to “Nine live at Quay House”)*\n"
        "\n2 By law. *(p. 1; footnote to “About Otterby”)*\n"
        "\n\\* Odd. *(footnote)*\n"
    )


def test_only_the_last_words_before_a_mark_are_shown() -> None:
    long = Footnote("1", heading="One two three four five six seven eight", at=33)
    assert footnote_place(long, {}) == "footnote to “… two three four five six seven”"
    assert footnote_place(Footnote("1", of="gone", at=3), texts_of(REPORT)) == "footnote"


def test_json_says_where_a_footnote_s_mark_stands() -> None:
    sections = show_form(REPORT)["sections"]
    assert [passage["footnote"] for section in sections for passage in section["passages"]] == [
        None,
        None,
        None,
        {"mark": "1", "of": "a", "heading": None, "at": 23},
        {"mark": "2", "of": None, "heading": "About Otterby", "at": 13},
        {"mark": "*", "of": None, "heading": None, "at": None},
    ]
    assert sections[1]["passages"][0]["time_scale"] == "Within three months"


def test_an_index_keeps_both(tmp_path: Path) -> None:
    documents = list(passage_documents(REPORT))
    writer = StoreWriter(tmp_path)
    writer.add(REPORT, cut_into_runs(documents))
    writer.close()
    store = ReportStore(tmp_path)
    assert store.passages(range(len(documents))) == documents
    assert store.report("otterby") == REPORT
    store.close()
