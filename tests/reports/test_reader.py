"""What a store says of a medicine: counts by distinct report, roles, strata, masking, who was reported, and onset."""

import numpy as np
import pytest

from adverse.errors import ReportsError
from adverse.reports import QUESTIONS, open_reports
from adverse.reports.rules import RULES
from tests.reports.quarters import CASES, archive, demo, reac

FEVER, RASH, COUGH = "Pyrexia", "Rash", "Cough"


def files_of_the_case() -> dict[str, list[str] | bytes]:
    """The medicine rows of the case on names, each report with an event and a date."""
    numbers = [(11, 1), (21, 2), (31, 3), (41, 4), (51, 5), (61, 6), (71, 7), (81, 8)]
    days = {11: "20240110", 21: "20240103", 31: "202401", 41: "", 51: "20240110", 61: "20231231"}
    return {
        "DEMO": [
            demo(n, case, event=days.get(n, "20240110"), sex="M" if n < 40 else "F", age="12" if n == 11 else "54")
            for n, case in numbers
        ],
        "DRUG": (CASES / "DRUG24Q1.txt").read_bytes(),
        "REAC": [reac(n, case, FEVER if n < 50 else RASH) for n, case in numbers] + [reac(11, 1, COUGH)],
        "THER": [f"{n}${case}$1$20240101$$$" for n, case in numbers if n != 51] + ["51$5$1$2024$$$"],
        "OUTC": ["11$1$HO", "11$1$DE"],
    }


@pytest.fixture
def store(run, tmp_path):
    assert run("add", archive(tmp_path, files_of_the_case()))[0] == 0
    return open_reports(tmp_path / "store")


def counts_of(signals, event) -> list[int]:
    [row] = signals[signals["event"] == event].to_dict("records")
    return [row[name] for name in ("n_drug_event", "n_drug", "n_event", "n_reports")]


@pytest.mark.parametrize(("role", "n_drug"), [("primary", 4), ("suspect", 5), ("any", 6)])
def test_the_role_is_a_choice(store, evidence, role, n_drug):
    signals = store.signals_of(evidence.about["drug"], role=role)
    assert counts_of(signals, FEVER) == [min(n_drug, 4) - (role == "primary"), n_drug, 4, 8]


def test_a_near_name_is_proposed_and_counted_as_itself(store, evidence):
    assert store.near_names[["name", "near", "n_rows"]].to_numpy().tolist() == [
        ["BLINATUMUMAB", evidence.about["drug"].upper(), 1]
    ]
    drugs = store.drugs.set_index("drug")
    assert drugs.loc["blinatumumab", "n_reports"] == 1 and not drugs.loc["blinatumumab", "is_listed"]
    assert drugs.loc[evidence.about["drug"], ["n_reports", "is_listed"]].tolist() == [6, True]


def test_strata_add_up_and_keep_empty_ones(store, evidence):
    whole = store.signals_of(evidence.about["drug"], role="any")
    parts = store.signals_of(evidence.about["drug"], role="any", by="sex")
    assert set(parts["stratum"]) == {"F", "M"}
    for name in ("n_drug_event", "n_event"):
        assert parts.groupby("event")[name].sum().to_dict() == whole.set_index("event")[name].to_dict()
    ages = store.signals_of(evidence.about["drug"], role="any", by="age_band")
    assert set(ages["stratum"]) == {"12_to_17", "45_to_64"}
    assert store.adjusted_of(evidence.about["drug"], by="age_band")["event"].tolist() == [FEVER, COUGH, RASH]


def test_a_medicine_is_taken_out_of_the_background(store, evidence):
    signals = store.signals_of(evidence.about["drug"], role="any", without="bleomycin")
    assert counts_of(signals, RASH) == [2, 6, 3, 7]
    itself = store.signals_of(evidence.about["drug"], role="any", without=evidence.about["drug"])
    assert counts_of(itself, RASH) == [2, 6, 4, 8]


def test_a_zero_cell_is_not_defined_and_no_signal(store, evidence):
    signals = store.signals_of(evidence.about["drug"], role="any").set_index("event")
    assert signals.loc[FEVER, ["ror", "prr"]].isna().all() and np.isfinite(signals.loc[FEVER, "ic"])
    assert not signals.loc[FEVER, "evans"] and signals.loc[FEVER, "evans_missed"] == "prr|chi2_yates"
    assert signals["ebgm"].isna().all()  # so few pairs tell nothing of all pairs
    assert set(RULES) <= set(signals)


def test_who_was_reported_stands_beside_all_reports(store, evidence):
    who = store.who(evidence.about["drug"], role="any").set_index(["characteristic", "value"])
    assert who.loc[("sex", "M"), ["n_reports", "n_of", "n_reports_all", "n_of_all"]].tolist() == [3, 6, 3, 8]
    assert who.loc[("sex", "M"), ["percent", "percent_all"]].tolist() == [50, 37.5]
    assert who.loc[("outcome", "DE"), "n_reports"] == 1
    assert who.loc[("outcome", "not_reported"), "n_reports"] == 5
    event = store.who(evidence.about["drug"], event=COUGH).set_index(["characteristic", "value"])
    assert event.loc[("age_band", "12_to_17"), ["n_reports", "n_of", "n_reports_all"]].tolist() == [1, 1, 1]
    assert event.loc[("sex", "F"), "n_reports"] == 0


def test_onset_needs_two_full_dates_and_says_why_they_are_missing(store, evidence):
    onset = store.onset(evidence.about["drug"], role="any")
    assert (onset.n_reports, onset.days, onset.median) == (6, (2, 9), 5.5)
    assert onset.missing == {
        "start_without_day": 1,
        "no_event_date": 1,
        "event_without_day": 1,
        "event_before_start": 1,
    }
    assert onset.n_reports == len(onset.days) + sum(onset.missing.values())
    assert onset.shape.low < onset.shape.value < onset.shape.high
    nothing = store.onset(evidence.about["drug"], "Nothing like it")
    assert (nothing.n_reports, nothing.days, nothing.shape) == (0, (), None) and np.isnan(nothing.median)


def test_all_pairs_are_those_of_each_medicine(run, tmp_path):
    run("add", *sorted(CASES.glob("*.zip")))
    store = open_reports(tmp_path / "store")
    pairs = store.all_pairs()
    assert (pairs["n_drug_event"] > 0).all()
    ids = store.asked("SELECT drug_id, drug FROM drugs").set_index("drug")["drug_id"]
    for drug_name in store.drugs["drug"].head(5):
        one = store.signals_of(drug_name)
        own = pairs[pairs["drug_id"] == ids[drug_name]]
        assert sorted(own["n_event"]) == sorted(one["n_event"])
        assert np.nanmax(own["ror"]) == pytest.approx(np.nanmax(one["ror"]), nan_ok=True)


def test_a_store_is_read_only_and_reaches_no_other_file(store, tmp_path):
    import duckdb

    for statement in (
        "DELETE FROM reports",
        f"SELECT * FROM read_csv('{tmp_path}/store/manifest.json')",
        "SET enable_external_access = true",
        f"COPY reports TO '{tmp_path}/out.csv'",
    ):
        with pytest.raises(duckdb.Error):
            store.asked(statement)


def test_names_of_readers_are_bound_never_pasted(store):
    assert store.signals_of("x'; DROP TABLE reports; --").empty
    assert len(store.events) == 3
    assert all("{" not in text for text in QUESTIONS.values())


def test_what_there_is_not_is_said(store, tmp_path):
    with pytest.raises(ReportsError, match="There is no role 'both'"):
        store.signals_of("aspirin", role="both")
    with pytest.raises(ReportsError, match="There are no strata by 'country'"):
        store.signals_of("aspirin", by="country")
    with pytest.raises(ReportsError, match="There is no store of reports in"):
        open_reports(tmp_path / "nothing")


def test_duckdb_is_not_imported_before_a_store_is_opened():
    import subprocess
    import sys

    code = "import sys, adverse.reports; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_quarters_and_steps_are_told(store):
    assert store.quarters == ("2024Q1",)
    assert store.steps["name"].tolist() == ["versions", "latest", "not_deleted", "reports"]
