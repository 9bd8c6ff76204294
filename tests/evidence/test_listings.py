"""What a missing event means is read from the lists that give the arm other rows, and never is zero."""

import pytest

from adverse.evidence.listings import absence_in_view
from adverse.evidence.select import incidence_rows

TERM, GROUPED = {"event": "Rash", "kind": "event"}, {"event": "Infections (any)", "kind": "aggregate"}
PARTS = [{"event": "Cough", "kind": "event"}, {"event": "Pyrexia", "kind": "event"}]


@pytest.fixture
def of_list(make_evidence):
    """A function that builds evidence with one row, of fever in an arm, in a list that `listings` describes."""

    def build(*listings: dict, **row):
        place = {"source_id": "s", "locator": "Table 2"}
        fever = {"arm_id": "a", "event": "Pyrexia", "grade_band": "any", "subset": "all", "period": "whole_study"}
        return make_evidence(
            events=[TERM, GROUPED, *PARTS],
            incidence=[fever | place | row],
            listings=[place | listing for listing in listings],
        )

    return build


def meaning(evidence, event="Rash", *, grade_band="any", subset="all", period="whole_study"):
    return absence_in_view(evidence, grade_band=grade_band, subset=subset, period=period)("a", event)


def threshold(percent: float, grade: str = "any", **more) -> dict:
    return {"extent": "threshold", "threshold_grade": grade, "threshold_percent": percent} | more


def test_without_a_listing_a_missing_event_is_not_reported(of_list):
    assert meaning(of_list()).in_words == "not reported"


def test_below_the_threshold_of_the_list(of_list):
    assert meaning(of_list(threshold(10))).in_words == "not listed (list from 10% on)"


@pytest.mark.parametrize(
    ("grade_band", "expected"),
    [("any", "(list from 10% on)"), ("ge3", "(list from 5% on)"), ("4", "(list from 5% on)")],
)
def test_of_two_thresholds_the_lowest_that_speaks_of_the_grade(of_list, grade_band, expected):
    listed = of_list(threshold(10), threshold(5, "ge3"), grade_band=grade_band)
    assert meaning(listed, grade_band=grade_band).in_words == f"not listed {expected}"


def test_a_threshold_on_severe_grades_says_nothing_of_any_grade(of_list):
    assert meaning(of_list(threshold(5, "ge3"))).kind == "not_reported"


def test_a_term_that_groups_several_is_in_no_list_of_single_ones(of_list):
    assert meaning(of_list(threshold(10)), "Infections (any)").kind == "not_reported"


def test_what_was_not_read_may_hold_the_event(of_list):
    assert meaning(of_list({"extent": "part", "not_read": "the rows after the first"})).in_words == (
        "not in the part read"
    )


def test_chosen_events_say_nothing_of_others_though_they_have_a_threshold(of_list):
    chosen = threshold(3, "ge3") | {"extent": "selection"}
    assert meaning(of_list(chosen, grade_band="ge3"), grade_band="ge3").kind == "not_reported"


@pytest.mark.parametrize("other", [{"grade_band": "ge3"}, {"subset": "serious"}, {"period": "cycle_1"}])
def test_a_list_of_another_grade_subset_or_period_says_nothing(of_list, other):
    assert meaning(of_list(threshold(10)), **other).kind == "not_reported"


def test_serious_and_other_events_apart_are_no_missing_event(of_list, evidence):
    tower = {"grade_band": "any", "subset": "all", "period": "whole_study"}
    assert absence_in_view(evidence, **tower)("tower-blinatumomab", "Pyrexia").kind == "printed_apart"
    assert meaning(of_list(threshold(5)), "Pyrexia", subset="non_serious").kind == "not_reported"


@pytest.mark.parametrize(
    ("arm_id", "grade_band", "event", "expected"),
    [
        ("tower-blinatumomab", "any", "Seizure", "not listed (list from 10% on)"),
        ("tower-blinatumomab", "ge3", "Seizure", "not listed (list from 5% on)"),
        ("tower-chemotherapy", "any", "Seizure", "not reported"),  # its table goes by the shares of the other arm
        ("aall1331-blinatumomab", "ge3", "Cytokine release syndrome", "not in the part read"),
        ("aall1331-chemotherapy", "any", "Seizure", "not in the part read"),
    ],
)
def test_first_cycles_of_the_two_trials(evidence, arm_id, grade_band, event, expected):
    found = absence_in_view(evidence, grade_band=grade_band, subset="all", period="cycle_1")
    assert found(arm_id, event).in_words == expected


def test_consolidation_of_adults_lists_severe_events_from_three_percent_on(evidence):
    view = {"grade_band": "3", "subset": "treatment_related", "period": "other"}
    assert absence_in_view(evidence, **view)("e1910-blinatumomab", "Seizure").in_words == "not listed (list from 3% on)"


@pytest.mark.parametrize(
    ("arm_id", "subset", "expected"),
    [
        (
            "aall1331-blinatumomab",
            "all",
            "was read in part (not read: the rows after the first 19 events; no row on cytokine release syndrome, "
            "seizure, sepsis or mucositis was seen)",
        ),
        ("tower-blinatumomab", "non_serious", "lists events other than serious only from 5% on at any grade"),
        ("tower-blinatumomab", "serious", ""),
    ],
)
def test_rows_say_what_their_list_leaves_out(evidence, arm_id, subset, expected):
    rows = incidence_rows(evidence, arm_ids=(arm_id,), subset=subset).rows
    assert expected in set(rows["listing"])


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"locator": "Table 99"}, "locator", "no row of incidence.csv has 'Table 99' of brown-2021-aall1331"),
        ({"extent": "threshold"}, "threshold_percent", "a list from a threshold on needs its threshold"),
        ({"extent": "whole"}, "extent", "a whole list has no threshold and leaves nothing unread"),
        ({"threshold_percent": "5"}, "threshold_grade", "a threshold needs its grade, and a grade its threshold"),
        ({"threshold_grade": "ge3"}, "threshold_grade", "a threshold needs its grade, and a grade its threshold"),
        ({"threshold_subset": "serious"}, "threshold_subset", "there is no threshold that it could be about"),
        (
            {"threshold_arm_id": "tower-blinatumomab"},
            "threshold_arm_id",
            "there is no threshold that it could be about",
        ),
        ({"not_read": ""}, "not_read", "a list read in part needs what was not read"),
        ({"extent": "most"}, "extent", "'most' is not one of whole, threshold, selection, part"),
        ({"threshold_percent": "101", "threshold_grade": "any"}, "threshold_percent", "101 is above 100"),
    ],
)
def test_a_broken_listing_is_refused(evidence, set_cell, problems, cells, column, fault):
    assert evidence.listings.loc[0, "source_id"] == "brown-2021-aall1331"
    for name, value in cells.items():
        set_cell("listings", 2, name, value)
    assert problems() == [f"listings.csv, line 2, column {column}: {fault}."]


def test_two_lines_of_one_list_say_the_same_of_it(evidence, add_row, problems):
    line = add_row("listings", threshold_grade="any", threshold_percent="5", not_read="other rows")
    assert problems() == [f"listings.csv, line {line}, column extent: another line says otherwise of the same list."]
