"""Notes beside the counts of facets that say what the counts do not show."""

from __future__ import annotations

from collections.abc import Mapping

from index.engine import Engine, EngineAnswer, EngineRequest, Filter
from index.fields import FILE_NAME, MISSING, YEAR_SOURCE
from index.query import And, Keyword
from searcher.finding.facets import as_query
from searcher.wording.figures import counted
from searcher.wording.judgement import none_note


def facet_notes(
    engine: Engine, asked: EngineRequest, answer: EngineAnswer, *, unprinted_years: bool
) -> dict[str, str | None]:
    """Return the notes of a search's facets; ``unprinted_years`` is whether any report's year is not printed."""
    # Most collections have no report that the note on years could be about.
    unprinted = engine.search(_unprinted_request(asked)).reports if unprinted_years else 0
    return {"judgement": _judgement_note(engine, asked, answer), "year": unprinted_note(unprinted)}


def judgement_note(judged: Mapping[str, int], unjudged: Mapping[str, int]) -> str | None:
    """Return the note on judgements: how many reports of each type have one, and how many have none."""
    frameworks = sum(count > 0 for count in judged.values())
    return " ".join(filter(None, (mixed_note(frameworks), none_note(unjudged)))) or None


def mixed_note(frameworks: int) -> str | None:
    """Return the warning where judgements of several frameworks are counted together."""
    if frameworks < 2:
        return None
    return f"Each type of inspection has its own judgements. These counts cover {frameworks} types."


def unprinted_note(reports: int) -> str | None:
    """Return the warning where years come from file names alone, and how many reports that is."""
    if not reports:
        return None
    return f"In {counted(reports, 'report')} the year is that of the file name; the report prints no date."


def _judgement_note(engine: Engine, asked: EngineRequest, answer: EngineAnswer) -> str | None:
    """Return the note on the judgements that their facet counts, under every filter but that on judgements."""
    without = next((count.reports for count in answer.facets["judgement"] if count.value == MISSING), 0)
    # Where neither filter bends the type facet, it counts the same passages.
    unbent = asked.filters.keys().isdisjoint({"judgement", "type"})
    every = _by_type(answer if unbent else engine.search(_types_request(asked)))
    if not without:
        unjudged: Mapping[str, int] = {}
    elif len(every) == 1:
        unjudged = dict.fromkeys(every, without)
    else:
        unjudged = _by_type(engine.search(_types_request(asked, Keyword("judgement", MISSING))))
    return judgement_note({kind: count - unjudged.get(kind, 0) for kind, count in every.items()}, unjudged)


def _by_type(answer: EngineAnswer) -> dict[str, int]:
    return {count.value: count.reports for count in answer.facets["type"] if count.value != MISSING}


def _types_request(asked: EngineRequest, *also: Keyword) -> EngineRequest:
    """Return the search for the types of what the judgement facet counts, of which ``also`` holds."""
    query = And((as_query(asked.query, _all_but(asked, "judgement")), *also))
    return EngineRequest(query, dates=asked.dates, limit=0, facets=("type",))


def _unprinted_request(asked: EngineRequest) -> EngineRequest:
    """Return the search for the matches whose year, as the year facet counts it, only a file name gives."""
    query = And((as_query(asked.query, _all_but(asked, "year")), Keyword(YEAR_SOURCE, FILE_NAME)))
    return EngineRequest(query, dates=asked.dates, limit=0, facets=())


def _all_but(asked: EngineRequest, name: str) -> dict[str, Filter]:
    return {other: chosen for other, chosen in asked.filters.items() if other != name}
