"""Pivotal arms side by side: which row stands for a cell, and which marks of arms are refused."""

import pytest

from adverse.evidence.cells import names_in
from adverse.evidence.matrix import CAVEATS, columns_of, matrix_rows, pivotal_arms
from adverse.evidence.patients import patient_groups
from adverse.vocabulary import T_CELL_ENGAGING


def test_a_cell_has_one_row_and_nobody_is_counted_twice(evidence):
    rows, arms = matrix_rows(evidence).rows, pivotal_arms(evidence)
    assert not rows.duplicated(["arm_id", "column"]).any()
    assert set(rows["arm_id"]) == set(arms["arm_id"])
    assert set(rows["drug_class"]) <= set(T_CELL_ENGAGING)
    groups = [group for arm in arms["arm_id"] for group in patient_groups(evidence.arms)[arm]]
    assert len(groups) == len(set(groups))


def test_every_row_fits_its_column_and_is_a_share_of_patients(evidence):
    columns = {column.key: column for column in columns_of(evidence)}
    for row in matrix_rows(evidence).rows.itertuples():
        column = columns[row.column]
        assert row.event == column.events[row.event_rank]
        assert row.counting_unit == "patients"
        assert (row.grade_band == column.grade_band) != row.is_one_grade
        assert set(names_in(row.caveats)) <= set(CAVEATS)
        assert ("grade_3" in names_in(row.caveats)) == row.is_one_grade


def test_rows_that_are_not_drawn_say_why(evidence):
    found = matrix_rows(evidence)
    assert (found.set_aside["set_aside_reason"] != "").all()
    assert set(found.rows["row_key"]).isdisjoint(found.set_aside["row_key"])


def test_events_of_all_kinds_stand_before_the_narrower_event_of_a_column(evidence):
    found = matrix_rows(evidence)
    shown = found.rows.set_index(["arm_id", "column"])
    for row in found.set_aside[found.set_aside["set_aside_reason"] == "other_event"].itertuples():
        assert shown.loc[(row.arm_id, row.column), "event_rank"] < row.event_rank


@pytest.mark.parametrize(
    ("arm_id", "said"),
    [
        ("tower-chemotherapy", "a T-cell engaging treatment alone is needed"),
        ("e1910-blinatumomab", "a T-cell engaging treatment alone is needed"),
        ("rialto-blinatumomab", "core evidence and no comparator"),
        ("mt103-205-all-doses", "are of one trial or count the same patients"),
        ("us-label-mrd-pool", "are of one trial or count the same patients"),
    ],
)
def test_a_wrong_pivotal_arm_is_refused(evidence, set_cell, problems, arm_id, said):
    line = evidence.arms.set_index("arm_id").loc[arm_id, "line"]
    set_cell("arms", line, "pivotal", "leukemia")
    assert any(said in problem and "column pivotal" in problem for problem in problems())


GROUP = '\n[[matrix]]\nkey = "{key}"\nlabel = "Label"\nevents = {events}\ngrades = {grades}\n'


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"grades": '["4"]'}, "each needs the texts key and label"),
        ({"events": "[]"}, "each needs the texts key and label"),
        ({"events": '["Pyrexia", "Headache"]'}, "each needs the texts key and label"),
        ({"key": "crs"}, "the key 'crs' stands twice"),
        ({"events": '["No such event"]'}, "'No such event' is not in column event of events.csv"),
    ],
)
def test_a_wrong_group_of_columns_is_refused(data_copy, problems, cells, said):
    path = data_copy / "about.toml"
    group = GROUP.format(**{"key": "fever", "events": '["Pyrexia"]', "grades": '["any"]'} | cells)
    path.write_text(path.read_text(encoding="utf-8") + group, encoding="utf-8")
    assert any(said in problem for problem in problems())
