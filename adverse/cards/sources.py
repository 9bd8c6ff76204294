"""Sources: the documents that fit a search."""

from typing import NamedTuple

from adverse.cards.choices import labels_of
from adverse.cards.parameters import Asker
from adverse.evidence import Evidence
from adverse.evidence.select import Selection
from adverse.evidence.select_sources import source_rows
from adverse.vocabulary import SOURCE_KINDS


class SourcesChoice(NamedTuple):
    """Words, kinds (empty means all), and whether mirror copies are left out."""

    query: str
    kinds: tuple[str, ...]
    originals: bool


def choose(_: Evidence, ask: Asker) -> SourcesChoice:
    """The parameters of the page."""
    return SourcesChoice(
        ask.text(
            "find",
            "Find a document",
            placeholder="Title, author, journal, DOI ...",
            about="Words that stand in the document's names, title, publisher, identifiers or notes",
        ),
        ask.some("kind", "Kind", labels_of(SOURCE_KINDS), placeholder="All kinds"),
        ask.whether("originals", "Leave out mirror copies", help="A mirror is a copy of a document on another site."),
    )


def rows_in_view(evidence: Evidence, choice: SourcesChoice) -> Selection:
    """The documents that fit, and how many rows rest on each."""
    found = source_rows(evidence, query=choice.query, kinds=choice.kinds, leave_out_mirrors=choice.originals)
    return Selection(found)
