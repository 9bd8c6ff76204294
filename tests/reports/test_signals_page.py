"""A server with a store: the signals page, the API and slides show its counts; without one nothing of it is there."""

import json

import pytest
from starlette.applications import Starlette

from adverse.api import api_routes
from adverse.api.answers import rows_answer
from adverse.api.resources import RESOURCES
from adverse.cards import register, reported, reported_cards
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cards.three_worlds import LABELS, worlds
from adverse.errors import AddressError, ReportsError
from adverse.reports import QUESTIONS, RULES, open_reports
from adverse.reports.in_evidence import SOURCE, with_reports
from adverse.settings import Settings
from adverse.ui import server
from adverse.vocabulary import REPORT_LOOKS
from tests.asgi import asked as ask
from tests.reports.quarters import archive, demo, drug, reac

FEVER, RASH, OWN_WORD = "Pyrexia", "Rash", "Event that no table here names"


@pytest.fixture
def store(run, evidence, tmp_path):
    """A quarter of 60 reports: every third is of the medicine, and most of these name fever."""
    own, other = evidence.about["drug"], "aspirin"
    files = {"DEMO": [], "DRUG": [], "REAC": [], "THER": [], "OUTC": []}
    for n in range(60):
        number, is_own = 1000 + n, n % 3 == 0
        files["DEMO"].append(demo(number, n, sex="MF"[n % 2], age=str(20 + n), event="20240110" if n % 5 else ""))
        files["DRUG"].append(drug(number, n, own if is_own else other))
        files["REAC"] += [reac(number, n, FEVER if n % (4 if is_own else 7) == 0 else RASH)]
        files["REAC"] += [reac(number, n, OWN_WORD)] if n % 10 == 0 else []
        files["THER"].append(f"{number}${n}$1$20240101$$$")
        files["OUTC"].append(f"{number}${n}$HO")
    assert run("add", archive(tmp_path, files))[0] == 0
    return tmp_path / "store"


@pytest.fixture
def counted(evidence, store):
    return with_reports(evidence, store)


@pytest.fixture
def server_with_store(store, monkeypatch):
    monkeypatch.setenv("ADVERSE_REPORTS", str(store))
    server.evidence.cache_clear()
    yield
    monkeypatch.undo()
    server.evidence.cache_clear()


def texts_on(app) -> str:
    kinds = (app.title, app.markdown, app.caption, app.info, app.code)
    return "\n".join(element.value.replace("\\", "") for kind in kinds for element in kind)


def test_a_folder_without_a_store_ends_the_start_with_a_sentence(evidence, tmp_path, monkeypatch):
    assert Settings.of({"ADVERSE_REPORTS": " quarters "}).reports == "quarters"
    with pytest.raises(ReportsError, match="There is no store of reports"):
        with_reports(evidence, tmp_path)
    monkeypatch.setenv("ADVERSE_REPORTS", str(tmp_path))
    server.evidence.cache_clear()
    with pytest.raises(SystemExit, match="There is no store of reports"):
        server.prepare()
    monkeypatch.undo()
    server.evidence.cache_clear()


def test_without_a_store_its_cards_are_refused_and_the_page_says_how_to_add_quarters(evidence, open_page):
    assert reported_cards.CARDS.keys() & register.pages_of(evidence)["signals"].cards.keys() == set()
    with pytest.raises(AddressError, match="card takes one of signals"):
        rows_answer(evidence, RESOURCES["signals"], "json", [("card", "counted")])
    app = open_page("signals", add_quarters="true")
    assert [error.message for error in app.exception] == []
    commands = app.code[0].value
    assert len(commands.splitlines()) == 3 and "adverse.reports add" in commands and "ADVERSE_REPORTS=" in commands


def test_the_counts_of_the_page_are_those_of_the_store(counted, store):
    asked = open_reports(store).signals_of(counted.about["drug"])
    rows = json.loads(rows_answer(counted, RESOURCES["signals"], "json", [("card", "counted-pairs")]).body)["data"]
    for row, wanted in zip(rows, asked.to_dict("records"), strict=True):
        assert (row["event"], row["n_reports"], row["n_all_reports"]) == (wanted["event"], wanted["n_drug_event"], 60)
        assert (row["n_drug"], row["n_event"]) == (wanted["n_drug"], wanted["n_event"])
        assert row["ror"] == pytest.approx(wanted["ror"], nan_ok=True) if row["ror"] else wanted["ror"] != wanted["ror"]
        assert row["source_id"] == SOURCE


@pytest.mark.parametrize("reader", ["pharmacist", "learner"])
@pytest.mark.parametrize("query", [{}, {"by": "sex"}, {"measure": "ic", "role": "any"}, {"reported": FEVER}], ids=str)
def test_every_card_is_drawn_with_a_sentence_and_never_tells_a_risk(counted, query, reader):
    choices = register.choose(counted, "signals", Asked(query.items()))
    for name, card in reported_cards.CARDS.items():
        if not card.draw:
            continue
        drawing = register.drawn(counted, "signals", name, choices[name], Reader(reader))
        assert drawing.sentence and len(drawing.selection.rows)
        drawing.chart.drawn(dark=True)
        assert len(drawing.columns(drawing.selection.rows)) == len(drawing.selection.rows)
        assert "risk" in f"{drawing.alt} {drawing.note} {drawing.sentence}"


def test_an_event_that_no_table_names_is_told_as_reported(counted):
    choices = register.choose(counted, "signals", Asked([("reported", OWN_WORD)]))
    drawing = register.drawn(counted, "signals", "counted", choices["counted"], Reader("learner"))
    assert drawing.selection.rows["plain_name"].tolist() == [OWN_WORD]


def test_words_that_fit_no_event_are_no_count_of_zero(counted):
    choices = register.choose(counted, "signals", Asked([("find", "xyz")]))
    for name in ("counted", "rules", "across"):
        drawing = register.drawn(counted, "signals", name, choices[name], Reader())
        assert drawing.is_empty and "No report is not no event" in drawing.sentence


def test_each_rule_that_is_missed_says_which_figure_is_short(counted):
    rows = register.rows_of(counted, "signals", "rules", register.choose(counted, "signals", Asked())["rules"]).rows
    [row] = rows[rows["event"] == OWN_WORD].to_dict("records")
    assert row["n_reports"] < 3 and not row["signal_evans"]
    assert f"reports {row['n_reports']}, 3 or more is needed" in row["told_evans"]
    assert "EBGM not defined" in row["told_mhra"]


def test_who_was_reported_stands_beside_all_reports(counted):
    rows = register.rows_of(counted, "signals", "who", register.choose(counted, "signals", Asked())["who"]).rows
    assert (rows["n_of_all"] == 60).all() and (rows["n_of"] == 20).all()
    assert rows[rows["characteristic"] == "sex"]["n_with_value_all"].sum() == 60


def test_printed_shares_of_reports_are_worked_out_again_with_what_they_do_not_say(counted):
    choice = register.choose(counted, "risk_factors", Asked())["store-shares"]
    drawing = register.drawn(counted, "risk_factors", "store-shares", choice, Reader())
    rows = drawing.selection.rows
    men = rows[(rows["level"] == "male") & (rows["event"] != "Any adverse event report")].iloc[0]
    assert (men["n_of_all"], men["n_fits_all"], men["n_of_medicine"], men["n_fits_medicine"]) == (60, 30, 20, 10)
    young = rows[rows["level"] == "18-45 years"].iloc[0]
    assert (young["n_fits_all"], young["n_known_all"]) == (sum(20 + n <= 45 for n in range(60)), 60)
    assert "does not say who has the event more often" in drawing.note and "%" in drawing.sentence


@pytest.mark.usefixtures("server_with_store")
def test_the_page_of_risk_factors_shows_them(open_page):
    app = open_page("risk_factors")
    assert [error.message for error in app.exception] == []
    assert any("worked out again from the reports" in item.value for item in app.markdown)


@pytest.mark.usefixtures("server_with_store")
def test_counts_of_the_store_go_into_every_formula(open_page, store, evidence):
    app = open_page("signals", part="printed", recompute="true")
    app.selectbox(key="recompute_pair").set_value(FEVER).run()
    assert [error.message for error in app.exception] == []
    [table] = [item.value for item in app.dataframe if "Formula" in item.value]
    wanted = open_reports(store).signals_of(evidence.about["drug"]).set_index("event").loc[FEVER]
    assert table.set_index("Name").loc["ROR", "Value"] == pytest.approx(wanted["ror"])
    app.selectbox(key="recompute_drug").set_value("aspirin").run()
    app.selectbox(key="recompute_pair").set_value(RASH).run()
    [table] = [item.value for item in app.dataframe if "Formula" in item.value]
    wanted = open_reports(store).signals_of("aspirin").set_index("event").loc[RASH]
    assert table.set_index("Name").loc["ROR", "Value"] == pytest.approx(wanted["ror"])


def test_a_store_in_which_no_report_names_a_medicine_counts_nothing(run, evidence, tmp_path):
    run("add", archive(tmp_path, {"DEMO": [demo(11, 1)]}))
    found = with_reports(evidence, tmp_path / "store")
    choices = register.choose(found, "signals", Asked())
    assert register.drawn(found, "signals", "signals", choices["signals"], Reader()).sentence
    assert choices["signals"] == register.choose(evidence, "signals", Asked())["signals"]
    assert not reported.has_store(found)
    assert len(worlds(found, FEVER)) == 3


def test_products_are_the_listed_ones_and_where_they_are_few_the_most_reported_too(counted, evidence):
    choice = register.choose(counted, "signals", Asked([("part", "counted"), ("look", "products")]))["counted"]
    assert list(dict.fromkeys(reported.across(counted, choice)["drug"])) == [evidence.about["drug"], "aspirin"]


def test_a_rare_medicine_too_can_be_taken_out_of_the_background(run, evidence, tmp_path):
    names = [evidence.about["drug"], *(f"medicine {letter * 3}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    files = {"DEMO": [], "DRUG": [], "REAC": []}
    for number, name in enumerate(names, start=1):
        files["DEMO"].append(demo(number, number))
        files["DRUG"].append(drug(number, number, name))
        files["REAC"].append(reac(number, number, FEVER))
    run("add", archive(tmp_path, files))
    found = with_reports(evidence, tmp_path / "store")
    choice = register.choose(found, "signals", Asked([("part", "counted"), ("without", names[-1])]))["counted"]
    [row] = reported.rows_in_view(found, choice).rows.itertuples()
    assert (row.n_all_reports, row.n_event) == (len(names) - 1, len(names) - 1)


@pytest.mark.usefixtures("server_with_store")
def test_the_page_opens_every_card_with_its_counts_and_their_sql(open_page):
    for look in REPORT_LOOKS:
        app = open_page("signals", look=look, counts="true")
        assert [error.message for error in app.exception] == []
        if look == "ratios":
            assert app.code[0].value == QUESTIONS["pairs_of_drug"].rstrip()
        if look == "rules":
            assert all(rule.paper in texts_on(app) and rule.read in texts_on(app) for rule in RULES.values())


@pytest.mark.usefixtures("server_with_store")
def test_hostile_values_of_the_store_part_give_the_default_and_a_notice(open_shell):
    keys = ("drug", "role", "measure", "by", "without", "reported", "look")
    app = open_shell("signals", find="<b>x</b>" * 3, **dict.fromkeys(keys, "'; DROP TABLE reports; --"))
    assert [error.message for error in app.exception] == []
    assert len(app.toast) == len(keys)


def test_the_api_serves_the_cards_and_describes_them(counted):
    for name in reported_cards.CARDS:
        answer = rows_answer(counted, RESOURCES["signals"], "json", [("card", name)])
        assert json.loads(answer.body)["n_total"] > 0, name
    with pytest.raises(AddressError, match="drug takes"):
        rows_answer(counted, RESOURCES["signals"], "json", [("drug", "' OR 1=1")])
    app = Starlette(routes=api_routes(counted))
    described = json.loads(ask(app, "/api/v1/openapi.json")[2])["paths"]["/api/v1/signals.json"]["get"]["parameters"]
    assert {"drug", "role", "without", "by"} <= {item["name"] for item in described}


def test_no_figure_crosses_the_columns_of_the_three_worlds(counted):
    kinds = counted.sources.set_index("source_id")["kind"]
    for event in (FEVER, "Cytokine release syndrome", "Seizure"):
        found = {world.key: world.rows["source_id"].map(kinds) for world in worlds(counted, event)}
        assert set(found["label"]) <= set(LABELS)
        assert set(found["reports"]) <= {"pharmacovigilance", "safety_reports", "review"}
        assert not set(found["trials"]) & {"pharmacovigilance", "safety_reports"}
    [trials, _, reports] = worlds(counted, FEVER)
    assert len(trials.rows) and any("of 20 reports" in figure for figure in reports.rows["figure"])


def test_three_worlds_without_a_store_show_what_documents_print(evidence):
    for world in worlds(evidence, "Cytokine release syndrome"):
        assert len(world.rows) and world.can_say and world.cannot_say
        assert SOURCE not in set(world.rows["source_id"])
