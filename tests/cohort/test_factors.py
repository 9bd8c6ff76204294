"""Risk factors of own patients: ratios as those of the statistics, few events said, and the card that draws them."""

import numpy as np
import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cohort import count, own_evidence, with_risk_factors
from adverse.cohort.factors import factors_of, risk_rows
from adverse.errors import OwnDataError
from adverse.statistics import odds_ratios


def test_factors_are_what_varies_in_a_few_levels_or_numbers(pilot):
    found = factors_of(pilot)
    assert {"Arm", "AGE", "SEX", "RACE", "WEIGHTBL"} <= set(found)
    assert not {"STUDYID", "USUBJID", "SAFFL"} & set(found)


def test_a_single_factor_has_the_ratio_of_the_statistic(pilot):
    rows, notes = risk_rows(pilot, "Pruritus", ["AGE", "SEX"])
    had = pilot.patients.table.index.isin(
        pilot.events.table.loc[pilot.events.table["event"] == "Pruritus", "patient"].unique()
    )
    expected = odds_ratios(had, {"AGE": pilot.patients.baseline["AGE"].astype(float)}).iloc[0]
    row = rows[rows["factor"] == "AGE"].iloc[0]
    assert row["estimate"] == pytest.approx(expected["ratio"])
    assert (row["n_with_event"], row["n_total"], row["adjusted"]) == (55, 254, "no")
    sex = rows[rows["factor"] == "SEX"].iloc[0]
    assert (sex["level"], sex["reference_level"]) == ("M", "F")
    assert notes == []


def test_one_model_holds_a_factor_for_ten_events_and_says_when_there_are_too_few(pilot):
    rows, _ = risk_rows(pilot, "Pruritus", ["Arm", "AGE", "SEX"], together=True)
    assert rows["adjusted"].unique().tolist() == ["yes"] and len(rows) == 4
    rows, notes = risk_rows(pilot, "Vomiting", ["Arm", "AGE", "SEX"], together=True)
    assert rows.empty and "too few for a model (10 events a factor)" in notes[0]


def test_few_events_take_firths_correction_and_say_so(pilot):
    rows, notes = risk_rows(pilot, "Syncope", ["Arm"], measure="odds_ratio")
    assert np.isfinite(rows[["estimate", "ci_low", "ci_high"]]).all(axis=None)
    assert any("Firth" in note for note in notes)
    hazards, _ = risk_rows(pilot, "Pruritus", ["Arm"], measure="hazard_ratio")
    assert (hazards["estimate"] > 1).all() and hazards["measure"].unique().tolist() == ["hazard_ratio"]


def test_the_card_of_effect_sizes_draws_them(pilot, evidence):
    rows, _ = risk_rows(pilot, "Pruritus", ["Arm", "SEX"])
    own = with_risk_factors(own_evidence(pilot, count(pilot), evidence), rows)
    choices = register.choose(own, "risk_factors", Asked([("board", "all")]))
    drawing = register.drawn(own, "risk_factors", "effect-sizes", choices["effect-sizes"], Reader())
    assert drawing.selection.rows["estimate"].tolist() == pytest.approx(rows["estimate"].tolist(), rel=5e-3)


def test_what_is_no_factor_is_said(pilot):
    with pytest.raises(OwnDataError, match="STUDYID is no factor"):
        risk_rows(pilot, "Pruritus", ["STUDYID"])


def test_an_event_of_one_patient_ends_in_a_sentence_or_a_ratio_and_never_in_an_error(pilot):
    counts = pilot.events.table.groupby("event")["patient"].nunique()
    for event in counts[counts == 1].index[:6]:
        rows, notes = risk_rows(pilot, event, ["Arm", "AGE", "SEX", "RACE"])
        told = {factor for note in notes for factor in ("Arm", "AGE", "SEX", "RACE") if factor in note}
        assert {*rows.get("factor", []), *told} == {"Arm", "AGE", "SEX", "RACE"}
