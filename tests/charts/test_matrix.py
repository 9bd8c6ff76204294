"""Arms down, events and grades across: what each cell says, and that what is not reported has no mark."""

import pandas as pd
import pytest

from adverse.charts import matrix_plot
from adverse.charts.matrix import NOT_REPORTED
from adverse.charts.theme import DRUG_CLASS_COLORS, PAPER

COLUMNS = {"crs_any": ("CRS", "any grade"), "crs_ge3": ("CRS", "grade 3 or higher")}
ARMS = pd.DataFrame(
    [
        {"arm_id": "one", "drug": "testumab", "trial_name": "ONE", "drug_class": "bite", "place": "Leukemia"},
        {"arm_id": "two", "drug": "<b>cells</b>", "trial_name": "TWO", "drug_class": "car_t", "place": "Lymphoma"},
    ]
)
CELL = {"arm_id": "one", "column": "crs_any", "event_rank": 0, "percent_text": "50%", "counts_text": "50/100"}


@pytest.fixture
def drawn(share_table):
    """A function (cells, **options) -> the figure of these cells in two arms and two columns."""

    def draw(*cells: dict, columns=COLUMNS, **options):
        classes = ARMS.set_index("arm_id")["drug_class"]
        rows = [CELL | cell for cell in cells]
        table = share_table(*(row | {"drug_class": classes[row["arm_id"]]} for row in rows))
        return matrix_plot(table, ARMS, columns, **options)

    return draw


def marks(figure) -> list:
    return [trace for trace in figure.data if trace.customdata is not None and trace.mode == "markers"]


def texts(figure) -> list[str]:
    return [text for trace in figure.data if trace.mode == "text" for text in trace.text]


def test_what_is_not_reported_is_a_dash_and_never_a_dot(drawn):
    figure = drawn({}, {"arm_id": "two", "column": "crs_ge3"})
    assert sum(len(trace.x) for trace in marks(figure)) == 2
    assert texts(figure).count(NOT_REPORTED) == len(ARMS) * len(COLUMNS) - 2


def test_a_reported_zero_is_a_dot_at_the_start_of_its_track(drawn):
    figure = drawn({"n_with_event": 0, "percent": 0.0, "percent_text": "0%", "counts_text": "0/100"})
    [x] = [x for trace in marks(figure) for x in trace.x]
    starts = [x for trace in figure.data if trace.mode == "lines" for x in trace.x[:1]]
    assert x == pytest.approx(starts[0])
    assert "<b>0%</b>" in texts(figure)


def test_percentages_and_counts_stand_in_columns(drawn):
    figure = drawn(
        {}, {"arm_id": "two", "n_with_event": 5, "percent": 5.0, "percent_text": "5%", "counts_text": "5/100"}
    )
    [percent] = [trace for trace in figure.data if trace.mode == "text" and "<b>50%</b>" in trace.text]
    assert percent.textposition == "middle left"
    assert len(set(percent.x)) == 1
    assert [trace.textposition for trace in figure.data if "50/100" in (trace.text or ())] == ["middle right"]


def test_the_symbol_is_the_event_and_the_color_the_class(drawn):
    figure = drawn({}, {"arm_id": "two", "event_rank": 1}, kinds=("all kinds", "one kind only"))
    found = {trace.marker.symbol: list(trace.marker.line.color) for trace in marks(figure)}
    assert found == {"circle": [DRUG_CLASS_COLORS["bite"]], "diamond": [DRUG_CLASS_COLORS["car_t"]]}
    in_legend = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert {"all kinds", "one kind only"} <= set(in_legend)


def test_an_open_dot_has_no_interval(drawn):
    figure = drawn({"n_with_event": None, "n_at_risk": None, "counts_text": "no N"}, {"arm_id": "two"})
    [trace] = [trace for trace in marks(figure) if len(trace.x)]
    assert list(trace.marker.color) == [PAPER[False], DRUG_CLASS_COLORS["car_t"]]


def test_one_column_alone_has_intervals_and_the_whole_width(drawn):
    figure = drawn({}, columns={"crs_any": COLUMNS["crs_any"]})
    [trace] = [trace for trace in marks(figure) if len(trace.x)]
    assert trace.error_x.array[0] > 0
    assert all(trace.error_x.array is None for trace in marks(drawn({})))


def test_headings_and_names_are_text(drawn):
    shown = texts(drawn({}))
    assert "<b>Leukemia</b>" in shown
    assert "<b>&lt;b&gt;cells&lt;/b&gt;</b> TWO" in shown


def test_dark_differs_in_every_color(drawn):
    light, dark = drawn({}), drawn({}, dark=True)
    assert light.layout.paper_bgcolor != dark.layout.paper_bgcolor
    assert [t.name for t in light.data] == [t.name for t in dark.data]
