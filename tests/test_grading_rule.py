"""The grading rule: golden cases of the criteria, every combination of findings, and the bands of the ICE score."""

from itertools import product

import pytest

from adverse.grading import (
    SYNDROMES,
    Consciousness,
    CrsFindings,
    Edema,
    Hypotension,
    Hypoxia,
    IcansFindings,
    Ice,
    IceItem,
    Motor,
    Seizure,
    Temperature,
    Therapy,
    crs_grade,
    grade_of,
    icans_grade,
    ice_band,
    ice_score,
)

FEVER = Temperature.FEVER
LEE = "Lee 2019, Biol Blood Marrow Transplant 25:625-638"


@pytest.mark.parametrize(
    ("findings", "grade", "decided_by"),
    [
        (CrsFindings(), 0, ()),
        (CrsFindings(FEVER), 1, ("temperature",)),
        (CrsFindings(FEVER, hypotension=Hypotension.NO_VASOPRESSOR), 2, ("hypotension",)),
        (CrsFindings(FEVER, hypoxia=Hypoxia.LOW_FLOW), 2, ("hypoxia",)),
        (CrsFindings(FEVER, hypotension=Hypotension.ONE_VASOPRESSOR), 3, ("hypotension",)),
        (CrsFindings(FEVER, hypoxia=Hypoxia.HIGH_FLOW), 3, ("hypoxia",)),
        (CrsFindings(FEVER, hypotension=Hypotension.SEVERAL_VASOPRESSORS), 4, ("hypotension",)),
        (CrsFindings(FEVER, hypoxia=Hypoxia.POSITIVE_PRESSURE), 4, ("hypoxia",)),
        # The example of the criteria: fever, one vasopressor and a low-flow nasal cannula.
        (CrsFindings(FEVER, Therapy.NOT_GIVEN, Hypotension.ONE_VASOPRESSOR, Hypoxia.LOW_FLOW), 3, ("hypotension",)),
        (
            CrsFindings(FEVER, Therapy.NOT_GIVEN, Hypotension.ONE_VASOPRESSOR, Hypoxia.HIGH_FLOW),
            3,
            ("hypotension", "hypoxia"),
        ),
        (CrsFindings(hypotension=Hypotension.ONE_VASOPRESSOR), 0, ("temperature",)),
        (CrsFindings(Temperature.OTHER_CAUSE, hypotension=Hypotension.ONE_VASOPRESSOR), 0, ("temperature",)),
        (CrsFindings(therapy=Therapy.GIVEN, hypotension=Hypotension.ONE_VASOPRESSOR), 3, ("hypotension",)),
        (CrsFindings(therapy=Therapy.GIVEN), 0, ()),
    ],
)
def test_crs_golden_cases(findings, grade, decided_by):
    result = crs_grade(findings)
    assert (result.grade, result.decided_by, result.is_complete) == (grade, decided_by, True), LEE


@pytest.mark.parametrize(
    ("findings", "grade", "decided_by"),
    [
        (IcansFindings(), 0, ()),
        (IcansFindings(Ice.SEVEN_TO_NINE), 1, ("ice",)),
        (IcansFindings(Ice.THREE_TO_SIX), 2, ("ice",)),
        # The example of the criteria: ICE score 3 with a generalized seizure.
        (IcansFindings(ice_band(3), seizure=Seizure.RESOLVES), 3, ("seizure",)),
        (IcansFindings(ice_band(0)), 3, ("ice",)),
        (IcansFindings(Ice.UNAROUSABLE, Consciousness.UNAROUSABLE), 4, ("ice", "consciousness")),
        (IcansFindings(consciousness=Consciousness.SPONTANEOUS), 1, ("consciousness",)),
        (IcansFindings(consciousness=Consciousness.VOICE), 2, ("consciousness",)),
        (IcansFindings(consciousness=Consciousness.TOUCH), 3, ("consciousness",)),
        (IcansFindings(seizure=Seizure.PROLONGED), 4, ("seizure",)),
        (IcansFindings(motor=Motor.DEEP_FOCAL), 4, ("motor",)),
        (IcansFindings(edema=Edema.FOCAL), 3, ("edema",)),
        (IcansFindings(edema=Edema.DIFFUSE), 4, ("edema",)),
    ],
)
def test_icans_golden_cases(findings, grade, decided_by):
    result = icans_grade(findings)
    assert (result.grade, result.decided_by, result.is_complete) == (grade, decided_by, True), LEE


def test_a_child_has_the_grade_of_the_other_domains_and_it_is_not_complete():
    result = icans_grade(IcansFindings(Ice.NOT_USED, seizure=Seizure.RESOLVES))
    assert (result.grade, result.decided_by, result.is_complete) == (3, ("seizure",), False)


def every_combination(syndrome):
    own = SYNDROMES[syndrome]
    return [own(*combination) for combination in product(*own.domains().values())]


@pytest.mark.parametrize(("syndrome", "size"), [("crs", 3 * 2 * 4 * 4), ("icans", 6 * 5 * 3 * 2 * 3)])
def test_truth_table_is_complete_and_every_combination_has_one_grade(syndrome, size):
    table = {findings: grade_of(findings) for findings in every_combination(syndrome)}
    assert len(table) == size
    for findings, result in table.items():
        own = findings.by_domain()
        needs_fever = syndrome == "crs" and findings.temperature is not FEVER and findings.therapy is Therapy.NOT_GIVEN
        assert result.grade == (0 if needs_fever else max(own.values())), findings
        assert result.grade in range(5)
        assert result.syndrome == syndrome
        if result.grade:
            assert result.decided_by == tuple(name for name in own if own[name] == result.grade)
    assert {result.grade for result in table.values()} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("syndrome", SYNDROMES)
def test_a_worse_finding_never_lowers_the_grade(syndrome):
    for findings in every_combination(syndrome):
        cells = {domain: getattr(findings, domain) for domain in findings.domains()}
        for domain, choices in findings.domains().items():
            for worse in choices:
                if worse.grade > cells[domain].grade:
                    assert grade_of(type(findings)(**cells | {domain: worse})).grade >= grade_of(findings).grade


def test_therapy_never_lowers_a_grade():
    for findings in every_combination("crs"):
        given = CrsFindings(findings.temperature, Therapy.GIVEN, findings.hypotension, findings.hypoxia)
        assert crs_grade(given).grade >= crs_grade(findings).grade


def test_ice_bands():
    bands = [ice_band(score) for score in range(11)]
    assert bands == [*[Ice.ZERO_TO_TWO] * 3, *[Ice.THREE_TO_SIX] * 4, *[Ice.SEVEN_TO_NINE] * 3, Ice.TEN]
    assert [ice_score(tuple(IceItem)[:missed]) for missed in range(11)] == list(range(10, -1, -1))
    assert ice_score((IceItem.YEAR, IceItem.YEAR)) == 9


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_of_the_test_is_an_error(score):
    with pytest.raises(ValueError, match=f"0 to 10, not {score}"):
        ice_band(score)


@pytest.mark.parametrize(("cells", "error"), [({"ice": "ice_10"}, KeyError), ({"ice": "ice_11"}, ValueError)])
def test_findings_are_read_whole_or_not_at_all(cells, error):
    with pytest.raises(error):
        IcansFindings.read(cells)
