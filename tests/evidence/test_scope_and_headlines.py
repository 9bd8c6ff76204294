"""Which arms a view may offer, and what the first ten seconds rest on."""

import pandas as pd
import pytest

from adverse.cards.choices import arm_choices
from adverse.cards.incidence import IncidenceChoice, rows_in_view
from adverse.cards.onset import headline_strip
from adverse.cards.overview import headline_rows
from adverse.evidence.by_setting import setting_rows
from adverse.evidence.headlines import headline_events, headlines, largest_pool, signs_of
from adverse.evidence.patients import patient_groups
from adverse.evidence.scope import arms_in_scope, focus_arm_ids
from adverse.vocabulary import PLAIN_SIGNS

SOURCES = [
    {"source_id": "trial", "kind": "trial", "short_name": "Trial 2020"},
    {"source_id": "article", "kind": "article", "short_name": "The article"},
]
TREATED = {"trial_id": "one", "drug": "testumab", "source_id": "trial", "tier": "core"}
ARMS = [
    {**TREATED, "arm_id": "treated", "n_safety": 100},
    {**TREATED, "arm_id": "control", "drug": "chemotherapy"},
    {**TREATED, "arm_id": "combined", "drug": "testumab + ponatinib", "trial_id": "two"},
    {**TREATED, "arm_id": "cohort", "tier": "supporting", "trial_id": "three", "n_safety": 900},
    {**TREATED, "arm_id": "without-rows", "trial_id": "four"},
    {**TREATED, "arm_id": "rival", "drug": "othermab", "trial_id": "five"},
    {**TREATED, "arm_id": "article-arm", "source_id": "article", "trial_id": "six"},
    {**TREATED, "arm_id": "large", "n_safety": 500, "trial_id": "seven"},
]
FEVER = {"event": "Fever", "grade_band": "any", "subset": "all", "counting_unit": "patients", "period": "whole_study"}
WITH_ROWS = ("treated", "control", "combined", "cohort", "rival", "article-arm", "large")


@pytest.fixture
def small(make_evidence):
    rows = [FEVER | {"arm_id": arm, "source_id": "trial"} for arm in WITH_ROWS]
    rows += [FEVER | {"arm_id": "treated", "event": f"Event {number}"} for number in range(9)]
    rows += [FEVER | {"arm_id": "large", "event": f"Event {number}", "subset": "serious"} for number in range(20)]
    return make_evidence(sources=SOURCES, arms=ARMS, incidence=rows)


def test_other_products_stay_out_but_comparators_of_a_trial_stay_in(small):
    assert list(arms_in_scope(small)["arm_id"]) == ["treated", "control", "combined", "cohort", "large"]
    every = ["treated", "control", "combined", "cohort", "rival", "large"]
    assert list(arms_in_scope(small, all_products=True)["arm_id"]) == every


def test_focus_arms_are_the_medicine_alone_in_its_usual_form(small):
    assert focus_arm_ids(small) == ("treated", "cohort", "large")
    assert focus_arm_ids(small, tier="core") == ("treated", "large")


def test_the_largest_pool_reports_a_list_of_events(small):
    assert largest_pool(small) == "treated"


def test_shipped_scope_holds_no_other_product_and_no_claim_of_the_article(evidence):
    arms = arms_in_scope(evidence)
    own = arms["drug"].str.startswith("blinatumomab")
    assert set(arms.loc[~own, "drug"]) == {"chemotherapy"}
    assert set(arms.loc[~own, "arm_role"]) == {"comparator"}
    kinds = evidence.sources.set_index("source_id")["kind"]
    assert "article" not in set(arms_in_scope(evidence, all_products=True)["source_id"].map(kinds))
    assert set(evidence.about["default_arm_ids"]) <= set(arms["arm_id"])


def test_headlines_are_those_of_the_package(evidence):
    found = headlines(evidence)
    assert [item.event for item in found] == [item["event"] for item in evidence.about["headline"]]
    for item in found:
        assert set(item.onset["event"]) == {item.event}


@pytest.mark.parametrize("event", ["Cytokine release syndrome", "Neurologic events (any)"])
def test_a_headline_by_setting_counts_nobody_twice(evidence, event):
    rows = setting_rows(evidence, event).rows
    groups = patient_groups(evidence.arms)
    counted = [group for arm in rows["arm_id"].unique() for group in groups[arm]]
    assert len(counted) == len(set(counted))
    assert not rows.duplicated(["arm_id", "grade_band"]).any()
    assert set(rows["setting"]) <= set(evidence.about["headline_settings"])
    assert not set(rows["data_cut"]) & {"interim"}
    assert not set(rows["source_kind"]) & {"case_report", "article"}
    assert rows["n_at_risk"].notna().all()


def test_the_final_analysis_stands_for_its_arm_and_an_interim_cut_for_none(evidence):
    rows = setting_rows(evidence, "Neurologic events (any)").rows
    alcantara = rows[rows["arm_id"] == "alcantara-blinatumomab"]
    assert list(alcantara["percent"]) == [13.0]
    found = setting_rows(evidence, "Cytokine release syndrome")
    children = found.rows[found.rows["arm_id"] == "mt103-205-recommended-dose"]
    assert list(zip(children["n_with_event"], children["n_at_risk"], strict=True)) == [(4, 70)]
    aside = found.set_aside[found.set_aside["arm_id"] == "mt103-205-recommended-dose"]
    assert list(aside["set_aside_reason"]) == ["data_cut"]


def test_what_a_figure_does_not_cover_is_on_its_row(evidence):
    rows = setting_rows(evidence, "Cytokine release syndrome").rows.set_index(["arm_id", "grade_band"])
    assert "cycle_1" in rows.loc[("tower-blinatumomab", "any"), "caveats"]
    assert rows.loc[("tower-blinatumomab", "ge3"), "caveats"] == ""
    assert rows.loc[("horai-adults", "any"), "caveats"] == "treatment_related"
    assert rows.loc[("aall1731-blinatumomab", "ge3"), "caveats"] == "second_hand"
    neurologic = setting_rows(evidence, "Neurologic events (any)").rows.set_index(["arm_id", "grade_band"])
    assert neurologic.loc[("mt103-211-blinatumomab", "ge3"), "caveats"] == "bound"


def test_signs_are_the_supported_manifestations_with_their_source(make_evidence):
    sign = {"topic": "crs", "kind": "manifestation", "verdict": "supported", "primary_source_id": "trial"}
    claims = [
        sign | {"claim_id": "C1", "statement": "CRS: fever", "manifestation": "fever"},
        sign | {"claim_id": "C2", "statement": "Shaking", "manifestation": "Shaking"},
        sign | {"claim_id": "C3", "verdict": "unconfirmed"},
        sign | {"claim_id": "C4", "topic": "neurotoxicity"},
        sign | {"claim_id": "C5", "kind": "figure"},
    ]
    signs = signs_of(make_evidence(sources=SOURCES, claims=claims), "crs")
    assert list(signs["sign"]) == ["fever", "Shaking"]
    assert set(signs["source_name"]) == {"Trial 2020"}


def test_a_learner_reads_every_sign_in_plain_words(evidence):
    manifestations = evidence.claims[evidence.claims["kind"] == "manifestation"]
    signs = pd.concat([signs_of(evidence, topic) for topic in manifestations["topic"].unique()])
    field_terms = {*evidence.events["event"], *PLAIN_SIGNS} - {"Headache"}
    assert len(signs) >= 10
    assert set(signs["plain_sign"]) & field_terms == set()
    assert set(manifestations["manifestation"]) <= set(PLAIN_SIGNS)
    assert {"weakness", "raised liver tests", "fits"} <= set(signs["plain_sign"])


def test_the_strip_sets_aside_only_rows_of_the_headline_toxicities(evidence):
    strip = headline_strip(evidence)
    assert set(strip.set_aside["event"]) <= set(headline_events(evidence))
    assert len(strip.set_aside) > 0


def test_organ_classes_are_groups_of_events_of_every_chosen_arm(evidence):
    arm_ids = ("tower-blinatumomab", "tower-chemotherapy")
    choice = IncidenceChoice("organ_classes", arm_ids, "any", "all", None, (), None, 0, "frequency")
    rows = rows_in_view(evidence, choice).rows
    assert set(rows["arm_id"]) == set(arm_ids)
    assert rows["soc"].ne(rows["soc"].shift()).sum() == rows["soc"].nunique() > 3


def test_arm_choices_keep_the_name_of_a_setting_and_say_it_once(evidence):
    labels = set(arm_choices(evidence, "all", False).values())
    assert {"BLAST: blinatumomab (MRD-positive)", "ALCANTARA: blinatumomab (Ph-positive)"} <= labels
    assert "US label: MRD-positive (N=137)" in labels


def test_every_setting_stands_once_where_both_headlines_are_drawn(evidence):
    places = headline_rows(evidence).rows["place"]
    assert places.ne(places.shift()).sum() == places.nunique() > 4
