"""The presentation: every slide of every story, stepping, notes, handout, and addresses that ask for nonsense."""

import pytest

from adverse.evidence import load_evidence

STORIES = [(story.key, len(story.slides)) for story in load_evidence().stories]


@pytest.mark.parametrize(("key", "n_slides"), STORIES)
def test_every_slide_shows_its_view_and_a_computed_takeaway(open_page, answers_of, key, n_slides):
    for number in range(1, n_slides + 1):
        app = open_page("present", story=key, slide=str(number), notes="true")
        assert [error.message for error in app.exception] == []
        assert [toast.value for toast in app.toast] == []
        assert [len(answer) > 20 and "{" not in answer for answer in answers_of(app)] == [True]
        shown = [*app.get("plotly_chart"), *(item for item in app.markdown if item.value.startswith("|")), *app.metric]
        assert shown
        assert "Sources: " in app.caption[-1].value or "Sources: " in app.caption[0].value


def test_a_slide_of_compared_arms_says_how_far_they_may_be_compared(open_page):
    said = [open_page("present", story="safety-table", slide=slide).caption[-1].value for slide in ("3", "1")]
    assert [text.startswith("Randomized comparison") for text in said] == [True, False]


def test_next_and_back_step_through_the_slides(open_page):
    app = open_page("present", story="safety-table")
    first = app.title[0].value
    app.button("slide_next").click().run()
    assert app.session_state["slide"] == "2"
    assert app.title[0].value != first
    app.button("slide_back").click().run()
    assert app.title[0].value == first
    assert app.button("slide_back").disabled


def test_a_story_opens_from_the_list_and_exit_leads_back(open_page):
    app = open_page("present")
    app.button("screen-misleading-summary").click().run()
    assert app.title[0].value == "How much of a tidy article stands?"
    app.button("exit").click().run()
    assert app.title[0].value == "Which story do you want to show?"


def test_the_handout_has_every_slide_and_notes_on_request(open_page, evidence):
    story = evidence.stories[2]
    for notes in (False, True):
        app = open_page("present", story=story.key, layout="handout", **({"notes": "true"} if notes else {}))
        assert [error.message for error in app.exception] == []
        assert [item.value for item in app.subheader] == [f"{slide.number}. {slide.title}" for slide in story.slides]
        said = [item.value for item in app.markdown if item.value.startswith("**Notes.**")]
        assert len(said) == (len(story.slides) if notes else 0)


@pytest.mark.parametrize("value", ["a" * 20_000, "<script>", "99", "-1", "\u0665"])
def test_an_unknown_slide_opens_the_first_with_a_notice(open_page, value):
    app = open_page("present", story="safety-table", slide=value, layout=value, notes=value)
    assert [error.message for error in app.exception] == []
    assert len(app.toast) == 3
    assert app.title[0].value == "What does a percentage count?"
