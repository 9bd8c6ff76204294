"""Which row answers: of the event, grade, arm, medicine, age and kind that were asked for, the best evidence first."""

import pytest

from adverse.search import Index, answer


def first(index: Index, question: str):
    given = answer(index, question)
    assert not given.refusal, (question, given.refusal)
    return given.hits[0]


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
        ("what proportion of people get the shivers?", "Chills"),
        ("rapid heartbeat with blina", "Tachycardia"),
        ("how often have pts complained of backache", "Back pain"),
        ("tasting problems: dysgeusia with Imdelltra", "Dysgeusia"),
    ],
)
def test_plain_words_and_the_fields_words_name_the_same_event(index, asked, event):
    hit = first(index, asked)
    assert (hit.table, hit.row.event) == ("incidence", event)


@pytest.mark.parametrize("asked", ["does it cause low blood counts", "cytopenia frequency", "low blood cells"])
def test_a_name_of_several_events_is_answered_by_each_of_them(index, asked):
    given = answer(index, asked)
    assert given.sentence.startswith("“")
    assert "are several events. " in given.sentence
    counts = {hit.row.event: hit for hit in given.hits[:4]}
    assert counts.keys() == {"Neutropenia", "Anemia", "Thrombocytopenia", "Leukopenia"}
    for event, hit in counts.items():
        assert f"{event}: {hit.figure}" in given.sentence
    assert first(index, "how often is anemia").row.event == "Anemia"


def test_the_row_is_of_the_grade_arm_subset_and_period_asked_for(index):
    row = first(index, "how common is grade 3 CRS in TOWER?").row
    assert (row.arm_id, row.grade_band, row.n_with_event) == ("tower-blinatumomab", "ge3", 13)
    row = first(index, "How common was grade 4 CRS in MT103-205 at 5/15 mcg/m2/day?").row
    assert (row.arm_id, row.grade_band) == ("mt103-205-recommended-dose", "4")
    row = first(index, "serious infections in the European label pool").row
    assert (row.arm_id, row.subset) == ("eu-smpc-pool", "serious")
    row = first(index, "hypokalemia in AALL1331 in the second cycle").row
    assert (row.arm_id, row.period) == ("aall1331-blinatumomab", "cycle_2")
    row = first(index, "how many adults in BLAST had nerve trouble of any kind?").row
    assert (row.arm_id, row.event) == ("blast-blinatumomab", "Neurologic events (any)")


def test_without_an_arm_the_largest_core_population_of_the_medicine_answers(index, evidence):
    row = first(index, "How common is CRS?").row
    core = evidence.arms.set_index("arm_id").loc[row.arm_id]
    assert (row.drug, core["tier"], row.period, row.grade_band) == ("blinatumomab", "core", "whole_study", "any")


@pytest.mark.parametrize(
    ("asked", "table"),
    [
        ("When does CRS start?", "onset"),
        ("How long does CRS last?", "onset"),
        ("When does the cytokine reaction usually show up?", "onset"),
        ("Who is at risk of CRS?", "risk_factors"),
        ("risk of CRS with high tumor burden", "risk_factors"),
        ("How is grade 2 CRS treated?", "management"),
        ("contraception how long", "management"),
        ("overdose", "management"),
        ("Can blinatumomab be restarted after a seizure?", "management"),
        ("What is CRS?", "glossary"),
        ("what is ICANS grade 3", "grading_criteria"),
        ("Does the article say that CRS starts within 2 days?", "claims"),
        ("Does any source ask for a daily neurologic assessment?", "claims"),
        ("FAERS signals", "signals"),
        ("Do the reporting databases name bone marrow failure?", "signals"),
        ("grade 3 CRS per patient-year in TOWER", "exposure_adjusted_rates"),
        ("What is the yearly rate of severe cytokine release?", "exposure_adjusted_rates"),
        ("TOWER primary report", "sources"),
        ("how many patients were in the blinatumomab arm of TOWER", "arms"),
        ("<script>alert(1)</script> CRS rate", "incidence"),
        ("deaths due to treatment", "incidence"),
        ("what does grade 3 neurotoxicity mean in CTCAE", "grading_criteria"),
    ],
)
def test_the_kind_of_row_follows_the_question(index, asked, table):
    assert first(index, asked).table == table


def test_a_body_weight_picks_the_rule_for_it(index):
    for weight, population in (("30 kg", "<45 kg"), ("70 kg", ">=45 kg"), ("under 45 kg", "<45 kg")):
        row = first(index, f"restart dose after grade 3 CRS at {weight}").row
        assert row.population == population
    assert first(index, "dose child 30 kg").row.population == "<45 kg"


@pytest.mark.parametrize(("said", "rule"), [("10", "more than 7 days"), ("5", "7 days or less")])
def test_a_limit_of_days_decides_which_rule_answers(index, said, rule):
    given = answer(index, f"infusion paused for {said} days, continue the cycle or start a new one?")
    assert rule in given.hits[0].row_key


def test_a_rule_does_not_hold_what_it_leaves_out(index):
    assert "grade 3" in first(index, "what grade is fever with hypotension needing one vasopressor").row_key
    assert first(index, "CRS needs one vasopressor - which grade?").row.grade == 3
    assert first(index, "what dose after a seizure?").row.topic == "dose_modification"


def test_a_rule_is_of_its_own_grades_and_of_no_event_that_it_leaves_out(index):
    row = first(index, "does CRS grade 1 need the infusion stopped").row
    assert (row.event, row.grades) == ("Cytokine release syndrome", "1")
    leaving_out = [it for it in index.documents if "other than" in getattr(it.row, "grade_or_condition", "")]
    assert leaving_out
    assert not any(it.holds("event", ["Cytokine release syndrome"]) for it in leaving_out)
    assert any(it.holds("event", ["Pancreatitis"]) for it in leaving_out)


def test_other_medicines_answer_only_when_they_are_named(index):
    assert first(index, "How common is CRS with Kymriah?").row.drug == "tisagenlecleucel"
    assert first(index, "How common is CRS with axi-cel?").row.drug == "axicabtagene ciloleucel"
    assert answer(index, "How common is veno-occlusive disease?").refusal
    assert answer(index, "How common is veno-occlusive disease with blinatumomab?").refusal
    assert first(index, "How common is veno-occlusive disease with inotuzumab?").row.drug == "inotuzumab ozogamicin"


def test_one_medicine_of_a_class_is_not_the_class(index):
    for asked in ("CRS rate of bispecifics", "how common is CRS with CAR T cells"):
        given = answer(index, asked)
        assert given.sentence == ""
        assert "of one medicine each, not of" in given.refusal
    assert first(index, "CRS rate of the CAR-T tisagenlecleucel").row.drug == "tisagenlecleucel"


def test_a_rule_of_one_grade_is_no_answer_where_no_grade_was_asked(index):
    given = answer(index, "label dose of 9 mcg then 28 mcg per day")
    assert not given.sentence or not given.hits[0].row.grades


def test_several_events_are_answered_one_by_one(index):
    given = answer(index, "How often were CRS and neurotoxicity in BLAST?")
    assert [(hit.row.arm_id, hit.row.event) for hit in given.hits[:2]] == [
        ("blast-blinatumomab", "Cytokine release syndrome"),
        ("blast-blinatumomab", "Neurologic events (any)"),
    ]
    given = answer(index, "headache and dizziness")  # not a rule that names both in passing
    assert [(hit.table, hit.row.event) for hit in given.hits[:2]] == [
        ("incidence", "Headache"),
        ("incidence", "Dizziness"),
    ]
    given = answer(index, "how common are agnosia and headache in TOWER")
    assert given.hits[0].row.event == "Headache"
    assert "Agnosia how often: no row answers all of it." in given.sentence


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


def test_the_most_frequent_serious_event_is_not_that_of_all_events(index):
    given = answer(index, "What are the most common serious side effects?")
    assert not given.sentence or given.hits[0].row.subset == "serious"


def test_deaths_of_the_medicine_are_those_blamed_on_it(index):
    row = first(index, "how many patients die of blinatumomab").row
    assert (row.event, row.subset) == ("Any treatment-related adverse event", "fatal")
    assert first(index, "how many patients died in TOWER?").row.event == "Any adverse event"
    row = first(index, "can blincyto kill you").row
    assert ("related" in row.event, row.subset) == (True, "fatal")
    assert first(index, "deaths due to treatment").row.subset == "fatal"
    assert "related" in first(index, "how many patients did blinatumomab kill").row.event


def test_figures_of_the_starting_article_never_answer_as_evidence(index, evidence):
    kinds = evidence.sources.set_index("source_id")["kind"]
    sources = {getattr(document.row, "source_id", "") for document in index.documents if document.table != "claims"}
    documents = {document.row.source_id for document in index.documents if document.table == "sources"}
    articles = {source for source in sources if source and kinds[source] == "article"}
    assert articles <= documents
    claim = first(index, "Is the pediatric dose of 5 mg/m2/day in the article correct?")
    assert claim.figure == "Unit error; the primary source prints 5 mcg/m2/day"
    assert first(index, "male patients more neurotoxicity 44%").row.claim_id == "C034"


def test_a_learner_reads_plain_words(index, evidence):
    plain = evidence.events.set_index("event").loc["Pyrexia", "plain_name"]
    assert answer(index, "how common is fever", "plain_name").sentence.startswith(f"{plain}: ")
    term = evidence.glossary.set_index("term").loc["Tumor lysis syndrome"]
    assert term["plain_definition"].rstrip(".") in answer(index, "what is TLS", "plain_name").sentence


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("what is a p value?", "p value"),
        ("define day zero", "Time origin"),
        ("explain AE", "Adverse event"),
        ("Nadir meaning", "Nadir"),
        ("What does a reporting odds ratio above 1 mean?", "Reporting odds ratio"),
        ("I don't understand what a confidence interval is", "Confidence interval"),
        ("Could you explain tumor lysis syndrome in plain words?", "Tumor lysis syndrome"),
        ("The doctor spoke of a boxed warning. What is that?", "Boxed warning"),
        ("What do they mean by the nadir of the platelets?", "Nadir"),
    ],
)
def test_terms_are_defined(index, asked, term):
    assert first(index, asked).row.term == term


@pytest.mark.parametrize(
    ("asked", "source_id"),
    [
        ("TOWER paper NEJM", "kantarjian-2017-tower"),
        ("Kantarjian 2017", "kantarjian-2017-tower"),
        ("Imdelltra prescribing information", "imdelltra-us-label-2024"),
        ("Japanese package insert of blinatumomab", "blincyto-japan-package-insert-2021"),
        ("who wrote about blinatumomab plus ponatinib in French adults", "couturier-2021-ponatinib"),
        ("ASTCT criteria table published in OncoTargets", "astct-2022-grading-table"),
        ("I would read the study Stein published in 2019 on nerves", "stein-2019-neurologic"),
    ],
)
def test_a_document_is_found_by_trial_journal_author_and_kind(index, asked, source_id):
    hit = first(index, asked)
    assert (hit.table, hit.row.source_id) == ("sources", source_id)


def test_of_several_labels_the_newest_answers(index):
    row = first(index, "neurologic events of any grade in the newest US label").row
    assert row.arm_id == "us-label-all-trials"


@pytest.mark.parametrize(
    ("asked", "column", "value"),
    [
        ("neurologic events under age 65 in MT103-211", "arm_id", "mt103-211-age-under-65"),
        ("neutropenia in the TOWER control arm", "arm_id", "tower-chemotherapy"),
        ("How many adults aged 65 and over had CRS?", "arm_id", "phase-2-age-65-and-over"),
        ("blast percentage and neurotoxicity", "factor", "Bone marrow blast percentage"),
        ("Do women get more neurological problems than men?", "factor", "Sex"),
        ("how long did the encephalopathy last?", "measure", "single_case"),
        ("How quickly do the nerve symptoms go away?", "arm_id", "mt103-104-all"),
    ],
)
def test_a_limit_a_factor_or_a_case_picks_its_row(index, asked, column, value):
    assert getattr(first(index, asked).row, column) == value


def test_a_link_is_told_as_a_sentence(index):
    said = answer(index, "does age matter for neurotoxicity").sentence
    assert said == (
        "Neurologic events in MT103-211 links Age: 65 years or older (against younger than 65) with more cases of "
        "Neurologic events (any) with blinatumomab; incidence in a subgroup 72%."
    )
    assert "it prints no number." in answer(index, "does stepwise dose lower CRS").sentence


def test_a_duration_says_how_long(index):
    assert "lasted" in first(index, "time to resolution of neurotoxicity").figure


@pytest.mark.parametrize("asked", ["interruption longer than 4 hours", "interruption of more than 4 hours"])
def test_a_pause_of_hours_is_answered_by_the_rule_of_that_limit(index, asked):
    assert "4 hours or more" in first(index, asked).row_key


def test_a_rule_that_says_how_long_comes_before_one_that_does_not(index):
    assert "days of cycle" in first(index, "how many days in hospital").figure


def test_a_rare_infection_is_not_its_neighbour_of_a_similar_name(index):
    given = answer(index, "PML cases")
    assert {hit.row.event for hit in given.hits if hit.answers and hit.table != "glossary"} == {
        "Progressive multifocal leukoencephalopathy"
    }


def test_where_a_figure_comes_from_is_told_by_the_claim_that_prints_it(index):
    given = answer(index, "where does the 44% come from")
    assert (given.hits[0].table, "Misread" in given.sentence) == ("claims", True)


def test_a_question_in_general_on_what_is_done_is_no_person(index):
    assert first(index, "what do you do for grade 4 neurotoxicity").table == "management"
    assert "how often" in {it.words for it in answer(index, "how often CRS and what do you do in grade 3").understood}
