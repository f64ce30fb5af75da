"""PDF files as wholes: what their blocks are, and why some cannot be read."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.blocks import Block, BlockKind, Document
from corpus.readers.pdf.lines import clean
from corpus.readers.pdf.objects import DAMAGED, ENCRYPTED, load_pdf
from corpus.readers.pdf.reader import NO_TEXT, read_pdf
from corpus.readers.unreadable import UnreadableContent
from tests.corpus.readers.pdf_making import Line, make_pdf

SAMPLES = Path("corpus/samples")
AREA_SEND = SAMPLES / "harrowmere" / "area-send-inspection-2024.pdf"
ILACS = SAMPLES / "wexcombe" / "ilacs-inspection-2023.pdf"


def under(document: Document, heading: str) -> list[Block]:
    """Return the blocks between a heading and the next one."""
    blocks = list(document.blocks)
    start = next(i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.text == heading)
    rest = blocks[start + 1 :]
    end = next((i for i, b in enumerate(rest) if b.kind is BlockKind.HEADING), len(rest))
    return rest[:end]


def test_headings_of_a_tagged_report_come_in_order_with_their_levels() -> None:
    document = read_pdf(AREA_SEND.read_bytes())
    headings = [(block.level, block.text) for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings[:6] == [
        (1, "Area SEND inspection of Harrowmere Local Area Partnership"),
        (2, "Inspection outcome"),
        (2, "Information about the local area partnership"),
        (2, "What is it like to be a child or young person with SEND in this area?"),
        (2, "What is the area partnership doing that is effective?"),
        (2, "What does the area partnership need to do better?"),
    ]


def test_bullets_are_whole_over_a_page_break_and_new_ones_stay_apart() -> None:
    document = read_pdf(AREA_SEND.read_bytes())
    strengths = under(document, "What is the area partnership doing that is effective?")
    weaknesses = under(document, "What does the area partnership need to do better?")
    assert [block.kind for block in strengths] == [BlockKind.BULLET] * 7
    assert {block.kind for block in weaknesses} == {BlockKind.BULLET}
    assert [(b.page, b.page_end) for b in strengths if b.page != b.page_end] == [(2, 3)]
    assert all(block.text[0].isupper() and block.text[-1] == "." for block in strengths + weaknesses)


def test_a_table_with_columns_stays_a_table() -> None:
    document = read_pdf(AREA_SEND.read_bytes())
    tables = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    actions = tables[0]
    assert [cell.text for cell in actions.rows[0]] == ["Responsible body", "Areas for priority action"]
    assert {len(row) for row in actions.rows} == {2}


def test_numbered_paragraphs_keep_their_numbers_in_one_run() -> None:
    document = read_pdf(ILACS.read_bytes())
    numbers = [int(block.number or 0) for block in document.blocks if block.kind is BlockKind.NUMBERED]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20


def test_running_headers_and_footers_are_furniture_and_in_no_block() -> None:
    document = read_pdf(ILACS.read_bytes())
    running = next(line for line in document.furniture if line.startswith("Sample report: fictional text"))
    assert not [block.text for block in document.walk() if running in block.text]


@pytest.mark.parametrize("path", [AREA_SEND, ILACS], ids=lambda path: path.stem)
def test_every_letter_of_the_marked_content_is_in_a_block(path: Path) -> None:
    data = path.read_bytes()
    printed = Counter(c for page in load_pdf(data).pages for run in page.runs if run.mcid >= 0 for c in clean(run.text))
    kept = Counter(c for block in read_pdf(data).walk() for c in f"{block.number or ''}{block.text}")
    assert {c: n for c, n in (printed - kept).items() if c.isalnum()} == {}


def test_a_protected_file_says_so() -> None:
    data = (Path(__file__).parent / "files" / "protected.pdf").read_bytes()
    with pytest.raises(UnreadableContent) as raised:
        read_pdf(data)
    assert raised.value.reason == ENCRYPTED


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and then rubbish", AREA_SEND.read_bytes()[:3000]])
def test_a_damaged_file_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableContent) as raised:
        read_pdf(data)
    assert raised.value.reason == DAMAGED


def test_a_file_of_pictures_says_so() -> None:
    with pytest.raises(UnreadableContent) as raised:
        read_pdf(make_pdf([[], []]))
    assert raised.value.reason == NO_TEXT


BODY = [
    "Leaders in Otterby meet families every month and",
    "change what they do because of what they hear from",
    "them. Nobody waits.",
]


def page_of(number: int, lines: list[Line]) -> list[Line]:
    return [*lines, (60, 30, 9, "plain", f"Review of services in Otterby {number}")]


def test_an_untagged_file_is_read_by_its_layout() -> None:
    first: list[Line] = [(60, 760, 16, "bold", "Findings")]
    first += [(60, 720 - 14 * n, 12, "plain", line) for n, line in enumerate(BODY)]
    first += [(60, 650, 12, "plain", "• Schools share what works."), (60, 630, 12, "plain", "• Waits are long.")]
    other = [(60, 760 - 14 * n, 12, "plain", line) for n, line in enumerate(BODY)]
    pages = [page_of(1, first), page_of(2, other), page_of(3, other)]
    document = read_pdf(make_pdf(pages))
    assert [(block.kind, block.text, block.page) for block in document.blocks] == [
        (BlockKind.HEADING, "Findings", 1),
        (BlockKind.PARAGRAPH, " ".join(BODY), 1),
        (BlockKind.BULLET, "Schools share what works.", 1),
        (BlockKind.BULLET, "Waits are long.", 1),
        (BlockKind.PARAGRAPH, " ".join(BODY), 2),
        (BlockKind.PARAGRAPH, " ".join(BODY), 3),
    ]
    assert document.furniture[0] == "Review of services in Otterby 1"
    assert document.notes != ()


def test_paragraphs_of_an_untagged_file_are_told_apart_where_most_are_one_line_long() -> None:
    page: list[Line] = [
        (60, 780, 12, "plain", "Ms O Quill"),
        (60, 766, 12, "plain", "Director of Ferries"),
        (60, 745, 12, "plain", "Dear Ms Quill"),
        (60, 724, 12, "plain", "Between 27 and 29 September inspectors looked at every boat, and"),
        (60, 710, 12, "plain", "at most of the jetties."),
        (78, 689, 12, "plain", "• Boats run on time. Parents whose children live on the islands"),
        (96, 675, 12, "plain", "say so too. They like:"),
        (96, 661, 12, "plain", "– the bell"),
        (96, 647, 12, "plain", "– the lamps at night, which can be seen from every house on shore."),
        (78, 633, 12, "plain", "• Jetties are cold."),
        (60, 612, 12, "plain", "The area has made sufficient progress with its boats."),
    ]
    rest: list[Line] = [(60, 760 - 14 * n, 12, "plain", line) for n, line in enumerate(BODY)]
    document = read_pdf(make_pdf([page, rest]))
    assert [(block.kind, block.level, block.text) for block in document.blocks][:10] == [
        (BlockKind.PARAGRAPH, 1, "Ms O Quill"),
        (BlockKind.PARAGRAPH, 1, "Director of Ferries"),
        (BlockKind.PARAGRAPH, 1, "Dear Ms Quill"),
        (
            BlockKind.PARAGRAPH,
            1,
            "Between 27 and 29 September inspectors looked at every boat, and at most of the jetties.",
        ),
        (
            BlockKind.BULLET,
            1,
            "Boats run on time. Parents whose children live on the islands say so too. They like:",
        ),
        (BlockKind.BULLET, 2, "the bell"),
        (BlockKind.BULLET, 2, "the lamps at night, which can be seen from every house on shore."),
        (BlockKind.BULLET, 1, "Jetties are cold."),
        (BlockKind.PARAGRAPH, 1, "The area has made sufficient progress with its boats."),
        (BlockKind.PARAGRAPH, 1, " ".join(BODY)),
    ]
