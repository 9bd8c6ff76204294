"""The PowerPoint file of every story: a slide for each slide, with its title, its takeaway and the speaker's notes.

What a speaker says stands in the notes alone, and each slide names its own view and every document that it cites.
"""

import io
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from pptx import Presentation

from adverse.cards.reader import Reader
from adverse.cards.stories import HALL, drawn_slide
from adverse.evidence.claims import verdict_counts
from adverse.exports.view import footer
from adverse.ui import slides
from adverse.vocabulary import VERDICTS

PART = re.compile(r" \(\d+ of \d+\)$")


@pytest.mark.parametrize("place", range(4))
def test_a_story_becomes_slides_with_title_takeaway_and_notes(evidence, place, monkeypatch):
    monkeypatch.setattr(slides.take_away, "slide_picture", lambda view: None)
    story = evidence.stories[place]
    made = list(Presentation(io.BytesIO(slides.deck(evidence, story, "", HALL))).slides)
    pages = {slide.title: [] for slide in story.slides}
    for page in made:  # a chart with many rows takes several pages: "How severe are they? (1 of 2)"
        pages[PART.sub("", page.shapes.title.text_frame.text)].append(page)
    assert [len(found) > 0 for found in pages.values()] == [True] * len(story.slides)
    for slide in story.slides:
        said = drawn_slide(evidence, slide, HALL).texts
        for page in pages[slide.title]:
            texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
            assert said["takeaway"] in texts
            notes = said["notes"]
            assert notes in page.notes_slide.notes_text_frame.text
            assert not any(notes in text for text in texts)
            has_table = any(shape.has_table for shape in page.shapes)
            assert has_table or any(shape.has_chart for shape in page.shapes)


@pytest.mark.parametrize("place", range(4))
def test_what_a_speaker_says_is_in_no_picture(evidence, place):
    story = evidence.stories[place]
    for slide, view in zip(story.slides, slides.views_of(evidence, story, "", HALL), strict=True):
        said = drawn_slide(evidence, slide, HALL).texts["notes"]
        assert said == view.speech
        assert said not in " ".join(footer(view))


@pytest.mark.parametrize("place", range(4))
def test_a_slide_names_its_own_view_and_every_document_that_it_cites(evidence, place):
    story = evidence.stories[place]
    views = slides.views_of(
        evidence, story, f"http://localhost:8501/base/present?layout=Handout&story={story.key}", HALL
    )
    for slide, view in zip(story.slides, views, strict=True):
        parts = urlsplit(view.address)
        assert parts.path == f"/base/{slide.page.removeprefix('overview')}"
        assert sorted(parse_qsl(parts.query)) == sorted(slide.parameters)
        assert set(slide.source_ids) <= set(view.sources["source_id"])
        column = "source_id" if "source_id" in view.rows else "primary_source_id"
        assert set(view.rows[column]) - {""} <= set(view.sources["source_id"])
    for_learners = slides.views_of(evidence, story, "http://localhost:8501/present?view=Learner", Reader("learner"))
    assert all(("view", "Learner") in parse_qsl(urlsplit(view.address).query) for view in for_learners)


def test_a_slide_in_words_shows_the_words_of_the_stage(evidence, monkeypatch):
    """Even where the server draws pictures: there is nothing to draw."""
    monkeypatch.setattr(slides.take_away, "slide_picture", lambda view: pytest.fail(f"{view.title} is no picture"))
    [story] = [story for story in evidence.stories if story.key == "misleading-summary"]
    [page, *_] = Presentation(io.BytesIO(slides.deck(evidence, story, "", HALL))).slides
    [table] = [shape.table for shape in page.shapes if shape.has_table]
    counts = verdict_counts(evidence)
    shown = [row.cells[0].text for row in table.rows][1:]
    assert sorted(shown) == sorted(
        f"{VERDICTS[key].label} ({counts[key]} of {counts.sum()} claims)" for key in counts.index
    )
