"""A copy of a figure: what it is drawn for leaves the kept original alone."""

import plotly.graph_objects as go

from adverse.charts.theme import copy_of


def test_a_copy_never_touches_the_traces_of_its_original():
    figure = go.Figure([go.Heatmap(z=[[1, 2]]), go.Bar(x=[1], y=[2])], layout={"title": {"text": "Kept"}})
    before = figure.to_json()  # with the order of its keys: a type taken out and put back stands at the end
    copied = copy_of(figure)
    assert copied == figure
    copied.data[0].z = [[3, 4]]
    copied.layout.title.text = "Changed"
    assert figure.to_json() == before
