"""Shares of which only the ends are known, on every chart that draws shares."""

import pandas as pd
import pytest

from adverse import charts
from adverse.charts import theme
from adverse.charts.ranges import SYMBOL
from adverse.exports.chart_sheet import blocks_of
from adverse.exports.marks import panels_of
from adverse.statistics import with_incidence_proportion
from tests.charts.conftest import SHARE
from tests.charts.reading import marks, written

UNCOUNTED = {"n_with_event": None, "percent": None, "percent_decimals": None, "percent_qualifier": ">="}
PARTS = {"n_with_event_part": 13, "n_with_event_serious": 4, "count_basis": "apart"}
COUNTS = {"n_with_event_low": 13, "n_with_event_high": 17}


@pytest.fixture
def table(share_table):
    """A function (cells) -> a row with a dot and one between two counts, of one arm."""

    def made(**cells) -> pd.DataFrame:
        rows = share_table({}, UNCOUNTED | {"event": "Rash", "n_at_risk": 54} | PARTS)
        limits = {name: [50, value] for name, value in (COUNTS | cells).items()}
        rows = rows.assign(**{name: pd.array(values, dtype="Int64") for name, values in limits.items()})
        basis = "at_least" if pd.isna(rows["n_with_event_high"].iloc[1]) else "apart"
        return with_incidence_proportion(rows.assign(count_basis=["printed", basis]))

    return made


@pytest.mark.parametrize("draw", [charts.incidence_dot_plot, charts.aligned_dot_plot])
def test_a_band_from_end_to_end_without_a_dot(table, draw):
    rows = table()
    figure = draw(rows)
    dots, band, mark = marks(figure)
    assert list(dots.x) == [50.0]
    assert list(band.x) == pytest.approx([100 * 13 / 54, 100 * 17 / 54])
    assert (band.mode, set(band.y), band.hoverinfo) == ("lines", set(mark.y), "skip")
    assert (mark.marker.symbol, mark.marker.color) == (SYMBOL, theme.PAPER[False])
    assert written(figure) == ["50% 50/100", "24-31% of 54"]
    ends = mark.x[0] - mark.error_x.arrayminus[0], mark.x[0] + mark.error_x.array[0]
    assert ends == pytest.approx(tuple(100 * rows[["proportion_low", "proportion_high"]].iloc[1]))
    assert "at least 13, at most 17 of 54" in mark.hovertext[0]
    assert not mark.showlegend


def test_an_open_end_has_neither_band_nor_line(table):
    figure = charts.incidence_dot_plot(table(n_with_event_high=None))
    _, mark = marks(figure)
    assert written(figure) == ["50% 50/100", "&gt;=24% of 54"]
    assert (list(mark.error_x.array), list(mark.error_x.arrayminus)) == ([0.0], [0.0])
    assert "at least 13 of 54" in mark.hovertext[0]


def test_an_arm_of_ranges_alone_stands_in_the_legend(table):
    *_, mark = marks(charts.incidence_dot_plot(table().tail(1)))
    assert mark.showlegend


def test_the_heat_map_writes_both_ends(table):
    assert list(charts.incidence_heat_map(table()).data[1].text) == ["50", "24-31"]


def test_a_slide_keeps_the_mark_and_its_words(table):
    [panel] = panels_of(charts.incidence_dot_plot(table()))
    blocks = blocks_of(panel)
    marks = [block for block in blocks if block.series and block.name.startswith(SHARE["arm_label"])]
    assert [block.x for block in marks] == [[50.0], [pytest.approx(100 * 13 / 54)]]
    assert len({block.column for block in marks}) == 2  # one name, two tables
    assert [text.text for text in panel.values] == ["50%  50/100", "24-31%  of 54"]
    assert panel.scale.high >= 100 * 17 / 54


def test_a_dot_whose_count_is_worked_out_says_so(share_table):
    uncounted = {"n_with_event": None, "percent": 11.6, "percent_decimals": 1, "n_at_risk": 843}
    several = {"n_with_event": None, "percent": 12.0, "n_at_risk": 211, "event": "Rash"}
    rows = share_table(uncounted, several)
    [dots] = marks(charts.incidence_dot_plot(rows))
    assert theme.PAPER[False] not in dots.marker.color
    assert "11.6%; 98 of 843, worked out from 11.6%" in dots.hovertext[0].replace("<br>", " ")
    assert "12%; 25 or 26 of 211 fit" in dots.hovertext[1].replace("<br>", " ")
    assert dots.x[0] == pytest.approx(100 * 98 / 843)
    assert dots.x[1] == 12.0
