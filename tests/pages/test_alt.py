"""Every chart has a text alternative that names figures which the chart itself shows."""

import json
import re

import pytest

from adverse.evidence.select import with_details
from adverse.ui.alt import chart_in_words
from adverse.ui.navigation import PAGES
from adverse.views.compare import SHOW_AS
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
    "quiz": ("learn", {"learn": "quiz"}),
    "slide": ("present", {"story": "ten-minutes", "slide": "4"}),
    "signals": ("rare_events", {"rare": "Pancreatitis"}),
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
