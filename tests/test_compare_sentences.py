"""What a comparison says under its title, and who is not counted: exact sentences from the named comparisons."""

import pandas as pd
import pytest

from adverse.cards.compare import choose, of_choice
from adverse.cards.parameters import Asked
from adverse.sentences import compare_answer, difference_in_words, events_in_order, verdict_in_words
from adverse.sentences.comparability import not_counted, verdict_in_short
from adverse.vocabulary import GRADE_BANDS


@pytest.fixture
def compared_preset(evidence):
    """A function (preset) -> the rows of a comparison with a name, as the page has them."""

    def rows(key: str) -> pd.DataFrame:
        return of_choice(evidence, choose(evidence, Asked([("preset", key)]))).selection.rows

    return rows


def test_the_answer_begins_with_the_event_of_interest_that_stands_first(compared_preset):
    rows = compared_preset("tower")
    answer = compare_answer(rows, reader="educator")
    crs = rows[(rows["event"] == "Cytokine release syndrome") & rows["risk_difference"].notna()].iloc[0]
    assert answer == f"Randomized comparison. {difference_in_words(crs, reader='educator')}"
    assert [event for event in events_in_order(rows)[:4]] == [
        "Cytokine release syndrome",
        "Neurologic events (any)",
        "Infections (any)",
        "Neutropenia",
    ]
    smallest_p = rows.loc[rows["p_value"].idxmin(), "event"]
    assert smallest_p not in answer


@pytest.mark.parametrize("reader", ["pharmacist", "educator", "learner"])
def test_a_verdict_is_told_once(compared_preset, reader):
    for preset in ("aall1331-cycle-1", "aall1331-cycle-2", "tower", "children-adults"):
        rows = compared_preset(preset)
        answer = compare_answer(rows, reader=reader)
        assert answer.count(verdict_in_short(rows)) == 1, answer
        assert answer.startswith(f"{verdict_in_short(rows)}. ")
    cycle_2 = compared_preset("aall1331-cycle-2")
    pair = cycle_2[cycle_2["risk_difference"].notna()].iloc[0]
    assert " Part of the randomized patients: chance decided" in difference_in_words(pair, reader=reader)


def test_a_verdict_on_some_rows_only_stands_beside_the_row_that_it_is_on(compared_preset):
    rows = compared_preset("aall1331-cycle-2")
    first = events_in_order(rows)[0]
    mixed = rows.assign(comparability=rows["comparability"].where(rows["event"] == first, "different_trials"))
    answer = compare_answer(mixed, reader="educator")
    assert answer.startswith("Different trials. In AALL1331")
    assert " Part of the randomized patients: chance decided who" in answer


def test_across_products_the_answer_gives_the_figures(compared_preset):
    answer = compare_answer(compared_preset("t-cell-engaging"), reader="educator")
    assert answer.startswith("Different trials. Cytokine release syndrome (grade 3 or higher, whole study): ")
    for told in ("4.9% (13 of 267) in TOWER: blinatumomab", "in ZUMA-3: brexucabtagene", "(10 of 117)"):
        assert told in answer
    assert "side by side" not in answer


def test_patients_who_were_randomized_and_are_not_counted_are_named(compared_preset):
    said = not_counted(compared_preset("tower"))
    assert said == (
        "4 of the 271 patients randomized to TOWER: blinatumomab and 25 of the 134 patients randomized to TOWER: "
        "chemotherapy are not counted (never treated, or without safety data)."
    )
    assert said in verdict_in_words(compared_preset("tower"))
    assert not_counted(compared_preset("aall1331-cycle-1")) == ""


def test_the_reference_arm_is_named_too_where_rows_only_stand_beside_it(compared_preset):
    """A chart of ratios has no row of the reference arm, of which 25 of 134 are not counted."""
    rows = compared_preset("tower")
    assert not_counted(rows[rows["reference_label"].notna()]) == not_counted(rows)


def test_patients_who_are_not_counted_are_told_once_where_an_arm_has_a_column_a_grade(compared_preset):
    rows = compared_preset("tower")
    columns = [
        rows.assign(arm_label=rows["arm_label"] + f", {GRADE_BANDS[band].label.lower()}", grade_band=band)
        for band in ("any", "ge3")
    ]
    assert not_counted(pd.concat(columns)) == not_counted(rows)
