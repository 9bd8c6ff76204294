"""What the notes of a row say must stand in its column too."""

import pytest


@pytest.mark.parametrize(
    ("table", "column", "words", "notes"),
    [
        ("sources", "read_as", "mirror", "Mirror. Abstract."),
        ("incidence", "disagrees_with", "disagrees with", "Disagrees with another label"),
        ("incidence", "count_origin", "added up here", "Added up here from two grades"),
        ("incidence", "quotation", "second-hand", "Second-hand; percent not printed"),
        ("risk_factors", "quotation", "second-hand", "Reference group; second-hand"),
    ],
)
def test_a_note_whose_column_is_empty_is_refused(set_cell, problems, table, column, words, notes):
    set_cell(table, 3, "notes", notes)
    set_cell(table, 3, column, "")
    assert problems() == [f"{table}.csv, line 3, column {column}: the notes say '{words}', the cell is empty."]


def test_no_row_disagrees_with_its_own_document(set_cell, problems):
    set_cell("incidence", 2, "disagrees_with", "brown-2021-aall1331")
    said = "'brown-2021-aall1331' is the row's own document"
    assert problems() == [f"incidence.csv, line 2, column disagrees_with: {said}."]


def test_events_name_the_headline_toxicities_of_about_alone(set_cell, problems):
    set_cell("events", 2, "headlines", "Seizure")
    assert problems() == ["events.csv, line 2, column headlines: 'Seizure' is no headline of about.toml."]


def test_figures_quoted_from_another_document_are_second_hand(evidence):
    quoted = evidence.incidence[evidence.incidence["notes"].str.contains("quoted from|secondary|tertiary", case=False)]
    assert set(quoted["quotation"]) == {"second_hand"}
