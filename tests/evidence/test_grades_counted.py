"""Which grades a row counts: its column fits its band and its words, or the row is refused."""

import pytest

from adverse.errors import EvidenceError
from adverse.evidence import load_evidence
from adverse.evidence.checks_grades import grades_of


@pytest.mark.parametrize("notes", ["grade 3-4", "Printed as grade 3/4", "grades 3 and 4 of the table", "Grade 3 or 4"])
def test_a_note_that_leaves_grade_5_out_needs_the_column(add_incidence, data_copy, notes):
    line = add_incidence(grade_band="ge3", notes=notes)
    fault = "locator or notes name grades 3 and 4 without 5, which the grade band ge3 counts too"
    with pytest.raises(EvidenceError) as error:
        load_evidence(data_copy)
    assert f"incidence.csv, line {line}, column grades_counted: {fault}." in str(error.value)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"grade_band": "1_2", "grades_counted": "3_4"}, "'3_4' does not fit the grade band 1_2"),
        (
            {"grade_band": "ge3", "grades_counted": "2_4"},
            "a count of grade 2 to 4 is no count of the grade band ge3, unless it is 0",
        ),
        (
            {"grade_band": "4", "notes": "Grade 4 or higher"},
            "locator or notes name grades above the grade band 4",
        ),
    ],
)
def test_grades_counted_fits_the_band_and_the_words(add_incidence, data_copy, cells, fault):
    line = add_incidence(**cells)
    with pytest.raises(EvidenceError) as error:
        load_evidence(data_copy)
    assert f"incidence.csv, line {line}, column grades_counted: {fault}." in str(error.value)


@pytest.mark.parametrize("notes", ["grade 3 or higher", "high band is grade 3-5", "All grade 3, no grade 4 or 5"])
def test_a_note_that_counts_grade_5_needs_no_column(add_incidence, data_copy, notes):
    add_incidence(grade_band="ge3", notes=notes)
    assert load_evidence(data_copy).incidence["grades_counted"].iloc[-1] == ""


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("Grade 2 or 3 (review)", {2, 3}),
        ("grade 3/4", {3, 4}),
        ("grades 3 and 4", {3, 4}),
        ("Grade 3 to 5", {3, 4, 5}),
        ("12 patients with grade 3 and 3 with grade 4", {3, 4}),
        ("downgrade 3", set()),
        ("grade 3 or none", {3}),
    ],
)
def test_every_spelling_of_grades_is_read(text, grades):
    assert grades_of(text) == grades
