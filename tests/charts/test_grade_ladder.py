"""The grade ladder: a mark a criterion, with what is found and what decides told apart by shape and fill."""

import pytest

from adverse.charts import grade_ladder
from adverse.charts.theme import PAPER

NAMES = {"hypotension": "Hypotension", "hypoxia": "<b>Hypoxia</b>"}
CELLS = [
    {"domain": "hypotension", "grade": 2},
    {"domain": "hypotension", "grade": 3, "is_met": True, "decides": True},
    {"domain": "hypoxia", "grade": 2, "is_met": True},
    {"domain": "hypoxia", "grade": 4},
]


@pytest.fixture
def cells(ladder_table):
    return ladder_table(*CELLS)


def test_every_criterion_is_drawn_once_in_the_trace_of_its_state(cells):
    figure = grade_ladder(cells, NAMES)
    drawn = {trace.name: list(zip(trace.x, trace.y, strict=True)) for trace in figure.data}
    assert drawn == {"Criterion": [(2, 0), (4, 1)], "Found": [(2, 1)], "Found, and decides": [(3, 0)]}
    assert list(figure.layout.yaxis.ticktext) == ["Hypotension", "&lt;b&gt;Hypoxia&lt;/b&gt;"]
    assert figure.layout.xaxis.title.text == "Grade"


@pytest.mark.parametrize("dark", [False, True])
def test_shape_and_fill_tell_the_states_apart(cells, dark):
    criterion, found, decides = grade_ladder(cells, NAMES, dark=dark).data
    assert len({trace.marker.symbol for trace in (criterion, found, decides)}) == 3
    assert criterion.marker.color == PAPER[dark]
    assert PAPER[dark] not in (*found.marker.color, *decides.marker.color)
    assert (list(criterion.text), list(found.text), list(decides.text)) == (["2", "4"], ["<b>2</b>"], ["<b>3</b>"])


def test_hover_has_domain_grade_wording_and_source(cells):
    [hover] = grade_ladder(cells.assign(wording="Needs <a> pump"), NAMES).data[2].hovertext
    assert hover == "<b>Hypotension, grade 3</b><br>Needs &lt;a&gt; pump<br>Source: A table, Table 1"
