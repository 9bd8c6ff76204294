"""How often: what each mark of the incidence charts says."""

import math

import numpy as np
import pytest

from adverse.charts import grade_stack, incidence_dot_plot, incidence_heat_map, values
from adverse.charts.theme import DRUG_CLASS_COLORS, PAPER
from adverse.vocabulary import DRUG_CLASSES
from tests.charts.reading import marks, written

CHEMO = {"arm_label": "ONE: chemotherapy", "drug_class": "chemotherapy", "n_with_event": 20, "percent": 20.0}
RASH = {"event": "Rash", "event_group": "skin", "soc": "Skin", "n_with_event": 10, "percent": 10.0}
UNCOUNTED = {"n_with_event": None, "n_at_risk": None, "percent": 12.0}
ARM = "ONE: testumab, N = 100"
UNKNOWN = {"n_at_risk": None, "percent": None}


def hue(color: str) -> set[int]:
    """The distances between red, green and blue: a small set of small numbers is a grey."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return {abs(red - green), abs(green - blue)}


# Dots


def test_dots_one_trace_an_arm_one_row_an_event(share_table):
    table = share_table({}, RASH, CHEMO, CHEMO | RASH | {"n_with_event": 0, "percent": 0.0})
    figure = incidence_dot_plot(table)
    assert [trace.name for trace in marks(figure)] == ["ONE: testumab, N = 100", "ONE: chemotherapy, N = 100"]
    assert written(figure) == ["50% 50/100", "10% 10/100", "20% 20/100", "0% 0/100"]
    assert list(figure.layout.yaxis.ticktext) == ["Fever", "Rash"]
    assert [list(trace.x) for trace in marks(figure)] == [[50, 10], [20, 0]]
    assert [[round(y) for y in trace.y] for trace in marks(figure)] == [[0, 1], [0, 1]]
    assert [key for trace in marks(figure) for [key] in trace.customdata] == ["row 0", "row 1", "row 2", "row 3"]
    assert figure.layout.xaxis.title.text == "Patients with the event (%)"


def test_a_rule_stands_between_totals_on_top_and_the_events(share_table):
    total = {"event": "Any adverse event", "event_group": "other", "event_kind": "aggregate"}
    [rule] = incidence_dot_plot(share_table(total, {}, RASH)).layout.shapes
    assert rule.y0 == rule.y1 == 0.5 and rule.xref == "paper"
    assert not incidence_dot_plot(share_table({}, RASH)).layout.shapes
    assert not incidence_dot_plot(share_table({}, total)).layout.shapes


def test_values_have_room_in_the_plot_of_every_width(share_table):
    figure = incidence_dot_plot(share_table({}, RASH))
    for width in (values.NARROWEST, 960):
        plot, column = (values.place(figure, width).layout[axis].domain for axis in ("xaxis", "xaxis11"))
        assert 0 == plot[0] < plot[1] <= column[0] < column[1] <= 1
        low, high = figure.layout.xaxis11.range
        assert (high, -low) == (0, pytest.approx(width * (column[1] - column[0])))
    assert plot[1] > 0.8


def test_first_event_is_on_top(share_table):
    top, bottom = incidence_dot_plot(share_table(RASH, {})).layout.yaxis.range[::-1]
    assert top < 0 < bottom


def test_dots_carry_the_wilson_interval(share_table):
    [trace] = marks(incidence_dot_plot(share_table({"n_with_event": 81, "n_at_risk": 263, "percent": 31.0})))
    [high], [low] = trace.error_x.array, trace.error_x.arrayminus
    assert (round(trace.x[0] - low, 2), round(trace.x[0] + high, 2)) == (25.53, 36.62)
    assert list(trace.hovertext) == [
        "<b>Fever</b><br>ONE: testumab<br>Printed: 81 of 263 (31%)<br>"
        "31% (95% interval 25.5 to 36.6%, Wilson)<br>Any grade, all events, whole study<br>"
        "Source: Trial 2020, Table 2"
    ]


def test_axis_starts_at_zero_and_holds_every_interval(share_table):
    low, high = incidence_dot_plot(share_table({}, RASH)).layout.xaxis.range
    assert -2 < low <= 0
    assert 59.9 < high < 100
    assert incidence_dot_plot(share_table({"n_with_event": 100})).layout.xaxis.range[1] < 102


def test_a_row_without_counts_is_an_open_mark_without_an_interval(share_table):
    [trace] = marks(incidence_dot_plot(share_table({}, RASH | UNCOUNTED)))
    assert list(trace.marker.color) == [DRUG_CLASS_COLORS["bite"], PAPER[False]]
    assert trace.marker.line.color == DRUG_CLASS_COLORS["bite"]
    assert (trace.error_x.array[1], trace.error_x.arrayminus[1]) == (0, 0)
    assert "12%, no interval: the source prints no count" in trace.hovertext[1]


def test_a_bound_is_printed_as_a_bound(share_table):
    [trace] = marks(incidence_dot_plot(share_table(UNCOUNTED | {"percent": 1.0, "percent_qualifier": "<"})))
    assert "Printed: &lt;1%" in trace.hovertext[0]


def test_a_row_without_a_share_is_not_drawn(share_table):
    figure = incidence_dot_plot(share_table(RASH | UNKNOWN, {}))
    assert list(figure.layout.yaxis.ticktext) == ["Fever"]
    assert [key for trace in marks(figure) for [key] in trace.customdata] == ["row 1"]


def test_other_figures_for_the_same_are_announced(share_table):
    [trace] = marks(incidence_dot_plot(share_table({"n_other_rows": 2})))
    assert trace.hovertext[0].endswith("<br>2 other figure(s) for the same: click the mark")


def test_comparators_are_grey_and_every_arm_has_a_symbol_of_its_own(share_table):
    table = share_table({}, CHEMO, {"arm_label": "TWO: testumab"})
    treated, comparator, second = marks(incidence_dot_plot(table))
    assert max(hue(comparator.marker.line.color)) < 16
    assert max(hue(treated.marker.line.color)) > 50
    assert treated.marker.line.color == second.marker.line.color
    assert [trace.marker.symbol for trace in (treated, comparator, second)] == ["circle", "square", "diamond"]


def test_one_event_in_every_arm_is_drawn_by_arm_under_its_setting(share_table):
    table = share_table({"soc": "Adults"}, CHEMO | {"soc": "Adults"}, {"arm_label": "TWO", "soc": "Children"})
    figure = incidence_dot_plot(table, rows_by="arm_label", sections="soc")
    rows = ["<b>Adults</b>", "ONE: testumab", "ONE:<br>chemotherapy", "<b>Children</b>", "TWO"]
    assert [row.replace("<br>", " ") for row in figure.layout.yaxis.ticktext] == [
        row.replace("<br>", " ") for row in rows
    ]
    drawn = {key: y for trace in marks(figure) for [key], y in zip(trace.customdata, trace.y, strict=True)}
    assert drawn == {"row 0": 1, "row 1": 2, "row 2": 4}
    colors = {trace.customdata[0][0]: trace.marker.line.color for trace in marks(figure)}
    assert colors["row 0"] == DRUG_CLASS_COLORS["bite"]
    names = [trace.name for trace in marks(figure)]
    assert names == [DRUG_CLASSES["bite"].label, DRUG_CLASSES["chemotherapy"].label]
    assert max(hue(colors["row 1"])) < 16


def test_names_for_the_reader_stand_in_place_of_the_event(share_table):
    figure = incidence_dot_plot(share_table({}), names={"Fever": "High temperature"})
    assert [label.replace("<br>", " ") for label in figure.layout.yaxis.ticktext] == ["High temperature"]


# Grades


def test_a_bound_and_an_approximate_figure_keep_their_sign_at_the_mark_and_in_the_hover(share_table):
    cells = {"n_with_event": None, "n_at_risk": None}
    rows = (
        {},
        cells | {"percent": 13.0, "percent_qualifier": ">="},
        cells | {"percent": 64.0, "percent_qualifier": "~"},
    )
    figure = incidence_dot_plot(share_table(*({"event": name} | row for name, row in zip("ABC", rows, strict=True))))
    [dots] = marks(figure)
    assert written(figure) == ["50% 50/100", "&gt;=13%", "~64%"]
    assert "&gt;=13%, no interval" in dots.hovertext[1]


def test_about_so_many_patients_is_no_exact_share(share_table):
    about = {"n_with_event": 10, "n_at_risk": 2000, "percent": None, "percent_qualifier": "~"}
    figure = incidence_dot_plot(share_table(about))
    [dots] = marks(figure)
    assert written(figure) == ["~0.5% 10/~2000"]
    assert "Printed: 10 of about 2000" in dots.hovertext[0]
    assert "~0.5%, no interval: the number of patients is approximate" in dots.hovertext[0].replace("<br>", " ")
    assert list(dots.error_x.array) == [0]


def test_a_sum_and_a_misfit_are_said_in_the_hover(share_table):
    added = {"count_origin": "added_up"}
    [dots] = marks(incidence_dot_plot(share_table(added)))
    assert "50 of 100 (50%), added up here from the printed" in dots.hovertext[0]
    assert "Printed" not in dots.hovertext[0]
    misfit = "Printed 51% does not fit its counts, which give 50%. A pooled figure"
    [dots] = marks(incidence_dot_plot(share_table({"discrepancy": misfit})))
    assert misfit in dots.hovertext[0].replace("<br>", " ")


def test_grades_stack_from_severe_to_mild_with_counts(split_table):
    severe, mild = marks(grade_stack(split_table({})))
    assert (severe.name, mild.name) == (f"{ARM}, grade 3 or higher", f"{ARM}, grade 1-2")
    assert (list(severe.x), severe.base, list(mild.x), list(mild.base)) == ([20], 0, [30], [20])
    assert "Grade 1-2: 30%, grade 3 or higher: 20% (30 and 20 of 100)" in mild.hovertext[0]
    assert list(mild.customdata[0]) == ["row 0", "severe"]
    assert severe.marker.color == DRUG_CLASS_COLORS["bite"]
    assert mild.marker.color != severe.marker.color


def test_grades_of_two_arms_lie_side_by_side(split_table):
    figure = grade_stack(split_table({}, CHEMO, RASH))
    rows = {trace.name: (list(trace.y), trace.width) for trace in marks(figure)}
    (first, width), (second, _) = rows[f"{ARM}, grade 1-2"], rows["ONE: chemotherapy, N = 100, grade 1-2"]
    assert [round(y) for y in first] == [0, 1]
    assert second[0] - first[0] >= width
    assert figure.layout.xaxis.range[0] == 0


# Heat map


def test_a_blank_cell_is_not_reported_and_zero_is_printed_as_zero(share_table):
    table = share_table({}, RASH, CHEMO | {"n_with_event": 0, "percent": 0.0}, CHEMO | RASH | UNKNOWN)
    cells, cell_marks = incidence_heat_map(table).data
    np.testing.assert_array_equal(cells.z, [[50, 0], [10, math.nan]])
    assert list(zip(cell_marks.x, cell_marks.y, cell_marks.text, strict=True)) == [
        (0, 0, "50"),
        (0, 1, "10"),
        (1, 0, "0"),
    ]
    assert [key for [key] in cell_marks.customdata] == ["row 0", "row 1", "row 2"]
    assert (cells.zmin, cell_marks.marker.opacity) == (0, 0)


def test_small_shares_in_a_cell_are_not_rounded_to_zero(share_table):
    cells = incidence_heat_map(share_table(UNCOUNTED | {"percent": 0.4, "percent_decimals": 1})).data[1]
    assert list(cells.text) == ["0.4"]


def test_heat_map_has_arms_along_and_events_down(share_table):
    figure = incidence_heat_map(share_table({}, RASH, CHEMO))
    assert [text.replace("<br>", " ") for text in figure.layout.xaxis.ticktext] == [
        "ONE: testumab",
        "ONE: chemotherapy",
    ]
    assert list(figure.layout.yaxis.ticktext) == ["Fever", "Rash"]


# Organ classes


@pytest.mark.parametrize("draw", [incidence_dot_plot, incidence_heat_map])
def test_shipped_rows_are_drawn_where_they_have_a_share(evidence, draw):
    from adverse.evidence.select import incidence_rows
    from adverse.statistics import with_incidence_proportion

    table = with_incidence_proportion(incidence_rows(evidence, arm_ids=("swiss-label-pool",)).rows)
    shown = table[table["proportion"].notna()]
    drawn = [trace for trace in draw(table).data if trace.customdata is not None]
    assert sorted(key for trace in drawn for [key] in trace.customdata) == sorted(shown["row_key"])


@pytest.mark.parametrize("n", [0, 1, 50, 100])
def test_the_axis_of_shares_has_room_for_every_interval_and_no_label_below_zero(share_table, n):
    table = share_table({"n_with_event": n, "n_at_risk": 100, "percent": float(n)})
    low, top = incidence_dot_plot(table).layout.xaxis.range
    assert top > 100 * table["proportion_high"].max()
    assert 0 > low > -top / 50  # labels are at least a tenth of the axis apart
