"""Curves as a card draws them: what has one, what it comes to, and printed windows behind."""

import numpy as np
import pytest

from adverse.cards.own_curves import CurveChoice, draw, printed_windows
from adverse.cards.reader import Reader
from adverse.cohort import count, own_evidence, understand
from adverse.cohort.beside import with_published_sources
from adverse.cohort.curve_rows import FEWEST_AT_RISK, competitors_of, curves_of, endpoints_of

DERMATOLOGIC = "times:Time to First Dermatologic Event"


def test_end_points_are_those_of_a_file_of_times_then_events_by_frequency(pilot):
    found = list(endpoints_of(pilot))
    assert found[:3] == [DERMATOLOGIC, "event:Any adverse event", "event:Pruritus"]
    assert competitors_of(pilot) == ("death", "stopped", "none")


def test_what_each_curve_comes_to(pilot):
    found = curves_of(pilot, DERMATOLOGIC, "none")
    arms = found.arms.set_index("arm")
    assert arms["n_with_event"].to_dict() == {"Placebo": 29, "Xanomeline High Dose": 61, "Xanomeline Low Dose": 62}
    at_risk = found.steps[found.steps["day"] >= found.day].groupby("arm")["n_at_risk"].first()
    assert at_risk.min() < at_risk.max() and (found.steps["day"] == found.day).any()
    assert (found.steps.loc[found.steps["day"] <= found.day, "n_at_risk"] >= FEWEST_AT_RISK).all()
    assert np.isnan(arms.loc["Placebo", "median_day"]) and arms.loc["Xanomeline High Dose", "median_day"] == 36
    for row in arms.itertuples():
        assert row.incidence_low < row.incidence < row.incidence_high
        assert 0 < row.mean_free_low < row.mean_free < found.day
        assert row.shape_low < row.shape < row.shape_high


def test_death_takes_patients_out_of_the_share_and_never_one_minus_kaplan_meier(pilot):
    alone, with_deaths = (curves_of(pilot, "event:Pruritus", kind) for kind in ("none", "death"))
    assert with_deaths.arms["n_competing"].sum() == 3 and alone.arms["n_competing"].sum() == 0
    last = with_deaths.steps.groupby("arm").last()
    assert (last["incidence"] <= 1 - last["event_free"] + 1e-12).all()
    assert last.loc["Placebo", "incidence"] < 1 - last.loc["Placebo", "event_free"]


def test_without_an_end_of_observation_there_is_no_curve(text_file):
    adsl = text_file("adsl.csv", "USUBJID,TRT01A,TRTSDT", "1,A,2024-01-01", "2,A,2024-01-01")
    adae = text_file("adae.csv", "USUBJID,AEDECOD,AESTDTC", "1,Rash,2024-01-03")
    assert endpoints_of(understand([adsl, adae])) == {}


def test_the_card_says_shares_by_the_day_up_to_which_much_is_known(pilot, evidence):
    own = with_published_sources(own_evidence(pilot, count(pilot), evidence), evidence)
    found = curves_of(pilot, "event:Pruritus", "death")
    choice = CurveChoice("event:Pruritus", "death", "incidence", "whole")
    drawing = draw(own, found, choice, Reader(), evidence)
    placebo = found.arms.set_index("arm").loc["Placebo"]
    assert f"Placebo {100 * placebo['incidence']:.0f}% (95% interval" in drawing.sentence
    assert f"by day {found.day:g}" in drawing.title and "Aalen-Johansen, competing: death" in drawing.subtitle
    assert "Kaplan-Meier" not in drawing.note
    key = drawing.selection.rows["row_key"].iloc[3]
    assert drawing.rows_behind([key])["row_key"].tolist() == [key]
    assert drawing.columns(drawing.selection.rows)["At risk"].iloc[0] == 86
    free = draw(own, found, choice._replace(share="event_free"), Reader(), evidence)
    assert "Kaplan-Meier" in free.note and free.chart.drawn(dark=True).layout.yaxis.range[1] == 101


def test_printed_windows_of_an_event_are_those_with_a_day(evidence):
    with_days = evidence.onset[evidence.onset["onset_median_days"].notna()]
    event = with_days["event"].value_counts().index[0]
    windows = printed_windows(evidence, event)
    assert len(windows) and (windows["event"] == event).all() and windows["first_day"].notna().all()
    assert windows["told"].str.startswith("Printed, of other patients").all()
    assert printed_windows(evidence, "no such event").empty


def test_times_alone_have_curves_and_nothing_to_count(text_file, evidence):
    from adverse.cohort.counts import nothing_counted

    run = understand([text_file("times.csv", "id,arm,time,event", "1,A,3,1", "2,A,5,0", "3,B,4,1", "4,B,9,0")])
    [endpoint] = endpoints_of(run)
    assert not run.is_counted
    found = curves_of(run, endpoint, "none")
    assert found.arms["incidence"].tolist() == [pytest.approx(0.5), pytest.approx(0.5)]
    own = own_evidence(run, nothing_counted(), evidence)
    assert own.incidence.empty and own.arms["arm_label"].tolist() == ["A", "B"]
