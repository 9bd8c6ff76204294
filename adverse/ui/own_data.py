"""Your data: what it is, the field for files, the dry run, and what is drawn of data in use."""

import streamlit as st

from adverse.ui import own_dry_run, own_files
from adverse.ui.page import Page

QUESTION = "What do your own patients show?"
PRIVACY = (
    "What you bring is read in the memory of this visit alone: no file, log, address, API or other visitor ever holds "
    "it. It stays until you take it out, or until the server forgets your visit some time after you close this page. "
    "What you save goes to your computer and nowhere else."
)
NOTHING_YET = "Bring a list of patients and a list of events, and they are counted and drawn as the published rows are"


def sentence() -> str:
    """What is here, in one sentence."""
    data = own_files.own_data()
    if data is None:
        return f"{NOTHING_YET}; nothing is stored."
    if data.run is None:
        return "These files could not be read."
    n = data.run.arms["n_safety"].sum(min_count=1)
    patients = f"{int(n):,} treated patients" if n == n else "An unknown number of treated patients"
    state = "in use" if data.evidence else "read, not yet in use" if data.run.is_ready else "read; something is asked"
    return f"{patients} in {len(data.run.arms)} arms: {state}."


def show(page: Page) -> None:
    """The page below its answer."""
    data = own_files.own_data()
    st.caption(PRIVACY)
    if data is None:
        _first_visit()
        return
    own_dry_run.show(data)


def _first_visit() -> None:
    own_files.upload_field()
    st.button(
        "Try it with a sample: CDISC pilot, three arms",
        on_click=own_files.take_in_sample,
        icon=":material/science:",
    )
