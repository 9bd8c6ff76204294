"""The PowerPoint file of every story: a slide for each slide, with its title, its takeaway and the speaker's notes."""

import io

import pytest
from pptx import Presentation

from adverse.evidence.stories import filled
from adverse.ui import slides
from adverse.views.slides import Reader, slide_view


@pytest.mark.parametrize("place", range(4))
def test_a_story_becomes_slides_with_title_takeaway_and_notes(evidence, place, monkeypatch):
    monkeypatch.setattr(slides.take_away, "picture", lambda view: None)
    story = evidence.stories[place]
    made = list(Presentation(io.BytesIO(slides.deck(evidence, story, ""))).slides)
    assert len(made) == len(story.slides)
    for page, slide in zip(made, story.slides, strict=True):
        values = slide_view(evidence, slide, Reader()).values
        texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
        assert page.shapes.title.text_frame.text == slide.title
        assert filled(slide.takeaway, values) in texts
        assert filled(slide.notes, values) in page.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("place", range(4))
def test_a_picture_is_only_asked_of_a_slide_that_draws_something(evidence, place, monkeypatch):
    asked = []
    monkeypatch.setattr(slides.take_away, "picture", asked.append)
    story = evidence.stories[place]
    made = list(Presentation(io.BytesIO(slides.deck(evidence, story, ""))).slides)
    assert all(view.figure.data for view in asked)
    for page in made:
        assert any(shape.has_chart or shape.has_table for shape in page.shapes)
