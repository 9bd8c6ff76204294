"""The profile to print: events down, arms across, what an empty cell means, and footnotes."""

import pytest

from adverse.cards import compare
from adverse.ui import compare_profile

TOWER = ("tower-blinatumomab", "tower-chemotherapy")
SOME = {"grade_band": "ge3", "period": "whole_study", "subset": "all", "event_groups": ()}


@pytest.fixture
def compared(evidence):
    def comparison(arm_ids, is_open=False, **choice):
        return compare.compared(
            evidence, compare.Arms(arm_ids=arm_ids, reference=arm_ids[-1], **SOME | choice), is_open
        )

    return comparison


def test_profile_has_events_down_arms_across_differences_and_footnotes(evidence, compared):
    comparison = compared(TOWER)
    table = compare_profile.profile_table(evidence, comparison, "event").rename(
        index=lambda text: text.replace("\\", ""), columns=lambda text: text.replace("\\", "")
    )
    cells = table.loc["Infections (any) †"].str.replace("\\", "")
    assert cells["TOWER: blinatumomab"] == "91 of 267 (34.1%)"
    assert cells["TOWER: chemotherapy"] == "57 of 109 (52.3%)"
    assert cells.iloc[2] == "-18.2 (-29.0 to -7.2)"
    notes = "\n".join(compare_profile.profile_footnotes(evidence, comparison)).replace("\\", "")
    assert "TOWER primary report names chosen events only, from 3% on at grade 3 or higher" in notes
    assert "Source: [TOWER primary report](<https://" in notes


def test_profile_says_not_reported_and_not_computed_and_keeps_bounds(evidence, compared):
    table = compare_profile.profile_table(
        evidence, compared(("aall1731-blinatumomab", "transcend-cll-lisocabtagene", TOWER[0]), True), "event"
    )
    cells = {text.replace("\\", "") for text in table.to_numpy().ravel()}
    assert {"not reported", "not computed", "<1%"} <= cells


def test_profile_says_of_each_empty_cell_what_it_means(evidence, compared):
    arms = ("aall1331-blinatumomab", "tower-blinatumomab", "tower-chemotherapy")
    comparison = compared(arms, grade_band="any", period="cycle_1")
    table = compare_profile.profile_table(evidence, comparison, "event").rename(
        index=lambda text: text.replace("\\", ""), columns=lambda text: text.replace("\\", "")
    )
    table = table.map(lambda text: text.replace("\\", ""))
    assert table.loc["Headache", "AALL1331: blinatumomab"] == "not in the part read"
    assert table.loc["Hypokalemia", "TOWER: blinatumomab"] == "not listed (list from 10% on)"
    assert table.loc["Hypokalemia", "TOWER: chemotherapy"] == "not reported"
    notes = "\n".join(compare_profile.profile_footnotes(evidence, comparison)).replace("\\", "")
    assert "A cell without a figure is not zero. “not listed”: below the threshold of the list" in notes
