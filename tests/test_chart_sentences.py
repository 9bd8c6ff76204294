"""What single charts say: their sentences are about the rows that they draw, and so are their figures."""

import pandas as pd
import pytest

from adverse.cards import compare, compare_charts, rare, risk
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.evidence.risk import ratio_rows, share_rows
from adverse.evidence.select import risk_rows
from adverse.sentences import how_comparable, verdict_in_short, verdict_in_words
from adverse.sentences.charts import (
    case_shares_answer,
    effect_sizes_answer,
    exposure_answer,
    grades_answer,
    onset_by_product,
    signals_answer,
    subgroups_answer,
)


@pytest.fixture
def compared(evidence):
    """A function (view, preset) -> the rows that a view of the compare page draws."""

    def rows(view: str, preset: str = "tower") -> pd.DataFrame:
        choice = compare.choose(evidence, Asked([("preset", preset), ("compare_view", view)]))
        return compare_charts.draw(evidence, choice, Reader()).selection.rows

    return rows


def test_exposure_tells_both_ratios_of_the_event_that_turns(compared):
    # Kantarjian 2017, table 3: neurologic events 0.38 against 0.95 per patient-year
    said = exposure_answer(compared("exposure"))
    assert said.startswith("Counted by patient-years, 1 of 4 events turns direction. Neurologic events (any): ")
    assert "ratio of rates 0.40 (TOWER: blinatumomab over TOWER: chemotherapy)" in said
    plain = exposure_answer(compared("exposure"), name_column="plain_name")
    assert "1 of 4 events turns direction. Any nervous system effect: the share of patients" in plain
    assert "events per year divided by those of the other arm are 0.40 (" in plain


def test_a_heat_map_tells_the_largest_share_of_each_grade(compared):
    rows = compared("heat_map")
    said = grades_answer(rows)
    for band, words in (("any", "any grade"), ("ge3", "grade 3 or higher")):
        single = rows[(rows["grade_band"] == band) & (rows["event_kind"] != "aggregate")]
        assert f"{words}: {single.loc[single['proportion'].idxmax(), 'event']}, " in said


def test_onset_is_told_for_every_medicine_with_a_median(compared):
    rows = compared("onset", "t-cell-engaging")
    said = onset_by_product(rows, tuple(rows["event"].unique()))
    medians = rows[rows["onset_median_days"].notna() & (rows["measure"] == "onset")]
    assert said.count("Median onset with ") == medians["drug"].nunique() > 1
    assert onset_by_product(rows.head(0), ()) == "None of the rows in view prints a median day of onset."


def test_intervals_above_below_and_across_1_add_up(evidence):
    rows = ratio_rows(risk_rows(evidence, event_group=None))
    said = effect_sizes_answer(rows)
    numbers = [int(part.split()[0]) for part in said.partition(": ")[2].split(", ")]
    assert said.startswith(f"{len(rows)} ratios as printed in {rows['source_id'].nunique()} documents: ")
    assert sum(numbers) == len(rows)
    assert f"{(rows['limit_low'] > 1).sum()} with a 95% interval above 1" in said
    odd = rows[rows["ci_low"].notna() & rows["limit_low"].isna()]  # printed limits that are none of a ratio
    assert odd["source_id"].tolist() == ["song-2024-faers-dic"]
    assert f"{rows['limit_low'].isna().sum()} without an interval" in said


def test_subgroups_tell_the_widest_comparison_within_one_source(evidence):
    rows = risk.rows_of_card(evidence, risk.RiskChoice("neurotoxicity", False), "subgroups").rows
    said = subgroups_answer(rows)
    spans = rows.groupby("comparison")["proportion"].agg(lambda shares: shares.max() - shares.min())
    widest = rows[rows["comparison"] == spans.idxmax()]
    shown = [f"{100 * share:.0f}%" for share in (widest["proportion"].max(), widest["proportion"].min())]
    assert all(share in said for share in shown) and widest["source_name"].iloc[0] in said


def test_shares_of_reports_are_said_to_be_no_risk(evidence):
    every = risk_rows(evidence)
    rows = share_rows(risk_rows(evidence, event_group="neurotoxicity"), every)
    said = case_shares_answer(rows)
    far = rows.loc[(rows["estimate"] - rows["percent_of_all_reports"]).abs().idxmax()]
    assert f"{far['estimate']:g}% of the reports" in said and f"{far['percent_of_all_reports']:g}% of all" in said
    assert said.endswith("A share of reports is not a risk.")


def test_a_lower_bound_is_not_told_as_a_ratio(evidence):
    bound, ratio = rare.signal_charts(rare.rare_event(evidence, "dic"), is_focus=True)[:2]
    assert f"lower 95% bound {bound['ror_ci_low'].iloc[0]:g} of a reporting odds ratio" in signals_answer(bound)
    assert f"reporting odds ratio {ratio['ror'].iloc[0]:g} (" in signals_answer(ratio)


def test_how_comparable_rows_without_arms_are():
    onset = pd.DataFrame({"trial_name": ["TOWER", None], "source_id": ["a", "b"]})
    assert how_comparable(onset) == "different_trials"
    assert how_comparable(onset.assign(source_id="a", trial_name=None)) == ""
    factors = pd.DataFrame({"factor": ["age", "sex"], "source_id": ["a", "b"]})
    assert how_comparable(factors) == "different_trials"
    assert how_comparable(factors.assign(percent_of_all_reports=1.0)) == ""
    assert verdict_in_words(factors.head(1)) == verdict_in_short(factors.head(0)) == ""
    assert how_comparable(pd.DataFrame({"source_id": ["a", "b"]})) == ""
