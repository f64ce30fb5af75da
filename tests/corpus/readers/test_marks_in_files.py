"""Footnotes of web pages, Word files, Markdown and plain text: marks beside the text, notes with their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import Block, BlockKind, Document, NoteMark
from corpus.readers import read_bytes
from corpus.readers.lines.paragraphs import LineReading
from corpus.readers.lines.prose import LINE_HYPHEN, join_blocks, repair_hyphens
from corpus.readers.lines.typed_marks import with_typed_notes
from corpus.readers.styled_text.noted_text import carried, text_block, without_notes
from corpus.readers.styled_text.styled import StyledText
from tests.corpus.readers.test_word import paragraph as word_paragraph
from tests.corpus.readers.test_word import word_file

Read = tuple[list[str], list[tuple[str, str]], list[tuple[str | None, str]]]


def read(name: str, source: str | bytes) -> Read:
    """Return the texts of a file, its marks with the words before them, and its footnotes."""
    return parts(read_bytes(name, source.encode() if isinstance(source, str) else source))


def parts(document: Document) -> Read:
    blocks = [block for block in document.walk() if not block.rows]
    notes = [(block.number, block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE]
    texts = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE]
    marks = [(one.mark, " ".join(block.text[: one.at].split()[-2:])) for block in texts for one in block.note_marks]
    return [block.text for block in texts], marks, notes


def page(body: str) -> str:
    return f"<!doctype html><body><h1>Otterby</h1>{body}</body>"


@pytest.mark.parametrize(
    "body",
    [
        # Publishing systems: raised links that say what they are, a list at the end with links back.
        '<p>Nine live at Quay House <sup id="ref1"><a href="#fn1" role="doc-noteref">[footnote 1]</a></sup>, '
        "most for long.</p>"
        '<ol><li id="fn1"><p>A home. <a href="#ref1">↩</a></p></li></ol>',
        # Word: links both ways, in spans.
        '<p>Nine live at Quay House<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>, most for long.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A home.</p></div>',
        # By hand: a raised link to a place in a paragraph, brackets around it, in an aside.
        '<p>Nine live at Quay House<sup>[<a href="#n">1</a>]</sup>, most for long.</p>'
        '<aside><p><a name="n"></a>1. A home.</p></aside>',
        # No links at all.
        "<p>Nine live at Quay House<sup>1</sup>, most for long.</p><p><sup>1</sup> A home.</p>",
    ],
)
def test_a_web_page(body: str) -> None:
    assert read("a.html", page(body)) == (
        ["Otterby", "Nine live at Quay House, most for long."],
        [("1", "Quay House")],
        [("1", "A home.")],
    )


def test_links_of_a_contents_list_powers_and_ordinals_are_no_marks() -> None:
    body = '<p><a href="#s1">1</a> on the 4<sup>th</sup> of 50 m<sup>2</sup></p><div id="s1"><p>Text of it.</p></div>'
    assert read("a.html", page(body)) == (["Otterby", "1 on the 4th of 50 m²", "Text of it."], [], [])


def test_two_marks_at_one_place_and_one_in_a_heading() -> None:
    body = "<h2>Context<sup>3</sup></h2><p>Well known<sup>1</sup><sup>, </sup><sup>2</sup>.</p>"
    assert read("a.html", page(body))[:2] == (
        ["Otterby", "Context", "Well known."],
        [("3", "Context"), ("1", "Well known"), ("2", "Well known")],
    )


def test_markdown() -> None:
    source = """# Otterby

Nine live at Quay House[^1], most for long.<sup>2</sup>

- Plans are late[^late].

[^1]: A home
    by the sea.

    It is old.

[^late]: By *weeks*.
[^none]: Nobody refers to this.

<sup>2</sup> As counted.
"""
    assert read("a.md", source) == (
        ["Otterby", "Nine live at Quay House, most for long.", "Plans are late."],
        [("1", "Quay House"), ("2", "for long."), ("late", "are late")],
        [
            ("1", "A home by the sea. It is old."),
            ("late", "By weeks."),
            ("none", "Nobody refers to this."),
            ("2", "As counted."),
        ],
    )


def test_a_mark_that_leads_nowhere_in_markdown_stays_as_it_is_written() -> None:
    assert read("a.md", "# Otterby\n\nNine live there[^9].")[0] == ["Otterby", "Nine live there[^9]."]


RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"


def reference(kind: str, number: int, attributes: str = "") -> str:
    return f"<w:r><w:{kind}Reference w:id='{number}' {attributes}/></w:r>"


def test_word_counts_footnotes_and_endnotes_each_in_its_own_figures() -> None:
    body = (
        f"<w:p>{RUN.format('Nine live at Quay House')}{reference('footnote', 7)}{RUN.format(', most for long.')}</w:p>"
    )
    body += f"<w:p>{RUN.format('It is old')}{reference('endnote', 2)}{reference('footnote', 5)}{RUN.format('.')}</w:p>"
    footnotes = f"<w:footnote w:id='5'>{word_paragraph('Mended.')}</w:footnote>"
    footnotes += f"<w:footnote w:id='7'>{word_paragraph('A home.')}{word_paragraph('By the sea.')}</w:footnote>"
    endnotes = f"<w:endnote w:id='2'>{word_paragraph('As counted.')}</w:endnote>"
    assert read("a.docx", word_file(body, footnotes=footnotes, endnotes=endnotes)) == (
        ["Nine live at Quay House, most for long.", "It is old."],
        [("1", "Quay House"), ("i", "is old"), ("2", "is old")],
        [("1", "A home. By the sea."), ("2", "Mended."), ("i", "As counted.")],
    )
    settings = "<w:footnotePr><w:numFmt w:val='chicago'/></w:footnotePr>"
    marks = read("a.docx", word_file(body, footnotes=footnotes, endnotes=endnotes, settings=settings))[1]
    assert [mark for mark, _ in marks] == ["*", "i", "†"]


def test_word_prints_marks_typed_by_hand() -> None:
    own = reference("footnote", 1, "w:customMarkFollows='1'")
    said = RUN.format(" said so") + RAISED.format("9") + RUN.format(".")
    body = f"<w:p>{RUN.format('Ada')}{own}{RUN.format('*')}{said}</w:p>"
    note = f"<w:footnote w:id='1'><w:p>{RAISED.format('*')}{RUN.format(' Not her name.')}</w:p></w:footnote>"
    assert read("a.docx", word_file(body, footnotes=note)) == (
        ["Ada said so."],
        [("*", "Ada"), ("9", "said so")],
        [("*", "Not her name.")],
    )


def test_plain_text_and_typed_marks() -> None:
    source = (
        "Review of Otterby\n\n"
        "Nine live at Quay House[1], and Ada* says so. Four had grades A* to C in 50 m² of hall.³\n\n"
        "*Not her name.\n\n[1] A home.\n\n³ As counted.\n\n[2] of these are old.\n"
    )
    assert read("a.txt", source) == (
        [
            "Review of Otterby",
            "Nine live at Quay House, and Ada says so. Four had grades A* to C in 50 m² of hall.",
            "[2] of these are old.",
        ],
        [("1", "Quay House"), ("*", "and Ada"), ("3", "of hall.")],
        [("*", "Not her name."), ("1", "A home."), ("3", "As counted.")],
    )  # fmt: skip


def test_a_star_is_a_mark_only_on_the_page_of_its_note() -> None:
    blocks = (
        Block(
            BlockKind.PARAGRAPH, "Ada* spoke first.", page=1, page_end=1, bold_lead=4, note_marks=(NoteMark("1", 16),)
        ),
        Block(BlockKind.PARAGRAPH, "*Not her name.", page=1, page_end=1),
        Block(BlockKind.PARAGRAPH, "Bo* spoke next.", page=2, page_end=2),
    )
    document = with_typed_notes(Document("pdf", blocks, pages=2))
    first, note, second = document.blocks
    assert (first.text, first.bold_lead, first.note_marks) == (
        "Ada spoke first.",
        3,
        (NoteMark("*", 3), NoteMark("1", 15)),
    )
    assert (note.kind, note.number, note.text) == (BlockKind.FOOTNOTE, "*", "Not her name.")
    assert second.text == "Bo* spoke next."
    assert document.set_aside == ("*", "*")


WORDS = st.sampled_from(["in", "care", "homes,", "(so)", "late.", "§", "co-", "“both”"])
MARKS = st.sampled_from(["1", "12", "*", "iv"])


@given(st.lists(st.tuples(WORDS, st.lists(MARKS, max_size=2)), min_size=1, max_size=8))
def test_text_without_marks_is_the_text_with_marks_removed(words: list[tuple[str, list[str]]]) -> None:
    styled = [
        StyledText.concatenate([StyledText.of(f"{word}"), *map(carried, marks), StyledText.of(" ")])
        for word, marks in words
    ]
    block = text_block(BlockKind.BULLET, StyledText.concatenate(styled))
    assert block.text == " ".join(word for word, _ in words)
    assert [one.mark for one in block.note_marks] == [mark for _, marks in words for mark in marks]
    ends = [len(" ".join(word for word, _ in words[: at + 1])) for at, (_, marks) in enumerate(words) for _ in marks]
    assert [one.at for one in block.note_marks] == ends


WHOLE_WORDS = WORDS.filter(lambda word: not word.endswith("-"))  # no mark stands between a hyphen and its word


@given(st.lists(st.tuples(WHOLE_WORDS, st.lists(MARKS, max_size=1)), min_size=1, max_size=6), st.integers(0, 6))
def test_marks_keep_their_places_where_texts_are_joined(words: list[tuple[str, list[str]]], at: int) -> None:
    def block(part: list[tuple[str, list[str]]]) -> Block:
        pieces = [StyledText.concatenate([StyledText.of(word), *map(carried, marks)]) for word, marks in part]
        spaced = [piece for one in pieces for piece in (one, StyledText.of(" "))]
        return text_block(BlockKind.BULLET, StyledText.concatenate(spaced))

    first, second = block(words[:at]), block(words[at:])
    (joined,) = repair_hyphens([join_blocks(first, second)]) if first.text and second.text else (block(words),)
    assert [one.mark for one in joined.note_marks] == [mark for _, marks in words for mark in marks]
    for one, (word, _) in zip(joined.note_marks, [pair for pair in words if pair[1]], strict=True):
        assert 0 <= one.at <= len(joined.text)
        assert joined.text[: one.at].endswith(word)


def test_a_space_beside_a_mark_is_printed_once() -> None:
    line = StyledText.concatenate([StyledText.of("homes "), carried("1"), StyledText.of(" , and more "), carried("2")])
    bare, marks = without_notes(line)
    assert (bare.text.strip(), marks) == ("homes, and more", (NoteMark("1", 5), NoteMark("2", 15)))


def test_a_mark_alone_is_a_figure_and_hostile_text_holds_no_marks() -> None:
    assert text_block(BlockKind.PARAGRAPH, carried("7")).text == "7"
    (block,) = LineReading().blocks([StyledText.of("One\ufff92\ufffb three")])
    assert (block.text, block.note_marks) == ("One2 three", ())


def test_a_hyphen_at_a_line_end_before_a_mark_moves_it_with_its_word() -> None:
    block = Block(BlockKind.PARAGRAPH, f"safe{LINE_HYPHEN}guarding is safeguarding", note_marks=(NoteMark("1", 13),))
    (repaired,) = repair_hyphens([block])
    assert (repaired.text[: repaired.note_marks[0].at], repaired.text[-12:]) == ("safeguarding", "safeguarding")
