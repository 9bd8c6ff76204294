"""Own counts as evidence: the cards draw them unchanged, with the numbers of the counts."""

import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cohort import count, known_events, own_evidence, sample_files, understand
from adverse.evidence.patients import may_share_patients
from adverse.statistics import risk_difference

HIGH, LOW, PLACEBO = "Xanomeline High Dose", "Xanomeline Low Dose", "Placebo"


@pytest.fixture(scope="module")
def own(evidence):
    run = understand(sample_files(), None, known_events(evidence.events))
    return own_evidence(run, count(run), evidence, is_randomized=True)


def drawn(evidence, page: str, card: str, **query: str):
    choices = register.choose(evidence, page, Asked(list(query.items())))
    return register.drawn(evidence, page, card, choices[card], Reader())


def test_incidence_draws_the_counts_of_every_arm(own):
    rows = drawn(own, "incidence", "incidence").selection.rows
    pruritus = rows[rows["event"] == "Pruritus"].set_index("arm_label")
    assert pruritus["n_with_event"].to_dict() == {PLACEBO: 8, HIGH: 26, LOW: 21}
    assert pruritus["n_at_risk"].to_dict() == {PLACEBO: 86, HIGH: 84, LOW: 84}
    assert pruritus["soc"].unique().tolist() == ["Skin and subcutaneous tissue disorders"]
    serious = drawn(own, "incidence", "incidence", subset="serious").selection.rows
    total = serious[serious["event"] == "Any adverse event"].set_index("arm_label")
    assert total["n_with_event"].to_dict() == {PLACEBO: 0, HIGH: 2, LOW: 1}


def test_compare_subtracts_the_placebo_arm_and_calls_it_randomized(own):
    drawing = drawn(own, "compare", "compare")
    rows = drawing.selection.rows.set_index(["event", "arm_label"])
    expected = risk_difference(26, 84, 8, 86)
    found = rows.loc[("Pruritus", HIGH)]
    assert found["risk_difference"] == pytest.approx(expected.value)
    assert found["risk_difference_low"] == pytest.approx(expected.low)
    assert drawing.sentence.startswith("Randomized comparison.")


def test_onset_draws_the_days_of_those_who_had_it(own, pilot):
    drawing = drawn(own, "onset", "onset")
    rows = drawing.selection.rows
    events = pilot.events.table
    of_arm = events[(events["event"] == "Pruritus") & (events["arm"] == HIGH)]
    first = of_arm.dropna(subset="day").groupby("patient")["day"].min()
    row = rows[(rows["event"] == "Pruritus") & (rows["drug"] == HIGH)].iloc[0]
    assert row["onset_median_days"] == pytest.approx(first.median())
    assert row["n_patients"] == len(first)
    assert "in your data" in drawing.sentence and "Printed" not in drawing.sentence


def test_every_row_says_its_file_and_rule_and_keys_hold_no_term(own):
    assert own.incidence["locator"].unique().tolist() == [
        "adsl.xpt and adae.xpt and adtte.xpt: SAFFL = Y, AEDECOD, TRTEMFL = Y; a patient once, at the worst grade"
    ]
    assert own.incidence["review"].unique().tolist() == ["Counted here"]
    assert own.sources["short_name"].iloc[0].startswith("Your file")
    assert own.arms["arm_id"].tolist() == ["your-arm-1", "your-arm-2", "your-arm-3"]


def test_nothing_of_the_published_evidence_is_in_it(own, evidence):
    assert own.about["drug"] == ""
    assert {name for name, table in own.tables.items() if len(table)} == {
        *("sources", "arms", "events", "incidence", "listings", "onset"),
    }
    assert own.memo is not evidence.memo


def test_groups_of_a_registry_that_share_patients_have_no_difference(files_of, evidence):
    run = understand(files_of("ctgov", "NCT02552212.json"))
    own = own_evidence(run, count(run), evidence)
    assert may_share_patients(own.arms, "your-arm-1", "your-arm-3")
    assert own.listings[["extent", "threshold_percent"]].values.tolist() == [["threshold", 5]]
    rows = drawn(own, "compare", "compare", compare_subset="serious").selection.rows
    assert rows["risk_difference"].isna().all()


def test_arms_of_a_crossover_share_patients(text_file, evidence):
    adsl = text_file("adsl.csv", "USUBJID,TRT01A,TRT02A,SAFFL", "P1,A,B,Y", "P2,B,,Y", "P3,C,,Y")
    run = understand([adsl, text_file("adae.csv", "USUBJID,AEDECOD,TRTA", "P1,Rash,B")])
    own = own_evidence(run, count(run), evidence)
    assert may_share_patients(own.arms, "your-arm-1", "your-arm-2")
    assert not may_share_patients(own.arms, "your-arm-1", "your-arm-3")
