"""Events that a registry record prints as serious and as other, in a view of all events."""

import pandas as pd
import pytest

from adverse.evidence.compare import with_pooling, with_reference
from adverse.evidence.select import grade_split_rows, incidence_rows, rows_behind
from adverse.sentences import share_in_words
from adverse.statistics import incidence_proportion, with_incidence_proportion, with_risk_difference

RECORD = {"source_id": "label", "percent": None, "percent_qualifier": "", "n_at_risk": 54}
SERIOUS = RECORD | {"subset": "serious", "n_with_event": 4}
OTHER = RECORD | {"subset": "non_serious", "n_with_event": 13}


def told(selection) -> list[tuple]:
    """Event, basis and limits of each row drawn."""
    rows = selection.rows.astype(object).where(selection.rows.notna(), None)
    columns = ["event", "count_basis", "n_with_event_low", "n_with_event_high"]
    return [tuple(row) for row in rows[columns].to_numpy()]


def reasons(selection) -> list[str]:
    return selection.set_aside.get("set_aside_reason", pd.Series(dtype=str)).tolist()


def test_both_parts_stand_behind_one_row_between_the_larger_and_their_sum(selected):
    found = selected(SERIOUS, OTHER)
    assert told(found) == [("Fever", "apart", 13, 17)]
    [row] = with_incidence_proportion(found.rows).itertuples()
    assert pd.isna(row.n_with_event)
    assert row.subset == "all"
    assert share_in_words(row) == "24% to 31% (at least 13, at most 17 of 54)"
    low, high = incidence_proportion(13, 54), incidence_proportion(17, 54)
    assert [row.proportion, row.proportion_low, row.proportion_high] == pytest.approx([13 / 54, low.low, high.high])
    behind = rows_behind(found, [row.row_key])
    assert behind[["subset", "n_with_event", "line"]].to_numpy().tolist() == [["non_serious", 13, 3], ["serious", 4, 2]]
    assert behind["count_basis"].tolist() == ["printed", "printed"]


@pytest.mark.parametrize(("n_serious", "n_other"), [(0, 0), (0, 5), (5, 0), (5, 5), (30, 40), (54, 1), (1, 54)])
def test_the_limits_are_possible_whatever_the_overlap(selected, n_serious, n_other):
    found = selected(SERIOUS | {"n_with_event": n_serious}, OTHER | {"n_with_event": n_other})
    [(_, _, low, high)] = told(found)
    assert low == max(n_serious, n_other) <= high == min(n_serious + n_other, 54)


@pytest.mark.parametrize(
    ("rows", "drawn", "aside"),
    [
        # a row of all events, of whichever document, takes the place
        ([SERIOUS, OTHER, {"source_id": "trial"}], [("Fever", "printed", 10, 10)], []),
        # other events alone: the serious ones could not be read
        ([OTHER], [("Fever", "at_least", 13, None)], []),
        # serious events alone: others are listed from a share of patients on
        ([SERIOUS, OTHER | {"event": "Headache"}], [("Headache", "at_least", 13, None)], ["serious_alone"]),
        # serious events of a document that prints no others say nothing of all events
        ([SERIOUS], [], []),
        # two documents never make one row
        ([SERIOUS | {"source_id": "trial"}, OTHER], [("Fever", "at_least", 13, None)], []),
        # nor two periods, grades, denominators or arms
        ([SERIOUS | {"period": "cycle_1"}, OTHER], [("Fever", "at_least", 13, None)], []),
        ([SERIOUS | {"grade_band": "ge3"}, OTHER], [("Fever", "at_least", 13, None)], []),
        ([SERIOUS | {"n_at_risk": 50}, OTHER], [("Fever", "at_least", 13, None)], ["serious_alone"]),
        ([SERIOUS | {"arm_id": "b"}, OTHER], [("Fever", "at_least", 13, None)], []),
        # a row of all events in another period leaves this one open
        ([SERIOUS, OTHER, {"period": "cycle_1"}], [("Fever", "apart", 13, 17)], ["period"]),
    ],
)
def test_which_rows_make_one(selected, rows, drawn, aside):
    found = selected(*rows, period="whole_study")
    assert (told(found), reasons(found)) == (drawn, aside)


@pytest.mark.parametrize("subset", ["serious", "non_serious"])
def test_a_view_of_one_part_shows_it_as_printed(selected, subset):
    found = selected(SERIOUS, OTHER, subset=subset)
    assert found.rows["count_basis"].tolist() == ["printed"]
    assert found.rows["subset"].tolist() == [subset]


def test_a_range_is_neither_subtracted_nor_pooled_nor_split_by_grade(selected):
    found = selected(SERIOUS, OTHER, {"arm_id": "b", "n_at_risk": 50})
    rows = with_incidence_proportion(found.rows)
    for reference in ("a", "b"):
        other = ({"a", "b"} - {reference}).pop()
        beside = with_risk_difference(with_reference(rows, reference, (other,)))
        assert beside["risk_difference"].isna().all()
    severe = selected(OTHER | {"grade_band": "ge3", "n_with_event": 2, "subset": "all"}, grade_band="ge3")
    split = grade_split_rows(found, severe)
    assert split.rows.empty
    assert "bound" in split.set_aside["set_aside_reason"].tolist()


def test_no_pool_takes_a_range(evidence):
    arms = tuple(evidence.arms.loc[evidence.arms["drug"] == evidence.about["drug"], "arm_id"])
    rows = incidence_rows(evidence, arm_ids=arms, event="Cytokine release syndrome", period="whole_study").rows
    told = with_pooling(evidence, rows)
    is_range = told["count_basis"].isin(["apart", "at_least", "between"])
    assert is_range.any()
    assert (told.loc[is_range, "not_pooled"] != "").all()


def test_registry_terms_of_tower_are_drawn_as_ranges(evidence):
    found = incidence_rows(evidence, arm_ids=("tower-blinatumomab",), period="whole_study")
    rows = with_incidence_proportion(found.rows).set_index("event")
    pyrexia = rows.loc["Pyrexia"]
    assert share_in_words(pyrexia) == "57% to 63% (at least 153, at most 169 of 267)"
    parts = rows_behind(found, [pyrexia["row_key"]])
    assert sorted(parts["subset"]) == ["non_serious", "serious"]
    assert set(parts["row_key"]) <= set(evidence.incidence["row_key"])


def test_every_shipped_pair_of_serious_and_other_is_seen_in_a_view_of_all_events(evidence):
    """Whatever stands beside it: a row of all events, or the range."""
    other = evidence.incidence[evidence.incidence["subset"] == "non_serious"]
    for (arm_id, grade_band, period), rows in other.groupby(["arm_id", "grade_band", "period"]):
        shown = incidence_rows(evidence, arm_ids=(arm_id,), grade_band=grade_band, period=period).rows
        assert set(rows["event"]) <= set(shown["event"])
