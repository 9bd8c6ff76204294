"""Shorthand of clinical texts in everyday words: nothing of it is left, and no figure is lost."""

import re

import pytest

from adverse.cards.reader import Reader
from adverse.evidence.management import management_rows
from adverse.vocabulary import in_everyday_words

SHORTHAND = re.compile(
    r"R/R|MRD-positive|mcg|\bmg\b|[<>]=?\s*\d|\bULN\b|\bCNS\b|\bIV\b|\bALL\b|\d h\b|[Pp]remed|Withhold|[Dd]iscontinu"
    r"|[Tt]aper|[Ii]ntrathecal|[Cc]ytoreduc|corticosteroid|[Pp]ediatric|[Pp]rophylaxis|escalat|refractory"
)
PRINTED = ("action", "drug_or_dose", "grade_or_condition", "population", "condition_in_short")


@pytest.fixture(scope="module")
def printed(evidence):
    """Every text that a rule about the medicine prints."""
    rows = management_rows(evidence)
    return sorted({text for column in PRINTED for text in rows.loc[rows["is_focus"], column]})


def test_no_shorthand_is_left_in_a_printed_rule(printed):
    assert sum(bool(SHORTHAND.search(text)) for text in printed) > len(printed) / 4
    assert [text for text in printed if SHORTHAND.search(in_everyday_words(text))] == []


def test_every_figure_of_a_printed_rule_stays(printed):
    def figures(text: str) -> list[str]:
        return re.findall(r"\d+(?:\.\d+)?", re.sub(r"/m2|mg/m2|2014 scheme|2014-era text|text of 2014", "", text))

    assert [text for text in printed if figures(text) != figures(in_everyday_words(text))] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("R/R", "Disease that came back or did not respond"),
        ("<45 kg", "below 45 kg"),
        (
            "Interrupt; steroid up to 3 days then taper over 4 days",
            "Pause; steroid up to 3 days then lowered step by step over 4 days",
        ),
        ("dexamethasone 10 mg/m2 (max 20 mg) 6-12 h before", None),
        ("Small RALLY of Rooms", "Small RALLY of Rooms"),
    ],
)
def test_everyday_words(text, told):
    told = told or (
        "dexamethasone 10 milligrams for each square meter of body surface (at most 20 milligrams) 6-12 hours before"
    )
    assert in_everyday_words(text) == told
    assert Reader("learner").told(text) == told and Reader("pharmacist").told(text) == text
