"""The phases of the monitoring algorithm: their days, their events, and how printed figures lie against a window."""

import pandas as pd
import pytest

from adverse.evidence.monitoring import (
    figures_against_window,
    monitoring_phases,
    phase_bands,
    phase_items,
)
from adverse.evidence.select import onset_rows

CRS, NEUROLOGIC = "Cytokine release syndrome", "Neurologic events (any)"
DAYS = [f"onset_{name}_days" for name in ("median", "min", "max")] + ["window_start_day", "window_end_day"]


@pytest.fixture(scope="module")
def phases(evidence):
    """Key -> phase of the shipped evidence."""
    return {phase.key: phase for phase in monitoring_phases(evidence)}


@pytest.fixture(scope="module")
def items(evidence, phases):
    """Key of a phase -> event -> item of the shipped evidence."""
    return {key: {item.event: item for item in phase_items(evidence, phase)} for key, phase in phases.items()}


def test_phases_are_sections_of_the_article_and_their_days_those_of_its_claims(phases):
    found = {key: (phase.label, phase.first_day, phase.last_day, phase.event) for key, phase in phases.items()}
    assert found == {
        "before": ("Pre-treatment", 0, 0, None),
        "first-48-hours": ("First 48 hours", 1, 2, CRS),
        "days-3-to-14": ("Days 3-14", 3, 14, NEUROLOGIC),
        "throughout": ("Throughout treatment", 0, 0, None),
    }


def test_every_monitoring_claim_is_in_one_phase(evidence, phases):
    shown = pd.concat([phase.claims for phase in phases.values()])
    claims = evidence.claims
    assert list(shown["claim_id"]) == list(claims[claims["section"].str.startswith("Monitoring algorithm")]["claim_id"])
    assert set(claims[claims["kind"] == "monitoring"]["claim_id"]) <= set(shown["claim_id"])


def test_bands_lie_on_the_days_of_the_phases(phases):
    bands = phase_bands(list(phases.values()), "days-3-to-14")
    assert list(zip(bands["start_day"], bands["end_day"], strict=True)) == [(-3, 0), (0, 2), (2, 14), (0, 28)]
    assert list(bands["kind"]) == ["phase", "phase", "chosen_phase", "phase"]
    assert "\n".join(bands["row_key"]).split("\n") == [f"C{number:03}" for number in range(59, 72)]


def test_headline_toxicities_come_first_in_every_phase(items):
    assert {tuple(found)[:2] for found in items.values()} == {(CRS, NEUROLOGIC)}


def test_windows_hold_the_events_whose_printed_days_reach_into_them(evidence, phases, items):
    assert list(items["first-48-hours"])[2:] == [
        "Hemophagocytic lymphohistiocytosis",
        "Liver enzymes increased",
        "Pancreatitis",
        "Pyrexia",
    ]
    assert list(items["days-3-to-14"])[2:] == [
        "Encephalopathy",
        "Immune effector cell-associated neurotoxicity syndrome",
        "Liver enzymes increased",
        "Pancreatitis",
    ]
    late = onset_rows(evidence).rows.query("onset_median_days > 14")["event"].unique()
    assert list(late) == ["Liver enzymes increased outside cytokine release syndrome"]
    assert late[0] in items["throughout"]


def test_a_headline_without_a_day_in_a_window_is_not_left_out(items):
    early = items["days-3-to-14"][CRS].onset
    assert list(early["onset_median_days"]) == [2]
    assert list(early["in_phase"]) == [False]


def test_every_monitoring_rule_of_the_medicine_is_shown_throughout(evidence, items):
    rules = evidence.management.query("topic == 'monitoring' and drug == 'blinatumomab'")
    shown = {line for item in items["throughout"].values() for line in item.watched["line"]}
    assert shown == {*rules["line"], 113, 114, 120, 129}  # rare events and older patients to watch


@pytest.mark.parametrize("phase", ["first-48-hours", "throughout"])
def test_what_sources_say_to_watch_of_a_rare_event_is_not_called_unsaid(items, phase):
    assert set(items[phase]["Hemophagocytic lymphohistiocytosis"].watched["source_id"]) == {
        "blincyto-us-label-2014-era-copy-b",
        "teachey-2013-hlh",
    }
    assert "aifa-2016-pancreatitis" in set(items[phase]["Pancreatitis"].watched["source_id"])
    assert "Watch elderly patients for cognitive disorder, encephalopathy and confusion" in set(
        items[phase][NEUROLOGIC].watched["action"]
    )


def test_rules_that_name_a_time_are_in_its_phase(items):
    assert list(items["first-48-hours"]["Pyrexia"].watched["grade_or_condition"]) == [
        "First 48 hours of each cycle (EU text)"
    ]
    assert list(items["before"]["Liver enzymes increased"].watched["grade_or_condition"]) == [
        "Before and during treatment"
    ]
    step_dose = items["days-3-to-14"][CRS].watched.query("topic == 'premedication'")
    assert list(step_dose["drug_or_dose"]) == ["dexamethasone 20 mg"]


def test_a_rule_on_both_toxicities_stands_with_both_and_one_outside_of_it_with_neither(items):
    both = "Cytokine release syndrome or neurologic events"
    for event in (CRS, NEUROLOGIC):
        assert (items["throughout"][event].watched["event"] == both).sum() == 2
    assert both not in items["throughout"]


def test_every_row_shown_names_its_source_and_none_another_medicine(items):
    for found in items.values():
        for item in found.values():
            for rows in (item.onset, item.signs, item.watched, item.acted):
                assert (rows["source_name"].str.len() > 0).all()
                assert (rows["source_kind"] != "article").all()
            for rules in (item.watched, item.acted):
                assert set(rules["drug"]) <= {"blinatumomab"}


def figures(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame([{"measure": "onset"} | dict.fromkeys(DAYS) | row for row in rows])
    return figures_against_window(table.astype(dict.fromkeys(DAYS, float)), 3, 14)


@pytest.mark.parametrize(
    ("low", "high", "fit"),
    [
        (2.5, 14, "inside"),
        (3, 3, "inside"),
        (1, 14, "starts_before"),
        (3, 15, "ends_after"),
        (1, 21, "both_sides"),
        (1, 2, "before"),
        (14.5, 20, "after"),
    ],
)
def test_where_a_range_lies(low, high, fit):
    [row] = figures({"onset_min_days": low, "onset_max_days": high}).itertuples()
    assert (row.figure, row.fit) == ("range", fit)


def test_each_printed_figure_of_a_row_counts_by_itself():
    row = {"onset_median_days": 9, "onset_min_days": 1, "onset_max_days": 17, "window_start_day": 0}
    found = figures(row | {"window_end_day": 14}, {"measure": "single_case", "onset_min_days": 4, "onset_max_days": 4})
    assert dict(zip(found["figure"], found["fit"], strict=True)) == {
        "median": "inside",
        "range": "both_sides",
        "window": "starts_before",
    }


def test_shipped_windows_against_shipped_figures(evidence, phases):
    rows = onset_rows(evidence).rows
    counts = {}
    for key in ("first-48-hours", "days-3-to-14"):
        phase = phases[key]
        found = figures_against_window(rows[rows["event"] == phase.event], phase.first_day, phase.last_day)
        counts[key] = found.groupby(["figure", "fit"]).size().to_dict()
    assert counts == {
        "first-48-hours": {("median", "inside"): 1},
        "days-3-to-14": {("median", "inside"): 4, ("range", "both_sides"): 1, ("window", "starts_before"): 3},
    }
