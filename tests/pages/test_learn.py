"""The learning page: lessons with a check question, a quiz that answers at once, and a worksheet with its key."""

import pytest

from adverse.quiz import Material, check_question, questions
from adverse.sentences import guess_in_words
from adverse.vocabulary import READERS

HOSTILE = ["abc", "999", "0", "-1", "1.5", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a" * 20_000]


def text_of(app) -> str:
    shown = [*app.markdown, *app.success, *app.warning, *app.caption]
    return "\n".join(element.value for element in shown).replace("\\", "")


def check(app, place: int | None = None):
    """Choose the option at a place (or leave the slider where it is) and press the button."""
    if place is not None:
        app.radio[0].set_value(place)
    [button] = [button for button in app.button if button.label == "Check my answer"]
    return button.click().run()


@pytest.fixture(scope="module")
def material(evidence):
    """What questions are made of."""
    return Material.of(evidence)


@pytest.fixture(scope="module")
def names(evidence):
    """Event -> the field's name."""
    return dict(zip(evidence.events["event"], evidence.events["event"], strict=True))


# Lessons


def test_every_lesson_shows_its_idea_a_chart_and_a_check_question(open_page, evidence, material, names):
    for number, lesson in enumerate(evidence.lessons.itertuples(), 1):
        app = open_page("learn", lesson=lesson.lesson_id)
        assert [error.message for error in app.exception] == []
        assert len(app.get("plotly_chart")) == 1
        question = check_question(material, lesson, names)
        assert question.prompt in text_of(app)
        assert question.explanation not in text_of(app)
        assert lesson.explanation not in text_of(app)
        check(app, question.options.index(question.answer))
        assert [message.value for message in app.success] == ["**Right.**"]
        assert question.explanation in text_of(app) and lesson.explanation in text_of(app)
        assert number == len(evidence.lessons) or "Next lesson" in [button.label for button in app.button]


def test_the_path_leads_from_lesson_to_lesson_and_into_the_quiz(open_page, evidence):
    app = open_page("learn")
    for lesson in evidence.lessons.itertuples():
        assert app.session_state["lesson"] == lesson.lesson_id
        [button] = [button for button in app.button if button.key == "next"]
        button.click().run()
        assert [error.message for error in app.exception] == []
    assert app.session_state["learn"] == "quiz"


@pytest.mark.parametrize("reader", READERS)
def test_lessons_explain_their_words_in_the_readers_language(open_shell, evidence, reader):
    app = open_shell("learn", view=reader, lesson_words="true")
    column = "plain_definition" if reader == "learner" else "professional_definition"
    definition = evidence.glossary.set_index("term").loc["Safety population", column]
    assert definition in text_of(app)


# Quiz


def test_every_question_of_a_quiz_is_told_right_with_chart_and_source(open_page, material, names):
    for number, question in enumerate(questions(material, 3, names), 1):
        app = open_page("learn", learn="quiz", seed="3", question=str(number))
        assert question.prompt in text_of(app)
        assert question.explanation not in text_of(app)
        assert len(app.get("plotly_chart")) == 0
        if not question.options:
            app.slider[0].set_value(round(question.percent))
        check(app, question.options.index(question.answer) if question.options else None)
        assert [error.message for error in app.exception] == []
        assert [message.value.startswith("**Right.**") for message in app.success] == [True]
        assert question.explanation in text_of(app)
        assert len(app.get("plotly_chart")) + len(app.dataframe) >= 1
        assert "Right at the first try: 1 of 1 answered, 10 in all." in text_of(app)


def test_a_wrong_answer_names_the_right_one_and_the_idea_to_revisit(open_page, evidence, material, names):
    titles = evidence.lessons.set_index("lesson_id")["title"]
    number, question = next(
        (number, one) for number, one in enumerate(questions(material, 3, names), 1) if one.kind == "fairness"
    )
    wrong = next(place for place, option in enumerate(question.options) if option != question.answer)
    app = check(open_page("learn", learn="quiz", seed="3", question=str(number)), wrong)
    [said] = [message.value.replace("\\", "") for message in app.warning]
    assert said == f"**Not this one.** The answer is: {question.answer}."
    check(app, question.options.index(question.answer))
    assert [message.value.startswith("**Right.**") for message in app.success] == [True]
    assert "Right at the first try: 0 of 1 answered" in text_of(app)
    [door] = [button for button in app.button if button.label == titles["fairness"]]
    door.click().run()
    assert (app.session_state["learn"], app.session_state["lesson"]) == ("lessons", "fairness")


def test_an_estimate_is_told_how_far_it_is_off(open_page, material, names):
    number, question = next(
        (number, one) for number, one in enumerate(questions(material, 3, names), 1) if one.kind == "estimate"
    )
    far = 100 if question.percent < 50 else 0
    app = open_page("learn", learn="quiz", seed="3", question=str(number))
    app.slider[0].set_value(far)
    check(app)
    [said] = [message.value.replace("\\", "") for message in app.warning]
    assert said == f"**Not this one.** {guess_in_words(far, question.percent, question.accepted)}"
    assert f"{abs(far - question.percent):.0f} percentage point" in said
    low, high = question.accepted
    assert f"right is {low} to {high} of 100" in said
    key = open_page("learn", learn="worksheet", seed="3", answer_key="true").markdown[-1].value
    assert f"; right is {low} to {high} of 100.**" in key.replace("\\", "")


def test_no_answer_is_no_answer(open_page, material, names):
    number = next(n for n, one in enumerate(questions(material, 3, names), 1) if one.options)
    app = check(open_page("learn", learn="quiz", seed="3", question=str(number)))
    assert [info.value for info in app.info] == ["Choose an answer first."]
    assert [*app.success, *app.warning] == []


def test_another_quiz_has_another_number(open_page):
    app = open_page("learn", learn="quiz", seed="3", question="4")
    [button] = [button for button in app.button if button.label == "Another quiz"]
    button.click().run()
    assert app.session_state["seed"] != 3 or app.session_state["question"] == 1
    assert [error.message for error in app.exception] == []


def test_another_view_keeps_the_answers(open_shell, material, names):
    question = questions(material, 3, names)[0]
    app = open_shell("learn", learn="quiz", seed="3")
    check(app, question.options.index(question.answer) if question.options else None)
    before = [message.value.split(".**")[0] for message in [*app.success, *app.warning]]
    app.segmented_control(key="view").set_value("learner").run()
    assert [error.message for error in app.exception] == []
    assert [message.value.split(".**")[0] for message in [*app.success, *app.warning]] == before


# Worksheet


def test_a_worksheet_has_the_questions_of_its_number_and_the_answers_on_their_own_sheet(open_page, material, names):
    asked = questions(material, 3, names)
    app = open_page("learn", learn="worksheet", seed="3")
    sheet = app.markdown[-1].value.replace("\\", "")
    assert all(question.prompt in sheet for question in asked)
    assert all(option in sheet for question in asked for option in question.options)
    assert all(question.explanation not in text_of(app) for question in asked)
    with_key = open_page("learn", learn="worksheet", seed="3", answer_key="true")
    assert with_key.markdown[-2].value.replace("\\", "") == sheet
    key = with_key.markdown[-1].value.replace("\\", "")
    assert all(question.explanation in key and question.answer in key for question in asked)


# Addresses


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_numbers_give_the_first_question_of_the_first_quiz_and_notices(open_page, answers_of, value):
    plain = open_page("learn", learn="quiz")
    app = open_page("learn", learn="quiz", seed=value, question=value, answer_key=value)
    assert [error.message for error in app.exception] == []
    assert [error.message for error in open_page("learn", learn="worksheet", answer_key=value).exception] == []
    if value != "999":  # a number of a quiz, but of no question
        assert answers_of(app) == answers_of(plain)
    assert len(app.toast) == (1 if value == "999" else 2)
    assert app.session_state["question"] == 1
