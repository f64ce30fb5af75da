"""Which parts of a web page are its text, and which are the site around it."""

from __future__ import annotations

from lxml import etree

_LEFT_OUT = frozenset(
    {
        *("script", "style", "template", "noscript", "head", "title", "nav", "footer", "aside", "iframe", "object"),
        *("svg", "math", "canvas", "audio", "video", "button", "select", "textarea", "datalist", "option", "dialog"),
    }
)
_HIDDEN_CLASSES = frozenset(
    {"visually-hidden", "govuk-visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text"}
)
_FRAMES = {"header": ("h1",), "form": ("h1", "h2", "table")}
_FEWEST_CHARACTERS = 200  # of text in a page's main part: a smaller one is left from a page filled by script
_ARTICLE_SHARE = 0.4  # of the body's text: smaller articles are teasers


def main_part(root: etree._Element) -> etree._Element:
    """Return the element that holds the page's text: its ``main``, else its one article, else its body."""
    body = root.find(".//body")
    whole = root if body is None else body
    for element in root.iterfind(".//main"):
        if _length(element) >= _FEWEST_CHARACTERS:
            return element
    for element in root.iterfind(".//*[@role='main']"):
        if _length(element) >= _FEWEST_CHARACTERS:
            return element
    articles = [(element, _length(element)) for element in root.iterfind(".//article")]
    if articles:
        longest, length = max(articles, key=lambda pair: pair[1])
        if length >= max(_FEWEST_CHARACTERS, _ARTICLE_SHARE * _length(whole)):
            return longest
    return whole


def is_left_out(element: etree._Element) -> bool:
    """Tell whether an element is no part of the text: navigation, script, form control, or hidden."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_OUT or _is_hidden(element):
        return True
    # Some sites wrap a whole page in one form or header; such a one is the page.
    return tag in _FRAMES and all(element.find(f".//{part}") is None for part in _FRAMES[tag])


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    classes = (element.get("class") or "").split()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or not _HIDDEN_CLASSES.isdisjoint(classes)
    )


def _length(element: etree._Element) -> int:
    """Return how many characters of text an element holds, scripts and navigation left out."""
    total = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            total += len((inner.tail or "").strip()) if inner is not element else 0
        elif inner is not element and is_left_out(inner):
            walk.skip_subtree()
        else:
            total += len((inner.text or "").strip())
    return total
