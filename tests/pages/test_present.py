"""The presentation: every slide of every story, stepping, notes, handout, and addresses that ask for nonsense."""

from urllib.parse import parse_qs, parse_qsl

import pytest

from adverse.cards import own_story
from adverse.cards.stories import HALL
from adverse.evidence import load_evidence
from adverse.ui.words import plain

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
    slides = [open_page("present", story="safety-table", slide=slide, notes="true") for slide in ("3", "1")]
    assert [any("; randomized comparison; " in line.value for line in app.caption) for app in slides] == [True, False]
    whole = "Randomized comparison: chance decided who got which treatment"
    assert [any(whole in line.value.replace("\\", "") for line in app.markdown) for app in slides] == [True, False]


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


def on_stage(evidence, *cards: tuple[str, str, str], **query: str) -> dict[str, str]:
    """The query of an address that puts cards (page, card, parameters) on the stage."""
    slides = [own_story.slide_of_card(evidence, page, card, parse_qsl(asked)) for page, card, asked in cards]
    return {"stage": own_story.written(own_story.story_of(slides)), **query}


@pytest.mark.parametrize("layout", ["screen", "handout"])
def test_one_card_is_on_the_stage_by_its_address(open_page, answers_of, evidence, drawings_at, layout):
    query = on_stage(evidence, ("incidence", "incidence", "grade=ge3&arms=tower-blinatumomab"), layout=layout)
    app = open_page("present", **query)
    assert [error.message for error in app.exception] == []
    assert len(app.get("plotly_chart")) == 1
    [drawing] = drawings_at("incidence", HALL, grade="ge3", arms="tower-blinatumomab")
    said = answers_of(app) if layout == "screen" else [text.value.replace("\\", "") for text in app.markdown]
    assert any(drawing.sentence in text for text in said)


@pytest.mark.parametrize("text", ["a" * 20_000, "<script>alert(1)</script>", "eN", "\x00\ud7ff", "🧨"])
def test_an_address_whose_story_is_broken_says_so_and_lists_the_stories(open_page, text):
    app = open_page("present", stage=text)
    assert [error.message for error in app.exception] == []
    assert [info.value.replace("\\", "") for info in app.info] == [own_story.BROKEN]
    assert app.title[0].value == "Which story do you want to show?"


def test_text_of_an_address_is_text(open_page, evidence):
    slide = own_story.slide_of_card(evidence, "onset", "onset", [])
    hostile = "![x](http://example.org/x.png) <img src=x onerror=alert(1)> $x$ :material/home: `x`"
    told = own_story.with_texts(slide, title=hostile, notes=hostile)
    story = own_story.written(own_story.story_of([told, told], title=hostile))
    for more in ({"notes": "true"}, {"layout": "handout", "notes": "true"}):
        app = open_page("present", stage=story, **more)
        assert [error.message for error in app.exception] == []
        shown = [item.value for item in (*app.title, *app.subheader, *app.markdown) if "example" in item.value]
        assert len(shown) >= 2
        assert [
            text for text in shown if plain(hostile) not in text or hostile[:4] in text or "<img" in text.split()
        ] == []


def test_headline_charts_lead_to_the_stage_as_one_slide(open_shell, evidence):
    app = open_shell("overview")
    links = [link for link in app.get("page_link") if link.proto.label == "Present"]
    asked = [parse_qs(link.proto.query_string)["stage"][0] for link in links]
    slides = [own_story.read_story(evidence, text)[0].slides[0] for text in asked]
    assert [slide.card for slide in slides].count("headlines") == len(evidence.about["headline"])


def test_a_card_leads_to_the_stage(open_shell, evidence):
    app = open_shell("incidence", grade="ge3")
    [link] = [link for link in app.get("page_link") if link.proto.label == "Present"]
    [text] = parse_qs(link.proto.query_string)["stage"]
    [slide] = own_story.read_story(evidence, text)[0].slides
    assert (slide.page, slide.parameters) == ("incidence", (("grade", "ge3"),))
