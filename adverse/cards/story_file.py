"""A reader's own story as a file for the folder of stories."""

import re
from collections.abc import Iterator
from unicodedata import normalize

import yaml

from adverse.cards.files import source_ids
from adverse.cards.stories import HALL, drawn_slide, problems_in_slide
from adverse.evidence import Evidence
from adverse.evidence.stories import MOST_MINUTES, Slide, Story, parameters_of, problems_in_story
from adverse.exports.view import data_version

MINUTES_OF_SLIDE = 2  # planned where a reader plans none


def story_file(evidence: Evidence, story: Story) -> str:
    """The story as YAML for data/stories/; each slide names the documents that its rows rest on."""
    return f"# Made with {' '.join(data_version(evidence.about).split())}.\n" + yaml.safe_dump(
        _content(evidence, story), allow_unicode=True, sort_keys=False, width=110
    )


def file_name_of(evidence: Evidence, story: Story) -> str:
    """The name of that file without an ending, which is the key of the story: its title in small letters."""
    letters = normalize("NFKD", story.title).encode("ascii", "ignore").decode().lower()
    key = re.sub("[^a-z0-9]+", "-", letters).strip("-0123456789") or story.key
    return f"{key}-{story.key}" if key in {other.key for other in evidence.stories} else key


def problems_in_file(evidence: Evidence, story: Story) -> Iterator[str]:
    """A sentence for everything that keeps the file out of the folder of stories, such as a typed number."""
    name = f"{file_name_of(evidence, story)}.yaml"
    yield from problems_in_story(_content(evidence, story), name, set(evidence.sources["source_id"]))
    for slide in story.slides:
        yield from (f"{name}, slide {slide.number}, {problem}" for problem in problems_in_slide(evidence, slide))


def _content(evidence: Evidence, story: Story) -> dict:
    return {
        "key": file_name_of(evidence, story),
        "title": story.title,
        "description": story.description,
        "minutes": story.minutes or min(MOST_MINUTES, MINUTES_OF_SLIDE * len(story.slides)),
        "slides": [_slide(evidence, slide) for slide in story.slides],
    }


def _slide(evidence: Evidence, slide: Slide) -> dict:
    view = {"page": slide.page, "card": slide.card, "parameters": parameters_of(slide)}
    return {
        "title": slide.title,
        "view": {part: said for part, said in view.items() if said},
        "takeaway": slide.takeaway,
        **({"notes": slide.notes} if slide.notes else {}),
        "sources": source_ids(drawn_slide(evidence, slide, HALL).drawing.selection.rows),
    }
