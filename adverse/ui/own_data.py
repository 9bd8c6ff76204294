"""Your data: what it is, the field for files, the dry run, and what is drawn of data in use."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from adverse.cohort.curve_rows import endpoints_of
from adverse.ui import own_beside, own_curves, own_dry_run, own_files, own_models, own_parts, own_take_away
from adverse.ui.controls import Controls
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page

QUESTION = "What do your own patients show?"
PRIVACY = (
    "What you bring is read in the memory of this visit alone: no file, log, address, API or other visitor ever holds "
    "it. It stays until you take it out, or until the server forgets your visit some time after you close this page. "
    "What you save goes to your computer and nowhere else."
)
NOTHING_YET = "Bring a list of patients and a list of events, and they are counted and drawn as the published rows are"
NOT_THE_SAME = "Different patients than those of the published rows: look at both, no test lies between them."
HIDE = "Hide counts of 1 to 4"
HIDE_HELP = "Here and in every file: such counts, and what would give them away, are left out. That is not zero."
PARTS: dict[str, tuple[str, Callable[[Page, OwnData], None]]] = {
    "incidence": ("Incidence", own_parts.incidence),
    "compare": ("Compare", own_parts.compare),
    "onset": ("Onset", own_parts.onset),
    "curves": ("Curves", own_curves.show),
    "risk_factors": ("Risk factors", own_models.show),
    "beside": ("Beside published", own_beside.show),
    "dry_run": ("What was read", lambda _, data: own_dry_run.show(data)),
    "zip": ("Zip", own_take_away.show),
}


def sentence() -> str:
    """What is here, in one sentence."""
    data = own_files.own_data()
    if data is None:
        return f"{NOTHING_YET}; nothing is stored."
    if data.run is None:
        return "These files could not be read."
    n = data.run.arms["n_safety"].sum(min_count=1)
    patients = f"{int(n):,} treated patients" if pd.notna(n) else "An unknown number of treated patients"
    n_arms = len(data.run.arms)
    state = "in use" if data.evidence else "read, not yet in use" if data.run.is_ready else "read; something is asked"
    return f"{patients} in {n_arms} arm{'s' if n_arms != 1 else ''}: {state}."


def show(page: Page) -> None:
    """The page below its answer."""
    data = own_files.own_data()
    if data is None:
        _first_visit()
    elif data.evidence is None:
        own_dry_run.show(data)
    else:
        _in_use(page, data)
    st.caption(PRIVACY)


def _first_visit() -> None:
    own_files.upload_field()
    row = st.container(horizontal=True)
    row.button(
        "Try it with a sample: CDISC pilot, three arms",
        on_click=own_files.take_in_sample,
        icon=":material/science:",
    )
    for name, content in own_files.templates().items():
        row.download_button(f"Template: {name}", content, name, "text/csv", key=f"mine_{name}", on_click="ignore")
    own_files.fetch_field()


def _in_use(page: Page, data: OwnData) -> None:
    """The part that is chosen; its controls stand in no address."""
    ask = Controls(plain_words=page.reader.plain_words, is_bound=False)
    row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="mine-bar")
    with row:
        part = ask.one("part", "Show", {name: PARTS[name][0] for name in _there(data)}, show_title=False)
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small"):
            hides = ask.whether("hide", HIDE, help=HIDE_HELP)
            st.button("Take out my data", on_click=own_files.take_out, icon=":material/delete:")
    if hides != data.hides_small:
        data.hide_small(hides)
    if data.evidence is None:
        return
    if data.n_hidden:
        st.caption(own_parts.hidden_in_words(data.n_hidden))
    own = page._replace(evidence=data.evidence, listing=own_parts.lines_behind(data))
    PARTS[part][1](own, data)
    if part not in ("dry_run", "zip"):
        st.caption(NOT_THE_SAME)


def _there(data: OwnData) -> list[str]:
    """The parts that have something to draw."""
    evidence, run = data.evidence, data.run
    if evidence is None or run is None:
        return ["dry_run"]
    is_listed = run.events is not None and run.patients is not None and run.patients.is_whole
    there = {
        "incidence": len(evidence.incidence) > 0,
        "compare": len(evidence.arms) > 1 and len(evidence.incidence) > 0,
        "onset": len(evidence.onset) > 0,
        "curves": bool(endpoints_of(run)),
        "risk_factors": is_listed,
        "beside": bool(own_beside.events_of(data)),
        "dry_run": True,
        "zip": run.is_counted,
    }
    return [name for name, is_there in there.items() if is_there]
