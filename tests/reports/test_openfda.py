"""openFDA's files and answers, against a stand-in server: nothing found is not zero, and an outage is a sentence."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from adverse.errors import ReportsError
from adverse.outside import TRIES
from adverse.reports import openfda
from tests.reports.quarters import CASES

LABEL = (CASES / "label.json").read_bytes()
EVENT = (CASES / "event.json").read_bytes()
NOT_FOUND = (CASES / "not_found.json").read_bytes()


def test_a_label_is_read_by_the_names_that_data_have():
    [label] = openfda.labels_of(LABEL)
    assert label.sections["Warnings and precautions"].startswith("5.1 Cytokine release syndrome")
    assert label.sections["Adverse reactions"].startswith("6 ADVERSE REACTIONS Pyrexia (91%)")
    assert label.names == ("BLINATUMOMAB",)
    assert label.missing == ("This file has no section boxed warning; that does not say that there is none.",)


def test_a_table_of_a_label_is_text_never_markup():
    [label] = openfda.labels_of(LABEL)
    assert label.sections["Adverse reactions, tables"] == "Pyrexia | 91 |"
    assert openfda.text_of("<script>alert(1)</script><p>Fever &lt; 38</p>") == "Fever < 38"
    assert openfda.text_of("Fever < 38 and > 37") == "Fever < 38 and > 37"


@pytest.mark.parametrize("content", [NOT_FOUND, b'{"meta": {}, "results": []}'])
def test_nothing_found_is_not_zero(content):
    with pytest.raises(ReportsError, match="openFDA has no label under this name"):
        openfda.labels_of(content)
    with pytest.raises(ReportsError, match="That is not a count of zero"):
        openfda.reports_of(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b'{"error": "x"}', b'{"results": [1]}', b'{"error": {"code": "SERVER_ERROR"}}'],
)
def test_what_is_no_answer_is_said(content):
    with pytest.raises(ReportsError, match=r"not an answer of openFDA|openFDA gave no results"):
        openfda.labels_of(content)


def test_a_report_is_in_years_and_kilograms():
    [report] = openfda.reports_of(EVENT)
    assert (report.age_years, report.sex, report.weight_kg) == (60, "F", 60)
    assert (report.medicines, report.events) == (("BLINCYTO",), ("Neurotoxicity",))


def test_a_report_by_itself_is_read_too():
    [report] = openfda.reports_of((CASES / "event.postannotation.json").read_bytes())
    assert (report.report_id, report.medicines[0]) == ("4562564-7", "VIOXX")


COUNTS = json.dumps({"results": [{"term": "PYREXIA", "count": 12}, {"term": "RASH", "count": 3}]}).encode()


def test_an_answer_is_kept_with_its_day(client, server):
    server.answers += [(200, {}, COUNTS)]
    first = client.counts("patient.drug.medicinalproduct:x", "patient.reaction.reactionmeddrapt.exact")
    assert first == client.counts("patient.drug.medicinalproduct:x", "patient.reaction.reactionmeddrapt.exact")
    assert first[0] == {"PYREXIA": 12, "RASH": 3} and len(first[1]) == 10
    assert len(server.asked) == 1 and "limit=1000" in server.asked[0]


def test_an_old_answer_is_asked_for_again_and_stands_in_for_an_outage(client, server):
    server.answers += [(200, {}, COUNTS)]
    client.counts("x", "y")
    [kept] = client.cache.iterdir()
    old = (datetime.now(UTC).date() - timedelta(days=openfda.DAYS_KEPT)).isoformat()
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"day": old}))
    server.answers += [(500, {}, b"")] * TRIES + [(200, {}, EVENT)]
    assert client.counts("x", "y") == ({"PYREXIA": 12, "RASH": 3}, old)
    server.answers[:] = [(200, {}, COUNTS)]
    assert client.counts("x", "y")[1] == datetime.now(UTC).date().isoformat()


def test_a_busy_server_is_asked_again(client, server):
    server.answers += [(429, {"Retry-After": "7"}, b""), (503, {}, b""), (200, {}, EVENT)]
    assert client.total("x")[0] == 1
    assert 7.0 in client.waits and 2.0 in client.waits


def test_requests_keep_their_distance(client, server):
    server.answers += [(200, {}, EVENT), (200, {}, EVENT)]
    client.total("x")
    client.total("y")
    assert max(client.waits) > openfda.SECONDS_BETWEEN / 2


def test_an_outage_is_a_sentence_and_is_not_kept(client, server):
    server.answers += [(500, {}, b"")] * TRIES + [(200, {}, EVENT)]
    with pytest.raises(ReportsError, match=r"127.0.0.1 gave no answer \(it answered 500\). An outage says nothing"):
        client.total("x")
    assert client.total("x")[0] == 1


def test_a_bad_request_is_not_repeated(client, server):
    server.answers += [(400, {}, b"")]
    with pytest.raises(ReportsError, match="it answered 400"):
        client.total("x")
    assert len(server.asked) == 1


def test_no_server_at_all_is_a_sentence(tmp_path):
    client = openfda.Client(tmp_path, "http://127.0.0.1:9", wait=lambda seconds: None)
    with pytest.raises(ReportsError, match="An outage says nothing of reports"):
        client.total("x")


def test_a_name_that_is_not_found_is_asked_again_tomorrow(client, server, tmp_path):
    server.answers += [(404, {}, NOT_FOUND), (200, {}, LABEL)]
    with pytest.raises(ReportsError, match="openFDA has no label under this name"):
        client.labels('a"b')
    assert len(client.labels('a"b')[0]) == 1
    assert "%22a+b%22" in server.asked[0]


def test_more_than_a_thousand_reports_come_along_the_links(client, server):
    link = f'<{client.address}/drug/event.json?limit=1000&search_after=0%3D1>; rel="next"'
    server.answers += [(200, {"Link": link}, EVENT), (200, {}, EVENT)]
    assert len(list(client.every_report("x"))) == 2
    assert "search_after" in server.asked[1] and "skip" not in server.asked[1]


def test_a_link_to_another_server_is_not_followed(client, server):
    server.answers += [(200, {"Link": '<http://example.org/next>; rel="next"'}, EVENT)]
    assert len(list(client.every_report("x"))) == 1
