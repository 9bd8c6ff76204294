"""A reader's own story on the page Present: collected, put in order, told, and never more than its address."""

import pytest

from adverse.cards import own_story

CARDS = (("incidence", "incidence"), ("onset", "onset"), ("compare", "compare"))


@pytest.fixture
def collected(evidence) -> str:
    """Three cards in an address."""
    slides = [own_story.slide_of_card(evidence, *card, []) for card in CARDS]
    return own_story.written(own_story.story_of(slides))


def text_in(app) -> str:
    """What the address holds; a page that sets it gives a text, a test that sets it a list."""
    text = app.query_params["own"]
    return text if isinstance(text, str) else text[0]


def pages_in(evidence, app) -> list[str]:
    story, left_out = own_story.read_story(evidence, text_in(app))
    assert left_out == []
    return [slide.page for slide in story.slides]


def test_slides_are_moved_told_and_removed(open_page, evidence, collected):
    app = open_page("present", own=collected)
    app.button("own_Up_3").click().run()
    assert pages_in(evidence, app) == ["incidence", "compare", "onset"]
    app.button("own_Down_1").click().run()
    assert pages_in(evidence, app) == ["compare", "incidence", "onset"]
    app.text_input("own_title_2").set_value("What *happens*?").run()
    app.text_area("own_notes_1").set_value("Say this\nfirst.").run()
    app.text_input("own_title").set_value("A talk").run()
    app.number_input("own_minutes").set_value(12).run()
    app.button("own_Remove_3").click().run()
    assert [error.message for error in app.exception] == []
    story, _ = own_story.read_story(evidence, text_in(app))
    assert (story.title, story.minutes) == ("A talk", 12)
    assert [(slide.page, slide.title, slide.notes) for slide in story.slides] == [
        ("compare", own_story.MESSAGE, "Say this first."),
        ("incidence", "What *happens*?", ""),
    ]
    assert [app.text_input(f"own_title_{n}").value for n in (1, 2)] == ["", "What *happens*?"]
    assert app.button("own_Up_1").disabled and app.button("own_Down_2").disabled
    app.button("own_clear").click().run()
    assert "own" not in app.query_params
    assert [item for item in app.text_input if item.key == "own_title"] == []


def test_a_typed_number_keeps_the_file_out_of_the_folder_and_says_so(open_page, collected):
    app = open_page("present", own=collected)
    [yaml] = [button for button in app.get("download_button") if button.proto.label == "YAML"]
    assert not yaml.proto.disabled
    app.text_area("own_notes_1").set_value("5 of 9").run()
    [yaml] = [button for button in app.get("download_button") if button.proto.label == "YAML"]
    assert yaml.proto.disabled
    assert any("the number 5 is typed" in caption.value for caption in app.caption)


def test_the_story_goes_on_the_stage_and_comes_back(open_page, evidence, collected):
    app = open_page("present", own=collected)
    app.button("own_screen").click().run()
    assert "Slide 1 of 3." in app.caption[-1].value
    app.button("slide_next").click().run()
    app.button("exit").click().run()
    assert pages_in(evidence, app) == [page for page, _ in CARDS]
    assert "stage" not in app.query_params


@pytest.mark.parametrize("text", ["a" * 20_000, "<script>", "eN"])
def test_a_broken_story_is_a_sentence_on_every_page(open_shell, text):
    for page in ("present", "incidence"):
        app = open_shell(page, own=text)
        assert [error.message for error in app.exception] == []
        said = [info.value.replace("\\", "") for info in app.info]
        assert (own_story.BROKEN in said) == (page == "present")


def test_the_story_stays_with_the_reader_from_page_to_page(open_shell, collected):
    app = open_shell("incidence", own=collected)
    assert [link.proto.label for link in app.get("page_link") if "my story" in link.proto.label.lower()] == [
        "My story (3)"
    ]
    del app.query_params["own"]
    app.run()
    assert text_in(app) == collected
