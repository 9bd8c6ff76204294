"""Natural sentences: what could change the answer is never passed over, and the kind of row asked for is read."""

import pytest

from adverse.search import answer
from adverse.search.text import is_ordinary, stem


def first(index, question: str):
    given = answer(index, question)
    assert not given.refusal, (question, given.refusal)
    return given.hits[0]


UNANSWERABLE = (
    "What will we have to pay for a cycle of blinatumomab?",
    "Does my insurer cover the treatment of cytokine release syndrome?",
    "How long do people with seizures live after blinatumomab?",
    "Is a fever a sign that the drug is working?",
    "Do patients who get CRS go into remission more often?",
    "My aunt takes rituximab and got a rash. How common is that?",
    "Can I drink a glass of wine when I have a headache from the pump?",
    "Is it okay to fly home when he still has tremor?",
    "How does blinatumomab find the leukemia cells?",
    "How long does the drug stay in the blood after the pump is off?",
    "Can the bag with the medicine be kept at room temperature overnight?",
    "When did Europe approve it for children?",
    "How often does blinatumomab make people lose their hair?",
    "Will my son still be able to have children of his own later?",
    "Does eating grapefruit make neurotoxicity worse?",
    "How many patients in Brazil had a fever?",
    "How many patients got an ear infection in TOWER?",
    "How common is fever with pembrolizumab?",
    "Can I go swimming with the pump?",
    "How many people with psoriasis got CRS?",
    "Does vincristine raise the chance of constipation?",
    "How often does blinatumomab cause kidney stones?",
    "Should my wife take ibuprofen for the headache?",
    "How likely is it that the leukemia comes back after CRS?",
    "What is the capital of France?",
    "Does dexamethasone make him gain weight?",
    "How common was fever in the MOONSHOT trial?",
    "Is the fever caused by a virus called RSV?",
)


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_what_the_tables_do_not_hold_is_refused_in_any_wording(index, question):
    given = answer(index, question)
    assert (given.sentence, bool(given.refusal)) == ("", True), given.sentence


@pytest.mark.parametrize(
    ("asked", "table", "column", "value"),
    [
        ("The man in bed seven has a rash, is that usual?", "incidence", "event", "Rash"),
        (
            "Our neighbour had a fever in the garden. How often does that happen?",
            "incidence",
            "event",
            "Pyrexia",
        ),
        ("How many adults in BLAST had nerve trouble of any kind?", "incidence", "arm_id", "blast-blinatumomab"),
        (
            "As a shot under the skin, does everybody get side effects?",
            "incidence",
            "arm_id",
            "subcutaneous-250-500",
        ),
        (
            "ALT is six times the upper limit today. What should we do?",
            "management",
            "topic",
            "dose_modification",
        ),
        ("Should we be giving paracetamol in the first two days?", "management", "topic", "premedication"),
        ("Do women get more neurological problems than men?", "risk_factors", "factor", "Sex"),
        ("When does the cytokine reaction usually show up?", "onset", "event", "Cytokine release syndrome"),
        ("What is the yearly rate of severe cytokine release?", "exposure_adjusted_rates", "grade_band", "ge3"),
        ("A website says that 43 percent get nausea. Can I trust that?", "claims", "claim_id", "C027"),
        ("I don't understand what a confidence interval is", "glossary", "term", "Confidence interval"),
        ("Could you explain tumor lysis syndrome in plain words?", "glossary", "term", "Tumor lysis syndrome"),
        (
            "I would read the study Stein published in 2019 on nerves",
            "sources",
            "source_id",
            "stein-2019-neurologic",
        ),
        ("Do the reporting databases name bone marrow failure?", "signals", "event", "Bone marrow failure"),
    ],
)
def test_natural_sentences_reach_the_kind_of_row_they_ask_for(index, asked, table, column, value):
    hit = first(index, asked)
    assert (hit.table, getattr(hit.row, column)) == (table, value)


def test_ordinary_english_holds_no_medicine_and_no_illness():
    for word in ("sister", "website", "riskier", "newest", "morning", "bed"):
        assert is_ordinary(stem(word)), word
    for word in ("imatinib", "aspirin", "asthma", "insulin", "pneumonia", "hiccups", "liver"):
        assert not is_ordinary(stem(word)), word


def test_no_event_of_the_tables_is_passed_over_as_ordinary_english(index):
    asked = index.read("fever and headache in the garden")
    assert [word for word in asked.required if index.may_pass_over(asked, word)] == ["garden"]


@pytest.mark.parametrize(
    "asked",
    ("rituximab side effects", "What are the side effects of methotrexate?", "How common is fever with rituximab?"),
)
def test_a_medicine_that_no_row_is_of_is_refused_though_a_title_or_text_holds_its_name(index, asked):
    assert answer(index, asked).refusal


@pytest.mark.parametrize(
    ("asked", "table", "column", "value"),
    [
        ("He has a bad cough at night, is cough common?", "incidence", "grade_band", "any"),
        ("CRS events per pateint-year in TOWER", "exposure_adjusted_rates", "event", "Cytokine release syndrome"),
        ("Is headache 34% true?", "claims", "statement", "Manifestation: Headache"),
        ("Is fever 60% correct?", "claims", "statement", "Pyrexia in 76% of patients"),
        (
            "Is ICANS in FAERS reported more often?",
            "signals",
            "event",
            "Immune effector cell-associated neurotoxicity syndrome",
        ),
        ("What do they mean by the nadir of the platelets?", "glossary", "term", "Nadir"),
        ("The doctor spoke of a boxed warning. What is that?", "glossary", "term", "Boxed warning"),
        ("Can it be continued after seizures?", "management", "grade_or_condition", "Seizure"),
        ("Can blinatumomab be restarted after a seizure?", "management", "grade_or_condition", "Seizure"),
    ],
)
def test_wording_of_relatives_and_typing_slips_reach_the_row(index, asked, table, column, value):
    hit = first(index, asked)
    assert (hit.table, getattr(hit.row, column)) == (table, value)
