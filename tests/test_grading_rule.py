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
        # An explained fever is no CRS, also with paracetamol and a vasopressor.
        (
            CrsFindings(Temperature.OTHER_CAUSE, Therapy.GIVEN, Hypotension.ONE_VASOPRESSOR),
            0,
            ("temperature",),
        ),
        (CrsFindings(FEVER, Therapy.GIVEN), 1, ("temperature",)),
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


# The two tables of the criteria, cell by cell: domain -> what is found -> the grade it has by itself.
TABLES = {
    "crs": {
        "temperature": {"below_38": 0, "fever_other_cause": 0, "fever": 1},
        "therapy": {"not_given": 0, "given": 0},
        "hypotension": {"none": 0, "no_vasopressor": 2, "one_vasopressor": 3, "several_vasopressors": 4},
        "hypoxia": {"none": 0, "low_flow": 2, "high_flow": 3, "positive_pressure": 4},
    },
    "icans": {
        "ice": {"ice_10": 0, "ice_7_9": 1, "ice_3_6": 2, "ice_0_2": 3, "unarousable": 4, "not_used": 0},
        "consciousness": {"alert": 0, "spontaneous": 1, "voice": 2, "touch": 3, "unarousable": 4},
        "seizure": {"none": 0, "resolves": 3, "prolonged": 4},
        "motor": {"none": 0, "deep_focal": 4},
        "edema": {"none": 0, "focal": 3, "diffuse": 4},
    },
}
# The first note of the CRS table: fever that nothing else explains, or below 38 after fever of CRS and therapy.
GRADED_AT = {("fever", "not_given"), ("fever", "given"), ("below_38", "given")}


@pytest.mark.parametrize(("syndrome", "size"), [("crs", 3 * 2 * 4 * 4), ("icans", 6 * 5 * 3 * 2 * 3)])
def test_every_combination_has_the_grade_of_the_printed_table(syndrome, size):
    table = TABLES[syndrome]
    assert {domain: list(choices) for domain, choices in SYNDROMES[syndrome].domains().items()} == {
        domain: list(found) for domain, found in table.items()
    }
    combinations = [dict(zip(table, found, strict=True)) for found in product(*table.values())]
    assert len(combinations) == size
    for cells in combinations:
        own = {domain: table[domain][found] for domain, found in cells.items()}
        is_graded = syndrome == "icans" or (cells["temperature"], cells["therapy"]) in GRADED_AT
        expected = max(own.values()) if is_graded else 0
        decided_by = tuple(domain for domain in own if own[domain] == expected) if expected else ()
        if not is_graded and max(own.values()):
            decided_by = ("temperature",)
        result = grade_of(SYNDROMES[syndrome].read(cells))
        assert (result.syndrome, result.grade, result.decided_by) == (syndrome, expected, decided_by), cells
        assert result.is_complete == (cells.get("ice") != "not_used")


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


def test_an_explained_fever_is_no_crs_whatever_else_is_found():
    grades = {crs_grade(f).grade for f in every_combination("crs") if f.temperature is Temperature.OTHER_CAUSE}
    assert grades == {0}


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
