from __future__ import annotations

import pickle
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import COLUMNS, Area, AreaTable
from corpus.errors import CorpusError
from corpus.slugs import make_slug

TABLE = AreaTable.load()


def resolved(name: str) -> str | None:
    area = TABLE.resolve(name)
    return area.name if area else None


def mentioned(text: str) -> list[str]:
    return [area.name for area in TABLE.mentioned(text)]


def test_every_current_authority_of_england_is_there() -> None:
    current = [area for area in TABLE if area.closed is None]
    assert len(current) == 153
    assert Counter(area.region for area in current) == {
        "London": 33,
        "North West": 24,
        "South East": 19,
        "Yorkshire and The Humber": 15,
        "South West": 15,
        "West Midlands": 14,
        "North East": 12,
        "East of England": 11,
        "East Midlands": 10,
    }
    assert Counter(area.kind for area in current) == {
        "unitary": 62,
        "metropolitan district": 36,
        "London borough": 32,
        "county": 21,
        "sui generis": 2,
    }


def test_former_authorities_name_their_successors() -> None:
    former = {area.name: area.successors for area in TABLE if area.closed}
    assert former == {
        "Bedfordshire": ("Bedford", "Central Bedfordshire"),
        "Bournemouth": ("Bournemouth, Christchurch and Poole",),
        "Cheshire": ("Cheshire East", "Cheshire West and Chester"),
        "Cumbria": ("Cumberland", "Westmorland and Furness"),
        "Northamptonshire": ("North Northamptonshire", "West Northamptonshire"),
        "Poole": ("Bournemouth, Christchurch and Poole",),
    }


def test_codes_are_well_formed_and_belong_to_one_area_each() -> None:
    for area in TABLE:
        assert re.fullmatch(r"[0-9]{3}", area.code or ""), area
        assert re.fullmatch(r"E(06|08|09|10)[0-9]{6}", area.ons_code or ""), area
    codes = Counter(code for area in TABLE for code in (area.code, area.ons_code, *area.former_codes))
    assert [code for code, times in codes.items() if times > 1] == []


def test_an_area_has_all_its_facts() -> None:
    assert TABLE.resolve("Cumbria") == Area(
        name="Cumbria",
        slug="cumbria",
        region="North West",
        ons_code="E10000006",
        code="909",
        kind="county",
        closed=date(2023, 3, 31),
        successors=("Cumberland", "Westmorland and Furness"),
    )
    assert TABLE.resolve("Dorset") == Area(
        name="Dorset",
        slug="dorset",
        region="South West",
        ons_code="E06000059",
        code="838",
        kind="unitary",
        former_codes=("E10000009", "835"),
    )
    assert TABLE.resolve("Atlantis") is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("London Borough of Brent", "Brent"),
        ("LONDON BOROUGH OF BRENT COUNCIL", "Brent"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("City of Stoke-on-Trent", "Stoke-on-Trent"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("Stoke-on-Trent Children's Services Authority Area", "Stoke-on-Trent"),
        ("Stoke-on-Trent Local Area Partnership", "Stoke-on-Trent"),
        ("the local area of Stockton-on-Tees", "Stockton-on-Tees"),
        ("Stockton-on-Tees Borough Council", "Stockton-on-Tees"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("bournemouth, christchurch & poole", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("Hull", "Kingston upon Hull"),
        ("City of Kingston upon Hull", "Kingston upon Hull"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Herefordshire, County of", "Herefordshire"),
        ("County Durham", "Durham"),
        ("Durham County Council", "Durham"),
        ("Durham", "Durham"),
        ("Telford & Wrekin", "Telford and Wrekin"),
        ("City of London Corporation", "City of London"),
        ("City of York Council", "York"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Wirral Metropolitan Borough Council", "Wirral"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("St. Helens", "St Helens"),
        ("B&NES", "Bath and North East Somerset"),
        ("Bath & N.E. Somerset", "Bath and North East Somerset"),
        ("Bristol, City of", "Bristol"),
        ("Co. Durham", "Durham"),
        ("NE Lincolnshire", "North East Lincolnshire"),
        ("Corporation of London", "City of London"),
        ("Medway Towns", "Medway"),
        ("H&F", "Hammersmith and Fulham"),
        ("London Borough of Richmond", "Richmond upon Thames"),
        ("80536_oxfordshire", "Oxfordshire"),
        ("  Newcastle City Council  ", "Newcastle upon Tyne"),
    ],
)
def test_a_whole_printed_name_resolves(printed: str, name: str) -> None:
    assert resolved(printed) == name


@pytest.mark.parametrize(
    "printed", ["", "—", "London", "Council", "the local area", "Yorkshire", "Hampton", "Larkmouth"]
)
def test_an_unknown_name_resolves_to_nothing(printed: str) -> None:
    assert resolved(printed) is None


@pytest.mark.parametrize("area", TABLE.areas, ids=lambda area: area.slug)
def test_every_name_and_alias_resolves_to_its_own_area(area: Area) -> None:
    printed = [
        area.name,
        *area.aliases,
        area.name.upper(),
        area.name.replace(" and ", " & "),
        area.slug.replace("-", " "),
    ]
    assert [resolved(name) for name in printed] == [area.name] * len(printed)
    assert mentioned(f"Inspection of {area.name}'s services") == [area.name]


FORMS = {
    None: [
        "{}", "the {}", "{} Council", "{} local area", "the local area of {}", "{} Local Area Partnership", "{} LA",
        "{} Children’s Services", "{} children's services authority area", "{} local authority", "Council of {}",
    ],
    "county": ["{} County Council", "County of {}", "{} County", "{}, County of", "{} CC"],
    "London borough": [
        "London Borough of {}", "The London Borough of {} Council", "LB of {}", "L.B. {}", "{} London Borough Council",
        "{} LBC", "Royal Borough of {}", "the Royal Borough of {} Council", "Royal {}",
    ],
    "metropolitan district": [
        "{} Metropolitan Borough Council", "{} MBC", "{} Metropolitan District Council", "Metropolitan Borough of {}",
        "City of {}", "{} City Council", "City of {} Metropolitan District Council", "{} and District", "{} District",
        "City and District of {}",
    ],
    "unitary": [
        "{} Borough Council", "Borough of {}", "County Borough of {}", "{} Unitary Authority", "{} UA",
        "{} City Council", "City of {}", "{}, City of", "City and County of {}", "{} County Council", "County of {}",
    ],
    "sui generis": [],
}  # fmt: skip
"""How reports print the names of each kind of authority."""


@pytest.mark.parametrize("area", TABLE.areas, ids=lambda area: area.slug)
def test_every_name_resolves_in_every_form_that_reports_print(area: Area) -> None:
    forms = [form.format(area.name) for form in (*FORMS[None], *FORMS[area.kind])]
    assert [name for name in forms if resolved(name) != area.name] == []


def test_authorities_that_were_reorganised_and_kept_their_names_have_their_earlier_codes() -> None:
    assert {area.name: area.former_codes for area in TABLE if area.former_codes and area.kind == "unitary"} == {
        "Buckinghamshire": ("E10000002",),
        "Cornwall": ("E10000005",),
        "Dorset": ("E10000009", "835"),
        "Durham": ("E10000010",),
        "North Yorkshire": ("E10000023",),
        "Northumberland": ("E06000048", "E10000022"),
        "Shropshire": ("E10000026",),
        "Somerset": ("E10000027",),
        "Wiltshire": ("E10000033",),
    }


def test_days_of_an_area_run_from_its_first_to_its_last_and_successors_follow_at_once() -> None:
    named = {area.name: area for area in TABLE}
    for area in TABLE:
        assert bool(area.closed) == bool(area.successors), area
        for successor in area.successors:
            assert named[successor].opened == area.closed + timedelta(days=1), area  # type: ignore[operator]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Hull", ["Kingston upon Hull"]),
        ("Brighton and Hove", ["Brighton and Hove"]),
        ("Cambridgeshire and Peterborough", ["Cambridgeshire", "Peterborough"]),
        ("Richmond and Kingston", ["Richmond upon Thames", "Kingston upon Thames"]),
        ("Leicester City, Leicestershire & Rutland", ["Leicester", "Leicestershire", "Rutland"]),
        ("Notts; Notts", ["Nottinghamshire"]),
        ("Cheshire East and Cheshire West and Chester", ["Cheshire East", "Cheshire West and Chester"]),
        ("Hammersmith and Fulham and Kensington and Chelsea", ["Hammersmith and Fulham", "Kensington and Chelsea"]),
        ("BCP and Dorset", ["Bournemouth, Christchurch and Poole", "Dorset"]),
        ("Cornwall and Isles of Scilly", ["Cornwall", "Isles of Scilly"]),
        ("the services of Kent", ["Kent"]),
        ("Larkmouth and Stoke", []),
    ],
)
def test_areas_named_together_are_each_found(printed: str, names: list[str]) -> None:
    assert [area.name for area in TABLE.named(printed)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Children's services in Derbyshire", ["Derbyshire"]),
        ("Derby and Derbyshire", ["Derby", "Derbyshire"]),
        ("Southampton and Hampton", ["Southampton"]),
        ("Central Bedfordshire", ["Central Bedfordshire"]),
        ("North Yorkshire", ["North Yorkshire"]),
        ("York and North Yorkshire", ["York", "North Yorkshire"]),
        ("Kingston upon Thames", ["Kingston upon Thames"]),
        ("Kingston-upon-Hull", ["Kingston upon Hull"]),
        (
            "Bath and North East Somerset, Swindon and Wiltshire",
            ["Bath and North East Somerset", "Swindon", "Wiltshire"],
        ),
        ("Bath and NE Somerset and NE Lincolnshire", ["Bath and North East Somerset", "North East Lincolnshire"]),
        ("North Somerset, Somerset and South Gloucestershire", ["North Somerset", "Somerset", "South Gloucestershire"]),
        ("Leicester, Leicestershire & Rutland", ["Leicester", "Leicestershire", "Rutland"]),
        ("Newcastle-under-Lyme in Staffordshire", ["Staffordshire"]),
        ("Joint inspection in Newcastle", ["Newcastle upon Tyne"]),
        ("Agora, 6 Cumberland Place, Nottingham NG1 6HJ", []),
        ("Greater Manchester Police", []),
        ("Stoke-on-Trent’s plan, and Kent’s", ["Stoke-on-Trent", "Kent"]),
        ("Kent, then Surrey, then Kent", ["Kent", "Surrey"]),
        ("children were reading in Reading", ["Reading"]),
        ("They enjoy reading", []),
        ("Reading and writing", []),
        ("AREA SEND INSPECTION OF READING", ["Reading"]),
        ("area send inspection of reading", ["Reading"]),
        ("Dr Richmond led the visit to Kent", ["Kent"]),
        ("", []),
    ],
)
def test_names_are_found_in_sentences_longest_first(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    area = TABLE.resolve(text)
    assert area is None or area in TABLE.areas
    assert set(TABLE.mentioned(text)) <= set(TABLE.areas)


def test_a_table_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(TABLE)).areas == TABLE.areas  # noqa: S301


def test_an_extra_file_adds_and_replaces(tmp_path: Path) -> None:
    extra = tmp_path / "areas.csv"
    extra.write_text(
        "\ufeffname,region,aliases\nLarkmouth,East Coast,Lark|=Mouth\nKent,South,Garden County\n", encoding="utf-8"
    )
    table = AreaTable.load(extra)
    assert len(table) == len(TABLE) + 1
    assert table.resolve("Larkmouth City Council") == Area(
        name="Larkmouth", slug="larkmouth", region="East Coast", aliases=("Lark", "Mouth")
    )
    assert [area.name for area in table.mentioned("Lark and Mouth")] == ["Larkmouth"]
    assert [area.name for area in table.mentioned("Mouth")] == []
    assert table.resolve("Kent") == Area(name="Kent", slug="kent", region="South", aliases=("Garden County",))


def test_a_copy_of_the_shipped_file_can_be_given_back(tmp_path: Path) -> None:
    copy = tmp_path / "areas.csv"
    copy.write_bytes((Path(__file__).parents[2] / "corpus" / "areas.csv").read_bytes())
    assert AreaTable.load(copy).areas == TABLE.areas


@pytest.mark.parametrize(
    ("content", "line", "remedy"),
    [
        (b"title,region\nLarkmouth,East\n", "line 1", ", ".join(COLUMNS)),
        (b"name,colour\nLarkmouth,red\n", "line 1", ", ".join(COLUMNS)),
        (b"name,region\nLarkmouth\n", "line 2", "Check its commas"),
        (b"name,region\nLarkmouth,East,Coast\n", "line 2", "Check its commas"),
        (b"name,region\nLarkmouth,East\n ,East\n", "line 3", "Fill in the name"),
        (b"name,from\nLarkmouth,1/4/2019\n", "line 2", "2019-04-01"),
        (b'name,region\n"Larkmouth,East\n', "line", "quotation marks"),
        (b"name,aliases\nLarkmouth,Hull\n", "'Hull' belongs to both", "aliases"),
        (b"name\nLarkm\x00\n", "cannot be read", "Save it as CSV"),
        (b"name\nLarkm\x81\xff\n", "cannot be read", "Save it as CSV"),
    ],
)
def test_a_malformed_file_is_explained(tmp_path: Path, content: bytes, line: str, remedy: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        AreaTable.load(path)
    message = str(caught.value)
    assert str(path) in message
    assert line in message
    assert remedy in message


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        AreaTable.load(tmp_path / "areas.csv")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bournemouth, Christchurch & Poole", "bournemouth-christchurch-and-poole"),
        ("St. Helens", "st-helens"),
        ("Children’s services: “Good”", "childrens-services-good"),
        ("Café Übergang", "cafe-ubergang"),
        ("--", ""),
    ],
)
def test_slugs_are_plain(text: str, slug: str) -> None:
    assert make_slug(text) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    slug = make_slug(text)
    assert make_slug(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
