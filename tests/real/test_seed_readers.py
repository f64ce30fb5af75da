"""The five seed reports as blocks: what must never be lost again. Skipped where they are absent."""

import os
from collections import Counter
from pathlib import Path

import pytest

from corpus.blocks import Block, BlockKind, Document
from corpus.errors import UnreadableFile
from corpus.readers import read_document

REPORTS = Path(os.environ.get("INSPECTION_REPORTS") or Path(__file__).parents[3] / "shared" / "reports")

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


def seed(name: str) -> Document:
    return read_document(REPORTS / name)


def below(document: Document, heading: str) -> list[Block]:
    """The blocks between a heading and the next one."""
    blocks = iter(document.blocks)
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.text == heading:
            break
    found = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            break
        found.append(block)
    return found


def is_whole(block: Block) -> bool:
    return block.text[0].isupper() and block.text[-1] in ".!?"


def test_area_send_bullets_are_counted_and_whole() -> None:
    document = seed("seed-area-send-stoke-on-trent-2024.md")
    effective = below(document, "What is the area partnership doing that is effective?")
    better = below(document, "What does the area partnership need to do better?")

    assert [block.kind for block in effective] == [BlockKind.BULLET] * 9
    assert [block.kind for block in better] == [BlockKind.BULLET] * 10
    assert all(is_whole(block) for block in effective + better)
    assert effective[5].text.endswith("like a nursery.")
    assert "such as holiday swimming" in better[4].text
    assert len(below(document, "Areas for improvement")) == 5
    details = below(document, "Local area partnership details")
    assert [len(block.rows) for block in details] == [5]


def test_revisit_letter_bullets_and_judgements() -> None:
    document = seed("seed-send-revisit-staffordshire-2022.md")
    blocks = below(document, "Main findings")
    bold = [block for block in blocks if block.kind is BlockKind.BULLET and block.bold_lead]
    progress = [block for block in blocks if block.text.endswith("this area of significant weakness.")]

    assert document.title == "Joint area SEND revisit in Staffordshire"
    assert len(bold) == 8
    assert sum(" not made " in block.text for block in progress) == 2
    assert len(progress) == 8
    assert all(is_whole(block) for block in blocks if block.kind is BlockKind.BULLET)
    broken = next(block for block in bold if block.bold_lead < len(block.text))
    assert broken.text[broken.bold_lead :].startswith(" often not completed")


def test_local_area_letter_sections() -> None:
    document = seed("seed-send-local-area-stockton-on-tees-2019.txt")
    headings = [(block.level, block.text[:24]) for block in document.blocks if block.kind is BlockKind.HEADING]

    assert headings == [
        (1, "Joint local area SEND in"),
        (2, "Main Findings"),
        (2, "The effectiveness of the"),
        (3, "Strengths"),
        (3, "Areas for development"),
        (2, "The effectiveness of the"),
        (3, "Strengths"),
        (3, "Areas for development"),
        (2, "The effectiveness of the"),
        (3, "Strengths"),
        (3, "Areas for improvement"),
    ]
    assert len(below(document, "Main Findings")) == 10
    assert all(is_whole(block) for block in below(document, "Main Findings"))
    weaknesses = [block for block in document.blocks if block.kind is BlockKind.BULLET and block.text[0].islower()]
    assert len(weaknesses) == 4


def test_joint_area_review_numbers_and_tables() -> None:
    document = seed("seed-joint-area-review-stoke-on-trent-2009.md")
    blocks = list(document.blocks)
    annex = next(at for at, block in enumerate(blocks) if block.text == "Annex A")
    numbered = [block for block in blocks[:annex] if block.kind is BlockKind.NUMBERED]

    assert [block.number for block in numbered] == [str(number) for number in range(1, 84)]
    assert all(block.text[0].isupper() and block.text[-1] in ".:" for block in numbered)
    tables = [block for block in blocks if block.rows and block.rows[0][0].text == "Major strengths"]
    assert [[len(cell.blocks) for cell in table.rows[1]] for table in tables] == [[6, 5], [4, 3], [6, 4], [8, 5]]


def test_news_article() -> None:
    document = seed("seed-news-stoke-on-trent-2024.txt")
    kinds = Counter(block.kind for block in document.blocks)

    assert document.title is not None
    assert document.blocks[0].text == document.title
    assert kinds[BlockKind.HEADING] == 1
    assert len(document.furniture) == 1


def test_a_web_page_saved_as_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"it is a web page .* saved as \.pdf, not a report"):
        read_document(next((REPORTS / "80429_birmingham").glob("*.pdf")))
