"""One event in every arm: arms of other products and populations that report it too are counted, with the reason."""

import pytest

from adverse.cards.choices import arm_choices
from adverse.cards.compare import Arms, compared
from adverse.cards.incidence import IncidenceChoice, rows_in_view
from adverse.cards.pooling import one_event
from adverse.evidence.scope import arms_in_scope
from adverse.sentences import set_aside_in_words
from adverse.vocabulary import SET_ASIDE_REASONS

CRS = "Cytokine release syndrome"
TOWER = ("tower-blinatumomab", "tower-chemotherapy")
LEFT_OUT = {"other_product", "other_population"}


def arms_that_report(evidence, event, period, drawn) -> set[str]:
    """Arms other than those drawn with a row of patients on any grade of the event in the period.

    A registry record's row of other than serious events says "at least" for all of them.
    """
    rows = evidence.incidence
    rows = rows[(rows["event"] == event) & (rows["grade_band"] == "any") & (rows["counting_unit"] == "patients")]
    rows = rows[(rows["period"] == period) & rows["subset"].isin(["all", "non_serious"])]
    return (set(rows["arm_id"]) & set(arms_in_scope(evidence, all_products=True)["arm_id"])) - set(drawn)


@pytest.mark.parametrize("population", ["all", "pediatric"])
def test_every_arm_that_reports_the_event_is_drawn_or_counted(evidence, population):
    offered = arm_choices(evidence, population, False)
    choice = IncidenceChoice("dots", tuple(offered), "any", "all", "whole_study", (), CRS, 0, "frequency")
    found = rows_in_view(evidence, choice)
    left_out = found.set_aside[found.set_aside["set_aside_reason"].isin(LEFT_OUT)]
    assert left_out["arm_id"].is_unique
    assert set(left_out["arm_id"]) == arms_that_report(evidence, CRS, "whole_study", offered)
    own = set(arms_in_scope(evidence)["arm_id"])
    of_product = left_out[left_out["set_aside_reason"] == "other_product"]
    assert len(of_product) and not set(of_product["arm_id"]) & own
    assert set(left_out["arm_id"]) - set(of_product["arm_id"]) <= own
    said = set_aside_in_words(found.set_aside, SET_ASIDE_REASONS)
    assert f"arm of another product ({len(of_product)})" in said


def test_no_arm_is_left_out_where_every_product_is_asked_for(evidence):
    offered = arm_choices(evidence, "all", True)
    choice = IncidenceChoice("dots", tuple(offered), "any", "all", "whole_study", (), CRS, 0, "frequency")
    assert not LEFT_OUT & set(rows_in_view(evidence, choice).set_aside["set_aside_reason"])


def test_compare_counts_the_arms_of_treatments_that_are_not_compared(evidence):
    choice = Arms(TOWER, TOWER[1], "any", "whole_study", "all", ())
    found, *_ = one_event(evidence, choice, compared(evidence, choice, False), CRS)
    left_out = found.set_aside[found.set_aside["set_aside_reason"].isin(LEFT_OUT)]
    assert set(left_out["arm_id"]) == arms_that_report(evidence, CRS, "whole_study", set(found.rows["arm_id"]))
    assert {"other_product", "other_population"} == set(left_out["set_aside_reason"])
