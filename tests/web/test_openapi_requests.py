"""Many odd requests, made up by schemathesis from the description, are all answered as it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

from web.app import App
from web.machine.openapi import describe
from web.site.links import Links
from web.site.settings import Place

schemathesis = pytest.importorskip("schemathesis")

pytestmark = pytest.mark.slow


class LateApp:
    """The application of the tests, which there is only once they run; requests are named when they are collected."""

    app: App

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # schemathesis says that it can read gzip, but in-process it cannot.
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return self.app(environ, start_response)


late_app = LateApp()
described = schemathesis.openapi.from_dict(describe(Links.at(Place("http", "localhost", ""))))
described.app = late_app


@described.parametrize()
@settings(max_examples=20, derandomize=True, deadline=None, database=None)
def test_a_request_is_answered_as_described(case: Any, app: App) -> None:
    late_app.app = app
    answer = case.call_and_validate()
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/search.json", {"q": "annual reviews", "area": ["tarnside"]}),
        ("/search.json", {"q": 'anual reviews "', "from": "soon"}),
        ("/mentions.json", {"q": "annual reviews"}),
        ("/compare.json", {"q": "annual reviews", "area": ["tarnside", "wexcombe"]}),
        ("/reports.json", {"find": "tarnside"}),
        ("/areas.json", {"q": "tarn"}),
    ],
)
def test_an_answer_that_holds_something_is_as_described(app: App, path: str, query: dict[str, Any]) -> None:
    late_app.app = app
    answer = described[path]["GET"].Case(query=query).call_and_validate()
    assert answer.status_code == 200
