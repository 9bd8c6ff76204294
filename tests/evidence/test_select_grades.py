"""Any grade beside grade 3 or higher: which two figures make a pair, and why others do not."""

import pandas as pd
import pytest

from adverse.evidence.select import ONE_PERIOD, grade_split_rows, incidence_rows, printed_rows, rows_behind


def reasons(selection) -> dict[int, str]:
    """Line -> why the row was set aside."""
    table = selection.set_aside
    return dict(zip(table["line"], table["set_aside_reason"], strict=True)) if len(table) else {}


@pytest.fixture
def split(selected):
    """A function (any-grade row, severe row) -> the stacked grades."""

    def grades(any_grade: dict, severe: dict):
        rows = (any_grade, {"grade_band": "ge3", "n_with_event": 4, "percent": 4.0} | severe)
        return grade_split_rows(selected(*rows), selected(*rows, grade_band="ge3"))

    return grades


def test_grade_1_2_is_any_grade_minus_grade_3_or_higher(split):
    [row] = split({}, {}).rows.itertuples()
    assert (row.n_grade_1_2, row.percent_grade_1_2, row.percent_severe) == (6, 6, 4)
    assert (row.line, row.line_severe) == (2, 3)


def test_grades_of_printed_percentages_only(split):
    percent_only = {"n_with_event": None, "n_at_risk": None}
    [row] = split({**percent_only, "percent": 12.5}, {**percent_only, "percent": 4.5}).rows.itertuples()
    assert (row.percent_grade_1_2, row.percent_severe) == (8, 4.5)
    assert pd.isna(row.n_grade_1_2)


@pytest.mark.parametrize("severe", [{"n_at_risk": 60, "n_with_event": 4}, {"n_at_risk": None}])
def test_grades_of_two_denominators_are_not_mixed(split, severe):
    found = split({}, severe)
    assert found.rows.empty
    assert reasons(found) == {2: "other_patients", 3: "other_patients"}


def test_two_documents_on_the_same_patients_make_a_pair_and_are_both_named(split):
    [row] = split({}, {"source_id": "label"}).rows.itertuples()
    assert (row.percent_grade_1_2, row.source_id, row.source_id_severe) == (6, "trial", "label")
    figures = printed_rows(split({}, {"source_id": "label"}).rows)
    told = figures[["grade_band", "n_with_event", "percent", "source_id", "line"]].to_numpy().tolist()
    assert told == [["any", 10, 10.0, "trial", 2], ["ge3", 4, 4.0, "label", 3]]


def test_two_documents_without_counted_patients_make_no_pair(split):
    percent_only = {"n_with_event": None, "n_at_risk": None}
    found = split(percent_only, percent_only | {"percent": 4.0, "source_id": "label"})
    assert found.rows.empty
    assert reasons(found) == {2: "other_patients", 3: "other_patients"}


def test_a_severe_figure_above_that_of_any_grade_in_another_document_is_no_pair(split):
    found = split({}, {"source_id": "label", "n_with_event": 11, "percent": 11.0})
    assert found.rows.empty
    assert reasons(found) == {2: "source", 3: "source"}


def test_an_event_of_one_grade_only_is_set_aside(selected):
    rows = ({}, {"event": "Headache", "grade_band": "ge3", "n_with_event": 4, "percent": 4.0})
    found = grade_split_rows(selected(*rows), selected(*rows, grade_band="ge3"))
    assert found.rows.empty
    assert reasons(found) == {2: "one_grade_only", 3: "one_grade_only"}


def test_a_figure_printed_beside_one_grade_is_not_any_grade_minus_the_severe_ones(split):
    found = split({"grades_counted": "2"}, {})
    assert found.rows.empty
    assert reasons(found) == {2: "one_grade", 3: "one_grade"}


def test_no_shipped_row_that_leaves_grade_5_out_is_subtracted(evidence):
    arm_ids = tuple(evidence.arms["arm_id"])
    found = [
        incidence_rows(evidence, arm_ids=arm_ids, grade_band=band, period="whole_study") for band in ("any", "ge3")
    ]
    drawn = set(grade_split_rows(*found).rows["row_key_severe"])
    spellings = ("grade 3/4", "grade 3 or 4", "grades 3-4", "grade 3-4")
    says_so = evidence.incidence["notes"].str.lower().map(lambda notes: any(s in notes for s in spellings))
    left_out = evidence.incidence[says_so & (evidence.incidence["grade_band"] == "ge3")]
    assert len(left_out) > 50
    assert set(left_out["grades_counted"]) == {"3_4"}
    assert drawn and not drawn & set(left_out["row_key"])


@pytest.mark.parametrize("counted", ["3_4", "2_4"])
def test_a_severe_figure_without_deaths_is_set_aside(split, counted):
    found = split({}, {"grades_counted": counted})
    assert found.rows.empty
    assert reasons(found) == {2: "grade_5_left_out", 3: "grade_5_left_out"}


@pytest.mark.parametrize("bound", ["<", "<=", ">", ">="])
def test_a_bound_is_not_subtracted_as_if_it_were_a_figure(split, bound):
    percent_only = {"n_with_event": None, "n_at_risk": None}
    assert split(percent_only, {**percent_only, "percent": 1.0, "percent_qualifier": bound}).rows.empty


def test_the_grades_of_every_shipped_arm_lose_no_row(evidence):
    arm_ids = tuple(evidence.arms["arm_id"])
    for period in ONE_PERIOD:
        any_grade, severe = (
            incidence_rows(evidence, arm_ids=arm_ids, grade_band=band, period=period) for band in ("any", "ge3")
        )
        found = grade_split_rows(any_grade, severe)
        parts = [any_grade.rows, any_grade.set_aside, severe.rows, severe.set_aside]
        seen = [*found.rows["row_key"], *found.rows["row_key_severe"], *found.set_aside["row_key"]]
        assert sorted(seen) == sorted(key for part in parts for key in part.get("row_key", []))


def test_the_grades_of_neurologic_events_in_blast_come_from_two_documents(evidence):
    parts = (incidence_rows(evidence, arm_ids=("blast-blinatumomab",), grade_band=band) for band in ("any", "ge3"))
    found = grade_split_rows(*parts)
    row = found.rows.set_index("event").loc["Neurologic events (any)"]
    assert (row["n_with_event"], row["n_with_event_severe"], row["n_at_risk"]) == (61, 15, 116)
    assert row["source_id"] != row["source_id_severe"]
    assert rows_behind(found, [row["row_key"], row["row_key_severe"]])["source_id"].tolist()[:2] == [
        "mdedge-2018-blast",
        "gokbuget-2018-blast",
    ]
