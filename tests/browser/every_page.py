"""What is asked of every page in the browser: one function a rule, which returns what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNDECIDED = frozenset({"nonBmp", "elmPartiallyObscuring", "elmPartiallyObscured"})
"""Why axe may leave a contrast open: an arrow is no text, a wide table stands behind the edge of its scroll box."""

_AXE = "rules => axe.run({ runOnly: rules, resultTypes: ['violations', 'incomplete'] })"
_STANDING_OUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  if (element.closest(".visually-hidden, .skips, .table-scroll > *")) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).map((element) => `stands out: ${element.outerHTML.slice(0, 120)}`)"""
_CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  if (element.closest(".visually-hidden, thead, select, input")) return false;
  const overflow = getComputedStyle(element).overflowX;
  return element.scrollWidth > element.clientWidth + 1 && ["hidden", "clip"].includes(overflow);
}).map((element) => `is cut off: ${element.outerHTML.slice(0, 120)}`)"""
_SMALL_TARGETS = """() => [
  ...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")
].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".skips")) return false;
  const block = element.closest("p, li, td, h3, figcaption, blockquote") ?? element;
  const alone = block.textContent.trim().length === element.textContent.trim().length;
  if (element.tagName === "A" && getComputedStyle(element).display === "inline" && !alone) return false;
  const boxes = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
  const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
  return height < 24 || width < 24;
}).map((element) => `${element.outerHTML.slice(0, 120)} ${element.getBoundingClientRect().height}`)"""
_BARE_LINKS = """() => [...document.querySelectorAll("main a[href], footer a[href]")].filter((link) => {
  const style = getComputedStyle(link);
  const plain = !style.textDecorationLine.includes("underline") && parseFloat(style.borderTopWidth) === 0;
  return plain && !link.hasAttribute("aria-current");
}).map((link) => link.outerHTML)"""
_MOVING = """() => [
  ...document.getAnimations().map(String),
  ...[...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.scrollBehavior === "smooth" ||
      style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
  }).map((element) => element.outerHTML.slice(0, 120)),
  ...[...document.querySelectorAll("video, audio, marquee, blink, [autoplay], meta[http-equiv=refresh]")].map(String),
]"""
_UNLABELLED = """() => [...document.querySelectorAll("input:not([type=hidden]), select")].filter((field) =>
  field.checkVisibility() && ![...field.labels].some((label) => label.checkVisibility() && label.innerText.trim())
).map((field) => field.outerHTML)"""


def axe_complaints(page: Page) -> list[str]:
    """Return what axe finds wrong, and what it cannot decide for a reason that is not known to be harmless."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_AXE, RULES)
    assert found["passes"]
    return list(_complaints(found))


def _complaints(found: dict[str, Any]) -> Iterator[str]:
    for rule in [*found["violations"], *found["incomplete"]]:
        for node in rule["nodes"]:
            keys = {check["data"]["messageKey"] for check in node["any"] if isinstance(check["data"], dict)}
            if not keys or not keys <= UNDECIDED:
                yield f"{rule['id']} {sorted(map(str, keys))}: {node['html']}: {node['failureSummary']}"


def out_of_sight(page: Page) -> list[str]:
    """Return what can only be seen by scrolling sideways, or not at all."""
    wide = [] if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["the page itself"]
    return [*wide, *page.evaluate(_STANDING_OUT), *page.evaluate(_CUT_OFF)]


def small_targets(page: Page) -> list[str]:
    """Return what is less than 24 pixels high or wide and no link in a sentence; a box counts with its label."""
    return list(page.evaluate(_SMALL_TARGETS))


def bare_links(page: Page) -> list[str]:
    """Return links that only their colour tells from other text."""
    return list(page.evaluate(_BARE_LINKS))


def moving_parts(page: Page) -> list[str]:
    """Return what moves, or would."""
    return list(page.evaluate(_MOVING))


def unlabelled_fields(page: Page) -> list[str]:
    """Return fields without a label that is seen."""
    return list(page.evaluate(_UNLABELLED))
