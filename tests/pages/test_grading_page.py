"""The grading page: the form grades at once, label rows stand beside, vignettes are answered and explained."""

import pytest

from adverse.grading import FEVER, SYNDROMES
from adverse.vocabulary import READERS

HOSTILE = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "\x00\r\n", "NaN", "a" * 20_000]
HIDDEN_CONTROLS = {
    "icans": ["ice_test", "missed", "consciousness", "seizure", "motor", "edema"],
    "practice": ["vignette"],
}
SEVEN_MISSED = ["year", "month", "city", "hospital", "object_1", "object_2", "object_3"]


def text_of(app) -> str:
    return "\n".join(element.value for element in app.markdown).replace("\\", "")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({}, "No CRS grade under ASTCT 2019: no finding of its criteria is chosen."),
        ({"temperature": "fever"}, "CRS grade 1 under ASTCT 2019: temperature (38 °C or higher) decides."),
        (
            {"temperature": "fever", "hypotension": "one_vasopressor"},
            "CRS grade 3 under ASTCT 2019: hypotension (one vasopressor) decides.",
        ),
        (
            {"temperature": "fever", "hypotension": "no_vasopressor", "hypoxia": "low_flow"},
            "CRS grade 2 under ASTCT 2019: "
            "hypotension (no vasopressor needed) and hypoxia (low-flow cannula or blow-by) decide.",
        ),
        ({"hypotension": "one_vasopressor"}, f"No CRS grade under ASTCT 2019: it needs {FEVER}."),
        (
            {"therapy": "given", "hypotension": "one_vasopressor"},
            "CRS grade 3 under ASTCT 2019: hypotension (one vasopressor) decides.",
        ),
        (
            {"temperature": "fever_other_cause", "therapy": "given", "hypotension": "one_vasopressor"},
            f"No CRS grade under ASTCT 2019: it needs {FEVER}.",
        ),
        (
            {"part": "icans", "missed": SEVEN_MISSED, "seizure": "resolves"},
            "ICANS grade 3 under ASTCT 2019: seizure (resolves) decides.",
        ),
        (
            {"part": "icans", "ice_test": "unarousable", "consciousness": "unarousable"},
            "ICANS grade 4 under ASTCT 2019: ICE score (0, unarousable) and consciousness (unarousable) decide.",
        ),
        (
            {"part": "icans", "ice_test": "under_12", "seizure": "resolves"},
            "ICANS grade 3 or higher under ASTCT 2019: seizure (resolves) decides. "
            "The CAPD score, which is used under 12 years, is not counted here.",
        ),
        ({"part": "practice"}, "12 made-up vignettes, 5 on CRS and 7 on ICANS, from grade 0 (no grade) to grade 4."),
    ],
)
def test_the_answer_is_the_grade_and_what_decides(open_page, answers_of, query, answer):
    app = open_page("grading", part=query.get("part", "crs"), **{k: v for k, v in query.items() if k != "part"})
    assert [error.message for error in app.exception] == []
    assert answers_of(app) == [answer]


def test_missed_items_lower_the_score(open_page):
    app = open_page("grading", part="icans", missed=SEVEN_MISSED)
    assert "**3 of 10 points**" in text_of(app)
    assert "Grade 2: ICE score 3 to 6" in text_of(app)


def test_label_rows_stand_beside_the_grade_with_their_sources(open_page, evidence):
    app = open_page("grading", temperature="fever", hypotension="several_vasopressors")
    said = text_of(app)
    row = evidence.management[
        (evidence.management["event"] == "Cytokine release syndrome")
        & (evidence.management["grade_or_condition"] == "Grade 4")
    ].iloc[0]
    source = evidence.sources.set_index("source_id").loc[row["source_id"]]
    assert f"- *Grade 4*: {row['action']}" in said
    assert f"[{source['short_name']}](<{source['url']}>)" in said
    assert "**European Union**\nNo row: the sources collected here do not say." in said
    captions = " ".join(caption.value for caption in app.caption)
    assert "not by ASTCT" in captions


@pytest.mark.parametrize("part", ["crs", "icans"])
def test_every_statement_of_the_form_and_of_ctcae_has_its_source(open_page, part):
    app = open_page("grading", part=part, temperature="fever", seizure="resolves", rules="true", elsewhere="true")
    assert [error.message for error in app.exception] == []
    lines = [line for element in app.markdown for line in element.value.split("\n")]
    cited = [line for line in lines if line.startswith((":small[Grade", "- ")) or "CTCAE v" in line]
    assert len(cited) >= {"crs": 3, "icans": 10}[part]
    assert [line for line in cited if "](<http" not in line] == []
    assert len(app.dataframe) == 1


def test_children_are_told_of_capd(open_page):
    said = text_of(open_page("grading", part="icans", ice_test="under_12"))
    assert "ICE does not suit children younger than 12" in said
    assert "Grade 3: CAPD score of 9 or higher" in said


@pytest.mark.parametrize("reader", READERS)
def test_learners_read_plain_words_beside_the_criteria(open_shell, reader):
    said = text_of(open_shell("grading", view=reader, temperature="fever", hypoxia="low_flow"))
    assert ("A little oxygen through the nose" in said) == (reader == "learner")
    assert "low-flow nasal cannula" in said


@pytest.mark.parametrize("part", HIDDEN_CONTROLS)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_addresses_of_the_other_parts_give_the_default_and_a_notice(open_page, answers_of, part, value):
    app = open_page("grading", part=part, **dict.fromkeys(HIDDEN_CONTROLS[part], value))
    assert [error.message for error in app.exception] == []
    assert answers_of(app) == answers_of(open_page("grading", part=part))
    assert len(app.toast) == len(HIDDEN_CONTROLS[part])


# Practice


def press(app, label):
    [button] = [button for button in app.button if button.label == label]
    return button.click().run()


def test_every_vignette_is_answered_explained_and_followed_by_the_next(open_page, evidence):
    rows = evidence.vignettes
    sources = evidence.sources.set_index("source_id")
    app = open_page("grading", part="practice")
    for row in rows.itertuples():
        assert app.session_state["vignette"] == row.vignette_id
        assert row.story in text_of(app)
        assert row.explanation not in text_of(app)
        press(app, f"Grade {row.grade}" if row.grade else "No grade")
        assert [error.message for error in app.exception] == []
        assert [message.value.startswith("**Right.**") for message in app.success] == [True]
        assert row.explanation in text_of(app)
        assert f"[{sources.loc[row.source_id, 'short_name']}](<" in text_of(app)
        press(app, "Next vignette")
    assert app.session_state["vignette"] == rows["vignette_id"].iloc[0]
    assert app.caption[-1].value.startswith("Right at the first try: 12 of 12 answered, 12 in all.")


def test_the_answer_on_the_child_counts_the_capd_score_of_its_story(open_page):
    app = press(open_page("grading", part="practice", vignette="child-of-seven"), "Grade 3")
    said = app.success[0].value.replace("\\", "")
    assert said == "**Right.** ICANS grade 3 under ASTCT 2019: seizure (resolves) decides."


def test_a_wrong_grade_is_told_and_only_the_first_try_counts(open_page):
    app = open_page("grading", part="practice", vignette="vasopressin-too")
    press(app, "Grade 4")
    [said] = [message.value.replace("\\", "") for message in app.warning]
    assert said == "**Not this one.** CRS grade 3 under ASTCT 2019: hypotension (one vasopressor) decides."
    press(app, "Grade 3")
    assert [message.value.startswith("**Right.**") for message in app.success] == [True]
    assert app.caption[-1].value.startswith("Right at the first try: 0 of 1 answered")


def test_hidden_controls_are_those_of_the_rule():
    assert set(HIDDEN_CONTROLS["icans"]) - {"ice_test", "missed"} == set(SYNDROMES["icans"].domains()) - {"ice"}


def test_a_learner_who_chose_nothing_is_told_what_to_do(open_shell, answers_of):
    assert answers_of(open_shell("grading", view="learner")) == [
        "No CRS grade yet: pick what you see, and the grade stands here."
    ]
    [answer] = answers_of(open_shell("grading", view="learner", hypotension="one_vasopressor"))
    assert answer.startswith("No CRS grade under ASTCT 2019: it needs ")
