"""The glossary: every term explained twice with a source, and every name stands for one term."""

import pytest

from adverse.vocabulary import GLOSSARY_TOPICS


@pytest.fixture
def add_term(add_row):
    """A function that appends a sound term to the copy of the glossary."""
    sound = {"term": "Shoe size", "other_names": "EU size|US size", "topic": "statistics"}
    return lambda **cells: add_row("glossary", **sound | cells)


def sentence(line: int, column: str, fault: str) -> str:
    return f"glossary.csv, line {line}, column {column}: {fault}."


def test_every_term_has_two_definitions_that_are_whole_sentences(evidence):
    for column in ("plain_definition", "professional_definition"):
        texts = evidence.glossary[column]
        assert [text for text in texts if len(text) < 20 or not text.endswith((".", "!"))] == []
    same = evidence.glossary["plain_definition"] == evidence.glossary["professional_definition"]
    assert list(evidence.glossary.loc[same, "term"]) == []
    assert len(evidence.glossary) >= 80
    assert set(evidence.glossary["topic"]) == set(GLOSSARY_TOPICS)


def test_terms_stand_in_alphabetical_order(evidence):
    terms = [term.lower() for term in evidence.glossary["term"]]
    assert terms == sorted(terms)


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"term": ""}, "term", "the cell is empty"),
        ({"plain_definition": ""}, "plain_definition", "the cell is empty"),
        ({"professional_definition": ""}, "professional_definition", "the cell is empty"),
        ({"locator": ""}, "locator", "the cell is empty"),
        ({"topic": "shoes"}, "topic", f"'shoes' is not one of {', '.join(GLOSSARY_TOPICS)}"),
        ({"source_id": "hearsay"}, "source_id", "'hearsay' is not in sources.csv"),
        (
            {"other_names": "EU size||US size"},
            "other_names",
            "'EU size||US size' has an empty name, or a space at the end of a name",
        ),
        (
            {"other_names": "EU size |US"},
            "other_names",
            "'EU size |US' has an empty name, or a space at the end of a name",
        ),
        ({"other_names": "EU|eu"}, "other_names", "'eu' already names Shoe size (line {line})"),
        ({"other_names": "shoe SIZE"}, "other_names", "'shoe SIZE' already names Shoe size (line {line})"),
    ],
)
def test_broken_term(add_term, problems, cells, column, fault):
    line = add_term(**cells)
    assert problems() == [sentence(line, column, fault.format(line=line))]


@pytest.mark.parametrize(("column", "name"), [("term", "grade"), ("other_names", "crs")])
def test_name_of_another_term(add_term, evidence, problems, column, name):
    owner = {"term": "Grade", "other_names": "Cytokine release syndrome"}[column]
    first = evidence.glossary.set_index("term").loc[owner, "line"]
    line = add_term(**{column: name})
    assert problems() == [sentence(line, column, f"'{name}' already names {owner} (line {first})")]


def test_same_term_twice(add_term, problems):
    first, second = add_term(), add_term(other_names="")
    assert problems() == [f"glossary.csv, line {second}: the same key as line {first} (Shoe size)."]
