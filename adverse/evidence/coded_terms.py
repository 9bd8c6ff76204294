"""Terms that MedDRA-coded data have for an event (reports, files of trials), where they are not its name here."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered


def coded_term(evidence: Evidence, event: str) -> str:
    """The preferred term under which coded data have an event: "Diarrhoea" of "Diarrhea"."""
    return _terms(evidence).get(event, event)


def published_names(evidence: Evidence, terms: pd.Series) -> pd.Series:
    """To each coded term the event that it is here, whatever its letter case; a term that is none stays."""
    names = {term.casefold(): event for event, term in _terms(evidence).items()}
    return terms.map({term: names.get(term.casefold(), term) for term in terms.unique()})


@remembered
def _terms(evidence: Evidence) -> dict[str, str]:
    rows = evidence.events[evidence.events["coded_term"] != ""]
    return dict(zip(rows["event"], rows["coded_term"], strict=True))
