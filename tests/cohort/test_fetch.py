"""A study fetched by its number, from a server of this machine that stands in for ClinicalTrials.gov."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from adverse.cohort import understand
from adverse.cohort.fetch import fetched_record
from adverse.errors import OwnDataError

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def registry() -> Iterator[tuple[str, list[str]]]:
    """The address of a stand-in and what it was asked; it knows one study, and is broken for another."""
    asked = []
    [record] = sorted(CASES.glob("ctgov/NCT*.json"))[:1]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status = {record.stem: 200, "NCT00000500": 503, "NCT00000403": 403}.get(self.path.rpartition("/")[2], 404)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(record.read_bytes() if status == 200 else b"{}")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_study_is_read_as_if_it_had_been_uploaded(registry):
    address, asked = registry
    [known] = sorted(CASES.glob("ctgov/NCT*.json"))[:1]
    run = understand([fetched_record(f" {known.stem.lower()} ", address)])
    assert run.registry is not None and run.registry.study == known.stem
    assert asked == [f"/api/v2/studies/{known.stem}"]


@pytest.mark.parametrize(
    ("number", "said", "n_asked"),
    [
        ("NCT123", "NCT123 is no number of ClinicalTrials.gov", 0),
        ("NCT02013167/../x", "is no number", 0),
        ("", "Nothing is no number", 0),
        ("NCT99999999", "ClinicalTrials.gov has no study NCT99999999.", 1),
        ("NCT00000500", "it answered 503). An outage says nothing of adverse events: try again later.", 2),
        ("NCT00000403", "it answered 403). An outage says nothing of adverse events", 1),
    ],
)
def test_what_gives_no_record_is_one_sentence(registry, number, said, n_asked):
    address, asked = registry
    with pytest.raises(OwnDataError) as error:
        fetched_record(number, address, wait=lambda _: None)
    assert len(error.value.problems) == 1 and said in error.value.problems[0]
    assert len(asked) == n_asked


def test_a_host_that_is_not_there_is_an_outage_and_not_no_events():
    with pytest.raises(OwnDataError, match="An outage says nothing of adverse events"):
        fetched_record("NCT02013167", "http://127.0.0.1:9", wait=lambda _: None)
