"""When, and who: exact sentences on onset and risk factors."""

import pandas as pd
import pytest

from adverse.evidence.select import onset_rows
from adverse.evidence.timeline import treatment_phases
from adverse.sentences import onset_answer, onset_in_short, phases_in_words

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
