"""The forest of reporting odds ratios: one comparison group, bounds without a ratio, and the words "not risk"."""

import pandas as pd
import pytest

from adverse.charts import signal_forest
from adverse.charts.theme import PAPER, QUIET
from adverse.evidence.rare import rare_event, signal_panels


@pytest.fixture(scope="module")
def forests(evidence):
    """The two comparison groups of blinatumomab, and one of another product."""
    both = signal_panels(rare_event(evidence, "dic").signals)
    return [*both, *signal_panels(rare_event(evidence, "hlh").signals)]


def test_ratio_and_interval_are_drawn_as_printed(forests):
    figure = signal_forest(forests[1])
    [trace, ratio, interval] = figure.data
    assert (ratio.text[0], interval.text[0]) == ("<b>3.02</b>", "1.98 to 4.6")
    assert list(trace.x) == [3.02]
    assert [round(trace.error_x.array[0], 2), round(trace.error_x.arrayminus[0], 2)] == [1.58, 1.04]
    assert figure.layout.xaxis.type == "log"
    assert figure.layout.xaxis.title.text == "Reporting odds ratio (log)<br>reports, not risk"
    assert "95% interval 1.98 to 4.6" in trace.hovertext[0]


def test_a_lower_bound_alone_is_an_open_triangle_without_a_line(forests):
    [trace, bound, why] = signal_forest(forests[0]).data
    assert (bound.text[0], why.text[0]) == ("<b>&gt;15.14</b>", "lower bound alone")
    assert list(trace.x) == [15.14]
    assert (trace.marker.symbol[0], trace.marker.color[0]) == ("triangle-right", PAPER[False])
    assert [trace.error_x.array[0], trace.error_x.arrayminus[0]] == [0, 0]
    assert "the ratio itself is not printed; 31 reports" in trace.hovertext[0].replace("<br>", " ")


def test_other_products_are_grey(forests):
    [trace, *_] = signal_forest(forests[2], dark=True).data
    assert trace.marker.color[0] == QUIET[True]
    assert trace.customdata[0][0] == forests[2]["row_key"].iloc[0]


def test_unlike_comparison_groups_stand_under_headings_and_the_table_is_left_alone(forests):
    before = forests[0].copy()
    alone = signal_forest(forests[0])
    pd.testing.assert_frame_equal(forests[0], before)
    assert [label for label in alone.layout.yaxis.ticktext if label.startswith("<b>")] == []
    both = signal_forest(pd.concat(forests[:2]))
    labels = [label.replace("<br>", " ") for label in both.layout.yaxis.ticktext]
    wanted = [f"<b>{rows['source_name'].iloc[0]}: {rows['background'].iloc[0]}" for rows in forests[:2]]
    assert [label[:40] for label in labels if label.startswith("<b>")] == [text[:40] for text in wanted]
