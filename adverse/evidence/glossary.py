"""The terms of the glossary: which of them fit a search, and where a text uses them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import with_details
from adverse.vocabulary import GLOSSARY_TOPICS


class Use(NamedTuple):
    """One use of a term in a text: `text[start:end]` is a name of the term."""

    start: int
    end: int
    term: str


def names_of(row) -> list[str]:
    """All names of a term: the term, then its other names."""
    return [row.term, *filter(None, row.other_names.split("|"))]


@remembered
def glossary_rows(
    evidence: Evidence, *, query: str = "", topics: tuple[str, ...] = (), term: str | None = None
) -> pd.DataFrame:
    """Terms that fit a search, with their source and `source_notes`; `term` alone when one is named.

    Every word of `query` must stand somewhere in the names or definitions of the term. A term of that
    name comes first, then those with the query in a name; without a query the terms stand by topic, alphabetically.
    """
    rows = with_details(evidence, evidence.glossary)
    rows["source_notes"] = rows["source_id"].map(evidence.sources.set_index("source_id")["notes"])
    if term:
        return rows[rows["term"] == term]
    query = " ".join(query.lower().split())
    names = (rows["term"] + "|" + rows["other_names"]).str.lower()
    searched = names + " " + rows["plain_definition"].str.lower() + " " + rows["professional_definition"].str.lower()
    fits = pd.Series(True, index=rows.index)
    for word in query.split():
        fits &= searched.str.contains(word, regex=False)
    if topics:
        fits &= rows["topic"].isin(topics)
    order = names.map(lambda text: _closeness(text, query)) if query else rows["topic"].map(list(GLOSSARY_TOPICS).index)
    return rows.loc[order[fits].sort_values(kind="stable").index]


def _closeness(names: str, query: str) -> int:
    """0 where a name is the query, 1 where it holds the query, else 2."""
    return 0 if query in names.split("|") else 1 if query in names else 2


def term_finder(glossary: pd.DataFrame) -> Callable[[str], tuple[Use, ...]]:
    """A function that finds the terms a text uses: the first use of each, in the order of the text.

    Where names overlap the longest wins. A name counts as a whole word, in the singular or plural; abbreviations count
    in their own case only, so that "OR" is not "or".
    """
    terms = {name: row.term for row in glossary.itertuples() for name in names_of(row)}
    by_lower = {name.lower(): term for name, term in terms.items()}
    names = sorted(terms, key=len, reverse=True)
    parts = [re.escape(name) if _is_abbreviation(name) else f"(?i:{re.escape(name)})" for name in names]
    pattern = re.compile(rf"(?<![\w-])({'|'.join(parts) or '(?!)'})s?(?![\w-])")

    @lru_cache(maxsize=1000)
    def find(text: str) -> tuple[Use, ...]:
        first = {}
        for match in pattern.finditer(text):
            term = by_lower[match[1].lower()]
            first.setdefault(term, Use(*match.span(), term))
        return tuple(first.values())

    return find


def _is_abbreviation(name: str) -> bool:
    return sum(letter.isupper() for letter in name) > 1 and " " not in name
