"""Sixty questions with the rows that answer them: the right row first, or a refusal; and every rule is reached."""

import csv
from pathlib import Path

import pytest

from adverse.search import answer
from adverse.search.text import without_left_out
from adverse.vocabulary import MANAGEMENT_TOPICS

QUESTIONS = Path(__file__).parents[1] / "questions.csv"


@pytest.fixture(scope="module")
def asked() -> list[dict]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answered(index, asked) -> list[tuple[dict, list[bool], str]]:
    """(question, whether each of the first three hits is a right row, the refusal) of every answerable question."""
    found = []
    for row in (row for row in asked if row["answerable"] == "yes"):
        given = answer(index, row["question"])
        keys = row["row_keys"].split(" | ")
        right = [hit.table == row["table"] and hit.row_key in keys for hit in given.hits[:3]]
        found.append((row, right, given.refusal))
    return found


def test_the_list_names_rows_that_exist_and_touches_every_kind(asked, evidence):
    assert len(asked) == len({row["question"] for row in asked}) == 60
    assert [row["answerable"] for row in asked].count("no") == 10
    tables = {row["table"] for row in asked if row["table"]}
    assert tables == {
        *("incidence", "onset", "risk_factors", "exposure_adjusted_rates", "signals", "management", "claims"),
        *("glossary", "sources", "grading_criteria"),
    }
    for row in (row for row in asked if row["table"]):
        assert set(row["row_keys"].split(" | ")) <= set(evidence.tables[row["table"]]["row_key"]), row["question"]


def test_nine_in_ten_have_the_right_row_first(answered):
    missed = [row["question"] for row, right, refusal in answered if refusal or right[:1] != [True]]
    assert len(missed) <= 0.1 * len(answered), missed


def test_nearly_all_have_the_right_row_among_the_first_three(answered):
    missed = [row["question"] for row, right, refusal in answered if refusal or not any(right)]
    assert len(missed) <= 0.02 * len(answered), missed


def test_what_no_row_answers_is_refused(index, asked):
    for row in (row for row in asked if row["answerable"] == "no"):
        given = answer(index, row["question"])
        assert (given.sentence, bool(given.refusal)) == ("", True), (row["question"], given.sentence)


def test_every_management_row_is_reached_by_its_own_words(index, evidence):
    unreached = []
    for row in evidence.management.itertuples():
        topic = (
            "" if row.topic == "rare_serious" else MANAGEMENT_TOPICS[row.topic].label
        )  # "serious" is what is counted
        condition = without_left_out(row.grade_or_condition)
        drug = "" if row.drug == evidence.about["drug"] else row.drug
        given = answer(index, f"{row.event} {condition} {row.population} {topic} {drug}")
        if ("management", row.row_key) not in [(hit.table, hit.row_key) for hit in given.hits[:10]]:
            unreached.append(row.row_key)
    assert unreached == []
