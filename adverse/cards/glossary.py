"""The glossary: the terms that fit a search."""

from typing import NamedTuple

from adverse.cards.choices import labels_of, term_choices
from adverse.cards.parameters import Asker
from adverse.evidence import Evidence
from adverse.evidence.glossary import glossary_rows
from adverse.evidence.select import Selection
from adverse.vocabulary import GLOSSARY_TOPICS


class TermsChoice(NamedTuple):
    """Words, topics, and one term, which is then alone; empty means all."""

    query: str
    topics: tuple[str, ...]
    term: str


def choose(evidence: Evidence, ask: Asker, _: object = None) -> TermsChoice:
    """The parameters of the terms."""
    query = ask.text(
        "word",
        "Find a word",
        placeholder="odds ratio, label ...",
        about="Words that stand in the term or its definitions",
    )
    topics = ask.some("subject", "Topic", labels_of(GLOSSARY_TOPICS), placeholder="All topics")
    labels = term_choices(evidence)
    term = ask.one("term", "Open one term", labels, listed=False, as_list=True, about="One term")
    return TermsChoice(query, topics, term)


def rows_in_view(evidence: Evidence, choice: TermsChoice) -> Selection:
    """The terms that fit."""
    return Selection(glossary_rows(evidence, query=choice.query, topics=choice.topics, term=choice.term or None))
