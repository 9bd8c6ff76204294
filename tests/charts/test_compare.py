"""Two arms beside each other: what each mark of the compare page's charts says, and that a bound stays a bound."""

import pytest

from adverse.charts import aligned_dot_plot, icon_array, incidence_heat_map
from adverse.charts.theme import PAPER
from tests.charts.reading import marks, written

BESIDE = {"n_with_event_control": 20, "n_at_risk_control": 100, "row_key_control": "control"}
BESIDE |= {"reference_label": "ONE: chemotherapy"}
CHEMO = {"arm_label": "ONE: chemotherapy", "drug_class": "chemotherapy", "n_with_event": 20, "percent": 20.0}
UNCOUNTED = {"n_with_event": None, "n_at_risk": None, "percent": 12.0}
BOUND = UNCOUNTED | {"percent": 1.0, "percent_qualifier": "<"}
RASH = {"event": "Rash", "event_group": "skin"}


def test_dots_show_shares_left_and_differences_right(pair_table):
    table = pair_table(BESIDE, CHEMO)
    treated, difference, control = marks(aligned_dot_plot(table))
    assert (list(treated.x), list(control.x), list(difference.x)) == ([50], [20], [30])
    assert (treated.xaxis, difference.xaxis) == (None, "x2")
    assert difference.showlegend is False
    assert [point[0] for point in difference.customdata] == ["row 0\ncontrol"]
    low = 100 * table["risk_difference_low"].iloc[0]
    assert difference.x[0] - difference.error_x.arrayminus[0] == pytest.approx(low)
    assert "Difference +30.0 percentage points" in difference.hovertext[0]


def test_without_differences_there_is_one_axis(share_table, pair_table):
    for table in (pair_table({}, CHEMO), share_table({}, CHEMO)):
        figure = aligned_dot_plot(table)
        assert [trace.xaxis for trace in marks(figure)] == [None, None]
        assert "xaxis2" not in figure.to_plotly_json()["layout"]


def test_a_percentage_without_counts_is_open_and_has_no_difference(pair_table):
    treated, control = marks(aligned_dot_plot(pair_table(BESIDE | UNCOUNTED, CHEMO)))
    assert list(treated.marker.color) == [PAPER[False]]
    assert (list(treated.error_x.array), list(treated.error_x.arrayminus)) == ([0], [0])
    assert list(control.marker.color) != [PAPER[False]]


def test_a_bound_is_written_with_its_sign_and_an_exact_share_is_not(share_table, pair_table):
    table = pair_table(BOUND, CHEMO | {"n_with_event": 1, "n_at_risk": 109, "percent": 0.9, "percent_decimals": 1})
    figure = aligned_dot_plot(table)
    treated, _ = marks(figure)
    assert written(figure) == ["&lt;1%", "0.9% 1/109"]
    assert "&lt;1%, no interval" in treated.hovertext[0]
    assert list(incidence_heat_map(table).data[1].text) == ["&lt;1", "0.9"]


def filled(figure) -> dict[str, int]:
    return {trace.name: len(trace.x) for trace in marks(figure) if trace.type == "bar"}


@pytest.mark.parametrize(("scale", "numbers"), [(100, (50, 20)), (1000, (500, 200))])
def test_icons_have_one_denominator_for_all_arms(pair_table, scale, numbers):
    figure = icon_array(pair_table({}, CHEMO), scale=scale)
    assert tuple(filled(figure).values()) == numbers
    assert [sum(map(len, trace.z)) for trace in marks(figure) if trace.type == "heatmap"] == [scale, scale]
    said = [note.text.split("<b>")[1] for note in figure.layout.annotations]
    assert said == [f"{n} of {scale:,}</b>" for n in numbers]


def test_icons_of_a_bound_are_hollow_and_say_so(pair_table):
    figure = icon_array(pair_table(BOUND, CHEMO), scale=1000)
    bound, exact = (trace for trace in marks(figure) if trace.type == "bar")
    assert (bound.marker.color, bound.marker.line.width) == (PAPER[False], 1)
    assert exact.marker.color != PAPER[False]
    assert "less than 10 of 1,000" in figure.layout.annotations[0].text
    assert "less than 10 of 1,000" in bound.hovertext


def test_four_blocks_stand_two_abreast(pair_table):
    arms = [{"arm_label": f"Arm {n}"} for n in range(4)]
    places = [
        (trace.x0, trace.y0) for trace in icon_array(pair_table(*arms), scale=100).data if trace.type == "heatmap"
    ]
    (left, top), (right, _), (_, below), _ = places
    assert places == [(left, top), (right, top), (left, below), (right, below)]
    assert right > left + 10 and below > top + 10


def test_an_event_that_an_arm_does_not_report_has_a_dash_which_is_no_zero(pair_table):
    figure = aligned_dot_plot(pair_table({}, CHEMO, RASH | {"n_with_event": 0, "percent": 0.0}))
    assert sorted(written(figure)) == ["0% 0/100", "20% 20/100", "50% 50/100", "–"]
