"""One event in three worlds: what each can say, what it cannot, and what it means that one is empty."""

from adverse.sentences.case import inside

CAN_SAY = {
    "trials": "how many of the treated patients had the event, with its uncertainty, in that trial.",
    "label": "what the prescribing information asks to be done, in the words collected here.",
    "reports": "how often the event is named in reports of the medicine, against reports of others.",
}
CANNOT_SAY = {
    "trials": "how often it comes in other patients, nor what is too rare or too late for the trial.",
    "label": "how often it comes, nor that what it does not name does not happen.",
    "reports": "how many patients were treated or had it, and so no risk, nor that the medicine caused it.",
}
NOTHING = {
    "trials": "No share of patients by setting is held here. Not reported is not zero.",
    "label": "No label row collected here names it under this name. A missing row is not a missing rule.",
    "reports": "No report or printed signal is held here under this name. No report is not no event.",
}


def worlds_answer(name: str, counts: dict[str, int]) -> str:
    """How many figures or wordings each world has of an event."""
    told = ", ".join(f"{inside(world)} {n}" for world, n in counts.items())
    return f"{name}, seen three times: rows of {told}. Each answers another question; no figure crosses a column."


SENT_TO_OPENFDA = "The names of the medicine and the event are sent, to api.fda.gov."
OPENFDA_SAYS = (
    "openFDA counts each report that holds these words, in a longer term too, whatever the role of the medicine: "
    "deleted cases and cases sent twice are not looked for. Its counts are no counts of the store, and none is a risk."
)


def four_counts_in_words(counts, drug: str, event: str) -> str:
    """Four counts of openFDA with the day of the answer."""
    days = " and ".join(counts.days)
    return (
        f"openFDA, answered {days}: {counts.n_drug_event:,} of {counts.n_drug:,} reports of {drug} name "
        f"{inside(event)}; {counts.n_event:,} of all {counts.n_reports:,} reports do."
    )
