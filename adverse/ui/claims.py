"""The parts of the claims page: verdicts counted, claims found, each beside the evidence, and who reviewed what."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.cards.claims import ClaimsChoice, choose
from adverse.evidence import Evidence
from adverse.evidence.claim_checks import further_sources
from adverse.evidence.claims import review_counts, verdict_counts
from adverse.evidence.memo import remembered
from adverse.sentences import review_answer, verdict_lessons
from adverse.sentences.documents import references_answer, verdicts_in_words
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import ARTICLE_REVIEW_STATES, VERDICTS

Documents = dict[str, tuple[str, str]]  # source id -> name and address
LOOKS = {
    "supported": ("green", "check_circle"),
    "partly_supported": ("blue", "rule"),
    "outdated": ("orange", "history"),
    "unconfirmed": ("gray", "help"),
    "misread": ("violet", "find_replace"),
    "unit_error": ("red", "warning"),
}


def verdict_badge(verdict: str, count: int | None = None) -> str:
    """A verdict as a badge in Markdown: its name with an icon, and how many claims have it."""
    color, icon = LOOKS[verdict]
    n = "" if count is None else f"**{count}** "
    return f":{color}-badge[:material/{icon}: {n}{VERDICTS[verdict].label}]"


def badge_of(told: str) -> str:
    """The badge of a verdict that is given by its name, with what stands behind the name."""
    key, label = next((key, term.label) for key, term in VERDICTS.items() if f"{told} (".startswith(f"{term.label} ("))
    return f"{verdict_badge(key)} {plain(told.removeprefix(label))}".strip()


def verdict_badges(evidence: Evidence) -> str:
    """Every verdict with its number of claims, as badges."""
    counts = verdict_counts(evidence)
    return " ".join(verdict_badge(key, int(counts[key])) for key in VERDICTS if key in counts)


def choose_claims(page: Page) -> ClaimsChoice:
    """Draw the counts and the filters."""
    st.markdown(verdict_badges(page.evidence))
    if page.reader.view != "pharmacist" and (
        part := panels.opened("What kinds of mistake are these?", key="lessons", icon="school")
    ):
        part.markdown("\n".join(f"- {plain(line)}" for line in verdict_lessons(verdict_counts(page.evidence))))
    verdicts, row = st.container(), st.columns([3, 2], vertical_alignment="bottom")
    return choose(page.evidence, Controls({"verdict": verdicts, "section": row[0], "claim": row[1]}))


def claim_cards(page: Page, rows: pd.DataFrame) -> None:
    """The claims as cards; all of them in folded parts of the article, each with its number of claims by verdict."""
    with st.container(key="claims"):
        if len(rows) < len(page.evidence.claims):
            _cards(page, rows)
        else:
            parts = rows["section"].str.split(" / ").str[0]
            for place, (part, of_part) in enumerate(rows.groupby(parts, sort=False)):
                told = f"{plain(part)}: {plain(verdicts_in_words(of_part['verdict']))}"
                if more := panels.opened(told, key=f"claims-{place}", icon="fact_check"):
                    with more:
                        _cards(page, of_part)
    panels.download(page, rows, "claims")


def _cards(page: Page, rows: pd.DataFrame) -> None:
    """Every claim as a card: what the article says beside what the evidence says, and why."""
    documents = documents_of(page.evidence)
    for row in rows.itertuples():
        text = card_text(row, documents, plain_words=page.reader.plain_words)
        if row.verdict == "unit_error":
            st.warning(text)
        else:
            st.container(border=True).markdown(text)


def card_text(row, documents: Documents, *, plain_words: bool) -> str:
    """One claim of `claim_rows` as Markdown; a learner also reads what the verdict means."""
    reference = f" · reference {row.article_reference}" if row.article_reference else ""
    figure = f"**{plain(row.figure)}**" if row.figure else plain(VERDICTS[row.verdict].definition)
    meaning = f"\n\n*{plain(VERDICTS[row.verdict].definition)}*" if plain_words and row.figure else ""
    return (
        f"{verdict_badge(row.verdict)} **{plain(row.claim_id)}** · {plain(row.section + reference)}\n\n"
        "| The article says | The evidence says |\n|:--|:--|\n"
        f"| {plain(row.said)} | {figure} |\n\n"
        f"{plain(row.explanation)}{meaning}\n\n:small[{sources_of(row, documents)}]"
    )


def sources_of(row, documents: Documents) -> str:
    """The documents that the verdict on a claim rests on, as links, and how far the claim was checked.

    `row`: a claim with `source_name` and `source_url` of its primary source, empty where there is none; `documents` as
    `documents_of` gives them.
    """
    own = words.link(row.source_name, row.source_url) if row.source_name else "no source found"
    place = f", {plain(row.locator)}" if row.locator else ""
    further = [words.link(*documents[key]) for key in further_sources(row)]
    also = f"; the explanation also rests on {', '.join(further)}" if further else ""
    return f"Source: {own}{place}{also}. {plain(row.review)}."


@remembered
def documents_of(evidence: Evidence) -> Documents:
    """Source id -> name and address of the document."""
    table = evidence.sources
    return dict(zip(table["source_id"], zip(table["short_name"], table["url"], strict=True), strict=True))


def review_card(page: Page) -> None:
    """How far the article was reviewed, and how far our own rows were, each for what it is."""
    evidence = page.evidence
    article = evidence.about["article"]
    source = evidence.sources.set_index("source_id").loc[article["source_id"]]
    counts = review_counts(evidence)
    with st.container(border=True, key="card-reviews"):
        st.markdown("### Who has reviewed this, and what does it rest on?")
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
        st.markdown(f"**Its references**: {plain(references_answer(evidence.claims['article_reference']))}")
        if source["notes"]:
            st.markdown(f"**As it was read**: {plain(source['notes'])}")
        st.markdown(f"**Our rows**: {plain(review_answer(counts))}")
        if more := panels.opened("By table", key="reviews", icon="fact_check"):
            with more:
                panels.grid(
                    tables.review_columns(counts),
                    key="review_counts",
                    alt="How far the rows of each table were checked",
                )
