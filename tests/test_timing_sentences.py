"""When, and who: exact sentences on onset and risk factors."""

import pandas as pd
import pytest

from adverse.evidence.select import onset_rows, risk_rows
from adverse.evidence.timeline import treatment_phases
from adverse.sentences import onset_answer, onset_in_short, phases_in_words, risk_answer

ONSET = {"event": "CRS", "plain_name": "Overreaction", "drug": "testumab", "measure": "onset", "source_id": "one"}
REPORT = {"source_kind": "pharmacovigilance", "time_origin": "not_stated", "source_id": "reports"}


def onsets(*rows: dict) -> pd.DataFrame:
    blank = {"onset_median_days": None, "window_start_day": None, "window_end_day": None, "window_meaning": ""}
    numbers = {name: float for name in blank if name != "window_meaning"}
    table = pd.DataFrame([{"source_kind": "trial"} | ONSET | blank | row for row in rows]).astype(numbers)
    return table.assign(study=table.get("study", table["source_id"]))


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
    headline, more = ("CRS", "Neurologic", "Silent"), " 1 more event has a median below."
    assert onset_answer(rows, headline, drug="testumab") == (
        "Median onset with testumab: CRS 2 to 3.5 days (2 sources); Neurologic 9 days (1 source)." + more
    )
    plain = onset_answer(rows, headline, drug="testumab", name_column="plain_name")
    assert plain == (
        "With testumab, overreaction: half of the cases within 2 to 3.5 days (2 sources); nerves: half of the cases "
        "within 9 days (1 source)." + more
    )
    without = rows[rows["onset_median_days"].isna() | (rows["drug"] != "testumab")]
    assert onset_answer(without, headline, drug="testumab") == (
        "None of the rows in view prints a median day of onset with testumab."
    )


def test_without_a_headline_event_the_earliest_medians_in_view_are_told():
    late = {"onset_median_days": 15, "event": "Liver"}
    rows = onsets(late, *({"event": name, "onset_median_days": day} for name, day in (("D", 4), ("C", 3), ("B", 2))))
    assert onset_answer(rows, ("CRS",), drug="testumab") == (
        "Median onset with testumab: B 2 days (1 source); C 3 days (1 source); D 4 days (1 source). "
        "1 more event has a median below."
    )


@pytest.mark.parametrize(
    ("group", "told"), [("gastrointestinal", "Pancreatitis 7.5 days"), ("hepatobiliary", "15 days")]
)
def test_shipped_groups_without_a_headline_event_tell_their_median(evidence, group, told):
    rows = onset_rows(evidence, event_groups=(group,)).rows
    events = tuple(item["event"] for item in evidence.about["headline"])
    assert told in onset_answer(rows, events, drug=evidence.about["drug"])


def test_one_day_is_singular():
    rows = onsets({"onset_median_days": 1})
    expected = "Median onset with testumab: CRS 1 day (1 source)."
    assert onset_answer(rows, ("CRS",), drug="testumab") == expected
    assert onset_in_short(rows) == "median 1 day (1 source)."


def test_onset_in_short():
    window = {"window_start_day": 0, "window_end_day": 14, "window_meaning": "most_in_window"}
    rows = onsets({"onset_median_days": 2}, {"onset_median_days": 3, "source_id": "two"}, window)
    assert onset_in_short(rows) == (
        "medians 2 to 3 days (2 sources); window of 0 to 14 days (most lie in it; 1 source)."
    )
    assert onset_in_short(rows, plain_words=True).startswith("half of the cases within 2 to 3 days (2 sources); ")
    in_plain_words = onset_in_short(rows, plain_words=True)
    assert in_plain_words.endswith("; 1 text says only: for most of them, within the first 2 weeks.")
    assert onset_in_short(rows.iloc[:0]) == "no source prints a day."


def test_documents_of_one_study_are_one_source():
    one = {"onset_median_days": 3, "study": "FAERS"}
    rows = onsets(one, one | {"source_id": "two"}, {"onset_median_days": 9, "source_id": "three", "study": "three"})
    assert onset_in_short(rows) == "medians 3 to 9 days (2 sources)."
    assert onset_in_short(rows.head(2)) == "median 3 days (1 source)."


def test_medians_of_reports_are_no_medians_of_patients():
    rows = onsets(
        {"onset_median_days": 4}, {"onset_median_days": 9, "source_id": "two"}, REPORT | {"onset_median_days": 3}
    )
    assert onset_in_short(rows) == (
        "medians 4 to 9 days (2 sources); reports 3 days (1 source), clock start not stated."
    )
    assert onset_in_short(rows, plain_words=True).startswith("half of the cases within 4 to 9 days (2 sources); ")
    assert onset_answer(rows, ("CRS",), drug="testumab") == (
        "Median onset with testumab: CRS 4 to 9 days (2 sources); reports 3 days (1 source), clock start not stated."
    )


def test_shipped_onset_names_both_headlines(evidence):
    events = tuple(item["event"] for item in evidence.about["headline"])
    answer = onset_answer(onset_rows(evidence).rows, events, drug=evidence.about["drug"])
    assert [event in answer for event in events] == [True, True]


# Risk factors


def risks(*rows: tuple, compares: str = "patients") -> pd.DataFrame:
    """Rows of (factor, direction, estimate[, event[, level]])."""
    columns = ["factor", "direction", "estimate", "event", "level"]
    whole = [(*row, *("Infections (any)", "")[len(row) - 3 :]) for row in rows]
    more = {"reference_level": "", "drug": "testumab", "compares": compares}
    return pd.DataFrame(whole, columns=columns).assign(**more).astype({"estimate": float})


def test_risk_answer():
    rows = risks(("Age", "raises", 2), ("Age", "raises", None), ("Age", "unclear", None), ("Sex", "none", 1))
    assert risk_answer(rows, "Infection") == (
        "Of 2 factors named under “Infection”, 1 is said to raise the risk (Age), 1 is said to have no link. 2 of 4 "
        "statements come with a number."
    )
    assert risk_answer(risks(), "Infection") == "No source in view names a risk factor under “Infection”."


def test_a_factor_is_named_with_its_level_and_another_event():
    rows = risks(
        ("Sex", "raises", None, "Infections (any)", "male"),
        ("Age", "unclear", None),
        ("Count", "lowers", 0.5, "Pneumonia", "high"),
        ("Count", "lowers", 0.4, "Pneumonia", "very high"),
    )
    assert risk_answer(rows, "Infection") == (
        "Of 3 factors named under “Infection”, 1 is said to raise the risk (Sex: male), 1 is said to lower the risk "
        "(Count, for pneumonia), 1 is left open. 2 of 4 statements come with a number."
    )


def test_a_factor_with_unlike_directions_counts_once_and_says_them():
    rows = risks(("Age", "raises", 2), ("Age", "lowers", None, "Infections (any), fatal"), ("Age", "unclear", None))
    assert risk_answer(rows, "Infection") == (
        "Of 1 factor named under “Infection”, on 1 the statements differ (Age: raises for infections (any), lowers for "
        "infections (any), fatal). 1 of 3 statements come with a number."
    )
    more = rows.assign(event=["Pneumonia", *rows["event"][1:]], direction="raises")
    told = risk_answer(pd.concat([rows, more]), "Infection")
    assert "(Age: raises for infections (any) and 2 more, lowers for" in told


def test_another_treatment_is_no_factor_of_a_patient():
    rows = risks(
        ("Testumab rather than chemotherapy", "lowers", 0.5, "Infections (any)", "Testumab"), compares="treatments"
    )
    apart = "Comparisons with another treatment are not counted."
    assert risk_answer(rows, "Infection") == f"No source in view names a risk factor under “Infection”. {apart}"
    assert risk_answer(pd.concat([risks(("Age", "raises", 2)), rows]), "Infection") == (
        "Of 1 factor named under “Infection”, 1 is said to raise the risk (Age). 1 of 1 statement comes with a number. "
        + apart
    )


def test_the_medicine_added_to_another_treatment_is_no_factor_of_a_patient_either(evidence):
    added = risks(
        ("Added to chemotherapy", "raises", 2, "Infections (any)", "Testumab + chemotherapy"), compares="treatments"
    )
    assert risk_answer(added, "Infection").endswith("Comparisons with another treatment are not counted.")
    rows = risk_rows(evidence, event_group="neurotoxicity")
    assert (rows["factor"] == "Blinatumomab added to consolidation chemotherapy").any()
    assert "added to consolidation" not in risk_answer(rows, "Neurologic")


def test_one_factor_is_singular():
    assert risk_answer(risks(("Age", "lowers", 0.5)), "Infection") == (
        "Of 1 factor named under “Infection”, 1 is said to lower the risk (Age). 1 of 1 statement comes with a number."
    )


def test_many_factors_are_counted_and_not_listed():
    rows = risks(*((name, "raises", 2) for name in "ABCDE"), ("F", "lowers", None))
    assert risk_answer(rows, "Infection") == (
        "Of 6 factors named under “Infection”, 5 are said to raise the risk, 1 is said to lower the risk (F). 5 of 6 "
        "statements come with a number."
    )


def test_no_shipped_board_says_only_that_age_lowers_the_risk(evidence):
    """72% against 49% from 65 years, and a lower risk of fatal events among reports: both are said, or neither."""
    said = risk_answer(risk_rows(evidence, event_group="neurotoxicity"), "Neurologic")
    assert "Age: " in said and "raises for neurologic events (any)" in said
    assert "lowers for neurologic events (any), fatal" in said


def test_the_bars_around_an_onset_chart_are_told_in_words(evidence):
    """A phone has no room for the text of a bar of seven days."""
    phases = treatment_phases(evidence)
    said = phases_in_words(phases)
    assert "5 mcg/m2/day (days 1 to 7), 15 mcg/m2/day (days 8 to 28)" in said
    assert "9 mcg/day (days 1 to 7), 28 mcg/day (days 8 to 28)" in said
    bars = phases[phases["kind"] != "premedication"]
    assert [text for text in bars["text"] if text not in said] == []
    assert [lane for lane in bars["lane"] if f"{lane}: " not in said] == []
    assert phases_in_words(phases.head(0)) == ""
