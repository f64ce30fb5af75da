"""Lead inspectors, with their role after the name, below it, or in the next column."""

from __future__ import annotations

import pytest

from corpus.blocks import Block, BlockKind, Cell
from corpus.forms.cover.people import column_texts, lead_inspectors


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Ada Quill, Ofsted lead inspector", "Tom Reed, Ofsted HMI"], ["Ada Quill"]),
        (["Ada Quill HMI, Ofsted Lead inspector"], ["Ada Quill"]),
        (["Ada Quill, Ofsted HMI Lead Inspector"], ["Ada Quill"]),
        (["Dr Ada de la Quill-Reed, CQC lead inspector"], ["Dr Ada de la Quill-Reed"]),
        (["Ada Quill", "HMI Lead Inspector", "Tom Reed", "Ofsted Inspector"], ["Ada Quill"]),
        (["Ada Quill HMI, Ofsted lead inspector Tom Reed, CQC Lead inspector"], ["Ada Quill", "Tom Reed"]),
        (["Ada Quill, Ofsted HMI Lead Tom Reed, CQC Lead Inspector Inspector"], ["Ada Quill", "Tom Reed"]),
        (["Bo Lane, Ofsted Inspector Ada Quill, HMI, Ofsted Lead Inspector Tom Reed, CQC inspector"], ["Ada Quill"]),
        (["Lead inspector: Ada Quill, HMI"], ["Ada Quill"]),
        (["Ada Quill, Ofsted lead inspector", "Ada Quill, lead inspector"], ["Ada Quill"]),
        (["The team of the lead inspector stayed a week"], []),
        (["Tom Reed, CQC inspector"], []),
        ([], []),
    ],
)
def test_names_with_the_role_of_lead_inspector(texts: list[str], names: list[str]) -> None:
    assert lead_inspectors(texts) == names


def test_tables_of_people_are_read_column_by_column() -> None:
    def cell(text: str) -> Cell:
        return Cell((Block(BlockKind.PARAGRAPH, text),) if text else ())

    rows = (("Ofsted", "CQC"), ("Ada Quill", "Tom Reed"), ("HMI Lead Inspector", "CQC Inspector"), ("Bo Lane", ""))
    table = Block(BlockKind.TABLE, "", rows=tuple(tuple(cell(text) for text in row) for row in rows))
    texts = column_texts([Block(BlockKind.PARAGRAPH, "Yours sincerely"), table])
    assert texts == [
        "Yours sincerely", "Ofsted", "Ada Quill", "HMI Lead Inspector", "Bo Lane", "CQC", "Tom Reed", "CQC Inspector",
    ]  # fmt: skip
    assert lead_inspectors(texts) == ["Ada Quill"]
