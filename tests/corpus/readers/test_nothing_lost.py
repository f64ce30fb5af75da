"""Whatever the content, a reader refuses it with a sentence or yields blocks with every word in them."""

import io
import zipfile

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.blocks import Block, Document
from corpus.errors import UnreadableFile
from corpus.readers import read_bytes

NAMES = st.sampled_from(["a.pdf", "a.html", "a.docx", "a.md", "a.txt", "a"])

WORDS = st.sampled_from(
    [
        *("Leaders", "leaders", "the", "The", "of", "and", "SEND", "co-production", "2024", "17", "A", "children’s"),
        *("'voice'", "(EHC)", "café", "Ambleford", "plans,", "end.", "Why?", "should:", "e.g.", "www.example.org"),
        *("someone@example.org", "Dear", "Yours", "sincerely", "Strengths"),
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)
PUNCTUATED = st.builds("{}{}".format, SENTENCES, st.sampled_from(["", ".", ",", ";", ":", "?", "-", " and"]))
MARKS = st.sampled_from(["", "", "", "- ", "• ", "▪\t", "– ", "1. ", "27. ", "  - ", "\t• ", "# "])
LINES = st.builds("{}{}".format, MARKS, PUNCTUATED)

PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "- ",
            "  - ",
            "* ",
            "1. ",
            "12) ",
            "> ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "[",
            "](",
            ")",
            "|",
            "---",
        ),
        *(
            "\n",
            "\n\n",
            "  \n",
            "\t",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<br>",
            "<td>",
            "<table>",
            "<tr>",
            "</table>",
            "<ul>",
        ),
        *(
            "<li>",
            "<sup>1</sup>",
            "<!--",
            "-->",
            "<div hidden>",
            "<form>",
            "<h1>",
            "</h1>",
            "<dl>",
            "<dt>",
            "<dd>",
            "&amp;",
        ),
        *(
            "\\",
            "|-|-|\n",
            "| a | b |\n",
            "\xa0",
            "\u2022",
            "\uf0b7 ",
            "\x07 ",
            "word",
            "Dear Sir",
            "Yours sincerely",
            "\ufeff",
        ),
    ]
)


def letters(text: str) -> str:
    """Every letter and figure in order: joining lines and repairing hyphens changes none."""
    return "".join(character for character in text if character.isalnum())


def printed(blocks: tuple[Block, ...]) -> str:
    parts = []
    for block in blocks:
        parts.append(f"{block.number or ''} {block.text}")
        parts += [printed(cell.blocks) for row in block.rows for cell in row]
    return " ".join(parts)


def read(name: str, data: bytes) -> Document | None:
    """Read, and let nothing but the one refusal through."""
    try:
        return read_bytes(name, data)
    except UnreadableFile as refusal:
        if not refusal.reason or refusal.path != name:
            raise
        return None


@settings(deadline=None, max_examples=150)
@given(NAMES, st.binary(max_size=300))
@example("a.pdf", b"%PDF-1.7\nnot really")
@example("a.docx", b"PK\x03\x04 cut off")
@example("a.txt", b"\xff\xfe\x00")
def test_random_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    document = read(name, data)
    assert document is None or document.blocks


@settings(deadline=None, max_examples=200)
@given(NAMES, st.text(max_size=200))
def test_random_text_is_read_or_refused(name: str, text: str) -> None:
    document = read(name, text.encode("utf-8", errors="surrogatepass"))
    assert document is None or document.blocks


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["a.md", "a.html"]), st.lists(st.one_of(PIECES, WORDS), max_size=60).map("".join))
def test_broken_markup_is_read_or_refused(name: str, text: str) -> None:
    source = f"<!doctype html>{text}" if name == "a.html" else text
    document = read(name, source.encode())
    assert document is None or all(block.text or block.rows for block in document.walk())


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(LINES, min_size=1, max_size=4), min_size=1, max_size=8), st.sampled_from([2, 5]))
def test_plain_text_keeps_every_letter_in_order(paragraphs: list[list[str]], gap: int) -> None:
    source = ("\n" * gap).join("\n".join(lines) for lines in paragraphs)
    document = read("a.txt", source.encode())
    if document is None:
        assert not letters(source)
        return
    if document.format == "text" and not document.furniture:
        assert letters(printed(document.blocks)) == letters(source)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), SENTENCES),
            PUNCTUATED,
            st.builds("**{}**".format, SENTENCES),
            st.builds("**{}** {}".format, SENTENCES, PUNCTUATED),
            st.lists(st.builds("- {}".format, PUNCTUATED), min_size=1, max_size=3).map("\n".join),
            st.lists(st.builds("  - *{}*".format, SENTENCES), min_size=1, max_size=3).map("\n".join),
            st.builds("{}. {}".format, st.integers(1, 99), PUNCTUATED),
            st.builds("| {} | {} |\n|---|---|\n| <p>{}</p><p>{}</p> | <b>{}</b> |".format, *[SENTENCES] * 5),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_markdown_keeps_every_letter_in_order(pieces: list[str]) -> None:
    source = "\n\n".join(pieces)
    document = read("a.md", source.encode())
    assert document is not None
    visible = source
    for tag in ("<p>", "</p>", "<b>", "</b>"):
        visible = visible.replace(tag, " ")
    assert letters(printed(document.blocks)) == letters(visible)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=6))
def test_a_damaged_word_file_is_read_or_refused(at: int, damage: bytes) -> None:
    data = bytearray(_WORD_FILE)
    at %= len(data)
    data[at : at + len(damage)] = damage
    document = read("a.docx", bytes(data))
    assert document is None or document.format == "docx"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(PIECES, WORDS), max_size=40).map("".join))
def test_any_xml_in_a_word_file_is_read_or_refused(xml: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document xmlns:w='x'><w:body>{xml}</w:body></w:document>")
    document = read("a.docx", buffer.getvalue())
    assert document is None or document.format == "docx"


def _word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Findings in Ambleford", 1)
    document.add_paragraph("Leaders know the area.", style="List Bullet")
    document.add_table(1, 2).cell(0, 0).text = "Strength"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_WORD_FILE = _word_file()


@pytest.mark.parametrize(
    "source",
    [
        ">" * 3000 + " deep",
        "- " * 3000 + "deep",
        "[" * 3000 + "deep",
        "*" * 3000 + "deep" + "*" * 3000,
        "\n".join(" " * at + "- deep" for at in range(200)),
        "<b>" * 3000 + "deep",
        "| deep " * 3000 + "|\n" + "|-" * 3000 + "|\n",
    ],
    ids=["quotes", "lists", "brackets", "stars", "indents", "tags", "columns"],
)
def test_hostile_nesting_in_markdown_loses_no_text(source: str) -> None:
    document = read("a.md", source.encode())
    assert document is not None
    assert printed(document.blocks).count("deep") == source.count("deep")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "dl><dd"])
def test_hostile_nesting_in_html_is_read_or_refused(tag: str) -> None:
    document = read("a.html", f"<!doctype html><p>top</p>{f'<{tag}>' * 3000} deep".encode())
    assert document is None or "deep" in printed(document.blocks)
