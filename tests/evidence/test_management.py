"""Which rules a choice shows: by event, grade, weight and jurisdiction, and what is said where a row is missing."""

import pandas as pd
import pytest

from adverse.evidence.management import (
    in_rule_order,
    management_rows,
    overview_by_grade,
    part_rows,
    rules_for,
    unit_errors,
    unread_rules,
)
from adverse.sentences import inside, rule_in_short, rules_answer, unit_error_sentence
from adverse.vocabulary import JURISDICTIONS, SOURCE_KINDS, WEIGHT_BANDS


@pytest.fixture(scope="module")
def rows(evidence):
    """All rules, read."""
    return management_rows(evidence)


def chosen(rows, event, grade, weight=None, jurisdictions=("us", "eu")):
    return rules_for(rows, event=event, grade=grade, weight=weight, jurisdictions=jurisdictions)


@pytest.mark.parametrize(("weight", "lines"), [("below_45", [8]), ("from_45", [9, 10]), (None, [8, 9, 10])], ids=str)
def test_weight_bands_of_cytokine_release_at_grade_3(rows, weight, lines):
    found = chosen(rows, "crs", 3, weight)
    assert list(found.graded["line"]) == lines
    assert list(found.ungraded["line"]) == [46]
    assert list(found.stop_rules["line"]) == [11, 40]


def test_neurologic_grade_3_comes_with_the_rules_that_end_treatment(rows):
    found = chosen(rows, "neurotoxicity", 3, "from_45")
    assert list(found.graded["line"]) == [13, 14]
    assert list(found.stop_rules["line"]) == [15]
    assert list(found.ungraded["line"]) == [16]


def test_missing_rows_are_missing_and_named_as_unread(rows, evidence):
    below_45 = chosen(rows, "neurotoxicity", 3, "below_45")
    assert list(below_45.graded["line"]) == []
    assert list(below_45.other_patients["line"]) == [13, 14, 15]
    grade_4 = chosen(rows, "neurotoxicity", 4)
    assert list(grade_4.graded["grade_or_condition"]) == ["Grade 4 (2014 scheme)"]
    [item] = unread_rules(evidence, jurisdictions=("us",), event="neurotoxicity")
    assert item["source_name"] == "BLINCYTO HCP site: R/R dose adjustments"
    assert unread_rules(evidence, jurisdictions=("eu",), event="neurotoxicity") == []
    assert unread_rules(evidence, jurisdictions=("us",), event="crs") == []
    [dosing] = unread_rules(evidence, jurisdictions=("us",), part="prevention")
    assert "consolidation" in dosing["what"]


def test_other_products_stand_apart(rows):
    for event in ("crs", "neurotoxicity", "other"):
        found = chosen(rows, event, None, jurisdictions=tuple(JURISDICTIONS))
        assert set(found.in_view["drug"]) == {"blinatumomab"}
        assert "blinatumomab" not in set(found.apart["drug"])
        assert found.in_view["row_key"].is_unique
    assert len(chosen(rows, "crs", 3).apart) == 7


def test_every_rule_on_what_is_done_is_reached(rows):
    own = rows[rows["is_focus"] & rows["topic"].isin(["dose_modification", "intervention"])]
    shown = set()
    for event in ("crs", "neurotoxicity", "other"):
        for grade in (1, 2, 3, 4):
            found = chosen(rows, event, grade, jurisdictions=tuple(JURISDICTIONS))
            shown |= set(found.graded["line"]) | set(found.ungraded["line"])
    assert shown == set(own["line"])


def test_every_other_rule_stands_in_a_part(rows, evidence):
    parts = [part_rows(rows, part) for part in evidence.about["rule_part"]]
    assert all(len(part[part["is_focus"]]) for part in parts)
    reached = {line for part in parts for line in part["line"]}
    own = rows[rows["is_focus"] & ~rows["topic"].isin(["dose_modification", "intervention", "grading"])]
    assert set(own["line"]) <= reached


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("interactions", {33, 34, 35}),
        ("pregnancy", {36, 37, 123, 124, 125, 126, 127}),
        ("older", {129}),
        ("premedication", {*range(84, 91), 155, 165}),
    ],
)
def test_parts_hold_their_rows(rows, evidence, key, lines):
    part = next(part for part in evidence.about["rule_part"] if part["key"] == key)
    assert set(part_rows(rows, part)["line"]) == lines


def test_hospital_days_of_both_jurisdictions(rows, evidence):
    part = next(part for part in evidence.about["rule_part"] if part["key"] == "hospital")
    found = part_rows(rows, part)
    found = found[found["is_focus"]]
    assert set(found["jurisdiction"]) == {"us", "eu"}
    assert "first 9 days of cycle 1 and first 2 days of cycle 2" in set(found["drug_or_dose"])


def test_grades_at_a_glance(rows):
    cells = overview_by_grade(rows, event="crs", weight="from_45", jurisdictions=("us", "eu"))
    lines = {key: list(found["line"]) for key, found in cells.items()}
    assert lines == {
        (1, "us"): [38],
        (2, "us"): [39],
        (3, "us"): [9, 10],
        (4, "us"): [11, 40],
        (None, "us"): [46],
        **{(grade, "eu"): [] for grade in (1, 2, 3, 4, None)},
    }


def test_breastfeeding_is_not_stopping_the_infusion(rows):
    assert set(rows.loc[rows["topic"] == "special_population", "actions"]) == {""}


def test_answer_names_action_condition_population_and_kind_of_document(rows):
    names = {"us": "United States", "eu": "European Union"}
    unread = ["not readable: the row below 45 kg"]
    told = rules_answer(chosen(rows, "neurotoxicity", 4, "from_45"), "Grade 4, 45 kg and above", names, unread)
    assert told == (
        "Grade 4, 45 kg and above. United States: Expert Opin Biol Ther 2015 toxicity table (Review) says, for Grade 4 "
        "(2014 scheme), adult: discontinue permanently; European Union: no row: the sources collected here do not say. "
        "Not readable: the row below 45 kg."
    )
    told = rules_answer(chosen(rows, "neurotoxicity", 3, "below_45"), "Grade 3, below 45 kg", names, unread)
    assert told == (
        "Grade 3, below 45 kg. United States, European Union: no row: the sources collected here do not say. Not "
        "readable: the row below 45 kg."
    )
    several = rules_answer(chosen(rows, "crs", 3, "below_45"), "Grade 3", names, [])
    assert several.startswith(
        "Grade 3. United States: BLINCYTO HCP site: R/R dose adjustments (Label) says, for Grade 3, <45 kg: interrupt; "
        "restart at 5 mcg/m2/day then 15 mcg/m2/day; "
    )
    for_learners = rules_answer(chosen(rows, "crs", 3, "below_45"), "Grade 3", names, [], plain_words=True)
    assert for_learners.startswith(
        "Grade 3. United States: a text (label) says, for grade 3, below 45 kg: the infusion is paused; restart at 5 "
        "micrograms a day for each square meter of body surface then 15 micrograms a day for each square meter of body "
        "surface; "
    )


def test_what_is_done_is_always_what_a_source_says(rows):
    for row in rows[rows["is_focus"]].itertuples():
        for plain_words in (False, True):
            said = rule_in_short(row, plain_words=plain_words)
            who = "a text" if plain_words else row.source_name
            kind = SOURCE_KINDS[row.source_kind].label
            assert said.startswith(f"{who} ({inside(kind) if plain_words else kind}) says, for "), row.line


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            5,
            "interrupt; restart at 9 mcg/day then 28 mcg/day; stop if it takes more than 14 days",
        ),
        (16, "for Seizure: discontinue permanently after more than one seizure"),
        (17, "for Pancreatitis, Grade 3, adult: interrupt; restart at 9 mcg/day then 28 mcg/day"),
        (
            46,
            "severe or life-threatening, label population: interrupt for severe, discontinue permanently for "
            "life-threatening",
        ),
    ],
)
def test_what_ends_treatment_keeps_its_condition(rows, line, said):
    [row] = rows[rows["line"] == line].itertuples()
    assert said in rule_in_short(row)
    assert ("after more than one seizure" in rule_in_short(row, plain_words=True)) == (line == 16)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (87, "treatment of the event"),  # premedication before a restart restarts nothing
        (94, "treatment of the event; dose 5 mcg/m2/day then 15 mcg/m2/day"),  # the largest dose is no step
        (126, "treatment of the event"),  # breastfeeding is stopped, not the infusion
        (164, "interrupt or stop where it is needed"),
    ],
)
def test_what_is_said_of_the_infusion_is_done_to_it(rows, line, said):
    assert rows.loc[rows["line"] == line, "in_short"].to_list() == [said]


def test_a_row_without_a_weight_says_so_below_45_kg(rows):
    below, from_45 = (chosen(rows, "crs", 3, weight) for weight in WEIGHT_BANDS)
    assert dict(below.graded.set_index("line")["whom"]) == {8: "<45 kg"}
    assert dict(below.ungraded.set_index("line")["whom"]) == {46: "weight not named, population label population"}
    assert dict(below.other_patients.set_index("line")["whom"]) == {
        9: ">=45 kg",
        10: "weight not named, population adult",
    }
    assert dict(from_45.graded.set_index("line")["whom"]) == {9: ">=45 kg", 10: "adult"}


@pytest.mark.parametrize("weight", WEIGHT_BANDS)
def test_no_view_of_one_weight_holds_a_dose_of_the_other(rows, weight):
    foreign = {"below_45": " mcg/day", "from_45": "mcg/m2/day"}[weight]
    other = {"below_45": "from_45", "from_45": "below_45"}[weight]
    for event in ("crs", "neurotoxicity", "other"):
        for grade in (1, 2, 3, 4, None):
            found = chosen(rows, event, grade, weight, tuple(JURISDICTIONS))
            given = " ".join(found.in_view["action"] + "; " + found.in_view["drug_or_dose"])
            assert foreign not in given
            assert other not in set(found.in_view["weight_band"])
            shown = set(found.in_view["line"]) | set(found.other_patients["line"])
            assert shown == set(chosen(rows, event, grade, None, tuple(JURISDICTIONS)).in_view["line"])
            cells = overview_by_grade(rows, event=event, weight=weight, jurisdictions=tuple(JURISDICTIONS))
            assert not any(foreign in " ".join(cell["drug_or_dose"]) for cell in cells.values())


def test_rules_of_the_first_label_come_after_later_texts(rows):
    table = rows.assign(scheme="", topic="dose_modification", jurisdiction="us")
    therapy, first, temperature = (table[table["line"] == line] for line in (8, 10, 9))
    table = pd.concat([
        first.assign(scheme="2014", line=1),
        therapy.assign(grade_or_condition="After therapy, in general", line=2),
        temperature.assign(grade_or_condition="Temperature 38 C or higher (later scheme)", line=3),
    ])  # fmt: skip
    assert list(in_rule_order(table)["line"]) == [2, 3, 1]


def test_every_rule_that_names_the_text_of_2014_says_so_in_its_column(rows):
    named = rows["grade_or_condition"].str.contains("2014")
    assert set(rows.loc[named, "scheme"]) == {"2014"}
    assert set(rows.loc[rows["source_id"].str.contains("2014-era"), "scheme"]) == {"2014"}
    assert set(rows.loc[~rows["is_focus"] | rows["jurisdiction"].isin(["eu", "jp"]), "scheme"]) == {""}


def test_unit_error_of_the_article_is_a_thousandfold(evidence):
    errors = unit_errors(evidence)
    assert list(errors["claim_id"]) == ["C046", "C047"]
    assert list(errors["factor"]) == [1000, 1000]
    assert unit_error_sentence(errors) == (
        "The starting article prints 5 mg/m2/day [unit error, sources print 5 mcg/m2/day] and 15 mg/m2/day [unit "
        "error, sources print 15 mcg/m2/day], a 1,000-fold error of the unit (Drugs.com BLINCYTO dosage)."
    )
