"""Every measure from four counts, and which formula a printed figure is of."""

import math

import pytest

from adverse.cards.recompute import formulas_giving, measures_of

COUNTS = (20, 120, 220, 10_120)


def named(counts) -> dict:
    return {measure.name: measure for measure in measures_of(*counts)}


def test_each_measure_is_that_of_the_two_by_two_table():
    measures = named(COUNTS)
    assert measures["ROR"].value == pytest.approx((20 * 9_800) / (100 * 200))
    assert measures["PRR"].value == pytest.approx((20 / 120) / (200 / 10_000))
    assert measures["Observed over expected"].value == pytest.approx(20 / (120 * 220 / 10_120))
    assert measures["ROR"].low < measures["ROR"].value < measures["ROR"].high


def test_a_printed_figure_finds_its_formula_whatever_the_paper_calls_it():
    measures = measures_of(*COUNTS)
    assert formulas_giving(measures, "9.8") == ["ROR"]
    assert formulas_giving(measures, f"{named(COUNTS)['Observed over expected'].value:.2f}") == [
        "Observed over expected"
    ]
    assert formulas_giving(measures, f"{named(COUNTS)['ROR'].low:.2f}") == ["ROR, lower limit"]
    assert formulas_giving(measures, "1234.5") == []


def test_a_zero_is_not_defined_and_impossible_counts_are_refused():
    assert math.isnan(named((0, 120, 220, 10_120))["Log2 of observed over expected"].value)
    with pytest.raises(ValueError):
        measures_of(130, 120, 220, 10_120)
