"""Time to an event and regression: ties, competing events, arms without events, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import event_free, hazard_ratios, incidence_over_time, odds_ratios, restricted_mean
from adverse.statistics.survival import KINDS, on_days
from adverse.statistics.weibull import weibull_shape

PATIENTS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(KINDS)), min_size=1, max_size=60)


@given(PATIENTS)
def test_shares_of_event_competing_event_and_neither_add_up_to_one(patients):
    days, kinds = zip(*patients, strict=True)
    curve = incidence_over_time(days, kinds)
    total = curve["incidence"] + curve["competing_incidence"] + curve["event_free"]
    assert np.allclose(total, 1)
    limited = curve.dropna()
    assert (limited["incidence_low"] <= limited["incidence"]).all()
    assert (limited["incidence"] <= limited["incidence_high"]).all()


@given(PATIENTS, st.randoms())
def test_the_order_of_patients_changes_nothing(patients, random):
    shuffled = random.sample(patients, len(patients))
    first, second = (incidence_over_time(*zip(*some, strict=True)) for some in (patients, shuffled))
    pd.testing.assert_frame_equal(first, second)


@given(PATIENTS)
def test_without_a_competing_event_incidence_is_one_minus_kaplan_meier(patients):
    days, kinds = zip(*[(day, kind) for day, kind in patients if kind != "competing"] or [(1, "event")], strict=True)
    incidence = incidence_over_time(days, kinds)["incidence"]
    assert np.allclose(incidence, 1 - event_free(days, [kind == "event" for kind in kinds])["event_free"])


@given(PATIENTS)
def test_one_minus_kaplan_meier_is_never_below_the_incidence(patients):
    days, kinds = zip(*patients, strict=True)
    if_nobody_died = 1 - event_free(days, [kind == "event" for kind in kinds])["event_free"]
    assert (if_nobody_died >= incidence_over_time(days, kinds)["incidence"] - 1e-12).all()


def test_times_of_a_known_fault_elsewhere_keep_every_increment():
    kinds = ["censored", "event", "event", "competing", "competing", "censored"]
    curve = incidence_over_time([1, 2, 3, 4, 5, 6], kinds)
    assert curve["incidence"].iloc[-1] == pytest.approx(0.4)
    assert curve["competing_incidence"].iloc[-1] == pytest.approx(0.4)


def test_an_event_on_day_0_counts():
    assert event_free([0, 5], [True, False])["event_free"].tolist() == [0.5, 0.5]
    assert incidence_over_time([0, 5], ["event", "censored"])["incidence"].tolist() == [0.5, 0.5]


def test_an_arm_without_events_stays_at_one_with_its_patients_at_risk():
    curve = on_days(event_free([90, 90, 90, 90], [False] * 4), [0, 30, 90, 91])
    assert curve["event_free"].tolist()[:3] == [1, 1, 1]
    assert curve["n_at_risk"].tolist() == [4, 4, 4, 0]
    assert np.isnan(curve["event_free"].iloc[3])


def test_restricted_mean_ends_where_patients_were_followed():
    assert restricted_mean([2, 10], [True, False], until=10).value == pytest.approx(6)
    with pytest.raises(ValueError, match="followed up to day 10"):
        restricted_mean([2, 10], [True, False], until=11)
    assert restricted_mean([2, 4], [True, True], until=11).value == pytest.approx(3)


@pytest.mark.parametrize("day", [-1, float("nan"), float("inf")])
def test_impossible_days_are_refused(day):
    with pytest.raises(ValueError, match="Impossible day"):
        event_free([1, day], [True, False])


def test_weibull_shape_needs_two_days_with_an_event():
    with pytest.raises(ValueError, match="give no shape"):
        weibull_shape([3, 3, 9], [True, True, False])
    with pytest.raises(ValueError, match="above 0"):
        weibull_shape([0, 3, 9], [True, True, False])


def test_separated_groups_have_no_plain_ratio_and_a_finite_one_of_few_events():
    with pytest.raises(ValueError, match="no finite ratio"):
        odds_ratios([1] * 4 + [0] * 6, {"exposed": [1] * 5 + [0] * 5})
    with pytest.raises(ValueError, match="no finite ratio"):
        hazard_ratios([1, 2, 3, 4], [1, 1, 0, 0], {"exposed": [1, 1, 0, 0]})
    sparse = hazard_ratios([1, 2, 3, 4], [1, 1, 0, 0], {"exposed": [1, 1, 0, 0]}, is_sparse=True)
    assert np.isfinite(sparse[["ratio", "ratio_low", "ratio_high"]]).all(axis=None)


def test_sparse_hazard_ratio_is_the_maximum_of_the_penalized_likelihood():
    days, event, mark = np.arange(1, 9), np.array([1, 0, 1, 1, 0, 1, 0, 1]), np.array([1, 1, 1, 0, 1, 0, 0, 0])

    def penalized(log_ratio):
        weight = np.exp(log_ratio * mark)
        share = np.array([(weight * mark)[days >= day].sum() / weight[days >= day].sum() for day in days])
        likelihood = (event * (np.log(weight) - np.log([weight[days >= day].sum() for day in days]))).sum()
        return likelihood + 0.5 * np.log((event * share * (1 - share)).sum())

    grid = np.linspace(-3, 4, 70001)
    best = grid[np.argmax([penalized(one) for one in grid])]
    ratio = hazard_ratios(days, event, {"mark": mark}, is_sparse=True)["ratio"].iloc[0]
    assert np.log(ratio) == pytest.approx(best, abs=2e-4)


@pytest.mark.parametrize(
    ("event", "factors", "told"),
    [
        ([0, 0, 0], {"age": [1, 2, 3]}, "No patient had"),
        ([1, 1, 1], {"age": [1, 2, 3]}, "Every patient had"),
        ([1, 0, 1], {"age": [1, np.nan, 3]}, "missing"),
        ([1, 0, 1], {"age": [5, 5, 5]}, "does not vary"),
        ([1, 0, 1], {"age": [1, 2]}, "values of each factor"),
    ],
)
def test_models_refuse_what_has_no_ratio(event, factors, told):
    with pytest.raises(ValueError, match=told):
        odds_ratios(event, factors)
