"""Which whole counts give a printed percentage: against a search of every count, and on shipped rows."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.evidence.possible_counts import counts_giving, only_count, with_possible_counts
from adverse.evidence.select import incidence_rows
from adverse.statistics import incidence_proportion, with_incidence_proportion

DECIMALS = st.integers(0, 3)
PATIENTS = st.integers(1, 3000)


@st.composite
def printed(draw):
    """A percentage with its printed decimals, and a number of patients."""
    decimals = draw(DECIMALS)
    units = draw(st.integers(0, 100 * 10**decimals))
    return Fraction(units, 10**decimals), decimals, draw(PATIENTS)


@given(printed())
def test_every_count_within_half_a_unit_fits_and_no_other(figure):
    percent, decimals, n_at_risk = figure
    fitting = [
        count
        for count in range(n_at_risk + 1)
        if abs(Fraction(100 * count, n_at_risk) - percent) <= Fraction(1, 2 * 10**decimals)
    ]
    assert list(counts_giving(float(percent), decimals, n_at_risk)) == fitting


@given(DECIMALS, PATIENTS, st.data())
def test_a_count_is_among_those_that_give_its_own_percentage(decimals, n_at_risk, data):
    count = data.draw(st.integers(0, n_at_risk))
    percent = float(f"{100 * count / n_at_risk:.{decimals}f}")
    assert count in counts_giving(percent, decimals, n_at_risk)


@given(printed())
def test_the_interval_holds_that_of_every_possible_count_and_the_printed_share(figure):
    percent, decimals, n_at_risk = figure
    counts = counts_giving(float(percent), decimals, n_at_risk)
    table = pd.DataFrame({"n_with_event": pd.array([None], dtype="Int64"), "n_at_risk": n_at_risk})
    table = table.assign(percent=float(percent), percent_decimals=decimals, percent_qualifier="=")
    [row] = with_incidence_proportion(with_possible_counts(table)).itertuples()
    if not counts:
        assert pd.isna(row.proportion_low) and pd.isna(row.n_with_event_low) and row.count_basis == ""
        return
    limits = [incidence_proportion(count, n_at_risk) for count in (counts[0], counts[-1])]
    assert [row.proportion_low, row.proportion_high] == pytest.approx([limits[0].low, limits[1].high], abs=1e-12)
    assert row.proportion_low <= row.proportion <= row.proportion_high
    assert abs(100 * row.proportion - row.percent) <= 0.5 * 10**-decimals + 1e-9


@pytest.mark.parametrize(
    ("percent", "decimals", "n_at_risk", "counts"),
    [
        (11.6, 1, 843, [98]),
        (12.0, 0, 211, [25, 26]),
        (11.0, 0, 45, [5]),
        (11.0, 1, 45, []),
        (44.0, 0, 23, []),
        (0.0, 0, 400, [0, 1, 2]),
        (100.0, 0, 400, [398, 399, 400]),
        (12.0, 0, 8, [1]),  # 12.5 may have been rounded to 12
        (13.0, 0, 8, [1]),  # or to 13
    ],
)
def test_known_figures(percent, decimals, n_at_risk, counts):
    assert list(counts_giving(percent, decimals, n_at_risk)) == counts


COUNTED = {"n_with_event": 3, "n_at_risk": 10, "percent": 30.0, "percent_decimals": 0, "percent_qualifier": "="}
UNCOUNTED = COUNTED | {"n_with_event": None}


@pytest.mark.parametrize(
    ("cells", "basis", "low", "high"),
    [
        ({}, "printed", 3, 3),
        (UNCOUNTED, "worked_out", 3, 3),
        (UNCOUNTED | {"n_at_risk": 400}, "between", 118, 122),
        (UNCOUNTED | {"percent": 33.0}, "", None, None),
        *((UNCOUNTED | {"percent_qualifier": sign}, "", None, None) for sign in ("<", "<=", ">", ">=", "~")),
        (UNCOUNTED | {"n_at_risk": None}, "", None, None),
        ({"percent": None, "percent_decimals": None, "percent_qualifier": ""}, "printed", 3, 3),
    ],
)
def test_what_a_row_leaves_possible(cells, basis, low, high):
    table = pd.DataFrame([COUNTED | cells]).astype({"n_with_event": "Int64", "n_at_risk": "Int64", "percent": float})
    found = with_possible_counts(table)
    pd.testing.assert_frame_equal(found[list(table)], table)
    [row] = found.itertuples()
    assert row.count_basis == basis
    told = [None if pd.isna(count) else count for count in (row.n_with_event_low, row.n_with_event_high)]
    assert told == [low, high]
    one = only_count(found).iloc[0]
    assert pd.isna(one) if low != high or low is None else one == low


def test_shipped_rows_keep_their_printed_decimals_and_fit(evidence):
    rows = evidence.incidence
    eleven = rows[(rows["arm_id"] == "alcantara-blinatumomab") & (rows["percent"] == 11)]
    assert set(zip(eleven["percent_decimals"], eleven["count_basis"], strict=True)) == {(1, ""), (0, "printed")}
    released = incidence_rows(evidence, arm_ids=("eu-smpc-pool",), event="Cytokine release syndrome").rows.iloc[0]
    assert released[["percent", "count_basis", "n_with_event_low"]].tolist() == [11.6, "worked_out", 98]
    assert released["n_at_risk"] == 843
    estimate = rows[
        rows["arm_id"].eq("post-transplant-maintenance") & rows["notes"].str.contains("cumulative incidence")
    ]
    assert estimate["count_basis"].tolist() == [""]  # no share of counted patients
