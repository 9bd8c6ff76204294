"""Cells broken on purpose: the loader names every one of them in one error and loads nothing."""

import pytest

from adverse.errors import EvidenceError
from adverse.evidence import load_evidence
from adverse.evidence.about import LISTS, PARTS, TEXTS_OF_MATRIX
from adverse.evidence.tables import TABLES
from adverse.exports.tables import csv_text
from adverse.vocabulary import OWN_SOURCE_KINDS, SOURCE_KINDS


@pytest.fixture
def add_review(add_row, evidence):
    """A function that appends a sound review of the first incidence row."""
    sound = {
        "table": "incidence",
        "key": evidence.incidence["row_key"].iloc[0],
        "reviewer": "A. Reviewer",
        "role": "Pharmacist",
        "date": "2026-01-31",
        "verdict": "agree",
    }
    return lambda **cells: add_row("reviews", **sound | cells)


def sentence(table: str, line: int, column: str, fault: str) -> str:
    return f"{table}.csv, line {line}, column {column}: {fault}."


def test_sound_additions_load(add_incidence, add_review, data_copy):
    line = add_incidence()
    add_review(comment="fits")
    loaded = load_evidence(data_copy).incidence
    assert loaded["line"].iloc[-1] == line
    assert loaded["review"].iloc[0] == "A. Reviewer (Pharmacist) agrees, 2026-01-31: fits"


def test_a_review_of_a_claim_is_what_is_told_of_it(add_review, data_copy):
    add_review(table="claims", key="C059", verdict="amend", comment="name the grade")
    claims = load_evidence(data_copy).claims.set_index("claim_id")
    assert claims.loc["C059", "review"] == "A. Reviewer (Pharmacist) asks for a change, 2026-01-31: name the grade"
    assert set(claims["review"].drop("C059")) == {"Not reviewed by a clinician"}


# Cells


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("n_with_event", "many", "'many' is not a whole number of at most 15 digits"),
        ("n_with_event", "-1", "-1 is below 0"),
        ("n_at_risk", "0", "0 is below 1"),
        (
            "percent",
            "a third",
            "'a third' is not a number like 12 or 12.5, with at most 15 digits before and after the point",
        ),
        ("percent", "100.5", "100.5 is above 100"),
        ("grade_band", "4_5", "'4_5' is not one of any, 1_2, ge3, 3, 4, 5"),
        ("counting_unit", "", "an empty cell is not one of patients, events, cycles"),
        ("percent_qualifier", "≈", "'≈' is not one of =, <, <=, >, >=, ~, (empty)"),
        ("percent_qualifier", "=", "a percent needs a qualifier, and a qualifier needs a percent"),
        ("locator", "", "the cell is empty"),
        ("arm_id", "nobody", "'nobody' is not in arms.csv"),
        ("event", "Nonsense", "'Nonsense' is not in events.csv"),
        ("source_id", "hearsay", "'hearsay' is not in sources.csv"),
        ("n_with_event", "11", "11 is more than n_at_risk 10"),
    ],
)
def test_one_broken_cell(add_incidence, problems, column, value, fault):
    line = add_incidence(**{column: value})
    assert problems() == [sentence("incidence", line, column, fault)]


def test_neither_count_nor_percent(add_incidence, problems):
    line = add_incidence(n_with_event="")
    assert problems() == [f"incidence.csv, line {line}: neither a count nor a percent is given."]


def test_grade_3_or_higher_above_any_grade(add_incidence, problems):
    any_grade, severe = add_incidence(), add_incidence(grade_band="ge3", n_with_event="4")
    fault = f"4 with grade 3 or higher is more than 3 with any grade (line {any_grade})"
    assert problems() == [sentence("incidence", severe, "n_with_event", fault)]


@pytest.mark.parametrize("column", ["event_group", "soc"])
def test_event_columns_follow_the_events_table(add_incidence, evidence, problems, column):
    first = evidence.incidence.iloc[0]
    value = "other" if first[column] != "other" else "renal"
    line = add_incidence(**{column: value})
    fault = f"'{value}' differs from events.csv for {first['event']}"
    assert problems() == [sentence("incidence", line, column, fault)]


def test_duplicate_key(add_row, evidence, problems):
    line = add_row("arms")
    assert problems() == [f"arms.csv, line {line}: the same key as line 2 ({evidence.arms['arm_id'].iloc[0]})."]


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"onset_median_days": "30", "onset_max_days": "12"}, "onset_median_days", "30 is more than onset_max_days 12"),
        ({"onset_min_days": "9", "onset_max_days": "8.5"}, "onset_min_days", "9 is more than onset_max_days 8.5"),
        ({"window_start_day": "3", "window_end_day": "2"}, "window_start_day", "3 is more than window_end_day 2"),
        ({"arm_id": "nobody"}, "arm_id", "'nobody' is not in arms.csv"),
        ({"percent_of_events_in_window": "101"}, "percent_of_events_in_window", "101 is above 100"),
    ],
)
def test_broken_onset(add_row, problems, cells, column, fault):
    blank = {name: "" for name in TABLES["onset"].columns if name.endswith(("_days", "_day"))}
    line = add_row("onset", **blank | {"onset_window": "a row of this test"} | cells)
    assert problems() == [sentence("onset", line, column, fault)]


def test_more_with_event_than_in_all_among_risk_factors(add_row, problems):
    line = add_row("risk_factors", factor="Shoe size", n_with_event="8", n_total="7")
    assert problems() == [sentence("risk_factors", line, "n_with_event", "8 is more than n_total 7")]


# Reviews


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"date": "yesterday"}, "date", "'yesterday' is not a date like 2026-01-31"),
        ({"date": "2026-02-30"}, "date", "'2026-02-30' is not a day of the calendar"),
        ({"key": "no|such|row"}, "key", "no row of incidence.csv has the key no|such|row"),
        ({"table": "incidents"}, "table", "there is no table 'incidents'"),
        ({"verdict": "fine"}, "verdict", "'fine' is not one of agree, amend, reject"),
    ],
)
def test_broken_review(add_review, problems, cells, column, fault):
    add_review(**cells)
    assert problems() == [sentence("reviews", 2, column, fault)]


# Several at once


def test_every_problem_of_every_table_is_in_one_error(data_copy, add_row, add_incidence, set_cell):
    set_cell("sources", 3, "year", "soon")
    set_cell("sources", 3, "title", "")
    set_cell("sources", 2, "kind", "rumor")
    (data_copy / "events.csv").unlink()
    line = add_incidence(n_at_risk="ten", n_with_event="-3", grade_band="6")
    set_cell("signals", 2, "ror", "high")
    (data_copy / "about.toml").write_text("title = 5\n" + "".join(f"{part} = 5\n" for part in PARTS), encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        load_evidence(data_copy)
    kinds = ", ".join([*SOURCE_KINDS, *OWN_SOURCE_KINDS])
    number = "a number like 12 or 12.5, with at most 15 digits before and after the point"
    expected = [
        *(f"about.toml, {key}: a text is needed." for key in ("name", "title", "version", "license", "drug", "brand")),
        *(f"about.toml, {key}: a text is needed." for key in ("summary", "summary_source_id")),
        "about.toml, evidence_date: a date like 2026-01-31, without quotes, is needed.",
        *(f"about.toml, {key}: a list of texts is needed." for key in LISTS),
        "about.toml, dose_unit: '5' is not one of mg, mcg.",
        "about.toml, headline: each needs the texts event and claim_topic under its own [[headline]].",
        "about.toml, comparison: each needs the texts key, label, reference_arm_id, grade_band and period and 2 to 4 "
        "arm_ids, the reference among them, under its own [[comparison]].",
        *(f"about.toml, {key}: a text is needed where there is a [[matrix]]." for key in TEXTS_OF_MATRIX),
        "about.toml, matrix: each needs the texts key and label, a list of events and grades of any and ge3, and where "
        "there are several events what each is in short (kinds), under its own [[matrix]].",
        "about.toml, article: the texts source_id, review_mark and review_state are needed under [article].",
        "about.toml, monitoring_phase: each needs the texts key, label, section and time.",
        "about.toml, rule_part: each needs the texts key, label, plain_label under its own [[rule_part]].",
        "about.toml, unread: each needs the texts what, short, source_id, jurisdiction under its own [[unread]].",
        "about.toml, rare: each needs the texts key, label, plain_label under its own [[rare]].",
        sentence("sources", 2, "kind", f"'rumor' is not one of {kinds}"),
        sentence("sources", 3, "year", "'soon' is not a whole number of at most 15 digits"),
        sentence("sources", 3, "title", "the cell is empty"),
        "events.csv is missing.",
        sentence("incidence", line, "grade_band", "'6' is not one of any, 1_2, ge3, 3, 4, 5"),
        sentence("incidence", line, "n_with_event", "-3 is below 0"),
        sentence("incidence", line, "n_at_risk", "'ten' is not a whole number of at most 15 digits"),
        sentence("signals", 2, "ror", f"'high' is not {number}"),
    ]
    assert caught.value.problems == expected
    assert str(caught.value) == "\n".join(
        [f"The evidence has {len(expected)} problems:", *(f"- {x}" for x in expected)]
    )


def test_rules_between_tables_are_all_in_one_error(add_incidence, add_row, evidence, problems):
    event = evidence.incidence["event"].iloc[0]
    first = add_incidence(arm_id="nobody", source_id="hearsay")
    second = add_incidence(n_with_event="11", event_group="renal", soc="Elsewhere")
    claim = add_row("claims", claim_id="C999", primary_source_id="hearsay")
    assert problems() == [
        sentence("incidence", first, "arm_id", "'nobody' is not in arms.csv"),
        sentence("incidence", first, "source_id", "'hearsay' is not in sources.csv"),
        sentence("claims", claim, "primary_source_id", "'hearsay' is not in sources.csv"),
        sentence("incidence", second, "n_with_event", "11 is more than n_at_risk 10"),
        *(
            sentence("incidence", second, column, f"'{value}' differs from events.csv for {event}")
            for column, value in (("event_group", "renal"), ("soc", "Elsewhere"))
        ),
    ]


# Text that is not for a browser or a spreadsheet to run


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd()|' /C calc'!A0"])
def test_markup_and_formulas_load_as_plain_text(add_incidence, data_copy, text):
    add_incidence(notes=text)
    assert load_evidence(data_copy).incidence["notes"].iloc[-1] == text


def test_a_formula_in_a_note_is_neutralized_in_a_download(add_incidence, data_copy):
    add_incidence(notes="=cmd()")
    loaded = load_evidence(data_copy).incidence
    assert csv_text(loaded[["n_with_event", "notes"]].tail(1)) == "n_with_event,notes\n3,'=cmd()\n"


def test_one_trial_has_one_name(set_cell, problems, evidence):
    arms = evidence.arms.set_index("arm_id")
    line, first = int(arms.loc["tower-chemotherapy", "line"]), int(arms.loc["tower-blinatumomab", "line"])
    set_cell("arms", line, "trial_id", "tower-again")
    assert (
        f"arms.csv, line {line}, column trial_id: NCT02013167 is the trial 'tower' on line {first}, here it is "
        "'tower-again'."
    ) in problems()
