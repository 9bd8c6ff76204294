"""Step curves: what is drawn, what is pale, who is at risk, and printed windows behind."""

import pandas as pd
import pytest

from adverse.charts import curve_plot
from adverse.charts.theme import translucent


def arm(label: str, days: list[int], at_risk: list[int], events: list[int]) -> pd.DataFrame:
    share = pd.Series(events).cumsum() / at_risk[0]
    return pd.DataFrame(
        {
            "arm_label": label,
            "day": days,
            "n_at_risk": at_risk,
            "n_events": events,
            "n_competing": 0,
            "n_censored": [1] * len(days),
            "incidence": share,
            "incidence_low": share - 0.05,
            "incidence_high": share + 0.05,
            "event_free": 1 - share,
            "event_free_low": 0.95 - share,
            "event_free_high": 1.05 - share,
            "row_key": [f"{label}|{day}" for day in days],
            "source_name": "Your file",
            "locator": "a <b>",
        }
    )


TABLE = pd.concat([arm("New", [2, 5, 9], [10, 7, 4], [2, 2, 1]), arm("Old", [3, 9], [8, 6], [1, 1])])
WINDOWS = pd.DataFrame(
    {"first_day": [3], "last_day": [5], "onset_median_days": [4.0], "told": ["printed"], "row_key": ["printed row"]}
)


def drawn(**more):
    options = {"x_title": "Day", "last_day": 9.0, "fewest_at_risk": 5} | more
    return curve_plot(TABLE, more.pop("windows", WINDOWS.iloc[:0]), **options)


def named(figure, start: str) -> list:
    return [trace for trace in figure.data if (trace.name or "").startswith(start)]


def test_a_curve_is_a_step_that_begins_at_nobody():
    figure = drawn()
    [new] = named(figure, "New")
    assert new.name == "New, N = 10" and new.line.shape == "hv"
    assert list(zip(new.x, new.y, strict=True)) == [(0, 0), (2, pytest.approx(20)), (5, pytest.approx(40))]
    assert named(drawn(share="event_free"), "New")[0].y[0] == 100


def test_the_curve_is_pale_from_where_fewer_than_five_are_left():
    figure = drawn()
    [new] = named(figure, "New")
    pale = [trace for trace in figure.data if trace.line.color == translucent(new.line.color, 0.3)]
    [of_new] = [trace for trace in pale if trace.legendgroup == "New"]
    assert list(of_new.x) == [5, 9] and of_new.y[0] == new.y[-1]
    assert not [trace for trace in pale if trace.legendgroup == "Old" and trace.x[0] < 9]


def test_patients_at_risk_stand_below_each_tick_of_the_axis():
    figure = drawn()
    rows = [trace for trace in figure.data if trace.yaxis == "y2" and trace.textposition == "middle center"]
    ticks = list(figure.layout.xaxis.tickvals)
    assert [list(row.x) for row in rows] == [ticks, ticks]
    at = dict(zip(ticks, rows[0].text, strict=True))
    assert (at[0], at[2], at[4], at[6]) == ("10", "10", "7", "4")


def test_every_mark_has_the_key_of_its_row_and_escaped_words():
    marks = [trace for trace in drawn().data if trace.customdata is not None]
    assert [key for trace in marks for [key] in trace.customdata] == list(TABLE["row_key"])
    assert "a &lt;b&gt;" in marks[0].hovertext[0] and "10 at risk" in marks[0].hovertext[0]


def test_printed_windows_are_bands_of_other_patients_with_their_median():
    figure = curve_plot(TABLE, WINDOWS, x_title="Day", last_day=9.0, fewest_at_risk=5)
    [band] = named(figure, "printed onset, of other patients")
    assert (min(band.x), max(band.x)) == (2, 5)
    [median] = [
        trace for trace in figure.data if trace.customdata is not None and trace.customdata[0][0] == "printed row"
    ]
    assert list(median.x) == [4]


def test_early_days_are_wide_and_many_arms_are_told_apart():
    assert drawn(early_days=True).layout.xaxis.type == "log"
    many = pd.concat([arm(f"Arm {number}", [2], [9], [1]) for number in range(9)])
    figure = curve_plot(many, WINDOWS.iloc[:0], x_title="Day", last_day=2.0, fewest_at_risk=5)
    looks = {(trace.line.color, trace.line.dash) for trace in figure.data if (trace.name or "").startswith("Arm")}
    assert len(looks) == 9
