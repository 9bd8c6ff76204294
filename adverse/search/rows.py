"""The facets of a question -> the rows: those that hold all of them, then those that come closest."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from adverse.evidence.glossary import names_of
from adverse.search.documents import Document
from adverse.search.facets import Facet
from adverse.search.index import Index
from adverse.search.language import KINDS_OF_ANSWER, PATTERNS
from adverse.search.reading import Reading
from adverse.search.tables import SEARCHED
from adverse.search.text import is_neutral, stem, stems
from adverse.vocabulary import GRADE_BANDS

COMPARATOR = stem("comparator")
ABOUT = ("word", "trial", "document", "place")
NAMES = (*ABOUT, "patients", "number")
ENOUGH_EVENTS = 10  # an arm with fewer events has no list to call one the most frequent of
LACKING = {"event": 9.0, "medicine": 5.0, "trial": 5.0, "kind of answer": 6.0, "subset": 4.0, "grade": 3.0}
LACKING_OTHER = 2.5


@dataclass(frozen=True, eq=False)
class Found:
    """A row with what it lacks of the question; it answers when it lacks nothing."""

    document: Document
    lacks: tuple[Facet, ...]
    order: tuple

    @property
    def answers(self) -> bool:
        """Whether the row holds every facet."""
        return not self.lacks

    @property
    def distance(self) -> float:
        """How much it lacks."""
        return sum(LACKING.get(facet.kind, LACKING_OTHER) for facet in self.lacks)


def found_rows(index: Index, asked: Reading, ask: str = "") -> list[Found]:
    """Every row that shares an event or a word with the question, those that answer first.

    `ask` is the kind of answer; empty where the question names none, so that rows of any kind answer: then the best of
    each kind comes before the second of any.
    """
    if "most" in asked.wishes and ask in ("", "incidence"):
        return _most_frequent(index, asked)
    documents = (index.documents[number] for number in index.candidates(asked))
    found = [Found(it, tuple(_lacks(index, asked, ask, it)), _order(asked, ask, it)) for it in documents]
    found.sort(key=lambda row: (row.distance, row.order))
    firsts = {row.document.table: row for row in reversed(found) if row.answers and not ask}
    first = [firsts[table] for table in SEARCHED if table in firsts]
    return [*first, *(row for row in found if row not in first)]


def _lacks(index: Index, asked: Reading, ask: str, document: Document) -> list[Facet]:
    lacks = [facet for facet in asked.facets if not holds(index, document, facet)]
    lacks += _other_than_asked(index, asked, document)
    of_kind = ask or document.searched.answers[0]
    if of_kind not in document.searched.answers or not _measures(asked, document, of_kind):
        lacks.append(Facet("kind of answer", "", KINDS_OF_ANSWER[of_kind], of_kind))
    return lacks


def holds(index: Index, document: Document, facet: Facet) -> bool:
    """Whether a row holds a facet of the question."""
    searched, row, is_rule = document.searched, document.row, document.table == "management"
    match facet.kind:
        case "event":  # a rule on any event of a grade is one on each, a criterion of an event one of its group
            is_any = is_rule and bool(row.grades) and document.event in index.events.totals
            is_any |= document.table == "grading_criteria" and row.event_group in index.events.groups_of(facet.values)
            is_any |= document.table == "claims" and document.words.issuperset(stems(facet.words))
            return is_any or document.event in facet.values or not document.mentions.isdisjoint(facet.values)
        case "medicine":
            is_class = not facet.values <= index.products.stems  # one product of a class is not the class
            held = document.products if searched.counts else document.products | document.words
            return searched.is_general or (facet.values <= held and not (is_class and searched.counts))
        case "grade":
            return not (document.bands or document.words - GRADE_BANDS.keys()).isdisjoint(facet.values)
        case "subset":
            is_done = is_rule and facet.values.startswith("led_to") and stem(facet.words.split()[0]) in document.words
            return is_done or getattr(row, "subset", "all") == facet.values
        case "weight":
            return is_rule and row.weight_band in {"", *facet.values}
        case "term":
            return document.table == "glossary" and row.term == facet.values
    is_name = facet.kind == "trial" and searched.by_grade  # not what a population says by chance
    return not facet.values.isdisjoint(document.head if is_name else document.words)


def _other_than_asked(index: Index, asked: Reading, document: Document) -> list[Facet]:
    """What a row has that was not asked for and that makes it an answer to another question."""
    found = []
    own, row = index.products.focus, document.row
    events, subset = asked.of_kind("event"), asked.of_kind("subset")
    implied = [index.products_of_trial(word) for facet in asked.of_kind("trial") for word in facet.values]
    is_control = getattr(row, "arm_role", "") == "comparator"
    is_meant = (
        own in (document.products or {own})
        or document.table == "sources"
        or bool(asked.of_kind("medicine"))
        or any(document.products & it and own not in it for it in implied)
        or (is_control and any(COMPARATOR in facet.values for facet in asked.of_kind("word")))
    )
    if not is_meant:
        found.append(Facet("medicine", "", own, frozenset({own})))
    if document.searched.is_only_if_asked and not {*document.searched.answers} & {*asked.asks}:
        kind = document.searched.answers[0]
        found.append(Facet("kind of answer", "", KINDS_OF_ANSWER[kind], kind))
    if not (_is_about(index, asked, document) if not events else _is_meant(index, asked, document)):
        found.append(Facet("event", "", "the event", {}))
    is_of_a_grade = document.table == "management" and row.grades and row.topic == "dose_modification"
    if is_of_a_grade and not any(document.event in facet.values for facet in events) and not asked.of_kind("grade"):
        found.append(Facet("grade", "", "a grade", ()))
    if document.table == "incidence" and not subset and row.subset != "all":
        found.append(Facet("subset", "", "all events", "all"))
    return found


def _is_about(index: Index, asked: Reading, document: Document) -> bool:
    """Whether a row in which no event was asked for is on what was: a word of the question stands in its head."""
    if document.table == "incidence":
        is_total_asked = "totals" in asked.wishes or bool(asked.of_kind("subset"))
        return is_total_asked and document.event in index.events.totals
    if document.searched.counts or document.table == "risk_factors":
        return document.table == "signals" and "signals" in asked.asks
    if asked.of_kind("term", "weight"):
        return True
    if document.table == "grading_criteria" and "grading" not in asked.asks:
        return False
    if "totals" in asked.wishes and document.table != "management":
        return False
    said = {value for facet in asked.of_kind(*ABOUT) for value in facet.values}
    said |= {value for facet in asked.of_kind("number") for value in facet.values if value.endswith("day")}
    if document.table == "glossary" and "definition" not in asked.asks:
        return any({it for it in stems(name) if not is_neutral(it)} <= said for name in names_of(document.row))
    if document.table == "claims" and "claims" not in asked.asks:
        return bool(asked.of_kind("number"))
    is_text = document.table in ("sources", "claims", "management")
    about = (document.words if is_text else document.head) - index.events.stems_of(document.event)
    return not said.isdisjoint(about)


def _is_meant(index: Index, asked: Reading, document: Document) -> bool:
    """Whether a row is on an event that was named, or is a rule that mentions it where it was asked what is done."""
    events = asked.of_kind("event")
    is_own = any(document.event in it.values or document.head.issuperset(stems(it.words)) for it in events)
    is_own |= document.table != "management" or document.event in index.events.totals
    return is_own or bool(asked.asks or asked.topics)


def _measures(asked: Reading, document: Document, ask: str) -> bool:
    """Whether a row gives what is asked: a start or a duration; a number of reports, never their share; criteria."""
    row, share = document.row, PATTERNS["share"].search(asked.folded)
    if document.table == "signals" and (share or PATTERNS["count"].search(asked.folded)):
        return not share and pd.notna(row.n_reports)
    if document.table == "management":
        return not asked.asks or (ask == "grading") == (row.topic == "grading")
    one_of = [getattr(row, name) for name in document.searched.one_of.get(ask, ())]
    return not one_of or any(pd.notna(figure) and figure != "" for figure in one_of)


def _order(asked: Reading, ask: str, document: Document) -> tuple:
    """What orders rows that hold equally much, by fixed keys: the closest name, the topic, then the better evidence."""
    searched, row, is_rule = document.searched, document.row, document.table == "management"
    events = asked.of_kind("event")
    named = [facet.values[document.event] for facet in events if document.event in facet.values]
    n_said = len({value for facet in asked.of_kind(*NAMES) for value in facet.values} & document.head)
    bands = next((facet.values for facet in asked.of_kind("grade")), ())
    return (
        searched.answers.index(ask) if ask in searched.answers else len(SEARCHED),
        list(SEARCHED).index(document.table) if ask else 0,
        is_rule and bool(asked.topics) and row.topic not in asked.topics,
        is_rule and bool(asked.of_kind("weight")) and not row.weight_band,
        len(events) - len(named),
        document.is_weak[0],
        -n_said if document.table == "risk_factors" else 0,
        document.is_weak,
        sum(named),
        -n_said if not searched.counts else 0,
        next((place for place, band in enumerate(bands) if band in document.bands), len(bands)),
        ("newest" in asked.wishes) and (document.rank[0], -getattr(row, "newest_year", 0)),
        -len(asked.said_stems & document.words) if not searched.counts else 0,
        len(document.head) if document.table == "sources" else 0,
        *document.rank,
    )


def _most_frequent(index: Index, asked: Reading) -> list[Found]:
    """The single events of one arm by their share, of the arm that fits and has the most patients."""
    band = next((facet.values[0] for facet in asked.of_kind("grade")), "any")
    subset = next((facet.values for facet in asked.of_kind("subset")), "all")
    facets = [facet for facet in asked.facets if facet.kind != "grade"]
    rows = [
        item
        for item in index.documents
        if item.table == "incidence"
        and (item.row.grade_band, item.row.subset, item.row.counting_unit) == (band, subset, "patients")
        and (item.row.event_group, item.row.event_kind) != ("other", "aggregate")
        and pd.notna(item.row.percent)
        and (asked.of_kind("medicine") or item.products == {index.products.focus})
        and all(holds(index, item, facet) for facet in facets)
    ]
    n_events = Counter((item.row.arm_id, item.row.period) for item in rows)
    rows = [item for item in rows if n_events[item.row.arm_id, item.row.period] >= ENOUGH_EVENTS]
    first = min(rows, key=lambda item: item.rank).row if rows else None
    rows = [item for item in rows if (item.row.arm_id, item.row.period) == (first.arm_id, first.period)]
    return [Found(item, (), ()) for item in sorted(rows, key=lambda item: (-item.row.percent, item.rank))]
