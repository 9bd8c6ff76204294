"""What the rows in view say: exact sentences from small tables and from the shipped ones."""

import pandas as pd
import pytest

from adverse.evidence.order import in_order
from adverse.evidence.select import incidence_rows, onset_rows
from adverse.sentences import (
    headline_answer,
    most_frequent_event,
    onset_answer,
    onset_in_short,
    range_across_arms,
    risk_answer,
    set_aside_in_words,
    share_in_words,
    share_range,
    sources_answer,
)
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import SET_ASIDE_REASONS

SHARE = {
    **{"arm_id": "a", "arm_label": "ONE", "event": "Pyrexia", "plain_name": "Fever", "event_group": "general"},
    **{"event_kind": "event", "grade_band": "any", "subset": "all", "period": "whole_study"},
    **{"n_with_event": 10, "n_at_risk": 40, "percent": 25.0, "percent_qualifier": "="},
}
ONSET = {"event": "CRS", "plain_name": "Overreaction", "drug": "testumab", "measure": "onset", "source_id": "one"}


def shares(*rows: dict) -> pd.DataFrame:
    """Incidence rows with their proportion."""
    table = pd.DataFrame([SHARE | row for row in rows]).astype({"n_with_event": "Int64", "n_at_risk": "Int64"})
    return with_incidence_proportion(table.astype({"percent": float}))


def onsets(*rows: dict) -> pd.DataFrame:
    blank = {"onset_median_days": None, "window_start_day": None, "window_end_day": None, "window_meaning": ""}
    numbers = {name: float for name in blank if name != "window_meaning"}
    return pd.DataFrame([ONSET | blank | row for row in rows]).astype(numbers)


UNCOUNTED = {"n_with_event": None, "n_at_risk": None}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "25% (10 of 40)"),
        ({"percent": 24.9}, "24.9% (10 of 40)"),
        ({"percent": None, "percent_qualifier": ""}, "25% (10 of 40)"),
        ({"n_with_event": 0, "percent": 0.0}, "0% (0 of 40)"),
        (UNCOUNTED, "25% (no count printed)"),
        ({"n_at_risk": None}, "25% (no count printed)"),
        (UNCOUNTED | {"percent": 1.0, "percent_qualifier": "<"}, "less than 1% (no count printed)"),
        (UNCOUNTED | {"percent": 1.0, "percent_qualifier": "<="}, "at most 1% (no count printed)"),
        (UNCOUNTED | {"percent": 5.0, "percent_qualifier": ">"}, "more than 5% (no count printed)"),
        (UNCOUNTED | {"percent": 5.0, "percent_qualifier": ">="}, "at least 5% (no count printed)"),
        (UNCOUNTED | {"percent": 5.0, "percent_qualifier": "~"}, "about 5% (no count printed)"),
        ({"n_at_risk": None, "percent": None}, "a share that cannot be computed"),
    ],
)
def test_share_in_words(cells, words):
    [row] = shares(cells).itertuples()
    assert share_in_words(row) == words


# Most frequent event


def test_most_frequent_event_of_the_tower_arms(evidence):
    arm_ids = ("tower-blinatumomab", "tower-chemotherapy")
    shown = incidence_rows(evidence, arm_ids=arm_ids).apply(with_incidence_proportion)
    rows = in_order(shown.rows, sort="frequency", arm_ids=arm_ids)
    shown_shares = "55% (147 of 267) in TOWER: blinatumomab, 39% (43 of 109) in TOWER: chemotherapy."
    assert most_frequent_event(rows) == f"Pyrexia was the most frequent event (any grade, cycle 1): {shown_shares}"
    plain = most_frequent_event(rows, name_column="plain_name")
    assert plain == f"Fever was the most frequent event (any grade, cycle 1): {shown_shares}"
    assert set_aside_in_words(shown.set_aside, SET_ASIDE_REASONS) == "4 more rows not drawn: other period (4)"


def test_totals_do_not_count_as_an_event():
    total = {"event": "Any adverse event", "event_group": "other", "event_kind": "aggregate", "n_with_event": 40}
    sentence = "Pyrexia was the most frequent event (any grade, whole study): 25% (10 of 40) in ONE."
    assert most_frequent_event(shares(total, {})) == sentence
    assert most_frequent_event(shares(total)) == "None of the rows in view gives the share of a single event."


def test_the_first_arm_decides_and_the_others_follow():
    rows = shares(
        {"event": "Rash", "n_with_event": 2, "percent": 5.0},
        {},
        *({"arm_id": arm, "arm_label": arm.upper(), "event": "Rash"} for arm in ("b", "c")),
        *({"arm_id": arm, "arm_label": arm.upper()} for arm in ("b", "c", "d", "e")),
    )
    assert most_frequent_event(rows) == (
        "Pyrexia was the most frequent event (any grade, whole study): "
        "25% (10 of 40) in ONE, 25% (10 of 40) in B, 25% (10 of 40) in C, and 2 more arms."
    )


def test_grade_subset_and_period_are_named():
    rows = shares({"grade_band": "ge3", "subset": "serious", "period": "cycle_2"})
    what = "serious events, grade 3 or higher, cycle 2"
    assert most_frequent_event(rows) == f"Pyrexia was the most frequent event ({what}): 25% (10 of 40) in ONE."


@pytest.mark.parametrize("rows", [[], [{"n_at_risk": None, "percent": None}]])
def test_no_share_in_view(rows):
    table = shares({}).iloc[:0] if not rows else shares(*rows)
    assert most_frequent_event(table) == "None of the rows in view gives the share of a single event."
    assert range_across_arms(table, "Pyrexia") == "No source in view gives the share of patients with Pyrexia."
    assert share_range(table) == ("not reported", "no core source gives a share")


# Ranges


LOW = {"arm_id": "b", "arm_label": "TWO", **UNCOUNTED, "percent": 1.0, "percent_qualifier": "<"}
MIDDLE = {"arm_id": "c", "arm_label": "THREE", "n_with_event": 5, "percent": 12.5}


@pytest.mark.parametrize(
    ("rows", "sentence", "short"),
    [
        (
            [{}],
            "Pyrexia: 25% (10 of 40) in ONE, the only arm in view that reports it.",
            ("25%", "1 core source (medicine alone, whole study): ONE"),
        ),
        (
            [{}, LOW],
            "Pyrexia ranged from less than 1% (no count printed) in TWO to 25% (10 of 40) in ONE across both arms that "
            "report it (whole study).",
            ("<1% to 25%", "2 core sources (medicine alone, whole study): lowest TWO, highest ONE"),
        ),
        (
            [MIDDLE, {}, {"arm_label": "NONE", "n_at_risk": None, "percent": None}, LOW],
            "Pyrexia ranged from less than 1% (no count printed) in TWO to 25% (10 of 40) in ONE across 3 arms that "
            "report it (whole study).",
            ("<1% to 25%", "3 core sources (medicine alone, whole study): lowest TWO, highest ONE"),
        ),
    ],
    ids=["one", "two", "three"],
)
def test_range_across_arms(rows, sentence, short):
    assert range_across_arms(shares(*rows), "Pyrexia") == sentence
    assert share_range(shares(*rows)) == short


# Onset


def test_onset_answer_is_of_one_medicine_and_of_onsets_only():
    rows = onsets(
        {"onset_median_days": 2},
        {"onset_median_days": 3.5, "source_id": "two"},
        {"onset_median_days": 1, "source_id": "three", "drug": "othermab"},
        {"onset_median_days": 1, "source_id": "four", "measure": "peak"},
        {"event": "Neurologic", "plain_name": "Nerves", "onset_median_days": 9},
        {"event": "Infection", "onset_median_days": 9},
        {"event": "Silent", "window_end_day": 14},
    )
    headline = ("CRS", "Neurologic", "Silent")
    assert onset_answer(rows, headline, drug="testumab") == (
        "Printed median onset with testumab: CRS 2 to 3.5 days (2 documents); Neurologic 9 days (1 document)."
    )
    plain = onset_answer(rows, headline, drug="testumab", name_column="plain_name")
    assert plain == (
        "With testumab, half of the cases began within 2 to 3.5 days for overreaction (2 documents) and within 9 days "
        "for nerves (1 document)."
    )
    assert onset_answer(rows, ("Silent",), drug="testumab") == (
        "None of the rows in view prints a median day of onset with testumab."
    )


def test_one_day_is_singular():
    rows = onsets({"onset_median_days": 1})
    expected = "Printed median onset with testumab: CRS 1 day (1 document)."
    assert onset_answer(rows, ("CRS",), drug="testumab") == expected
    assert onset_in_short(rows) == "printed median 1 day (1 document)."


def test_onset_in_short():
    window = {"window_start_day": 0, "window_end_day": 14, "window_meaning": "most_in_window"}
    rows = onsets({"onset_median_days": 2}, {"onset_median_days": 3, "source_id": "two"}, window)
    assert onset_in_short(rows) == (
        "printed medians 2 to 3 days (2 documents); window of 0 to 14 days (most lie in it; 1 document)."
    )
    assert onset_in_short(rows, plain_words=True).startswith("half of the cases within 2 to 3 days (2 documents); ")
    assert onset_in_short(rows.iloc[:0]) == "no source prints a day."


def test_headline_answer():
    found = [("CRS", shares({}, LOW), onsets({"onset_median_days": 2})), ("Neurologic", shares({}), onsets({}))]
    assert headline_answer(found, {"CRS": "CRS", "Neurologic": "Neurologic"}) == (
        "Core sources report CRS in <1% to 25% of patients (onset: printed median 2 days) and neurologic in 25% of "
        "patients (onset: no median printed)."
    )
    plain = headline_answer(found, {"CRS": "Overreaction", "Neurologic": "Nerves"}, plain_words=True)
    assert plain == (
        "Studies and labels report overreaction in <1% to 25% of patients (half of the cases within 2 days) and nerves "
        "in 25% of patients (no median printed)."
    )
    silent = [("CRS", shares({"percent": None, "n_with_event": None}), onsets({}))]
    assert headline_answer(silent, {"CRS": "CRS"}) == (
        "Core sources report CRS without a share of patients (onset: no median printed)."
    )


def test_shipped_onset_names_both_headlines(evidence):
    events = tuple(item["event"] for item in evidence.about["headline"])
    answer = onset_answer(onset_rows(evidence).rows, events, drug=evidence.about["drug"])
    assert [event in answer for event in events] == [True, True]


# Risk factors, sources and what was set aside


def risks(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["factor", "direction", "estimate"]).astype({"estimate": float})


def test_risk_answer():
    rows = risks(("Age", "raises", 2), ("Age", "raises", None), ("Age", "unclear", None), ("Sex", "none", 1))
    assert risk_answer(rows, "infections") == (
        "Of 2 factors named for infections, 1 is said to raise the risk (Age), 1 has no link, 1 is left open; some "
        "differ by event or source. 2 of 4 statements come with a number."
    )
    assert risk_answer(risks(), "infections") == "No source in view names a risk factor for infections."


def test_one_factor_is_singular():
    assert risk_answer(risks(("Age", "lowers", 0.5)), "infections") == (
        "Of 1 factor named for infections, 1 is said to lower the risk (Age). 1 of 1 statement comes with a number."
    )


def test_many_factors_are_counted_and_not_listed():
    rows = risks(*((name, "raises", 2) for name in "ABCDE"), ("F", "lowers", None))
    assert risk_answer(rows, "infections") == (
        "Of 6 factors named for infections, 5 are said to raise the risk, 1 is said to lower it (F). 5 of 6 statements "
        "come with a number."
    )


def test_sources_answer():
    rows = pd.DataFrame({"n_rows": [10, 5], "is_mirror": [True, False]})
    figures = "15 rows of the tables rest on them, and 1 was read on another site."
    assert sources_answer(rows, 2) == f"All 2 documents are in view: {figures}"
    assert sources_answer(rows, 9) == f"2 of 9 documents are in view: {figures}"


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ([], ""),
        (["period"], "1 more row not drawn: other period (1)"),
        (["source", "period", "period"], "3 more rows not drawn: other period (2), other source (1)"),
        (["new_reason"], "1 more row not drawn: new_reason (1)"),
    ],
)
def test_set_aside_in_words(reasons, words):
    assert set_aside_in_words(pd.DataFrame({"set_aside_reason": reasons}), SET_ASIDE_REASONS) == words
