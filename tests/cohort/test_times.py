"""Curves of files: equal to R's, competing events told from censoring, and what has no time left out."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from adverse.cohort import curves, times_to_event, understand, with_competing
from adverse.statistics import hazard_ratios
from adverse.statistics.survival import on_days

BY_R = pd.read_csv(Path(__file__).with_name("pilot_by_r.csv"))  # R 4.2.2, survival 3.5-3: survfit, log-log limits
DAYS = [30, 60, 90]


def at_days(table: pd.DataFrame) -> pd.DataFrame:
    parts = [
        on_days(of_arm.drop(columns=["endpoint", "arm"]), DAYS).assign(arm=arm) for arm, of_arm in table.groupby("arm")
    ]
    return pd.concat(parts, ignore_index=True)


def test_curves_of_the_pilot_equal_those_of_r(pilot):
    found = at_days(curves(with_competing(pilot.times.table, pilot.patients, "stopped")))
    assert found["arm"].tolist() == BY_R["arm"].tolist()
    for name in BY_R.columns.drop(["arm", "day"]):
        assert found[name].to_numpy() == pytest.approx(BY_R[name].to_numpy(), abs=1e-10)


def test_what_competes_changes_the_incidence_and_not_the_event_free_share(pilot):
    death, stopped, nothing = (
        at_days(curves(with_competing(pilot.times.table, pilot.patients, kind)))
        for kind in ("death", "stopped", "none")
    )
    assert (death["event_free"] == stopped["event_free"]).all()
    assert (stopped["incidence"] < death["incidence"]).all()
    assert (death["incidence"] <= nothing["incidence"] + 1e-12).all()
    assert np.allclose(nothing["incidence"], 1 - nothing["event_free"])


def test_hazard_ratios_of_the_pilot_equal_those_of_r(pilot):
    times = pilot.times.table
    dummies = {arm: (times["arm"] == arm).astype(float) for arm in sorted(times["arm"].unique())[1:]}
    found = hazard_ratios(times["day"], times["kind"] == "event", dummies)
    assert found["ratio"].tolist() == pytest.approx([5.02597004, 4.14770410], abs=1e-7)
    assert found["ratio_low"].tolist() == pytest.approx([3.18176555, 2.64514004], abs=1e-7)


def test_a_time_that_is_missing_is_left_out_and_its_arm_is_named(files_of):
    for version in (5, 8):
        run = understand(files_of("12", f"adtte_v{version}.xpt"))
        assert run.times.table[["day", "kind"]].values.tolist() == [[2, "event"], [30, "censored"]]
        assert run.left_out[["line", "column", "reason"]].values.tolist() == [[3, "AVAL", "no_time"]]
        assert f"1 row of adtte_v{version}.xpt left out: AVAL is missing." in run.sentences
        assert run.arms["arm"].tolist() == ["A", "Zürich"]


def test_days_that_a_program_counts_are_read_as_days(files_of):
    for name, program in (("excel.csv", "excel"), ("sas.csv", "sas")):
        run = understand(files_of("09", name))
        assert run.events.table[["patient", "day"]].values.tolist() == [["P01", 4], ["P02", 3]]
        asked = [question for question in run.questions if question.key.startswith("serial:")]
        assert [question.default for question in asked] == [program, program]
        assert "2024-01-01" in asked[0].sentence


def test_numbers_that_two_programs_could_count_are_asked_for(text_file):
    run = understand([text_file("list.csv", "patient,arm,event,start_date", "1,A,Rash,29000", "2,A,Rash,31000")])
    assert "serial:list.csv:start_date" in [question.key for question in run.open]


def test_numbers_that_are_no_days_are_left_out(files_of):
    run = understand(files_of("16", "huge_number.csv"))
    assert run.left_out[["line", "value", "reason"]].values.tolist() == [
        [2, "1e309", "not_finite"],
        [3, "-5", "before_first_dose"],
        [4, "inf", "not_finite"],
    ]


def test_time_to_an_event_is_derived_from_events_and_patients(text_file):
    adsl = text_file(
        "adsl.csv",
        "USUBJID,TRT01A,SAFFL,TRTSDT,EOSDT,DTHDT",
        "P1,A,Y,2024-01-01,2024-03-31,",
        "P2,A,Y,2024-01-01,2024-01-31,2024-01-20",
        "P3,A,Y,2024-01-01,2024-02-29,",
        "P4,A,Y,2024-01-01,2024-02-29,",
    )
    adae = text_file("adae.csv", "USUBJID,AEDECOD,ASTDT", "P1,Rash,2024-01-05", "P1,Rash,2024-01-02", "P4,Rash,2024-01")
    run = understand([adsl, adae])
    times = with_competing(times_to_event(run.patients, run.events, "Rash").table, run.patients, "death")
    assert times[["patient", "day", "kind"]].values.tolist() == [
        ["P1", 2, "event"],
        ["P2", 20, "competing"],
        ["P3", 60, "censored"],
    ]


def test_an_arm_without_events_has_a_flat_curve_with_its_patients_at_risk(text_file):
    adsl = text_file(
        "adsl.csv", "USUBJID,TRT01A,SAFFL,TRTSDT,TRTEDT", *[f"P{n},B,Y,2024-01-01,2024-03-31" for n in range(4)]
    )
    run = understand([adsl, text_file("adae.csv", "USUBJID,AEDECOD,ASTDT", "X,Rash,2024-01-05")])
    curve = curves(times_to_event(run.patients, run.events, "Rash").table)
    assert curve[["day", "n_at_risk", "event_free", "incidence"]].values.tolist() == [[91, 4, 1, 0]]
