"""The parts of the presentation: the list of stories, the stage with its bar, the timer, and the handout."""

from functools import partial
from time import monotonic
from typing import NamedTuple

import streamlit as st

from adverse.cards.files import source_ids
from adverse.cards.own_story import KEY as OWN
from adverse.cards.reader import Reader
from adverse.cards.stories import drawn_slide
from adverse.evidence import Evidence
from adverse.evidence.stories import Slide, Story, parameters_of
from adverse.exports.view import NOTICE
from adverse.ui import imprint, own_story, slides, story_editor, take_away, words
from adverse.ui.controls import Controls
from adverse.ui.navigation import link_to, title_of
from adverse.ui.page import Page
from adverse.ui.words import plain

LAYOUTS = {"screen": "Slides", "handout": "Handout"}
QUESTION = "Which story do you want to show?"
LONG_TITLE = 60  # letters
MOST_SOURCES = 3  # named on the stage; the handout names all


class Place(NamedTuple):
    """Where the reader is: the story and slide on the stage, how it is laid out, and whether notes and a
    QR code of its view are shown.

    `problems` say what of an address with a story of its own is not understood.
    """

    story: Story | None
    slide: Slide | None = None
    layout: str = "screen"
    with_notes: bool = False
    with_code: bool = False
    problems: tuple[str, ...] = ()

    @property
    def on_stage(self) -> bool:
        """Whether one slide fills the screen."""
        return self.slide is not None and self.layout == "screen"


def places():
    """The room for what is shown and, below it, for the bar with the controls."""
    return st.container(key="stage"), st.container(key="stage-bar")


def choose_place(evidence: Evidence, reader: Reader) -> Place:
    """Draw the controls; every one is in the address."""
    story, problems = own_story.on_stage(evidence)
    ask = Controls(on_change={"story": _begin})
    if story is None:
        stories = {story.key: story for story in evidence.stories}
        labels = {"": "All stories", **{key: story.title for key, story in stories.items()}}
        key = st.session_state.get("story") or st.query_params.get("story")
        if key not in stories and key not in labels.values():
            ask.one("story", "Story", labels, as_list=True)
            return Place(None, problems=tuple(problems))
    with st.container(horizontal=True, vertical_alignment="bottom", key="slide-bar"):
        if story is None:
            chosen = ask.one("story", "Story", labels, as_list=True, show_title=False)
            if not chosen:
                st.rerun()
            story = stories[chosen]
        else:
            _begin_once(story, problems)
        numbers = {str(slide.number): str(slide.number) for slide in story.slides}
        layout = ask.one("layout", "Show as", LAYOUTS, show_title=False)
        if layout == "screen":
            number = ask.one("slide", "Slide", numbers, as_list=True, show_title=False) if len(numbers) > 1 else "1"
            _steps(int(number), len(story.slides))
            with_notes, with_code = ask.whether("notes", "Notes"), ask.whether("code", "QR code")
            _timer(story)
        else:
            number, with_notes, with_code = "1", ask.whether("notes", "Notes"), ask.whether("code", "QR code")
            st.download_button(
                "PowerPoint",
                data=partial(slides.deck, evidence, story, take_away.address(), reader, with_codes=with_code),
                file_name=f"{story.key}-{evidence.about['version']}.pptx",
                mime=take_away.PPTX,
                key="story_deck",
                icon=":material/slideshow:",
                on_click="ignore",
            )
        if story.key == OWN and len(story.slides) == 1:
            link_to(story.slides[0].page, "Exit", icon="close", query=parameters_of(story.slides[0]))
        else:
            st.button("Exit", icon=":material/close:", key="exit", on_click=_open, args=("",))
    return Place(story, story.slides[int(number) - 1], layout, with_notes, with_code)


def _steps(number: int, last: int) -> None:
    for text, icon, key, target in (
        ("Back", "arrow_back", "Left", number - 1),
        ("Next", "arrow_forward", "Right", number + 1),
    ):
        st.button(
            text,
            icon=f":material/{icon}:",
            key=f"slide_{text.lower()}",
            shortcut=key,
            disabled=not 1 <= target <= last,
            on_click=_step_to,
            args=(target,),
        )
    for key, target in (("slide_first", 1), ("slide_last", last)):  # not in sight: Home and End press them
        st.button(key, key=key, disabled=number == target, on_click=_step_to, args=(target,))


def _step_to(number: int) -> None:
    st.session_state["slide"] = str(number)
    _forget_marks()


def _begin() -> None:
    """Another story begins with its first slide and a clock at zero."""
    st.session_state["slide"] = "1"
    st.session_state[".stage_began"] = monotonic()
    _forget_marks()


def _begin_once(story: Story, problems: list[str]) -> None:
    """A story that an address brings begins when it is first seen."""
    if st.session_state.get(".on_stage") != story:
        st.session_state[".on_stage"] = story
        st.session_state[".stage_began"] = monotonic()
        for problem in problems:
            st.toast(plain(problem), icon=":material/info:")


def _open(story: str, layout: str = "screen") -> None:
    own_story.leave_stage()
    st.session_state["story"], st.session_state["layout"] = story, layout
    _begin()


def _forget_marks() -> None:
    for key in [key for key in st.query_params if key.endswith("_mark")]:
        del st.query_params[key]


@st.fragment(run_every="1s")
def _timer(story: Story) -> None:
    """The time since the story was opened; a click starts it again."""
    seconds = int(monotonic() - st.session_state.setdefault(".stage_began", monotonic()))
    st.button(
        f"{seconds // 60:02}:{seconds % 60:02}{f' / {story.minutes}:00' if story.minutes else ''}",
        icon=":material/timer:",
        key="timer",
        help="Time since the story began, and how long it is planned where that is said; a click starts it again.",
        on_click=_restart,
        type="tertiary",
    )


def _restart() -> None:
    st.session_state[".stage_began"] = monotonic()


def room_for_title(text: str):
    """The room for a title: one that would take most of a slide gets smaller letters."""
    return st.container(key="long-title" if len(text) > LONG_TITLE else "title")


def title(evidence: Evidence, place: Place, reader: Reader) -> str:
    """The title of the slide, of the handout, or of the list of stories."""
    if place.slide and place.on_stage:
        return plain(drawn_slide(evidence, place.slide, reader).texts["title"])
    return plain(place.story.title) if place.story else QUESTION


def sentence(evidence: Evidence, place: Place, reader: Reader) -> str:
    """The takeaway of the slide, with its computed values; of a handout what the story is about."""
    if place.slide and place.on_stage:
        return drawn_slide(evidence, place.slide, reader).texts["takeaway"]
    if place.story:
        return place.story.description
    if not evidence.stories:
        return "No story is ready yet; every card of the other pages can be presented as it is."
    n_slides = sum(len(story.slides) for story in evidence.stories)
    n_pages = len({slide.page for story in evidence.stories for slide in story.slides})
    return (
        f"{len(evidence.stories)} stories with {n_slides} slides are ready; each slide is a live view of one of "
        f"{n_pages} pages, with its sources."
    )


def show(page: Page, place: Place) -> None:
    """The slide, the handout, or the list of stories."""
    if place.story is None:
        for problem in place.problems:
            st.info(plain(problem), icon=":material/link_off:")
        story_editor.show(page)
        _story_cards(page.evidence)
    elif place.on_stage:
        _stage(page, place.story, place)
    else:
        for slide in place.story.slides:
            _sheet(page, slide, place)


def _story_cards(evidence: Evidence) -> None:
    for story in evidence.stories:
        with st.container(border=True, key=f"story-{story.key}"):
            st.markdown(f"### {plain(story.title)}")
            st.markdown(plain(story.description))
            st.caption(f"{len(story.slides)} slides, {story.minutes} minutes")
            with st.container(horizontal=True):
                for text, icon, layout in (
                    ("Present", "slideshow", "screen"),
                    ("Handout to print", "print", "handout"),
                ):
                    st.button(
                        text,
                        icon=f":material/{icon}:",
                        key=f"{layout}-{story.key}",
                        on_click=_open,
                        args=(story.key, layout),
                        type="primary" if layout == "screen" else "secondary",
                    )


def _stage(page: Page, story: Story, place: Place) -> None:
    slide = place.slide or story.slides[0]
    drawing, texts = drawn_slide(page.evidence, slide, page.reader)
    if subtitle := (drawing.on_wall or drawing).subtitle:
        st.caption(plain(subtitle))
    with st.container(key="slide-view"):
        slides.show(page, slide, key=f"{story.key}-{slide.number}")
        if place.with_code:
            slides.show_code(slide, key="stage")
    if place.with_notes:
        with st.container(key="slide-notes"):
            link = words.link("Open this view as a page", slides.address_of_view(slide, take_away.address()))
            said = [texts["notes"], slides.verdict(drawing), drawing.note]
            st.markdown(f"{' '.join(plain(text) for text in said if text)} {link}.")
    count = f"Slide {slide.number} of {len(story.slides)}." if len(story.slides) > 1 else ""
    sources = _sources(page, slide, most=MOST_SOURCES)
    st.caption(" ".join(filter(None, [count, NOTICE, sources])))
    if count:
        st.progress(slide.number / len(story.slides))


def _sheet(page: Page, slide: Slide, place: Place) -> None:
    """One page of the handout."""
    drawing, texts = drawn_slide(page.evidence, slide, page.reader)
    with st.container(key=f"handout-{slide.number}"):
        st.subheader(f"{slide.number}. {plain(texts['title'])}", anchor=False)
        st.markdown(f"**{plain(texts['takeaway'])}**")
        slides.show(page, slide, key=f"sheet-{slide.number}", on_paper=True)
        st.caption(plain(drawing.note))
        if place.with_notes and texts["notes"]:
            st.markdown(f"**Notes.** {plain(texts['notes'])}")
        st.caption(f"{_sources(page, slide)} {imprint.of_sheet(page.evidence)}")
        if place.with_code:
            slides.show_code(slide, key=f"{slide.number}")


def _sources(page: Page, slide: Slide, most: int | None = None) -> str:
    """The documents that the slide names, then the others that its rows rest on, and the page that it is a view of."""
    rows = drawn_slide(page.evidence, slide, page.reader).drawing.selection.rows
    ids = list(dict.fromkeys([*slide.source_ids, *source_ids(rows)]))
    documents = page.evidence.sources.set_index("source_id")
    shown = ids if most is None else ids[:most]
    named = [words.link(documents.loc[key, "short_name"], documents.loc[key, "url"]) for key in shown]
    more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
    link = words.link(title_of(page.evidence, slide.page), slides.address_of_view(slide))
    return f"Sources: {'; '.join(named)}{more}. A view, with its table, of the page {link}."
