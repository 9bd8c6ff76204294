"""Check the article: the claims that fit, and what became of all of them."""

from typing import NamedTuple

import pandas as pd

from adverse.cards import values
from adverse.cards.choices import labels_of
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.claims import claim_rows, review_counts, verdict_counts
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.sentences import claims_answer, verdict_lessons
from adverse.vocabulary import VERDICTS, label

MOST_ON_A_SLIDE = 7


class ClaimsChoice(NamedTuple):
    """Words or a number, verdicts and sections; empty means all."""

    query: str
    verdicts: tuple[str, ...]
    sections: tuple[str, ...]


def choose(evidence: Evidence, ask: Asker) -> ClaimsChoice:
    """The parameters of the page."""
    verdicts = ask.some("verdict", "Show only these verdicts", labels_of(VERDICTS), as_buttons=True)
    sections = {section: section for section in evidence.claims["section"].unique()}
    chosen = ask.some("section", "Section of the article", sections, listed=False, placeholder="All sections")
    query = ask.text(
        "claim",
        "Find a claim",
        placeholder="Number or words",
        about="Words that stand in the claim, or its number",
    )
    return ClaimsChoice(query, verdicts, chosen)


def rows_in_view(evidence: Evidence, choice: ClaimsChoice) -> Selection:
    """The claims that fit."""
    return Selection(claim_rows(evidence, query=choice.query, verdicts=choice.verdicts, sections=choice.sections))


def verdict_rows(evidence: Evidence, _: ClaimsChoice) -> Selection:
    """How many claims have each verdict."""
    return Selection(verdict_counts(evidence).rename("n_claims").rename_axis("verdict").reset_index())


def review_rows(evidence: Evidence, _: ClaimsChoice) -> Selection:
    """How far the rows of each table were checked."""
    return Selection(review_counts(evidence))


@remembered
def sentence(evidence: Evidence, choice: ClaimsChoice, reader: Reader) -> str:
    """How the claims in view stand."""
    rows = rows_in_view(evidence, choice).rows
    return claims_answer(rows, len(evidence.claims), plain_words=reader.plain_words)


def draw(evidence: Evidence, choice: ClaimsChoice, reader: Reader) -> Drawing:
    """The claims as a table: what the article says beside what the evidence says."""
    found = rows_in_view(evidence, choice)
    lines = [
        (row.said, label(VERDICTS, row.verdict), f"{row.figure} ({row.source_name or 'no source found'})".strip())
        for row in found.rows.itertuples()
    ]
    table = pd.DataFrame(lines, columns=["The article says", "Verdict", "The evidence says"])
    said = sentence(evidence, choice, reader)
    return Drawing("claims", found, sentence=said, alt=said, in_words=table)


def draw_verdicts(evidence: Evidence, choice: ClaimsChoice, reader: Reader) -> Drawing:
    """How many claims have each verdict, and what kind of mistake it is, as a table."""
    lines = [line.partition(": ") for line in verdict_lessons(verdict_counts(evidence))]
    table = pd.DataFrame([(name, meaning) for name, _, meaning in lines], columns=["Verdict", "What it means"])
    said = sentence(evidence, choice, reader)
    return Drawing("verdicts", rows_in_view(evidence, choice), sentence=said, alt=said, in_words=table)


def slide_values(evidence: Evidence, choice: ClaimsChoice, _: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    return values.of_claims(rows_in_view(evidence, choice).rows, len(evidence.claims))
