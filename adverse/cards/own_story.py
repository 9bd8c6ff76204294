"""A story of a reader's own, in an address alone: any card at its parameters is a slide of it.

The text in the address is JSON, compressed, in letters that every address may hold. Whatever stands in an address may
be broken or hostile: it is checked part by part, and what is not understood is said in a sentence.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.stories import HALL, card_of, values_of
from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.stories import MOST_MINUTES, Slide, Story
from adverse.exports.share import COLLECTED

KEY = "own"
ON_STAGE = "stage"  # the parameter that holds the story on the stage
NO_TITLE = "My story"
ABOUT = "Cards of this dashboard that a reader put together; each slide is a live view of a page, with its sources."
MESSAGE = "{message}"  # the title of a slide to which a reader gives none
MOST_SLIDES = 30
MOST_PARAMETERS = 200  # of a slide
MOST_IN_VALUE, MOST_IN_TITLE, MOST_IN_NOTES = 200, 120, 800  # characters
MOST_IN_ADDRESS, MOST_BYTES = 8_000, 100_000  # characters of the text, and bytes of what is packed in it
BROKEN = "The story in this address cannot be read: it was cut or changed on its way. Ask for the whole address."
TOO_LONG = "A story that is kept in an address has no room for this: shorten its notes, or remove a slide."


def slide_of_card(evidence: Evidence, page: str, card: str, query: Iterable[tuple[str, str]]) -> Slide:
    """The slide of a card at the address of its page; what the address holds beyond the page's choice is left out."""
    asked = tuple((key, value) for key, value in query if key not in (COLLECTED, ON_STAGE))
    return Slide(1, MESSAGE, page, card, _parameters(evidence, page, asked), "{answer}", "", ())


@remembered
def _parameters(evidence: Evidence, page: str, query: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    asked = Asked(query)
    register.choose(evidence, page, asked)
    return tuple(parse_qsl(asked.address(page).partition("?")[2], keep_blank_values=True))


def story_of(slides: Iterable[Slide], *, title: str = "", minutes: int = 0) -> Story:
    """A story of a reader's own, its slides numbered in their order."""
    numbered = tuple(slide._replace(number=number) for number, slide in enumerate(slides, start=1))
    return Story(KEY, _said(title, MOST_IN_TITLE) or NO_TITLE, ABOUT, minutes, numbered, "")


def with_slides(story: Story, slides: Iterable[Slide]) -> Story:
    """The story with other slides, numbered in their order."""
    return story_of(slides, title=story.title, minutes=story.minutes)


def written(story: Story) -> str:
    """The story as text for an address; AddressError where it is too long for one."""
    slides = [
        _without_end([slide.page, slide.card, urlencode(slide.parameters), slide.notes, _unless(slide.title, MESSAGE)])
        for slide in story.slides
    ]
    content = json.dumps(
        [slides, _unless(story.title, NO_TITLE), story.minutes], ensure_ascii=False, separators=(",", ":")
    )
    text = urlsafe_b64encode(zlib.compress(content.encode(), 9)).decode().rstrip("=")
    if len(text) > MOST_IN_ADDRESS or len(story.slides) > MOST_SLIDES:
        raise AddressError([TOO_LONG])
    return text


def read_story(evidence: Evidence, text: str) -> tuple[Story, list[str]]:
    """The story that a text in an address holds, and a sentence for every slide that is left out.

    AddressError where nothing of it can be read.
    """
    try:
        slides, title, minutes = _unpacked(text)
        asked = [_slide(*map(_text, slide)) for slide in slides]
        title, minutes = _text(title), max(0, min(int(minutes), MOST_MINUTES))
    except (ValueError, TypeError, ArithmeticError, RecursionError, zlib.error) as error:
        raise AddressError([BROKEN]) from error
    kept, left_out = [], []
    for number, slide in enumerate(asked[:MOST_SLIDES], start=1):
        try:
            values_of(evidence, slide, *card_of(evidence, slide), HALL)
            kept.append(slide)
        except AddressError as error:
            left_out.append(f"Slide {number} of this address is left out: {error}")
    if not kept:
        raise AddressError(left_out or ["The story in this address has no slide."])
    story = story_of(kept, title=title, minutes=minutes)
    written(story)  # or it could be neither shared nor changed
    return story, left_out


def n_slides(text: str) -> int:
    """How many slides a text in an address holds, without a look at what they show; none where it is broken."""
    try:
        return min(len(_unpacked(text)[0]), MOST_SLIDES)
    except (ValueError, TypeError, LookupError, RecursionError, zlib.error):
        return 0


def _unpacked(text: str) -> Any:
    if len(text) > MOST_IN_ADDRESS:
        raise ValueError(TOO_LONG)
    unpack = zlib.decompressobj()
    content = unpack.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)), MOST_BYTES)
    if not unpack.eof:
        raise ValueError(BROKEN)
    return json.loads(content)


def _slide(page: str, card: str = "", query: str = "", notes: str = "", title: str = "") -> Slide:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    parameters = tuple((_said(key, MOST_IN_VALUE), _said(value, MOST_IN_VALUE)) for key, value in pairs)
    bare = Slide(1, "", _said(page, MOST_IN_VALUE), _said(card, MOST_IN_VALUE), parameters, "{answer}", "", ())
    return with_texts(bare, title=title, notes=notes)


def with_texts(slide: Slide, *, title: str, notes: str) -> Slide:
    """The slide with a reader's title and notes; without a title it has the question of its page."""
    return slide._replace(title=_said(title, MOST_IN_TITLE) or MESSAGE, notes=_said(notes, MOST_IN_NOTES))


def _unless(text: str, usual: str) -> str:
    return "" if text == usual else text


def _said(text: str, most: int) -> str:
    """Text of a reader on one line, without what no slide can show, such as control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:most]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(BROKEN)
    return value


def _without_end(texts: list[str]) -> list[str]:
    """The texts without the empty ones at the end."""
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts
