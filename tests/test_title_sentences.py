"""Titles of charts: a direction only of a randomized pair whose interval leaves out zero, else figures of the rows."""

import pytest

from adverse.cards import register
from adverse.cards.compare import choose, of_choice
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.sentences import titles
from adverse.vocabulary import is_total

DIRECTIONS = ("rarer", "more frequent", "more common")


@pytest.fixture
def compared_preset(evidence):
    """A function (preset) -> the rows of a comparison with a name."""
    return lambda key: of_choice(evidence, choose(evidence, Asked([("preset", key)]))).selection.rows


def with_interval(rows, event, low, high):
    is_row = (rows["event"] == event) & rows["risk_difference"].notna()
    return rows.assign(
        risk_difference_low=rows["risk_difference_low"].mask(is_row, low),
        risk_difference_high=rows["risk_difference_high"].mask(is_row, high),
    )


def only(rows, *events):
    return rows[rows["event"].isin(events)]


def test_a_direction_is_told_of_every_event_whose_interval_leaves_out_zero_and_of_no_other(compared_preset):
    rows = compared_preset("tower")
    pairs = rows[rows["risk_difference"].notna() & ~is_total(rows)]
    clear = pairs[(pairs["risk_difference_low"] > 0) | (pairs["risk_difference_high"] < 0)]
    title = titles.comparison_title(rows).lower()
    for row in pairs.itertuples():
        assert (row.event.removesuffix(" (any)").lower() in title) == (row.event in set(clear["event"])), title
    assert " of grade 3 or higher were rarer with blinatumomab, cytokine release syndrome more frequent" in title


def test_one_event_one_verb_and_one_direction(compared_preset):
    rows = compared_preset("tower")
    infections = only(rows, "Infections (any)")
    assert titles.comparison_title(infections) == "Infections of grade 3 or higher were rarer with blinatumomab"
    more = only(rows, "Cytokine release syndrome")
    told = titles.comparison_title(more, plain_words=True)
    assert told == "Cytokine release syndrome of grade 3 or higher was more common with blinatumomab"
    moved = with_interval(infections, "Infections (any)", -0.1, 0.0)
    assert titles.comparison_title(moved) == (
        "The difference in infections of grade 3 or higher cannot be told from chance"
    )


def test_where_no_interval_leaves_out_zero_no_direction_is_told(compared_preset):
    rows = compared_preset("tower")
    flat = rows.assign(risk_difference_low=-1.0, risk_difference_high=1.0)
    n = (rows["risk_difference"].notna() & ~is_total(rows)).sum()
    assert titles.comparison_title(flat) == f"None of the {n} differences of grade 3 or higher can be told from chance"


@pytest.mark.parametrize("verdict", ["part_of_randomized", "same_trial", "different_trials"])
def test_arms_that_chance_did_not_make_stand_with_their_figures(compared_preset, verdict):
    title = titles.comparison_title(compared_preset("tower").assign(comparability=verdict))
    assert title == (
        "Cytokine release syndrome of grade 3 or higher: 4.9% (13/267) in TOWER: blinatumomab, "
        "0% (0/109) in TOWER: chemotherapy"
    )


def test_several_arms_of_several_trials_have_shares_and_no_direction(compared_preset):
    title = titles.comparison_title(compared_preset("t-cell-engaging"))
    assert title.startswith("Cytokine release syndrome of grade 3 or higher: 26% in ZUMA-3: brexucabtagene; 9% in ")
    assert not any(direction in title for direction in DIRECTIONS)


@pytest.mark.parametrize("plain_words", [True, False])
def test_a_share_that_another_may_exceed_is_not_the_most_frequent(evidence, plain_words):
    choice = register.choose(evidence, "incidence", Asked([("arms", "tower-blinatumomab")]))["incidence"]
    rows = register.rows_of(evidence, "incidence", "incidence", choice).rows
    told = titles.most_frequent_title(rows, plain_words=plain_words)
    assert told.startswith("Most common" if plain_words else "Most frequent")
    second = rows[~is_total(rows)]["event"].unique()[1]
    bound = rows.assign(percent_qualifier=rows["percent_qualifier"].mask(rows["event"] == second, ">"))
    assert titles.most_frequent_title(bound, plain_words=plain_words).startswith("Largest known share")


@pytest.mark.parametrize(
    ("page", "card", "query"),
    [
        ("overview", "headlines", []),
        ("overview", "top-ten", []),
        ("overview", "first-28-days", []),
        *(("incidence", "incidence", [("show", view)]) for view in ("dots", "grades", "heat_map", "organ_classes")),
        ("incidence", "incidence", [("event", "Cytokine release syndrome")]),
        *(
            ("compare", "compare", [("compare_view", view)])
            for view in ("shares", "heat_map", "exposure", "one_event", "onset")
        ),
        ("compare", "compare-icons", []),
        ("onset", "onset", [("others", "true")]),
        *(("risk_factors", card, [("board", "all")]) for card in ("effect-sizes", "subgroups", "shares")),
    ],
    ids=str,
)
@pytest.mark.parametrize("view", ["pharmacist", "learner"])
def test_every_chart_says_its_message_and_of_whom_in_every_form(evidence, page, card, query, view):
    choice = register.choose(evidence, page, Asked(query))[card]
    drawing = register.drawn(evidence, page, card, choice, Reader(view))
    assert drawing.title and drawing.subtitle and not drawing.title.endswith(".")
    assert drawing.title[0].isupper() or drawing.title[0].isdigit()
    assert drawing.alt.startswith(f"{drawing.title}. {drawing.subtitle}. ")


def test_incidence_of_a_randomized_pair_says_what_compare_says(evidence):
    asked = Asked([("grade", "ge3"), ("period", "whole_study")])
    choice = register.choose(evidence, "incidence", asked)["incidence"]
    drawn = register.drawn(evidence, "incidence", "incidence", choice, Reader())
    compared = register.choose(evidence, "compare", Asked())["compare"]
    assert drawn.title == register.drawn(evidence, "compare", "compare", compared, Reader()).title
    one_arm = register.choose(evidence, "incidence", Asked([("arms", "tower-blinatumomab"), ("grade", "ge3")]))
    told = register.drawn(evidence, "incidence", "incidence", one_arm["incidence"], Reader()).title
    assert not any(direction in told for direction in DIRECTIONS)
