"""What is understood of a question, what is refused, and that nothing typed can break it."""

import threading

import pytest

from adverse.search import Index, answer
from adverse.search.answer import REFUSAL
from adverse.search.words import EVERYDAY_NAMES


def first(index: Index, question: str):
    given = answer(index, question)
    assert not given.refusal, (question, given.refusal)
    return given.hits[0]


# Spelling and other words for the same


@pytest.mark.parametrize(
    ("typed", "mended"),
    [("neurotoxcity", "neurotoxicity"), ("blinotumomab CRS", "blinatumomab"), ("siezures", "seizures")],
)
def test_a_slip_of_the_keys_is_mended_and_said(index, typed, mended):
    given = answer(index, typed)
    assert not given.refusal
    assert list(given.mended.values()) == [mended]


@pytest.mark.parametrize("unknown", ["rituximab", "imatinib", "elotuzumab", "hiccups", "alopecia", "grapefruit"])
def test_a_word_that_no_row_holds_is_not_bent_into_one_that_does(index, unknown):
    given = answer(index, f"How common is CRS with {unknown}?")
    assert given.mended == {}
    assert unknown in given.refusal


@pytest.mark.parametrize(
    ("asked", "event"),
    [
        ("low platelets", "Thrombocytopenia"),
        ("how common is fever", "Pyrexia"),
        ("How often does anaemia occur?", "Anemia"),
        ("how often do patients throw up", "Vomiting"),
        ("how common are brain problems", "Neurologic events (any)"),
        ("HOW COMMON IS CRS", "Cytokine release syndrome"),
        ("febrile neutropenia frequency", "Febrile neutropenia"),
    ],
)
def test_plain_words_and_the_fields_words_name_the_same_event(index, asked, event):
    hit = first(index, asked)
    assert (hit.table, hit.row.event) == ("incidence", event)


# What is asked


def test_the_row_is_of_the_grade_arm_subset_and_period_asked_for(index):
    row = first(index, "how common is grade 3 CRS in TOWER?").row
    assert (row.arm_id, row.grade_band, row.n_with_event) == ("tower-blinatumomab", "ge3", 13)
    row = first(index, "How common was grade 4 CRS in MT103-205 at 5/15 mcg/m2/day?").row
    assert (row.arm_id, row.grade_band) == ("mt103-205-recommended-dose", "4")
    row = first(index, "serious infections in the European label pool").row
    assert (row.arm_id, row.subset) == ("eu-smpc-pool", "serious")
    row = first(index, "hypokalemia in AALL1331 in the second cycle").row
    assert (row.arm_id, row.period) == ("aall1331-blinatumomab", "cycle_2")


def test_without_an_arm_the_largest_core_population_of_the_medicine_answers(index, evidence):
    row = first(index, "How common is CRS?").row
    core = evidence.arms.set_index("arm_id").loc[row.arm_id]
    assert (row.drug, core["tier"], row.period, row.grade_band) == ("blinatumomab", "core", "whole_study", "any")


@pytest.mark.parametrize(
    ("asked", "table"),
    [
        ("When does CRS start?", "onset"),
        ("How long does CRS last?", "onset"),
        ("Who is at risk of CRS?", "risk_factors"),
        ("How is grade 2 CRS treated?", "management"),
        ("What is CRS?", "glossary"),
        ("Does the article say that CRS starts within 2 days?", "claims"),
        ("FAERS signal for CRS with tarlatamab", "signals"),
        ("grade 3 CRS per patient-year in TOWER", "exposure_adjusted_rates"),
        ("TOWER primary report", "sources"),
    ],
)
def test_the_kind_of_row_follows_the_question(index, asked, table):
    assert first(index, asked).table == table


def test_a_body_weight_picks_the_rule_for_it(index):
    for weight, population in (("30 kg", "<45 kg"), ("70 kg", ">=45 kg"), ("under 45 kg", "<45 kg")):
        row = first(index, f"restart dose after grade 3 CRS for a patient of {weight}").row
        assert row.population == population


def test_other_medicines_answer_only_when_they_are_named(index):
    assert first(index, "How common is CRS with Kymriah?").row.drug == "tisagenlecleucel"
    assert first(index, "How common is CRS with axi-cel?").row.drug == "axicabtagene ciloleucel"
    assert answer(index, "How common is veno-occlusive disease?").refusal
    assert answer(index, "How common is veno-occlusive disease with blinatumomab?").refusal
    assert first(index, "How common is veno-occlusive disease with inotuzumab?").row.drug == "inotuzumab ozogamicin"


def test_several_events_are_answered_one_by_one(index):
    given = answer(index, "How common are CRS and seizures?")
    assert [hit.row.event for hit in given.hits[:2]] == ["Cytokine release syndrome", "Seizure"]
    assert given.sentence.count("prints it.") == 2


def test_the_most_frequent_event_is_the_one_with_the_largest_share(index, evidence):
    row = first(index, "What are the most common side effects in TOWER?").row
    rows = evidence.incidence[
        (evidence.incidence["arm_id"] == row.arm_id)
        & (evidence.incidence["grade_band"] == "any")
        & (evidence.incidence["subset"] == "all")
        & (evidence.incidence["period"] == row.period)
        & (evidence.incidence["event_group"] != "other")
    ]
    assert (row.event, row.percent) == (rows.loc[rows["percent"].idxmax(), "event"], rows["percent"].max())


def test_figures_of_the_starting_article_never_answer_as_evidence(index, evidence):
    kinds = evidence.sources.set_index("source_id")["kind"]
    sources = {getattr(document.row, "source_id", "") for document in index.documents if document.table != "claims"}
    documents = {document.row.source_id for document in index.documents if document.table == "sources"}
    articles = {source for source in sources if source and kinds[source] == "article"}
    assert articles <= documents
    claim = first(index, "Is the pediatric dose of 5 mg/m2/day in the article correct?")
    assert claim.figure == "Unit error; the primary source prints 5 mcg/m2/day"


def test_a_learner_reads_plain_words(index, evidence):
    plain = evidence.events.set_index("event").loc["Pyrexia", "plain_name"]
    assert answer(index, "how common is fever", "plain_name").sentence.startswith(f"{plain}: ")
    term = evidence.glossary.set_index("term").loc["Tumor lysis syndrome"]
    assert term["plain_definition"].rstrip(".") in answer(index, "what is TLS", "plain_name").sentence


# Everyday wording


def test_every_everyday_name_is_of_an_event_of_the_tables(evidence):
    assert set(EVERYDAY_NAMES) <= set(evidence.events["event"])


@pytest.mark.parametrize(
    ("asked", "event"),
    [
        ("what proportion of people get the shivers?", "Chills"),
        ("rapid heartbeat with blina", "Tachycardia"),
        ("how often have pts complained of backache", "Back pain"),
        ("tasting problems: dysgeusia with Imdelltra", "Dysgeusia"),
    ],
)
def test_everyday_names_short_forms_and_words_of_manner_are_understood(index, asked, event):
    hit = first(index, asked)
    assert (hit.table, hit.row.event) == ("incidence", event)


def test_a_factor_named_in_full_is_a_question_on_risk_and_not_a_trial(index):
    row = first(index, "blast percentage and neurotoxicity").row
    assert (row.factor, row.event) == ("Bone marrow blast percentage", "Neurologic events (any)")


def test_terms_of_everyday_words_are_defined(index):
    for asked, term in (
        ("what is a p value?", "p value"),
        ("define day zero", "Time origin"),
        ("explain AE", "Adverse event"),
    ):
        assert first(index, asked).row.term == term


def test_an_age_limit_and_the_control_arm_pick_their_rows(index):
    assert first(index, "neurologic events under age 65 in MT103-211").row.arm_id == "mt103-211-age-under-65"
    assert first(index, "neutropenia in the TOWER control arm").row.arm_id == "tower-chemotherapy"


def test_a_word_passed_over_is_said_and_a_name_is_never_passed_over(index):
    for question in ("fever in women", "fever in TOWER with seizures in Japan", "rash on the face"):
        assert answer(index, question).refusal, question
    assert answer(index, "headache at night").passed_over == ("night",)
    assert answer(index, "headache").passed_over == ()


# Refusals


@pytest.mark.parametrize(
    "question",
    [
        "What is the overall survival with CRS?",
        "Does CRS improve the remission rate?",
        "How much does it cost?",
        "Should I stop the infusion?",
        "How common is CRS in pregnant women?",
        "How common is grade 5 headache?",
        "How common is agnosia in TOWER?",
        "How common are hiccups?",
        "When was it approved?",
        "how common is it",
        "is hair loss common",
        "hearing loss in RIALTO",
        "fever in patients with HIV",
        "delirium in BLAST",
        "how does blinatumomab kill leukemia cells?",
        "CRS in patients over 90",
    ],
)
def test_what_is_not_in_the_rows_is_refused(index, question):
    given = answer(index, question)
    assert given.sentence == ""
    assert given.refusal.startswith(REFUSAL)


def test_the_nearest_rows_of_a_refusal_lack_something(index):
    given = answer(index, "How common is agnosia in TOWER?")
    assert {hit.row.event for hit in given.hits[:2]} == {"Agnosia"}
    assert all(hit.score > 0 for hit in given.hits)


@pytest.mark.parametrize(
    "typed",
    [
        *('"* OR NEAR(', "'; DROP TABLE texts; --", "head:CRS AND NOT *", "<img src=x onerror=alert(1)>", "\0\x01"),
        *("", " ", "?", "-", "((((", "\\", "x" * 100_000, "CRS " * 50_000, "人", "🙂", "grade", "kg", "grade 9", "NaN"),
    ],
)
def test_nothing_typed_can_break_it(index, typed):
    given = answer(index, typed)
    assert bool(given.sentence) != bool(given.refusal)
    assert len(given.question) <= 300


def test_many_readers_may_ask_at_once(index):
    expected, wrong = answer(index, "how common is grade 3 CRS in TOWER?").sentence, []

    def ask() -> None:
        for _ in range(10):
            if answer(index, "how common is grade 3 CRS in TOWER?").sentence != expected:
                wrong.append(1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
