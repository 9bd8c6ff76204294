"""The API as HTTP: caches, compression, other origins, methods, and refusals in a sentence."""

import gzip

import pytest

from adverse.api.answers import Answer, Remembered
from adverse.api.describe import MOST_QUERY
from adverse.cards.register import OPENING_PAGE
from adverse.ui.headers import HEADERS
from adverse.ui.navigation import PAGES

ROWS = "/api/v1/incidence.csv"


def test_an_etag_comes_back_as_not_changed(ask):
    first = ask(ROWS, {"grade": "ge3"})
    again = ask(ROWS, {"grade": "ge3"}, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"] == "public, max-age=300"
    assert ask(ROWS, {"grade": "any"}, If_None_Match=first.headers["etag"]).status == 200
    assert ask(ROWS, {"grade": "any"}, If_None_Match='"a", *').status == 304


def test_the_same_rows_have_the_same_etag_however_they_are_asked_for(ask):
    by_key, by_label = (ask(ROWS, {"grade": grade}) for grade in ("ge3", "Grade 3 or higher"))
    assert by_key.headers["etag"] == by_label.headers["etag"]
    assert by_key.headers["etag"] != ask(ROWS).headers["etag"]


def test_bodies_are_compressed_on_request(ask):
    plain, packed = ask(ROWS), ask(ROWS, Accept_Encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert len(packed.body) < len(plain.body) / 3
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("x-gzip-no", False),
        ("*;q=0", False),
        ("br, *", True),
        ("GZIP;q=0.5", True),
        ("gzip;q=0, *", False),
    ],
)
def test_an_encoding_that_is_refused_is_not_used(ask, accepted, is_packed):
    assert (ask(ROWS, Accept_Encoding=accepted).headers.get("content-encoding") == "gzip") == is_packed


def test_pages_of_other_origins_may_read(ask):
    read = ask(ROWS, Origin="https://example.org")
    assert read.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in read.headers
    before = {"Origin": "https://example.org", "Access_Control_Request_Method": "GET"}
    allowed = ask(ROWS, method="OPTIONS", **before)
    assert (allowed.status, allowed.headers["access-control-allow-methods"]) == (200, "GET")
    refused = ask(ROWS, method="OPTIONS", **{**before, "Access_Control_Request_Method": "POST"})
    assert refused.status == 400


def test_only_the_api_is_open_to_other_origins(ask):
    assert "access-control-allow-origin" not in ask("/", Origin="https://example.org").headers


def test_head_is_the_answer_without_its_body(ask):
    got, head = ask(ROWS), ask(ROWS, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert all(head.headers[name] == got.headers[name] for name in ("etag", "content-length", "content-type"))


def test_options_names_the_methods(ask):
    reply = ask(ROWS, method="OPTIONS")
    assert (reply.status, reply.headers["allow"], reply.body) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", [ROWS, "/api/v1/", "/api/v1/tables/arms.json"])
def test_nothing_can_be_written(ask, method, path):
    reply = ask(path, method=method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert reply.json["error"]["message"] == "This API only reads: GET, HEAD, OPTIONS."


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing.csv", "/api/v1/tables/nothing.json", "/api/v2/", "/api", "/api/", "/api/v1/incidence.xml"]
)
def test_an_unknown_path_is_told_as_json(ask, path):
    reply = ask(path)
    assert (reply.status, reply.headers["content-type"]) == (404, "application/json")
    assert reply.json["error"]["message"] == "There is nothing at this address; /api/v1/ lists what there is."
    assert reply.headers["cache-control"] == "no-store"


def test_a_very_long_query_is_refused(ask):
    longest = ask("/api/v1/sources.csv?find=" + "a" * (MOST_QUERY - len("find=")))
    assert longest.status == 400
    reply = ask("/api/v1/sources.csv?find=" + "a" * MOST_QUERY)
    assert reply.status == 414
    assert "8,000" in reply.json["error"]["message"]


@pytest.mark.parametrize(
    ("path", "query", "sentence"),
    [
        ("incidence", {"grade": "6"}, "grade takes one of any, 1_2, ge3, 3, 4, 5 (or its label on the page), not “6”."),
        ("incidence", {"min": "51"}, "min takes a whole number from 0 to 50, not “51”."),
        ("incidence", {"limit": "5001"}, "limit takes a whole number from 1 to 5000, not “5001”."),
        ("incidence", {"limit": "0"}, "limit takes a whole number from 1 to 5000, not “0”."),
        ("incidence", {"offset": "-1"}, "offset takes a whole number from 0 to 999999999, not “-1”."),
        ("incidence", {"others": "maybe"}, "others takes one of true, false (or its label on the page), not “maybe”."),
        ("risk_factors", {"x": "1"}, "There is no parameter “x” here; there are: others, board, card, view, limit, "),
        ("compare", {"compare_arms": "tower-blinatumomab"}, "A comparison takes 2 to 4 arms, not 1."),
        ("compare", {"reference": "blast-blinatumomab"}, "reference takes one of tower-blinatumomab, tower-chemoth"),
        (
            "compare",
            {"compare_view": "one_event", "compare_event": "Pyrexia"},
            "compare_event takes one of Any adverse event, Cytokine release syndrome, ",
        ),
        (
            "overview",
            {"card": "x"},
            "card takes one of headlines, first-28-days, top-ten (or its label on the page), no",
        ),
        ("search", {"q": "a" * 301}, "q takes at most 300 characters, not 301."),
        ("learn", {"learn": "quiz", "question": "11"}, "question takes a whole number from 1 to 10, not “11”."),
        ("sources", {"find": "a" * 81}, "find takes at most 80 characters, not 81."),
        ("tables/arms", {"arm_id": "x"}, "There is no parameter “arm_id” here; there are: limit, offset."),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_not_known_is_refused_in_a_sentence(ask, path, query, sentence, form):
    reply = ask(f"/api/v1/{path}.{form}", query)
    assert (reply.status, reply.json["error"]["status"]) == (400, 400)
    assert reply.json["error"]["message"].startswith(sentence)


def test_every_problem_is_told_at_once(ask):
    message = ask(ROWS, {"grade": "x", "sort": "y", "z": "1"}).json["error"]["message"]
    assert [name in message for name in ("grade takes", "sort takes", "“z”")] == [True] * 3


def test_empty_values_are_no_choice(ask):
    assert ask(ROWS, {"grade": "", "arms": ["", ""], "min": "", "event": ""}).body == ask(ROWS).body


def test_answers_carry_the_security_headers(ask):
    for path in (ROWS, "/api/v1/nothing", "/"):
        found = ask(path).headers
        assert {name.decode() for name in HEADERS} <= set(found)
        assert found["content-security-policy"].endswith("; frame-ancestors 'self'")
        assert "strict-transport-security" not in found


@pytest.mark.parametrize(
    ("query", "is_open"), [("embed=true", True), ("grade=ge3&embed=True", True), ("embed=1", False)]
)
def test_another_site_may_frame_a_page_only_where_its_address_says_so(ask, query, is_open):
    assert ("frame-ancestors" not in ask(f"/incidence?{query}").headers["content-security-policy"]) == is_open


def test_behind_tls_browsers_are_told_to_come_by_tls_again(ask):
    assert ask("/", X_Forwarded_Proto="https").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/_stcore/health", "/", *(f"/{page}" for page in PAGES if page != OPENING_PAGE)])
def test_the_pages_are_still_there(ask, path):
    assert ask(path).status == 200


def test_the_opening_page_is_found_by_its_name_with_its_query(ask):
    found = ask(f"/{OPENING_PAGE}?view=Learner")
    assert (found.status, found.headers["location"]) == (307, "./?view=Learner")


def test_what_is_remembered_has_a_bound():
    remembered = Remembered(most_bytes=250)
    for key in "abc":
        remembered.keep(key, Answer(bytes(100), "text/csv", key))
        remembered.find("a")
    assert [key for key in "abc" if remembered.find(key)] == ["a", "c"]
    remembered.keep("huge", Answer(bytes(300), "text/csv", "huge"))
    assert [key for key in ("a", "c", "huge") if remembered.find(key)] == []
