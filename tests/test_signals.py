"""Every printed reporting signal of the medicine: none lost, none of another product, and a sentence from its rows."""

import itertools

import pandas as pd
import pytest

from adverse.cards.reader import Reader
from adverse.cards.signals import draw, rows_in_view, rows_with_ratio, sentence
from adverse.evidence.scope import names_focus_drug
from adverse.exports.names import file_name
from adverse.sentences.charts import all_signals_answer, signals_title


@pytest.mark.parametrize("all_products", [False, True])
def test_every_row_is_drawn_or_set_aside(evidence, all_products):
    shown, table = rows_with_ratio(evidence, all_products), rows_in_view(evidence, all_products).rows
    assert sorted([*shown.rows["row_key"], *shown.set_aside["row_key"]]) == sorted(table["row_key"])
    own = evidence.signals[names_focus_drug(evidence, evidence.signals["drug"])]
    assert len(table) == (len(evidence.signals) if all_products else len(own))
    assert shown.set_aside[["ror", "ror_ci_low"]].isna().all(axis=None)


def test_a_source_and_its_comparison_group_stay_together_with_the_own_medicine_first(evidence):
    rows = rows_with_ratio(evidence, True).rows
    groups = list(zip(rows["source_id"], rows["background"], strict=True))
    changes = 1 + sum(before != after for before, after in itertools.pairwise(groups))
    assert changes == len(set(groups))
    has_own = rows.groupby(["source_id", "background"], sort=False)["is_focus"].any().tolist()
    assert has_own == sorted(has_own, reverse=True)


def test_the_sentence_names_the_highest_lower_bound_and_every_ratio_of_its_event(evidence):
    own = rows_with_ratio(evidence, False).rows
    top = own.loc[own["ror_ci_low"].idxmax()]
    said = sentence(evidence, False, Reader())
    assert top["event"].lower() in said
    assert f"of {len(own)} printed reporting odds ratios" in said
    for row in own[own["event"] == top["event"]].itertuples():
        assert f"{row.ror_ci_low:g}" in said and row.source_name in said
    assert said == sentence(evidence, True, Reader())
    drug = evidence.about["drug"]
    title = f"{top['event']} has the highest lower bound of {len(own)} printed reporting odds ratios with {drug}"
    assert draw(evidence, False, Reader()).title == draw(evidence, True, Reader()).title == title
    assert draw(evidence, False, Reader("learner")).sentence == sentence(evidence, False, Reader("learner"))


def test_a_medicine_whose_sources_print_no_ratio_has_a_sentence_too(evidence):
    rows = rows_with_ratio(evidence, False).set_aside.head(2)
    said = all_signals_answer(rows, "testumab")
    assert said.startswith("Reports, not risk: 2 rows of ") and said.endswith("in the part that was read.")
    assert signals_title(rows, "testumab") == "No reporting odds ratio with testumab is printed"
    assert pd.isna(rows["ror"]).all()


def test_a_file_of_signals_is_named_by_the_years_of_the_reports(evidence):
    rows = rows_with_ratio(evidence, False).rows
    of_one_period = rows[(rows["period"] != "") & (rows["period"] == rows["period"].iloc[0])]
    assert of_one_period["period"].iloc[0].split()[0] in file_name("signals", of_one_period, evidence.about)
