"""Every chart has a text alternative that names figures which the chart itself shows."""

import json
import re
from base64 import b64decode

import numpy as np
import pytest

from adverse.cards.alternatives import chart_in_words
from adverse.cards.compare import SHOW_AS
from adverse.evidence.select import with_details
from adverse.ui.navigation import PAGES
from adverse.vocabulary import RISK_MEASURES, label

NUMBER = re.compile(r"\d+(?:\.\d+)?")
NO_EXTREMES = ("Criteria by domain",)  # a ladder of findings has no lowest and highest row
VIEWS = {
    **{name: (name, {}) for name in PAGES},
    "grades": ("incidence", {"show": "grades"}),
    "heat map": ("incidence", {"show": "heat_map"}),
    "organ classes": ("incidence", {"show": "organ_classes"}),
    "one event": ("incidence", {"event": "Pyrexia"}),
    "risk": ("risk_factors", {"board": "all"}),
    "neurotoxicity": ("risk_factors", {"board": "neurotoxicity"}),
    "quiz": ("learn", {"learn": "quiz"}),
    "slide": ("present", {"story": "ten-minutes", "slide": "4"}),
    "signals": ("rare_events", {"event": "hlh"}),
    "a bound": ("rare_events", {"event": "dic"}),
}
VIEWS |= {f"compare {show}": ("compare", {"compare_view": show}) for show in SHOW_AS}


@pytest.mark.parametrize("view", VIEWS)
def test_every_chart_says_figures_that_its_marks_say(view, open_page):
    page, query = VIEWS[view]
    app = open_page(page, **query)
    assert not app.exception
    for element in app.get("plotly_chart"):
        spec, alt = json.loads(element.proto.spec), element.proto.alt
        drawn = set(NUMBER.findall(json.dumps(spec["data"]) + json.dumps(spec["layout"].get("annotations", []))))
        assert re.search(r"\. \d+ rows? of \d+ documents?[;.]", alt), alt
        _, _, figures = alt.partition(" document")
        said = set(NUMBER.findall(figures))
        said |= {str(round(float(number))) for number in said}  # a row of icons shows whole people
        assert said & drawn or not said, (alt, said)
        assert said or element.proto.alt.startswith(NO_EXTREMES), alt


def test_the_lowest_and_the_highest_row_are_named_and_one_measure_told(evidence):
    rows = with_details(evidence, evidence.risk_factors)
    rows = rows[rows["measure"].isin(["odds_ratio", "hazard_ratio"]) & rows["estimate"].notna()].head(12)
    most = rows["measure"].mode().iloc[0]
    told = rows.loc[rows["measure"] == most, "estimate"]
    said = chart_in_words("Ratios.", rows)
    assert said.startswith(f"Ratios. 12 rows of {rows['source_id'].nunique()} document")
    assert f" {told.min():g} (" in said.partition("lowest: ")[2].partition("; highest: ")[0]
    assert f" {told.max():g} (" in said.partition("; highest: ")[2]
    assert label(RISK_MEASURES, most).lower() in said


def test_a_row_without_a_figure_is_never_an_extreme(evidence):
    rows = with_details(evidence, evidence.onset)
    empty = rows[rows["onset_median_days"].isna()]
    assert chart_in_words("Onset", empty).count(";") == 0
    assert "lowest: " in chart_in_words("Onset", rows)


def values_of(trace: dict, axis: str) -> np.ndarray:
    """The values of a trace on an axis; Plotly packs long columns of numbers."""
    values = trace.get(axis, [])
    if isinstance(values, dict):
        shape = [int(n) for n in values.get("shape", "").split(",") if n.strip()] or -1
        values = np.frombuffer(b64decode(values["bdata"]), values["dtype"]).reshape(shape)
    return np.asarray([np.nan if value is None else value for value in np.asarray(values).flat], dtype=float)


def drawn_on(spec: dict, axis: str, name: str) -> np.ndarray:
    """Every finite value that marks show on an axis such as x and x2; a wing to the left counts as one to the right."""
    found = []
    for trace in (trace for trace in spec["data"] if trace.get(axis[0] + "axis", axis[0]) == name):
        values, symbols = values_of(trace, axis[0]), trace.get("marker", {}).get("symbol")
        is_beyond = [isinstance(symbols, list) and symbols[place] == "triangle-up" for place in range(len(values))]
        values = np.abs(values) if trace["type"] == "bar" else values
        found.append(values[~np.array(is_beyond, dtype=bool)])
    return np.concatenate(found)


# View -> name of the chart's card -> axes whose lowest and highest mark the text alternative says.
EXTREMES = {
    "compare shares": {"compare-shares": ("x", "x2")},
    "compare exposure": {"compare-exposure": ("y",)},
    "compare one_event": {"compare-event": ("x",)},
    "compare heat_map": {"compare-heat-map": ("z",)},
    "incidence": {"incidence-dots": ("x",)},
    "heat map": {"incidence-heat_map": ("z",)},
    "neurotoxicity": {"subgroups": ("x",), "shares": ("x",)},
    "a bound": {"rare-signal-own-0": ("x",), "rare-signal-own-1": ("x",)},
}


@pytest.mark.parametrize("view", EXTREMES)
def test_the_lowest_and_the_highest_mark_of_every_axis_are_said(view, open_page):
    """Shares in place of differences, ratios or q values would not do."""
    page, query = VIEWS[view]
    charts = {element.proto.id: element.proto for element in open_page(page, **query).get("plotly_chart")}
    for name, axes in EXTREMES[view].items():
        [chart] = [proto for key, proto in charts.items() if key.endswith(f"-{name}_chart")]
        spec = json.loads(chart.spec)
        said = np.array([float(number) for number in re.findall(r"[-+]?\d+(?:\.\d+)?", chart.alt.replace("1-2", ""))])
        for axis in axes:
            drawn = drawn_on(spec, axis, axis)
            for mark in (np.nanmin(drawn), np.nanmax(drawn)):
                off = np.abs(said - mark).min()
                assert off <= (0.5 if abs(mark) > 5 else 0.051), (axis, mark, chart.alt)


def test_every_kind_of_chart_says_its_own_unit(open_page):
    """A percentage has its sign, and a lower bound is no ratio."""
    for view, words in {
        "grades": (r"grade 1-2 \d+(\.\d+)?%, grade 3 or higher \d+(\.\d+)?%",),
        "compare exposure": (r"ratio of shares \d", r"ratio of rates \d"),
        "a bound": (r"lower 95% bound \d",),
    }.items():
        page, query = VIEWS[view]
        alts = " ".join(element.proto.alt for element in open_page(page, **query).get("plotly_chart"))
        assert [word for word in words if not re.search(word, alts)] == [], alts
