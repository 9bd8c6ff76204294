"""Slides of stories: each a card of the register at the parameters of its view, with texts that name its values."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from adverse.cards import register
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.errors import AddressError, EvidenceError
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.stories import PLACEHOLDER, Slide, filled

HALL = Reader("educator")  # for whom a slide is written, unless a learner reads


class DrawnSlide(NamedTuple):
    """What a slide shows: its drawing, and its texts (title, takeaway, notes) with their values filled in."""

    drawing: Drawing
    texts: dict[str, str]


def drawn_slide(evidence: Evidence, slide: Slide, reader: Reader) -> DrawnSlide:
    """A slide in plain words for learners, else in those for a lecture hall."""
    reader = Reader("learner") if reader.plain_words else HALL
    card, choice = card_of(evidence, slide)
    found = values_of(evidence, slide, card, choice, reader)
    texts = {part: filled(text, found) for part, text in slide.texts.items()}
    drawn = register.drawn(evidence, slide.page, card, choice, reader)
    words = {"question": texts["title"], "sentence": texts["takeaway"], "speech": texts["notes"]}
    return DrawnSlide(drawn.with_words(title="", cited=slide.source_ids, **words), texts)


def card_of(evidence: Evidence, slide: Slide) -> tuple[str, Any]:
    """The card of a slide and what its parameters choose; AddressError for everything that is not understood."""
    there_are = register.pages_of(evidence)
    pages = {name: [key for key, card in page.cards.items() if card.draw] for name, page in there_are.items()}
    cards = pages.get(slide.page)
    if not cards:
        shown = ", ".join(name for name, keys in pages.items() if keys)
        raise AddressError([f"'{slide.page}' is not a page that a slide can show; there are {shown}."])
    card = slide.card or cards[0]
    if card not in cards:
        raise AddressError([f"'{card}' is not a card of the page {slide.page}; there are {', '.join(cards)}."])
    asked = Asked(slide.parameters)
    choices = register.choose(evidence, slide.page, asked)
    asked.check()
    return card, choices[card]


def values_of(evidence: Evidence, slide: Slide, card: str, choice: Any, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name; AddressError where no row fits or no chart is drawn."""
    drawn = register.drawn(evidence, slide.page, card, choice, reader)
    if drawn.is_empty or (drawn.chart is None and drawn.in_words.empty):
        raise AddressError(["no row fits this choice."])
    found, n = register.PAGES[slide.page].cards[card], len(drawn.selection.rows)
    if found.most_on_a_slide and n > found.most_on_a_slide:
        raise AddressError([f"{n} {card} fit this choice; at most {found.most_on_a_slide} fit on a slide."])
    return {
        "question": drawn.question,
        "message": drawn.title or drawn.question,
        "answer": drawn.sentence,
        **_more_values(evidence, slide.page, card, choice, reader),
    }


@remembered
def _more_values(evidence: Evidence, page: str, card: str, choice: Any, reader: Reader) -> dict[str, str]:
    values = register.PAGES[page].cards[card].values
    return values(evidence, choice, reader) if values else {}


def check_stories(evidence: Evidence) -> None:
    """Raise EvidenceError with a sentence for every slide whose view or placeholders are not understood."""
    problems = [
        f"{story.file}, slide {slide.number}, {problem}"
        for story in evidence.stories
        for slide in story.slides
        for problem in problems_in_slide(evidence, slide)
    ]
    if problems:
        raise EvidenceError(problems)


def problems_in_slide(evidence: Evidence, slide: Slide) -> Iterator[str]:
    """A sentence for everything in the view or the placeholders of a slide that is not understood."""
    try:
        values = values_of(evidence, slide, *card_of(evidence, slide), HALL)
    except AddressError as error:
        yield from (f"view: {problem}" for problem in error.problems)
        return
    known = ", ".join(f"{{{name}}}" for name in values)
    for part, text in slide.texts.items():
        for name in PLACEHOLDER.findall(text):
            if name not in values:
                yield f"{part}: {{{name}}} is not a value of this view; there are {known}."
