"""What is counted under a name: marks at the names, and what they say."""

import pandas as pd

from adverse.evidence.select import incidence_rows
from adverse.sentences import marked_names, terms_in_words

ROW = {"event": "Fever", "arm_label": "ONE", "finding": "reported", "term_includes": "", "data_cut": ""}
NAMES = {"Fever": "High temperature", "Rash": "Rash"}


def rows_of(*cells: dict) -> pd.DataFrame:
    return pd.DataFrame([ROW | cell for cell in cells])


def test_names_carry_a_mark_only_where_a_row_in_view_needs_it():
    rows = rows_of(
        {}, {"event": "Rash", "term_includes": "eight rash terms"}, {"event": "IgG", "finding": "laboratory"}
    )
    assert marked_names(rows, NAMES) == {"Fever": "High temperature", "Rash": "Rash\u00a0*", "IgG": "IgG\u00a0‡"}
    assert marked_names(rows_of({}), NAMES) == NAMES
    assert terms_in_words(rows_of({}), NAMES) == ""


def test_each_wording_is_told_with_its_arms():
    wide = {"term_includes": "fever and chills"}
    rows = rows_of(wide, wide | {"arm_label": "TWO"}, {"arm_label": "THREE"})
    assert terms_in_words(rows, NAMES) == "* Counted under the name: High temperature: fever and chills (ONE, TWO)."


def test_names_that_hold_the_same_are_told_together():
    grouped = [{"event": event, "term_includes": "several terms"} for event in "ABCDE"]
    others = [{"event": event, "term_includes": f"{event} and more"} for event in "FGHI"]
    assert terms_in_words(rows_of(*grouped, *others), {}) == (
        "* Counted under the name: A, B, C, D and 1 more: several terms (ONE); F: F and more (ONE); G: G and more "
        "(ONE); H: H and more (ONE); and 1 more, see the sources."
    )


def test_an_earlier_cut_that_stands_for_its_arm_is_said():
    rows = rows_of({"data_cut": "interim"}, {"event": "Rash"})
    assert terms_in_words(rows, NAMES) == "Earlier cut, for want of a later figure: High temperature in ONE."


def test_shipped_tower_says_that_its_neutropenia_holds_febrile_neutropenia(evidence):
    rows = incidence_rows(evidence, arm_ids=("tower-blinatumomab",), period="cycle_1").rows
    names = dict(zip(evidence.events["event"], evidence.events["event"], strict=True))
    neutropenia = rows[rows["event"] == "Neutropenia"]
    assert marked_names(rows, names)["Neutropenia"] == "Neutropenia\u00a0*"
    assert "febrile neutropenia" in terms_in_words(neutropenia, names)


def test_shipped_interim_rows_are_only_drawn_where_nothing_later_is_printed(evidence):
    children = incidence_rows(
        evidence, arm_ids=("mt103-205-recommended-dose",), event="Cytokine release syndrome", period="whole_study"
    ).rows
    names = dict(zip(evidence.events["event"], evidence.events["event"], strict=True))
    assert list(children["data_cut"]) == ["interim"]
    assert terms_in_words(children, names).startswith("Earlier cut, for want of a later figure: ")
    severe = incidence_rows(
        evidence, arm_ids=("alcantara-blinatumomab",), event="Neurologic events (any)", grade_band="ge3"
    )
    assert list(severe.rows["percent"]) == [13.0]
    assert set(severe.set_aside["set_aside_reason"]) == {"data_cut"}


def test_in_plain_words_the_terms_of_a_source_are_left_to_the_marks():
    rows = rows_of({"term_includes": "fever and chills", "data_cut": "interim"})
    told = terms_in_words(rows, NAMES, plain_words=True)
    assert "chills" not in told and told.startswith("* Under this name a source counts more than the name says")
    assert told.endswith("Earlier cut, for want of a later figure: High temperature in ONE.")
