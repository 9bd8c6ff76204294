"""On a wall: letters that fit the rows, whole labels, and the figure of the page left as it is."""

import pytest

from adverse.cards import register, risk_board
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cards.risk import RiskChoice, board_choices
from adverse.charts import aligned_dot_plot, theme
from adverse.charts.stage import FONT, HEIGHT, LINE_OF_FONT, SMALLEST_FONT, projected
from adverse.charts.values import is_of_column

CONTROL = {"arm_label": "Chemo", "drug_class": "chemotherapy", "n_with_event": 20, "percent": 20.0}
SECTION = "Patients in a first relapse of high risk"
NAMES = [f"Event {number:02}, reported in MRD-positive patients" for number in range(60)]


def figure_of(names: list[str]):
    rows = theme.rows_in_sections([(SECTION, name, name) for name in names], most_lines=4)
    return theme.with_rows(theme.base_figure(dark=False, height=theme.height_for(rows.length)), rows)


def without_breaks(labels) -> list[str]:
    return [label.replace("-<br>", "-").replace("<br>", " ") for label in labels]


@pytest.mark.parametrize("n_rows", [1, 4, 9, 14])
def test_labels_are_whole_and_as_large_as_their_rows_allow(n_rows):
    figure = figure_of(NAMES[:n_rows])
    layout = projected(figure).layout
    axis = layout.yaxis
    assert without_breaks(axis.ticktext) == [f"<b>{SECTION}</b>", *NAMES[:n_rows]]
    pixels = (HEIGHT - layout.margin.t - layout.margin.b) / (n_rows + 1)
    lines = max(label.count("<br>") + 1 for label in axis.ticktext)
    assert SMALLEST_FONT <= axis.tickfont.size <= FONT
    assert lines * axis.tickfont.size * LINE_OF_FONT <= pixels


def test_few_rows_have_the_largest_letters_and_many_have_smaller_ones():
    sizes = [projected(figure_of(NAMES[:n_rows])).layout.yaxis.tickfont.size for n_rows in (2, 14, 30)]
    assert sizes[0] == FONT and sizes == sorted(sizes, reverse=True) and sizes[-1] == SMALLEST_FONT


def test_a_name_too_long_for_the_smallest_letters_is_cut_with_an_ellipsis():
    figure = figure_of([*NAMES, ("long words " * 8).strip()])
    *_, last = projected(figure).layout.yaxis.ticktext
    assert "…" not in figure.layout.yaxis.ticktext[-1]
    assert last.endswith(" …") and "<br>" not in last


def test_figures_of_several_arms_stand_side_by_side_in_one_line(pair_table):
    figure = aligned_dot_plot(pair_table({}, CONTROL))
    columns = [trace for trace in projected(figure).data if is_of_column(trace)]
    shares = [trace for trace in columns if trace.xaxis == "x11"]
    assert [list(trace.text) for trace in shares] == [["<b>50%</b>"], ["<b>20%</b>"]]
    assert {y for trace in columns for y in trace.y} == {0}
    first, second = (trace.x[0] for trace in shares)
    assert second - first > theme.em_width(shares[1].text[0]) * shares[1].textfont.size
    assert {text for trace in columns if trace.xaxis == "x12" for text in trace.text} == {""}


def test_a_figure_that_has_its_row_to_itself_keeps_its_count(share_table):
    columns = [trace for trace in projected(aligned_dot_plot(share_table({}))).data if is_of_column(trace)]
    assert [list(trace.text) for trace in columns] == [["<b>50%</b>"], ["50/100"]]


def test_the_figure_of_the_page_is_left_as_it_is():
    figure = figure_of(NAMES[:3])
    before = figure.to_json()
    assert projected(figure).layout.height is None
    assert figure.to_json() == before


def test_every_card_has_letters_for_a_wall_as_its_page_opens(evidence):
    small = {}
    for page, its in register.pages_of(evidence).items():
        chosen = register.choose(evidence, page, Asked())
        for name in (name for name, card in its.cards.items() if card.draw):
            drawn = register.drawn(evidence, page, name, chosen[name], Reader("educator"))
            if chart := (drawn.on_wall or drawn).chart:
                large = projected(chart.drawn(dark=False))
                sizes = [trace.textfont.size or FONT for trace in large.select_traces({"type": "scatter"})]
                if (least := min([large.layout.yaxis.tickfont.size, *sizes])) < SMALLEST_FONT:
                    small[name] = least
    assert small == {}


def test_every_board_of_risk_factors_has_letters_for_a_wall_and_says_what_it_leaves_out(evidence):
    for board in board_choices(evidence, True):
        drawn = risk_board.draw(evidence, RiskChoice(None if board == "all" else board, True), Reader("educator"))
        large = projected((drawn.on_wall or drawn).chart.drawn(dark=False))
        assert min(trace.textfont.size for trace in large.select_traces({"mode": "text"})) >= SMALLEST_FONT, board
        assert (drawn.on_wall is None) == ("the others on the page" not in (drawn.on_wall or drawn).subtitle)
