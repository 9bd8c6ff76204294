"""The reader's own story on the page: its slides in order, with titles and notes, and what is made of it."""

from functools import partial
from urllib.parse import urljoin

import segno
import streamlit as st

from adverse.cards import own_story as stories
from adverse.cards.own_story import ON_STAGE
from adverse.cards.reader import Reader
from adverse.cards.stories import drawn_slide
from adverse.cards.story_file import file_name_of, problems_in_file, story_file
from adverse.evidence import Evidence
from adverse.evidence.stories import MOST_MINUTES, Slide, Story
from adverse.exports import share
from adverse.ui import own_story, slides, take_away, words
from adverse.ui.page import Page
from adverse.ui.words import plain

HOW_TO_BEGIN = (
    "A story of your own: “Add to my story”, behind “Download / share” of every card, collects cards for a talk. It is "
    "kept in the address alone; nothing is stored here."
)
MOVES = {"Up": "arrow_upward", "Down": "arrow_downward", "Remove": "delete"}
LAYOUTS = {"screen": ("Present my story", "slideshow"), "handout": ("Handout to print", "print")}
MOST_PROBLEMS = 3  # shown of those that keep a file out of the folder of stories


def show(page: Page) -> None:
    """The story that the reader collects, to be put in order, or how to begin one."""
    story, problems = own_story.collected(page.evidence)
    for problem in problems:
        st.info(plain(problem), icon=":material/link_off:")
    if story is None:
        st.caption(HOW_TO_BEGIN)
        return
    with st.container(border=True, key="own-story"):
        st.markdown("### Your story")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            field = partial(_field, story=story)
            field(st.text_input, "own_title", "Title", "" if story.title == stories.NO_TITLE else story.title)
            field(st.number_input, "own_minutes", "Minutes planned", story.minutes, 0, MOST_MINUTES, width=140)
        for slide in story.slides:
            _slide(page, story, slide)
        _made_of_it(page.evidence, story, page.reader)


def _slide(page: Page, story: Story, slide: Slide) -> None:
    n = slide.number
    _, texts = drawn_slide(page.evidence, slide, page.reader)
    with st.container(border=True, key=f"own-slide-{n}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            own = "" if slide.title == stories.MESSAGE else slide.title
            placeholder = texts["title"] if not own else None
            _field(st.text_input, f"own_title_{n}", f"{n}. Title", own, story=story, placeholder=placeholder)
            for (text, icon), to in zip(MOVES.items(), (n - 1, n + 1, 0), strict=True):
                st.button(
                    text,
                    key=f"own_{text}_{n}",
                    icon=f":material/{icon}:",
                    disabled=to > len(story.slides) or (text == "Up" and not to),
                    on_click=_move,
                    args=(story, n, to),
                )
        _field(st.text_area, f"own_notes_{n}", "Notes for the speaker", slide.notes, story=story, height=80)
        link = words.link("Open this view", slides.address_of_view(slide, take_away.address()))
        st.caption(f"{plain(texts['takeaway'])} {link}.")


def _field(draw, key: str, title: str, value, *range_of_values, story: Story, **more) -> None:
    """A field that shows what the address holds; what is typed goes into the address."""
    st.session_state[key] = value
    if draw is not st.number_input:
        more["max_chars"] = stories.MOST_IN_NOTES if draw is st.text_area else stories.MOST_IN_TITLE
    draw(title, *range_of_values, key=key, on_change=_typed, args=(story,), **more)


def _typed(story: Story) -> None:
    typed = st.session_state
    told = [
        stories.with_texts(slide, title=typed[f"own_title_{n}"], notes=typed[f"own_notes_{n}"])
        for n, slide in enumerate(story.slides, start=1)
    ]
    own_story.change(stories.story_of(told, title=typed["own_title"], minutes=typed["own_minutes"]))


def _move(story: Story, number: int, to: int) -> None:
    """A slide at another place, or at none."""
    rest = [slide for slide in story.slides if slide.number != number]
    if to:
        rest.insert(to - 1, story.slides[number - 1])
    own_story.change(stories.with_slides(story, rest))


def _made_of_it(evidence: Evidence, story: Story, reader: Reader) -> None:
    name = file_name_of(evidence, story)
    problems = list(problems_in_file(evidence, story))
    with st.container(horizontal=True):
        for layout, (text, icon) in LAYOUTS.items():
            st.button(
                text,
                icon=f":material/{icon}:",
                key=f"own_{layout}",
                on_click=_open,
                args=(story, layout),
                type="primary" if layout == "screen" else "secondary",
            )
        for text, ending, mime, made in (
            ("PowerPoint", "pptx", take_away.PPTX, partial(slides.deck, evidence, story, take_away.address(), reader)),
            ("YAML", "yaml", "application/yaml", lambda: story_file(evidence, story).encode()),
        ):
            st.download_button(
                text,
                data=made,
                file_name=f"{name}-{evidence.about['version']}.pptx" if ending == "pptx" else f"{name}.yaml",
                mime=mime,
                key=f"own_{ending}",
                disabled=ending == "yaml" and bool(problems),
                on_click="ignore",
            )
        st.button("Remove all", key="own_clear", icon=":material/delete:", on_click=_move_all_out, args=(story,))
    if problems:
        st.caption(f"For the folder of stories, mend first: {plain(' '.join(problems[:MOST_PROBLEMS]))}")
    _share(story)


def _move_all_out(story: Story) -> None:
    own_story.change(stories.with_slides(story, []))


def _open(story: Story, layout: str) -> None:
    own_story.put_on_stage(story)
    st.session_state["slide"], st.session_state["layout"] = "1", layout


def _share(story: Story) -> None:
    address = share.address_of(urljoin(take_away.address(), "present"), [(ON_STAGE, stories.written(story))])
    st.markdown("**Link to this story**")
    st.code(address, language=None, wrap_lines=True)
    try:
        st.image(share.qr_png(address), width=200, alt="QR code of the link to this story")
    except segno.DataOverflowError:
        st.caption("This link is too long for a QR code. Shorten the notes, or remove a slide.")
