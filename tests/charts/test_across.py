"""One event across arms with its pooled share, and crude ratios beside ratios of rates."""

import itertools
import math

from adverse.charts import exposure_slope, pooled_forest
from adverse.charts.theme import PAPER
from tests.charts.reading import marks, written

IN = {"pool_group": "testumab", "pool_label": "Testumab, Lymphoma", "not_pooled": ""}


def test_forest_arms_then_their_pooled_share(share_table, pool_table):
    table = share_table(IN, IN | {"n_with_event": 10, "arm_label": "TWO"}, IN | {"arm_label": "THREE"})
    figure = pooled_forest(table, pool_table({}))
    assert list(figure.layout.yaxis.ticktext) == [
        *("<b>Testumab,<br>Lymphoma</b>", "ONE: testumab", "TWO", "THREE", "Pooled, 3 arms")
    ]
    arms, _, pooled, prediction = marks(figure)
    assert (list(arms.x), list(arms.y)) == ([50, 10, 50], [1, 2, 3])
    assert (list(pooled.x), list(pooled.y)) == ([40], [4])
    assert (pooled.error_x.arrayminus[0], pooled.error_x.array[0]) == (10, 10)
    assert (list(prediction.x), list(prediction.y), prediction.line.dash) == ([10, 80], [4, 4], "dot")
    assert pooled.customdata[0][0] == "row 0\nrow 1\nrow 2"
    assert "A new arm: 10 to 80% (prediction interval)" in pooled.hovertext[0]


def test_forest_of_few_arms_draws_and_names_no_new_arm(share_table, pool_table):
    few = pool_table({"prediction_low": float("nan"), "prediction_high": float("nan")})
    *_, pooled = marks(pooled_forest(share_table(IN, IN | {"arm_label": "TWO"}), few))
    assert pooled.name == "Typical arm (95% interval)"
    assert "new arm" not in pooled.hovertext[0]
    assert "not the average over patients" in pooled.hovertext[0].replace("<br>", " ")


def test_forest_without_a_pool_draws_none_and_every_mark_says_why(share_table, pool_table):
    bound = {"n_with_event": None, "percent": 1.0, "percent_qualifier": "<", "not_pooled": "no counts"}
    table = share_table(IN | {"not_pooled": "fewer than 3 such arms"}, IN | bound)
    figure = pooled_forest(table, pool_table().head(0))
    inside, outside, pooled = marks(figure)
    assert (len(inside.x), len(pooled.x)) == (0, 0)
    assert [
        "Not pooled: fewer than 3 such arms" in outside.hovertext[0],
        "Not pooled: no counts" in outside.hovertext[1],
    ]
    assert written(figure) == ["50% 50/100", "&lt;1% of 100"]
    assert outside.marker.color[1] == PAPER[False] != outside.marker.color[0]


def test_forest_of_one_group_leaves_the_other_group_alone(share_table, pool_table):
    other = IN | {"pool_group": "other", "pool_label": "Other, Lymphoma", "arm_label": "OTHER"}
    figure = pooled_forest(share_table(IN, other), pool_table({}))
    assert list(figure.layout.yaxis.ticktext)[-2:] == ["<b>Other, Lymphoma</b>", "OTHER"]
    assert list(figure.data[2].y) == [2]


def test_slope_turns_where_it_crosses_1(ratio_pair_table):
    table = ratio_pair_table({}, {"event": "Rash", "event_group": "skin", "crude_ratio": 0.9, "rate_ratio": 0.4})
    turning, staying = marks(exposure_slope(table))
    assert (list(turning.x), list(turning.y), turning.line.dash) == ([0, 1], [2.0, 0.5], "solid")
    assert (list(staying.y), staying.line.dash) == ([0.9, 0.4], "dot")
    assert turning.line.width > staying.line.width
    assert turning.customdata[1][0] == "rate\nrate control"
    assert "Source: Trial 2020, Table 9" in turning.hovertext[1]
    assert exposure_slope(table).layout.yaxis.type == "log"


def test_an_infinite_ratio_is_a_triangle_on_the_edge(ratio_pair_table):
    table = ratio_pair_table({}, {"event": "CRS", "crude_ratio": math.inf, "rate_ratio": math.inf})
    figure = exposure_slope(table)
    finite, infinite = marks(figure)
    assert list(infinite.marker.symbol) == ["triangle-up", "triangle-up"]
    assert min(infinite.y) > max(finite.y)
    assert math.log10(max(infinite.y)) < figure.layout.yaxis.range[1]
    assert [note.text.split("</b>")[0] for note in figure.layout.annotations] == ["<b>0.50", "<b>∞"]


def test_labels_of_equal_ratios_do_not_cover_each_other(ratio_pair_table):
    rows = [{"event": f"Event {n}", "rate_ratio": 0.5 + n / 1000} for n in range(4)]
    figure = exposure_slope(ratio_pair_table(*rows))
    heights = sorted(note.y for note in figure.layout.annotations)
    low, high = figure.layout.yaxis.range
    pixels = [(b - a) / (high - low) * (figure.layout.height - 100) for a, b in itertools.pairwise(heights)]
    assert min(pixels) > 25
