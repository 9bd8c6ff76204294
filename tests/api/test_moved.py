"""Addresses of pages that are a part of another page now: they lead on with their query, and serve the same rows."""

import asyncio

import pytest
from starlette.requests import Request

from adverse.api.answers import rows_answer
from adverse.api.resources import MOVED_RESOURCES, RESOURCES, moved_resources_of, resources_of
from adverse.cards.moved import MOVED
from adverse.cards.register import PAGES
from adverse.ui.pages_by_name import page_routes


def test_what_moved_is_no_page_and_leads_to_one():
    assert set(MOVED) & set(PAGES) == set()
    for place in MOVED.values():
        assert place.card in PAGES[place.page].cards


@pytest.mark.parametrize("below", ["", "/drugs"])
@pytest.mark.parametrize(
    ("name", "query", "leads_to"),
    [
        ("overview", "top_grade=ge3", "./?top_grade=ge3"),
        ("overview", "", "./"),
        ("monitoring", "", "./management?layout=phase"),
        (
            "monitoring",
            "phase=Days+3-14&checklist=all&embed=true&card=phases",
            "./management?layout=phase&phase=Days+3-14&checklist=all&embed=true&card=phases",
        ),
        ("glossary", "term=Odds%20ratio&view=learner", "./learn?learn=glossary&term=Odds%20ratio&view=learner"),
    ],
)
def test_the_page_is_sent_on_with_its_query(below, name, query, leads_to):
    [route] = [route for route in page_routes(below) if route.path == f"{below}/{name}"]
    scope = {"type": "http", "method": "GET", "path": f"{below}/{name}", "query_string": query.encode(), "headers": []}
    told = asyncio.run(route.endpoint(Request(scope)))
    assert (told.status_code, told.headers["location"]) == (307, leads_to)


@pytest.mark.parametrize(
    ("name", "query", "page", "now"),
    [
        ("monitoring", {}, "management", {"card": "phases"}),
        ("monitoring", {"checklist": "all", "card": "window"}, "management", {"card": "window"}),
        (
            "monitoring",
            {"phase": "throughout", "card": "rules"},
            "management",
            {"phase": "throughout", "card": "rules"},
        ),
        ("glossary", {"word": "ratio"}, "learn", {"word": "ratio", "card": "glossary"}),
        ("glossary", {"term": "Median", "view": "learner"}, "learn", {"term": "Median", "card": "glossary"}),
    ],
)
def test_the_rows_are_served_as_before(evidence, name, query, page, now):
    served = rows_answer(evidence, MOVED_RESOURCES[name], "csv", list(query.items()))
    wanted = rows_answer(evidence, RESOURCES[page], "csv", list(now.items()))
    assert served.body == wanted.body
    assert served.n_total and served.n_total > 0


def test_a_machine_is_told_the_page_of_today(evidence):
    told = rows_answer(evidence, MOVED_RESOURCES["monitoring"], "json", [("phase", "throughout")])
    assert b'"address":"/management?layout=phase&phase=throughout"' in told.body


def test_the_server_answers_at_the_addresses_of_old(ask, evidence):
    assert set(moved_resources_of(evidence)) == set(MOVED)
    assert set(MOVED) & set(resources_of(evidence)) == set()
    assert ask("/api/v1/monitoring.csv").status == ask("/api/v1/glossary.json", {"word": "ratio"}).status == 200
    assert ask("/monitoring", {"phase": "before"}).headers["location"] == "./management?layout=phase&phase=before"
