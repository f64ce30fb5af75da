"""The search page: what was found, how it was read, filters, chips, paging and empty results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml.html import HtmlElement
from werkzeug.test import Client

from tests.web.invented_site import BETTER, PLACES, TARNSIDE, keep, make_area_send, text_of, texts, tree


def query_of(href: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(href).query)


def chips(page: HtmlElement) -> dict[str, str]:
    return {text_of(link).removesuffix(" ×"): link.get("href") for link in page.xpath("//a[contains(@class, 'chip')]")}


def submitted(page: HtmlElement) -> list[tuple[str, str]]:
    """Return what a browser sends when the form is submitted as it stands, empty fields left out."""
    form = page.xpath("//form[@class='search']")[0]
    return [(name, value) for name, value in form.form_values() if value]


def test_a_search_says_what_it_found_and_how_it_was_read(client: Client) -> None:
    page = tree(client.get("/search?q=annual+reviews"))
    assert texts(page, "//h2[@class='found']") == ["28 passages in 14 reports"]
    assert texts(page, "//title") == ["“annual reviews”: 28 passages in 14 reports – Inspection Searcher"]
    assert "Read as: “annual” and “reviews”" in texts(page, "//p[@class='understood']")
    assert page.xpath("string(//input[@name='q']/@value)") == "annual reviews"
    assert texts(page, "//p[@class='range']") == ["Results 1 to 25. Best match first."]


def test_a_hit_says_where_it_stands_and_leads_there(client: Client) -> None:
    page = tree(client.get('/search?q="annual+reviews"&area=tarnside'))
    (hit,) = page.xpath("//ol[@class='hits']/li")
    assert text_of(hit.xpath("h3")[0]) == "Tarnside: Area SEND inspection"
    assert texts(hit, "p[@class='facts']") == ["Typically positive · inspected 29 January to 2 February 2024"]
    assert texts(hit, "p[@class='where']") == [f"Weakness page 3, bullet 1 · 11 words · Main findings › {BETTER}"]
    assert texts(hit, ".//blockquote") == ["Too many annual reviews are late. Leaders do not know why."]
    assert texts(hit, ".//blockquote//mark") == ["annual reviews"]
    in_context, permalink, note, source, area = hit.xpath("ul//a/@href")
    passage = permalink.removeprefix("/passages/")
    assert in_context == f"/reports/{TARNSIDE}?q=%22annual+reviews%22#p-{passage}"
    assert source == "https://reports.example/tarnside.pdf#page=3"
    assert note == f"/note?p={passage}&q=%22annual+reviews%22&area=tarnside"
    assert area == "/areas/tarnside"


def test_facets_are_labelled_checkboxes_with_counts(client: Client) -> None:
    page = tree(client.get("/search?q=annual"))
    facets = page.xpath("//fieldset[starts-with(@id, 'facet-')]")
    assert [text_of(facet.find("legend")) for facet in facets] == [
        "Area", "Region", "Type of inspection", "Overall judgement", "Finding", "Year", "Section", "Inspectorate",
        "Dates",
    ]  # fmt: skip
    finding = page.xpath("//fieldset[@id='facet-finding']//label")
    assert [text_of(label) for label in finding] == [
        "Strength 14 passages in 14 reports",
        "Weakness 14 passages in 14 reports",
        "Mixed 0 passages",
        "Context 0 passages",
    ]
    assert set(page.xpath("//fieldset[@id='facet-finding']//input/@name")) == {"finding"}
    assert page.xpath("//fieldset[@id='facet-finding']//input/@value") == ["strength", "weakness", "mixed", "context"]


def test_a_long_facet_shows_ten_values_and_holds_the_rest(client: Client) -> None:
    page = tree(client.get("/search?q=annual"))
    area = page.xpath("//fieldset[@id='facet-area']")[0]
    assert len(area.xpath("div[@class='choice']/input")) == 10
    assert texts(area, "details/summary") == ["4 more, A to Z under Area"]
    assert len(area.xpath("details//input")) == len(PLACES) - 10


def test_how_many_results_a_page_has_can_be_chosen(client: Client) -> None:
    page = tree(client.get("/search?q=annual&order=oldest&page=2&per_page=10"))
    options = page.xpath("//select[@name='per_page']/option")
    assert [(option.get("value"), text_of(option)) for option in options] == [("10", "10"), ("", "25"), ("50", "50")]
    assert texts(page, "//label[@for='per_page']") == ["Results on a page"]
    assert page.xpath("//select[@name='per_page']/option[@selected]/@value") == ["10"]
    # Submitted as it stands, the form keeps the choice and begins at page 1 again.
    assert sorted(submitted(page)) == [("order", "oldest"), ("per_page", "10"), ("q", "annual")]
    assert texts(tree(client.get("/search?q=annual&group=report")), "//label[@for='per_page']") == ["Reports on a page"]
    for other, used in (("40", "40"), ("5000", "100"), ("0", "1")):
        chosen = tree(client.get(f"/search?q=annual&per_page={other}"))
        assert texts(chosen, "//select[@name='per_page']/option[@selected]") == [used]


def test_reports_without_the_day_of_a_range_are_told_and_can_be_let_in(
    tmp_path: Path, make_client: Callable[..., Client]
) -> None:
    undated = replace(make_area_send("Wexcombe", 1), inspected_from=None, inspected_to=None, published=date(2024, 5, 2))
    keep(tmp_path, [make_area_send("Tarnside", 0), undated])
    client = make_client(tmp_path)
    by_day = "/search?q=annual&from=2024-01-01&to=2024-12-31"
    page = tree(client.get(by_day))
    (told,) = page.xpath("//section[@class='notice']//li")
    assert text_of(told) == (
        "Which date: 1 report that fits gives no day of inspection and is left out; by the day of publication, it is "
        "within the range. Filter by the day of publication"
    )
    assert told.xpath("a/@href") == ["#date", f"{by_day}&date=published"]
    other = tree(client.get(f"{by_day}&date=published"))
    assert texts(other, "//h2[@class='found']") == ["2 passages in 1 report"]
    assert "no day of publication" in texts(other, "//section[@class='notice']//li")[0]
    for address in ("/mentions", "/reports", "/compare"):
        page = tree(client.get(f"{address}?from=2024-01-01&to=2024-12-31&area=wexcombe&area=tarnside"))
        (href,) = page.xpath("//a[text()='Filter by the day of publication']/@href")
        assert href == f"{address}?area=tarnside&area=wexcombe&from=2024-01-01&to=2024-12-31&date=published"
    assert not tree(client.get("/search?q=annual&from=2024&area=tarnside")).xpath("//section[@class='notice']")


def test_ticked_values_come_first_and_are_always_shown(client: Client) -> None:
    page = tree(client.get("/search?q=annual&area=wexcombe&area=nowhere"))
    area = page.xpath("//fieldset[@id='facet-area']")[0]
    assert area.xpath("div//input[@checked]/@value") == ["wexcombe", "nowhere"]
    assert text_of(area.find("legend")) == "Area 2 chosen"


def test_the_form_keeps_the_whole_search(client: Client) -> None:
    asked = [
        ("q", "annual"), ("area", "tarnside"), ("area", "wexcombe"), ("not_region", "north-shore"),
        ("finding", "weakness"), ("report", TARNSIDE), ("from", "2020-01-01"), ("to", "2024-12-31"),
        ("date", "inspected"), ("order", "oldest"),
        ("expand", "off"), ("per_page", "10"),
    ]  # fmt: skip
    page = tree(client.get("/search", query_string=asked))
    sent = set(submitted(page)) | {("date", "inspected")}
    assert sent == set(asked)


def test_chips_take_one_filter_off_and_begin_at_page_one(client: Client) -> None:
    address = (
        "/search?q=children&area=tarnside&area=wexcombe&not_finding=weakness&from=2020&order=oldest&page=2&per_page=10"
    )
    page = tree(client.get(address))
    found = chips(page)
    assert list(found) == [
        "Remove filter: Tarnside", "Remove filter: Wexcombe", "Remove filter: not Weakness",
        "Remove filter: on or after 1 January 2020",
    ]  # fmt: skip
    rest = [
        ("q", "children"),
        ("not_finding", "weakness"),
        ("from", "2020-01-01"),
        ("order", "oldest"),
        ("per_page", "10"),
    ]
    assert sorted(query_of(found["Remove filter: Tarnside"])) == sorted([("area", "wexcombe"), *rest])
    assert "from" not in dict(query_of(found["Remove filter: on or after 1 January 2020"]))
    assert page.xpath("string(//a[text()='Clear all filters']/@href)") == "/search?q=children"


def test_links_that_change_the_search_are_not_to_be_followed_by_crawlers(client: Client) -> None:
    page = tree(client.get("/search?q=children&region=south-shore&per_page=10"))
    changing = page.xpath("//div[@class='chips']//a | //nav[@class='pager']//a | //section[@class='downloads']//a")
    assert len(changing) > 6
    assert all("nofollow" in link.get("rel").split() for link in changing)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_an_area_that_no_report_is_on_is_called_by_its_name(client: Client) -> None:
    page = tree(client.get("/search?q=annual&area=kingston-upon-hull&area=atlantis"))
    assert list(chips(page)) == ["Remove filter: Kingston upon Hull", "Remove filter: atlantis"]


def test_pages_follow_one_another(client: Client) -> None:
    first = tree(client.get("/search?q=social+workers&per_page=10"))
    assert texts(first, "//a[@class='pager-step']") == ["Next page 2 of 4 →"]
    second = tree(client.get(first.xpath("string(//a[@class='pager-step']/@href)")))
    assert texts(second, "//a[@class='pager-step']") == ["← Previous page 1 of 4", "Next page 3 of 4 →"]
    assert texts(second, "//nav[@class='pager']//*[@aria-current='page']") == ["2"]
    assert second.xpath("//ol[@class='hits']/@start") == ["11"]
    numbers = [page.xpath("//ol[@class='hits']/li//ul/li[2]/a/@href") for page in (first, second)]
    assert not set(numbers[0]) & set(numbers[1])


def test_a_page_past_the_end_shows_the_last_and_says_so(client: Client) -> None:
    page = tree(client.get("/search?q=social+workers&per_page=10&page=99"))
    assert texts(page, "//nav[@class='pager']//*[@aria-current='page']") == ["4"]
    assert texts(page, "//section[@class='notice']//li") == ["Page: There is no page 99; this is the last one, page 4."]


def test_what_is_wrong_is_told_with_its_place(client: Client) -> None:
    page = tree(client.get('/search?q=plans+"annual&aera=kent&from=soon&area=atlantis'))
    notices = page.xpath("//section[@class='notice']//li")
    assert [text_of(notice).split(":")[0] for notice in notices] == [
        "Parameter aera",
        "Date from",
        "Search words",
        "Area",
    ]
    assert notices[2].xpath("a/@href") == ["#q"]
    assert texts(notices[2], "code/mark") == ['"']
    assert text_of(notices[2].find("code")) == 'plans "annual'


def test_a_date_that_cannot_be_read_is_told_at_its_field_and_kept(client: Client) -> None:
    page = tree(client.get("/search?q=annual&area=tarnside&from=soon&to=2024"))
    (field,) = page.xpath("//input[@aria-invalid='true']")
    assert (field.get("name"), field.get("value")) == ("from", "soon")
    told = page.get_element_by_id(field.get("aria-describedby"))
    assert text_of(told).startswith("Error: “soon” is not a date we can read")
    assert page.xpath("string(//input[@name='to']/@value)") == "2024-12-31"
    assert list(chips(page)) == ["Remove filter: Tarnside", "Remove filter: on or before 31 December 2024"]


def test_a_range_that_ends_before_it_begins_is_an_error_at_the_field(client: Client) -> None:
    page = tree(client.get("/search?from=2024&to=2020"))
    assert page.xpath("//input[@aria-invalid='true']/@name") == ["to"]
    assert page.xpath("//input[@name='from' or @name='to']/@value") == ["2024", "2020"]


def test_nothing_found_keeps_the_form_and_says_what_to_take_off(client: Client) -> None:
    page = tree(client.get("/search?q=transport&area=tarnside&finding=strength"))
    assert texts(page, "//h2[@class='found']") == ["No passages found"]
    assert texts(page, "//title") == ["“transport”: 0 passages – Inspection Searcher"]
    assert texts(page, "//section[@class='nothing']/ul/li") == [
        "Without finding “Strength”: 1 passage",
        "Without any filter: 14 passages",
    ]
    assert page.xpath("//section[@class='nothing']/ul/li/a/@href")[0] == "/search?q=transport&area=tarnside"
    assert ("area", "tarnside") in submitted(page)


def test_nothing_found_says_what_each_word_keeps_out(client: Client) -> None:
    page = tree(client.get('/search?q="speech transport"'))
    assert texts(page, "//section[@class='nothing']//li") == [
        "Without quotation marks, “speech transport”: 28 passages"
    ]
    page = tree(client.get("/search?q=transport AND zebra&area=tarnside"))
    assert texts(page, "//section[@class='nothing']//li") == ["Without “zebra”: 1 passage"]
    assert page.xpath("//section[@class='nothing']//li/a/@href") == ["/search?q=transport&area=tarnside"]


def test_nothing_found_offers_another_spelling_once(client: Client) -> None:
    page = tree(client.get("/search?q=transprt&expand=off"))
    assert texts(page, "//section[@class='nothing']//li") == ["Spelled otherwise, “transport”: 14 passages"]
    assert page.xpath("//section[@class='nothing']//li/a/@href") == ["/search?q=transport&expand=off"]
    assert "Did you mean" not in page.text_content()


def test_where_nothing_helps_there_is_advice(client: Client) -> None:
    page = tree(client.get("/search?q=zebra"))
    assert texts(page, "//section[@class='nothing']//li") == [
        "Check the spelling.", "Use fewer words, different words or more general words.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "tidy"),
    [
        ("/search?query=annual", "/search?q=annual"),
        ("/search?keywords=annual&area[]=tarnside", "/search?q=annual&area=tarnside"),
        ("/search?q=annual&from=&to=&order=&date=", "/search?q=annual"),
        ("/?q=annual", "/search?q=annual"),
    ],
)
def test_other_names_and_empty_fields_lead_to_the_tidy_address(client: Client, address: str, tidy: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, tidy)
    assert client.get(tidy).status_code == 200


def test_the_order_taken_without_a_choice_is_shown_and_not_sent(client: Client) -> None:
    worded = tree(client.get("/search?q=annual"))
    assert texts(worded, "//select[@name='order']/option[@selected]") == ["Best match first"]
    assert worded.xpath("//select[@name='order']/option/@value") == ["", "newest", "oldest", "area"]
    wordless = tree(client.get("/search?area=tarnside"))
    assert texts(wordless, "//select[@name='order']/option[@selected]") == ["Newest inspection first"]
    oldest = tree(client.get("/search?q=annual&order=oldest"))
    assert texts(oldest, "//p[@class='range']") == ["Results 1 to 25. Oldest inspection first."]


def test_the_front_page_has_facets_over_everything_and_the_latest_inspections(client: Client) -> None:
    page = tree(client.get("/"))
    assert texts(page, "//h2[@class='found']") == ["98 passages in 16 reports"]
    latest = page.xpath("//ul[@class='report-list']/li")
    assert len(latest) == 8
    assert text_of(latest[0].find("a")) == "Tarnside: Area SEND inspection"
    assert latest[0].find("a").get("href") == f"/reports/{TARNSIDE}"
    assert len(page.xpath("//fieldset[@id='facet-area']//div[@class='choice']/input")) == len(PLACES) + 1
    assert not page.xpath("//meta[@name='robots']")


def test_a_result_page_names_its_other_forms(client: Client) -> None:
    page = tree(client.get("/search?q=annual&area=tarnside"))
    assert page.xpath("//link[@rel='alternate']/@href") == [
        f"/search.{name}?q=annual&area=tarnside" for name in ("json", "atom")
    ]
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost/search?q=annual&area=tarnside"]
    assert page.xpath("//section[@class='downloads']//a/@href") == [
        f"/search.{name}?q=annual&area=tarnside" for name in ("docx", "md", "html", "csv", "jsonl")
    ]


def test_skip_links_and_landmarks(client: Client) -> None:
    page = tree(client.get("/search?q=annual"))
    assert page.xpath("//a[@class='skip']/@href") == ["#main", "#results", "#filters"]
    for target in ("main", "results", "filters"):
        assert page.get_element_by_id(target).get("tabindex") == "-1"
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1]


def test_passages_stand_under_their_reports_on_request(client: Client) -> None:
    page = tree(client.get("/search?q=visit+OR+annual&group=report&area=tarnside"))
    assert texts(page, "//h2[@class='found']") == ["42 passages in 2 reports"]
    assert texts(page, "//p[@class='range']") == ["Reports 1 to 2 of 2. Best match first."]
    heads = {text_of(head): len(head.xpath("../ul[@class='group-passages']/li")) for head in page.xpath("//li/h3")}
    assert heads == {
        "Tarnside: Area SEND inspection 2 passages": 2,
        "Tarnside: ILACS (children's services) 40 passages": 3,
    }
    (more,) = page.xpath("//li[contains(@class, 'hit-group')]/ul[@class='beside']//a[contains(., 'passages')]")
    assert text_of(more) == "All 40 passages in this report: Tarnside: ILACS (children's services)"
    assert more.get("href") == "/reports/tarnside-ilacs-2022-05-09?q=visit+OR+annual"
    assert page.xpath("//a[text()='All on Tarnside']/@href") == ["/areas/tarnside"] * 2
    assert ("group", "report") in submitted(page)
    (apart,) = page.xpath("//a[text()='Show passages one by one']/@href")
    assert apart == "/search?q=visit+OR+annual&area=tarnside"
    assert tree(client.get(apart)).xpath("//a[text()='Group passages by report']/@href") == [
        "/search?q=visit+OR+annual&area=tarnside&group=report"
    ]


def test_pages_of_reports_count_reports(client: Client) -> None:
    page = tree(client.get("/search?q=annual&group=report&per_page=10&page=2"))
    assert page.xpath("//ol[@class='hits']/@start") == ["11"]
    assert page.xpath("//li[contains(@class, 'hit-group')]/@value") == ["11", "12", "13", "14"]
    assert texts(page, "//*[@aria-current='page']") == ["2"]


def test_each_passage_says_which_of_the_words_it_does_not_have(client: Client) -> None:
    page = tree(client.get("/search?q=annual+review+late&area=tarnside"))
    assert "1 passage has all of your words; 1 has some of them." in texts(page, "//p[@class='understood']")
    hits = page.xpath("//ol[@class='hits']/li")
    assert [[line for line in texts(hit, "p[@class='where']") if "Without" in line] for hit in hits] == [
        [], ["Without: “late”"],
    ]  # fmt: skip


def test_words_that_the_passages_also_speak_of_are_added_to_the_search(client: Client) -> None:
    page = tree(client.get("/search?q=annual&finding=weakness&group=report"))
    (related,) = page.xpath("//section[@class='related']")
    assert text_of(related.find("h3")) == "These passages also mention"
    assert texts(related, ".//a/text()/..") == [f"Add to the search: {word}" for word in ("late", "know", "reviews")]
    assert {link.get("rel") for link in related.xpath(".//a")} == {"nofollow"}
    assert query_of(related.xpath("string(.//a/@href)")) == [
        ("q", "annual +late"), ("finding", "weakness"), ("group", "report"),
    ]  # fmt: skip
    assert tree(client.get("/search?q=transport+area:tarnside")).xpath("//section[@class='related']") == []


def test_what_was_widened_leads_to_those_with_enough_and_back(client: Client) -> None:
    address = "/search?q=annual+reviews+late+transport+tarnside"
    page = tree(client.get(address))
    said = "Only 14 passages of 28 have enough of these words, so those with fewer of them are shown too."
    assert f"{said} Show only passages with enough of the words" in texts(page, "//p[@class='understood']")
    (strictly,) = page.xpath("//a[text()='Show only passages with enough of the words']")
    assert (strictly.get("rel"), strictly.get("href")) == ("nofollow", f"{address}&widen=off")
    page = tree(client.get(strictly.get("href")))
    assert texts(page, "//h2[@class='found']") == ["14 passages in 14 reports"]
    assert ("widen", "off") in submitted(page)
    assert page.xpath("//a[text()='Show passages with fewer of the words too']/@href") == [address]


def test_days_before_the_first_report_are_said_with_what_is_held(client: Client) -> None:
    page = tree(client.get("/search?q=reviews&from=1999&date=inspected"))
    assert texts(page, "//section[@class='notice']/*") == [
        "About the reports here",
        "Date from: The range starts before the first report here. "
        "The inspections held here began from 4 February 2019 to 29 January 2024; "
        "for 1 report that day is not known.",
    ]
    assert page.xpath("//section[@class='notice']//a/@href") == ["#from"]
    assert page.xpath("//input[@id='from']/@value") == ["1999-01-01"]
    both = tree(client.get("/search?q=inspected:..1999&colour=red"))
    assert texts(both, "//section[@class='notice']/h2 | //section[@class='notice']//li/*[1]") == [
        "One thing could not be used as typed", "Parameter colour", "Search words",
    ]  # fmt: skip
    assert not tree(client.get("/search?q=reviews&from=2019")).xpath("//section[@class='notice']")
    (problem,) = client.get("/search.json?q=reviews&from=1999").get_json()["problems"]
    assert (problem["kind"], problem["place"]) == ("outside-held", "from")


def test_a_form_that_cannot_hold_everything_is_not_offered(make_client: Callable[..., Client]) -> None:
    page = tree(make_client(download_limit=3).get("/search?q=plans"))
    assert texts(page, "//section[@class='downloads']//a") == []
    (hint,) = texts(page, "//section[@class='downloads']/p")
    assert hint.startswith("To download these, add words or filters first: ")
    assert "Word document (at most 3 passages)" in hint
