"""The index: every searched row, which rows hold which word, and the names that the tables use."""

import re
from collections import defaultdict
from collections.abc import Mapping

from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.search.documents import documents_of
from adverse.search.language import EVERYDAY_NAMES, PATTERNS
from adverse.search.names import EventNames, ProductNames
from adverse.search.reading import Reading, read
from adverse.search.text import Spelling, is_neutral, stem, stems, words
from adverse.vocabulary import AGE_GROUPS, DRUG_CLASSES, JURISDICTIONS, SETTINGS, SOURCE_KINDS, label

NAMES = {  # columns that hold names, to which a word may be mended
    "arms": ("arm_label", "trial_name", "population", "drug"),
    "events": ("event", "plain_name"),
    "glossary": ("term", "other_names"),
    "sources": ("short_name", "first_author", "publisher"),
}
OF_TRIALS = {"arms": ("trial_name", "nct")}
OF_DOCUMENTS = {"sources": ("short_name", "first_author", "publisher")}
PLAIN = {"arms": ("arm_label", "population"), "management": ("action",), "sources": ("title",)}
FOUND_BY_WORDS = ("trial", "document", "patients", "word", "number", "place")


class Index:
    """All rows that can be found. Built once for an Evidence, then only read; safe to share between threads."""

    def __init__(self, evidence: Evidence):
        self.evidence = evidence
        self.events, self.products = EventNames(evidence), ProductNames(evidence)
        self.documents = documents_of(evidence, self.events, self.products)
        self._holding: dict[str, set[int]] = defaultdict(set)
        self._of_event: dict[str, set[int]] = defaultdict(set)
        for number, document in enumerate(self.documents):
            for word in document.words:
                self._holding[word].add(number)
            for event in {document.event, *document.mentions}:
                self._of_event[event].add(number)
        self._kinds = _kinds_of_words(evidence, self.events.stems, self.products)
        self._products_of_trial = defaultdict(set)
        for arm in evidence.arms.itertuples():
            for word in stems(f"{arm.arm_label} {arm.trial_name} {arm.nct}"):
                self._products_of_trial[word] |= self.products.products_in(arm.drug)
        given = PATTERNS["given_in_milligrams"].findall(
            " ".join(_cells(evidence, {"management": ("action", "drug_or_dose")})).lower()
        )
        self.given_in_milligrams = {stem(it) for it in given if not is_neutral(it)} - {self.products.focus}
        named = self.events.stems | self.products.stems | self._kinds.keys()
        names = {*_cells(evidence, NAMES), *(name for names in EVERYDAY_NAMES.values() for name in names)}
        names = {word for name in names for word in words(name) if stem(word) in named}
        self._spelling = Spelling(self._holding.keys() | named, names)

    def kind_of_word(self, word: str) -> str:
        """What a stem names in the tables: "trial", "document", "patients", "medicine", "place", "word"; or nothing."""
        return self._kinds.get(word, "") or ("word" if word in self._holding else "")

    def products_of_trial(self, word: str) -> set[str]:
        """The medicines of the arms that a name stands beside: ELIANA implies tisagenlecleucel."""
        return self._products_of_trial.get(word, set())

    def read(self, text: str) -> Reading:
        """What is understood of a question."""
        return read(text, self._spelling, self.events, self.products, self.kind_of_word)

    def candidates(self, asked: Reading) -> list[int]:
        """The numbers of the rows that share an event or a word with the question; all where it names neither."""
        events = {event for facet in asked.of_kind("event") for event in facet.values}
        if "totals" in asked.wishes or asked.of_kind("subset"):
            events.update(self.events.totals)
        said = {word for facet in asked.of_kind(*FOUND_BY_WORDS) for word in facet.values}
        if "claims" in asked.asks:  # the article may say it in other words than an event's name
            said.update(it for facet in asked.of_kind("event") for it in stems(facet.words))
        rows = [*(self._of_event.get(it, ()) for it in events), *(self._holding.get(it, ()) for it in said)]
        return sorted(set().union(*rows)) or list(range(len(self.documents)))


@remembered
def build_index(evidence: Evidence) -> Index:
    """Read every searched table into one index, once for the same evidence."""
    return Index(evidence)


def _cells(evidence: Evidence, columns: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The distinct texts of some columns."""
    return {
        str(cell) for table, names in columns.items() for it in names for cell in evidence.tables[table][it].unique()
    }


def _kinds_of_words(evidence: Evidence, of_events: set[str], products: ProductNames) -> dict[str, str]:
    """Stem -> what it names; the name of a trial or a document is no everyday word of a label."""
    classes = {re.sub(r"\([^)]*\)", "", drug) for drug in evidence.arms["drug"]} | {
        it.label for it in DRUG_CLASSES.values()
    }
    of_classes = {
        part for it in classes if not any(map(products.named_by, words(it))) for part in stems(it)
    } - of_events
    everyday = {
        stem(it) for cell in _cells(evidence, PLAIN) for it in re.findall(r"(?<![\w-])[a-z]{2,}(?![\w-])", cell)
    }
    patients = [label(terms, key) for terms in (AGE_GROUPS, SETTINGS) for key in terms if key]
    labels = {
        "patients": patients,
        "document": [term.label for term in SOURCE_KINDS.values()],
        "place": [term.label for term in JURISDICTIONS.values()],
    }
    kinds = [("medicine", of_classes)]
    kinds += [(kind, {part for name in names for part in stems(name)}) for kind, names in labels.items()]
    for kind, columns in (("trial", OF_TRIALS), ("document", OF_DOCUMENTS)):
        names = {it for cell in _cells(evidence, columns) for it in re.findall(r"\b[A-Z][\w-]*", cell)}
        in_capitals = {stem(it.lower()) for it in names if kind == "trial" and it.isupper() and len(it) > 3}  # BLAST
        parts = {part for it in names for part in stems(it)} - of_events - (everyday - in_capitals)
        kinds.append((kind, {it for it in parts if not it.isdigit()}))
    return {word: kind for kind, named in reversed(kinds) for word in named}  # the narrowest first
