"""Laboratory terms stand under their condition only where an arm does not report both."""

import pandas as pd
import pytest

from adverse.cards import register
from adverse.cards.compare_charts import sentences_on_event
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.evidence.synonyms import with_synonyms_joined
from adverse.sentences import inside


@pytest.fixture
def joined(evidence):
    """A function (pairs of arm and event) -> those pairs after joining, with what each was reported as."""

    def join(*pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
        rows = pd.DataFrame(pairs, columns=["arm_id", "event"]).assign(grade_band="ge3", event_group="other", soc="")
        found = with_synonyms_joined(evidence, rows)
        assert set(found.loc[found["reported_as"] != "", "event_group"]) <= {"hematologic"}
        return list(found[["arm_id", "event", "reported_as"]].itertuples(index=False, name=None))

    return join


def test_a_laboratory_term_alone_stands_under_its_condition(joined):
    assert joined(("a", "Platelet count decreased"), ("b", "Thrombocytopenia"), ("a", "Rash")) == [
        ("a", "Thrombocytopenia", "Platelet count decreased"),
        ("b", "Thrombocytopenia", ""),
        ("a", "Rash", ""),
    ]


def test_an_arm_that_reports_both_keeps_both(joined):
    both = ("a", "White blood cell count decreased"), ("a", "Leukopenia")
    assert joined(*both) == [(*pair, "") for pair in both]


def test_a_comparison_joins_them_when_asked_and_names_both_terms(evidence):
    arms = [("compare_arms", "aall1331-blinatumomab"), ("compare_arms", "tower-blinatumomab"), ("compare_grade", "ge3")]
    period = [("compare_period", "most"), ("reference", "tower-blinatumomab")]

    def drawn(*more: tuple[str, str]):
        asked = Asked([*arms, *period, *more])
        choices = register.choose(evidence, "compare", asked)
        asked.check()
        return register.drawn(evidence, "compare", "compare", choices["compare"], Reader())

    apart, together = drawn(), drawn(("join_synonyms", "true"))
    moved = together.selection.rows.query("reported_as != ''")
    assert len(moved) and len(together.selection.rows) == len(apart.selection.rows)
    assert len(moved)
    labels = " ".join(together.chart.drawn(dark=False).layout.yaxis.ticktext).replace("<br>", " ")
    assert "AALL1331: blinatumomab reports it as neutrophil count decreased." in together.sentence
    assert "; laboratory terms joined with their condition; " in together.subtitle
    assert "joined" not in apart.subtitle and "reports it as" not in apart.sentence
    for row in moved.itertuples():
        choice = register.choose(
            evidence, "compare", Asked([*arms, *period, ("join_synonyms", "true"), ("compare_event", row.event)])
        )["compare-icons"]
        told = sentences_on_event(evidence, choice, Reader())
        assert f"{row.arm_label} reports it as {inside(row.reported_as)}." in told
        assert f"{row.event} or {row.reported_as.lower()}" in labels
