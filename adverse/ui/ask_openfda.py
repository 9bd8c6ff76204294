"""openFDA, asked on a reader's word where the operator allows it: four counts of an event, sentences of the label."""

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pandas as pd
import streamlit as st

from adverse.cards.recompute import measures_of
from adverse.cards.three_worlds import names_of_event
from adverse.errors import ReportsError
from adverse.evidence import Evidence
from adverse.evidence.coded_terms import coded_term
from adverse.reports.labels import label_in_words, sentences_naming
from adverse.reports.live import FourCounts, four_counts
from adverse.reports.openfda import Client
from adverse.sentences.worlds import OPENFDA_SAYS, SENT_TO_OPENFDA, four_counts_in_words
from adverse.settings import Settings
from adverse.ui import panels
from adverse.ui.page import Page
from adverse.ui.words import plain

ASKED = ".openfda"  # the event that was asked for last, with what came back


@cache
def client(address: str) -> Client:
    """The one that asks for every visit: it keeps its distance between requests, and each answer with its day."""
    folder = mkdtemp(prefix="adverse-openfda-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return Client(Path(folder), address.rstrip("/"))


def part(page: Page, event: str) -> None:
    """A button to ask with and what came back; nothing where the operator has not allowed it."""
    settings = Settings.of()
    if not settings.outside_requests:
        return
    with st.container(border=True, key="card-openfda"):
        st.markdown("### :material/cloud: openFDA, live")
        if st.button("Ask openFDA for this event", icon=":material/cloud_download:", key="ask_openfda"):
            with st.spinner("Asking openFDA ..."):
                st.session_state[ASKED] = (event, *_answers(page.evidence, event, client(settings.openfda_address)))
        st.caption(SENT_TO_OPENFDA)
        asked, counts, said, problems = st.session_state.get(ASKED) or ("", None, [], [])
        if asked != event:
            return
        for problem in problems:
            st.warning(plain(problem), icon=":material/cloud_off:")
        if counts:
            _counts(page, event, counts)
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said))


def _answers(evidence: Evidence, event: str, ask: Client) -> tuple[FourCounts | None, list[str], list[str]]:
    """The four counts, the sentences of the label, and what could not be had."""
    counts, said, problems = None, [], []
    drug = evidence.about["drug"]
    listed = evidence.report_names
    names = [drug, *listed.loc[(listed["drug"] == drug) & (listed["kind"] == "brand"), "name"]]
    try:
        counts = four_counts(ask, names, coded_term(evidence, event).removesuffix(" (any)"))
    except ReportsError as error:
        problems.append(str(error))
    try:
        labels, day = ask.labels(drug)
    except ReportsError as error:
        problems.append(str(error))
    else:
        for item in labels:
            found = [f"{section}: {text}" for section, text in sentences_naming(item, names_of_event(evidence, event))]
            head = f"{label_in_words(item)}, answered {day}"
            said += [f"{head}. {text}" for text in found] or [f"{head}: no section that was read names it."]
            said += item.missing
    return counts, said, problems


def _counts(page: Page, event: str, counts: FourCounts) -> None:
    st.markdown(plain(four_counts_in_words(counts, page.evidence.about["drug"], event)))
    table = pd.DataFrame(measures_of(*counts[:4])).rename(columns=str.capitalize)
    panels.grid(table, key="openfda_measures", alt="Every reporting measure of the counts of openFDA with its limits")
    st.caption(plain(OPENFDA_SAYS))
    panels.download(page, table.assign(Day=counts.days[0], Search=counts.search), "openfda")
