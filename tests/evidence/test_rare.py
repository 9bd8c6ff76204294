"""What the tables hold of each rare event, and how little that is called."""

import pandas as pd
import pytest

from adverse.evidence.patients import patient_groups
from adverse.evidence.rare import headline_shares, rare_event, rare_events, signal_panels
from adverse.sentences import NO_ROW, known_of_rare_event, rare_answer
from adverse.statistics import with_incidence_proportion


def known(found):
    return known_of_rare_event(with_incidence_proportion(found.shares.rows), found.sources)


def test_signs_are_those_that_rules_name(evidence):
    named = {found.key: list(found.signs["line"]) for found in rare_events(evidence) if len(found.signs)}
    assert named == {"pancreatitis": [82, 120], "leukoencephalopathy": [116]}


def test_events_come_in_the_order_of_the_list(evidence):
    assert [found.key for found in rare_events(evidence)] == [item["key"] for item in evidence.about["rare"]]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("hlh", "share of patients in 1 arm"),
        ("dic", "3 documents, no percentage"),
        ("seizure", "share of patients in 12 arms"),
        ("pancreatitis", "share of patients in 4 arms"),
    ],
)
def test_what_is_known_is_counted(evidence, key, told):
    assert known(rare_event(evidence, key)) == told


def test_case_reports_alone_and_nothing_at_all():
    nothing = pd.DataFrame({"proportion": [], "arm_label": []})
    assert known_of_rare_event(nothing, pd.Series(["case_report"])) == "case reports only (1)"
    assert known_of_rare_event(nothing, pd.Series([], dtype=str)) == NO_ROW


def test_pancreatitis_keeps_counts_without_a_denominator_aside(evidence):
    shares = rare_event(evidence, "pancreatitis").shares
    assert (10, 2000) in list(shares.rows[["n_with_event", "n_at_risk"]].itertuples(index=False, name=None))
    assert shares.rows["n_at_risk"].notna().all()
    assert sorted(shares.set_aside["n_with_event"]) == [6, 12]
    assert set(shares.set_aside["set_aside_reason"]) == {"no_denominator"}


def test_unlike_measures_of_seizures_have_sections_of_their_own(evidence):
    rows = rare_event(evidence, "seizure").shares.rows
    assert rows.groupby("measured").size().to_dict() == {
        "Serious": 3,
        "Any grade": 3,
        "Grade 3 or higher": 2,
        "Grade 3 only": 2,
        "Led to interruption": 2,
    }
    assert rows["line_key"].is_unique


def test_fatal_rows_of_every_event_count_and_periods_stay_apart(evidence):
    rows = rare_event(evidence, "fatal").shares.rows
    assert set(rows["subset"]) == {"fatal"}
    assert rows.groupby("measured")["period"].nunique().max() == 1
    assert "Any adverse event, fatal, cycle 1" in set(rows["measured"])


def test_answer_gives_the_largest_arm_of_one_measure_and_counts_nobody_twice(evidence):
    rows = headline_shares(with_incidence_proportion(rare_event(evidence, "fatal").shares.rows))
    assert rows["measured"].nunique() == 1
    groups = patient_groups(evidence.arms)
    counted = [group for arm in rows["arm_id"] for group in groups[arm]]
    assert len(counted) == len(set(counted)) and len(rows) > 5
    told = rare_answer("Fatal events", rows, "")
    assert told.startswith(f"Fatal events ({rows['measured'].iloc[0].lower()}): ")
    assert f", the largest of {len(rows)} arms that share no patients, of which " in told
    small = headline_shares(with_incidence_proportion(rare_event(evidence, "pancreatitis").shares.rows))
    assert "about 0.5% (10 of about 2000)" in rare_answer("Pancreatitis", small, "")


def test_nothing_of_the_article_or_of_other_products_is_counted(evidence):
    for found in rare_events(evidence):
        for rows in (found.shares.rows, found.shares.set_aside, found.onset, found.factors, found.rules):
            assert "article" not in set(rows["source_kind"])
            assert all(drug.startswith("blinatumomab") for drug in rows["drug"])


def test_two_backgrounds_never_share_an_axis(evidence):
    panels = signal_panels(rare_event(evidence, "dic").signals)
    assert [rows["background"].nunique() for rows in panels] == [1, 1]
    assert [list(rows["ror"].isna()) for rows in panels] == [[True], [False]]
    assert list(panels[0]["ror_ci_low"]) == [15.14]


def test_rules_that_name_the_event_in_their_words_are_found(evidence):
    assert list(rare_event(evidence, "capillary_leak").rules["line"]) == [114]
    assert set(rare_event(evidence, "pancreatitis").rules["line"]) == {17, 18, 82, 119, 120, 121}
