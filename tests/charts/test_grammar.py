"""What every chart keeps: its table, its template, its text as text, and a row behind every mark."""

import itertools
import json
import re

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from adverse.charts import grade_stack, incidence_dot_plot, incidence_heat_map, theme
from adverse.charts.values import FIRST_AXIS

COLOR = re.compile(r"#[0-9A-F]{6}|rgba\([^)]*\)")
AROUND = tuple(theme.PHASE_COLORS)  # traces of the treatment around the events
OWN_TAGS = re.compile(r"</?b>|<br>|<extra></extra>")


def texts_of(value, hidden: frozenset[str]) -> list[str]:
    """Every string at any depth, but those under the `hidden` keys."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in hidden for text in texts_of(item, hidden)]
    return [text for item in value for text in texts_of(item, hidden)] if isinstance(value, list) else []


def texts_shown(figure: go.Figure) -> list[str]:
    """Every string of a figure that a browser shows: not the keys of rows, fonts and names without a legend."""
    hidden = {"customdata", "family"} | (set() if figure.layout.showlegend else {"name"})
    return texts_of(json.loads(figure.to_json()), frozenset(hidden))


def marks_of(figure: go.Figure) -> list:
    """The traces that say something when pointed at."""
    return [trace for trace in figure.data if trace.hoverinfo != "skip"]


def keys_of(trace) -> list[str]:
    return [key for point in trace.customdata for keys in point for key in keys.split("\n")]


def hovers_of(trace) -> list[str]:
    return [trace.hovertext] if isinstance(trace.hovertext, str) else list(trace.hovertext)


def test_table_is_unchanged(builder):
    before = builder.table.copy(deep=True)
    builder.draw(builder.table)
    pd.testing.assert_frame_equal(builder.table, before)


def test_colors_do_not_depend_on_the_default_template(builder, monkeypatch):
    plain = builder.draw(builder.table)
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    assert builder.draw(builder.table).to_json() == plain.to_json()
    assert plain.layout.template == go.Figure(layout={"template": "none"}).layout.template


def test_a_mark_at_the_edge_of_the_rows_is_drawn_whole_and_above_the_axis(builder):
    figure = builder.draw(builder.table)
    has_rows = figure.layout.yaxis.tickmode == "array"
    is_clipped = [trace.cliponaxis is not False for trace in figure.select_traces({"type": "scatter"})]
    assert (figure.layout.yaxis.layer == "below traces") == has_rows
    assert not (has_rows and any(is_clipped))


def test_light_and_dark_differ_in_paper_ink_and_marks(builder):
    light, dark = builder.draw(builder.table), builder.draw(builder.table, dark=True)
    for figure in (light, dark):
        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor
    assert light.layout.paper_bgcolor != dark.layout.paper_bgcolor
    assert light.layout.font.color != dark.layout.font.color
    light_colors, dark_colors = (
        set(COLOR.findall(json.dumps(figure.to_plotly_json()["data"], default=list))) for figure in (light, dark)
    )
    assert light_colors
    assert light_colors & dark_colors == set()
    assert [trace.name for trace in light.data] == [trace.name for trace in dark.data]


def test_text_from_data_is_shown_as_text(builder):
    texts = texts_shown(builder.draw(builder.table))
    assert [text for text in texts if "<" in OWN_TAGS.sub("", text)] == []
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in text for text in texts)


def test_names_for_readers_are_text_too(share_table):
    table = share_table({}).assign(percent_severe=1.0, percent_grade_1_2=1.0, n_grade_1_2=1, n_with_event_severe=1)
    table = table.assign(row_key_severe="severe", source_name_severe="Source", locator_severe="Table 1")
    table = table.assign(percent_printed_severe=1.0, discrepancy_severe="")
    for draw in (incidence_dot_plot, incidence_heat_map, grade_stack):
        texts = texts_shown(draw(table, names={"Fever": "<i>Heat</i>"}))
        assert any("&lt;i&gt;Heat&lt;/i&gt;" in text for text in texts), draw.__name__
        assert [text for text in texts if "<i>" in text] == [], draw.__name__


def test_every_mark_carries_the_keys_of_its_rows(builder):
    table = builder.table
    known = {key for column in table if "row_key" in column for key in table[column]}
    known |= {f"row {number}" for number in range(3)}  # the phases around an onset
    drawn = set()
    for trace in marks_of(builder.draw(table)):
        assert len(trace.customdata) == len(trace.x)
        assert set(keys_of(trace)) <= known
        drawn |= set(keys_of(trace))
    assert set(table["row_key"]) <= drawn


def test_every_mark_of_a_row_names_its_source(builder):
    for trace in marks_of(builder.draw(builder.table)):
        if trace.name not in AROUND:
            for hover in hovers_of(trace):
                assert "Trial 2020" in hover or "Cohort 2021" in hover or "&lt;script&gt;" in hover


def test_hover_shows_only_its_own_text(builder):
    assert {trace.hovertemplate for trace in marks_of(builder.draw(builder.table))} == {"%{hovertext}<extra></extra>"}


def test_an_empty_table_is_an_empty_chart(builder):
    figure = builder.draw(builder.table.iloc[:0])
    drawn = [trace for trace in figure.data if trace.name not in AROUND]
    assert [trace.name for trace in drawn if trace.x is not None and len(trace.x)] == []


def test_axis_titles_end_with_a_unit(builder, request):
    title = builder.draw(builder.table).layout.xaxis.title.text
    by_cell = {
        "heat map": "",
        "organ classes": "",
        "icons": "",
        "slope": "",
        "ladder": "Grade",
    }  # arms or grades, or no axis: no unit
    if (name := request.node.callspec.params["builder"]) in by_cell:
        assert title == by_cell[name]
    else:
        assert re.search(r"\((%|days|log scale|percentage(<br>| )points)\)", title) or title.startswith("Days since"), (
            title
        )


def test_figure_is_tall_enough_for_its_rows(builder):
    figure = builder.draw(builder.table)
    labels = figure.layout.yaxis.ticktext or ()
    assert figure.layout.height >= 30 * len(labels)
    if not figure.layout.yaxis.title.text:  # an axis with a title has a scale and not rows
        places = list(figure.layout.yaxis.tickvals or ())
        bottom, top = figure.layout.yaxis.range or (1, 0)
        margin = figure.layout.margin
        row = (figure.layout.height - margin.t - margin.b) / (bottom - top)
        high = [15 * (label.count("<br>") + 1) for label in labels]
        for (place, above), (next_place, below) in itertools.pairwise(zip(places, high, strict=True)):
            assert (next_place - place) * row >= (above + below) / 2


def test_no_pies_no_3d_no_second_axis(builder):
    figure = builder.draw(builder.table)
    assert {trace.type for trace in figure.data} <= {"scatter", "bar", "heatmap"}
    layout = figure.to_plotly_json()["layout"]
    axes = {key: axis for key, axis in layout.items() if re.match("[xy]axis", key)}
    columns = {f"xaxis{FIRST_AXIS + column}" for column in range(4)}
    assert {"xaxis", "yaxis"} <= set(axes) <= {"xaxis", "xaxis2", "yaxis", *columns}
    beside = [axes[key]["domain"] for key in ("xaxis", "xaxis2", *sorted(columns)) if "domain" in axes.get(key, {})]
    for (_, end), (start, _) in itertools.pairwise(beside):  # side by side and not two scales on one another
        assert end <= start + 1e-9
    assert not any("overlaying" in axis for axis in axes.values())
