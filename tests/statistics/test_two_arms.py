"""What must hold for two arms with any counts: differences, ratios, numbers needed."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adverse.statistics import (
    number_needed_to_harm,
    number_needed_to_treat,
    odds_ratio,
    risk_difference,
    risk_ratio,
    with_number_needed,
    with_odds_ratio,
    with_risk_difference,
    with_risk_ratio,
)

LEVELS = st.floats(0.5, 0.999)
METHODS = st.sampled_from(["miettinen_nurminen", "newcombe"])
ARM = st.integers(1, 600).flatmap(lambda n_at_risk: st.tuples(st.integers(0, n_at_risk), st.just(n_at_risk)))
ARMS = st.tuples(ARM, ARM).map(lambda arms: (*arms[0], *arms[1]))
RATIOS = st.sampled_from([risk_ratio, odds_ratio])
COLUMNS = ["n_with_event", "n_at_risk", "n_with_event_control", "n_at_risk_control"]
TABLES = {
    "risk_difference": (risk_difference, with_risk_difference),
    "risk_ratio": (risk_ratio, with_risk_ratio),
    "odds_ratio": (odds_ratio, with_odds_ratio),
}
ROWS = st.lists(ARMS | st.tuples(st.none(), st.integers(1, 9), st.integers(0, 3), st.integers(3, 9)), max_size=6)


def swapped(counts):
    return counts[2:] + counts[:2]


def close(number):
    return pytest.approx(number, rel=1e-6, abs=1e-8, nan_ok=True)


@given(ARMS, LEVELS, METHODS)
def test_difference_lies_in_its_interval_within_minus_1_and_1(counts, level, method):
    estimate = risk_difference(*counts, level=level, method=method)
    assert estimate.value == counts[0] / counts[1] - counts[2] / counts[3]
    assert -1 <= estimate.low <= estimate.value <= estimate.high <= 1


@given(st.integers(1, 600), st.integers(1, 600), LEVELS, METHODS)
def test_two_arms_without_an_event_still_have_an_interval(n_treated, n_control, level, method):
    estimate = risk_difference(0, n_treated, 0, n_control, level=level, method=method)
    assert estimate.low < 0 < estimate.high


@given(ARMS, LEVELS, METHODS)
def test_exchanging_the_arms_mirrors_the_difference(counts, level, method):
    estimate = risk_difference(*counts, level=level, method=method)
    mirrored = risk_difference(*swapped(counts), level=level, method=method)
    assert [mirrored.value, mirrored.low, mirrored.high] == close([-estimate.value, -estimate.high, -estimate.low])


@given(ARMS, LEVELS, METHODS)
def test_patients_without_the_event_mirror_those_with_it(counts, level, method):
    treated, n_treated, control, n_control = counts
    estimate = risk_difference(*counts, level=level, method=method)
    without = (n_treated - treated, n_treated, n_control - control, n_control)
    mirrored = risk_difference(*without, level=level, method=method)
    assert [mirrored.low, mirrored.high] == close([-estimate.high, -estimate.low])


@given(ARMS.filter(lambda counts: counts[0] < counts[1]), LEVELS, METHODS)
def test_one_more_treated_patient_with_the_event_raises_the_interval(counts, level, method):
    fewer = risk_difference(*counts, level=level, method=method)
    more = risk_difference(counts[0] + 1, *counts[1:], level=level, method=method)
    assert more.value > fewer.value
    assert more.low >= fewer.low - 1e-9
    assert more.high >= fewer.high - 1e-9


@given(ARMS, METHODS)
def test_higher_level_holds_the_lower_one(counts, method):
    narrow = risk_difference(*counts, level=0.8, method=method)
    wide = risk_difference(*counts, level=0.95, method=method)
    assert wide.low <= narrow.low
    assert wide.high >= narrow.high


@given(ARMS, LEVELS)
def test_p_value_and_intervals_agree_on_no_difference(counts, level):
    table = with_odds_ratio(with_risk_ratio(with_risk_difference(pd.DataFrame([counts], columns=COLUMNS), level=level)))
    [row] = with_odds_ratio(with_risk_ratio(table, level=level), level=level).itertuples()
    assume(abs(row.p_value - (1 - level)) > 1e-6)
    apart = row.p_value < 1 - level
    assert 0 <= row.p_value <= 1
    assert (row.risk_difference_low > 0 or row.risk_difference_high < 0) == apart
    assert (row.risk_ratio_low > 1 or row.risk_ratio_high < 1) == apart
    assert (row.odds_ratio_low > 1 or row.odds_ratio_high < 1) == apart


@given(ARMS, LEVELS, RATIOS)
def test_ratio_lies_in_its_interval_and_is_inverted_by_exchanging_the_arms(counts, level, ratio):
    estimate, inverted = ratio(*counts, level=level), ratio(*swapped(counts), level=level)
    assert 0 <= estimate.low < estimate.high
    assert math.isnan(estimate.value) or estimate.low <= estimate.value <= estimate.high
    for end, other in [(estimate.low, inverted.high), (estimate.high, inverted.low)]:
        assert 1 / (1 + end) == close(1 - 1 / (1 + other))


@given(ARM.filter(lambda arm: arm[0] > 0), st.integers(1, 600), LEVELS, RATIOS)
def test_arm_without_the_event_gives_an_open_ratio_and_a_finite_other_end(arm, n_without, level, ratio):
    above, below = ratio(*arm, 0, n_without, level=level), ratio(0, n_without, *arm, level=level)
    assert (above.value, above.high) == (math.inf, math.inf)
    assert (below.value, below.low) == (0, 0)
    if (arm[0], n_without, ratio) != (arm[1], n_without, odds_ratio):
        assert 0 < above.low < math.inf
        assert 0 < below.high < math.inf


@given(st.integers(1, 600), st.integers(1, 600), LEVELS, RATIOS)
def test_no_event_at_all_says_nothing_about_a_ratio(n_treated, n_control, level, ratio):
    estimate = ratio(0, n_treated, 0, n_control, level=level)
    assert math.isnan(estimate.value)
    assert (estimate.low, estimate.high) == (0, math.inf)


@given(ARMS, LEVELS, METHODS)
def test_number_needed_is_finite_only_when_the_difference_leaves_0_out(counts, level, method):
    difference = risk_difference(*counts, level=level, method=method)
    more = number_needed_to_harm(*counts, level=level, method=method)
    fewer = number_needed_to_treat(*counts, level=level, method=method)
    for patients, is_given in ((more, difference.low > 0), (fewer, difference.high < 0)):
        numbers = [patients.low, patients.value, patients.high]
        assert np.isnan(numbers).all() != is_given
        if is_given:
            assert 1 <= patients.low <= patients.value <= patients.high
            ends = sorted(map(abs, (difference.low, difference.value, difference.high)), reverse=True)
            assert numbers == close([1 / end for end in ends])


@given(ARMS, LEVELS)
def test_the_table_names_what_the_number_is_for_and_never_makes_it_negative(counts, level):
    [row] = with_number_needed(with_risk_difference(pd.DataFrame([counts], columns=COLUMNS), level=level)).itertuples()
    more, fewer = number_needed_to_harm(*counts, level=level), number_needed_to_treat(*counts, level=level)
    single = {"harm": more, "benefit": fewer, "": more}[row.number_needed_for]
    assert [row.number_needed, row.number_needed_low, row.number_needed_high] == close(
        [single.value, single.low, single.high]
    )
    assert (row.number_needed_for == "") == (math.isnan(more.value) and math.isnan(fewer.value))


@pytest.mark.parametrize("name", TABLES)
@given(rows=ROWS, level=LEVELS)
def test_table_equals_the_single_estimates_and_keeps_its_rows(name, rows, level):
    single, with_columns = TABLES[name]
    table = pd.DataFrame(rows, columns=COLUMNS, index=[f"row {n}" for n in range(len(rows))]).astype("Float64")
    before = table.copy(deep=True)
    result = with_columns(table, level=level)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(result[COLUMNS], before)
    for row, added in zip(rows, result[[name, f"{name}_low", f"{name}_high"]].to_numpy(), strict=True):
        if None in row:
            assert np.isnan(result.iloc[rows.index(row), 4:].astype(float)).all()
        else:
            estimate = single(*row, level=level)
            assert list(added) == close([estimate.value, estimate.low, estimate.high])


@pytest.mark.parametrize("name", TABLES)
def test_impossible_arm_is_named(name):
    single, with_columns = TABLES[name]
    for counts, named in [((11, 10, 1, 10), "11 of 10"), ((1, 10, 2.5, 10), "2.5 of 10"), ((1, 10, 0, 0), "0 of 0")]:
        with pytest.raises(ValueError, match=f"^Impossible counts: {named} patients with the event"):
            single(*counts)
        with pytest.raises(ValueError, match=f"^Impossible counts: {named} patients with the event"):
            with_columns(pd.DataFrame([(1, 2, 1, 2), counts], columns=COLUMNS))
    with pytest.raises(ValueError, match=r"^Impossible confidence level: 95"):
        with_columns(pd.DataFrame(columns=COLUMNS), level=95)


def test_unknown_method_is_named():
    with pytest.raises(ValueError, match=r"^Unknown method: 'wald'. Choose one of: miettinen_nurminen, newcombe.$"):
        risk_difference(1, 10, 1, 10, method="wald")
