"""The rows of the API: every path answers, tables are those of the data folder, and what is missing stays missing."""

import csv
import io
import json
import math

import pytest

from adverse.api.answers import rows_answer
from adverse.api.describe import DOCUMENTS, address_of, index, openapi, package
from adverse.api.resources import RESOURCES
from adverse.cards.parameters import Asked
from adverse.errors import AddressError
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.tables import TABLES
from adverse.exports.tables import csv_text, records
from adverse.ui.navigation import DEFAULT, PAGES


@pytest.mark.parametrize("path", RESOURCES)
def test_both_forms_hold_the_same_rows(ask, path):
    as_csv, as_json = ask(f"/api/v1/{path}.csv"), ask(f"/api/v1/{path}.json")
    assert (as_csv.status, as_json.status) == (200, 200)
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_json.headers["content-type"] == "application/json"
    lines = list(csv.DictReader(io.StringIO(as_csv.body.decode())))
    told = as_json.json
    assert len(lines) == len(told["data"]) == told["n_total"] == int(as_csv.headers["x-total-count"])
    for line, row in zip(lines, told["data"], strict=True):
        assert list(line) == list(row)
        assert {key for key, cell in line.items() if cell == ""} == {key for key, cell in row.items() if cell is None}


@pytest.mark.parametrize("path", RESOURCES)
def test_no_cell_is_empty_text_or_not_a_number(rows_at, path):
    cells = [cell for row in rows_at(path) for cell in row.values()]
    assert [cell for cell in cells if cell == "" or (isinstance(cell, float) and not math.isfinite(cell))] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_that_of_the_data_folder(ask, table):
    served = list(csv.reader(io.StringIO(ask(f"/api/v1/tables/{table}.csv").body.decode())))
    shipped = list(csv.reader(io.StringIO((DATA_FOLDER / f"{table}.csv").read_text(encoding="utf-8"))))
    assert served[0] == shipped[0]
    assert len(served) == len(shipped)
    for mine, theirs in zip(served[1:], shipped[1:], strict=True):
        for cell, printed in zip(mine, theirs, strict=True):
            assert cell.removeprefix("'") == printed.removeprefix("'") or float(cell) == float(printed)


def test_not_reported_is_null_and_none_is_zero(rows_at, evidence):
    served = rows_at("tables/incidence")
    counts = evidence.incidence["n_with_event"]
    assert sum(row["n_with_event"] is None for row in served) == counts.isna().sum() > 0
    assert sum(row["n_with_event"] == 0 for row in served) == (counts == 0).sum() > 0


def test_a_ratio_without_a_finite_value_says_so(evidence):
    [row] = rows_of_tower = [
        row
        for row in json.loads(rows_answer(evidence, RESOURCES["compare"], "json", []).body)["data"]
        if row["risk_ratio"] == "Inf"
    ]
    assert len(rows_of_tower) == 1
    assert row["n_with_event_control"] == 0 < row["n_with_event"]


def test_no_formula_leaves_in_a_table(evidence):
    table = evidence.claims.head(1).assign(statement="=1+1")
    assert csv_text(table).splitlines()[1].count("'=1+1") == 1
    assert records(table)[0]["statement"] == "=1+1"


def test_pages_of_rows_join_to_the_whole(ask):
    whole = ask("/api/v1/tables/incidence.json").json
    found, address = [], "/api/v1/tables/incidence.json?limit=500"
    while address:
        part = ask(address).json
        assert len(part["data"]) <= 500
        assert part["n_total"] == len(whole["data"])
        found += part["data"]
        address = part["next"]
    assert found == whole["data"]
    assert whole["next"] is None
    beyond = ask("/api/v1/tables/incidence.json", {"offset": "999999"}).json
    assert (beyond["data"], beyond["n_total"]) == ([], len(found))


def test_envelope_says_where_rows_come_from(ask, evidence):
    told = ask("/api/v1/incidence.json", {"grade": "Grade 3 or higher", "arms": "tower-blinatumomab"}).json
    assert told["address"] == "/incidence?arms=tower-blinatumomab&grade=ge3"
    assert {row["source_id"] for row in told["data"]} == {source["source_id"] for source in told["sources"]}
    assert all(source["citation"] for source in told["sources"])
    assert (told["version"], told["evidence_date"]) == (evidence.about["version"], str(evidence.about["evidence_date"]))
    assert told["notice"] == "Educational use. Not medical advice."
    assert told["set_aside"] and set(told["set_aside"]) <= {"period", "counting_unit", "data_cut", "source"}


def test_pages_are_at_the_addresses_of_the_navigation(ask):
    named = {link["page"] for link in ask("/api/v1/").json["links"] if "page" in link}
    assert named <= {"/" if page == DEFAULT else f"/{page}" for page in PAGES}
    assert "/" in named
    assert ask("/api/v1/overview.json", {"top_grade": "ge3"}).json["address"] == "/?top_grade=ge3"


def test_index_leads_to_everything(ask, evidence):
    told = ask("/api/v1/").json
    assert told == json.loads(json.dumps(index(evidence), default=str))
    links = [link[form] for link in told["links"] for form in ("csv", "json", "address") if form in link]
    assert {*links, "/api/v1/"} == set(openapi(evidence)["paths"])
    assert [link for link in links if ask(link).status != 200] == []
    assert "Not medical advice" in told["notice"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_take_no_parameters(ask, name):
    assert ask(address_of(name)).status == 200
    refused = ask(address_of(name), {"x": "1"})
    assert refused.status == 400
    assert "There is no parameter “x” here; this address takes none." in refused.json["error"]["message"]


def test_package_names_the_tables_of_the_api(ask, evidence):
    paths = [resource["path"] for resource in ask("/api/v1/datapackage.json").json["resources"]]
    assert paths == [f"tables/{table}.csv" for table in TABLES]
    assert [path for path in paths if ask(f"/api/v1/{path}").status != 200] == []
    assert package(evidence)["version"] == evidence.about["version"]


@pytest.mark.parametrize("path", RESOURCES)
def test_openapi_names_every_parameter(evidence, path):
    asked = Asked()
    RESOURCES[path].choose(evidence, asked)
    for form in ("csv", "json"):
        described = openapi(evidence)["paths"][f"/api/v1/{path}.{form}"]["get"]
        names = [parameter["name"] for parameter in described["parameters"]]
        assert names == [*(item.key for item in asked.parameters), "limit", "offset"]


@pytest.mark.parametrize(
    ("page", "frame", "card"),
    [
        ("incidence", "incidence-dots", None),
        ("onset", "onset", "onset"),
        ("overview", "top-ten", "top-ten"),
        ("compare", "compare-shares", "compare"),
        ("compare", "compare-icons", "compare-icons"),
        ("risk_factors", "subgroups", "subgroups"),
        ("rare_events", "rare-signal-own-0", "rare-signal"),
        ("rare_events", "rare-shares", "rare-shares"),
        ("management", "phases", "phases"),
        ("learn", "lesson", None),
    ],
)
def test_the_address_of_a_frame_gives_the_rows_of_its_chart(rows_at, page, frame, card):
    assert rows_at(page, embed="true", card=frame) == rows_at(page, **({"card": card} if card else {}))


def test_a_card_that_no_page_has_is_refused(rows_at):
    for page in ("incidence", "onset"):
        with pytest.raises(AddressError, match="card"):
            rows_at(page, embed="true", card="nope")


@pytest.mark.parametrize("label", ["Pyrexia (Fever)", "Fever (Pyrexia)"])
def test_the_address_of_any_reader_is_read(rows_at, label):
    assert rows_at("incidence", event=label) == rows_at("incidence", event="Pyrexia")
