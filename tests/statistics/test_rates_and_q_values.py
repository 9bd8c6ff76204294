"""What must hold for the ratio of two rates and for the q values of a table."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import rate_ratio, with_q_values

EVENTS, YEARS = st.integers(0, 500), st.floats(0.1, 10_000)


@given(EVENTS, YEARS, EVENTS, YEARS, st.floats(0.5, 0.999))
def test_rate_ratio_lies_in_its_interval_and_is_inverted_by_exchanging_the_arms(x, t, y, u, level):
    ratio, inverted = rate_ratio(x, t, y, u, level=level), rate_ratio(y, u, x, t, level=level)
    assert 0 <= ratio.low < ratio.high
    assert math.isnan(ratio.value) == (x == y == 0)
    assert math.isnan(ratio.value) or ratio.low <= ratio.value <= ratio.high
    assert ratio.low == pytest.approx(1 / inverted.high if inverted.high < math.inf else 0)
    assert (ratio.high == math.inf) == (y == 0)


def test_impossible_rates_of_either_arm_are_named():
    with pytest.raises(ValueError, match=r"^Impossible rate: -1 events in 10 patient-years"):
        rate_ratio(-1, 10, 1, 10)
    with pytest.raises(ValueError, match=r"^Impossible rate: 1 events in 0 patient-years"):
        rate_ratio(1, 10, 1, 0)


P_VALUES = st.lists(st.floats(0, 1) | st.none(), max_size=20)


@given(P_VALUES)
def test_q_values_keep_the_order_of_p_values_and_never_lie_below_them(p_values):
    table = pd.DataFrame({"p_value": p_values}, dtype="float64")
    result = with_q_values(table)
    assert list(result["q_value"].isna()) == [p is None for p in p_values]
    tested = result.dropna().sort_values("p_value")
    assert (tested["q_value"] >= tested["p_value"]).all()
    assert (tested["q_value"] <= 1).all()
    assert tested["q_value"].is_monotonic_increasing
    alone = with_q_values(table.dropna())
    pd.testing.assert_series_equal(alone["q_value"], result["q_value"].dropna())


def test_four_of_the_fifteen_hypotheses_of_benjamini_and_hochberg_are_rejected():
    """J R Stat Soc B 1995;57:289-300, section 3.2: thrombolysis in acute myocardial infarction, at level 0.05."""
    printed = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    result = with_q_values(pd.DataFrame({"p_value": [*printed, 0.7590, 1.0]}))
    assert (result["q_value"] <= 0.05).sum() == 4


def test_impossible_p_value_is_named():
    with pytest.raises(ValueError, match=r"^Impossible p value: 1.5. It must be from 0 to 1.$"):
        with_q_values(pd.DataFrame({"p_value": [0.5, None, 1.5]}))
