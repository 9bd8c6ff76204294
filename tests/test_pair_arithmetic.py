"""Every sentence on two arms, of every named comparison and of every trial with two arms, adds up for its reader."""

import re
from decimal import Decimal
from itertools import combinations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from adverse.cards.compare import Arms, compared
from adverse.sentences import difference_in_words
from adverse.statistics import with_incidence_proportion, with_number_needed, with_q_values, with_risk_difference
from adverse.statistics import with_risk_ratio as with_ratio

PEOPLE = re.compile(r"(?<![\d.,])([\d,.]*\d) of (100|1,000)\b")
MORE_OR_FEWER = re.compile(r"(?:; |That is )(?:([\d,.]*\d) (more|fewer)|(no more and no fewer))")
RANGE = re.compile(
    r"(?:interval |anything from )(less than )?([\d,.]*\d)( fewer)? to (less than )?([\d,.]*\d) (more|fewer)"
)
NEEDED = re.compile(r"number needed to (harm|treat for one patient fewer) ([\d,]+) \(([\d,]+) to ([\d,]+)\)")
NONE = re.compile(r"none of (\d+)(?= people| with)")  # as a learner reads an exact zero
READERS = ("pharmacist", "educator", "learner")


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def check(row: pd.Series, said: str) -> None:
    """That the numbers of a sentence are those of its row, rounded, and that they add up."""
    for arm in NONE.findall(said):
        assert (0, int(arm)) in {(row[f"n_with_event{end}"], row[f"n_at_risk{end}"]) for end in ("", "_control")}, said
    told, of = ("0", "100") if not PEOPLE.search(said) else PEOPLE.search(said).groups()
    said = NONE.sub(f"{0:.{len(told.partition('.')[2])}f} of {of}", said)
    (treated, scale), (control, same) = PEOPLE.findall(said)
    assert scale == same
    size, shares = int(number(scale)), (number(treated), number(control))
    unit = Decimal(1).scaleb(shares[0].as_tuple().exponent)
    half = 0.5 * float(unit) + 1e-6
    for share, exact in zip(shares, (row["proportion"], row["proportion_control"]), strict=True):
        assert abs(float(share) - size * exact) <= (half if unit == 1 else 1.5 * half), said
        assert share > 0 or exact < 0.5 / size, said
    [(amount, direction, none)] = MORE_OR_FEWER.findall(said)
    difference = Decimal(0) if none else number(amount) * (1 if direction == "more" else -1)
    assert shares[0] - shares[1] == difference, said
    assert abs(float(difference) - size * row["risk_difference"]) <= half, said
    [(under, low, fewer, below, high, end)] = RANGE.findall(said)
    low, high = number(low), number(high)
    if end == "fewer":
        low, high, under, below = -high, -low, below, under
    elif fewer:
        low = -low
    assert low <= difference <= high, said
    for told, name, is_bound in ((low, "low", under), (high, "high", below)):
        exact = size * row[f"risk_difference_{name}"]
        assert told != 0 or exact == 0, said
        assert abs(exact) < abs(float(told)) if is_bound else abs(float(told) - exact) <= half, said
    if "number needed to" in said and "no number" not in said:
        [(kind, *numbers)] = NEEDED.findall(said)
        assert row["number_needed_for"] == ("harm" if kind == "harm" else "benefit")
        needed = [row[f"number_needed{name}"] for name in ("", "_low", "_high")]
        for told, exact in zip(map(number, numbers), needed, strict=True):
            assert told >= 1
            assert -1e-6 <= (float(told) - exact) * (1 if kind != "harm" else -1) < 1, said


def pairs_of(evidence) -> set[tuple[str, str]]:
    presets = [item["arm_ids"] for item in evidence.about["comparison"]]
    trials = evidence.arms.groupby("trial_id")["arm_id"].agg(list)
    return {pair for arms in [*presets, *trials] for pair in combinations(arms, 2)}


def test_every_pair_of_arms_adds_up(evidence):
    n_told = 0
    for first, second in sorted(pairs_of(evidence)):
        for band in ("any", "ge3"):
            choice = Arms((first, second), second, band, None, "all", ())
            rows = compared(evidence, choice, True).selection.rows
            for _, row in rows[rows["risk_difference"].notna()].iterrows():
                n_told += 1
                for reader in READERS:
                    check(row, difference_in_words(row, reader=reader))
    assert n_told > 200


ARM = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(ARM, ARM, st.sampled_from(READERS))
def test_any_two_counts_add_up(treated, control, reader):
    counts = dict(
        zip(("n_with_event", "n_at_risk", "n_with_event_control", "n_at_risk_control"), treated + control, strict=True)
    )
    texts = {"event": "Fever", "grade_band": "any", "subset": "all", "period": "whole_study", "trial_name": "ONE"}
    texts |= {"drug": "testumab", "reference_drug": "chemotherapy", "comparability": "randomized"}
    texts |= {"percent_qualifier": "=", "qualifier_control": "", "row_key_control": "row", "may_share_patients": False}
    table = with_incidence_proportion(pd.DataFrame([counts | texts | {"percent": float("nan")}]))
    table = table.assign(proportion_control=control[0] / control[1], is_open=False)
    [(_, row)] = with_q_values(with_number_needed(with_ratio(with_risk_difference(table)))).iterrows()
    check(row, difference_in_words(row, reader=reader))


def test_an_exact_zero_keeps_the_scale_of_a_hundred(evidence):
    arms = ("tower-blinatumomab", "tower-chemotherapy")
    rows = compared(evidence, Arms(arms, arms[1], "any", None, "all", ()), False).selection.rows
    rows = rows[(rows["proportion_control"] == 0) & (rows["proportion"] >= 0.01) & rows["risk_difference"].notna()]
    assert len(rows)
    for _, row in rows.iterrows():
        assert re.search(r"[^\d.]0(\.0+)? of 100 with chemotherapy", difference_in_words(row, reader="educator"))
        assert ", and none of 109 with chemotherapy. That is " in difference_in_words(row, reader="learner")
