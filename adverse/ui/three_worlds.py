"""One event, three worlds: three columns side by side, one below the other where the screen is narrow."""

import streamlit as st

from adverse.cards import register
from adverse.cards.three_worlds import World, rows_in_view, worlds
from adverse.ui import ask_openfda, own_story, panels, words
from adverse.ui.page import Page
from adverse.ui.words import plain

ICONS = {"trials": "science", "label": "description", "reports": "flag"}
MOST_OPEN = 6  # figures of a world that are shown at once


def columns(page: Page, event: str) -> None:
    """The three worlds of an event, each with what it can and cannot say."""
    for place, world in zip(st.columns(3), worlds(page.evidence, event), strict=True):
        with place.container(border=True, key=f"card-world-{world.key}"):
            _world(world)
    with st.container(horizontal=True, vertical_alignment="center"):
        panels.download(page, rows_in_view(page.evidence, event).rows, "three-worlds")
        own_story.present(page.evidence, register.drawn(page.evidence, "signals", "three-worlds", event, page.reader))
    ask_openfda.part(page, event)


def _world(world: World) -> None:
    st.markdown(f"### :material/{ICONS[world.key]}: {world.title}")
    st.markdown(f":material/check_circle: **Can say** {plain(world.can_say)}")
    st.markdown(f":material/block: **Cannot say** {plain(world.cannot_say)}")
    for said in world.missing:
        st.caption(plain(said))
    if world.rows.empty:
        st.info(plain(world.nothing), icon=":material/search_off:")
        return
    _figures(world.rows.head(MOST_OPEN))
    rest = world.rows.iloc[MOST_OPEN:]
    if len(rest) and (more := panels.opened(f"{len(rest)} more", key=f"world_{world.key}", icon="unfold_more")):
        with more:
            _figures(rest)


def _figures(rows) -> None:
    """Each figure under the place that it is of, with its source."""
    lines, place = [], None
    for row in rows.itertuples():
        if row.place != place:
            lines.append(f"\n**{plain(row.place)}**\n")
            place = row.place
        lines.append(f"- {plain(row.figure)} :small[({words.cited(row)})]")
    st.markdown("\n".join(lines))
