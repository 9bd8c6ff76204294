"""Which kind of row a question asks for: documents, single cases, several events, persons, ranges, and what blocks."""

import pytest

from adverse.search import answer, build_index
from adverse.search.text import scores, stem


def first(index, question: str):
    given = answer(index, question)
    assert not given.refusal, (question, given.refusal)
    return given.hits[0]


def test_the_index_is_built_once_for_the_same_evidence(index, evidence):
    assert build_index(evidence) is index


@pytest.mark.parametrize(
    ("asked", "source_id"),
    [
        ("TOWER paper NEJM", "kantarjian-2017-tower"),
        ("Kantarjian 2017", "kantarjian-2017-tower"),
        ("Imdelltra prescribing information", "imdelltra-us-label-2024"),
        ("Japanese package insert of blinatumomab", "blincyto-japan-package-insert-2021"),
        ("who wrote about blinatumomab plus ponatinib in French adults", "couturier-2021-ponatinib"),
        ("ASTCT criteria table published in OncoTargets", "astct-2022-grading-table"),
    ],
)
def test_a_document_is_found_by_trial_journal_author_and_kind(index, asked, source_id):
    hit = first(index, asked)
    assert (hit.table, hit.row.source_id) == ("sources", source_id)


def test_of_several_labels_the_newest_answers(index):
    row = first(index, "neurologic events of any grade in the newest US label").row
    assert row.arm_id == "us-label-all-trials"


def test_two_events_are_both_answered_in_the_order_asked(index):
    given = answer(index, "How often were CRS and neurotoxicity in BLAST?")
    found = [(hit.row.arm_id, hit.row.event) for hit in given.hits[:2]]
    assert found == [
        ("blast-blinatumomab", "Cytokine release syndrome"),
        ("blast-blinatumomab", "Neurologic events (any)"),
    ]


def test_of_two_events_the_one_without_a_row_is_named(index):
    given = answer(index, "how common are agnosia and headache in TOWER")
    assert (given.hits[0].row.event, given.passed_over) == ("Headache", ("agnosia",))


def test_a_single_case_tells_when_it_began_and_how_long_it_took(index):
    assert first(index, "When did HLH appear in the child?").row.source_id == "teachey-2013-hlh"
    assert first(index, "how long did the encephalopathy last?").row.measure == "single_case"
    assert first(index, "How quickly do the nerve symptoms go away?").row.arm_id == "mt103-104-all"


def test_a_person_with_an_age_prefers_rows_on_that_age(index):
    assert first(index, "My son is 6 and relapsed. How likely is severe CRS?").row.arm_id.startswith("mt103-205")
    row = first(index, "my 70-year-old father is confused. how common is that?").row
    assert row.arm_id == "us-label-2014-era-adults"


def test_a_score_is_read_as_part_of_its_range(index):
    assert scores("ICE score 3 to 6") == ["score3", "score4", "score5", "score6"]
    assert "ICE score 3 to 6" in first(index, "ICE score of 5, which ICANS grade?").row.action
    assert "positive pressure" in first(index, "patient on CPAP with fever, which CRS grade?").row.action


def test_a_limit_in_hours_is_no_limit_in_days(index):
    row = first(index, "restart after 10 days pause, same cycle?").row
    assert row.grade_or_condition == "Interruption for an adverse reaction of more than 7 days"


def test_an_event_mentioned_by_another_name_is_held(index):
    assert first(index, "Is it correct that nerve side effects occur in up to 50% of patients?").table == "claims"
    row = first(index, "Time from transplant to VOD after Besponsa").row
    assert (row.event, row.onset_median_days) == ("Hepatic veno-occlusive disease", 15)


def test_a_claim_that_nobody_checked_falls_through_to_the_evidence(index):
    assert first(index, "Is it true that many get chills?").table == "incidence"


@pytest.mark.parametrize(
    "asked",
    [
        "hepatitis B reactivation",
        "May he take a shower with the pump?",
        "G-CSF allowed during infusion?",
        "Was there more depression in women than in men?",
        "vincristine neuropathy how common",
        "asparaginase and pancreatitis rates",
        "blisters with fever",
        "clots on a PICC line",
        "lineage switch after treatment",
        "can she get pregnant later",
    ],
)
def test_illness_medicine_and_daily_life_that_no_row_holds_are_refused(index, asked):
    assert answer(index, asked).refusal


def test_an_inflammation_is_not_its_organ():
    assert stem("hepatitis") != stem("hepatic")


@pytest.mark.parametrize(
    ("asked", "table", "place"),
    [
        ("The infusion was paused for 10 days: continue the same cycle or start a new one?", "management", 0),
        ("Does any source ask for a daily neurologic assessment?", "claims", 0),
        ("What does a reporting odds ratio above 1 mean?", "glossary", 0),
        ("evidence for daily neurological checks", "claims", 1),
        ("How is ICANS graded in a 6 year old who is too young for ICE?", "grading_criteria", 1),
    ],
)
def test_a_row_of_the_kind_meant_is_among_the_first_three(index, asked, table, place):
    given = answer(index, asked)
    assert not given.refusal
    assert (given.hits[place].table, given.hits[place].score) == (table, 0)


@pytest.mark.parametrize(("said", "rule"), [("10", "more than 7 days"), ("5", "7 days or less")])
def test_a_limit_of_days_decides_which_rule_answers(index, said, rule):
    given = answer(index, f"infusion paused for {said} days, continue the cycle or start a new one?")
    assert rule in given.hits[0].row_key


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("Nadir meaning", "Nadir"),
        ("often or heavily: what is a serious adverse event?", "Serious adverse event"),
    ],
)
def test_a_definition_is_asked_for_at_the_end_of_a_question_too(index, asked, term):
    hit = first(index, asked)
    assert (hit.table, hit.row.term) == ("glossary", term)


@pytest.mark.parametrize("asked", ["what is ICANS grade 3", "What is grade 4 neurotoxicity?"])
def test_what_a_grade_is_is_answered_by_its_criteria(index, asked):
    assert [first(index, asked).row.topic, first(index, asked).table] == ["grading", "management"]
