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
ARM = st.integers(1, 400).flatmap(lambda n_at_risk: st.tuples(st.integers(0, n_at_risk), st.just(n_at_risk)))
ARMS = st.lists(ARM, min_size=2, max_size=8)


def pooled(arms, **options):
    return pooled_proportion([x for x, _ in arms], [n for _, n in arms], **options)


@given(ARMS, METHODS)
def test_pooled_proportion_lies_between_the_arms_and_in_its_intervals(arms, method):
    result = pooled(arms, method=method)
    estimate = result.estimate
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
    assert pooled_proportion(table["x"], table["n"]) == pooled_proportion([3, 8, 9], [30, 50, 60])


def test_two_arms_have_no_prediction_interval_and_three_have():
    assert math.isnan(pooled([(3, 30), (8, 50)]).prediction_low)
    assert pooled([(3, 30), (8, 50), (9, 60)]).prediction_low > 0


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
