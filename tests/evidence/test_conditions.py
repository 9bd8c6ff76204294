"""What is read from the printed words of a rule: every row of the table, and rows broken on purpose."""

import pytest

from adverse.evidence.conditions import actions_of, doses_of, grades_of, holds_any, is_for_adults, weight_bands_of

# Grade or condition as printed -> grades, for every rule on what is done; an empty set is a condition without a grade.
READ_AS = {
    "Interruption for an adverse reaction of 7 days or less": set(),
    "Interruption for an adverse reaction of more than 7 days": set(),
    "Interruption of more than 14 days (Japan)": set(),
    "Grade 3, other than cytokine release syndrome, seizure and neurologic toxicity (2014 scheme)": {3},
    "Grade 4, other than cytokine release syndrome, seizure and neurologic toxicity (2014 scheme)": {4},
    "after first split dose": set(),
    "Grade 3": {3},
    "Grade 3 (2014 scheme)": {3},
    "Grade 4": {4},
    "Transaminases >5x ULN or bilirubin >3x ULN": set(),
    "Grade 3 that recurs or takes more than 7 days to resolve (2014 scheme)": {3},
    "Grade 4 (2014 scheme)": {4},
    "Seizure": set(),
    "Grade 1": {1},
    "Grade 2": {2},
    "Grade 4, refractory to corticosteroids": {4},
    "hypoxia or hypotension in T-cell redirecting therapy": set(),
    "life-threatening": set(),
    "patients with CRS (54 of 68)": set(),
    "patients with CRS (N=108)": set(),
    "second line, grade 3 or higher": {3, 4, 5},
    "severe or life-threatening": set(),
    "share of treated patients given tocilizumab": set(),
    "grade 2 (single case)": {2},
    "grade 3": {3},
    "grade 3 or higher": {3, 4, 5},
    "grade 1-2": {1, 2},
    "grade 3 or higher, serious or recurring": {3, 4, 5},
    "ICANS-like symptoms with CD3xCD20 bispecifics": set(),
    "seizure, cerebral edema, grade 3-4": {3, 4},
}


def test_every_rule_on_what_is_done_is_read_as_listed(evidence):
    rules = evidence.management[evidence.management["topic"].isin(["dose_modification", "intervention"])]
    assert {text: set(grades_of(text)) for text in rules["grade_or_condition"]} == READ_AS


def test_every_population_is_read(evidence):
    read = {text: set(weight_bands_of(text)) for text in evidence.management["population"]}
    assert read.pop("<45 kg") == {"below_45"}
    assert read.pop(">=45 kg") == {"from_45"}
    assert set(map(frozenset, read.values())) == {frozenset()}


@pytest.mark.parametrize(
    ("printed", "actions"),
    [
        ("Discontinue permanently and give steroid as for grade 3", ("stop_for_good",)),
        ("Consider permanent discontinuation", ("consider_stop",)),
        ("Treat symptoms; keep the infusion running", ("continue",)),
        ("IV fluids; interruption may be considered", ("consider_interrupt",)),
        ("Withhold until resolved, then restart", ("interrupt", "restart")),
        ("Interrupt temporarily or stop blinatumomab", ("interrupt", "stop")),
        ("Interrupt for severe, stop permanently for life-threatening", ("interrupt", "stop_for_good")),
        ("HLH progressed after stopping blinatumomab", ()),
        ("Steroid up to 3 days", ()),
    ],
)
def test_actions_are_read_from_the_verbs(printed, actions):
    assert actions_of(printed) == actions


def test_doses_of_other_medicines_are_not_taken_for_its_own():
    printed = "dexamethasone 5 mg/m2 (max 8 mg) every 8 h; restart 5 mcg/m2/day then 15 mcg/m2/day"
    assert doses_of(printed) == ("5 mcg/m2/day then 15 mcg/m2/day",)
    assert doses_of("dexamethasone 20 mg") == ()


# Broken on purpose


def test_milligrams_of_the_medicine_itself_are_refused(problems, set_cell):
    set_cell("management", 13, "drug_or_dose", "restart 9 mg/day then 28 mg/day")
    assert problems() == [
        "management.csv, line 13, column drug_or_dose: 'restart 9 mg/day then 28 mg/day' is in mg and names no "
        "medicine given in mg."
    ]


def test_milligrams_in_the_clause_beside_dexamethasone_are_refused(problems, set_cell):
    set_cell("management", 9, "drug_or_dose", "dexamethasone 8 mg every 8 h; restart 9 mg/day")
    [problem] = problems()
    assert "'restart 9 mg/day' is in mg" in problem


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("grade_or_condition", "Grade III", "no grade from 1 to 5 can be read from 'Grade III'"),
        ("population", "45 kg or more", "no weight band can be read from '45 kg or more'"),
    ],
)
def test_grades_and_weights_that_cannot_be_read_are_refused(problems, set_cell, column, value, fault):
    set_cell("management", 13, column, value)
    assert problems() == [f"management.csv, line 13, column {column}: {fault}."]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('events = ["Pancreatitis"]', 'events = ["Nonsense"]', "rare: 'Nonsense' of events is not known"),
        ('topics = ["premedication"]', 'topics = ["magic"]', "rule_part: 'magic' of topics is not known"),
        ('claims = ["C044"]', 'claims = ["C999"]', "rare: 'C999' of claims is not known"),
        ('event = "neurotoxicity"\ns', 'event = "nothing"\ns', "unread: 'nothing' of event is not known"),
        ('subset = "fatal"', 'subset = "deadly"', "rare: 'deadly' of subset is not known"),
    ],
)
def test_lists_that_name_nothing_are_refused(data_copy, problems, old, new, problem):
    path = data_copy / "about.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    assert problems() == [f"about.toml, {problem}."]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("Grade 2 or 3 (review)", {2, 3}),
        ("grade 3/4", {3, 4}),
        ("grades 3 and 4", {3, 4}),
        ("Grade 3 to 5", {3, 4, 5}),
        ("12 patients with grade 3 and 3 with grade 4", {3, 4}),
        ("downgrade 3", set()),
        ("grade 3 or none", {3}),
    ],
)
def test_every_spelling_of_grades_is_read(text, grades):
    assert grades_of(text) == grades


@pytest.mark.parametrize(
    ("text", "word", "holds"),
    [
        ("After therapy", "era", False),
        ("childbearing potential", "child", False),
        ("a nonsteroidal drug", "steroid", False),
        ("Steroid course", "steroid", True),
        ("for <45 kg", "<45 kg", True),
        ("capillary leak syndrome", "capillary leak", True),
    ],
)
def test_words_are_found_as_whole_words(text, word, holds):
    assert holds_any(text, [word]) is holds


@pytest.mark.parametrize(
    ("population", "adults"),
    [
        ("adult", True),
        ("adults with ALL", True),
        ("children and adults", False),
        ("all", False),
        ("young adult", False),
    ],
)
def test_populations_of_adults_alone(population, adults):
    assert is_for_adults(population) is adults


def test_a_rule_of_the_2014_text_must_say_so_in_its_column(add_row, problems):
    condition = "Grade 1 (2014 scheme)"
    line = add_row("management", grade_or_condition=condition, scheme="")
    said = f"'{condition}' names the text of 2014, the cell does not."
    assert problems() == [f"management.csv, line {line}, column scheme: {said}"]
