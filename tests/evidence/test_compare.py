"""How far arms may be compared, what stands beside the reference arm, and which arms may be pooled."""

import pytest

from adverse.evidence.compare import (
    arm_facts,
    comparability,
    exposure_rows,
    products_of,
    with_pooling,
    with_reference,
    with_row_verdicts,
)
from adverse.evidence.patients import patient_groups
from adverse.evidence.select import incidence_rows, with_details
from adverse.sentences import weakest
from adverse.statistics import with_incidence_proportion, with_risk_difference

TOWER = ("tower-blinatumomab", "tower-chemotherapy")
AALL1331 = ("aall1331-blinatumomab", "aall1331-chemotherapy")
INOVATE = ("inovate-inotuzumab", "inovate-chemotherapy")


@pytest.fixture
def beside(evidence):
    """A function (arms, ...) -> rows of both arms beside the second one, with differences."""

    def rows(arm_ids, *, subtracted=None, **choice):
        found = with_incidence_proportion(incidence_rows(evidence, arm_ids=arm_ids, **choice).rows)
        return with_risk_difference(
            with_reference(found, arm_ids[-1], arm_ids[:1] if subtracted is None else subtracted)
        )

    return rows


# Verdicts on shipped arms


@pytest.mark.parametrize(
    ("arm_ids", "period", "verdict"),
    [
        (TOWER, "whole_study", "randomized"),
        (TOWER, "cycle_1", "randomized"),
        (AALL1331, "cycle_1", "randomized"),
        (AALL1331, "cycle_2", "part_of_randomized"),
        (INOVATE, "whole_study", "randomized"),
        ((TOWER[0], INOVATE[0]), "whole_study", "different_trials"),
        ((TOWER[1], INOVATE[1]), "whole_study", "different_trials"),
        (("mt103-205-recommended-dose", "mt103-205-all-doses"), "whole_study", "same_trial"),
        (("down-syndrome-blinatumomab", "down-syndrome-historical-chemotherapy"), "whole_study", "same_trial"),
    ],
)
def test_verdict_and_its_mirror(evidence, arm_ids, period, verdict):
    rows = incidence_rows(evidence, arm_ids=arm_ids, grade_band="ge3", period=period).rows
    assert comparability(evidence, rows, *arm_ids) == verdict
    assert comparability(evidence, rows, *reversed(arm_ids)) == verdict


def test_without_a_row_of_everybody_treated_nothing_counts_as_randomized(evidence):
    rows = incidence_rows(evidence, arm_ids=TOWER, grade_band="ge3").rows
    assert comparability(evidence, rows.iloc[:0], *TOWER) == "part_of_randomized"


def test_a_row_of_part_of_the_randomized_patients_says_so(evidence):
    rows = incidence_rows(evidence, arm_ids=INOVATE, grade_band="any", period="whole_study").rows
    judged = with_row_verdicts(rows, INOVATE[1], {INOVATE[0]: "randomized"}, "randomized").set_index(
        ["arm_id", "event"]
    )
    qt = judged.xs("QT interval prolongation", level="event")
    assert qt["n_at_risk"].to_dict() == {INOVATE[0]: 162, INOVATE[1]: 124}
    assert (qt["n_at_risk"] < qt["n_safety"]).all()
    assert set(qt["comparability"]) == {"part_of_randomized"}
    everybody = judged[judged["n_at_risk"] == judged["n_safety"]].drop("QT interval prolongation", level="event")
    assert set(everybody.loc[[INOVATE[1]], "comparability"]) == {"randomized"}


def test_a_row_beside_part_of_the_reference_arm_says_so_too(evidence):
    rows = incidence_rows(evidence, arm_ids=TOWER, grade_band="ge3", period="whole_study").rows
    is_one = (rows["arm_id"] == TOWER[1]) & (rows["event"] == "Neutropenia")
    rows = rows.assign(n_at_risk=rows["n_at_risk"].mask(is_one, 100))
    judged = with_row_verdicts(rows, TOWER[1], {TOWER[0]: "randomized"}, "randomized")
    assert set(judged.loc[judged["comparability"] == "part_of_randomized", "event"]) == {"Neutropenia"}
    assert judged["comparability"].value_counts().to_dict()["part_of_randomized"] == 2


def test_the_weakest_verdict_counts():
    assert weakest(["randomized", "same_trial"]) == "same_trial"
    assert weakest(["different_trials", "randomized"]) == "different_trials"
    assert weakest(["randomized"]) == "randomized"


def test_facts_of_an_arm(evidence):
    rows = incidence_rows(evidence, arm_ids=TOWER, grade_band="ge3", period="whole_study").rows
    first, second = arm_facts(evidence, rows, TOWER).itertuples()
    assert (first.arm_id, first.n_safety, second.arm_id, second.n_safety) == (TOWER[0], 267, TOWER[1], 109)
    assert (first.n_rows, first.n_grouped, first.has_rate) == (10, 10, True)
    assert first.grading == "CTCAE 4.0/4.03"
    assert (first.source_name, first.source_url.startswith("https://")) == ("TOWER primary report", True)
    [cells] = arm_facts(evidence, rows, ("all-hematotox-car-t",)).itertuples()
    assert cells.grading == "ICAHT"  # its notes say: not CTCAE
    [none] = arm_facts(evidence, rows, INOVATE[:1]).itertuples()
    assert (none.n_rows, none.n_grouped, none.has_rate) == (0, 0, False)


def test_the_medicine_of_the_package_comes_first(evidence):
    assert products_of(evidence, (*INOVATE, *TOWER)) == ("blinatumomab", "inotuzumab ozogamicin", "chemotherapy")


# Beside the reference arm


def test_every_row_stands_beside_the_same_event_of_the_reference(beside):
    rows = beside(TOWER, grade_band="ge3", period="whole_study").set_index(["arm_id", "event"])
    infections = rows.loc[(TOWER[0], "Infections (any)")]
    assert (infections["n_with_event"], infections["n_at_risk"]) == (91, 267)
    assert (infections["n_with_event_control"], infections["n_at_risk_control"]) == (57, 109)
    assert infections["risk_difference"] == pytest.approx(91 / 267 - 57 / 109)
    assert infections["row_key_control"] == rows.loc[(TOWER[1], "Infections (any)"), "row_key"]
    assert (infections["reference_label"], infections["reference_drug"]) == ("TOWER: chemotherapy", "chemotherapy")
    assert rows.loc[TOWER[1], ["row_key_control", "n_with_event_control", "risk_difference"]].isna().all(axis=None)


def test_not_reported_by_the_reference_is_empty_and_not_zero(beside):
    rows = beside((TOWER[0], INOVATE[0]), grade_band="ge3", period="whole_study")
    alone = rows[(rows["arm_id"] == TOWER[0]) & rows["row_key_control"].isna()]
    assert "Cytokine release syndrome" in set(alone["event"])
    assert alone[["proportion_control", "n_with_event_control", "risk_difference"]].isna().all(axis=None)


def test_counts_stay_away_from_arms_that_are_not_subtracted(beside):
    rows = beside(TOWER, subtracted=(), grade_band="ge3", period="whole_study")
    assert rows["proportion_control"].notna().sum() == 10
    assert rows[["n_with_event_control", "n_at_risk_control", "risk_difference"]].isna().all(axis=None)


def test_swapped_arms_mirror_every_shipped_difference(beside):
    n = 0
    for arm_ids, grade_band in ((TOWER, "ge3"), (AALL1331, "ge3"), (INOVATE, "any")):
        one, other = (
            beside(pair, grade_band=grade_band).dropna(subset="risk_difference").set_index("event")
            for pair in (arm_ids, arm_ids[::-1])
        )
        n += len(one)
        assert sorted(one.index) == sorted(other.index)
        other = other.loc[one.index]
        assert (one["risk_difference"] + other["risk_difference"]).abs().max() < 1e-12
        assert (one["risk_difference_low"] + other["risk_difference_high"]).abs().max() < 1e-7
        assert one["risk_difference"].between(one["risk_difference_low"], one["risk_difference_high"]).all()
    assert n > 25


def test_a_bound_of_the_reference_keeps_its_sign(beside, evidence):
    arm_ids = ("study-20120215-blinatumomab", "us-label-2014-era-adults")
    rows = beside(arm_ids, period="whole_study").set_index(["arm_id", "event"])
    leak = rows.loc[(arm_ids[0], "Capillary leak syndrome")]
    assert (leak["qualifier_control"], leak["proportion_control"]) == ("<", 0.01)
    assert leak[["n_with_event_control", "risk_difference"]].isna().all()


def test_grade_subset_period_and_unit_never_meet_in_a_difference(beside, evidence):
    table = evidence.incidence.set_index("row_key")
    same = ["event", "grade_band", "subset", "period", "counting_unit"]
    n = 0
    for arm_ids in (TOWER, AALL1331, INOVATE, (TOWER[0], INOVATE[0])):
        for choice in ({"grade_band": "ge3"}, {"grade_band": "any"}, {"subset": "serious"}, {"period": "cycle_1"}):
            rows = beside(arm_ids, **choice).dropna(subset="risk_difference")
            one, other = table.loc[rows["row_key"], same], table.loc[rows["row_key_control"], same]
            assert (one.to_numpy() == other.to_numpy()).all()
            assert (one["counting_unit"] == "patients").all()
            n += len(rows)
    assert n > 100


# Per patient-year


def test_neurologic_events_of_tower_change_direction_and_crs_does_not(beside, evidence):
    rows = beside(TOWER, grade_band="ge3", period="whole_study")
    found = exposure_rows(evidence, rows, TOWER[1], TOWER[0]).set_index("event")
    neurologic, crs = found.loc["Neurologic events (any)"], found.loc["Cytokine release syndrome"]
    assert neurologic["crude_ratio"] == pytest.approx((25 / 267) / (9 / 109))
    assert neurologic["rate_ratio"] == pytest.approx(0.38 / 0.95)
    assert (crs["crude_ratio"], crs["rate_ratio"]) == (float("inf"), float("inf"))
    assert (neurologic["rate"], neurologic["rate_control"], neurologic["rate_p"]) == (0.38, 0.95, "0.008")
    assert neurologic["rate_source_name"] and neurologic["rate_locator"]
    assert set(found["rate_row_key"]) | set(found["rate_row_key_control"]) <= set(
        evidence.exposure_adjusted_rates["row_key"]
    )


def test_no_ratio_without_counts_or_rates(beside, evidence):
    rows = beside(TOWER, grade_band="ge3", period="whole_study")
    uncounted = rows.assign(n_with_event_control=rows["n_with_event_control"].mask(rows["event"] == "Infections (any)"))
    assert "Infections (any)" in set(exposure_rows(evidence, rows, TOWER[1], TOWER[0])["event"])
    assert "Infections (any)" not in set(exposure_rows(evidence, uncounted, TOWER[1], TOWER[0])["event"])
    assert exposure_rows(evidence, beside(TOWER), TOWER[1], TOWER[0]).empty
    assert exposure_rows(evidence, beside(INOVATE, grade_band="ge3"), INOVATE[1], INOVATE[0]).empty


# Pooling


ARM = {
    **{"drug": "testumab", "setting": "relapsed_refractory", "age_group": "adult", "dose": "recommended"},
    **{"n_safety": 10, "tier": "core"},
}
ARMS = [
    ARM | {"arm_id": "one", "trial_id": "a", "patient_groups": "a-young"},
    ARM | {"arm_id": "two", "trial_id": "a", "patient_groups": "a-old", "n_safety": 30},
    ARM | {"arm_id": "whole", "trial_id": "a", "patient_groups": "a-young|a-old", "n_safety": 40},
    ARM | {"arm_id": "three"},
    ARM | {"arm_id": "label", "patient_groups": "three|children", "n_safety": 90},
    ARM | {"arm_id": "mixed", "setting": "mixed"},
    ARM | {"arm_id": "unstated", "setting": ""},
    ARM | {"arm_id": "all-ages", "age_group": "mixed"},
    ARM | {"arm_id": "steps", "dose": "other"},
    ARM | {"arm_id": "undosed", "dose": ""},
    ARM | {"arm_id": "part"},
    ARM | {"arm_id": "early"},
    ARM | {"arm_id": "percent"},
    ARM | {"arm_id": "two-counts", "n_safety": 211},
    ARM | {"arm_id": "bound"},
    ARM | {"arm_id": "lymphoma", "setting": "lymphoma"},
    ARM | {"arm_id": "children", "age_group": "pediatric"},
    ARM | {"arm_id": "unknown-size", "n_safety": None},
]


def test_each_row_that_is_not_pooled_has_its_reason(make_evidence):
    arms = [{"patient_groups": arm["arm_id"], "trial_id": arm["arm_id"]} | arm for arm in ARMS]
    rows = [
        {"arm_id": arm["arm_id"], "event": "Fever", "n_with_event": 2, "n_at_risk": arm["n_safety"] or 10}
        for arm in arms
    ]
    row_of = {row["arm_id"]: row for row in rows}
    row_of["part"] |= {"n_at_risk": 8}
    row_of["early"] |= {"data_cut": "interim"}
    percents = {"percent": (20.0, "="), "two-counts": (12.0, "="), "bound": (20.0, "<")}
    for arm_id, (percent, qualifier) in percents.items():
        row_of[arm_id] |= {"n_with_event": None, "percent": percent, "percent_qualifier": qualifier}
    evidence = make_evidence(arms=arms, incidence=rows, events=[{"event": "Fever"}], sources=[])
    told = with_pooling(evidence, with_details(evidence, evidence.incidence)).set_index("arm_id")
    assert told["not_pooled"].to_dict() == {
        "one": "patients counted already",
        "two": "patients counted already",
        "whole": "",
        "three": "",
        "label": "patients counted already",
        "mixed": "not one setting",
        "unstated": "not one setting",
        "all-ages": "not one age group",
        "steps": "another dose, or several",
        "undosed": "dose not stated",
        "part": "part of the arm",
        "early": "an earlier cut",
        "percent": "",
        "two-counts": "no single count",
        "bound": "no single count",
        "lymphoma": "",
        "children": "",
        "unknown-size": "part of the arm",
    }
    pooled = told[told["not_pooled"] == ""]
    assert pooled["pool_group"].to_dict() == {
        **dict.fromkeys(("whole", "three", "percent"), "testumab | relapsed_refractory | adult"),
        "lymphoma": "testumab | lymphoma | adult",
        "children": "testumab | relapsed_refractory | pediatric",
    }


def test_no_shipped_pool_counts_anybody_twice_or_mixes_doses_and_ages(evidence):
    arms = evidence.arms.set_index("arm_id")
    groups = patient_groups(evidence.arms)
    for event in ("Cytokine release syndrome", "Neurologic events (any)", "Infections (any)", "Febrile neutropenia"):
        for grade_band in ("any", "ge3"):
            found = incidence_rows(evidence, arm_ids=tuple(arms.index), event=event, grade_band=grade_band)
            rows = with_pooling(evidence, with_incidence_proportion(found.rows))
            for _, pool in rows[rows["not_pooled"] == ""].groupby("pool_group"):
                named = [group for arm in pool["arm_id"] for group in groups[arm]]
                assert len(named) == len(set(named))
                assert pool[["drug", "setting", "age_group"]].drop_duplicates().shape[0] == 1
                assert set(pool["arm_id"].map(arms["dose"])) == {"recommended"}
                assert (pool["n_at_risk"] == pool["n_safety"]).all()
