"""What the rows in view say: exact sentences from small tables and from the shipped ones."""

import pandas as pd
import pytest

from adverse.cards.incidence import choose, rows_in_view
from adverse.cards.overview import headline_trial
from adverse.cards.parameters import Asked
from adverse.cards.rare import drawn_shares
from adverse.charts.hover import given_value
from adverse.evidence.order import in_order
from adverse.evidence.rare import headline_shares, rare_event
from adverse.evidence.select import incidence_rows
from adverse.sentences import (
    across_settings,
    counted_otherwise,
    headline_answer,
    most_frequent_event,
    set_aside_in_words,
    share_in_words,
    sources_answer,
)
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import SET_ASIDE_REASONS, is_total

SHARE = {
    **{"arm_id": "a", "arm_label": "ONE", "event": "Pyrexia", "plain_name": "Fever", "event_group": "general"},
    **{"event_kind": "event", "grade_band": "any", "subset": "all", "period": "whole_study"},
    **{"n_with_event": 10, "n_at_risk": 40, "percent": 25.0, "percent_qualifier": "=", "data_cut": ""},
}


def shares(*rows: dict) -> pd.DataFrame:
    """Incidence rows with their proportion."""
    table = pd.DataFrame([SHARE | row for row in rows]).astype({"n_with_event": "Int64", "n_at_risk": "Int64"})
    return with_incidence_proportion(table.astype({"percent": float}))


ABOUT = {"n_with_event": None, "n_at_risk": None, "percent": 5.0, "percent_qualifier": "~"}
UNCOUNTED = {"n_with_event": None, "n_at_risk": None}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "25% (10 of 40)"),
        ({"percent": 24.9}, "24.9% (10 of 40)"),
        ({"n_with_event": 76, "n_at_risk": 267, "percent": None}, "28% (76 of 267)"),
        ({"n_with_event": 13, "n_at_risk": 267, "percent": None}, "4.9% (13 of 267)"),
        ({"n_with_event": 266, "n_at_risk": 267, "percent": None}, "99.6% (266 of 267)"),
        ({"n_with_event": 9999, "n_at_risk": 10000, "percent": None}, "99.99% (9999 of 10000)"),
        ({"n_with_event": 40, "percent": None}, "100% (40 of 40)"),
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
        ({"n_at_risk": 2000, "percent": None, "percent_qualifier": "~"}, "about 0.5% (10 of about 2000)"),
        ({"percent": 27.0, "discrepancy": "Printed 27%"}, "25% (10 of 40; printed as 27%)"),
    ],
)
def test_share_in_words(cells, words):
    [row] = shares(cells).itertuples()
    assert share_in_words(row) == words


def test_a_rare_event_also_tells_the_highest_share_of_another_measure(evidence):
    rows = drawn_shares(rare_event(evidence, "tumor_lysis")).rows
    shares = headline_shares(rows)
    told = counted_otherwise(shares, rows)
    others = rows[~rows["measured"].isin(shares["measured"])]
    assert told.startswith(f"counted otherwise, up to {share_in_words(others.loc[others['proportion'].idxmax()])} in ")


def test_a_shipped_share_that_does_not_fit_its_counts_says_what_is_drawn(evidence):
    """Teclistamab: 51% is printed, 554 of 1032 is 53.7%, and the dot is at 53.7%."""
    shown = incidence_rows(evidence, arm_ids=("pooled-real-world-teclistamab",)).apply(with_incidence_proportion)
    [row] = shown.rows[shown.rows["event"] == "Cytokine release syndrome"].itertuples()
    assert share_in_words(row) == "53.7% (554 of 1032; printed as 51%)"
    assert round(100 * row.proportion, 1) == 53.7
    assert "Printed 51% does not fit its counts, which give 53.7%." in given_value(row)


# Most frequent event


def test_most_frequent_event_of_the_tower_arms(evidence):
    arm_ids = ("tower-blinatumomab", "tower-chemotherapy")
    shown = incidence_rows(evidence, arm_ids=arm_ids).apply(with_incidence_proportion)
    rows = in_order(shown.rows, sort="frequency", arm_ids=arm_ids)
    n_events = rows.loc[(rows["arm_id"] == arm_ids[0]) & ~is_total(rows), "event"].nunique()
    found = f"Most frequent of the {n_events} events shown for TOWER: blinatumomab (any grade, cycle 1): "
    told = "55% (147 of 267); 39% (43 of 109) in TOWER: chemotherapy."
    assert most_frequent_event(rows) == f"{found}Pyrexia, {told}"
    assert most_frequent_event(rows, name_column="plain_name") == (
        f"Fever was most common of the {n_events} side effects shown for TOWER: blinatumomab (any grade, cycle 1): "
        f"{told}"
    )
    n_aside = len(shown.set_aside)
    assert (
        set_aside_in_words(shown.set_aside, SET_ASIDE_REASONS)
        == f"{n_aside} more rows not drawn: other period ({n_aside})"
    )


def test_totals_do_not_count_as_an_event():
    total = {"event": "Any adverse event", "event_group": "other", "event_kind": "aggregate", "n_with_event": 40}
    sentence = "Pyrexia, the only event shown for ONE (any grade, whole study): 25% (10 of 40)."
    assert most_frequent_event(shares(total, {})) == sentence
    assert most_frequent_event(shares(total)) == (
        "Only totals over all events are in view (any grade, whole study): Any adverse event, 25% (40 of 40) in ONE."
    )


def test_the_first_arm_decides_and_the_others_follow():
    rows = shares(
        {"event": "Rash", "n_with_event": 2, "percent": 5.0},
        {},
        *({"arm_id": arm, "arm_label": arm.upper(), "event": "Rash"} for arm in ("b", "c")),
        *({"arm_id": arm, "arm_label": arm.upper()} for arm in ("b", "c", "d", "e")),
    )
    assert most_frequent_event(rows) == (
        "Most frequent of the 2 events shown for ONE (any grade, whole study): Pyrexia, 25% (10 of 40); "
        "25% (10 of 40) in B, 25% (10 of 40) in C, and 2 more arms."
    )


def test_an_event_that_nobody_had_is_not_called_frequent():
    nobody = {"n_with_event": 0, "percent": 0.0}
    assert most_frequent_event(shares(nobody)) == (
        "Pyrexia, the only event shown for ONE (any grade, whole study): 0% (0 of 40)."
    )
    assert most_frequent_event(shares(nobody, nobody | {"event": "Rash"})) == (
        "None of the 2 events shown for ONE (any grade, whole study) was seen in any patient."
    )


def test_grade_subset_and_period_are_named():
    rows = shares({"grade_band": "ge3", "subset": "serious", "period": "cycle_2"})
    what = "serious events, grade 3 or higher, cycle 2"
    assert most_frequent_event(rows) == f"Pyrexia, the only event shown for ONE ({what}): 25% (10 of 40)."


@pytest.mark.parametrize("rows", [[], [{"n_at_risk": None, "percent": None}]])
def test_no_share_in_view(rows):
    table = shares({}).iloc[:0] if not rows else shares(*rows)
    assert most_frequent_event(table) == "None of the rows in view gives a share of patients."
    assert across_settings(table, "Pyrexia") == "No source in view gives the share of patients with Pyrexia."


# One event across settings


TREATED = {"setting": "relapsed_refractory", "age_group": "adult", "arm_role": "single_arm"}
CHILDREN = TREATED | {"age_group": "pediatric", "arm_label": "CHILDREN", "n_at_risk": 20, "percent": 50.0}
CONSOLIDATION = TREATED | {"setting": "consolidation", "arm_label": "LATER", "n_with_event": 0, "percent": 0.0}


def settings_of(*cells: dict) -> pd.DataFrame:
    """Rows of one event with what `across_settings` asks for."""
    flags = {"is_focus": True, "is_independent": True}
    rows = shares(*({key: value for key, value in row.items() if key not in flags} for row in cells))
    for flag, usual in flags.items():
        rows[flag] = [row.get(flag, usual) for row in cells]
    return rows


def test_the_only_arm_is_told_as_that():
    assert across_settings(settings_of(TREATED), "Pyrexia") == (
        "Pyrexia (any grade, whole study): 25% (10 of 40) in ONE, the only arm in view that reports it."
    )


def test_each_setting_is_told_by_its_largest_arm_and_no_range_is_given():
    smaller = TREATED | {"arm_label": "SMALL", "n_at_risk": 20, "percent": 50.0}
    rows = settings_of(CONSOLIDATION, CHILDREN, smaller, TREATED)
    assert across_settings(rows, "Pyrexia") == (
        "Pyrexia (any grade, whole study). By setting and age group, the largest arm of those that count nobody twice: "
        "relapsed or refractory, adults: "
        "25% (10 of 40) in ONE; relapsed or refractory, children: 50% (10 of 20) in CHILDREN; consolidation, adults: "
        "0% (0 of 40) in LATER; 1 more arm below."
    )
    plain = across_settings(rows, "Fever", plain_words=True)
    assert (
        ". By group of patients, the largest study of those that count nobody twice: adults with leukemia that came "
        "back or did not respond, 25%" in plain
    )
    assert "; adults treated in remission, to keep it, 0%" in plain


def test_groups_that_are_not_told_are_counted_and_an_earlier_cut_is_named_as_left_aside():
    others = [TREATED | {"setting": key, "arm_label": key} for key in ("mrd_positive", "ph_positive")]
    early = CHILDREN | {"arm_label": "EARLY", "n_at_risk": 39, "data_cut": "interim", "is_independent": False}
    told = across_settings(settings_of(CONSOLIDATION, CHILDREN, TREATED, *others, early), "Pyrexia")
    assert "By setting and age group (4 of 5 groups), the largest arm of those that count nobody twice, " in told
    assert "twice, earlier cuts aside: " in told
    assert told.endswith("; 2 more arms below.")
    alone = across_settings(settings_of(early, early | {"arm_label": "SECOND"}), "Pyrexia")
    assert ". By setting and age group, the largest arm, earlier cuts aside: " not in alone


def test_the_shipped_children_of_an_earlier_cut_do_not_make_a_small_series_the_largest_arm(evidence):
    """MT103-205 prints cytokine release of any grade for 39 patients of an earlier cut; the series told has 9."""
    choice = choose(evidence, Asked([("event", "Cytokine release syndrome")]))
    rows = rows_in_view(evidence, choice).rows
    assert rows.loc[rows["data_cut"] == "interim", "n_at_risk"].max() > 9
    told = across_settings(rows, "Cytokine release syndrome")
    assert "relapsed or refractory, children: 33% (3 of 9)" in told
    assert ", earlier cuts aside: " in told


def test_a_pool_that_holds_an_arm_and_arms_without_the_medicine_do_not_stand_for_a_setting():
    pool = TREATED | {"arm_label": "POOL", "n_at_risk": 400, "percent": 2.5, "is_independent": False}
    rival = TREATED | {"arm_label": "RIVAL", "n_at_risk": 200, "percent": 5.0, "is_focus": False}
    told = across_settings(settings_of(pool, rival, TREATED), "Pyrexia")
    assert told.endswith("relapsed or refractory, adults: 25% (10 of 40) in ONE; 2 more arms below.")
    assert "OTHER" in across_settings(settings_of(rival, rival | {"arm_label": "OTHER"}), "Pyrexia")


# The first ten seconds


def test_the_overview_names_one_randomized_trial_with_its_counts(evidence):
    trial = headline_trial(evidence)
    names = dict(zip(evidence.events["event"], evidence.events["event"], strict=True))
    assert headline_answer(trial, names) == (
        "TOWER, randomized (relapsed or refractory, adults; 267 with blinatumomab, 109 with chemotherapy): cytokine "
        "release syndrome 14% against 0% in cycle 1, grade 3 or higher 4.9% against 0%; neurologic events (any) grade "
        "3 or higher 9.4% against 8.3%. Settings differ: see each below."
    )
    uneven = trial.assign(n_at_risk=range(100, 100 + len(trial)))
    assert " of 100)" in headline_answer(uneven, names)
    plain = dict(zip(evidence.events["event"], evidence.events["plain_name"], strict=True))
    assert headline_answer(trial, plain, plain_words=True) == (
        "In TOWER, a large trial in adults with leukemia that came back or did not respond, 37 of 267 people had "
        "immune overreaction with fever (CRS) in cycle 1 (0 of 109 with chemotherapy), and 13 of 267 had a severe form "
        "(0 of 109 with chemotherapy); 25 of 267 people had a severe form of any nervous system effect (9 of 109 with "
        "chemotherapy). Other groups of patients differ: see each below."
    )
    assert "settings differ" in headline_answer(trial.head(0), names)


# Sources and what was set aside


def test_sources_answer():
    rows = pd.DataFrame({"n_rows": [10, 5], "read_as": ["mirror", ""]})
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
