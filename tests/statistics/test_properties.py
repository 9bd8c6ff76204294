"""What must hold for every count, not only for the published ones."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import incidence_proportion, incidence_rate, with_incidence_proportion

LEVELS = st.floats(0.5, 0.999)
METHODS = st.sampled_from(["wilson", "clopper_pearson"])
COUNTS = st.integers(1, 10_000).flatmap(lambda n_at_risk: st.tuples(st.integers(0, n_at_risk), st.just(n_at_risk)))
EVENTS = st.integers(0, 10_000)
PATIENT_YEARS = st.floats(0.01, 100_000)

COUNTED_ROWS = st.builds(lambda counts, percent: (*counts, percent), COUNTS, st.none() | st.floats(0, 100))
UNCOUNTED_ROWS = st.tuples(st.none(), st.none() | st.integers(1, 500), st.none() | st.floats(0, 100))
INPUTS = ["n_with_event", "n_at_risk", "percent"]
OUTPUTS = ["proportion", "proportion_low", "proportion_high"]


@st.composite
def tables(draw, rows=COUNTED_ROWS | UNCOUNTED_ROWS):
    drawn = draw(st.lists(rows, max_size=8))
    count_type = draw(st.sampled_from(["Int64", "float64"]))
    percent_type = draw(st.sampled_from(["Float64", "float64"]))
    index = draw(st.lists(st.integers(), min_size=len(drawn), max_size=len(drawn)))
    return pd.DataFrame(drawn, columns=INPUTS, index=index).astype(
        {"n_with_event": count_type, "n_at_risk": count_type, "percent": percent_type}
    )


@given(COUNTS, LEVELS, METHODS)
def test_interval_covers_the_value_within_0_and_1(counts, level, method):
    estimate = incidence_proportion(*counts, level=level, method=method)
    assert estimate.value == counts[0] / counts[1]
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.low < estimate.high


@given(st.integers(1, 10_000), LEVELS, METHODS)
def test_limits_are_exact_at_none_and_all(n_at_risk, level, method):
    assert incidence_proportion(0, n_at_risk, level=level, method=method).low == 0
    assert incidence_proportion(n_at_risk, n_at_risk, level=level, method=method).high == 1


@given(COUNTS, LEVELS, METHODS)
def test_patients_without_the_event_mirror_those_with_it(counts, level, method):
    n_with_event, n_at_risk = counts
    estimate = incidence_proportion(n_with_event, n_at_risk, level=level, method=method)
    mirrored = incidence_proportion(n_at_risk - n_with_event, n_at_risk, level=level, method=method)
    assert mirrored.low == pytest.approx(1 - estimate.high, abs=1e-12)
    assert mirrored.high == pytest.approx(1 - estimate.low, abs=1e-12)


@given(COUNTS.filter(lambda counts: counts[0] < counts[1]), LEVELS, METHODS)
def test_one_more_patient_with_the_event_raises_both_limits(counts, level, method):
    n_with_event, n_at_risk = counts
    fewer = incidence_proportion(n_with_event, n_at_risk, level=level, method=method)
    more = incidence_proportion(n_with_event + 1, n_at_risk, level=level, method=method)
    assert more.low > fewer.low
    assert more.high > fewer.high


@given(COUNTS, METHODS)
def test_higher_level_holds_the_lower_one(counts, method):
    narrow = incidence_proportion(*counts, level=0.8, method=method)
    wide = incidence_proportion(*counts, level=0.95, method=method)
    assert wide.low <= narrow.low
    assert wide.high >= narrow.high
    assert wide.high - wide.low > narrow.high - narrow.low


@pytest.mark.parametrize("n_at_risk", [1, 2, 5, 30, 97])
@pytest.mark.parametrize("truth", [0.003, 0.05, 0.31, 0.5, 0.94])
def test_clopper_pearson_covers_at_least_as_often_as_its_level(n_at_risk, truth):
    coverage = 0.0
    for n_with_event in range(n_at_risk + 1):
        estimate = incidence_proportion(n_with_event, n_at_risk, level=0.9, method="clopper_pearson")
        if estimate.low <= truth <= estimate.high:
            coverage += (
                math.comb(n_at_risk, n_with_event) * truth**n_with_event * (1 - truth) ** (n_at_risk - n_with_event)
            )
    assert coverage >= 0.9


def test_estimate_names_its_level_and_method():
    wilson = incidence_proportion(3, 10)
    exact = incidence_proportion(3, 10, level=0.9, method="clopper_pearson")
    rate = incidence_rate(3, 10)
    assert (wilson.level, wilson.method) == (0.95, "Wilson score")
    assert (exact.level, exact.method) == (0.9, "Clopper-Pearson exact")
    assert (rate.level, rate.method) == (0.95, "Poisson exact (Garwood)")


@given(tables(rows=COUNTED_ROWS), LEVELS)
def test_table_equals_the_single_estimates(table, level):
    result = with_incidence_proportion(table, level=level)
    for row in result.itertuples():
        estimate = incidence_proportion(int(row.n_with_event), int(row.n_at_risk), level=level)
        expected = pytest.approx([estimate.value, estimate.low, estimate.high], rel=1e-12, abs=1e-15)
        assert [row.proportion, row.proportion_low, row.proportion_high] == expected


@given(tables(rows=UNCOUNTED_ROWS))
def test_without_counts_a_percent_has_no_interval_and_nothing_stays_nothing(table):
    result = with_incidence_proportion(table)
    percent = table["percent"].astype("float64")
    pd.testing.assert_series_equal(result["proportion"], percent / 100, check_names=False)
    assert result[["proportion_low", "proportion_high"]].isna().all(axis=None)


@given(tables())
def test_table_keeps_rows_order_index_and_input(table):
    before = table.copy(deep=True)
    result = with_incidence_proportion(table)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(result[INPUTS], before)
    assert list(result.columns) == INPUTS + OUTPUTS
    assert (result[OUTPUTS].dtypes == np.float64).all()
    result.loc[:, "n_at_risk"] = 1
    pd.testing.assert_frame_equal(table, before)


def test_table_without_rows_gains_the_columns():
    result = with_incidence_proportion(pd.DataFrame(columns=INPUTS))
    assert list(result.columns) == INPUTS + OUTPUTS
    assert result.empty


@given(EVENTS, PATIENT_YEARS, LEVELS)
def test_rate_interval_covers_the_value_from_0_up(n_events, patient_years, level):
    estimate = incidence_rate(n_events, patient_years, level=level)
    assert estimate.value == n_events / patient_years
    assert 0 <= estimate.low <= estimate.value < estimate.high
    assert (estimate.low == 0) == (n_events == 0)


@given(EVENTS, PATIENT_YEARS, LEVELS)
def test_one_more_event_raises_both_rate_limits(n_events, patient_years, level):
    fewer = incidence_rate(n_events, patient_years, level=level)
    more = incidence_rate(n_events + 1, patient_years, level=level)
    assert more.low > fewer.low
    assert more.high > fewer.high


@given(EVENTS, PATIENT_YEARS, LEVELS)
def test_rate_scales_with_the_unit_of_time(n_events, patient_years, level):
    years = incidence_rate(n_events, patient_years, level=level)
    days = incidence_rate(n_events, patient_years * 365.25, level=level)
    assert days.low * 365.25 == pytest.approx(years.low)
    assert days.high * 365.25 == pytest.approx(years.high)


@given(EVENTS, PATIENT_YEARS)
def test_higher_level_holds_the_lower_rate_interval(n_events, patient_years):
    narrow = incidence_rate(n_events, patient_years, level=0.8)
    wide = incidence_rate(n_events, patient_years, level=0.95)
    assert wide.low <= narrow.low
    assert wide.high > narrow.high


IMPOSSIBLE_COUNTS = [
    ((-1, 10), "-1 of 10"),
    ((11, 10), "11 of 10"),
    ((0, 0), "0 of 0"),
    ((-2, -1), "-2 of -1"),
    ((2.5, 10), "2.5 of 10"),
    ((2, 10.5), "2 of 10.5"),
    ((2, math.inf), "2 of inf"),
]


def counts_sentence(counts: str) -> str:
    return (
        f"Impossible counts: {counts} patients with the event. Both must be whole, "
        "with at least 1 patient at risk and from 0 to all of them with the event."
    )


def assert_says(sentence: str, function, *arguments, **options):
    with pytest.raises(ValueError) as raised:
        function(*arguments, **options)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(("counts", "named"), IMPOSSIBLE_COUNTS)
def test_impossible_counts_are_named(counts, named):
    assert_says(counts_sentence(named), incidence_proportion, *counts)
    assert_says(counts_sentence(named), incidence_proportion, *counts, method="clopper_pearson")


@pytest.mark.parametrize(("counts", "named"), IMPOSSIBLE_COUNTS)
def test_table_names_the_first_impossible_row(counts, named):
    table = pd.DataFrame([(1, 10, None), (None, None, 5.0), (*counts, None), (99, 10, None)], columns=INPUTS)
    assert_says(counts_sentence(named), with_incidence_proportion, table)


def test_missing_count_is_impossible_alone_but_not_in_a_table():
    assert_says(counts_sentence("nan of 10"), incidence_proportion, math.nan, 10)
    result = with_incidence_proportion(pd.DataFrame([(math.nan, 10, math.nan)], columns=INPUTS))
    assert result[OUTPUTS].isna().all(axis=None)


@pytest.mark.parametrize(("percent", "named"), [(-0.5, "-0.5"), (100.1, "100.1")])
def test_impossible_percent_is_named(percent, named):
    table = pd.DataFrame([(None, None, 5.0), (None, 10, percent)], columns=INPUTS)
    assert_says(f"Impossible percent: {named}. It must be from 0 to 100.", with_incidence_proportion, table)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((-1, 10), "-1 events in 10"),
        ((1.5, 10), "1.5 events in 10"),
        ((1, 0), "1 events in 0"),
        ((1, -0.5), "1 events in -0.5"),
        ((1, math.inf), "1 events in inf"),
        ((math.nan, 10), "nan events in 10"),
        ((1, math.nan), "1 events in nan"),
    ],
)
def test_impossible_rate_is_named(arguments, named):
    sentence = f"Impossible rate: {named} patient-years. Events must be whole and at least 0, patient-years above 0."
    assert_says(sentence, incidence_rate, *arguments)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95, math.nan])
def test_impossible_level_is_named(level):
    sentence = f"Impossible confidence level: {level}. It must be between 0 and 1, as in 0.95."
    assert_says(sentence, incidence_proportion, 1, 10, level=level)
    assert_says(sentence, incidence_rate, 1, 10, level=level)
    assert_says(sentence, with_incidence_proportion, pd.DataFrame(columns=INPUTS), level=level)


def test_unknown_method_is_named():
    sentence = "Unknown method: 'wald'. Choose one of: wilson, clopper_pearson."
    assert_says(sentence, incidence_proportion, 1, 10, method="wald")
