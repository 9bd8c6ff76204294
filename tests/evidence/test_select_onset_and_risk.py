"""Onset rows that a day axis can show, and risk factor rows sorted by what they can say."""

import pandas as pd
import pytest

from adverse.evidence.risk import ratio_rows, share_rows, statement_rows, subgroup_rows
from adverse.evidence.select import onset_rows, risk_rows

SOURCES = [
    {"source_id": "trial", "kind": "trial", "short_name": "Trial 2020"},
    {"source_id": "article", "kind": "article", "short_name": "The article"},
]
EVENTS = [
    {"event": "Fever", "event_group": "general"},
    {"event": "Headache", "event_group": "neurotoxicity"},
    {"event": "Any adverse event report", "event_group": "other"},
]
ONSET = {
    "drug": "testumab",
    "event": "Fever",
    "measure": "onset",
    "time_origin": "infusion_start",
    "source_id": "trial",
}
RISK = {"drug": "testumab", "event": "Fever", "factor": "Age", "measure": "risk_ratio", "source_id": "trial"}


@pytest.fixture
def onset_of(make_evidence):
    """A function (onset rows, **choice) that selects among hand-made rows."""

    def select(*rows: dict, sources=(), **choice):
        onset = [{"onset_window": str(number)} | ONSET | row for number, row in enumerate(rows)]
        return onset_rows(make_evidence(sources=[*SOURCES, *sources], events=EVENTS, onset=onset), **choice)

    return select


@pytest.fixture
def risk_of(make_evidence):
    """A function (risk factor rows) -> those rows with details, as a page gets them."""

    def select(*rows: dict, **choice) -> pd.DataFrame:
        return risk_rows(
            make_evidence(sources=SOURCES, events=EVENTS, risk_factors=[RISK | row for row in rows]), **choice
        )

    return select


# Onset


@pytest.mark.parametrize(
    "figure", ["onset_median_days", "onset_min_days", "onset_max_days", "window_start_day", "window_end_day"]
)
def test_a_row_with_any_day_is_drawn(onset_of, figure):
    found = onset_of({figure: 0.0})
    assert (list(found.rows["line"]), len(found.set_aside), found.period) == ([2], 0, "")


def test_words_without_a_day_and_the_article_are_set_aside_with_a_reason(onset_of):
    found = onset_of(
        {"onset_median_days": 2.0},
        {"duration_median_days": 5.0},
        {"onset_median_days": 2.0, "source_id": "article"},
        {"source_id": "article"},
    )
    assert list(found.rows["line"]) == [2]
    assert found.set_aside.set_index("line")["set_aside_reason"].to_dict() == {3: "no_day", 4: "article", 5: "article"}


def test_of_documents_of_one_study_the_latest_is_drawn(onset_of):
    day = {"onset_median_days": 3.0}
    studied = [
        {"source_id": name, "short_name": name, "study": "FAERS", "year": year}
        for name, year in (("abstract", 2024), ("paper", 2025))
    ]
    of_study = [day | {"source_id": "abstract"}, day | {"source_id": "paper"}, day]
    found = onset_of(*of_study, sources=studied)
    assert list(found.rows["source_id"]) == ["paper", "trial"]
    assert list(found.set_aside["set_aside_reason"]) == ["study"]
    other_event = onset_of(of_study[0] | {"event": "Headache"}, *of_study[1:], sources=studied)
    assert other_event.set_aside.empty


def test_other_products_and_groups_are_no_candidates(onset_of):
    rows = ({"onset_median_days": 1.0}, {"onset_median_days": 1.0, "drug": "othermab", "event": "Headache"})
    assert list(onset_of(*rows).rows["line"]) == [2]
    assert list(onset_of(*rows, all_products=True).rows["line"]) == [2, 3]
    found = onset_of(*rows, all_products=True, event_groups=("neurotoxicity",))
    assert list(found.rows["line"]) == [3]


@pytest.mark.parametrize("all_products", [False, True])
def test_no_shipped_onset_row_is_lost(evidence, all_products):
    found = onset_rows(evidence, all_products=all_products)
    table = evidence.onset
    candidates = table if all_products else table[table["drug"].str.startswith("blinatumomab")]
    assert sorted([*found.rows["line"], *found.set_aside["line"]]) == list(candidates["line"])
    assert set(found.set_aside["set_aside_reason"]) == {"no_day", "article", "study"}
    assert "article" not in set(found.rows["source_kind"])


# Risk factors


def test_risk_rows_of_one_group_and_of_every_product(risk_of):
    rows = ({}, {"event": "Headache"}, {"drug": "testumab + chemotherapy"}, {"drug": "othermab"})
    assert list(risk_of(*rows)["line"]) == [2, 3, 4]
    assert list(risk_of(*rows, event_group="general")["line"]) == [2, 4]
    assert list(risk_of(*rows, all_products=True)["line"]) == [2, 3, 4, 5]


def test_only_a_ratio_above_zero_fits_a_log_axis(risk_of):
    rows = risk_of(
        *({"measure": measure, "estimate": 2.0} for measure in ("risk_ratio", "odds_ratio", "hazard_ratio")),
        {"measure": "rate_ratio", "estimate": 2.0},
        {"estimate": 0.0},
        {},
        {"measure": "incidence_percent", "estimate": 2.0},
    )
    assert list(ratio_rows(rows)["line"]) == [2, 3, 4, 5]


def test_subgroups_share_a_line_by_factor_event_and_source(risk_of):
    subgroup = {"measure": "incidence_percent", "estimate": 25.0, "n_with_event": 5, "n_total": 20}
    rows = risk_of(subgroup | {"level": "old"}, subgroup | {"level": "young"}, subgroup | {"event": "Headache"}, {})
    found = subgroup_rows(rows)
    assert found["comparison"].to_list() == ["Fever: Age (Trial 2020)"] * 2 + ["Headache: Age (Trial 2020)"]
    assert found[["n_with_event", "n_at_risk", "percent"]].iloc[0].to_list() == [5, 20, 25]


def test_a_share_of_cases_stands_beside_the_share_of_all_reports(risk_of):
    share = {"measure": "share_of_cases_percent", "level": "male"}
    every = share | {"event": "Any adverse event report"}
    rows = risk_of(
        share | {"estimate": 60.0},
        every | {"estimate": 40.0, "n_total": 5000},
        every | {"estimate": 50.0, "n_total": 100, "source_id": "article"},
        share | {"level": "female", "estimate": 40.0},
    )
    [found] = share_rows(rows, rows).itertuples()
    assert (found.line, found.estimate, found.percent_of_all_reports, found.n_all_reports) == (2, 60, 40, 5000)
    assert found.all_reports_row_key == rows.set_index("line").loc[3, "row_key"]


def test_a_share_without_its_counterpart_is_left_to_the_statements(risk_of):
    rows = risk_of({"measure": "share_of_cases_percent", "level": "male", "estimate": 60.0})
    assert share_rows(rows, rows).empty
    assert list(statement_rows(rows, rows)["line"]) == [2]


def test_statements_are_sorted_by_direction_and_factor(risk_of):
    rows = risk_of(
        {"measure": "qualitative", "direction": "raises", "factor": "Weight"},
        {"measure": "qualitative", "direction": "raises", "factor": "Age"},
        {"measure": "qualitative", "direction": "lowers", "factor": "Sex"},
        {"estimate": 2.0},
    )
    assert statement_rows(rows, rows)["factor"].to_list() == ["Sex", "Age", "Weight"]


def test_every_shipped_risk_row_is_in_one_card(evidence):
    rows = risk_rows(evidence, all_products=True)
    cards = [ratio_rows(rows), subgroup_rows(rows), share_rows(rows, rows), statement_rows(rows, rows)]
    assert sorted(line for card in cards for line in card["line"]) == sorted(rows["line"])
