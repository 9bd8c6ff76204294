"""Every chart of every slide shows its values whole: read back, none lies beyond its axis and no name is cut."""

import io

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from adverse.cards.compare import SHOW_AS as COMPARE_VIEWS
from adverse.cards.files import view_of
from adverse.cards.incidence import SHOW_AS as INCIDENCE_VIEWS
from adverse.cards.stories import HALL
from adverse.charts import theme
from adverse.exports.marks import panels_of
from adverse.exports.slides import deck
from adverse.ui import slides
from adverse.ui.navigation import OUTSIDE_REGISTER, PAGES

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PRESETS = ["tower", "t-cell-engaging", "inovate", "aall1331-cycle-1"]
EVENTS = ["Headache", "Cytokine release syndrome", "Neurologic events (any)"]
LESSONS = ["share", "interval", "zero", "severity", "onset", "cases", "fairness"]
CASES = [(page, {}) for page in PAGES if page not in OUTSIDE_REGISTER]
CASES += [("incidence", {"show": show}) for show in INCIDENCE_VIEWS] + [("incidence", {"event": e}) for e in EVENTS]
CASES += [("compare", {"compare_view": view, "preset": preset}) for view in COMPARE_VIEWS for preset in PRESETS]
CASES += [("risk_factors", {"board": "all", "others": "true"}), ("onset", {"scale": "early", "others": "true"})]
CASES += [("rare_events", {"event": event}) for event in ("pancreatitis", "tumor_lysis", "dic")]
CASES += [("learn", {"lesson": lesson}) for lesson in LESSONS]


def numbers(element) -> list[float]:
    return [float(point[0].text) for point in element.iter(f"{CHART}pt")]


def drawn(chart) -> list[float]:
    """How far a chart reaches along its axis of values: its marks and the ends of their lines, or its bars.

    Bars that are stacked reach as far as their sum.
    """
    series = chart.plots[0].series
    if chart.chart_type == XL_CHART_TYPE.XY_SCATTER:
        return [value for one in series for value in numbers(one._element.find(f"{CHART}xVal"))]
    bars = [[value or 0.0 for value in one.values] for one in series]
    if chart.chart_type == XL_CHART_TYPE.BAR_STACKED:
        return [sum(row) for row in zip(*bars, strict=True)]
    return [value for one in bars for value in one]


def axis_of(chart):
    return chart.category_axis if chart.chart_type == XL_CHART_TYPE.XY_SCATTER else chart.value_axis


def names_on(chart) -> list[str]:
    """The names beside the rows: categories of bars, else labels of the last series."""
    if chart.chart_type != XL_CHART_TYPE.XY_SCATTER:
        return [" ".join(name.split()) for name in chart.plots[0].categories]
    labels = list(chart.plots[0].series)[-1]._element.iter(f"{CHART}dLbl")
    texts = [[text.text or "" for text in label.iter("{*}t")] for label in labels]
    return [" ".join(" ".join(lines).split()) for lines in texts]


def one_line(name: str) -> str:
    """A name whatever its lines: a word may be broken behind its hyphen."""
    return " ".join(name.split()).replace("- ", "-")


def check(view) -> int:
    """Compare every native chart of a view with the figure of the page; returns how many charts there are."""
    made = Presentation(io.BytesIO(deck([view], lambda _: None)))
    charts = [[shape.chart for shape in slide.shapes if shape.has_chart] for slide in made.slides]
    for chart in (chart for pair in charts for chart in pair):
        axis = axis_of(chart)
        beyond = [value for value in drawn(chart) if not axis.minimum_scale <= value <= axis.maximum_scale]
        assert beyond == [], (view.name, axis.minimum_scale, axis.maximum_scale)
    panels = panels_of(view.figure)
    if panels:
        told = [name for pair in charts for name in names_on(pair[0])]
        known = {one_line(name) for name in told}
        assert [name for name in panels[0].labels if one_line(name) not in known] == []
        assert [name for name in told if "…" in name] == []
    for place, panel in enumerate(panels):
        wanted = [float(x) for series in panel.series for x in series.x if x == x]
        shown = [value for pair in charts if len(pair) > place for value in _parts(pair[place])]
        missing = [x for x in wanted if not any(abs(x - value) < 1e-6 for value in shown)]
        assert missing == [], view.name
    return sum(map(len, charts))


def _parts(chart) -> list[float]:
    if chart.chart_type == XL_CHART_TYPE.XY_SCATTER:
        return drawn(chart)
    return [value for series in chart.plots[0].series for value in series.values if value is not None]


@pytest.mark.parametrize("place", range(4))
def test_the_charts_of_a_story(evidence, place):
    assert sum(check(view) for view in slides.views_of(evidence, evidence.stories[place], "", HALL)) > 0


@pytest.mark.parametrize(("page", "query"), CASES, ids=str)
def test_the_charts_of_a_page(evidence, drawings_at, page, query):
    for drawing in drawings_at(page, **query):
        check(view_of(evidence, drawing, ""))


def test_a_stack_is_as_long_as_its_sum(bars):
    [panel] = panels_of(bars.figure)
    rows = bars.rows
    longest = (rows["percent_severe"] + rows["percent_grade_1_2"]).max()
    assert max(map(max, (series.x for series in panel.series))) < longest <= panel.scale.high


def test_differences_below_zero_lie_within_their_axes(differences, forest):
    for view in (differences, forest):
        assert check(view) > 0


def test_an_interval_beyond_its_marks_makes_the_axis_longer(dots, view_of):
    rows = dots.rows.head(3).copy()
    figure = theme.base_figure(dark=False, height=300)
    layout = theme.rows_in_sections([("", event, event) for event in rows["event"].head(1)])
    error = {"type": "data", "symmetric": False, "array": [70.0], "arrayminus": [45.0]}
    figure.add_scatter(x=[5.0], y=[0], mode="markers", error_x=error, name="one")
    view = view_of(theme.with_rows(figure, layout), rows)
    [panel] = panels_of(view.figure)
    assert panel.scale.low <= -40 and panel.scale.high >= 75
    assert check(view) == 1
