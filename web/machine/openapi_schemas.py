"""The JSON answers as schemas, for the OpenAPI description. Keys may be added to them, none taken away."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from corpus.report import Finding, InspectionType, PassageKind
from index.engine import Order
from index.fields import FACETS
from searcher.asking.problems import ProblemKind
from searcher.finding.comparison import BREAKDOWNS as COMPARED_BY
from searcher.finding.mentions import BREAKDOWNS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}
BY_TEXT: Schema = {"type": "object", "additionalProperties": TEXT}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
DAY: Schema = {"type": ["string", "null"], "format": "date", "description": "A calendar date; null where not known."}
SPAN: Schema = {
    "type": "array",
    "items": COUNT,
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end, half-open, in characters of the text.",
}


def schemas() -> dict[str, Schema]:
    """Return the schemas of all answers and their parts by name."""
    return {
        "Error": _error(),
        "Problem": _problem(),
        "Source": _object(path=TEXT, sha256=TEXT, url=MAYBE_TEXT),
        "ReportSummary": _object(**_summary()),
        "Report": _object(**_summary(), passages=COUNT),
        "WholeReport": _object(ok=_ok(), **_summary(), passages=COUNT, sections=_list(_ref("Section"))),
        "Reports": _object(ok=_ok(), total=COUNT, problems=_list(_ref("Problem")), reports=_list(_ref("Report"))),
        "Section": _object(
            heading=TEXT, level=COUNT, path=TEXTS, finding=_one_of(Finding), finding_rule=TEXT, judgement=MAYBE_TEXT,
            passages=_list(_ref("Passage")),
        ),
        "Passage": _object(id=TEXT, **_printed()),
        "Footnote": _object(mark=MAYBE_TEXT, of=MAYBE_TEXT, heading=MAYBE_TEXT, at=MAYBE_COUNT),
        "Result": _result(),
        "FacetValue": _object(
            value=TEXT, label=TEXT, count=COUNT, reports=COUNT, selected=TRUTH, excluded=TRUTH
        ),
        "Expansion": _object(typed=TEXT, also=TEXTS, unknown=TRUTH),
        "Offer": _object(field=TEXT, value=TEXT, label=TEXT, typed=TEXT, needed=TRUTH),
        "Related": _related(),
        "Search": _search(),
        "Areas": _object(ok=_ok(), areas=_list(_ref("AreaChoice"))),
        "AreaChoice": _object(
            value=TEXT, label=TEXT, by=TEXT | {"description": "The other name or code that fits; empty for its own."}
        ),
        "MentionCount": _object(value=TEXT, label=TEXT, **_counts()),
        "ReportMentions": _object(id=TEXT, title=TEXT, **_counts()),
        "Mentions": _mentions(),
        "ComparedArea": _compared_area(),
        "Comparison": _object(
            ok=_ok(), query=TEXT, understood=TEXT, side_by_side=TRUTH, areas=_list(_ref("ComparedArea")),
            inspection_types=TEXTS, note=MAYBE_TEXT, latest_note=MAYBE_TEXT, suggestion=MAYBE_TEXT,
            expansions=_list(_ref("Expansion")), problems=_list(_ref("Problem")),
        ),
        "Health": _object(ok=_ok(), reports=COUNT, passages=COUNT, engine=TEXT, generation=TEXT),
    }  # fmt: skip


def _error() -> Schema:
    error = _object(ok={"const": False}, error=TEXT, status={"type": "integer"})
    error["properties"]["parameters"] = TEXTS | {"description": "The parameters given that do not exist."}
    return error


def _problem() -> Schema:
    described = "Something that could not be taken as given; the rest of the search ran."
    span = {"anyOf": [SPAN, {"type": "null"}]}
    return _object(kind=_one_of(ProblemKind), message=TEXT, place=TEXT, span=span) | {"description": described}


def _summary() -> dict[str, Schema]:
    return {
        "id": TEXT,
        "title": TEXT,
        "areas": TEXTS,
        "regions": TEXTS,
        "inspection_type": _one_of(InspectionType),
        "inspection_type_label": TEXT,
        "inspected_from": DAY,
        "inspected_to": DAY,
        "published": DAY,
        "published_source": MAYBE_TEXT,
        "previous_inspection": DAY,
        "judgement": MAYBE_TEXT | {"description": "The overall judgement, in the inspectorate's words."},
        "judgement_printed": MAYBE_TEXT,
        "judgements": BY_TEXT,
        "judgements_printed": BY_TEXT,
        "inspectorates": TEXTS,
        "lead_inspectors": TEXTS,
        "pages": MAYBE_COUNT,
        "words": MAYBE_COUNT,
        "uncovered_words": MAYBE_COUNT,
        "source": _ref("Source"),
        "licence": MAYBE_TEXT,
        "authority_number": MAYBE_TEXT,
        "authority_number_source": MAYBE_TEXT,
        "corrections": _list(_object(field=TEXT, list=TEXT, read=MAYBE_TEXT)),
        "warnings": TEXTS,
        "unknown": BY_TEXT | {"description": "Why a field is null or empty, by its name."},
    }


def _printed() -> dict[str, Schema]:
    return {
        "kind": _one_of(PassageKind),
        "level": COUNT,
        "number": MAYBE_TEXT,
        "text": TEXT | {"description": "The words of the report, whole and as printed."},
        "page": MAYBE_COUNT,
        "page_end": MAYBE_COUNT,
        "footnote": {"anyOf": [_ref("Footnote"), {"type": "null"}]},
        "time_scale": MAYBE_TEXT,
        "responsible": MAYBE_TEXT,
    }


def _result() -> Schema:
    return _object(
        id=TEXT, score=NUMBER, report=_ref("ReportSummary"), section=TEXT, path=TEXTS, finding=_one_of(Finding),
        judgement=MAYBE_TEXT, **_printed(), ordinal=COUNT, highlights=_list(SPAN), repeats=TEXTS, repeat_reports=COUNT,
        section_highlights=_list(SPAN), missing=TEXTS | {"description": "Words of the query that it does not have."},
        snippet=SPAN, citation=TEXT, permalink=TEXT,
    )  # fmt: skip


def _search() -> Schema:
    return _object(
        ok=_ok(), query=TEXT, understood=TEXT, total=COUNT, reports=COUNT, areas=COUNT, reports_held=COUNT,
        engine=TEXT, took_ms=NUMBER, order=_one_of(Order), page=COUNT,
        pages=COUNT | {"description": "How many pages can be reached."}, per_page=COUNT, offset=COUNT,
        of_report={"type": "object", "additionalProperties": COUNT},
        results=_list(_ref("Result")), facets=_object(**{name: _list(_ref("FacetValue")) for name in FACETS}),
        facet_notes=BY_TEXT, suggestion=MAYBE_TEXT, expansions=_list(_ref("Expansion")), offers=_list(_ref("Offer")),
        enough={"type": ["integer", "null"]}, with_all=MAYBE_COUNT, related=_list(_ref("Related")),
        problems=_list(_ref("Problem")),
        next=MAYBE_TEXT | {"description": "The address of the next page; null on the last."},
    )  # fmt: skip


def _related() -> Schema:
    described = "Words that the passages found speak of oftener than others, and the query that asks for them as well."
    passages = COUNT | {"description": "Of the best passages found, how many have them."}
    return _object(words=TEXT, passages=passages, query=TEXT) | {"description": described}


def _counts() -> dict[str, Schema]:
    return {
        "passages": COUNT,
        "of_passages": COUNT,
        "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "reports": COUNT,
        "of_reports": COUNT,
    }


def _mentions() -> Schema:
    return _object(
        ok=_ok(), query=TEXT, understood=TEXT, **_counts(), inspection_types=TEXTS,
        by=_object(**{name: _list(_ref("MentionCount")) for name in BREAKDOWNS}), notes=BY_TEXT,
        by_report=_list(_ref("ReportMentions")), without_mention=TEXTS, suggestion=MAYBE_TEXT,
        expansions=_list(_ref("Expansion")), problems=_list(_ref("Problem")),
    )  # fmt: skip


def _compared_area() -> Schema:
    return _object(
        value=TEXT, label=TEXT, **_counts(), reports_held=COUNT,
        silence=MAYBE_TEXT | {"description": "Why nothing is found; null where something is."},
        by=_object(**{name: _list(_ref("MentionCount")) for name in COMPARED_BY}),
        latest={"anyOf": [_ref("ReportSummary"), {"type": "null"}]}, results=_list(_ref("Result")),
    )  # fmt: skip


def _object(**properties: Schema) -> Schema:
    """Return an object that has all of these keys, and may have others one day."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _one_of(values: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [value.value for value in values]}


def _ok() -> Schema:
    return {"const": True}
