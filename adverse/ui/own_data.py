"""Your data: what it is, the field for files, the dry run, and what is drawn of data in use."""

from functools import partial

import pandas as pd
import streamlit as st

from adverse.cards import register
from adverse.cohort import DryRun
from adverse.ui import own_dry_run, own_files, panels
from adverse.ui.controls import Controls
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page
from adverse.ui.words import plain

QUESTION = "What do your own patients show?"
PRIVACY = (
    "What you bring is read in the memory of this visit alone: no file, log, address, API or other visitor ever holds "
    "it. It stays until you take it out, or until the server forgets your visit some time after you close this page. "
    "What you save goes to your computer and nowhere else."
)
NOTHING_YET = "Bring a list of patients and a list of events, and they are counted and drawn as the published rows are"
NOT_THE_SAME = "Different patients than those of the published rows: look at both, no test lies between them."
PARTS = {  # pages whose cards draw a reader's own rows -> those cards
    "incidence": ("incidence",),
    "compare": ("compare",),
    "onset": ("onset",),
    "risk_factors": ("effect-sizes",),
}
PART_LABELS = {"incidence": "Incidence", "compare": "Compare", "onset": "Onset", "risk_factors": "Risk factors"}
DRY_RUN = "dry_run"


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


def _in_use(page: Page, data: OwnData) -> None:
    """The cards of published rows, drawn of the reader's own; their controls stand in no address."""
    if data.evidence is None or data.run is None:
        return
    own = page._replace(evidence=data.evidence, listing=partial(_lines_behind, data.run, data.evidence))
    row = st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute")
    with row:
        ask = Controls(plain_words=page.reader.plain_words, is_bound=False)
        there = [name for name in PARTS if register.PAGES[name].has_part(own.evidence)]
        part = ask.one("part", "Show", {name: PART_LABELS[name] for name in there} | {DRY_RUN: "What was read"})
        st.button("Take out my data", on_click=own_files.take_out, icon=":material/delete:")
    if part == DRY_RUN:
        own_dry_run.show(data)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="mine-controls"):
        choices = register.choose(own.evidence, part, ask)
    for card in PARTS[part]:
        drawing = register.drawn(own.evidence, part, card, choices[card], own.reader)
        if drawing.sentence and not drawing.is_empty:
            st.markdown(f"**{plain(drawing.sentence)}**")
        panels.chart_or_why(own, drawing)
    st.caption(NOT_THE_SAME)


def _lines_behind(run: DryRun, evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """The lines of the list of events behind rows of the reader's evidence, with the ids of their patients."""
    if run.events is None:
        return pd.DataFrame()
    arms = evidence.arms.set_index("arm_id")["arm_label"]
    wanted = {(arms.get(row.arm_id), row.event) for row in rows.itertuples() if hasattr(row, "arm_id")}
    lines = run.events.table
    found = lines[[pair in wanted for pair in zip(lines["arm"], lines["event"], strict=True)]]
    return pd.DataFrame(
        {
            "File": run.events.file,
            "Line": found["line"],
            "Patient": found["patient"].astype("str"),
            "Arm": found["arm"].astype("str"),
            "Event": found["event"].astype("str"),
            "Grade": found["grade"].where(found["grade"] > 0).astype("Int64"),
            "Day": found["day"],
        }
    )
