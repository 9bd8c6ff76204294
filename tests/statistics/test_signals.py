"""Reporting ratios: zero cells, impossible counts, symmetry, and a prior that is found again."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.statistics import (
    Prior,
    information_component,
    proportional_reporting_ratio,
    reporting_odds_ratio,
    shrunk_ratio,
    stratified_reporting_odds_ratio,
    with_shrunk_ratio,
    with_signals,
)
from adverse.statistics.shrinkage import _log_likelihood, shrinkage_prior, squashed

PRIOR = Prior(3.25379356, 0.39988854, 2.02612692, 1.90807970, 0.06534557)
CELLS = st.tuples(*[st.integers(1, 5000)] * 4)


def margins(a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
    return a, a + b, a + c, a + b + c + d


@pytest.mark.parametrize("cells", [(0, 5, 5, 90), (5, 0, 5, 90), (5, 5, 0, 90), (5, 5, 5, 0)])
def test_a_zero_cell_is_not_defined(cells):
    for ratio in (reporting_odds_ratio, proportional_reporting_ratio):
        found = ratio(*margins(*cells))
        assert np.isnan([found.value, found.low, found.high]).all()
    component = information_component(*margins(*cells))
    assert np.isfinite([component.value, component.low, component.high]).all()


@pytest.mark.parametrize("counts", [(5, 4, 9, 100), (5, 9, 4, 100), (5, 60, 60, 100), (0, 0, 0, 0), (1.5, 3, 3, 9)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match=r"^Impossible counts: "):
        reporting_odds_ratio(*counts)


@given(CELLS)
def test_drug_and_event_can_be_exchanged_in_the_odds_ratio(cells):
    a, b, c, d = cells
    one, other = reporting_odds_ratio(*margins(a, b, c, d)), reporting_odds_ratio(*margins(a, c, b, d))
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
    assert one.low < one.value < one.high


@given(CELLS)
def test_all_measures_stand_on_the_same_side_of_nothing_unusual(cells):
    counts = margins(*cells)
    table = with_signals(pd.DataFrame([counts], columns=["n_drug_event", "n_drug", "n_event", "n_reports"])).iloc[0]
    more = counts[0] * counts[3] - counts[1] * counts[2]
    assert np.sign(np.log(table["ror"])) * np.sign(more) >= 0 or abs(np.log(table["ror"])) < 1e-12
    assert np.sign(table["prr"] - 1) == np.sign(table["ror"] - 1) or abs(table["prr"] - 1) < 1e-9
    assert table["chi2_yates"] <= table["chi2"]
    assert table["ic_low"] < table["ic"] < table["ic_high"]


def test_one_stratum_gives_the_ratio_itself():
    one = stratified_reporting_odds_ratio([16, 0], [44, 0], [31, 0], [3356, 0])
    assert (one.value, one.low, one.high) == pytest.approx((125.6, 56.6287446, 278.5751319))
    assert np.isnan(stratified_reporting_odds_ratio([0], [44], [31], [3356]).value)


@pytest.mark.parametrize("e", [0.001, 0.4, 30.0])
def test_shrinkage_draws_toward_the_prior_and_grows_with_the_count(e):
    found = [shrunk_ratio(n, e, PRIOR) for n in (0, 1, 5, 50)]
    assert all(one.low < one.value < one.high for one in found)
    assert [one.value for one in found] == sorted(one.value for one in found)
    assert found[3].value < 50 / e


def test_interpolated_quantiles_are_those_worked_out_one_by_one():
    chance = np.random.default_rng(3)
    table = pd.DataFrame({"n_drug_event": 2, "expected": np.exp(chance.normal(-2, 2, 8000))})
    many = with_shrunk_ratio(table, prior=PRIOR)
    few = pd.concat([with_shrunk_ratio(table.iloc[:100], prior=PRIOR)])
    for column in ("ebgm", "ebgm_low", "ebgm_high"):
        assert many[column].iloc[:100].to_numpy() == pytest.approx(few[column].to_numpy(), rel=1e-5)


@pytest.fixture(scope="module")
def pairs() -> tuple[np.ndarray, np.ndarray]:
    """Pairs of which a tenth stands out, as a prior of its own says; pairs without a report are not seen."""
    chance = np.random.default_rng(1)
    expected = np.exp(chance.normal(0, 1.2, 20_000))
    ratio = np.where(chance.random(20_000) < 0.1, chance.gamma(4, 2, 20_000), chance.gamma(3, 0.3, 20_000))
    n = chance.poisson(ratio * expected)
    return n[n > 0], expected[n > 0]


def test_the_prior_is_the_most_likely_one_and_near_the_truth(pairs):
    n, e = pairs
    prior = shrinkage_prior(n, e)
    found, truth = (prior.alpha1, prior.beta1, prior.alpha2, prior.beta2, prior.share), (4, 0.5, 3, 1 / 0.3, 0.1)
    weight = np.ones(len(n))
    height, slope = _log_likelihood(found, n, e, weight)
    assert height >= _log_likelihood(truth, n, e, weight)[0]
    assert np.abs(slope).max() < 0.05
    for nudge in np.eye(5) * 0.02:
        nudged = tuple(np.array(found) * (1 + nudge))
        assert _log_likelihood(nudged, n, e, weight)[0] < height
    assert found[0] / found[1] == pytest.approx(8, rel=0.15)
    assert found[2] / found[3] == pytest.approx(0.9, rel=0.15)


def test_squashed_pairs_keep_their_number_and_expectation(pairs):
    n, e, weight = squashed(*(np.asarray(part, float) for part in pairs), 50)
    assert len(n) < len(pairs[0]) / 5
    assert weight.sum() == len(pairs[0])
    assert (weight * e).sum() == pytest.approx(pairs[1].sum())
    assert (weight * n).sum() == pairs[0].sum()


def test_too_few_pairs_give_no_prior():
    with pytest.raises(ValueError, match=r"^4 pairs: a prior needs at least 5"):
        shrinkage_prior([1, 1, 1, 1], [1, 1, 1, 1])
    with pytest.raises(ValueError, match="each with a report"):
        shrinkage_prior([1, 1, 1, 0, 1], [1, 1, 1, 1, 1])


def test_pairs_that_all_look_alike_give_no_prior():
    with pytest.raises(ValueError, match="do not tell two distributions apart"):
        shrinkage_prior([1] * 300 + [9], [0.2] * 300 + [0.1])
