"""Stories: those shipped are read whole, and a broken one is refused with a sentence that names file and slide."""

import re

import pytest
import yaml

from adverse.cards.stories import HALL, card_of, check_stories, drawn_slide, values_of
from adverse.errors import EvidenceError
from adverse.evidence import load_evidence
from adverse.evidence.stories import PLACEHOLDER

FILE = "stories/3-safety-table.yaml"


@pytest.fixture
def edit_story(data_copy):
    """A function (change) that rewrites one story of the copy: `change` gets its content and alters it."""

    def edit(change) -> None:
        path = data_copy / FILE
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(yaml.safe_dump(content), encoding="utf-8")

    return edit


def test_the_four_stories_in_their_order(evidence):
    assert [story.title for story in evidence.stories] == [
        "Blinatumomab in 10 minutes",
        "CRS and neurotoxicity: when and why",
        "Reading a safety table",
        "How a good-looking summary misleads",
    ]
    assert all(len(story.slides) >= 5 for story in evidence.stories)


def test_every_slide_has_rows_and_its_takeaway_only_computed_numbers(evidence):
    for story in evidence.stories:
        for slide in story.slides:
            view = drawn_slide(evidence, slide, HALL)
            assert len(view.drawing.selection.rows)
            typed = re.sub(r"(?i)grade \d", "", PLACEHOLDER.sub("", slide.takeaway))
            assert re.findall(r"\d", typed) == [], (story.file, slide.number)
            assert not any("{" in text for text in view.texts.values())


def test_values_are_those_of_the_rows(evidence):
    slide = evidence.stories[2].slides[5]  # TOWER by patients and by patient-years, Kantarjian 2017, table 3
    values = values_of(evidence, slide, *card_of(evidence, slide), HALL)
    assert (values["rate"], values["reference_rate"], values["rate_ratio"]) == ("0.38", "0.95", "0.40")
    assert (values["timed_event"], values["timed_events"], values["turned_events"]) == (
        "Neurologic events (any)",
        "4",
        "1",
    )


def slide(content: dict, number: int = 1) -> dict:
    return content["slides"][number - 1]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: s.pop("title"), f"{FILE}: the text title is missing."),
        (lambda s: s.update(key="No Key"), f"{FILE}: the key 'No Key' is not in small letters, digits and hyphens."),
        (
            lambda s: s.update(key="ten-minutes"),
            f"{FILE}: the key ten-minutes is that of stories/1-ten-minutes.yaml already.",
        ),
        (lambda s: s.update(minutes="ten"), f"{FILE}: minutes is not a whole number from 1 to 240."),
        (lambda s: s.update(slides=[]), f"{FILE}: slides is not a list with at least one slide."),
        (
            lambda s: s.update(author="me"),
            f"{FILE}: 'author' is not a part of a story; it has key, title, description, minutes and slides.",
        ),
        (lambda s: slide(s, 2).pop("title"), f"{FILE}, slide 2: the text title is missing."),
        (lambda s: slide(s).update(sources=[]), f"{FILE}, slide 1, sources: no document is named."),
        (
            lambda s: slide(s).update(sources=["no-such"]),
            f"{FILE}, slide 1, sources: 'no-such' is not a document of sources.csv.",
        ),
        (
            lambda s: slide(s).update(sources=[["a"]]),
            f"{FILE}, slide 1, sources: '['a']' is not a document of sources.csv.",
        ),
        (
            lambda s: slide(s).update(sources=[{"a": "b"}]),
            f"{FILE}, slide 1, sources: '{{'a': 'b'}}' is not a document of sources.csv.",
        ),
        (
            lambda s: slide(s).update(takeaway="Fever in 55% of patients of grade 3"),
            f"{FILE}, slide 1, takeaway: the number 55 is typed; a placeholder has it computed from the rows in view.",
        ),
        (
            lambda s: slide(s).update(notes="Half {open"),
            f"{FILE}, slide 1, notes: a brace stands outside a placeholder such as {{answer}}.",
        ),
        (
            lambda s: slide(s).update(view="incidence"),
            f"{FILE}, slide 1, view: a view has the parts page, card and parameters.",
        ),
        (
            lambda s: slide(s)["view"].update(parameters={"grade": {"a": "b"}}),
            f"{FILE}, slide 1, view, grade: neither a text, a whole number, true or false, nor a list of these.",
        ),
    ],
)
def test_a_broken_story_is_refused(edit_story, problems, change, sentence):
    edit_story(change)
    assert problems() == [sentence]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda s: slide(s)["view"].update(page="incidences"),
            f"{FILE}, slide 1, view: 'incidences' is not a page that a slide can show; there are overview, "
            "incidence, compare, matrix, onset, risk_factors, signals, grading, management, rare_events, learn, "
            "claims.",
        ),
        (
            lambda s: slide(s, 4)["view"].update(card="squares"),
            f"{FILE}, slide 4, view: 'squares' is not a card of the page compare; there are compare, compare-icons, "
            "treatments.",
        ),
        (
            lambda s: slide(s)["view"]["parameters"].update(min=99),
            f"{FILE}, slide 1, view: min takes a whole number from 0 to 50, not “99”.",
        ),
        (
            lambda s: slide(s, 3)["view"].update(parameters={"presets": "tower"}),
            f"{FILE}, slide 3, view: There is no parameter “presets” here; there are: preset, compare_arms, "
            "compare_grade, compare_period, compare_subset, compare_group, join_synonyms, reference, open_differences, "
            "compare_view, compare_event.",
        ),
        (
            lambda s: slide(s)["view"]["parameters"].update(grade="5", period="cycle_2"),
            f"{FILE}, slide 1, view: no row fits this choice.",
        ),
        (
            lambda s: slide(s).update(takeaway="{risk}"),
            f"{FILE}, slide 1, takeaway: {{risk}} is not a value of this view; there are {{question}}, "
            "{message}, {answer}, {documents}, {events}, {event}, {arm}, {share}, {interval}.",
        ),
    ],
)
def test_a_view_that_is_not_understood_is_refused(edit_story, data_copy, change, sentence):
    edit_story(change)
    for other in set((data_copy / FILE).parent.iterdir()) - {data_copy / FILE}:
        other.unlink()
    with pytest.raises(EvidenceError) as caught:
        check_stories(load_evidence(data_copy))
    assert caught.value.problems == [sentence]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"key: [", f"{FILE}, line 1: this is not YAML."),
        (b"key: a\ntitle: b\nkey: c", f"{FILE}, line 3: 'key' is given twice."),
        (b"slides:\n  - notes: a\n    notes: b", f"{FILE}, line 3: 'notes' is given twice."),
        (b"- a list", f"{FILE}: a story has the parts key, title, description, minutes and slides."),
        (b"key: caf\xe9", f"{FILE}: cannot be read: it is not UTF-8 text."),
        (b"key: 2026-02-31", f"{FILE}: cannot be read: day is out of range for month."),
        (b"!!python/object/apply:os.getcwd []", f"{FILE}, line 1: this is not YAML."),
    ],
)
def test_a_file_that_is_no_story_is_refused(data_copy, problems, content, sentence):
    (data_copy / FILE).write_bytes(content)
    assert [problem[: len(sentence)] for problem in problems()] == [sentence]
