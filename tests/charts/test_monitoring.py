"""The phases of the algorithm above the onset of events: which is chosen can be seen without color."""

import pytest

from adverse.charts import monitoring_timeline

BANDS = [
    {"lane": "Before", "text": "", "start_day": -3.0, "end_day": 0.0},
    {"lane": "First days", "text": "", "start_day": 0.0, "end_day": 2.0},
    {"lane": "Always", "text": "", "start_day": 0.0, "end_day": 28.0},
]


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_chosen_phase_is_marked_and_its_days_are_shaded(onset_table, phase_table, chosen):
    kinds = ["chosen_phase" if place == chosen else "phase" for place in range(3)]
    bands = phase_table(*(band | {"kind": kind} for band, kind in zip(BANDS, kinds, strict=True)))
    figure = monitoring_timeline(onset_table({"onset_median_days": 2}), bands)
    plain = [band["lane"] for band in BANDS] + ["CRS"]
    marked = [f"<b>▶ {name}</b>" if place == chosen else name for place, name in enumerate(plain)]
    assert list(figure.layout.yaxis.ticktext) == marked
    [shade] = figure.layout.shapes
    assert (shade.x0, shade.x1) == (BANDS[chosen]["start_day"], BANDS[chosen]["end_day"])


def test_what_comes_before_treatment_is_left_of_day_0(onset_table, phase_table):
    bands = phase_table(*(band | {"kind": "phase"} for band in BANDS))
    figure = monitoring_timeline(onset_table({"onset_median_days": 2}), bands)
    [trace] = [trace for trace in figure.data if trace.name == "phase"]
    drawn = {y: (start, start + width) for y, start, width in zip(trace.y, trace.base, trace.x, strict=True)}
    assert drawn[0] == (-3, 0)
    assert figure.layout.xaxis.range[0] < -3
