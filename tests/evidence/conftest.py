"""Incidence rows made by hand, and the selection from them."""

import pytest

from adverse.evidence.select import incidence_rows

TRIAL = {
    "source_id": "trial",
    "kind": "trial",
    "short_name": "Trial 2020",
    "url": "https://example.org/t",
    "year": 2020,
}
SOURCES = [
    TRIAL,
    {"source_id": "label", "kind": "label", "short_name": "Label 2021"},
    {"source_id": "article", "kind": "article", "short_name": "The article"},
    *({"source_id": kind, "kind": kind, "short_name": kind} for kind in ("review", "guideline", "news")),
]
ARM = {"trial_id": "one", "drug": "testumab", "drug_class": "bite", "source_id": "trial", "tier": "core"}
ARMS = [
    {**ARM, "arm_id": "a", "arm_label": "ONE: testumab", "n_safety": 100, "setting": "mixed"},
    {**ARM, "arm_id": "b", "arm_label": "ONE: chemotherapy", "n_safety": 50, "drug": "chemotherapy"},
    {**ARM, "arm_id": "unknown-n", "arm_label": "No N"},
]
EVENTS = [
    {"event": "Fever", "event_group": "general", "soc": "General disorders", "plain_name": "High temperature"},
    {"event": "Headache", "event_group": "neurotoxicity", "soc": "Nervous system disorders", "plain_name": "Headache"},
]
ROW = {
    **{"arm_id": "a", "event": "Fever", "event_group": "general", "grade_band": "any", "subset": "all"},
    **{"n_with_event": 10, "n_at_risk": 100, "percent": 10.0, "percent_qualifier": "="},
    **{"counting_unit": "patients", "period": "whole_study", "source_id": "trial", "locator": "Table 1"},
}


@pytest.fixture
def selected(make_evidence):
    """A function (incidence rows, **choice) that selects among hand-made rows."""

    def select(*rows: dict, **choice):
        small = make_evidence(sources=SOURCES, arms=ARMS, events=EVENTS, incidence=[ROW | row for row in rows])
        return incidence_rows(small, arm_ids=choice.pop("arm_ids", ("a", "b", "unknown-n")), **choice)

    return select


@pytest.fixture
def add_incidence(add_row):
    """A function that appends a sound row with a key of its own; 3 of 10 cycles had the event."""
    sound = {
        "grade_band": "any",
        "subset": "all",
        "n_with_event": "3",
        "n_at_risk": "10",
        "percent": "",
        "percent_qualifier": "",
        "counting_unit": "cycles",
        "period": "other",
    }
    return lambda **cells: add_row("incidence", **sound | cells)
