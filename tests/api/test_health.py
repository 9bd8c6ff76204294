"""What whoever runs the server asks it, and how often one client may ask the API."""

import re

import pytest
from starlette.applications import Starlette

from adverse.api import api_routes
from adverse.errors import SettingError
from adverse.settings import Settings
from tests.asgi import asked

OUTSIDE = "203.0.113.7"  # an address for documents, RFC 5737


def test_a_server_tells_that_it_lives_and_which_evidence_it_has(ask, evidence):
    assert ask("/healthz").body == b"ok\n"
    ready = ask("/readyz")
    assert ready.json == {
        "is_ready": True,
        "version": evidence.about["version"],
        "evidence_date": str(evidence.about["evidence_date"]),
    }
    assert ready.headers["cache-control"] == "no-store"


def test_metrics_count_requests_and_hold_no_value_of_a_reader(ask):
    def n_answered() -> int:
        [found] = re.findall(
            r'^adverse_api_requests_total\{status="404"\} ([\d.]+)', ask("/metrics").body.decode(), re.M
        )
        return int(float(found))

    ask("/api/v1/nothing-of-this-name")
    before = n_answered()
    ask("/api/v1/nothing-of-this-name")
    assert n_answered() == before + 1
    told = ask("/metrics")
    assert told.headers["content-type"].startswith("application/openmetrics-text")
    text = told.body.decode()
    assert text.endswith("# EOF\n") and "nothing-of-this-name" not in text
    assert re.search(r"^adverse_sessions \d", text, re.M) and "process_resident_memory_bytes" in text


def test_beyond_the_limit_a_client_is_told_when_to_come_again(evidence):
    app = Starlette(routes=api_routes(evidence, requests_a_minute=3))
    answers = [asked(app, "/api/v1/tables/sources.csv", OUTSIDE) for _ in range(5)]
    assert [status for status, _, _ in answers] == [200, 200, 200, 429, 429]
    _, headers, body = answers[-1]
    assert 1 <= int(headers["retry-after"]) <= 60 and b"ask again in" in body
    assert asked(app, "/api/v1/tables/sources.csv", "203.0.113.8")[0] == 200


def test_behind_a_server_of_this_machine_the_client_is_the_one_that_it_names(evidence):
    app = Starlette(routes=api_routes(evidence, requests_a_minute=1))
    path = "/api/v1/tables/sources.csv"
    assert asked(app, path, X_Forwarded_For="203.0.113.1")[0] == 200
    assert asked(app, path, X_Forwarded_For="203.0.113.2")[0] == 200
    assert asked(app, path, X_Forwarded_For="198.51.100.1, 203.0.113.2")[0] == 429
    assert asked(app, path, OUTSIDE, X_Forwarded_For="203.0.113.3")[0] == 200
    assert asked(app, path, OUTSIDE, X_Forwarded_For="203.0.113.4")[0] == 429, "a stranger names nobody"


def test_a_setting_that_is_no_number_is_told_in_a_sentence():
    assert Settings.of({}) == Settings()
    assert Settings.of({"ADVERSE_API_REQUESTS_A_MINUTE": "20"}).api_requests_a_minute == 20
    assert Settings().outside_requests == 0
    with pytest.raises(SettingError, match="ADVERSE_REGISTRY_ADDRESS"):
        Settings.of({"ADVERSE_REGISTRY_ADDRESS": "file:///etc/passwd"})
    with pytest.raises(SettingError, match="ADVERSE_API_REQUESTS_A_MINUTE is 'many'; it must be a whole number"):
        Settings.of({"ADVERSE_API_REQUESTS_A_MINUTE": "many"})
