"""Coded data have events under terms of MedDRA: they are found under the names that the collection has for them."""

import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.three_worlds import names_of_event, worlds
from adverse.cohort import count, own_evidence, sample_files, understand
from adverse.cohort.beside import beside_published, shared_events
from adverse.evidence.coded_terms import coded_term, published_names
from adverse.reports.in_evidence import with_reports
from tests.reports.quarters import archive, demo, drug, reac

TERMS = {
    "Diarrhea": "Diarrhoea",
    "Hepatic veno-occlusive disease": "Venoocclusive liver disease",
    "Headache": "Headache",
}


@pytest.fixture
def counted(run, evidence, tmp_path):
    """A quarter of six reports of the medicine, two of each event, and six of another one."""
    files = {"DEMO": [], "DRUG": [], "REAC": []}
    for n in range(12):
        files["DEMO"].append(demo(1000 + n, n))
        files["DRUG"].append(drug(1000 + n, n, evidence.about["drug"] if n < 6 else "aspirin"))
        files["REAC"].append(reac(1000 + n, n, list(TERMS.values())[n % 3]))
    assert run("add", archive(tmp_path, files))[0] == 0
    return with_reports(evidence, tmp_path / "store")


@pytest.mark.parametrize(("event", "term"), TERMS.items())
def test_an_event_is_counted_under_its_coded_term_and_says_so(counted, event, term):
    assert coded_term(counted, event) == term
    rows = worlds(counted, event)[2].rows
    rows = rows[rows["place"].str.startswith("Counted here")]
    assert rows["figure"].iloc[0] == "2 of 6 reports of blinatumomab name it; 4 of all 12 reports do"
    assert rows["place"].iloc[0] == ("Counted here" if term == event else f"Counted here as {term}") + ": reports"


def test_reported_terms_have_the_details_of_their_event_and_are_found_under_both_names(counted):
    rows = register.rows_of(counted, "signals", "counted", _choice(counted)).rows.set_index("event")
    assert set(rows.index) == set(TERMS.values())
    known = counted.events.set_index("event")
    for event, term in TERMS.items():
        assert (
            rows.loc[term, ["event_group", "plain_name"]].tolist()
            == known.loc[event, ["event_group", "plain_name"]].tolist()
        )
    for words in ("diarrhea", "Diarrhoea"):
        found = register.rows_of(counted, "signals", "counted", _choice(counted, find=words)).rows
        assert found["event"].tolist() == ["Diarrhoea"]


def _choice(counted, **asked):
    return register.choose(counted, "signals", Asked({"part": "counted", **asked}.items()))["counted"]


def test_a_label_may_name_an_event_by_its_coded_term(evidence):
    assert {"Diarrhea", "Diarrhoea"} <= set(names_of_event(evidence, "Diarrhea"))


def test_terms_are_of_one_event_each_and_of_none_by_name(evidence):
    coded = evidence.events.loc[evidence.events["coded_term"] != "", ["event", "coded_term"]]
    assert coded["coded_term"].is_unique
    assert not set(coded["coded_term"].str.casefold()) & set(evidence.events["event"].str.casefold())
    assert published_names(evidence, coded["coded_term"].str.upper()).tolist() == coded["event"].tolist()


def test_the_events_of_an_own_file_stand_beside_published_ones_of_the_same_term(evidence):
    run = understand(sample_files())
    own = own_evidence(run, count(run), evidence)
    n_own = len(own.incidence[(own.incidence["event"] == "Diarrhoea") & (own.incidence["grade_band"] == "any")])
    assert "Diarrhea" in shared_events(own, evidence) and n_own
    both = beside_published(own, evidence, "Diarrhea").incidence
    assert set(both["event"]) == {"Diarrhea"}
    is_own = both["arm_id"].isin(own.arms["arm_id"])
    assert (is_own & (both["grade_band"] == "any")).sum() == n_own and not is_own.all()
