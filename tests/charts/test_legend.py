"""The legend draws a series as its first mark: filled wherever one of its marks is."""

import pytest

from adverse.charts import (
    aligned_dot_plot,
    incidence_dot_plot,
    onset_timeline,
    pooled_forest,
    risk_forest,
)
from adverse.charts.theme import PAPER
from tests.charts.reading import marks

UNCOUNTED = {"n_with_event": None, "n_at_risk": None, "percent": 12.0}
RASH = {"event": "Rash", "event_group": "skin", "soc": "Skin"}


def legend_marks(figure) -> list[str]:
    """The fill of the first mark of each series in the legend whose marks have fills of their own."""
    drawn = [trace for trace in marks(figure) if trace.showlegend is not False and len(trace.x)]
    return [trace.marker.color[0] for trace in drawn if isinstance(trace.marker.color, tuple)]


@pytest.mark.parametrize("draw", [incidence_dot_plot, aligned_dot_plot])
@pytest.mark.parametrize("dark", [False, True])
def test_an_arm_with_a_count_is_filled_in_the_legend(share_table, draw, dark):
    figure = draw(share_table(UNCOUNTED, RASH), dark=dark)
    [fill] = legend_marks(figure)
    assert fill != PAPER[dark]
    [trace] = marks(figure)
    where = dict(zip([key for [key] in trace.customdata], zip(trace.marker.color, trace.y, strict=True), strict=True))
    assert where["row 0"] == (PAPER[dark], 0) and where["row 1"][1] == 1


def test_an_arm_without_any_count_is_open_in_the_legend(share_table):
    assert legend_marks(incidence_dot_plot(share_table(UNCOUNTED, RASH | UNCOUNTED))) == [PAPER[False]]


def test_the_arms_of_a_pool_are_filled_in_the_legend(share_table):
    columns = {"pool_group": "a", "pool_label": "A", "not_pooled": "no counts"}
    pools = ["pool_group", "pool_text", "pooled", "pooled_low", "pooled_high", "prediction_low", "prediction_high"]
    table = share_table(UNCOUNTED | columns, {"arm_label": "TWO"} | columns)
    figure = pooled_forest(table, table.reindex(columns=pools).iloc[:0])
    assert legend_marks(figure) != [] and PAPER[False] not in legend_marks(figure)


def test_a_measure_with_an_adjusted_estimate_is_filled_in_the_legend(ratio_table):
    figure = risk_forest(ratio_table({"adjusted": "no", "estimate": 3.0}, {"adjusted": "yes", "estimate": 2.0}))
    assert PAPER[False] not in legend_marks(figure)


def test_a_median_on_the_clock_of_the_axis_is_filled_in_the_legend(onset_table, phase_table):
    table = onset_table({"time_origin": "not_stated", "onset_median_days": 1.0}, {"onset_median_days": 5.0})
    medians = [trace for trace in onset_timeline(table, phase_table()).data if trace.name == "median onset"]
    assert [trace.marker.color[0] == PAPER[False] for trace in medians] == [False]
