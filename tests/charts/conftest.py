"""Small tables as the charts get them, with markup in every text cell, and every builder with its table."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import pytest

from adverse import charts
from adverse.evidence.timeline import COLUMNS
from adverse.statistics import with_incidence_proportion

MARKUP = "<script>alert(1)</script> & <img src=x>"

SHARE = {
    **{
        "event": "Fever",
        "arm_label": "ONE: testumab",
        "drug_class": "bite",
        "event_group": "general",
        "soc": "General",
    },
    **{"grade_band": "any", "subset": "all", "period": "whole_study", "n_with_event": 50, "n_at_risk": 100},
    **{"percent": 50.0, "percent_qualifier": "=", "source_name": "Trial 2020", "locator": "Table 2", "n_other_rows": 0},
}
SPLIT = SHARE | {
    **{"n_grade_1_2": 30, "n_with_event_severe": 20, "percent_grade_1_2": 30.0, "percent_severe": 20.0},
    **{"row_key_severe": "severe"},
}
ONSET = {
    **{
        "event": "CRS",
        "event_group": "crs",
        "drug": "testumab",
        "measure": "onset",
        "time_origin": "infusion_start",
        "onset_window": "",
    },
    **{"window_meaning": "", "source_name": "Trial 2020", "locator": "p. 5"},
}
DAYS = ["median_days", "min_days", "max_days", "q1_days", "q3_days"]
RISK = {
    **{"event": "CRS", "event_group": "crs", "factor": "Age", "level": "65 or older", "reference_level": ""},
    **{"adjusted": "yes", "direction": "raises", "source_name": "Cohort 2021", "locator": "Table 3"},
}


def numbered(rows: tuple[dict, ...], defaults: dict) -> pd.DataFrame:
    return pd.DataFrame([defaults | {"row_key": f"row {number}"} | row for number, row in enumerate(rows)])


@pytest.fixture(scope="session")
def share_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> incidence rows with details and their proportion."""

    def table(*rows: dict) -> pd.DataFrame:
        made = numbered(rows, SHARE).astype({"n_with_event": "Int64", "n_at_risk": "Int64", "percent": float})
        return with_incidence_proportion(made)

    return table


@pytest.fixture(scope="session")
def split_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> rows with the shares of grade 1-2 and of grade 3 or higher."""
    return lambda *rows: numbered(rows, SPLIT)


@pytest.fixture(scope="session")
def onset_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> onset rows with details."""
    numbers = [f"onset_{name}" for name in DAYS]
    numbers += ["window_start_day", "window_end_day", "duration_median_days", "percent_of_events_in_window"]

    def table(*rows: dict) -> pd.DataFrame:
        made = numbered(rows, ONSET | dict.fromkeys(numbers))
        return made.astype(dict.fromkeys(numbers, float))

    return table


@pytest.fixture(scope="session")
def phase_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> treatment phases."""
    return lambda *rows: pd.DataFrame(numbered(rows, {"detail": "detail", "table": "management"}), columns=COLUMNS)


@pytest.fixture(scope="session")
def ratio_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> risk factor rows with a ratio."""

    def table(*rows: dict) -> pd.DataFrame:
        defaults = RISK | {"measure": "odds_ratio", "estimate": 2.0, "ci_low": None, "ci_high": None}
        return numbered(rows, defaults).astype({"estimate": float, "ci_low": float, "ci_high": float})

    return table


@pytest.fixture(scope="session")
def subgroup_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> incidence in subgroups with its proportion."""

    def table(*rows: dict) -> pd.DataFrame:
        counts = {"n_with_event": 5, "n_total": 20, "n_at_risk": 20, "estimate": 25.0, "percent": 25.0}
        made = numbered(rows, RISK | counts | {"comparison": "CRS: Age (Cohort 2021)"})
        made = made.astype({"n_with_event": "Int64", "n_total": "Int64", "n_at_risk": "Int64", "percent": float})
        return with_incidence_proportion(made)

    return table


@pytest.fixture(scope="session")
def case_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> shares of reported cases beside shares of all reports."""
    shares = {"estimate": 60.0, "percent_of_all_reports": 40.0, "all_reports_row_key": "all reports"}
    counts = {"n_total": 200, "n_all_reports": 5000, "level": "male", "factor": "Sex"}
    return lambda *rows: numbered(rows, RISK | shares | counts)


CELL = {
    **{"event_group": "crs", "domain": "hypotension", "grade": 2, "wording": "Needs a pump", "is_met": False},
    **{"decides": False, "source_name": "A table", "locator": "Table 1"},
}


@pytest.fixture(scope="session")
def ladder_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> criteria of a grade, with what is found and what decides."""
    return lambda *rows: numbered(rows, CELL).astype({"grade": "Int64"})


class Builder(NamedTuple):
    """A chart builder: what it draws from a table, and a table full of markup to draw."""

    draw: Callable[..., go.Figure]
    table: pd.DataFrame


BUILDERS = [
    "dots",
    "dots by arm",
    "grades",
    "heat map",
    "organ classes",
    "onset",
    "strip",
    "monitoring",
    "forest",
    "subgroups",
    "cases",
    "ladder",
]


@pytest.fixture(params=BUILDERS)
def builder(
    request, share_table, split_table, onset_table, phase_table, ratio_table, subgroup_table, case_table, ladder_table
):
    """Every chart builder in turn."""
    marked = {"event": MARKUP, "source_name": MARKUP, "locator": MARKUP}
    in_arm = marked | {"arm_label": MARKUP, "soc": MARKUP}
    other = {"event": "Rash", "event_group": "skin", "n_with_event": 1, "n_at_risk": 10, "percent": 10.0}
    shares = share_table(in_arm, other, other | {"arm_label": "Chemo", "drug_class": "chemotherapy"})
    phase = {"lane": MARKUP, "text": MARKUP, "detail": MARKUP, "start_day": 0.0, "end_day": 7.0, "kind": "dose"}
    phases = phase_table(phase, phase | {"kind": "hospital"}, phase | {"kind": "premedication", "end_day": 0.0})
    bands = phase_table(phase | {"kind": "phase"}, phase | {"kind": "chosen_phase", "lane": "Now"})
    days = {f"onset_{name}": day for name, day in zip(DAYS, (3, 1, 9, 2, 5), strict=True)}
    window = {"window_start_day": 0, "window_end_day": 14, "onset_window": MARKUP, "duration_median_days": 4}
    onsets = onset_table(marked | days | window, marked | {"time_origin": "not_stated", "onset_median_days": 2})
    factor = marked | {"factor": MARKUP, "level": MARKUP, "reference_level": "<b>old</b>"}
    ratios = ratio_table(factor | {"ci_low": 1.5, "ci_high": 3.0}, {"measure": "risk_ratio", "adjusted": "no"})
    return {
        "dots": Builder(charts.incidence_dot_plot, shares),
        "dots by arm": Builder(
            lambda table, **look: charts.incidence_dot_plot(table, rows_by="arm_label", sections="soc", **look), shares
        ),
        "grades": Builder(
            charts.grade_stack, split_table(in_arm, {"arm_label": "Chemo", "drug_class": "chemotherapy"})
        ),
        "heat map": Builder(charts.incidence_heat_map, shares),
        "organ classes": Builder(charts.organ_class_areas, shares),
        "onset": Builder(lambda table, **look: charts.onset_timeline(table, phases, **look), onsets),
        "strip": Builder(
            lambda table, **look: charts.onset_timeline(table, phases, one_row_an_event=True, early_days=True, **look),
            onsets,
        ),
        "monitoring": Builder(lambda table, **look: charts.monitoring_timeline(table, bands, **look), onsets),
        "forest": Builder(charts.risk_forest, ratios),
        "subgroups": Builder(charts.subgroup_dot_plot, subgroup_table(factor | {"comparison": MARKUP}, {})),
        "ladder": Builder(
            lambda table, **look: charts.grade_ladder(table, {"hypotension": MARKUP}, **look),
            ladder_table(
                {"wording": MARKUP, "source_name": "Trial 2020"},
                {"grade": 3, "source_name": "Trial 2020", "is_met": True, "decides": True},
            ),
        ),
        "cases": Builder(charts.case_share_plot, case_table(factor, {"event": "Headache"})),
    }[request.param]
