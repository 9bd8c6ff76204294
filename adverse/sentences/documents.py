"""Documents, terms, claims and reviews in words."""

import pandas as pd

from adverse.sentences.timing import documents_in_words
from adverse.vocabulary import VERDICTS


def sources_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many documents are in view, how many rows rest on them, and how many are mirror copies."""
    documents = f"{len(rows)} of {n_all} documents are" if len(rows) < n_all else f"All {n_all} documents are"
    n_rows, n_mirrors = int(rows["n_rows"].sum()), int((rows["read_as"] == "mirror").sum())
    read = f"{n_mirrors} {'was' if n_mirrors == 1 else 'were'} read on another site"
    return f"{documents} in view: {n_rows} rows of the tables rest on them, and {read}."


def glossary_answer(rows: pd.DataFrame, n_all: int) -> str:
    """How many terms are in view and how many documents their definitions rest on; of one term, what it means."""
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{row['term']}: {row['plain_definition']}"
    terms = f"{len(rows)} of {n_all} terms are" if len(rows) < n_all else f"All {n_all} terms are"
    cited = documents_in_words(rows)
    return f"{terms} in view, each explained twice, in plain words and in the field's own; {cited} cited."


IN_PLAIN_WORDS = {
    "supported": "a source says the same",
    "partly_supported": "a source says part of it",
    "outdated": "it was right once and is not today",
    "unconfirmed": "no source was found that says so",
    "misread": "the source means something else",
    "unit_error": "the unit is wrong",
}


def claims_answer(rows: pd.DataFrame, n_all: int, *, plain_words: bool = False) -> str:
    """How many of the article's claims in view stand as they are, and how many have each other verdict.

    `plain_words` says what each verdict means instead of naming it.
    """
    if rows.empty:
        return "No claim of the article fits this choice."
    counts = rows["verdict"].value_counts()
    if plain_words:
        view = f"We compared {len(rows)} of the article's {n_all} statements with the documents it could rest on"
        return (
            f"{view}: {'; '.join(f'{counts[key]} times {IN_PLAIN_WORDS[key]}' for key in VERDICTS if key in counts)}."
        )
    others = [
        f"{counts[key]} {'in a wrong unit' if key == 'unit_error' else term.label.lower()}"
        for key, term in VERDICTS.items()
        if key in counts
    ]
    others = others[1:] if "supported" in counts else others
    view = f"All {n_all} claims" if len(rows) == n_all else f"{len(rows)} of {n_all} claims"
    stand = f"{view} of the article in view: {counts.get('supported', 0)} supported as printed"
    return f"{', '.join([stand, *others])}."


def verdict_lessons(counts: pd.Series) -> list[str]:
    """What kind of mistake each verdict is, one sentence a verdict that was found; `counts` is claims a verdict."""
    return [
        f"{term.label} ({counts[key]} of {counts.sum()} claims): {term.definition[0].lower()}{term.definition[1:]}"
        for key, term in VERDICTS.items()
        if key in counts
    ]


def review_answer(counts: pd.DataFrame) -> str:
    """How far our own rows were checked; `counts` as `review_counts` returns it."""
    n = counts.drop(columns="table").sum()
    without = ", ".join(counts.loc[counts["no_status"] > 0, "table"].str.replace("_", " "))
    return (
        f"Of our own {n['n_rows']} rows, {n['checked_twice']} were compared with their source's words a second time, "
        f"{n['collected']} were read once, {n['no_status']} have no such status{f' ({without})' if without else ''}, "
        f"and {n['n_reviewed']} were reviewed by a named person."
    )


def verdicts_in_words(verdicts: pd.Series) -> str:
    """ "10 claims: 6 supported, 2 partly supported, 2 unit error", in the order of the verdicts."""
    counts = verdicts.value_counts()
    told = ", ".join(f"{counts[key]} {term.label.lower()}" for key, term in VERDICTS.items() if key in counts)
    return f"{len(verdicts)} claim{'s' if len(verdicts) > 1 else ''}: {told}"


def references_answer(references: pd.Series) -> str:
    """Which numbers of references the article prints beside its claims, and that they lead to no document here.

    `references`: the number beside each claim, empty where there is none.
    """
    numbers = sorted(set(references) - {""}, key=int)
    without = int((references == "").sum())
    if not numbers:
        return "The article prints no number of a reference beside a claim."
    last, n = f" to {numbers[-1]}" if len(numbers) > 1 else "", len(references)
    return (
        f"The article prints the numbers {numbers[0]}{last} beside {n - without} of its {n} claims. What stands "
        "behind these numbers was not in the part that was read, so none of them is resolved to a document; each claim "
        "was checked against documents found for it instead."
    )
