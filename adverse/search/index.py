"""The index: every searched row, which rows hold which word, and the names that the tables use."""

import re
from collections import defaultdict

from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.search.documents import Document, documents_of
from adverse.search.language import EVERYDAY_NAMES, PATTERNS
from adverse.search.names import EventNames, Names, ProductNames
from adverse.search.reading import Reading, read
from adverse.search.text import Spelling, is_neutral, stem, stems, words
from adverse.vocabulary import AGE_GROUPS, DRUG_CLASSES, JURISDICTIONS, SETTINGS, SOURCE_KINDS

SPELLED = {  # columns that hold names, to which a word may be mended
    "arms": ("arm_label", "trial_name", "population", "drug"),
    "events": ("event", "plain_name"),
    "glossary": ("term", "other_names"),
    "sources": ("short_name", "first_author", "publisher"),
}
NAMED: dict[str, dict[str, tuple[str, ...]]] = {  # kind of facet -> the columns that hold its names in capitals
    "document": {"sources": ("short_name", "first_author", "publisher")},
    "trial": {"arms": ("trial_name", "nct")},
}
LABELS = {  # kind of facet -> the closed lists whose labels are its names
    "place": [JURISDICTIONS],
    "document": [SOURCE_KINDS],
    "patients": [AGE_GROUPS, SETTINGS],
}
PLAIN = {"arms": ("arm_label", "population"), "management": ("action",), "sources": ("title",)}  # everyday words
FOUND_BY = ("event", "trial", "document", "patients", "word", "number", "place")


class Index:
    """All rows that can be found. Built once for an Evidence, then only read; safe to share between threads."""

    def __init__(self, evidence: Evidence):
        self.evidence = evidence
        self.events, self.products = EventNames(evidence), ProductNames(evidence)
        self.documents = documents_of(evidence, self.events, self.products)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(self.documents):
            for value in document.words | document.mentions:
                self._holding[value].append(number)
        self.products_of_trial = defaultdict(set)  # ELIANA implies tisagenlecleucel
        for arm in evidence.arms.itertuples():
            for word in stems(f"{arm.arm_label} {arm.trial_name} {arm.nct}"):
                self.products_of_trial[word] |= self.products.products_in(arm.drug)
        rules = " ".join(_cells(evidence, {"management": ("action", "drug_or_dose")})).lower()
        given = {stem(it) for it in PATTERNS["given_in_milligrams"].findall(rules) if not is_neutral(it)}
        self.given_in_milligrams = given - {self.products.focus}
        kinds = _kinds_of_words(evidence, self.events, self.products)
        named = self.events.stems | self.products.stems | kinds.keys()
        told = [*_cells(evidence, SPELLED), *(name for names in EVERYDAY_NAMES.values() for name in names)]
        spelling = Spelling(
            self._holding.keys() | named, {word for name in told for word in words(name) if stem(word) in named}
        )
        self._names = Names(self.events, self.products, dict.fromkeys(self._holding, "word") | kinds, spelling)

    def read(self, text: str) -> Reading:
        """What is understood of a question."""
        return read(text, self._names)

    def candidates(self, asked: Reading) -> list[Document]:
        """The rows that share an event or a word with the question; all where it names neither."""
        values = asked.values_of(*FOUND_BY)
        if "totals" in asked.wishes or asked.of_kind("subset"):
            values.update(self.events.totals)
        found = set().union(*(self._holding.get(value, ()) for value in values))
        return [self.documents[number] for number in sorted(found)] if found else self.documents


@remembered
def build_index(evidence: Evidence) -> Index:
    """Read every searched table into one index, once for the same evidence."""
    return Index(evidence)


def _cells(evidence: Evidence, columns: dict[str, tuple[str, ...]]) -> set[str]:
    """The distinct texts of some columns."""
    return {
        str(cell) for table, names in columns.items() for it in names for cell in evidence.tables[table][it].unique()
    }


def _kinds_of_words(evidence: Evidence, events: EventNames, products: ProductNames) -> dict[str, str]:
    """Stem -> what it names, the narrowest kind; a name of a trial or a document is no everyday word of a label."""
    kinds: dict[str, str] = {}
    everyday = {
        stem(it) for cell in _cells(evidence, PLAIN) for it in re.findall(r"(?<![\w-])[a-z]{2,}(?![\w-])", cell)
    }
    for kind, columns in NAMED.items():
        names = {it for cell in _cells(evidence, columns) for it in re.findall(r"\b[A-Z][\w-]*", cell)}
        in_capitals = {stem(it.lower()) for it in names if kind == "trial" and it.isupper() and len(it) > 3}  # BLAST
        parts = {part for it in names for part in stems(it) if not part.isdigit()}
        kinds |= dict.fromkeys(parts - events.stems - (everyday - in_capitals), kind)
    for kind, lists in LABELS.items():
        kinds |= dict.fromkeys(
            (it for terms in lists for key, term in terms.items() if key for it in stems(term.label)), kind
        )
    classes = {re.sub(r"\([^)]*\)", "", drug) for drug in evidence.arms["drug"]}
    classes |= {term.label for term in DRUG_CLASSES.values()}
    of_classes = {it for name in classes if not any(map(products.named_by, words(name))) for it in stems(name)}
    return kinds | dict.fromkeys(of_classes - events.stems, "class")
