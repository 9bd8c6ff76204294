"""When: what each mark of the day axis says."""

import math
from html import escape

import pytest

from adverse.charts import onset_in_words, onset_timeline
from adverse.charts.theme import EVENT_GROUP_COLORS, PAPER
from adverse.charts.values import is_of_column
from adverse.evidence.select import onset_rows
from adverse.evidence.timeline import in_onset_order, treatment_phases
from tests.charts.reading import marks

NEURO = {"event": "Neurologic", "event_group": "neurotoxicity"}
DOSE = {"lane": "Dose, adult", "text": "9 mcg/day", "start_day": 0.0, "end_day": 7.0, "kind": "dose"}


def traces(figure, name: str) -> list:
    return [trace for trace in marks(figure) if trace.name == name]


def rows_of(figure) -> list[str]:
    return [label.replace("<br>", " ") for label in figure.layout.yaxis.ticktext]


def test_events_are_headings_and_sources_are_rows(onset_table, phase_table):
    table = onset_table(
        {"onset_median_days": 2}, {"onset_median_days": 3, "source_name": "Label"}, NEURO | {"onset_median_days": 9}
    )
    figure = onset_timeline(table, phase_table(DOSE), names={"Neurologic": "Nerves"})
    assert rows_of(figure) == ["Dose, adult", "<b>CRS</b>", "Trial 2020", "Label", "<b>Nerves</b>", "Trial 2020"]
    [medians] = traces(figure, "median onset")
    assert list(zip(medians.x, medians.y, strict=True)) == [(2, 2), (3, 3), (9, 5)]
    assert [key for [key] in medians.customdata] == ["row 0", "row 1", "row 2"]
    assert list(medians.marker.line.color) == [EVENT_GROUP_COLORS[key] for key in ("crs", "crs", "neurotoxicity")]
    assert figure.layout.xaxis.title.text == "Days since infusion start"


def test_median_quartiles_range_window_and_duration_of_one_row(onset_table, phase_table):
    row = {
        **{"onset_median_days": 3, "onset_min_days": 1, "onset_max_days": 21, "onset_q1_days": 2, "onset_q3_days": 5},
        **{"window_start_day": 2, "window_end_day": 14, "onset_window": "days 3-14", "duration_median_days": 4},
        **{"window_meaning": "most_in_window", "percent_of_events_in_window": 80},
    }
    figure = onset_timeline(onset_table(row), phase_table())
    [window], [spread], [quartiles] = (traces(figure, name) for name in ("printed window", "range", "quartiles"))
    assert (list(window.base), list(window.x)) == ([2], [12])
    assert (list(spread.x), list(quartiles.x)) == ([1, 21], [2, 5])
    [lasting] = [trace for trace in marks(figure) if (trace.name or "").startswith("median duration")]
    assert list(lasting.x) == [3, 7]
    assert (lasting.line.dash, spread.line.dash) == ("dot", "solid")
    assert {hover.replace("<br>", " ") for hover in (window.hovertext[0], spread.hovertext, lasting.hovertext)} == {
        "<b>CRS</b> Onset: median 3 days, quartiles 2 to 5 days, range 1 to 21 days, days 2 to 14 (80%, most lie in "
        "it), lasted a median of 4 days Printed window: days 3-14 Day 0: start of infusion Source: Trial 2020, p. 5"
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"onset_median_days": 2}, "median 2 days"),
        ({"onset_min_days": 1, "onset_max_days": 17}, "range 1 to 17 days"),
        ({"onset_min_days": 1}, ""),
        (
            {"window_start_day": 0, "window_end_day": 14, "window_meaning": "median_in_window"},
            "days 0 to 14 (median lies in it)",
        ),
        ({"measure": "single_case", "onset_min_days": 1.5, "onset_max_days": 1.5}, "day 1.5 in one patient"),
        ({"measure": "single_case"}, "one patient"),
        ({"duration_median_days": 4.5}, "lasted a median of 4.5 days"),
        ({"duration_min_days": 0.5, "duration_max_days": 3}, "lasted 0.5 to 3 days"),
    ],
)
def test_onset_in_words(onset_table, row, words):
    [made] = onset_table(row).itertuples()
    assert onset_in_words(made) == words


def test_another_clock_is_an_open_mark(onset_table, phase_table):
    origins = ("infusion_start", "first_dose", "cycle_start", "last_dose", "not_stated")
    table = onset_table(*({"onset_median_days": 2, "time_origin": origin} for origin in origins))
    [medians] = traces(onset_timeline(table, phase_table()), "median onset")
    assert list(medians.marker.color) == [EVENT_GROUP_COLORS["crs"]] * 2 + [PAPER[False]] * 3
    assert "Day 0: clock start not stated" in medians.hovertext[4]


TEN_PATIENTS = "N = 10, range 2 to 24"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (
            {"onset_median_days": 7.5, "n_patients": 10, "onset_min_days": 2, "onset_max_days": 24},
            "N = 10, range 2 to 24",
        ),
        ({"onset_median_days": 2, "duration_median_days": 5}, "lasts 5"),
        ({"onset_median_days": 4}, "N not given"),
        ({"window_start_day": 0, "window_end_day": 14}, "not printed"),
        ({"measure": "single_case", "onset_min_days": 1.5, "onset_max_days": 1.5}, "one patient"),
        ({"measure": "single_case"}, "one patient"),
    ],
)
def test_the_median_and_what_it_rests_on_stand_beside_the_row(onset_table, phase_table, row, value):
    figure = onset_timeline(onset_table(row), phase_table(DOSE))
    day = row.get("onset_median_days") or (row.get("onset_min_days") if "measure" in row else None)
    figures, basis = (trace for trace in figure.data if is_of_column(trace))
    assert list(figures.text) == [f"<b>{day:g}</b>" if day else "<b>–</b>"]
    assert list(basis.text) == [value]
    assert list(figures.y) == list(basis.y) == [figure.layout.yaxis.tickvals[-1]]
    assert figure.layout.xaxis.range == (-0.5, 28.5)


def test_reports_are_diamonds_apart_from_patients(onset_table, phase_table):
    reports = {"source_kind": "pharmacovigilance", "onset_median_days": 3}
    figure = onset_timeline(onset_table({"onset_median_days": 2}, reports), phase_table())
    [patients], [reported] = traces(figure, "median onset"), traces(figure, "median in reports")
    assert (list(patients.x), patients.marker.symbol) == ([2], "circle")
    assert (list(reported.x), reported.marker.symbol) == ([3], "diamond")


def test_texts_with_the_same_window_and_no_median_share_a_row(onset_table, phase_table):
    window = {"window_start_day": 0, "window_end_day": 14, "window_meaning": "median_in_window"}
    other = window | {"window_end_day": 7}
    table = onset_table(window, window | {"source_name": "Label"}, other, window | {"onset_median_days": 5})
    figure = onset_timeline(table, phase_table())
    assert rows_of(figure) == ["<b>CRS</b>", "2 texts: Trial 2020 and 1 more", "Trial 2020", "Trial 2020"]
    [bands] = traces(figure, "printed window")
    assert [key for [key] in bands.customdata] == ["row 0\nrow 1", "row 2", "row 3"]
    assert list(bands.text) == ["median lies in it", "median lies in it", ""]
    assert "Source: Trial 2020; Label" in bands.hovertext[0].replace("<br>", " ")


def test_a_step_of_the_dose_runs_through_the_events_alone(onset_table, phase_table):
    step = DOSE | {"text": "28 mcg/day", "start_day": 7.0, "end_day": 28.0}
    figure = onset_timeline(onset_table({"onset_median_days": 2}), phase_table(DOSE, step))
    [line] = traces(figure, "step of the dose")
    assert (list(line.x), list(line.customdata)) == ([7, 7], [["row 1"], ["row 1"]])
    lane, first_event = (figure.layout.yaxis.tickvals[place] for place in (0, 1))
    assert lane < line.y[0] < first_event < line.y[1]


def test_single_cases_peaks_and_nadirs_have_their_own_marks(onset_table, phase_table):
    single = {"measure": "single_case", "onset_min_days": 1.5, "onset_max_days": 1.5}
    single |= {"window_start_day": 1.5, "window_end_day": 1.5}
    days = {"onset_median_days": 4}
    figure = onset_timeline(onset_table(single, days | {"measure": "peak"}, days | {"measure": "nadir"}), phase_table())
    drawn = {trace.name: (trace.marker.symbol, list(trace.x)) for trace in marks(figure)}
    assert drawn == {
        "one patient": ("x", [1.5]),
        "peak": ("triangle-up", [4]),
        "lowest point": ("triangle-down", [4]),
    }


def test_one_row_an_event_keeps_sources_apart_within_it(onset_table, phase_table):
    table = onset_table(*({"onset_median_days": 2} for _ in range(3)), NEURO | {"onset_median_days": 9})
    figure = onset_timeline(table, phase_table(DOSE), one_row_an_event=True)
    assert rows_of(figure) == ["Dose, adult", "CRS", "Neurologic"]
    [medians] = traces(figure, "median onset")
    assert [round(y) for y in medians.y] == [1, 1, 1, 2]
    assert len(set(medians.y)) == 4


# The treatment around them


def test_phases_stand_on_top_with_their_keys(onset_table, phase_table):
    step = DOSE | {"text": "28 mcg/day", "start_day": 7.0, "end_day": 28.0}
    moment = {"lane": "Premedication", "kind": "premedication", "start_day": 7.0, "end_day": 7.0, "text": "dexa"}
    phases = phase_table(step, DOSE, moment, {**DOSE, "lane": "Article", "kind": "article", "start_day": 2.0})
    figure = onset_timeline(onset_table({"onset_median_days": 2}), phases)
    assert rows_of(figure)[:3] == ["Dose, adult", "Premedication", "Article"]
    [dose], [premedication], [article] = (traces(figure, name) for name in ("dose", "premedication", "article"))
    assert dict(zip(dose.text, zip(dose.base, dose.x, strict=True), strict=True))["28 mcg/day"] == (7, 21)
    assert sorted(key for [key] in dose.customdata) == ["row 0", "row 1"]
    assert (premedication.marker.symbol, list(premedication.x), list(premedication.y)) == ("triangle-down", [7], [1])
    assert (list(article.base), list(article.x)) == ([2], [5])


# The axis


def test_every_phase_lies_beside_the_label_of_its_lane(evidence):
    phases = treatment_phases(evidence)
    figure = onset_timeline(onset_rows(evidence).rows, phases)
    places = dict(zip(rows_of(figure), figure.layout.yaxis.tickvals, strict=True))
    drawn = {
        (hover.split("</b>")[0].removeprefix("<b>").replace("<br>", " "), float(y))
        for kind in phases["kind"].unique()
        for trace in traces(figure, kind)
        for hover, y in zip(trace.hovertext, trace.y, strict=True)
    }
    assert drawn == {(escape(lane), places[escape(lane)]) for lane in phases["lane"]}


def drawn_days(figure) -> list[float]:
    """The day of every mark and end of a line, and the last day of every bar; bars may begin before the axis does."""
    days = []
    for trace in marks(figure):
        base = trace.base if trace.type == "bar" else [0] * len(trace.x)
        days += [start + length for start, length in zip(base, trace.x, strict=True)]
    return days


def test_linear_axis_covers_28_days_and_every_later_day(onset_table, phase_table):
    figure = onset_timeline(onset_table({"onset_median_days": 2}), phase_table())
    assert tuple(figure.layout.xaxis.range) == (-0.5, 28.5)
    late = onset_table({"onset_median_days": 40}, {"onset_min_days": 3, "onset_max_days": 45}, {"window_end_day": 50})
    late["window_start_day"] = late["window_start_day"].fillna(0)
    low, high = onset_timeline(late, phase_table()).layout.xaxis.range
    assert low < 0
    assert high > 50


def test_a_late_median_without_a_range_is_on_the_axis(onset_table, phase_table):
    figure = onset_timeline(onset_table({"onset_median_days": 40, "duration_median_days": 10}), phase_table())
    assert max(drawn_days(figure)) <= figure.layout.xaxis.range[1]


def test_early_days_are_on_a_log_axis_that_starts_before_the_first_mark(onset_table, phase_table):
    table = onset_table({"onset_median_days": 1, "window_start_day": 0, "window_end_day": 14})
    moment = {"lane": "Premedication", "kind": "premedication", "start_day": 0.0, "end_day": 0.0, "text": "dexa"}
    figure = onset_timeline(table, phase_table(DOSE, moment), early_days=True)
    assert figure.layout.xaxis.type == "log"
    low, high = figure.layout.xaxis.range
    assert all(low < math.log10(day) < high for day in drawn_days(figure))
    assert list(figure.layout.xaxis.ticktext) == [f"{day:g}" for day in figure.layout.xaxis.tickvals]


@pytest.mark.parametrize("early_days", [False, True])
def test_every_shipped_mark_is_on_the_axis(evidence, early_days):
    table = in_onset_order(onset_rows(evidence).rows)
    figure = onset_timeline(table, treatment_phases(evidence), early_days=early_days)
    low, high = figure.layout.xaxis.range
    days = [math.log10(day) if early_days else day for day in drawn_days(figure)]
    assert low <= min(days)
    assert max(days) <= high
    shown = {key for trace in marks(figure) for [keys] in trace.customdata for key in keys.split("\n")}
    assert set(table["row_key"]) <= shown
