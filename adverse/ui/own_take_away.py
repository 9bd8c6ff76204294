"""The zip of a reader's own data: counts, mapping, rows left out, method and recount."""

from functools import partial

import streamlit as st

from adverse.cohort.package import own_zip
from adverse.ui.controls import OWN
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page

NAME = "your-data-counts.zip"
WHAT = (
    "Counts, which column was what, every row left out with its reason, how it was counted, and a script that counts "
    "again. The rows of patients are in it only where you tick them."
)
LISTING = "Rows of patients too (ids, events, days)"


def show(_: Page, data: OwnData) -> None:
    """What is in the zip, and the button that saves it."""
    if data.run is None or data.counts is None:
        return
    st.markdown(WHAT)
    with_listing = st.checkbox(
        LISTING,
        key=f"{OWN}listing",
        disabled=data.hides_small or data.run.events is None,
        help="Not while counts of 1 to 4 are hidden." if data.hides_small else None,
    )
    make = partial(
        own_zip,
        data.run,
        data.counts,
        with_listing=with_listing,
        hides_small=data.hides_small,
        n_hidden=data.n_hidden,
    )
    st.download_button(
        "Save the zip",
        make,
        NAME,
        "application/zip",
        type="primary",
        icon=":material/folder_zip:",
        key=f"{OWN}zip",
        on_click="ignore",
    )
