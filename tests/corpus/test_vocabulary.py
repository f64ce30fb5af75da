from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Finding, InspectionType
from corpus.vocabulary import (
    FINDING_LABELS,
    INSPECTORATES,
    finding_of_heading,
    inspectorates_in,
    normalise_heading,
)

HEADINGS_OF = {
    Finding.STRENGTH: [
        "What is the area partnership doing that is effective?",
        "What are the local area partnerships doing that is effective",
        "Strengths",
        "Key Strengths",
        "Major strengths",
        "The local authority’s strengths",
        "The local authority has the following strengths:",
        "This local authority is good because",
        "The LSCB is outstanding because:",
        "Case study: highly effective practice",
        "Practice study: areas of highly effective practice",
        "What is working well?",
    ],
    Finding.WEAKNESS: [
        "What does the area partnership need to do better?",
        "Areas for development",
        "Important weaknesses",
        "Areas of significant weakness",
        "This local authority requires improvement and is not yet good because",
        "The LSCB is inadequate because",
        "Case study: area for improvement",
        "Practice study: area(s) for improvement",
        "The inspection raises significant concerns about the area",
    ],
    Finding.RECOMMENDATION: [
        "Areas for improvement",
        "Areas for priority action",
        "What needs to improve?",
        "What needs to improve in this area of social work practice?",
        "What does the LSCB need to improve?",
        "Recommendations",
        "Priority and immediate action:",
        "For immediate action",
        "For action over the next six months",
    ],
    Finding.CONTEXT: [
        "Information about the local area partnership",
        "Information about this inspection",
        "Children living in this area",
        "Other Ofsted inspections",
        "Inspection team",
        "Local area partnership details",
        "What the inspection judgements mean: the LSCB",
        "Next steps",
        "Contents",
        "Grades",
        "Annex A: the letter",
        "Annex B",
    ],
    Finding.MIXED: [
        "Inspection outcome",
        "Executive summary",
        "Main findings",
        "Headline findings",
        "Inspection findings – the Local Safeguarding Children Board",
        "Summary for children and young people",
        "Key strengths and weaknesses of the LSCB",
        "Strengths and areas for development",
        "What is it like to be a child or young person with SEND in this area?",
        "The effectiveness of the local area in meeting needs",
        "The experiences and progress of care leavers: outstanding",
        "The graded judgement for adoption performance is that it requires improvement",
        "3. Leadership, management and governance",
        "1. Safeguarding",
        "Capacity to improve",
    ],
}


@pytest.mark.parametrize(
    ("finding", "heading"), [(finding, heading) for finding, headings in HEADINGS_OF.items() for heading in headings]
)
def test_a_standard_heading_says_what_its_section_holds(finding: Finding, heading: str) -> None:
    for printed in (heading, heading.upper(), f"  {heading.replace(' ', chr(0xA0) + ' ')}  "):
        found = finding_of_heading(printed)
        assert found is not None
        assert found[0] is finding
        assert " ".join(printed.split()) in found[1]


@pytest.mark.parametrize(
    "heading", ["", "Good", "Larkmouth City Council", "Waiting times", "The strength of our family"]
)
def test_a_heading_without_a_rule_says_nothing(heading: str) -> None:
    assert finding_of_heading(heading) is None


def test_the_rule_is_in_words() -> None:
    assert finding_of_heading("Areas for\ndevelopment") == (
        Finding.WEAKNESS,
        "heading 'Areas for development' lists weaknesses",
    )


@pytest.mark.parametrize(
    ("printed", "normalised"),
    [
        ("What needs to improve?", "what needs to improve"),
        ("  Areas   for\nimprovement: ", "areas for improvement"),
        ("The local authority’s strengths", "the local authority's strengths"),
        ("2.1 Adoption performance", "adoption performance"),
        ("3. Leadership, management and governance", "leadership, management and governance"),
        ("10.Risks", "risks"),
        ("17) Risks", "risks"),
        ("4 Service management", "service management"),
        ("16 to 19 provision", "16 to 19 provision"),
        ("0-25 services", "0-25 services"),
        ("Section 1: the local authority", "section 1: the local authority"),
        ("Inspection findings – the board", "inspection findings - the board"),
        ("The experiences of care leavers: good", "the experiences of care leavers"),
        ("The experiences of care leavers: Requires improvement to be good", "the experiences of care leavers"),
        ("The experiences of care leavers are: inadequate", "the experiences of care leavers"),
        ("The experiences of care leavers (good)", "the experiences of care leavers"),
        ("The experiences of care leavers – outstanding", "the experiences of care leavers"),
        ("The LSCB requires improvement.", "the lscb"),
        ("The Board (LSCB) is good", "the board (lscb)"),
        ("The graded judgement for adoption performance is that it is good", "adoption performance"),
        ("The graded judgment about the progress of care leavers is requires improvement.", "progress of care leavers"),
        ("The overall judgement is that children’s services are outstanding", "the overall judgement"),
        ("Children's services in Larkmouth require improvement to be good", "children's services in larkmouth"),
        ("Requires improvement", "requires improvement"),
        ("Good", "good"),
        ("Areas that require improvement", "areas that require improvement"),
        ("What is good?", "what is good"),
        ("Main findings (continued)", "main findings"),
        ("", ""),
        ("…", ""),
    ],
)
def test_headings_are_compared_without_numbers_and_grades(printed: str, normalised: str) -> None:
    assert normalise_heading(printed) == normalised


@given(st.text())
def test_no_heading_is_refused(text: str) -> None:
    assert normalise_heading(text) == normalise_heading(f" {text}\n")
    found = finding_of_heading(text)
    assert found is None or found[0] in Finding


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ofsted and the Care Quality Commission (CQC)", ["Ofsted", "CQC"]),
        ("the CQC and Ofsted's team", ["Ofsted", "CQC"]),
        ("Ofsted, CQC, HMI Constabulary and HMI Probation", ["Ofsted", "CQC", "HMI Constabulary", "HMI Probation"]),
        ("Ofsted, the CQC, HMIC and HMI Prob", ["Ofsted", "CQC", "HMI Constabulary", "HMI Probation"]),
        ("Her Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)", ["HMICFRS"]),
        ("HMI Constabulary and Fire & Rescue\nServices", ["HMICFRS"]),
        ("HMI Constabulary and fire and rescue services (HMICFRS)", ["HMICFRS"]),
        ("His Majesty’s Inspector of Constabulary\nHis Majesty’s Inspector of Fire & Rescue Services", ["HMICFRS"]),
        ("His Majesty's Inspector of Constabulary\nHis Majesty's Chief Inspector of Probation",
         ["HMI Constabulary", "HMI Probation"]),
        ("HM Inspectorate of Prisons, HM Crown Prosecution Service Inspectorate", ["HMI Prisons", "HMCPSI"]),
        ("Audit Commission, Healthcare Commission, Commission for Social Care Inspection (CSCI)",
         ["Audit Commission", "Healthcare Commission", "CSCI"]),
        ("Jo Lark HMI, lead inspector", []),
        ("", []),
    ],
)  # fmt: skip
def test_inspectorates_are_named_in_one_order(text: str, names: list[str]) -> None:
    assert inspectorates_in(text) == names


def test_every_inspectorate_knows_its_own_names() -> None:
    assert {name: inspectorates_in(f"the {name}, which came") for name in INSPECTORATES} == {
        name: [name] for name in INSPECTORATES
    }


def test_every_type_and_finding_has_a_label() -> None:
    labels = [kind.label for kind in InspectionType]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert set(FINDING_LABELS) == set(Finding)
