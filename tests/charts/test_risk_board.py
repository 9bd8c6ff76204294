"""The board of risk factors: no name is cut, whatever its length, and rows never lie on each other."""

from itertools import pairwise

import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.risk_board import lines_of
from adverse.charts import risk_board_plot
from adverse.sentences.risk_board import board_title


@pytest.fixture(scope="module")
def lines(evidence):
    """The lines of the board of all events."""
    choice = register.choose(evidence, "risk_factors", Asked([("board", "all")]))["board"]
    return lines_of(evidence, choice)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_factor_is_whole_and_stands_apart_from_the_next(lines, narrow):
    figure = risk_board_plot(lines, narrow=narrow)
    [names] = [trace for trace in figure.data if trace.mode == "text" and trace.customdata is not None]
    assert [text.replace("<br>", " ").replace("&#x27;", "'") for text in names.text] == [
        " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for text in lines["factor"]
    ]
    rows_of_text = [text.count("<br>") + 1 for text in names.text]
    assert max(rows_of_text) > 1
    half = 7.5 / 24  # rows of 24 pixels
    ends = [(y - half * n, y + half * n) for y, n in zip(names.y, rows_of_text, strict=True)]
    assert all(below[0] > above[1] for above, below in pairwise(ends))


def test_the_title_counts_intervals_that_leave_out_one(lines):
    row = lines[lines["low"].notna()].head(1)
    one = row.assign(low=1.1, high=2.0)
    assert board_title(one) == "1 of 1 factor by event has a ratio whose interval leaves out 1"
    assert board_title(one.assign(low=0.9)) == "No interval drawn for 1 factor by event leaves out 1"
    assert board_title(one.assign(high=None)) == "No ratio with an interval is drawn for 1 factor by event"
