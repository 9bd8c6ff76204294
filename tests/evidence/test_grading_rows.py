"""Criteria, vignettes and label rows of the grading page, and the rules that hold them to the grading rule."""

import pytest

from adverse.evidence import load_evidence
from adverse.evidence.grading import criteria_rows, grade_cells, ice_items, rules_at_grade
from adverse.grading import SYNDROMES, CrsFindings, Hypotension, Hypoxia, Ice, IceItem, Temperature, grade_of


def test_there_are_twelve_vignettes_of_both_syndromes_and_every_grade(evidence):
    vignettes = evidence.vignettes
    assert len(vignettes) == 12
    for syndrome in SYNDROMES:
        assert set(vignettes.loc[vignettes["syndrome"] == syndrome, "grade"]) == {0, 1, 2, 3, 4}


def test_the_rule_gives_the_printed_grade_of_every_vignette(evidence):
    rows = evidence.vignettes.to_dict("records")
    computed = {row["vignette_id"]: grade_of(SYNDROMES[row["syndrome"]].read(row)) for row in rows}
    assert {key: result.grade for key, result in computed.items()} == {row["vignette_id"]: row["grade"] for row in rows}
    assert {key: result.decided_by for key, result in computed.items()} == {
        "fever-alone": ("temperature",),
        "after-tocilizumab": ("hypoxia",),
        "vasopressin-too": ("hypotension",),
        "positive-pressure": ("hypoxia",),
        "no-fever": ("temperature",),
        "not-counted": (),
        "two-points": ("ice",),
        "to-voice": ("consciousness",),
        "brief-seizure": ("seizure",),
        "mute-but-awake": ("ice",),
        "cannot-be-woken": ("ice", "consciousness"),
        "child-of-seven": ("seizure",),
    }
    child = next(row for row in rows if row["vignette_id"] == "child-of-seven")
    assert child["ice"] == Ice.NOT_USED


def test_ice_items_are_the_ten(evidence):
    assert list(ice_items(evidence)["finding"]) == list(IceItem)


def test_cells_of_the_ladder_say_what_is_found_and_what_decides(evidence):
    findings = CrsFindings(Temperature.FEVER, hypotension=Hypotension.ONE_VASOPRESSOR, hypoxia=Hypoxia.LOW_FLOW)
    cells = grade_cells(criteria_rows(evidence, "crs"), findings)
    met = cells[cells["is_met"]]
    assert list(met["finding"]) == ["fever", "one_vasopressor", "low_flow"]
    assert list(met["decides"]) == [False, True, False]
    assert not cells.loc[~cells["is_met"], "decides"].any()
    without_fever = grade_cells(criteria_rows(evidence, "crs"), CrsFindings(hypoxia=Hypoxia.LOW_FLOW))
    assert list(without_fever.loc[without_fever["is_met"], "finding"]) == ["low_flow"]
    assert not without_fever["decides"].any()


@pytest.mark.parametrize(
    ("syndrome", "grade", "conditions"),
    [
        ("crs", 1, ["Grade 1", "severe or life-threatening"]),
        ("crs", 4, ["Grade 4", "Grade 4, refractory to corticosteroids", "severe or life-threatening"]),
        ("icans", 2, ["Seizure"]),
        ("icans", 4, ["Grade 4 (2014 scheme)", "Seizure"]),
    ],
)
def test_label_rows_at_a_grade(evidence, syndrome, grade, conditions):
    rows = rules_at_grade(evidence, syndrome, grade, "us")
    assert list(rows["grade_or_condition"]) == conditions
    assert set(rows["drug"]) == {"blinatumomab"}
    assert rules_at_grade(evidence, syndrome, grade, "eu").empty


def test_higher_grades_fit_a_row_from_a_grade_on(make_evidence):
    rule = {"topic": "intervention", "drug": "testumab", "event": "Shiver", "jurisdiction": "us", "source_id": "label"}
    named = {"Grade 3 or higher": "3|4|5", "grade 3": "3", "Seizure": "", "Grade 2": "2"}
    rows = [rule | {"grade_or_condition": text, "grades": grades} for text, grades in named.items()]
    rows += [rule | {"grade_or_condition": "Grade 3", "grades": "3", "drug": "otherumab"}]
    made = make_evidence(
        management=rows, events=[{"event": "Shiver", "event_group": "crs"}], sources=[{"source_id": "label"}]
    )
    found = {grade: list(rules_at_grade(made, "crs", grade, "us")["grade_or_condition"]) for grade in (2, 3, 4)}
    assert found == {
        2: ["Grade 2", "Seizure"],
        3: ["Grade 3 or higher", "grade 3", "Seizure"],
        4: ["Grade 3 or higher", "Seizure"],
    }


# Rows broken on purpose


def first_line(evidence, table, **cells):
    rows = evidence.tables[table]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return int(rows["line"].iloc[0])


@pytest.mark.parametrize(
    ("column", "value", "faults"),
    [
        ("grade", "2", ["line {line}, column grade: the rule gives one_vasopressor grade 3."]),
        ("grade", "6", ["line {line}, column grade: 6 is above 5."]),
        ("wording", "", ["line {line}, column wording: the cell is empty."]),
        ("source_id", "hearsay", ["line {line}, column source_id: 'hearsay' is not in sources.csv."]),
        (
            "finding",
            "two_vasopressors",
            [
                "line {line}, column finding: 'two_vasopressors' is not a finding of hypotension.",
                "no row describes the finding one_vasopressor of hypotension.",
            ],
        ),
    ],
)
def test_broken_criterion(set_cell, problems, evidence, column, value, faults):
    line = first_line(evidence, "grading_criteria", finding="one_vasopressor")
    set_cell("grading_criteria", line, column, value)
    starts = ["grading_criteria.csv, " if fault.startswith("line") else "grading_criteria.csv: " for fault in faults]
    assert problems() == [start + fault.format(line=line) for start, fault in zip(starts, faults, strict=True)]


def test_broken_ice_item(set_cell, problems, evidence):
    line = first_line(evidence, "grading_criteria", finding="hospital")
    set_cell("grading_criteria", line, "finding", "hotel")
    assert problems() == [
        f"grading_criteria.csv, line {line}, column finding: 'hotel' is not an item of the ICE score.",
        "grading_criteria.csv: no row describes the item hospital of the ICE score.",
    ]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("grade", "2", "2 is printed, the findings give 1"),
        ("grade", "", "the cell is empty"),
        ("grade", "5", "5 is above 4"),
        ("hypoxia", "", "the cell is empty"),
        ("motor", "none", "a vignette on crs has no such finding"),
        ("temperature", "hot", "'hot' is not one of below_38, fever_other_cause, fever, (empty)"),
        ("story", "", "the cell is empty"),
    ],
)
def test_broken_vignette(set_cell, problems, evidence, column, value, fault):
    line = first_line(evidence, "vignettes", vignette_id="fever-alone")
    set_cell("vignettes", line, column, value)
    assert problems() == [f"vignettes.csv, line {line}, column {column}: {fault}."]


def test_a_sound_vignette_more_loads(add_row, data_copy):
    line = add_row("vignettes", vignette_id="one-more", hypoxia="low_flow", grade="2")
    assert load_evidence(data_copy).vignettes["line"].iloc[-1] == line
