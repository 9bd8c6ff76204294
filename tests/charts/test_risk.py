"""Who: what each mark of the risk charts says."""

import math

import pytest

from adverse.charts import case_share_plot, factor_label, risk_forest, subgroup_dot_plot
from adverse.charts.theme import EVENT_GROUP_COLORS, PAPER, QUIET
from tests.charts.reading import marks

CRS = EVENT_GROUP_COLORS["crs"]


@pytest.mark.parametrize(
    ("factor", "level", "reference", "label"),
    [
        ("Age", "65 or older", "", "Age: 65 or older"),
        ("Age", "65 or older", "younger", "Age: 65 or older (against younger)"),
        ("Prior transplant", "yes", "no", "Prior transplant"),
        ("CNS disease", "present", "absent", "CNS disease"),
        ("Male sex", "male", "female", "Male sex (against female)"),
        (
            "Blinatumomab rather than chemotherapy",
            "blinatumomab",
            "chemotherapy",
            "Blinatumomab rather than chemotherapy",
        ),
        ("Age", "", "", "Age"),
    ],
)
def test_factor_label_says_each_thing_once(ratio_table, factor, level, reference, label):
    [row] = ratio_table({"factor": factor, "level": level, "reference_level": reference}).itertuples()
    assert factor_label(row) == label


# Forest


def test_forest_is_on_a_log_axis_with_the_line_of_no_difference(ratio_table):
    figure = risk_forest(ratio_table({}))
    assert figure.layout.xaxis.type == "log"
    [line] = figure.layout.shapes
    assert (line.x0, line.x1) == (1, 1)


def test_unlike_measures_are_told_apart_and_never_pooled(ratio_table):
    measures = ["risk_ratio", "odds_ratio", "hazard_ratio", "rate_ratio"]
    figure = risk_forest(ratio_table(*({"measure": measure} for measure in measures)))
    symbols = {trace.name: trace.marker.symbol for trace in marks(figure)}
    assert set(symbols) == {"Risk ratio", "Odds ratio", "Hazard ratio", "Rate ratio"}
    assert len(set(symbols.values())) == 4
    assert sum(len(trace.x) for trace in marks(figure)) == len(measures)


def test_adjusted_is_filled_and_the_others_are_open(ratio_table):
    rows = [{"adjusted": key, "estimate": 5.0 - n} for n, key in enumerate(("yes", "no", "unknown"))]
    [trace] = marks(risk_forest(ratio_table(*rows)))
    fill = dict(zip((key for [key] in trace.customdata), trace.marker.color, strict=True))
    assert fill == {"row 0": CRS, "row 1": PAPER[False], "row 2": PAPER[False]}
    assert set(trace.marker.line.color) == {CRS}


def test_interval_is_the_printed_one(ratio_table):
    rows = ({"estimate": 2.0, "ci_low": 1.5, "ci_high": 3.5}, {"estimate": 1.2, "ci_low": None})
    [trace] = marks(risk_forest(ratio_table(*rows)))
    bounds = {
        key: (value - low, value + high)
        for [key], value, low, high in zip(
            trace.customdata, trace.x, trace.error_x.arrayminus, trace.error_x.array, strict=True
        )
    }
    assert bounds == {"row 0": (1.5, 3.5), "row 1": (1.2, 1.2)}
    hovers = dict(zip((key for [key] in trace.customdata), trace.hovertext, strict=True))
    assert hovers["row 0"] == (
        "<b>Age: 65 or older</b><br>CRS<br>Odds ratio 2, 95% interval 1.5 to 3.5<br>"
        "adjusted; the source says: raises<br>Source: Cohort 2021, Table 3"
    )
    assert "Odds ratio 1.2, no interval printed" in hovers["row 1"]


def test_each_estimate_has_its_own_row_under_its_event(ratio_table):
    table = ratio_table({"estimate": 1.0}, {"estimate": 4.0}, {"event": "Infection", "event_group": "infection"})
    figure = risk_forest(table)
    labels = [label.replace("<br>", " ") for label in figure.layout.yaxis.ticktext]
    assert labels == ["<b>CRS</b>", *["Age: 65 or older"] * 2, "<b>Infection</b>", "Age: 65 or older"]
    [trace] = marks(figure)
    drawn = dict(zip((key for [key] in trace.customdata), trace.y, strict=True))
    assert drawn == {"row 1": 1, "row 0": 2, "row 2": 4}


# Subgroups


def test_levels_of_one_comparison_are_joined(subgroup_table):
    other = {"comparison": "CRS: Sex (Cohort 2021)", "level": "male"}
    figure = subgroup_dot_plot(subgroup_table({"level": "old"}, {"level": "young"}, other))
    assert [[key for [key] in trace.customdata] for trace in marks(figure)] == [["row 0", "row 1"], ["row 2"]]
    assert {trace.mode for trace in marks(figure)} == {"lines+markers"}
    assert figure.layout.xaxis.title.text == "Patients with the event (%)"
    rows = [label.replace("<br>", " ") for label in figure.layout.yaxis.ticktext]
    assert rows == ["<b>CRS: Age (Cohort 2021)</b>", "old", "young", "<b>CRS: Sex (Cohort 2021)</b>", "male"]


def test_subgroup_with_counts_is_filled_with_an_interval(subgroup_table):
    uncounted = {"n_with_event": None, "n_total": None, "n_at_risk": None, "estimate": 30.0, "percent": 30.0}
    [trace] = marks(subgroup_dot_plot(subgroup_table({}, uncounted)))
    place = {key: place for place, [key] in enumerate(trace.customdata)}
    counted, printed = place["row 0"], place["row 1"]
    assert (trace.marker.color[counted], trace.marker.color[printed]) == (CRS, PAPER[False])
    assert (trace.x[counted], trace.x[printed]) == (25, 30)
    interval = trace.x[counted] - trace.error_x.arrayminus[counted], trace.x[counted] + trace.error_x.array[counted]
    assert [round(limit, 1) for limit in interval] == [11.2, 46.9]
    assert (trace.error_x.arrayminus[printed], trace.error_x.array[printed]) == (0, 0)
    assert trace.hovertext[counted] == (
        "<b>CRS</b><br>Age: 65 or older<br>Printed 25%, 5 of 20, 95% interval 11.2 to 46.9% (Wilson)<br>"
        "Source: Cohort 2021, Table 3"
    )
    assert "Printed 30%, no count printed" in trace.hovertext[printed]


def test_a_subgroup_whose_count_is_worked_out_says_so(subgroup_table):
    [trace] = marks(subgroup_dot_plot(subgroup_table({"n_with_event": None, "estimate": 30.0, "percent": 30.0})))
    assert trace.marker.color == (CRS,)
    assert "Printed 30%, 6 of 20, worked out, 95% interval" in trace.hovertext[0].replace("<br>", " ")


def test_limits_that_are_none_of_a_ratio_are_told_and_not_drawn(ratio_table):
    odd = {"discrepancy": "Printed 1.11 to 3.83 is no interval of a ratio", "ci_low": 1.11, "ci_high": 3.83}
    [trace] = marks(risk_forest(ratio_table(odd)))
    assert (list(trace.error_x.array), list(trace.error_x.arrayminus)) == ([0.0], [0.0])
    assert odd["discrepancy"] in trace.hovertext[0].replace("<br>", " ")


# Shares of reported cases


def test_cases_stand_beside_all_reports_in_grey(case_table):
    every, cases = marks(case_share_plot(case_table({}, {"estimate": 10.0, "percent_of_all_reports": 30.0})))
    assert (every.name, cases.name) == ("all reports of the medicine", "reports of the event")
    assert (list(every.x), list(cases.x)) == ([40, 30], [60, 10])
    assert list(every.y) == list(cases.y)
    assert every.marker.color == QUIET[False]
    assert set(cases.marker.color) == {CRS}
    assert [key for [key] in cases.customdata] == ["row 0", "row 1"]
    assert [key for [key] in every.customdata] == ["all reports", "all reports"]


def test_case_axis_says_that_it_is_no_risk(case_table):
    figure = case_share_plot(case_table({}))
    assert figure.layout.xaxis.title.text == "Share of reports (%), not a risk"
    assert tuple(figure.layout.xaxis.range) == (0, 100)


def test_hover_of_reported_cases_carries_counts_and_source(case_table):
    every, cases = marks(case_share_plot(case_table({})))
    assert "60%" in cases.hovertext[0]
    assert "200" in cases.hovertext[0]
    assert "40%" in every.hovertext[0]
    assert "5000" in every.hovertext[0].replace(",", "")
    assert "Cohort 2021, Table 3" in cases.hovertext[0]


# The shipped tables


def test_every_shipped_risk_mark_is_drawn(evidence):
    from adverse.evidence.risk import ratio_rows, share_rows, subgroup_rows
    from adverse.evidence.select import risk_rows
    from adverse.statistics import with_incidence_proportion

    rows = risk_rows(evidence, all_products=True)
    ratios, subgroups, shares = ratio_rows(rows), subgroup_rows(rows), share_rows(rows, rows)
    for table, figure in (
        (ratios, risk_forest(ratios)),
        (subgroups, subgroup_dot_plot(with_incidence_proportion(subgroups))),
        (shares, case_share_plot(shares)),
    ):
        keys = [key for trace in marks(figure) for [key] in trace.customdata]
        assert sorted(keys) == sorted([*table["row_key"], *table.get("all_reports_row_key", [])])
        values = [x for trace in marks(figure) for x in trace.x]
        assert all(math.isfinite(x) for x in values)
        places = figure.layout.yaxis.tickvals
        assert {y in places for trace in marks(figure) for y in trace.y} == {True}
