"""The search view: the rows found for a question, those that answer it apart from the nearest ones."""

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.select import Selection
from adverse.search import Answer, Hit, answer, build_index

KINDS = {
    "incidence": "How often",
    "onset": "When",
    "management": "What is done",
    "grading_criteria": "Grades",
    "risk_factors": "Who is at risk",
    "claims": "The article",
    "glossary": "Words",
    "events": "Events",
    "signals": "Safety databases",
    "exposure_adjusted_rates": "Per patient-year",
    "sources": "Sources",
}
MOST_CHARACTERS = 300  # of a question
COLUMNS = ["answers", "table", "key", "title", "figure", "source_id", "source_name", "locator", "source_url"]


def found_hits(given: Answer, kinds: tuple[str, ...]) -> tuple[list[Hit], list[Hit]]:
    """The rows of these kinds (none means all): those that answer, and the nearest ones, which do not."""
    hits = [hit for hit in given.hits if not kinds or hit.table in kinds]
    answering = [hit for hit in hits if not given.refusal and hit.score == 0]
    return answering, [hit for hit in hits if given.refusal or hit.score > 0]


def answered(evidence: Evidence, choice: tuple[str, tuple[str, ...]]) -> Answer | None:
    """The answer to a question; nothing when nothing is asked."""
    return answer(build_index(evidence), choice[0]) if choice[0] else None


def hits_view(given: Answer | None, kinds: tuple[str, ...]) -> Selection:
    """The rows found, those that answer first: each with its table, key, figure and source."""
    answering, near = found_hits(given, kinds) if given else ([], [])
    rows = [_row(hit, answers) for hits, answers in ((answering, True), (near, False)) for hit in hits]
    return Selection(pd.DataFrame(rows, columns=COLUMNS))


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
