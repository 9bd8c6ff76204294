"""A story of a reader's own in an address: what goes in comes out, and what is broken or hostile is a sentence."""

import json
import zlib
from base64 import urlsafe_b64encode
from random import Random
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse.cards import own_story, register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cards.stories import HALL, check_stories, drawn_slide
from adverse.cards.story_file import file_name_of, problems_in_file, story_file
from adverse.errors import AddressError
from adverse.evidence import load_evidence

EVIDENCE = load_evidence()
IN_ADDRESSES = {*ascii_letters, *digits, "-", "_"}


def packed(content: object) -> str:
    """Any content in the form that an address has."""
    return urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode().rstrip("=")


def of(*slides: list, title: str = "", minutes: object = 0) -> str:
    return packed([list(slides), title, minutes])


def test_every_card_that_is_drawn_is_a_slide_of_one_word_at_its_own_address(evidence):
    shown = 0
    for page, found in register.pages_of(evidence).items():
        choices = register.choose(evidence, page, Asked())
        for card in (card for card, declared in found.cards.items() if declared.draw):
            drawing = register.drawn(evidence, page, card, choices[card], HALL)
            assert (drawing.page, drawing.card) == (page, card)
            if drawing.chart is None or drawing.is_empty:
                continue
            story = own_story.story_of([own_story.slide_of_card(evidence, page, card, [])])
            read, left_out = own_story.read_story(evidence, own_story.written(story))
            assert (read, left_out) == (story, [])
            on_stage = drawn_slide(evidence, read.slides[0], HALL)
            values = found.cards[card].values
            more = values(evidence, choices[card], HALL) if values else {}
            said = more.get("answer", drawing.sentence)
            assert on_stage.texts == {"title": drawing.title or drawing.question, "takeaway": said, "notes": ""}
            shown += 1
    assert shown >= len(register.pages_of(evidence)) / 2


def test_a_slide_keeps_what_the_page_chooses_and_nothing_else(evidence):
    query = [("grade", "Grade 3 or higher"), ("arms", "tower-blinatumomab"), ("incidence-dots_tab", "Table")]
    query += [("view", "Learner"), ("stage", "x"), ("own", "y"), ("population", "All ages"), ("no-such", "1")]
    slide = own_story.slide_of_card(evidence, "incidence", "incidence", query)
    assert sorted(slide.parameters) == [("arms", "tower-blinatumomab"), ("grade", "ge3")]


texts = st.text(max_size=60)


@given(title=texts, slide_title=texts, notes=texts, minutes=st.integers(0, 240))
def test_what_goes_into_an_address_comes_out_of_it(title, slide_title, notes, minutes):
    slide = own_story.slide_of_card(EVIDENCE, "onset", "onset", [("scale", "early")])
    told = own_story.with_texts(slide, title=slide_title, notes=notes)
    story = own_story.story_of([told, slide], title=title, minutes=minutes)
    text = own_story.written(story)
    assert set(text) <= IN_ADDRESSES
    assert own_story.read_story(EVIDENCE, text) == (story, [])
    assert all(letter.isprintable() for letter in told.title + told.notes + story.title)


@given(st.text(max_size=300) | st.text(alphabet=sorted(IN_ADDRESSES), max_size=300))
def test_any_text_is_a_story_or_a_sentence(text):
    with pytest.raises(AddressError, match=r"cannot be read|no slide"):
        own_story.read_story(EVIDENCE, text)


@pytest.mark.parametrize("cut", [1, 10, 50])
def test_a_story_that_was_cut_or_changed_says_so(evidence, cut):
    text = own_story.written(own_story.story_of([own_story.slide_of_card(evidence, "onset", "onset", [])]))
    for broken in (text[:-cut], text[cut:], text[:5] + "AAAA" + text[9:]):
        with pytest.raises(AddressError) as error:
            own_story.read_story(evidence, broken)
        assert error.value.problems == [own_story.BROKEN]


def test_a_story_that_unpacks_to_more_than_a_story_is_refused(evidence):
    with pytest.raises(AddressError) as error:
        own_story.read_story(evidence, of(["onset", "", "", " " * 50_000_000]))
    assert error.value.problems == [own_story.BROKEN]


@pytest.mark.parametrize(
    "content",
    [
        *(None, 1, "x", [], {}, [[]], [[], "", 0], [[["onset"]], 1, 0], [[["onset"]], "", "x"], [[["onset"]], ""]),
        *([[["onset", 1]], "", 0], [[[{}]], "", 0], [[["onset"] * 9], "", 0], [[["onset"]], "", 1e400]),
        [[["onset", "", "&".join("a=b" for _ in range(1000))]], "", 0],
    ],
    ids=str,
)
def test_content_of_another_form_is_a_sentence(evidence, content):
    with pytest.raises(AddressError):
        own_story.read_story(evidence, packed(content))


def test_a_slide_that_is_not_understood_is_left_out_with_a_sentence(evidence):
    hostile = "<script>alert(1)</script>\ud800\x00" * 2000
    read, left_out = own_story.read_story(
        evidence,
        of(
            ["onset"],
            ["nowhere"],
            [hostile],
            ["onset", "no card"],
            ["incidence", "", "grade=9"],
            ["incidence", "", "no=1"],
            ["claims"],
            ["sources"],
            ["compare", "compare", "compare_view=heat_map", "A note.", "A title"],
        ),
    )
    assert [(slide.number, slide.page, slide.title) for slide in read.slides] == [
        (1, "onset", own_story.MESSAGE),
        (2, "compare", "A title"),
    ]
    assert [said.partition(" of this address is left out: ")[0] for said in left_out] == [
        f"Slide {number}" for number in range(2, 9)
    ]
    assert all(len(said) < 600 and said.isprintable() for said in left_out)


def test_a_story_that_is_too_long_for_an_address_is_not_written(evidence):
    slide = own_story.slide_of_card(evidence, "onset", "onset", [])
    with pytest.raises(AddressError, match="no room"):
        own_story.written(own_story.story_of([slide] * (own_story.MOST_SLIDES + 1)))
    letters = Random(1)
    noise = ["".join(chr(letters.randrange(0x4E00, 0x9FA0)) for _ in range(own_story.MOST_IN_NOTES)) for _ in range(4)]
    told = [own_story.with_texts(slide, title="", notes=notes) for notes in noise]
    with pytest.raises(AddressError, match="no room"):
        own_story.written(own_story.story_of(told))


def test_braces_of_a_reader_name_a_value_or_stay_as_they_are_typed(evidence):
    slide = own_story.slide_of_card(evidence, "incidence", "incidence", [])
    told = own_story.with_texts(slide, title="{event}: {no_such} {", notes="")
    assert drawn_slide(evidence, told, Reader()).texts["title"].endswith(": {no_such} {")
    assert "{event}" not in drawn_slide(evidence, told, Reader()).texts["title"]


def test_a_file_of_an_own_story_is_one_that_the_folder_of_stories_takes(evidence, data_copy):
    cards = [("onset", "onset", []), ("incidence", "incidence", [("arms", "tower-blinatumomab"), ("min", "20")])]
    cards += [("compare", "compare", [("preset", "tower"), ("compare_view", "heat_map")]), ("grading", "ladder", [])]
    slides = [own_story.slide_of_card(evidence, *card) for card in cards]
    slides[1] = own_story.with_texts(slides[1], title="Ünïcode: {event} of grade 3?", notes="Ask, then show: {share}.")
    story = own_story.story_of(slides, title="Blinatumomab: 1st talk")
    assert list(problems_in_file(evidence, story)) == []
    folder = data_copy / "stories"
    (folder / f"9-{file_name_of(evidence, story)}.yaml").write_text(story_file(evidence, story), encoding="utf-8")
    again = load_evidence(data_copy)
    check_stories(again)
    read = again.stories[-1]
    assert (read.key, read.title, read.minutes) == ("blinatumomab-1st-talk", story.title, 8)
    for made, kept in zip(story.slides, read.slides, strict=True):
        assert kept._replace(source_ids=()) == made
        assert kept.source_ids


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("5 of 9 patients", "the number 5 is typed"),
        ("{risk}", "{risk} is not a value of this view"),
        ("a { b", "a brace"),
    ],
)
def test_what_keeps_a_file_out_of_the_folder_is_said(evidence, title, said):
    slide = own_story.with_texts(own_story.slide_of_card(evidence, "onset", "onset", []), title=title, notes="")
    problems = list(problems_in_file(evidence, own_story.story_of([slide])))
    assert any(said in problem and problem.startswith("my-story.yaml, slide 1, title: ") for problem in problems)


def test_a_file_has_a_key_of_its_own(evidence):
    slide = own_story.slide_of_card(evidence, "onset", "onset", [])
    names = {
        title: file_name_of(evidence, own_story.story_of([slide], title=title))
        for title in ("Ten minutes", "日本", "9")
    }
    assert names == {"Ten minutes": "ten-minutes-own", "日本": "own", "9": "own"}


def test_slides_are_counted_without_a_look_at_them(evidence):
    slide = own_story.slide_of_card(evidence, "onset", "onset", [])
    assert own_story.n_slides(own_story.written(own_story.story_of([slide] * 3))) == 3
    assert [own_story.n_slides(text) for text in ("", "eN", "🧨", packed(1), packed([]))] == [0] * 5
