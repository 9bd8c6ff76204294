"""The index: every searched row, its words in SQLite's full text search, and the names that the tables use."""

import math
import re
import sqlite3
from collections import Counter, defaultdict
from functools import lru_cache
from threading import Lock

import pandas as pd

from adverse.evidence import Evidence
from adverse.search.documents import SEARCHED, Document, documents_of
from adverse.search.names import DIRECTIONS, EventNames, ProductNames
from adverse.search.question import Question, parse
from adverse.search.text import Spelling, has_content, is_ordinary, is_plain, stem, stems, words
from adverse.search.words import ANOTHER_TOPIC, DOCUMENTS, EVERYDAY_NAMES, KINDS, SUBSETS
from adverse.vocabulary import AGE_GROUPS, SETTINGS

HEAD_WEIGHT, BODY_WEIGHT = 5.0, 1.0
TELLING = 1.1  # the weight of a word that half of all rows hold: it finds no row where another word does
NARROWING = {  # columns whose words say of whom or of what a row is, so that a row without them is of others
    "arms": ["arm_label", "trial_name", "population"],
    "risk_factors": ["factor", "level"],
    "management": ["population"],
}
NAME = re.compile(r"\b[A-Z]{3,}[A-Z0-9-]*\b")  # TOWER, BLAST, MRD
GROUPS = (AGE_GROUPS, SETTINGS)
MEDICINE = re.compile(
    r".{3,}(mab|n[iy]b|cel|fusp|par[iy]b|lis[iy]b|cicl[iy]b|zomib|[cs]tat|limus|azole?|statine?|vir|m[iy]cin|cillin|cycline|"
    r"platin|rubicin|abine|trexate|sone|olone|profen|stim|oxacin|taxel|domide|triptan|prazole|sartan|pril|olol|dipine|"
    r"epam|etine|aline|barbital|toin|gliptin|gliflozin|glutide|parin|xaban|setron|tropin|toclax|"
    r"farin|sporine?|idone|amol|teplase|kinra|n?ercept|racetam|pressin|azepines?|histamines?|cristine|blastine|relbine|"
    r"aspar(agin|g)ase|sulfan|phalan|[fl]amide|phosphamide|purine|guanine|feron|leukin|sterone|thyroxine|"
    r"urea|quine|bromide|nitrate|morphine|codeine|fentanyl|pirin|zosin|caine|sulfate)"
)  # the endings of names of medicines
COMPARATOR = stem("comparator")
DATABASE_NAMES = {stem(word) for word, kind in KINDS.items() if kind == "pharmacovigilance"}  # said for any of them
ARM_NAMES = ("arm_label", "trial_name", "nct", "drug_class")


class Index:
    """All rows that can be found. Built once a process, then only read; safe to share between threads."""

    def __init__(self, evidence: Evidence):
        self.evidence = evidence
        known, common = _words_of(evidence)
        known.update(word for names in EVERYDAY_NAMES.values() for name in names for word in words(name))
        self.events = EventNames(evidence, self.weight)
        self.products = ProductNames(evidence, common, self.events.stems)
        self.documents = documents_of(evidence, self.products.products_in, self.events.stems_of, self.events.events_in)
        counts = Counter(word for document in self.documents for word in document.stems)
        self._weights = {word: math.log(1 + len(self.documents) / n) for word, n in counts.items()}
        self.products.learn(
            ({word for word in words(_names(document)) if has_content(word)}, document.products)
            for document in self.documents
            if document.table in ("incidence", "onset", "signals") and document.products
        )
        self._by_event = defaultdict(set)
        for number, document in enumerate(self.documents):
            for event in {document.event, *document.mentions}:
                self._by_event[event].add(number)
        named = self.events.stems | self.products.stems
        self._spelling = Spelling(known, {word for word in known if stem(word) in named})
        self._lock = Lock()
        self._texts = _full_text(self.documents)
        factors = evidence.risk_factors[["event", "factor"]].drop_duplicates().itertuples(index=False)
        self._factors = [(event, {*stems(factor)} - {self.products.focus}) for event, factor in factors]
        self._names, self._factor_words = self._names_and_groups()
        self._group_words = {stem(word) for terms in GROUPS for term in terms.values() for word in words(term.label)}
        self._common = {stem(word) for word in common}

    def weight(self, word: str) -> float:
        """How much a stem tells: rare ones more; one that no row holds most of all."""
        return self._weights.get(word, math.log(1 + len(self.documents)))

    def holds(self, word: str) -> bool:
        """Whether any row holds a stem."""
        return word in self._weights

    def may_pass_over(self, asked: Question, word: str) -> bool:
        """Whether a row may answer without this stem: it names nothing and narrows no group of patients."""
        if word in DATABASE_NAMES or ("document" in asked.asks and word in self._group_words):
            return True
        if word.isdigit() and (len(word) == 1 or "claims" in asked.asks or word not in self._names):
            return not asked.bounds & {f"over{word}", f"under{word}", f"score{word}"}
        if word in asked.event_words or word in asked.other_topics or word in self._names:
            return False
        if word in asked.capitals and not (is_plain(word) or self.holds(word)):
            return False
        if word in self._factor_words:
            return "risk" not in asked.asks
        return is_ordinary(word) or (word in self._common and not MEDICINE.fullmatch(asked.required.get(word, word)))

    def names_something(self, asked: Question) -> bool:
        """Whether a question names more than the medicine and what is done with it."""
        named = asked.required.keys() - asked.product_words
        return bool(asked.event_words) or any(not is_ordinary(word) for word in named if word != stem("stop"))

    def is_anchor(self, asked: Question, word: str) -> bool:
        """Whether a row that holds this stem is on what was asked: a name, or no ordinary English."""
        return not word.isdigit() and not (is_ordinary(word) and self.may_pass_over(asked, word))

    def _names_and_groups(self) -> tuple[set[str], set[str]]:
        """(stems that name an event, a medicine, a trial, a population or a topic; everyday words of risk factors)."""
        names = {*self.products.stems, *map(stem, ANOTHER_TOPIC), COMPARATOR}
        for label in (*SUBSETS, *(term.label for terms in GROUPS for term in terms.values())):
            names.update(stem(word) for word in words(label) if has_content(word))
        factor_words = set()
        for table, columns in NARROWING.items():
            for value in pd.unique(self.evidence.tables[table][columns].astype(str).to_numpy().ravel()):
                capitals = {stem(word) for name in NAME.findall(value) for word in words(name)}
                names.update(word for word in stems(value) if word in capitals or not is_ordinary(word))
                factor_words.update(stems(value) if table == "risk_factors" else ())
        return names - DIRECTIONS, factor_words - DIRECTIONS

    def read(self, text: str) -> Question:
        """What a question asks for."""
        asked = parse(text, self._spelling, self.events, self.products)
        others = asked.required.keys() - asked.product_words
        asked.medicines = frozenset(word for word in others if MEDICINE.fullmatch(asked.required[word]))
        if self._names_document(asked):
            asked.asks = ["document"]
        is_yes_or_no = re.match(r"\s*(do|does|is|are)\b", asked.text.casefold())
        if set(asked.asks) - {"risk", "incidence"} <= (
            {"management"} if is_yes_or_no else set()
        ) and self._names_factor(asked):
            asked.asks = ["risk"]  # "blast percentage and neurotoxicity"
        return asked

    def _names_document(self, asked: Question) -> bool:
        """Whether a document itself is asked for: nothing else is named ("TOWER paper NEJM"), or its journal is.

        There must be one that holds every word.
        """
        kinds = {stem(found.group()) for found in re.finditer(DOCUMENTS, asked.text.casefold())}
        asks_more = asked.subsets or asked.speaks_of_totals or asked.kilograms or asked.grades
        if asks_more or set(asked.asks) - {"source", *(["management"] if asked.is_key_words else [])}:
            return False
        said = asked.required.keys() - kinds
        held = [document for document in self.documents if document.table == "sources" and said <= document.stems]
        if asked.events:
            journals = ({word for word in words(item.row.publisher) if has_content(word)} for item in held)
            return any(len(journal) > 1 and set(map(stem, journal)) <= said for journal in journals)
        return bool(kinds and held)

    def _names_factor(self, asked: Question) -> bool:
        """Whether all that is said beside the event is the name of a risk factor that rows link with it."""
        said = asked.distinctive | asked.wished
        return any(
            event in asked.events and asked.distinctive - DIRECTIONS <= factor and len(said & factor) > 1
            for event, factor in self._factors
        )

    def candidates(self, question: Question) -> dict[int, float]:
        """Number of the document -> its text rank (lower is better), for every row that shares a word or an event."""
        asked = [word for word in {*question.required, *question.wished, *question.grade_words} if word.isalnum()]
        found: dict[int, float] = {}
        asked = [word for word in asked if self.weight(word) >= TELLING] or asked
        if asked:
            query = " OR ".join(f'"{word}"' for word in asked)
            ranked = f"SELECT rowid, bm25(texts, {HEAD_WEIGHT}, {BODY_WEIGHT}) FROM texts WHERE texts MATCH ?"
            with self._lock:
                found = dict(self._texts.execute(ranked, (query,)).fetchall())
        for event in question.events:
            for number in self._by_event[event]:
                found.setdefault(number, 0.0)
        return found


@lru_cache(maxsize=1)
def build_index(evidence: Evidence) -> Index:
    """Read every searched table into one index; one to two seconds, once for the same evidence."""
    return Index(evidence)


def _full_text(documents: list[Document]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(head, body, content='', tokenize='ascii')")
    rows = ((number, " ".join(item.head), " ".join(item.stems)) for number, item in enumerate(documents))
    connection.executemany("INSERT INTO texts(rowid, head, body) VALUES (?, ?, ?)", rows)
    return connection


def _names(document: Document) -> str:
    """Arm, trial and source of a row, which may imply its product; of a source's name, what is no everyday word."""
    names = [str(getattr(document.row, column, "")) for column in ARM_NAMES]
    names += [word for word in words(document.row.source_name) if not is_plain(stem(word))]
    return ". ".join(names)


def _words_of(evidence: Evidence) -> tuple[set[str], set[str]]:
    """(every word of the searched columns, those of them that stand somewhere without a capital)."""
    known, common = set(), set()
    columns = [(table, column) for table, (head, body) in SEARCHED.items() for column in (*head, *body)]
    columns += [("arms", column) for column in ("arm_label", "trial_name", "population", "drug")]
    columns += [("events", "plain_name"), ("sources", "short_name")]
    for table, column in columns:
        is_told = column != "source_id" and table != "grading_criteria"  # "depressed consciousness" is no depression
        if column in evidence.tables[table]:
            for value in map(str, evidence.tables[table][column].unique()):
                known.update(words(value))
                common.update(re.findall(r"(?<![\w-])[a-z]+(?![\w-])", value) if is_told else ())
    return known, common
