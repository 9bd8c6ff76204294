"""Charts of PowerPoint's own are drawn as the page draws them, in PowerPoint and in LibreOffice."""

import io
import re

import plotly.graph_objects as go
import pytest
from numpy import asarray
from pptx import Presentation

from adverse.charts import signal_forest, theme
from adverse.charts.risk import MEASURE_SYMBOLS
from adverse.evidence.rare import rare_event, signal_panels
from adverse.exports.marks import panels_of
from adverse.exports.native_chart import SYMBOLS
from adverse.exports.scales import round_scale
from adverse.exports.slides import deck

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ORDER = {  # the order of elements that ECMA-376, part 1, section 21.2 gives
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat xVal val yVal smooth",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset noMultiLvlLbl",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "plotArea": "layout barChart scatterChart catAx valAx spPr",
    "marker": "symbol size spPr",
}


def charts_in(*views):
    made = Presentation(io.BytesIO(deck(views, lambda view: None)))
    return [[shape.chart for shape in slide.shapes if shape.has_chart] for slide in made.slides]


def without_n(name: str) -> str:
    """The name of a series without its number of patients."""
    return re.sub(", N = [0-9,]+(?: to [0-9,]+)?", "", name)


def named(chart, name):
    return [series for series in chart.plots[0].series if without_n(series.name) == name]


def points(series) -> list[tuple[float, float]]:
    """(x, y) of the points of a series that have both."""
    x, y = (
        {
            int(point.get("idx")): float(point[0].text)
            for point in series._element.find(f"{CHART}{tag}").iter(f"{CHART}pt")
        }
        for tag in ("xVal", "yVal")
    )
    return [(x[index], y[index]) for index in sorted(x.keys() & y.keys())]


def test_plots_beside_each_other_have_one_height(differences):
    for pair in charts_in(differences):
        areas = [chart._chartSpace.find(f".//{CHART}plotArea/{CHART}layout") for chart in pair]
        places = [[area.find(f".//{CHART}{name}").get("val") for name in ("y", "h")] for area in areas]
        assert len(pair) == 2 and places[0] == places[1]
        left, right = (chart.value_axis for chart in pair)
        assert (left.minimum_scale, left.maximum_scale) == (right.minimum_scale, right.maximum_scale)


def test_a_mark_stands_in_the_row_of_its_event(differences):
    names = panels_of(differences.figure)[0].labels
    for left, right in charts_in(differences):
        for chart in (left, right):
            for item in chart.plots[0].series:
                if ":" in item.name and "intervals" not in item.name:
                    assert all(abs(y - round(y)) < 0.5 and 1 <= round(y) <= len(names) for _, y in points(item))


def test_the_line_of_no_difference_is_drawn(differences, forest):
    assert [len(named(pair[0], "No difference")) for pair in charts_in(differences)] == [0] * len(
        charts_in(differences)
    )
    for chart, at in [(pair[1], 0) for pair in charts_in(differences)] + [(one, 1) for [one] in charts_in(forest)]:
        [line] = named(chart, "No difference")
        (x0, low), (x1, high) = points(line)
        assert x0 == x1 == at
        assert (low, high) == pytest.approx((chart.value_axis.minimum_scale, chart.value_axis.maximum_scale))


def test_intervals_are_lines_between_their_ends(dots):
    rows = dots.rows[dots.rows["proportion_low"].notna()]
    found = []
    for [chart] in charts_in(dots):
        for arm in rows["arm_label"].unique():
            for line in named(chart, f"{arm}: intervals"):
                ends = [x for x, _ in points(line)]
                found += ends
    expected = [*(100 * rows["proportion_low"]), *(100 * rows["proportion_high"])]
    assert sorted(found) == pytest.approx(sorted(expected))


def test_every_series_of_a_chart_has_as_many_cells(dots, differences, forest):
    """LibreOffice draws no series that has fewer cells than a later one, and no error bars along x."""
    for view in (dots, differences, forest):
        for chart in (chart for slide in charts_in(view) for chart in slide):
            counts = {
                count.get("val")
                for tag in ("xVal", "yVal")
                for place in chart._chartSpace.iter(f"{CHART}{tag}")
                for count in place.iter(f"{CHART}ptCount")
            }
            assert len(counts) == 1
            assert chart._chartSpace.find(f".//{CHART}errBars") is None


def test_elements_stand_in_the_order_of_the_standard(dots, differences, forest, bars):
    for view in (dots, differences, forest, bars):
        for chart in (chart for slide in charts_in(view) for chart in slide):
            for name, order in ORDER.items():
                wanted = order.split()
                for element in chart._chartSpace.iter(f"{CHART}{name}"):
                    if name == "marker" and not len(element):
                        continue
                    places = [wanted.index(child.tag.removeprefix(CHART)) for child in element]
                    assert places == sorted(places), (name, [child.tag for child in element])


def test_axes_have_round_labels_with_zero(dots, differences, bars):
    for view in (dots, differences, bars):
        for chart in (chart for slide in charts_in(view) for chart in slide):
            axis = chart.value_axis if view is bars else chart.category_axis
            low, high, step = axis.minimum_scale, axis.maximum_scale, axis.major_unit
            assert low <= 0 < high and low % step == high % step == 0
            assert step in (1, 2, 5, 10, 20, 50)


@pytest.mark.parametrize(
    ("values", "is_log", "expected"),
    [
        ([2.3, 97.0], False, (0, 100, 20)),
        ([0.4, 41.9], False, (0, 50, 10)),
        ([-32.9, 10.5], False, (-40, 20, 10)),
        ([-18.0, -2.0], False, (-20, 0, 5)),
        ([0.0], False, (0, 5, 1)),
        ([0.0, 0.4], False, (0, 0.4, 0.1)),
        ([0.3, 8.2], True, (0.1, 10, 10)),
        ([0.0, 250.0], True, (1, 1000, 10)),
        ([15.0, 25.0], True, (1, 100, 10)),
        ([1.0], True, (1, 10, 10)),
    ],
)
def test_round_scale(values, is_log, expected):
    scale = round_scale(asarray(values), is_log=is_log, is_percent=True)
    assert (scale.low, scale.high, scale.step) == pytest.approx(expected)


def test_the_axis_of_values_stands_below_the_last_row(bars, dots):
    for [chart] in [*charts_in(bars), *charts_in(dots)]:
        axis = chart.value_axis if chart.plots[0].categories else chart.category_axis
        assert axis._element.find(f"{CHART}crosses").get("val") == "max"


def test_hollow_marks_are_white_inside(evidence, view_of, dots):
    figure = go.Figure(dots.figure)
    figure.data[0].marker.color = theme.PAPER[False]
    [[chart]] = charts_in(view_of(figure, dots.rows))
    first, marks, last = named(chart, f"{dots.rows['arm_label'].iloc[0]}: hollow marks"), [], []
    assert len(first) == 2, "one below and one above the marks, as programs draw series in unlike order"
    assert len(points(first[0])) == len(figure.data[0].x)
    for series in first:
        assert str(series.marker.format.fill.fore_color.rgb) == theme.PAPER[False].removeprefix("#")
    order = [without_n(series.name) for series in chart.plots[0].series]
    marks, last = order.index(dots.rows["arm_label"].iloc[0]), order[::-1].index(without_n(first[0].name))
    assert order.index(without_n(first[0].name)) < marks < len(order) - 1 - last


def test_every_symbol_has_a_form_of_its_own():
    styles = [SYMBOLS[symbol] for symbol in theme.ARM_SYMBOLS]
    assert len(set(styles)) == len(styles)
    assert set(MEASURE_SYMBOLS.values()) <= SYMBOLS.keys()


def test_a_lower_bound_alone_says_so(evidence, view_of):
    panels = signal_panels(rare_event(evidence, "dic").signals)
    rows = next(rows for rows in panels if rows["ror"].isna().any())
    charts = [chart for slide in charts_in(view_of(signal_forest(rows), rows)) for chart in slide]
    texts = [text.text for chart in charts for text in chart._chartSpace.iter("{*}t")]
    assert texts.count("lower bound only") == rows["ror"].isna().sum()


def test_charts_have_the_text_alternative_of_the_view(differences):
    made = Presentation(io.BytesIO(deck([differences], lambda view: None)))
    shapes = [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert {shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in shapes} == {differences.alt}
