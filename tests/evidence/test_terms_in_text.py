"""Where a text uses a term, and which terms fit a search."""

import pandas as pd
import pytest

from adverse.evidence.glossary import glossary_rows, term_finder

NAMES = {
    "Odds ratio": "OR",
    "Reporting odds ratio": "ROR",
    "Cytokine release syndrome": "CRS|cytokine storm",
    "T-cell engager": "",
    "n/N": "",
    "Ph-positive": "Ph+",
    "Median": "",
    "CAR-T cells": "CAR-T",
}


@pytest.fixture(scope="module")
def find():
    finder = term_finder(pd.DataFrame({"term": NAMES.keys(), "other_names": NAMES.values()}))
    return lambda text: [(text[use.start : use.end], use.term) for use in finder(text)]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("The reporting odds ratio is high.", [("reporting odds ratio", "Reporting odds ratio")]),
        ("CRS in 14%, or cytokine storm.", [("CRS", "Cytokine release syndrome")]),
        ("Crs or or", []),
        ("OR 2.1", [("OR", "Odds ratio")]),
        ("medians and the Median", [("medians", "Median")]),
        ("mediansize, submedian, median-like, anti-median", []),
        ("T-cell engagers; CAR-T, then CAR-T cells", [("T-cell engagers", "T-cell engager"), ("CAR-T", "CAR-T cells")]),
        ("(n/N) and Ph+.", [("n/N", "n/N"), ("Ph+", "Ph-positive")]),
        ("", []),
        ("[*<&\\", []),
    ],
)
def test_first_whole_use_of_each_term_and_the_longest_name_wins(find, text, uses):
    assert find(text) == uses


def test_no_terms_no_uses():
    assert term_finder(pd.DataFrame({"term": [], "other_names": []}))("any text") == ()


def test_every_shipped_name_finds_its_term(evidence):
    find = term_finder(evidence.glossary)
    missed = [
        (name, row.term)
        for row in evidence.glossary.itertuples()
        for name in [row.term, *filter(None, row.other_names.split("|"))]
        if [use.term for use in find(f"so {name}, then")] != [row.term]
    ]
    assert missed == []


# Search


def test_without_a_choice_every_term_stands_by_topic(evidence):
    rows = glossary_rows(evidence)
    assert sorted(rows["term"]) == sorted(evidence.glossary["term"])
    assert rows["topic"].nunique() == (rows["topic"] != rows["topic"].shift()).sum()
    assert (rows["source_name"] != "").all()


def test_search_puts_terms_with_the_words_in_their_name_first(evidence):
    rows = glossary_rows(evidence, query="  Odds   Ratio ")
    assert list(rows["term"])[:3] == ["Odds ratio", "Adjusted estimate", "Reporting odds ratio"]
    assert all("odds" in text.lower() and "ratio" in text.lower() for text in rows.astype(str).agg(" ".join, axis=1))


def test_search_finds_other_names_and_definitions_and_takes_text_as_text(evidence):
    assert glossary_rows(evidence, query="crs")["term"].iloc[0] == "Cytokine release syndrome"
    assert "Febrile neutropenia" in list(glossary_rows(evidence, query="emergency")["term"])
    assert glossary_rows(evidence, query="(").shape[0] < len(evidence.glossary)
    assert glossary_rows(evidence, query="[a-z]+\\").empty


def test_topics_and_one_term(evidence):
    assert set(glossary_rows(evidence, topics=("signal",))["topic"]) == {"signal"}
    assert list(glossary_rows(evidence, query="nothing fits", term="Grade")["term"]) == ["Grade"]
