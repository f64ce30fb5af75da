"""List labels that are none: words inside a line which a PDF tags as the label of a list item.

Word does this to a word that a tracked change left as a text object of its own, and then lists it
before the item's body, sometimes under another item. Such words go back to where they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.readers.lines.marks import find_bullet, find_number
from corpus.readers.pdf.objects import Element, Run

SAME_LINE = 0.5  # of the type size
LONGEST_MARK = 6  # characters


def settle_labels(tree: Sequence[Element], runs: Mapping[int, Sequence[Run]]) -> None:
    """Move the marked content of labels that are neither mark nor number next to its neighbour in the line."""
    homes = {mcid: element for element in _elements(tree) for mcid in element.children if isinstance(mcid, int)}
    for item in [element for element in _elements(tree) if element.tag == "LI"]:
        for label in [child for child in item.children if isinstance(child, Element) and child.tag == "Lbl"]:
            inside = [mcid for mcid in _mcids(label) if runs.get(mcid)]
            body = [mcid for mcid in _mcids(item) if runs.get(mcid) and mcid not in inside]
            if not inside or _is_mark([run for mcid in inside for run in runs[mcid]], runs[body[0]] if body else ()):
                continue
            for mcid in inside:
                _settle(mcid, homes, runs, set(inside))


def _settle(mcid: int, homes: dict[int, Element], runs: Mapping[int, Sequence[Run]], label: set[int]) -> None:
    """Put one piece of marked content behind the one printed before it in its line, else before the next."""
    others = [number for number in homes if runs.get(number) and number not in label]
    before = max((number for number in others if number < mcid), default=None)
    after = min((number for number in others if number > mcid), default=None)
    piece = runs[mcid][0]
    if before is not None and _on_one_line(runs[before][-1], piece):
        neighbour, shift = before, 1
    elif after is not None and _on_one_line(piece, runs[after][0]):
        neighbour, shift = after, 0
    else:
        return
    homes[mcid].children.remove(mcid)
    home = homes[neighbour]
    home.children.insert(home.children.index(neighbour) + shift, mcid)
    homes[mcid] = home
    label.discard(mcid)


def _on_one_line(first: Run, second: Run) -> bool:
    return abs(first.y - second.y) < SAME_LINE * first.size


def _is_mark(label: Sequence[Run], body: Sequence[Run]) -> bool:
    """Tell a bullet glyph or number, with nothing after it, that stands before the item's first words."""
    mark = "".join(run.text for run in label).strip()
    if body and (label[0].x0 > body[0].x0 or not _on_one_line(label[0], body[0])):
        return False
    if len(mark) > LONGEST_MARK:
        return False
    return find_bullet(f"{mark} x") is not None or find_number(f"{mark} X") is not None or mark.isdigit()


def _elements(tree: Sequence[Element | int]) -> Iterator[Element]:
    for element in tree:
        if isinstance(element, Element):
            yield element
            yield from _elements(element.children)


def _mcids(element: Element) -> Iterator[int]:
    for child in element.children:
        if isinstance(child, int):
            yield child
        else:
            yield from _mcids(child)
