"""The index: every searched row, which rows hold which word, and the names that the tables use."""

import math
import re
from collections import defaultdict
from functools import lru_cache

import pandas as pd

from adverse.evidence import Evidence
from adverse.search.documents import SEARCHED, documents_of
from adverse.search.language import EVERYDAY_NAMES
from adverse.search.names import EventNames, ProductNames
from adverse.search.reading import Reading, read
from adverse.search.text import Spelling, is_neutral, stem, stems, words
from adverse.vocabulary import AGE_GROUPS, DRUG_CLASSES, JURISDICTIONS, SETTINGS, SOURCE_KINDS

ARM_NAMES = ("arm_label", "trial_name", "nct")
NAMED_BY = {  # columns of the tables that name what a word may be of, the narrowest first
    "trial": ("arms", ["trial_name", "nct"]),
    "document": ("sources", ["short_name", "first_author", "publisher"]),
}


class Index:
    """All rows that can be found. Built once for an Evidence, then only read; safe to share between threads."""

    def __init__(self, evidence: Evidence):
        self.evidence = evidence
        self.events = EventNames(evidence)
        self.products = ProductNames(evidence)
        self.documents = documents_of(evidence, self.products.products_in, self.events.stems_of, self.events.events_in)
        self._holding: dict[str, set[int]] = defaultdict(set)
        self._of_event: dict[str, set[int]] = defaultdict(set)
        for number, document in enumerate(self.documents):
            for word in document.stems:
                self._holding[word].add(number)
            for event in {document.event, *document.mentions} - {""}:
                self._of_event[event].add(number)
        self._trials = {part for name in pd.unique(evidence.arms["trial_name"]) for part in stems(str(name))}
        self._kinds = _kinds_of_words(evidence, self.events.stems, self.products)
        self._products_beside = self._products_beside_names()
        given = evidence.management["action"] + " " + evidence.management["drug_or_dose"]
        given = given.str.lower().str.extractall(r"([a-z]{4,})[^a-z0-9]{1,3}[0-9.]+ ?mg\b")[0].unique()
        self.given_in_milligrams = {stem(it) for it in given if not is_neutral(it)} - {self.products.focus}
        known = _words_of(evidence)
        known.update(word for names in EVERYDAY_NAMES.values() for name in names for word in words(name))
        named = self.events.stems | self.products.stems | self._kinds.keys()
        self._spelling = Spelling(known, {word for word in known if stem(word) in named})

    def weight(self, word: str) -> float:
        """How much a stem tells: rare ones more; one that no row holds most of all."""
        return math.log(1 + len(self.documents) / max(1, len(self._holding.get(word, ()))))

    def kind_of_word(self, word: str, in_capitals: bool = False) -> str:
        """What a stem names in the tables: "trial", "document", "patients", "medicine", "place", "word"; or nothing.

        Written in capitals, the name of a trial is no everyday word (BLAST).
        """
        if in_capitals and word in self._trials and self._kinds.get(word, "word") == "word":
            return "trial"
        return self._kinds.get(word, "") or ("word" if word in self._holding else "")

    def products_beside(self, word: str) -> frozenset[str]:
        """The medicines of the arms that a name stands beside: ELIANA implies tisagenlecleucel."""
        return self._products_beside.get(word, frozenset())

    def read(self, text: str) -> Reading:
        """What is understood of a question."""
        return read(text, self._spelling, self.events, self.products, self.kind_of_word)

    def candidates(self, asked: Reading) -> list[int]:
        """The numbers of the rows that share an event or a word with the question; all where it names neither."""
        found: set[int] = set()
        for facet in asked.facets:
            keys, rows = (facet.values, self._of_event) if facet.kind == "event" else ((), {})
            if facet.kind in ("trial", "document", "patients", "word", "number", "place"):
                keys, rows = facet.values, self._holding
            found |= set().union(*(rows.get(key, ()) for key in keys))
            if facet.kind == "event":  # what a claim may say in these words
                found |= set.intersection(*(self._holding.get(word, set()) for word in stems(facet.words)))
        for event in self.events.totals if asked.speaks_of_totals or asked.of_kind("subset") else ():
            found |= self._of_event[event]
        return sorted(found) if found else list(range(len(self.documents)))

    def _products_beside_names(self) -> dict[str, frozenset[str]]:
        beside = defaultdict(set)
        for document in self.documents:
            for column in ARM_NAMES:
                for word in stems(str(getattr(document.row, column, ""))):
                    if not is_neutral(word) and not word.isdigit():
                        beside[word] |= document.products
        return {word: frozenset(products) for word, products in beside.items()}


@lru_cache(maxsize=1)
def build_index(evidence: Evidence) -> Index:
    """Read every searched table into one index; about a second, once for the same evidence."""
    return Index(evidence)


def _kinds_of_words(evidence: Evidence, of_events: set[str], products: ProductNames) -> dict[str, str]:
    """Stem -> what it names; the name of a trial or a document is no everyday word of a label."""
    kinds: dict[str, str] = {}
    classes = {re.sub(r"\([^)]*\)", "", drug) for drug in evidence.arms["drug"]} | {
        term.label for term in DRUG_CLASSES.values()
    }
    labels = (
        ("medicine", [name for name in classes if not any(map(products.named_by, words(name)))]),
        ("patients", [terms[key].label for terms in (AGE_GROUPS, SETTINGS) for key in terms if key]),
        ("document", [term.label for term in SOURCE_KINDS.values()]),
        ("place", [term.label for term in JURISDICTIONS.values()]),
    )
    for kind, names in labels:
        for word in {word for name in names for word in stems(name)} - (of_events if kind == "medicine" else set()):
            kinds.setdefault(word, kind)
    everyday = {stem(word) for word in _lower_case_words(evidence)}
    for kind, (table, columns) in NAMED_BY.items():
        for value in pd.unique(evidence.tables[table][columns].astype(str).to_numpy().ravel()):
            for word in re.findall(r"\b[A-Z][\w-]*", value):
                for part in stems(word):
                    if part not in of_events and not part.isdigit() and part not in everyday:
                        kinds.setdefault(part, kind)
    return kinds


def _lower_case_words(evidence: Evidence) -> set[str]:
    """The words that stand somewhere in names and texts without a capital, so that they name no trial."""
    columns = [("arms", "arm_label"), ("arms", "population"), ("management", "action"), ("sources", "title")]
    return {
        word
        for table, column in columns
        for value in evidence.tables[table][column]
        for word in re.findall(r"(?<![\w-])[a-z]{2,}(?![\w-])", str(value))
    }


def _words_of(evidence: Evidence) -> set[str]:
    """Every word of the searched columns."""
    columns = [(table, column) for table, (head, body) in SEARCHED.items() for column in (*head, *body)]
    columns += [("arms", column) for column in ("arm_label", "trial_name", "population", "drug")]
    columns += [("events", "plain_name"), ("sources", "short_name")]
    return {
        word
        for table, column in columns
        if column in evidence.tables[table]
        for value in map(str, evidence.tables[table][column].unique())
        for word in words(value)
    }
