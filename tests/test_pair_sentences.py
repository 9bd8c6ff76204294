"""What two arms say beside each other: exact sentences from the shipped rows and from small ones."""

import pandas as pd
import pytest

from adverse.evidence.compare import comparability, with_reference
from adverse.evidence.select import incidence_rows
from adverse.sentences import difference_in_words, people_scale
from adverse.statistics import (
    with_incidence_proportion,
    with_number_needed,
    with_q_values,
    with_risk_difference,
    with_risk_ratio,
)

TOWER = ("tower-blinatumomab", "tower-chemotherapy")


@pytest.fixture
def pair(evidence):
    """A function (arms, open, shared, ...) -> the rows of two arms as the compare page has them, by event."""

    def rows(arm_ids, *, is_open=False, shared=False, **choice):
        found = incidence_rows(evidence, arm_ids=arm_ids, **({"period": "whole_study"} | choice)).rows
        found = with_incidence_proportion(found)
        verdict = comparability(evidence, found, *arm_ids)
        is_subtracted = not shared and (is_open or verdict != "different_trials")
        found = with_reference(found, arm_ids[1], arm_ids[:1] if is_subtracted else ())
        found = with_number_needed(with_risk_ratio(with_q_values(with_risk_difference(found))))
        found = found.assign(comparability=verdict, is_open=is_open, may_share_patients=shared)
        return found[found["arm_id"] == arm_ids[0]].set_index("event", drop=False)

    return rows


@pytest.fixture
def tower(pair):
    return pair(TOWER, grade_band="ge3")


INFECTIONS = (
    "In TOWER (whole study), infections (any), grade 3 or higher: 34 of 100 with blinatumomab, 52 of 100 with "
    "chemotherapy; 18 fewer per 100 (95% interval 7 to 29 fewer)."
)


def test_infections_in_tower_for_educators(tower):
    assert difference_in_words(tower.loc["Infections (any)"], reader="educator") == INFECTIONS


def test_pharmacists_also_read_ratio_number_needed_and_q_value(tower):
    row = tower.loc["Infections (any)"]
    said = difference_in_words(row, reader="pharmacist")
    assert said.startswith(INFECTIONS)
    assert row["risk_ratio"] == pytest.approx((91 / 267) / (57 / 109))
    assert said.removeprefix(INFECTIONS).startswith(
        " Risk ratio 0.65 (0.51 to 0.84); number needed to treat for one patient fewer 6 (4 to 14); "
    )
    assert f"q value {row['q_value']:.2g}." in said


def test_learners_read_the_same_figures_in_everyday_words(tower):
    said = difference_in_words(tower.loc["Infections (any)"], reader="learner", name_column="plain_name")
    assert said == (
        "In TOWER (whole study), any infection, grade 3 or higher: about 34 of 100 people with blinatumomab had it, "
        "and about 52 of 100 with chemotherapy. That is 18 fewer of 100; from this many patients the true difference "
        "may be anything from 7 to 29 fewer."
    )


def test_an_arm_without_the_event_keeps_the_scale_and_a_number_needed_to_harm_is_rounded_down(tower):
    row = tower.loc["Cytokine release syndrome"]
    assert difference_in_words(row, reader="educator") == (
        "In TOWER (whole study), cytokine release syndrome, grade 3 or higher: 5 of 100 with blinatumomab, 0 of 100 "
        "with chemotherapy; 5 more per 100 (95% interval 1 to 8 more)."
    )
    assert row["number_needed"] == pytest.approx(267 / 13)
    assert "; number needed to harm 20 (12 to " in difference_in_words(row, reader="pharmacist")


def test_learners_read_none_with_its_patients_and_no_about(tower):
    said = difference_in_words(tower.loc["Cytokine release syndrome"], reader="learner", name_column="plain_name")
    assert said.startswith(
        "In TOWER (whole study), immune overreaction with fever (CRS), grade 3 or higher: about 5 of 100 people with "
        "blinatumomab had it, and none of 109 with chemotherapy. That is 5 more of 100; from this many patients "
    )
    row = tower.loc["Cytokine release syndrome"].copy()
    row[["n_with_event", "n_at_risk", "proportion", "count_in_words_control"]] = [0, 50, 0.0, "0 of 86, worked out"]
    said = difference_in_words(row, reader="learner")
    assert ": none of 50 people with blinatumomab had it, and none of 86 with chemotherapy." in said


COUNTS = ["n_with_event", "n_at_risk", "n_with_event_control", "n_at_risk_control"]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((76, 267, 61, 110), "28 of 100 with blinatumomab, 55 of 100 with chemotherapy; 27 fewer per 100"),
        ((37, 267, 0, 109), "14 of 100 with blinatumomab, 0 of 100 with chemotherapy; 14 more per 100"),
        ((2, 267, 30, 100), "7 of 1,000 with blinatumomab, 300 of 1,000 with chemotherapy; 293 fewer per 1,000"),
        ((30, 100, 30, 100), "30 of 100 with blinatumomab, 30 of 100 with chemotherapy; no more and no fewer per 100"),
        ((77, 102, 63, 97), "75.5 of 100 with blinatumomab, 65.0 of 100 with chemotherapy; 10.5 more per 100"),
    ],
)
def test_the_difference_is_that_of_the_shares_as_they_are_told(tower, counts, told):
    row = tower.loc["Infections (any)"].to_dict() | dict(zip(COUNTS, counts, strict=True))
    row |= {"proportion": counts[0] / counts[1], "proportion_control": counts[2] / counts[3]}
    [(_, row)] = with_number_needed(with_risk_difference(pd.DataFrame([row]))).iterrows()
    assert told in difference_in_words(row, reader="educator")


def test_a_limit_is_never_told_as_none(tower):
    row = tower.loc["Infections (any)"].copy()
    row[["risk_difference", "risk_difference_low", "risk_difference_high"]] = [-0.18, -0.29, -0.001]
    row[["proportion", "proportion_control"]] = [0.34, 0.52]
    assert "(95% interval less than 1 to 29 fewer)" in difference_in_words(row, reader="educator")
    row["risk_difference_high"] = 0.001
    assert "(95% interval 29 fewer to less than 1 more)" in difference_in_words(row, reader="educator")


def test_an_interval_around_zero_has_no_number_needed_and_says_both_directions(tower):
    said = difference_in_words(tower.loc["Neurologic events (any)"], reader="pharmacist")
    assert "9 of 100 with blinatumomab, 8 of 100 with chemotherapy; 1 more per 100" in said
    assert "(95% interval 6 fewer to 7 more)" in said
    assert "no number needed to treat or to harm, because the interval of the difference contains zero" in said


def test_a_ratio_to_an_arm_without_the_event_is_infinite(tower):
    assert "Risk ratio infinite (" in difference_in_words(tower.loc["Cytokine release syndrome"], reader="pharmacist")


# Different trials


def test_different_trials_are_closed_until_opened_and_warn_then(pair):
    arm_ids = ("transcend-cll-lisocabtagene", TOWER[0])
    closed = pair(arm_ids, grade_band="ge3").loc["Infections (any)"]
    opened = pair(arm_ids, is_open=True, grade_band="ge3").loc["Infections (any)"]
    for reader in ("pharmacist", "educator", "learner"):
        said = difference_in_words(closed, reader=reader)
        assert said == (
            "Infections (any), grade 3 or higher (whole study): 17 of 100 with TRANSCEND CLL 004: lisocabtagene, 34 "
            "of 100 with TOWER: blinatumomab; no difference is shown, because the trials differ."
        )
        warned = difference_in_words(opened, reader=reader)
        assert "17 fewer" in warned
        assert warned.endswith(
            "Different trials: a difference includes differences between patients, grading and time on treatment."
        )


def test_shared_patients_and_missing_counts_are_told_apart(pair):
    row = pair(TOWER, shared=True, grade_band="ge3").loc["Infections (any)"]
    assert difference_in_words(row, reader="educator").endswith(
        "; both may count the same patients, so there is no difference to compute."
    )
    row = pair(("zuma-3-brexucabtagene", TOWER[0]), is_open=True, grade_band="ge3").loc["Infections (any)"]
    assert pd.isna(row["n_with_event"])
    assert difference_in_words(row, reader="pharmacist").endswith("; a difference needs one count in each arm.")


# Bounds


@pytest.mark.parametrize("reader", ["pharmacist", "educator", "learner"])
def test_a_bound_stays_a_bound(pair, reader):
    choice = {"is_open": True, "grade_band": "ge3"}
    row = pair(("us-label-2014-era-adults", "inovate-chemotherapy"), **choice).loc["Constipation"]
    assert (row["percent"], row["percent_qualifier"]) == (1.0, "<")
    said = difference_in_words(row, reader=reader)
    assert "less than 10 of 1,000 with US label, 2014 era (N=212)" in said
    mirrored = pair(("inovate-chemotherapy", "us-label-2014-era-adults"), **choice).loc["Constipation"]
    assert "less than 10 of 1,000 with US label, 2014 era (N=212)" in difference_in_words(mirrored, reader=reader)


def test_at_least_and_about(pair):
    choice = {"is_open": True, "grade_band": "ge3"}
    row = pair(("mt103-211-blinatumomab", TOWER[1]), **choice).loc["Neurologic events (any)"]
    assert "at least 13 of 100 with" in difference_in_words(row, reader="educator")
    row = pair(("pasquini-axicabtagene", TOWER[0]), **choice).loc["Cytokine release syndrome"]
    assert "about 9 of 100 with" in difference_in_words(row, reader="educator")


@pytest.mark.parametrize(
    ("shares", "signs", "scale"),
    [
        ([0.01, 0.5], ["", ""], 100),
        ([0.0099, 0.5], ["", ""], 1000),
        ([0.5, 0.0], ["", ""], 100),
        ([0.01, 0.5], ["<", ""], 1000),
        ([0.01, 0.5], [">=", ""], 100),
        ([0.05, 0.5], ["<", ""], 100),
    ],
)
def test_people_scale(shares, signs, scale):
    assert people_scale(shares, signs) == scale


def test_not_reported_by_the_reference_is_said_and_no_zero(pair):
    row = pair((TOWER[0], "inovate-inotuzumab"), grade_band="ge3", is_open=True).loc["Cytokine release syndrome"]
    assert difference_in_words(row, reader="educator") == (
        "Cytokine release syndrome, grade 3 or higher: TOWER: blinatumomab reports it, the reference arm does not. "
        "Not reported is not zero."
    )


def test_rows_without_a_share_are_said(tower):
    row = tower.loc["Infections (any)"].copy()
    row["proportion_control"] = float("nan")
    assert difference_in_words(row, reader="learner").endswith(
        ": both arms report it, but not as shares that can be put side by side."
    )


def test_names_that_begin_with_a_letter_of_their_own_keep_it(tower):
    row = tower.loc["Infections (any)"].copy()
    for name, inside in (("B-cell loss", "B-cell loss"), ("COVID-19", "COVID-19"), ("Fever", "fever")):
        row["event"] = name
        assert f"whole study), {inside}, grade 3" in difference_in_words(row, reader="educator")


def test_a_count_that_is_worked_out_is_said_to_be(pair):
    row = pair((TOWER[0], "inovate-inotuzumab"), is_open=True, grade_band="ge3").loc["Infections (any)"]
    for reader in ("pharmacist", "educator", "learner"):
        assert " Worked out from the printed percentage: 46 of 164." in difference_in_words(row, reader=reader)
    printed = pair(TOWER, grade_band="ge3").loc["Infections (any)"]
    assert "Worked out" not in difference_in_words(printed, reader="educator")
