"""Lists of questions written from the tables: hardly a confident answer to another question, most right first."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from adverse.search import Answer, answer

HELD_BACK = Path(__file__).parents[1] / "held_back.csv"
MOST_WRONG, FEWEST_FIRST, FEWEST_AMONG_THREE = 0, 216, 217


class Outcome(NamedTuple):
    """How an answer stands to what is right: right first, right among the first three, or confidently wrong."""

    first: bool
    among_three: bool
    wrong: bool


def outcome(row: dict[str, str], given: Answer) -> Outcome:
    """Judge the answer to a row of the list.

    `expect` is "row" (one of `row_keys` answers), "refuse" (nothing is said, or one of `row_keys`), "person" (nothing
    is said) or "both" (the first two hits are of either side; sides are parted by " & ").
    """
    hits = [hit.row_key for hit in given.hits[:3]]
    sides = [set(side.split(" | ")) for side in row["row_keys"].split(" & ")]
    may_refuse = row["expect"] in ("refuse", "person") or (row["expect"] == "both" and "or refuse" in row["why"])
    if not given.sentence:
        is_among = row["expect"] == "row" and any(key in sides[0] for key in hits)
        return Outcome(may_refuse, may_refuse or is_among, wrong=False)
    if row["expect"] == "both":
        is_right = any(set(hits[:2]) & one and set(hits[:2]) & other for one, other in [sides])
        return Outcome(is_right, is_right, not any(hits[0] in side for side in sides))
    is_right = row["expect"] != "person" and hits[0] in sides[0]
    is_among = row["expect"] == "row" and any(key in sides[0] for key in hits)
    return Outcome(is_right, is_right or is_among, not is_right)


@pytest.fixture(scope="module")
def outcomes(index) -> list[Outcome]:
    with HELD_BACK.open(encoding="utf-8", newline="") as file:
        return [outcome(row, answer(index, row["question"])) for row in csv.DictReader(file)]


def test_few_are_answered_with_another_question(outcomes):
    assert len(outcomes) == 220
    assert sum(it.wrong for it in outcomes) <= MOST_WRONG


def test_most_are_right_at_the_first_and_among_the_first_three(outcomes):
    assert sum(it.first for it in outcomes) >= FEWEST_FIRST
    assert sum(it.among_three for it in outcomes) >= FEWEST_AMONG_THREE
