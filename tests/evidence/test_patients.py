"""Which patients an arm counts: who may be counted twice, and which arms together count nobody twice."""

import pytest

from adverse.evidence.compare import comparability
from adverse.evidence.patients import independent_arms, may_share_patients, patient_groups
from adverse.evidence.select import incidence_rows

TOWER = ("tower-blinatumomab", "tower-chemotherapy")
INOVATE = ("inovate-inotuzumab", "inovate-chemotherapy")


@pytest.mark.parametrize(
    ("arm_ids", "share"),
    [
        (TOWER, False),
        ((TOWER[0], INOVATE[0]), False),
        ((TOWER[0], "mt103-211-blinatumomab"), False),
        (("mt103-205-recommended-dose", "mt103-205-all-doses"), True),
        ((TOWER[0], "us-label-282-patient-pool"), False),
        ((TOWER[0], "us-label-all-trials"), True),
        ((TOWER[1], "us-label-282-patient-pool"), False),
        (("mt103-206-211-pooled", "mt103-211-blinatumomab"), True),
        (("us-label-2014-era-adults", "mt103-211-blinatumomab"), True),
        (("us-label-consolidation-pool", "e1910-blinatumomab"), True),
        (("us-label-consolidation-pool", "study-20120215-blinatumomab"), True),
        (("tisagenlecleucel-registry-410", "tisagenlecleucel-registry-471"), True),
        (("tisagenlecleucel-registry-471", "tisagenlecleucel-registry-703"), True),
        (("tisagenlecleucel-registry-410", "pasquini-tisagenlecleucel"), True),
        (("tisagenlecleucel-registry-703", "pasquini-tisagenlecleucel"), False),
        (("zuma-3-brexucabtagene", "zuma-3-phase-1-brexucabtagene"), True),
        (("uk-children-first-line", "uk-children-first-line-interim"), True),
        (("trinetx-tarlatamab-643", "trinetx-tarlatamab-658"), True),
        (("aall1331-reinduction-chemotherapy", "aall1331-blinatumomab"), True),
        (("e1910-induction-chemotherapy", "e1910-blinatumomab"), True),
        (("e1910-blinatumomab", "e1910-chemotherapy"), False),
        (("phase-2-age-under-65", "phase-2-age-65-and-over"), False),
        (("phase-2-age-under-65", "mt103-211-age-65-and-over"), False),
        (("phase-2-age-under-65", "mt103-211-age-under-65"), True),
        (("mt103-211-age-under-65", "mt103-211-age-65-and-over"), False),
        (("dlbcl-phase-2-flat", "dlbcl-phase-2-stepwise"), False),
        (("inovate-inotuzumab-first-salvage", "inovate-inotuzumab-second-salvage"), False),
        (("inovate-inotuzumab", "inovate-inotuzumab-second-salvage"), True),
        (("horai-adults", "horai-children"), False),
        (("aall1731-sr-average-blinatumomab", "aall1731-sr-high-blinatumomab"), False),
        (("aall1731-blinatumomab", "aall1731-sr-high-blinatumomab"), True),
        (("prwcc-training-tisagenlecleucel", "prwcc-validation-tisagenlecleucel"), False),
    ],
)
def test_arms_that_may_count_the_same_patients(evidence, arm_ids, share):
    assert may_share_patients(evidence.arms, *arm_ids) == share
    assert may_share_patients(evidence.arms, *reversed(arm_ids)) == share


def test_the_safety_review_may_count_everybody_whom_a_company_trial_treated(evidence):
    trials = ["tower-blinatumomab", "blast-blinatumomab", "mt103-104-all", "dlbcl-phase-2-stepwise", "horai-adults"]
    for arm in trials:
        assert may_share_patients(evidence.arms, "pancreatitis-safety-review-2016", arm)


def test_a_difference_of_disjoint_parts_of_one_trial_is_computed(evidence):
    rows = incidence_rows(evidence, arm_ids=("phase-2-age-under-65", "phase-2-age-65-and-over")).rows
    assert comparability(evidence, rows, "phase-2-age-under-65", "phase-2-age-65-and-over") == "same_trial"


def test_independent_arms_count_nobody_twice(evidence):
    everything = independent_arms(evidence.arms, evidence.arms["arm_id"])
    groups = patient_groups(evidence.arms)
    assert sum(len(groups[arm]) for arm in everything) == len(frozenset().union(*(groups[arm] for arm in everything)))
    assert set(evidence.arms["arm_id"]) - set(everything) >= {"us-label-282-patient-pool", "eu-smpc-pool"}
    assert {"tower-blinatumomab", "mt103-211-blinatumomab", "aall1731-blinatumomab"} <= set(everything)
    assert not {"aall1731-sr-high-blinatumomab", "uk-children-first-line-interim"} & set(everything)


def test_the_largest_arm_comes_first_where_a_pool_says_more(evidence):
    arm_ids = ("pancreatitis-safety-review-2016", *TOWER)
    assert independent_arms(evidence.arms, arm_ids) == TOWER
    assert independent_arms(evidence.arms, arm_ids, largest_first=True) == (arm_ids[0], TOWER[1])
