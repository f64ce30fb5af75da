"""News articles: told from reports, filed by area, without judgement or licence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.blocks import Block, BlockKind, Document
from corpus.forms import news
from corpus.report import Finding, InspectionType, Report

ReadText = Callable[..., Report]

ARTICLE = """# Help comes late in Wexcombe, say inspectors

Image caption,

By Tamsin Orchard

Published {day}

Families in Wexcombe wait too long, and so do some in Port Ellery.

"We heard of waits of three years or more," the report said.

Councillor Ada Quill said: "Wexcombe will do better."

© Crown copyright 2024
"""


def test_an_article_is_filed_by_area_and_day(read_text: ReadText) -> None:
    report = read_text(ARTICLE.format(day="2 August 2024"))
    assert report.id == "wexcombe-news-2024-08-02"
    assert report.title == "Help comes late in Wexcombe, say inspectors"
    assert report.inspection_type is InspectionType.NEWS
    assert (report.areas, report.published) == (("Wexcombe",), date(2024, 8, 2))


def test_an_article_has_no_judgement_inspectorate_or_licence(read_text: ReadText) -> None:
    report = read_text(ARTICLE.format(day="2 August 2024"))
    assert (report.judgement, report.judgements, report.inspectorates, report.licence) == (None, (), (), None)
    assert report.unknown["judgement"] == "a news article carries no judgement of its own"
    assert report.unknown["licence"] == "a news article belongs to its publisher; quote it within the law only"


def test_an_article_is_one_section_of_context(read_text: ReadText) -> None:
    report = read_text(ARTICLE.format(day="2 August 2024"))
    assert [(s.heading, s.finding) for s in report.sections] == [(report.title, Finding.CONTEXT)]
    assert '"We heard of waits of three years or more," the report said.' in [p.text for _, p in report.passages()]


def test_a_day_that_is_not_printed_is_unknown(read_text: ReadText) -> None:
    report = read_text(ARTICLE.format(day=""))
    assert (report.published, report.unknown["published"]) == (
        None,
        "no date of publication is printed in the article",
    )


def test_the_area_named_most_often_stands_in_for_one_in_the_headline(read_text: ReadText) -> None:
    report = read_text(ARTICLE.format(day="2 August 2024").replace("late in Wexcombe", "late in the west"))
    assert report.areas == ("Wexcombe",)


def test_an_article_on_no_area_says_so(read_text: ReadText) -> None:
    text = ARTICLE.format(day="2 August 2024").replace("Wexcombe", "Nowhere").replace("Port Ellery", "Elsewhere")
    report = read_text(text)
    assert (report.areas, report.unknown["areas"]) == ((), "the article names no local authority of the table of areas")


def test_letters_and_numbered_reports_are_no_news() -> None:
    def score(*blocks: Block) -> float:
        return news.recognise(Document("text", blocks)).score

    quoted = Block(BlockKind.PARAGRAPH, 'The mayor said: "We will do better than we have done."')
    caption = Block(BlockKind.PARAGRAPH, "Image caption, the mayor")
    assert score(quoted, caption) > 0.5
    assert score(quoted) == 0.0
    assert score(quoted, caption, Block(BlockKind.PARAGRAPH, "Dear Ms Quill")) == 0.0
    assert score(quoted, caption, Block(BlockKind.NUMBERED, "All is well.", number="1")) == 0.0


def test_who_wrote_an_article_and_when_are_no_headings(read_text: ReadText) -> None:
    text = ARTICLE.removeprefix("# ").format(day="2 August 2024")
    report = read_text(text.replace("Image caption,\n\n", ""), "article.txt")
    assert [section.heading for section in report.sections] == ["Help comes late in Wexcombe, say inspectors"]
    assert [passage.text for _, passage in report.passages()][:2] == ["By Tamsin Orchard", "Published 2 August 2024"]
