"""Golden samples: what is expected of every sample report, kept in ``corpus/sample_sources/expected.json``.

Where a sample has no expectation yet, what is read from it today is written there and the test
fails once, so that a person compares it with the sample before it counts.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import corpus
from corpus.report import Finding, PassageKind, Report, Section

HERE = Path(corpus.__file__).parent
SAMPLES = HERE / "samples"
EXPECTED = HERE / "sample_sources" / "expected.json"

FACTS = ("title", "areas", "inspection_type", "inspected_from", "inspected_to", "published", "previous_inspection",
         "judgement")  # fmt: skip
COUNTED = {
    "strengths": Finding.STRENGTH,
    "weaknesses": Finding.WEAKNESS,
    "recommendations": Finding.RECOMMENDATION,
}
WRITTEN_BY_HAND = ("main_findings", "quotes", "quotes_from")
"""Keys that an expectation may have besides those that are read from a report."""

Expectation = dict[str, Any]


class Unchecked(AssertionError):
    """A sample had no expectation: one was written, and a person has to look at it."""


def sample_names() -> list[str]:
    """Return the path of every sample report below the folder of samples, sorted."""
    files = (path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*") if path.is_file())
    return sorted(name for name in files if name != "areas.csv")


def expected_of(name: str, report: Report, path: Path = EXPECTED) -> Expectation:
    """Return what is expected of a sample.

    Raises:
        Unchecked: nothing was; what the report says has been written to ``path``.
    """
    known: dict[str, Expectation] = json.loads(path.read_text(encoding="utf-8"))
    if name not in known:
        written = dict(sorted((known | {name: expectation_of(report)}).items()))
        path.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        raise Unchecked(
            f"{path} had nothing on {name}. Compare what was written there with the sample, then run again."
        )
    return known[name]


def expectation_of(report: Report) -> Expectation:
    """Return what a report says of itself: facts, grades, and how many items its sections hold."""
    facts = {name: getattr(report, name) for name in FACTS}
    printed = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items()}
    found: Expectation = {**printed, "areas": list(report.areas)}
    found["judgements"] = dict(sorted((judgement.aspect, judgement.grade) for judgement in report.judgements))
    names = _names(report)
    for key, finding in COUNTED.items():
        counted = [n for n, s in enumerate(report.sections) if s.finding is finding and not _counted_elsewhere(s)]
        found[key] = {names[n]: items(report.sections[n]) for n in counted if items(report.sections[n])}
    numbered = [p for s, p in report.passages() if p.kind is PassageKind.NUMBERED and not _in_annex(s)]
    if numbered:
        found["numbered_paragraphs"] = len(numbered)
    statement = [section for section in report.sections if _is_statement(section)]
    if statement:
        found["written_statement_of_action"] = sum(map(items, statement))
    judged = [section for section in report.sections if section.judgement and _is_revisited(section)]
    if judged:
        found["revisited_weaknesses"] = [
            {"finding": s.heading, "judgement": s.judgement, "bullets": items(s)} for s in judged
        ]
    return found


def items(section: Section) -> int:
    """Count the items of a section: bullets, numbered paragraphs and table items, not what is below them."""
    return sum(passage.kind is not PassageKind.PARAGRAPH and passage.level == 1 for passage in section.passages)


def _names(report: Report) -> list[str]:
    """Return a name for each section: its heading, with as many of those above as tell it from others."""
    headings = [(*section.path, section.heading) for section in report.sections]
    depth = [1] * len(headings)
    names = [" > ".join(above[-1:]) for above in headings]
    for _ in range(max(map(len, headings), default=0)):
        repeated = {name for name, count in Counter(names).items() if count > 1}
        depth = [n + (name in repeated) for n, name in zip(depth, names, strict=True)]
        names = [" > ".join(above[-n:]) for above, n in zip(headings, depth, strict=True)]
    return names


def _counted_elsewhere(section: Section) -> bool:
    return _is_statement(section) or _is_revisited(section)


def _is_statement(section: Section) -> bool:
    return "written statement" in section.finding_rule or section.heading.startswith("The inspection raises")


def _is_revisited(section: Section) -> bool:
    return (section.judgement or "").endswith("ufficient progress")


def _in_annex(section: Section) -> bool:
    return any(heading.startswith("Annex") for heading in (section.heading, *section.path))
