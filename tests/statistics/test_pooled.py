"""What must hold when several arms are pooled."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import incidence_proportion, pooled_proportion

METHODS = st.sampled_from(["binomial_normal", "logit_reml"])
ARM = st.integers(2, 400).flatmap(lambda n_at_risk: st.tuples(st.integers(0, n_at_risk), st.just(n_at_risk)))
ARMS = st.lists(ARM, min_size=2, max_size=8)


def pooled(arms, **options):
    return pooled_proportion([x for x, _ in arms], [n for _, n in arms], **options)


@given(ARMS, METHODS)
def test_pooled_proportion_lies_between_the_arms_and_in_its_intervals(arms, method):
    result = pooled(arms, method=method)
    estimate = result.estimate
    assert (result.withheld == "nothing_in_common") == math.isnan(estimate.value)
    if result.withheld:
        return
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert result.n_arms == len(arms)
    assert result.n_arms_at_limit == sum(x in (0, n) for x, n in arms)
    if method == "binomial_normal":
        assert min(x / n for x, n in arms) - 0.02 <= estimate.value <= max(x / n for x, n in arms) + 0.02
    if not math.isnan(result.prediction_low):
        assert 0 <= result.prediction_low <= estimate.low
        assert estimate.high <= result.prediction_high <= 1
        assert result.tau_squared >= 0
        assert 0 <= result.i_squared < 1


@given(ARMS, METHODS)
def test_patients_without_the_event_mirror_those_with_it(arms, method):
    result, mirrored = pooled(arms, method=method), pooled([(n - x, n) for x, n in arms], method=method)
    if result.withheld or mirrored.withheld:
        assert result.withheld == mirrored.withheld or max(result.tau_squared, mirrored.tau_squared) > 24.9
        return
    assert mirrored.estimate.value == pytest.approx(1 - result.estimate.value, abs=2e-3)
    assert mirrored.estimate.low == pytest.approx(1 - result.estimate.high, abs=2e-2)


@given(ARM.filter(lambda arm: 0 < arm[0] < arm[1]), st.integers(3, 9), METHODS)
def test_equal_arms_show_no_heterogeneity(arm, n_arms, method):
    result = pooled([arm] * n_arms, method=method)
    assert result.estimate.value == pytest.approx(arm[0] / arm[1], abs=1e-5)
    assert result.tau_squared == pytest.approx(0, abs=1e-4)
    assert result.i_squared == pytest.approx(0, abs=1e-2)


def test_i_squared_is_the_share_of_tau_squared_when_the_arms_are_equally_precise():
    result = pooled([(20, 100), (80, 100)], method="logit_reml")
    variance = 1 / 20 + 1 / 80
    assert result.tau_squared == pytest.approx(2 * math.log(4) ** 2 - variance)
    assert result.i_squared == pytest.approx(result.tau_squared / (result.tau_squared + variance))


@pytest.mark.parametrize(("x", "value"), [(0, 0), (1, 1)])
def test_arms_without_any_event_give_the_exact_interval_of_their_sum(x, value):
    result = pooled_proportion([x * 30, x * 70], [30, 70])
    exact = incidence_proportion(x * 100, 100, method="clopper_pearson")
    assert (result.estimate.value, result.estimate.low, result.estimate.high) == (value, exact.low, exact.high)
    assert np.isnan([result.prediction_low, result.prediction_high, result.tau_squared, result.i_squared]).all()
    assert result.estimate.method == "Clopper-Pearson exact, of the sum of the arms"


def test_arms_without_counts_are_left_out():
    table = pd.DataFrame({"x": [3, None, 4, 8, 9], "n": [30, 40, None, 50, 60]}, dtype="Int64")
    result, counted = pooled_proportion(table["x"], table["n"]), pooled_proportion([3, 8, 9], [30, 50, 60])
    assert (result.estimate, result.n_arms) == (counted.estimate, 3)


FIVE = [(3, 30), (8, 50), (9, 60), (4, 20), (12, 70)]


def test_four_arms_have_no_prediction_interval_and_five_have():
    assert all(math.isnan(pooled(FIVE[:n]).prediction_low) for n in (2, 3, 4))
    assert 0 < pooled(FIVE).prediction_low < pooled(FIVE).prediction_high < 1


def test_the_interval_takes_t_of_one_degree_less_than_arms():
    result = pooled(FIVE)
    reach = 2.776445 * result.standard_error  # t of 4 degrees of freedom
    ends = [result.mean_log_odds - reach, result.mean_log_odds + reach]
    assert [result.estimate.low, result.estimate.high] == pytest.approx([1 / (1 + math.exp(-end)) for end in ends])


def test_the_inverse_variance_interval_takes_the_error_of_hartung_and_knapp():
    arms = [(2, 40), (10, 80), (30, 60), (50, 90)]
    result = pooled(arms, method="logit_reml")
    log_odds = np.array([math.log(x / (n - x)) for x, n in arms])
    weight = 1 / (result.tau_squared + np.array([1 / x + 1 / (n - x) for x, n in arms]))
    spread = (weight * (log_odds - result.mean_log_odds) ** 2).sum() / 3
    reach = 3.182446 * max(math.sqrt(spread), 1) * result.standard_error  # t of 3 degrees of freedom
    assert result.estimate.low == pytest.approx(1 / (1 + math.exp(reach - result.mean_log_odds)))


def test_three_arms_hold_the_truth_about_as_often_as_they_say_where_the_normal_quantile_would_not():
    chance = np.random.default_rng(20261122)
    held, held_by_normal, n_pools = 0, 0, 200
    for _ in range(n_pools):
        shares = 1 / (1 + np.exp(-chance.normal(-1, 0.7, 3)))
        result = pooled_proportion(chance.binomial(120, shares), [120] * 3)
        off = abs(result.mean_log_odds + 1) / result.standard_error
        held_by_normal += off < 1.959964
        held += result.estimate.low <= 1 / (1 + math.e) <= result.estimate.high
    assert held_by_normal / n_pools < 0.9
    assert held / n_pools > 0.93


@pytest.mark.parametrize("method", ["binomial_normal", "logit_reml"])
def test_arms_with_nothing_in_common_have_no_typical_arm(method):
    result = pooled([(1, 10**6), (10**6 - 1, 10**6), (5, 10)], method=method)
    assert result.withheld == "nothing_in_common"
    assert result.tau_squared == pytest.approx(25, abs=0.01)
    assert np.isnan([result.estimate.value, result.estimate.low, result.estimate.high, result.prediction_low]).all()


@pytest.mark.parametrize("arms", [[(0, 1), (1, 1), (1, 1)], [(0, 1), (0, 1)], [(3, 30), (8, 50), (1, 1)]])
def test_an_arm_of_one_patient_withholds_the_pool(arms):
    result = pooled(arms)
    assert (result.withheld, result.n_arms) == ("arm_of_one_patient", len(arms))
    assert math.isnan(result.estimate.value)


@pytest.mark.parametrize("arms", [[], [(3, 30)], [(3, 30), (math.nan, 40)]])
def test_too_few_arms_are_named(arms):
    n_counted = sum(x == x for x, _ in arms)
    with pytest.raises(ValueError, match=f"^Too few arms to pool: {n_counted} with counts. At least 2 are needed.$"):
        pooled(arms)


def test_impossible_input_to_pooling_is_named():
    with pytest.raises(ValueError, match=r"^Impossible counts: 31 of 30 patients"):
        pooled([(3, 30), (31, 30)])
    with pytest.raises(ValueError, match=r"^Unknown method: 'mean'. Choose one of: binomial_normal, logit_reml.$"):
        pooled([(3, 30), (8, 50)], method="mean")


def test_sixty_arms_are_pooled_within_50_milliseconds():
    n_at_risk = np.arange(10, 610, 10)
    n_with_event = np.round(n_at_risk * (0.02 + 0.3 * (np.arange(60) % 7) / 7)).astype(int)
    seconds = []
    for _ in range(9):
        start = time.perf_counter()
        pooled_proportion(n_with_event, n_at_risk)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.05
