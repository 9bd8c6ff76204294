"""The order in which rows are drawn."""

import pandas as pd
import pytest

from adverse.cards.incidence import IncidenceChoice, rows_in_view
from adverse.evidence.order import across_arms, group_order, in_order, most_frequent, with_measured_apart

SHARES = [
    ("b", "Fever", "General disorders", 0.5),
    ("a", "Fever", "General disorders", 0.2),
    ("a", "Anemia", "Blood disorders", 0.3),
    ("b", "Anemia", "Blood disorders", 0.1),
    ("a", "Chills", "General disorders", 0.3),
    ("b", "Rash", "Skin disorders", 0.04),
    ("a", "Cough", "Breathing disorders", None),
]
ROWS = pd.DataFrame(SHARES, columns=["arm_id", "event", "soc", "proportion"]).assign(
    finding="reported", event_group="general", event_kind="event"
)


def drawn(rows: pd.DataFrame) -> list[str]:
    return [f"{event} {arm}" for event, arm in zip(rows["event"], rows["arm_id"], strict=True)]


@pytest.mark.parametrize("sort", ["frequency", "difference"])
def test_totals_over_all_events_come_first(sort):
    is_rash = ROWS["event"] == "Rash"
    rows = ROWS.assign(
        event_group=ROWS["event_group"].mask(is_rash, "other"), event_kind=ROWS["event_kind"].mask(is_rash, "aggregate")
    )
    order = drawn(in_order(rows, sort=sort, arm_ids=("a", "b")))
    assert order[0] == "Rash b"
    assert order[1:] == [row for row in drawn(in_order(ROWS, sort=sort, arm_ids=("a", "b"))) if row != "Rash b"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (
            {"sort": "frequency"},
            ["Anemia a", "Anemia b", "Chills a", "Fever a", "Fever b", "Rash b", "Cough a"],
        ),
        (
            {"sort": "frequency", "arm_ids": ("b", "a")},
            ["Fever b", "Fever a", "Chills a", "Anemia b", "Anemia a", "Rash b", "Cough a"],
        ),
        (
            {"sort": "organ_class"},
            ["Anemia a", "Anemia b", "Cough a", "Chills a", "Fever a", "Fever b", "Rash b"],
        ),
        (
            {"sort": "difference"},
            ["Fever a", "Fever b", "Anemia a", "Anemia b", "Chills a", "Rash b", "Cough a"],
        ),
    ],
    ids=["frequency", "frequency-arms-turned", "organ_class", "difference"],
)
def test_in_order(choice, expected):
    assert drawn(in_order(ROWS, **({"arm_ids": ("a", "b")} | choice))) == expected


@pytest.mark.parametrize(
    ("min_percent", "expected"),
    [
        (0, ["Anemia", "Chills", "Fever", "Rash", "Cough"]),
        (4, ["Anemia", "Chills", "Fever", "Rash"]),
        (5, ["Anemia", "Chills", "Fever"]),
        (40, ["Fever"]),
        (100, []),
    ],
)
def test_events_below_the_minimum_in_every_arm_are_left_out(min_percent, expected):
    rows = in_order(ROWS, sort="frequency", arm_ids=("a", "b"), min_percent=min_percent)
    assert list(rows["event"].unique()) == expected
    assert len(rows) == ROWS["event"].isin(expected).sum()


@pytest.mark.parametrize("sort", ["frequency", "organ_class", "difference"])
def test_in_order_adds_no_column_changes_no_row_and_keeps_its_input(sort):
    before = ROWS.copy()
    ordered = in_order(ROWS, sort=sort, arm_ids=("a", "b"))
    pd.testing.assert_frame_equal(ROWS, before)
    pd.testing.assert_frame_equal(ordered.sort_index(), before)
    assert in_order(ROWS.iloc[:0], sort=sort).empty


@pytest.mark.parametrize("arm_ids", [(), ("a",), ("x", "y")])
def test_difference_without_two_arms_falls_back_to_the_share(arm_ids):
    one_arm = ROWS[ROWS["arm_id"] == "a"]
    assert drawn(in_order(one_arm, sort="difference", arm_ids=arm_ids)) == [
        "Anemia a",
        "Chills a",
        "Fever a",
        "Cough a",
    ]


def test_across_arms_goes_by_setting_then_share():
    rows = pd.DataFrame(
        {"setting": ["", "consolidation", "relapsed_refractory", "consolidation"], "proportion": [0.9, 0.1, 0.2, 0.3]},
        index=list("wxyz"),
    ).assign(tier="core")
    assert list(across_arms(rows).index) == ["y", "z", "x", "w"]


def test_most_frequent_leaves_out_totals_and_rows_without_a_share():
    rows = pd.DataFrame(
        [
            ("Any adverse event", "other", "aggregate", 1.0),
            ("Infections (any)", "infection", "aggregate", 0.4),
            ("Rash", "skin", "event", 0.4),
            ("Death", "other", "event", 0.1),
            ("Cough", "respiratory", "event", None),
        ],
        columns=["event", "event_group", "event_kind", "proportion"],
    )
    assert most_frequent(rows, 10)["event"].to_list() == ["Infections (any)", "Rash", "Death"]
    assert most_frequent(rows, 1)["event"].to_list() == ["Infections (any)"]


def test_measured_values_come_last_under_a_heading_of_their_own():
    rows = ROWS.assign(finding=["laboratory" if event == "Anemia" else "reported" for event in ROWS["event"]])
    for sort in ("frequency", "difference"):
        assert drawn(in_order(rows, sort=sort, arm_ids=("a", "b")))[-2:] == ["Anemia a", "Anemia b"]
    apart = with_measured_apart(rows).groupby("event")["apart"].first()
    assert apart[apart != ""].to_dict() == {"Anemia": "Laboratory values"}


def test_shipped_measured_values_never_stand_among_reported_events(evidence):
    arm_ids = ("eliana-tisagenlecleucel", "kymriah-eu-all-pool")
    choice = IncidenceChoice("dots", arm_ids, "any", "all", "whole_study", (), None, 0, "frequency")
    rows = rows_in_view(evidence, choice).rows
    events = list(dict.fromkeys(rows["event"]))
    measured = [event for event in events if (rows.loc[rows["event"] == event, "finding"] == "laboratory").any()]
    assert "Hemoglobin decreased" in measured
    assert events[-len(measured) :] == measured


def test_groups_stand_in_the_order_of_the_vocabulary():
    assert group_order(pd.Series(["renal", "crs", "renal", "unknown"])) == ["crs", "renal"]
