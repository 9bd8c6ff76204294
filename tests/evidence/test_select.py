"""One row an arm and event on an axis, and what was set aside for it."""

import pandas as pd
import pytest

from adverse.evidence.select import incidence_rows, printed_rows, rows_behind
from adverse.vocabulary import GRADE_BANDS

URL = "https://example.org/t"


def lines(table: pd.DataFrame) -> list[int]:
    return sorted(table["line"])


def reasons(selection) -> dict[int, str]:
    """Line -> why the row was set aside."""
    table = selection.set_aside
    return dict(zip(table["line"], table["set_aside_reason"], strict=True)) if len(table) else {}


def test_a_row_carries_its_source_event_and_arm_in_words(selected):
    row = selected({}).rows.iloc[0]
    assert (row["source_name"], row["source_kind"], row["source_url"]) == ("Trial 2020", "trial", URL)
    assert row["source_year"] == 2020
    assert (row["plain_name"], row["arm_label"], row["n_safety"]) == ("High temperature", "ONE: testumab", 100)
    assert (row["n_other_rows"], row["is_disputed"]) == (0, False)


@pytest.mark.parametrize("unit", ["events", "cycles"])
def test_patients_only(selected, unit):
    found = selected({"counting_unit": unit, "n_with_event": 30}, {})
    assert (lines(found.rows), reasons(found)) == ([3], {2: "counting_unit"})


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({"arm_ids": ("b",)}, [3]),
        ({"grade_band": "ge3"}, [4]),
        ({"subset": "serious"}, [5]),
        ({"event_groups": ("neurotoxicity",)}, [6]),
        ({"event": "Headache"}, [6]),
        ({"arm_ids": ()}, []),
        ({"event": "Nothing"}, []),
    ],
)
def test_other_arms_grades_subsets_and_events_are_no_candidates(selected, choice, kept):
    headache = {"event": "Headache", "event_group": "neurotoxicity"}
    found = selected({}, {"arm_id": "b"}, {"grade_band": "ge3"}, {"subset": "serious"}, headache, **choice)
    assert (lines(found.rows), reasons(found)) == (kept, {})


# Period


def test_the_period_with_the_most_rows_is_shown(selected):
    cycle = {"period": "cycle_1"}
    found = selected({}, cycle, cycle | {"event": "Headache"})
    assert (found.period, lines(found.rows), reasons(found)) == ("cycle_1", [3, 4], {2: "period"})


def test_on_a_tie_the_whole_study_is_shown(selected):
    found = selected({"period": "cycle_1"}, {"event": "Headache"})
    assert (found.period, lines(found.rows), reasons(found)) == ("whole_study", [3], {2: "period"})


def test_rows_that_count_cycles_do_not_choose_the_period(selected):
    cycles = {"period": "cycle_1", "counting_unit": "cycles"}
    found = selected({}, cycles, cycles | {"event": "Headache"})
    assert (found.period, reasons(found)) == ("whole_study", {3: "counting_unit", 4: "counting_unit"})


def test_a_chosen_period_is_kept_even_without_rows(selected):
    found = selected({}, period="cycle_2")
    assert (found.period, lines(found.rows), reasons(found)) == ("cycle_2", [], {2: "period"})


def test_periods_of_their_own_never_share_an_axis(selected):
    other = {"period": "other"}
    found = selected(other, other | {"event": "Headache"}, {"arm_id": "b"})
    assert (found.period, lines(found.rows)) == ("whole_study", [4])


def test_registry_records_that_print_serious_events_apart_do_not_choose_the_period(selected):
    registry = {"source_id": "label", "event": "Headache"}
    found = selected(
        {"period": "cycle_1"}, registry, registry | {"event": "Rash"}, registry | {"subset": "non_serious"}
    )
    assert found.period == "cycle_1"
    alone = selected(registry, registry | {"event": "Rash"}, registry | {"subset": "non_serious"})
    assert (alone.period, len(alone.rows)) == ("whole_study", 2)


# Which of several rows for one figure


@pytest.mark.parametrize(
    ("first", "second", "kept", "reason"),
    [
        ({"n_at_risk": 60}, {}, 3, "data_cut"),
        ({"n_at_risk": None}, {}, 3, "data_cut"),
        ({"n_at_risk": 60}, {"n_at_risk": None}, 3, "data_cut"),
        ({"n_at_risk": 60}, {"source_id": "review"}, 3, "data_cut"),
        ({"source_id": "review"}, {"source_id": "label"}, 3, "source"),
        ({"source_id": "guideline"}, {"source_id": "label"}, 3, "source"),
        ({"source_id": "news"}, {"source_id": "label"}, 3, "source"),
        ({"source_id": "article"}, {"source_id": "label"}, 3, "source"),
        ({"quotation": "second_hand"}, {"source_id": "label"}, 3, "source"),
        ({"n_with_event": None}, {"source_id": "label"}, 3, "source"),
        ({"source_id": "label"}, {}, 3, "source"),
        ({"source_id": "label", "n_at_risk": 60}, {"source_id": "review", "n_at_risk": 60}, 2, "source"),
        ({"arm_id": "unknown-n"}, {"arm_id": "unknown-n", "source_id": "review"}, 2, "source"),
    ],
)
def test_which_row_is_drawn(selected, first, second, kept, reason):
    for rows, drawn in (((first, second), kept), ((second, first), 5 - kept)):
        found = selected(*rows)
        assert (lines(found.rows), reasons(found)) == ([drawn], {5 - drawn: reason})
        assert found.rows["n_other_rows"].to_list() == [1]


def test_nothing_is_averaged(selected):
    found = selected({"n_with_event": 10}, {"n_with_event": 30, "source_id": "label"})
    assert found.rows["n_with_event"].to_list() == [10]
    assert found.set_aside["n_with_event"].to_list() == [30]


def test_a_disputed_row_is_flagged_and_both_stand_behind_its_mark(selected):
    found = selected(
        {"n_with_event": 10, "disagrees_with": "label"},
        {"n_with_event": 30, "source_id": "label", "disagrees_with": "trial"},
        {"event": "Headache"},
        {"event": "Headache", "period": "cycle_1"},
    )
    flags = found.rows.set_index("event")
    assert flags["is_disputed"].to_dict() == {"Fever": True, "Headache": False}
    assert flags["n_other_rows"].to_dict() == {"Fever": 1, "Headache": 0}
    assert lines(rows_behind(found, [flags.loc["Fever", "row_key"]])) == [2, 3]
    assert lines(rows_behind(found, [flags.loc["Headache", "row_key"]])) == [4]
    assert lines(rows_behind(found, ["no such key"])) == []


def test_the_same_rows_in_any_order_give_the_same_selection(selected):
    rows = [
        {"source_id": source, "n_at_risk": n_at_risk, "period": period, "event": event}
        for source in ("label", "review", "trial")
        for n_at_risk in (60, 100)
        for period in ("cycle_1", "whole_study")
        for event in ("Fever", "Headache")
    ]
    first, last = selected(*rows), selected(*rows[::-1])
    assert set(first.rows["row_key"]) == set(last.rows["row_key"])
    assert first.set_aside.set_index("line")["set_aside_reason"].value_counts().to_dict() == {
        "period": 12,
        "data_cut": 6,
        "source": 4,
    }


# The shipped tables


@pytest.mark.parametrize("grade_band", GRADE_BANDS)
def test_shipped_selection_loses_nothing_and_draws_one_row_an_arm_and_event(evidence, grade_band):
    arm_ids = tuple(evidence.arms["arm_id"])
    graded = evidence.incidence[evidence.incidence["grade_band"] == grade_band]
    for subset, candidates in graded.groupby("subset"):
        for period in (None, *candidates["period"].unique()):
            found = incidence_rows(evidence, arm_ids=arm_ids, grade_band=grade_band, subset=subset, period=period)
            seen = [*lines(printed_rows(found.rows)), *reasons(found)]
            seen = sorted(line for line in seen if subset != "all" or line in set(candidates["line"]))
            assert seen == list(candidates["line"])
            assert not found.rows.duplicated(["arm_id", "event"]).any()
            assert set(found.rows["period"]) <= {found.period}
            assert set(found.rows["counting_unit"]) <= {"patients"}
            assert (found.set_aside["set_aside_reason"] != "").all()


def test_the_two_tower_arms_share_cycle_1(evidence):
    found = incidence_rows(evidence, arm_ids=("tower-blinatumomab", "tower-chemotherapy"), event="Pyrexia")
    shown = found.rows[["arm_label", "n_with_event", "n_at_risk", "period"]].to_records(index=False).tolist()
    assert shown == [
        ("TOWER: blinatumomab", 147, 267, "cycle_1"),
        ("TOWER: chemotherapy", 43, 109, "cycle_1"),
    ]


def test_shipped_disputes_are_flagged(evidence):
    noted = evidence.incidence[evidence.incidence["disagrees_with"] != ""]
    flagged = set()
    for grade_band, subset, period in (
        noted[["grade_band", "subset", "period"]].drop_duplicates().itertuples(index=False)
    ):
        choice = {"grade_band": grade_band, "subset": subset, "period": period}
        found = incidence_rows(evidence, arm_ids=tuple(noted["arm_id"].unique()), **choice)
        for key in found.rows.loc[found.rows["is_disputed"], "row_key"]:
            flagged |= set(rows_behind(found, [key])["line"])
    assert set(noted["line"]) <= flagged
