"""The accessibility statement: every claim is backed by a test that names it, and says who to write to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.test import Client

from searcher.settings import Settings
from tests.web.invented_site import text_of, texts, tree
from web.pages.accessibility import CLAIMS
from web.serve import serve
from web.site.settings import WebSettings

TESTS = Path(__file__).resolve().parents[1]


def marks(path: Path) -> Iterator[str]:
    """Yield the claims that the tests of a file are marked with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
                    yield ast.literal_eval(mark.args[0])


def test_every_claim_is_backed_by_a_test_and_every_mark_names_a_claim() -> None:
    backed = {name for path in TESTS.rglob("test_*.py") for name in marks(path)}
    assert backed == {claim.name for claim in CLAIMS}


def test_the_statement_lists_the_claims_and_every_page_links_to_it(client: Client) -> None:
    page = tree(client.get("/accessibility"))
    assert texts(page, "//article//h2")[0] == "How accessible these pages are"
    assert texts(page, "//li[starts-with(@id, 'claim-')]") == [claim.text for claim in CLAIMS]
    for address in ("/", "/search?q=annual", "/reports", "/help", "/accessibility", "/no-such-page"):
        assert tree(client.get(address)).xpath("//footer//a/@href")[0] == "/accessibility"


@pytest.mark.parametrize(
    ("contact", "address"),
    [("access@tarnside.example", "mailto:access@tarnside.example"), ("https://a.example/us", "https://a.example/us")],
)
def test_who_runs_the_site_is_named(make_client: Callable[..., Client], contact: str, address: str) -> None:
    page = tree(make_client(operator="Tarnside <b>Council", contact=contact).get("/accessibility"))
    assert "run by Tarnside <b>Council." in text_of(page.xpath("//article/p")[0])
    assert page.xpath("//h2[@id='contact']/following-sibling::p[1]/a/@href") == [address]


def test_without_a_contact_the_statement_says_so(client: Client) -> None:
    page = tree(client.get("/accessibility"))
    assert "No address for questions has been set up" in text_of(page.xpath("//article")[0])
    assert "run by the people who run this copy of it." in text_of(page.xpath("//article/p")[0])


@pytest.mark.parametrize("wrong", ["tarnside", "javascript:alert(1)", "a b@tarnside.example", "https://"])
def test_a_contact_that_is_none_is_refused(data: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match="neither an e-mail address nor"):
        WebSettings(contact=wrong)
    result = CliRunner().invoke(serve, ["--contact", wrong], obj=Settings(data, "whoosh"))
    assert result.exit_code == 2
    assert "neither an e-mail address nor" in result.stderr
