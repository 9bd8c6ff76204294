"""What lists in view leave out is said with the names of the sources, or counted where they are many."""

import pandas as pd
import pytest

from adverse.evidence.select import incidence_rows
from adverse.sentences import absent_arms_in_words, listings_in_words

TOWER, AALL1331 = ("tower-blinatumomab", "tower-chemotherapy"), ("aall1331-blinatumomab", "aall1331-chemotherapy")


@pytest.mark.parametrize(
    ("arm_ids", "choice", "expected"),
    [
        (
            TOWER,
            {"period": "cycle_1"},
            "Stein Drug Saf benefit-risk lists events only from 10% on at any grade or 5% on at grade 3 or higher in "
            "TOWER: blinatumomab.",
        ),
        (
            TOWER,
            {"grade_band": "ge3", "period": "whole_study"},
            "TOWER primary report names chosen events only, from 3% on at grade 3 or higher.",
        ),
        (
            AALL1331,
            {"period": "cycle_1"},
            "AALL1331 HR/IR was read in part (not read: the rows after the first 19 events; no row on cytokine release "
            "syndrome, seizure, sepsis or mucositis was seen).",
        ),
    ],
)
def test_the_lists_in_view_are_named(evidence, arm_ids, choice, expected):
    rows = incidence_rows(evidence, arm_ids=arm_ids, **choice).rows
    assert listings_in_words(rows) == f"What a list leaves out is not zero: {expected}"


def listed(*kinds: str) -> pd.DataFrame:
    rows = [(f"e{n}", f"s{n}", kind, kind and "leaves something out") for n, kind in enumerate(kinds)]
    return pd.DataFrame(rows, columns=["event", "source_id", "list_extent", "listing"]).assign(
        source_name=lambda table: table["source_id"]
    )


def test_many_lists_are_counted_by_kind():
    assert listings_in_words(listed("part", "part", "", "threshold", "selection")) == (
        "What a list leaves out is not zero: of 5 documents in view, 1 lists events only from a threshold on, 1 names "
        "chosen events only, 2 were read in part; the sources of the chart say which."
    )


@pytest.mark.parametrize("kinds", [("", ""), ("part",)])
def test_whole_lists_and_single_events_need_no_sentence(kinds):
    assert listings_in_words(listed(*kinds)) == ""


def test_arms_without_the_event_say_what_that_means():
    absent = {"A": "not in the part read", "B": "not listed (list from 5% on)", "C": "not in the part read"}
    assert absent_arms_in_words(absent, "Rash") == (
        "An arm that is not drawn is not zero. Rash: not in the part read for A, C; not listed (list from 5% on) for B."
    )
    many = dict.fromkeys("ABCD", "not in the part read")
    assert absent_arms_in_words(many, "Rash").endswith("Rash: not in the part read for 4 other arms.")
    assert absent_arms_in_words({}, "Rash") == ""
