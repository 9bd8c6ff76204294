"""Every interval holds its estimate, and keeps its digits, for counts from one patient to a thousand million."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import (
    incidence_proportion,
    incidence_rate,
    odds_ratio,
    rate_ratio,
    risk_difference,
    risk_ratio,
)

MOST = 10**9
NEAR_AN_END = st.integers(0, 5) | st.integers(0, MOST)
ARM = st.tuples(NEAR_AN_END, st.integers(1, MOST) | st.just(MOST), st.booleans()).map(
    lambda drawn: (min(drawn[:2]) if drawn[2] else drawn[1] - min(drawn[:2]), drawn[1])
)
TWO_ARMS = st.builds(lambda treated, control: (*treated, *control), ARM, ARM)
STATISTICS = {
    "wilson": lambda counts: incidence_proportion(*counts[:2]),
    "clopper pearson": lambda counts: incidence_proportion(*counts[:2], method="clopper_pearson"),
    "rate": lambda counts: incidence_rate(*counts[:2]),
    "rate ratio": lambda counts: rate_ratio(*counts),
    "difference": lambda counts: risk_difference(*counts),
    "difference by newcombe": lambda counts: risk_difference(*counts, method="newcombe"),
    "risk ratio": lambda counts: risk_ratio(*counts),
    "odds ratio": lambda counts: odds_ratio(*counts),
}


@pytest.mark.parametrize("name", STATISTICS)
@given(counts=TWO_ARMS)
def test_interval_holds_the_estimate(name, counts):
    estimate = STATISTICS[name](counts)
    assert not math.isnan(estimate.low) and not math.isnan(estimate.high)
    assert math.isnan(estimate.value) or estimate.low <= estimate.value <= estimate.high


def close(number):
    return pytest.approx(number, rel=1e-4)


@pytest.mark.parametrize("n", [10**6, 10**9])
def test_ratios_keep_their_digits_where_nearly_all_of_one_arm_and_nearly_none_of_the_other_had_the_event(n):
    estimate, inverted = odds_ratio(n - 1, n, 1, n), odds_ratio(1, n, n - 1, n)
    assert estimate.value == close(n**2)
    assert [estimate.low * inverted.high, estimate.high * inverted.low] == close([1, 1])
    smaller = odds_ratio(n // 100 - 1, n // 100, 1, n // 100)  # two cells of one patient decide, not the rest
    assert [estimate.low / n**2, estimate.high / n**2] == pytest.approx(
        [smaller.low / (n // 100) ** 2, smaller.high / (n // 100) ** 2], rel=1e-3
    )


def test_rare_events_give_the_limits_of_their_counts_however_many_patients_there_are():
    n, more = 10**6, 10**9
    fewer_patients, more_patients = risk_difference(3, n, 1, n), risk_difference(3, more, 1, more)
    assert [more * more_patients.low, more * more_patients.high] == close(
        [n * fewer_patients.low, n * fewer_patients.high]
    )
    mirrored = risk_difference(more - 3, more, more - 1, more)
    assert [mirrored.low, mirrored.high] == close([-more_patients.high, -more_patients.low])
    lows = [function(3, size, 1, size).low for function in (odds_ratio, risk_ratio) for size in (n, more)]
    assert lows == close([lows[0]] * 4)
