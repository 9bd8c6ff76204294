"""Rules whose columns contradict their printed words, or each other, are refused."""

import pytest


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
    ("cells", "column", "fault"),
    [
        ({"grades": "4"}, "grades", "'Grade 3' names '3', the cell '4'"),
        ({"grade_or_condition": "Grade III"}, "grades", "'Grade III' names '', the cell '3'"),
        ({"weight_band": ""}, "weight_band", "'>=45 kg' names a weight, the cell is empty"),
        (
            {"grade_or_condition": "Grade 3 (2014 scheme)"},
            "scheme",
            "'Grade 3 (2014 scheme)' names the text of 2014, the cell does not",
        ),
        ({"infusion": ""}, "infusion", "it says what is done to the infusion where actions does, and only there"),
        ({"first_days": "1"}, "last_days", "'' does not end what begins on '1'"),
        ({"first_days": "8", "last_days": "1"}, "last_days", "'1' does not end what begins on '8'"),
        ({"hospital_days": "3"}, "condition_in_short", "the cell is empty, and the rule is drawn by day"),
        (
            {"topic": "premedication", "first_days": "1", "last_days": "1"},
            "condition_in_short",
            "the cell is empty, and the rule is drawn by day",
        ),
        ({"parts": "magic"}, "parts", "'magic' is no part of about.toml with by_row"),
        ({"also_about": "Nonsense"}, "also_about", "'Nonsense' is not in events.csv"),
        ({"first_days": "one"}, "first_days", "'one' is not days like 1 or 1|8"),
        (
            {"actions": "pause"},
            "actions",
            "'pause' is not one or several of continue, interrupt, consider_interrupt, restart, stop, consider_stop, "
            "stop_for_good, joined by |",
        ),
    ],
)
def test_columns_that_contradict_the_words_of_a_rule_are_refused(problems, set_cell, cells, column, fault):
    for name, value in cells.items():
        set_cell("management", 13, name, value)
    assert problems() == [f"management.csv, line 13, column {column}: {fault}."]


def test_each_span_of_days_has_its_dose(problems, set_cell):
    set_cell("management", 95, "doses", "9 mcg/day")
    assert problems() == ["management.csv, line 95, column doses: 1 doses are given for 2 spans of days."]


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
