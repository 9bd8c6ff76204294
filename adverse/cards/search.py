"""Search and ask: the rows found for a question, those that answer it apart from the nearest ones."""

from typing import Any, NamedTuple

import pandas as pd

from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.search import SEARCHED, Answer, Hit, Index, answer, build_index

KINDS = {table: searched.title for table, searched in SEARCHED.items()}
MOST_CHARACTERS = 300  # of a question
COLUMNS = ["answers", "table", "key", "title", "figure", "source_id", "source_name", "locator", "source_url"]


class SearchChoice(NamedTuple):
    """What is asked, and the kinds of rows to show; none means all."""

    question: str
    kinds: tuple[str, ...]


def choose(_: Evidence, ask: Asker) -> SearchChoice:
    """The parameters of the page."""
    question = ask.text(
        "q",
        "Search or ask",
        most=MOST_CHARACTERS,
        placeholder="An event, a trial, a medicine, or a question in your own words",
        about="What is asked, in words",
    )
    return SearchChoice(question, ask.some("kinds", "Kinds of rows", KINDS, as_buttons=True))


@remembered
def index_of(evidence: Evidence) -> Index:
    """What questions are answered from."""
    return build_index(evidence)


def answered(evidence: Evidence, question: str, reader: Reader) -> Answer | None:
    """The answer to a question; nothing when nothing is asked."""
    return _answered(evidence, question, reader.name_column) if question else None


@remembered
def _answered(evidence: Evidence, question: str, name_column: str) -> Answer:
    return answer(index_of(evidence), question, name_column)


def found_hits(given: Answer, kinds: tuple[str, ...]) -> tuple[list[Hit], list[Hit]]:
    """The rows of these kinds (none means all): those that answer, and the nearest ones, which do not."""
    hits = [hit for hit in given.hits if not kinds or hit.table in kinds]
    answering = [hit for hit in hits if hit.answers]
    return answering, [hit for hit in hits if not hit.answers]


def rows_in_view(evidence: Evidence, choice: SearchChoice) -> Selection:
    """The rows found, those that answer first: each with its table, key, figure and source."""
    given = answered(evidence, choice.question, Reader())
    answering, near = found_hits(given, choice.kinds) if given else ([], [])
    rows = [_row(hit, answers) for hits, answers in ((answering, True), (near, False)) for hit in hits]
    return Selection(pd.DataFrame(rows, columns=COLUMNS))


def said(evidence: Evidence, choice: SearchChoice) -> dict[str, Any] | None:
    """What stands beside the rows: the sentence or the refusal, and what was understood of the question."""
    given = answered(evidence, choice.question, Reader())
    return (
        None
        if given is None
        else {
            "sentence": given.sentence,
            "refusal": given.refusal,
            "mended": given.mended,
            "understood": [
                {"facet": facet.kind, "words": facet.words, "means": facet.means} for facet in given.understood
            ],
            "not_understood": given.not_understood,
        }
    )


def _row(hit: Hit, answers: bool) -> dict[str, object]:
    row = hit.row
    return {
        "answers": answers,
        "table": hit.table,
        "key": hit.row_key,
        "title": hit.title,
        "figure": hit.figure,
        "source_id": getattr(row, "source_id", "") or getattr(row, "primary_source_id", ""),
        "source_name": hit.where,
        "locator": getattr(row, "locator", ""),
        "source_url": getattr(row, "source_url", "") or getattr(row, "url", ""),
    }
