"""The parts of the claims page: verdicts counted, claims found, each beside the evidence, and who reviewed what."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.evidence import Evidence
from adverse.evidence.claim_checks import further_sources
from adverse.evidence.claims import claim_rows, review_counts, verdict_counts
from adverse.sentences import claims_answer, review_answer, verdict_lessons
from adverse.ui import cached, controls, panels, words
from adverse.ui.cached import once
from adverse.ui.words import plain
from adverse.vocabulary import ARTICLE_REVIEW_STATES, VERDICTS

LOOKS = {
    "supported": ("green", "check_circle"),
    "partly_supported": ("blue", "rule"),
    "outdated": ("orange", "history"),
    "unconfirmed": ("gray", "help"),
    "misread": ("violet", "find_replace"),
    "unit_error": ("red", "warning"),
}


def answer_sentence(evidence: Evidence, rows: pd.DataFrame) -> str:
    """How the claims in view stand, for learners in plain words."""
    return once(claims_answer, rows, len(evidence.claims), plain_words=words.is_learner())


def verdict_badge(verdict: str, count: int | None = None) -> str:
    """A verdict as a badge in Markdown: its name with an icon, and how many claims have it."""
    color, icon = LOOKS[verdict]
    n = "" if count is None else f"**{count}** "
    return f":{color}-badge[:material/{icon}: {n}{VERDICTS[verdict].label}]"


def verdict_badges(evidence: Evidence) -> str:
    """Every verdict with its number of claims, as badges."""
    counts = once(verdict_counts, evidence)
    return " ".join(verdict_badge(key, int(counts[key])) for key in VERDICTS if key in counts)


def choose_claims(evidence: Evidence) -> pd.DataFrame:
    """Draw the counts and the filters; returns the claims that fit."""
    st.markdown(verdict_badges(evidence))
    _lessons(evidence)
    verdicts = controls.choose_some(
        "verdict", "Show only these verdicts", controls.labels_of(VERDICTS), as_buttons=True
    )
    row = st.columns([3, 2], vertical_alignment="bottom")
    with row[0]:
        sections = {section: section for section in evidence.claims["section"].unique()}
        chosen = controls.choose_some("section", "Section of the article", sections, placeholder="All sections")
    with row[1]:
        query = controls.choose_text("claim", "Find a claim", placeholder="Number or words")
    return once(claim_rows, evidence, query=query, verdicts=verdicts, sections=chosen)


def _lessons(evidence: Evidence) -> None:
    """For educators and learners: what kind of mistake each verdict is."""
    if words.reader() == "pharmacist":
        return
    if part := panels.opened("What kinds of mistake are these?", key="lessons", icon="school"):
        part.markdown("\n".join(f"- {plain(line)}" for line in once(verdict_lessons, once(verdict_counts, evidence))))


def claim_cards(rows: pd.DataFrame) -> None:
    """Every claim as a card: what the article says beside what the evidence says, and why."""
    learner = words.is_learner()
    with st.container(key="claims"):
        for row in rows.itertuples():
            if row.verdict == "unit_error":
                st.warning(card_text(row, learner))
            else:
                st.container(border=True).markdown(card_text(row, learner))
    panels.download(rows, "claims")


def card_text(row, learner: bool) -> str:
    """One claim of `claim_rows` as Markdown; a learner also reads what the verdict means."""
    reference = f" · reference {row.article_reference}" if row.article_reference else ""
    figure = f"**{plain(row.figure)}**" if row.figure else plain(VERDICTS[row.verdict].definition)
    meaning = f"\n\n*{plain(VERDICTS[row.verdict].definition)}*" if learner and row.figure else ""
    return (
        f"{verdict_badge(row.verdict)} **{plain(row.claim_id)}** · {plain(row.section + reference)}\n\n"
        "| The article says | The evidence says |\n|:--|:--|\n"
        f"| {plain(row.said)} | {figure} |\n\n"
        f"{plain(row.explanation)}{meaning}\n\n:small[{sources_of(row)}]"
    )


def sources_of(row) -> str:
    """The documents that the verdict on a claim rests on, as links, and how far the claim was checked.

    `row`: a claim with `source_name` and `source_url` of its primary source, empty where there is none.
    """
    own = words.link(row.source_name, row.source_url) if row.source_name else "no source found"
    place = f", {plain(row.locator)}" if row.locator else ""
    documents = once(_documents, cached.evidence().sources)
    further = [words.link(*documents[key]) for key in further_sources(row)]
    also = f"; the explanation also rests on {', '.join(further)}" if further else ""
    return f"Source: {own}{place}{also}. {plain(row.review)}."


def _documents(sources: pd.DataFrame) -> dict[str, tuple[str, str]]:
    return dict(zip(sources["source_id"], zip(sources["short_name"], sources["url"], strict=True), strict=True))


def review_card(evidence: Evidence) -> None:
    """How far the article was reviewed, and how far our own rows were, each for what it is."""
    article = evidence.about["article"]
    source = evidence.sources.set_index("source_id").loc[article["source_id"]]
    counts = once(review_counts, evidence)
    with st.container(border=True, key="card-reviews"):
        st.markdown("### Who has reviewed this?")
        states = [
            f":material/{'radio_button_checked' if key == article['review_state'] else 'radio_button_unchecked'}: "
            + (f"**{term.label}**" if key == article["review_state"] else term.label)
            for key, term in ARTICLE_REVIEW_STATES.items()
        ]
        state = ARTICLE_REVIEW_STATES[article["review_state"]]
        st.markdown(
            f"**The article** ({words.link(source['short_name'], source['url'])}): {' → '.join(states)}\n\n"
            f"When it was read it was marked “{plain(article['review_mark'])}”. {state.label}: "
            f"{state.definition[0].lower()}{plain(state.definition[1:])}"
        )
        st.markdown(f"**Our rows**: {plain(once(review_answer, counts))}")
        if more := panels.opened("By table", key="reviews", icon="fact_check"):
            with more:
                panels.grid(
                    once(tables.review_columns, counts),
                    key="review_counts",
                    alt="How far the rows of each table were checked",
                )
