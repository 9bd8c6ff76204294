"""Reports counted on this server: where the controls stand, the cards, and what stands behind one pair."""

import streamlit as st

from adverse.cards import register, reported_tables
from adverse.cards.reported import ReportsChoice, table_of
from adverse.cards.reported_cards import store_rows
from adverse.cards.signals import SignalsChoice
from adverse.reports import QUESTIONS, RULES
from adverse.ui import panels
from adverse.ui.page import Page
from adverse.ui.words import plain

CARDS = {"ratios": "counted", "rules": "rules", "who": "who", "when": "report-onset", "products": "across"}
RARER = ("by", "without")
COMMANDS = """python -m adverse.reports add faers_ascii_2024q1.zip --store reports
python -m adverse.reports check --store reports
ADVERSE_REPORTS=reports streamlit run dashboard.py"""


def places() -> dict:
    """Where the controls stand: one row, the rarer ones behind "More"."""
    row = st.container(key="choose").columns([2.6, 3.1, 3.3, 2.6, 1.6], vertical_alignment="bottom")
    more = row[4].popover("More", icon=":material/tune:", width="stretch")
    first = dict(zip(("drug", "role", "measure", "reported"), row[:4], strict=True))
    return {**first, "find": more, **dict.fromkeys(RARER, more)}


def answer(page: Page, asked: ReportsChoice) -> str:
    """What the card that is looked at says, in one sentence."""
    card = CARDS.get(asked.look, "counted")
    return register.drawn(page.evidence, "signals", card, asked, page.reader).sentence


def parts(page: Page, choice: SignalsChoice) -> None:
    """The card that is looked at; under ratios the counts and the SQL that they come from."""
    asked = choice.reports
    if not asked or asked.look == "store":
        _store(page)
        return
    names = ("across", "across-narrow") if asked.look == "products" else (CARDS[asked.look],)
    for name in names:
        drawing = register.drawn(page.evidence, "signals", name, asked, page.reader)
        with st.container(key=f"fits-{name}"):
            panels.chart_or_why(page, drawing)
    if asked.look == "rules":
        for rule in RULES.values():
            st.caption(plain(f"{rule.title}: {rule.paper} ({rule.read})."))
    if asked.look in ("ratios", "rules"):
        _behind_the_counts(page, asked)


def _behind_the_counts(page: Page, choice: ReportsChoice) -> None:
    """The four counts of every pair, and the SQL that made them."""
    more = panels.opened("The four counts of each ratio, and the SQL that made them", key="counts", icon="data_object")
    if not more:
        return
    with more:
        rows = table_of(page.evidence, choice.drug, choice.role, choice.by, choice.without)
        rows = rows[rows["event"] == choice.event] if choice.event else rows
        panels.grid(reported_tables.pair_columns(rows), key="counted_pairs", alt="Counts and measures of each pair")
        panels.download(page, rows, "counted-pairs")
        given = {"drug": choice.drug, "role": choice.role, "by": choice.by, "without": choice.without}
        told = ", ".join(f"${name} = {value or 'empty'}" for name, value in given.items())
        st.caption(plain(f"Asked with: {told}. A role is the last that counts: 1 primary, 2 secondary, 5 any."))
        st.code(QUESTIONS["pairs_of_drug"], language="sql")


def _store(page: Page) -> None:
    """What each step from rows to reports left, and the quarters."""
    with st.container(border=True, key="card-store"):
        st.markdown("### From rows to reports")
        rows = store_rows(page.evidence).rows
        panels.grid(reported_tables.store_columns(rows), key="store_rows", alt="What each step left, and the quarters")
        panels.download(page, rows, "store")


def how_to_add() -> None:
    """How quarters are added, where there is no store."""
    more = panels.opened("Count reports yourself: three commands", key="add_quarters", icon="terminal")
    if more:
        with more:
            st.markdown(
                "Download quarterly ASCII archives of FAERS from the FDA, add them on this machine, and start the "
                "dashboard with the folder. Nothing is fetched and nothing leaves the machine."
            )
            st.code(COMMANDS, language="sh")
