"""Printed ratios tried against their own figures: what fits, and what does not."""

import pandas as pd
import pytest

from adverse.cards.printed_checks import tried_signals
from adverse.cards.recompute import measures_of


def changed(evidence, monkeypatch, **cells) -> dict[str, tuple[str, bool]]:
    """What is tried of the first printed signal with these figures in place of its own."""
    empty = dict.fromkeys(("n_reports", "ror", "ror_ci_low", "ror_ci_high", "prr"), pd.NA)
    row = evidence.signals.head(1).assign(**{**empty, **cells})
    monkeypatch.setattr("adverse.cards.printed_checks.signal_rows", lambda *_, **__: row)
    found = tried_signals.__wrapped__(evidence).rows
    return {one.tried: (one.found, one.fits) for one in found.itertuples()}


def test_a_ratio_of_four_counts_fits_in_every_trial(evidence, monkeypatch):
    ror, prr = measures_of(16, 44, 310, 3356)[:2]
    printed = {"ror": round(ror.value, 2), "ror_ci_low": round(ror.low, 2), "ror_ci_high": round(ror.high, 2)}
    found = changed(evidence, monkeypatch, n_reports=16, prr=round(prr.value, 2), **printed)
    assert [fits for _, fits in found.values()] == [True] * 3
    assert f"{100 * 16 / 44:.1f}%"[:3] in found["ROR against PRR"][0]


@pytest.mark.parametrize(
    ("cells", "tried"),
    [
        ({"ror": 3.0, "ror_ci_low": 1.2, "ror_ci_high": 5.0}, "The ratio in its interval"),
        ({"ror": 2.0, "ror_ci_low": 1.9, "ror_ci_high": 2.1, "n_reports": 9}, "The interval against the reports"),
        ({"ror": 2.0, "prr": 5.0}, "ROR against PRR"),
    ],
    ids=str,
)
def test_figures_that_contradict_each_other_do_not_fit(evidence, monkeypatch, cells, tried):
    assert not changed(evidence, monkeypatch, **cells)[tried][1]


def test_a_row_with_a_bound_alone_is_not_tried(evidence):
    rows = tried_signals(evidence).rows
    assert len(rows) and rows[["ror"]].notna().all(axis=None)
