"""What a question leaves out, what a row may pass over, and what wording of wards and of relatives means."""

import pytest

from adverse.search import answer


def first(index, question: str):
    given = answer(index, question)
    assert not given.refusal, (question, given.refusal)
    return given.hits[0]


@pytest.mark.parametrize(
    ("asked", "column", "value"),
    [
        ("What is done for grade 3 side effects other than CRS?", "event", "Any adverse reaction"),
        ("risk factors for neurotoxicity besides age, sex and race", "factor", "Prior neurologic events"),
        ("CRS other than with blinatumomab: teclistamab frequency", "drug", "teclistamab"),
        (
            "when do liver enzymes rise apart from CRS",
            "event",
            "Liver enzymes increased outside cytokine release syndrome",
        ),
    ],
)
def test_what_a_question_leaves_out_is_left_out(index, asked, column, value):
    assert getattr(first(index, asked).row, column) == value


def test_deaths_of_the_medicine_are_those_blamed_on_it(index):
    for asked in ("how many patients die of blinatumomab", "how many deaths were put down to the drug?"):
        row = first(index, asked).row
        assert (row.event, row.subset) == ("Any treatment-related adverse event", "fatal")
    assert first(index, "how many patients died in TOWER?").row.event == "Any adverse event"


def test_a_question_on_the_medicine_as_a_whole_is_on_any_adverse_event(index):
    hit = first(index, "is blinatumomab safe?")
    assert (hit.table, hit.row.event) == ("incidence", "Any adverse event")


def test_a_dose_without_an_event_is_the_first_dose_of_that_weight(index):
    row = first(index, "dose child 30 kg").row
    assert (row.topic, row.population) == ("prevention", "<45 kg")
    assert first(index, "hepatotoxicity grade 3 dose").row.topic == "dose_modification"
    assert "7 days or less" not in first(index, "treatment was held for 10 days, new cycle?").row.grade_or_condition


def test_an_everyday_word_that_names_nothing_is_passed_over_and_said(index):
    given = answer(index, "how often does CRS annoy people at the weekend")
    assert (given.hits[0].row.event, given.refusal) == ("Cytokine release syndrome", "")
    assert given.passed_over == ("annoy", "weekend")


def test_a_row_that_holds_every_word_stands_before_one_that_passes_words_over(index):
    hit = first(index, "What share of children with CRS on Kymriah needed tocilizumab?")
    assert (hit.table, "tocilizumab" in hit.row.action.lower()) == ("management", True)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("gr 3+ neutropenia TOWER blina", "grade 3 or higher neutropenia in TOWER with blinatumomab"),
        ("CRS events per pt-yr, TOWER", "CRS events per patient-year in TOWER"),
        ("talquetamab q2w rash incidence", "incidence of rash with talquetamab every 2 weeks"),
    ],
)
def test_short_forms_of_charts_read_like_the_words(index, short, long):
    assert first(index, short).row_key == first(index, long).row_key
