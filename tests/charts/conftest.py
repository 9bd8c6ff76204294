"""Small tables as the charts get them, with markup in every text cell, and every builder with its table."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import pytest

from adverse import charts
from adverse.evidence.possible_counts import with_possible_counts
from adverse.evidence.risk import ratio_rows
from adverse.evidence.timeline import COLUMNS
from adverse.statistics import with_incidence_proportion, with_q_values, with_risk_difference

MARKUP = "<script>alert(1)</script> & <img src=x>"

SHARE = {
    **{
        "event": "Fever",
        "arm_label": "ONE: testumab",
        "drug_class": "bite",
        "event_group": "general",
        "soc": "General",
        "event_kind": "event",
        "drug": "testumab",
    },
    **{"grade_band": "any", "subset": "all", "period": "whole_study", "n_with_event": 50, "n_at_risk": 100},
    **{"percent": 50.0, "percent_decimals": 0, "percent_qualifier": "=", "n_other_rows": 0},
    **{"source_name": "Trial 2020", "locator": "Table 2"},
    **{"data_cut": "", "finding": "reported", "term_includes": ""},
}
SPLIT = SHARE | {
    **{"n_grade_1_2": 30, "n_with_event_severe": 20, "percent_grade_1_2": 30.0, "percent_severe": 20.0},
    **{"percent_printed_severe": None, "discrepancy_severe": ""},
    **{"row_key_severe": "severe", "source_name_severe": "Trial 2020", "locator_severe": "Table 2"},
}
ONSET = {
    **{
        "event": "CRS",
        "event_group": "crs",
        "drug": "testumab",
        "measure": "onset",
        "time_origin": "infusion_start",
        "onset_window": "",
        "source_kind": "trial",
    },
    **{"window_meaning": "", "source_name": "Trial 2020", "locator": "p. 5", "n_patients": None},
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
        return with_incidence_proportion(with_possible_counts(made))

    return table


@pytest.fixture(scope="session")
def pair_table(share_table) -> Callable[..., pd.DataFrame]:
    """A function (rows) -> incidence rows, of which those with counts of a reference arm have differences."""
    reference = {"n_with_event_control": None, "n_at_risk_control": None, "row_key_control": None}
    reference |= {"reference_label": None, "percent_qualifier": "="}
    reference |= {"count_in_words_control": None}

    def table(*rows: dict) -> pd.DataFrame:
        made = share_table(*(reference | row for row in rows))
        made = made.astype({"n_with_event_control": "Int64", "n_at_risk_control": "Int64"})
        return with_q_values(with_risk_difference(made))

    return table


@pytest.fixture(scope="session")
def ratio_pair_table(pair_table) -> Callable[..., pd.DataFrame]:
    """A function (rows) -> rows of an arm beside its reference arm with crude ratios and ratios of rates."""
    rates = {"rate": 2.0, "rate_control": 4.0, "rate_p": "0.01", "rate_row_key": "rate", "rate_locator": "Table 9"}
    rates |= {"rate_row_key_control": "rate control", "rate_source_name": "Trial 2020", "proportion_control": 0.25}
    return lambda *rows: pair_table(*(rates | {"crude_ratio": 2.0, "rate_ratio": 0.5} | row for row in rows))


@pytest.fixture(scope="session")
def pool_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> pooled shares."""
    pool = {"pool_group": "testumab", "pool_text": "Pooled, 3 arms", "pooled": 0.4, "pooled_low": 0.3}
    pool |= {"pooled_high": 0.5, "prediction_low": 0.1, "prediction_high": 0.8}
    return lambda *rows: pd.DataFrame([pool | row for row in rows], columns=list(pool))


@pytest.fixture(scope="session")
def split_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> rows with the shares of grade 1-2 and of grade 3 or higher."""
    return lambda *rows: numbered(rows, SPLIT)


@pytest.fixture(scope="session")
def onset_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> onset rows with details."""
    numbers = [f"onset_{name}" for name in DAYS]
    numbers += [
        "window_start_day",
        "window_end_day",
        "duration_median_days",
        "duration_min_days",
        "duration_max_days",
        "percent_of_events_in_window",
    ]

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
        made = numbered(rows, defaults | {"discrepancy": ""})
        return ratio_rows(made.astype({"estimate": float, "ci_low": float, "ci_high": float}))

    return table


@pytest.fixture(scope="session")
def subgroup_table() -> Callable[..., pd.DataFrame]:
    """A function (rows) -> incidence in subgroups with its proportion."""

    def table(*rows: dict) -> pd.DataFrame:
        counts = {"n_with_event": 5, "n_total": 20, "n_at_risk": 20, "estimate": 25.0, "percent": 25.0}
        counts |= {"percent_decimals": 0, "percent_qualifier": "="}
        made = numbered(rows, RISK | counts | {"comparison": "CRS: Age (Cohort 2021)"})
        made = made.astype({"n_with_event": "Int64", "n_total": "Int64", "n_at_risk": "Int64", "percent": float})
        return with_incidence_proportion(with_possible_counts(made))

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
    "onset",
    "strip",
    "monitoring",
    "forest",
    "subgroups",
    "cases",
    "ladder",
]
PAIR_BUILDERS = ["aligned dots", "icons", "slope", "pooled forest"]


@pytest.fixture
def pair_builders(share_table, pair_table, ratio_pair_table, pool_table) -> dict[str, Builder]:
    """The builders of the compare page by name."""
    marked = {"event": MARKUP, "source_name": MARKUP, "locator": MARKUP, "arm_label": MARKUP}
    beside = {
        "n_with_event_control": 5,
        "n_at_risk_control": 100,
        "row_key_control": "row 1",
        "reference_label": MARKUP,
    }
    control = {"event": MARKUP, "arm_label": "Chemo", "drug_class": "chemotherapy", "n_with_event": 5, "percent": 5.0}
    pairs = pair_table(marked | beside, control, marked | {"event": "Rash", "event_group": "skin", "percent": 50.0})
    grouped = {"pool_group": "testumab", "pool_label": MARKUP, "not_pooled": ""}
    arms = share_table(*(marked | grouped | {"not_pooled": why} for why in ("", "", "", MARKUP)))
    return {
        "aligned dots": Builder(charts.aligned_dot_plot, pairs),
        "icons": Builder(lambda table, **look: charts.icon_array(table, scale=100, **look), pairs.head(2)),
        "slope": Builder(charts.exposure_slope, ratio_pair_table(marked | beside | {"rate_p": "<1"})),
        "pooled forest": Builder(
            lambda table, **look: charts.pooled_forest(
                table, pool_table({"pool_text": MARKUP}).head(len(table)), **look
            ),
            arms,
        ),
    }


@pytest.fixture(params=[*BUILDERS, *PAIR_BUILDERS])
def builder(
    request,
    share_table,
    split_table,
    onset_table,
    phase_table,
    ratio_table,
    subgroup_table,
    case_table,
    ladder_table,
    pair_builders,
):
    """Every chart builder in turn."""
    if request.param in pair_builders:
        return pair_builders[request.param]
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
