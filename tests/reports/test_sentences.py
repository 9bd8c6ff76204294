"""Sentences on counted reports say what their rows say, in figures that people read."""

import pandas as pd
import pytest

from adverse.sentences.reported import figure_in_words, reported_answer
from adverse.vocabulary import in_three_digits


def rows(*told: tuple) -> pd.DataFrame:
    """Rows of event, stratum, reports of both, ROR and its limits."""
    table = pd.DataFrame(told, columns=["event", "stratum", "n_reports", "ror", "ror_ci_low", "ror_ci_high"])
    return table.assign(drug="A", n_drug=66, n_event=10, n_all_reports=56_881)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1418.4, "1,418"),
        (99.96, "100"),
        (17.04, "17.0"),
        (1.899, "1.90"),
        (0.0341, "0.0341"),
        (0.0000123, "0.0000123"),
        (0, "0.00"),
        (-2.5, "-2.50"),
    ],
)
def test_three_digits_count_and_no_number_has_an_exponent(value, said):
    assert in_three_digits(value) == said


def test_a_measure_is_said_with_its_limits():
    row = rows(("Rash", "", 6, 1418.4, 391.2, 5160.9)).iloc[0]
    assert figure_in_words(row, "ror") == "ROR 1,418 (391 to 5,161)"
    assert figure_in_words(row.replace(1418.4, float("nan")), "ror") == "ROR not defined"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            [("Rash", "", 6, 9.0, 4.0, 20.0), ("Fever", "", 4, 5.0, 2.0, 12.0)],
            "; rash has the highest lower limit: ROR 9.00 (4.00 to 20.0); 6 of 66 reports of A name it",
        ),
        (  # one that has fewer reports may have a higher limit
            [("Rash", "", 6, 9.0, 4.0, 20.0), ("Fever", "", 2, 50.0, 12.0, 200.0)],
            "; rash has the highest lower limit of those with 3 reports or more: ROR 9.00",
        ),
        (
            [("Fever", "", 2, 50.0, 12.0, 200.0), ("Cough", "", 1, 5.0, 0.6, 40.0)],
            "2 events in view; fever: 2 of 66 reports of A",
        ),
        (  # the stratum of the limit, and not the first one
            [("Rash", "F", 5, 3.0, 1.2, 7.0), ("Rash", "M", 6, 9.0, 4.0, 20.0)],
            "1 event in view; rash (male) has the highest lower limit: ROR 9.00",
        ),
        ([("Rash", "", 6, 9.0, 4.0, 20.0)], "1 event in view; rash: ROR 9.00"),
    ],
)
def test_the_event_that_stands_out_is_told_with_what_it_stands_out_of(told, said):
    assert said in reported_answer(rows(*told), "ror", "A", "2024Q1")
