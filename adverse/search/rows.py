"""The facets of a question -> the rows: those that hold all of them, then those that come closest."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from adverse.evidence.glossary import names_of
from adverse.search.documents import NOTHING, Document
from adverse.search.index import Index
from adverse.search.language import KINDS_OF_ANSWER
from adverse.search.reading import Facet, Reading
from adverse.search.tables import SEARCHED
from adverse.search.text import is_neutral, stem, stems

COMPARATOR = stem("comparator")
ABOUT = ("word", "trial", "document", "place")
NAMES = (*ABOUT, "patients", "number")
ENOUGH_EVENTS = 10  # an arm with fewer events has no list to call one the most frequent of
FARTHEST = ("event", "kind of answer", "medicine", "class", "trial", "subset", "grade")  # a row that lacks the first


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


def found_rows(index: Index, asked: Reading, ask: str = "") -> list[Found]:
    """Every row that shares an event or a word with the question, those that answer first, then the nearest.

    `ask` is the kind of answer; empty where the question names none, so that rows of any kind answer: then the best of
    each kind comes before the second of any.
    """
    if "most" in asked.wishes and ask in ("", "incidence"):
        return _most_frequent(index, asked)
    found = [_found(index, asked, ask, document) for document in index.candidates(asked)]
    found.sort(key=lambda row: row.order)
    firsts = {row.document.table: row for row in reversed(found) if row.answers and not ask}
    first = [firsts[table] for table in SEARCHED if table in firsts]
    return [*first, *(row for row in found if row not in first)]


def _found(index: Index, asked: Reading, ask: str, document: Document) -> Found:
    lacks = [facet for facet in asked.facets if not document.holds(facet.kind, facet.values)]
    lacks += _other_than_asked(index, asked, document)
    kind = ask or document.searched.answers[0]
    if not _gives(asked, kind, document) and (ask or document.table != "management"):
        lacks.append(Facet("kind of answer", "", KINDS_OF_ANSWER[kind], (kind,)))
    if not lacks:
        return Found(document, (), ((), *_order(asked, ask, document)))
    kinds = {facet.kind for facet in lacks}
    far = (len(lacks), *(kind in kinds for kind in FARTHEST))
    return Found(document, tuple(lacks), (far, *_order(asked, ask, document)))


def _gives(asked: Reading, ask: str, document: Document) -> bool:
    """Whether a row gives this kind of answer; a number of reports is not their share, nor a ratio their number."""
    if document.table == "signals" and asked.wishes & {"share", "count"}:
        return "share" not in asked.wishes and pd.notna(document.row.n_reports)
    return ask in document.gives


def _other_than_asked(index: Index, asked: Reading, document: Document) -> list[Facet]:
    """What a row has that was not asked for and that makes it an answer to another question."""
    found = []
    row, events = document.row, asked.of_kind("event")
    if not _is_of_medicine(index, asked, document):
        found.append(Facet("medicine", "", index.products.name, ()))
    if document.searched.is_only_if_asked and not {*document.searched.answers} & {*asked.asks}:
        kind = document.searched.answers[0]
        found.append(Facet("kind of answer", "", KINDS_OF_ANSWER[kind], ()))
    if not (_is_on_its_event(index, asked, document) if events else _is_about(index, asked, document)):
        found.append(Facet("event", "", "the event", ()))
    is_of_a_grade = document.table == "management" and row.grades and row.topic == "dose_modification"
    if is_of_a_grade and not asked.of_kind("grade") and document.event not in asked.values_of("event"):
        found.append(Facet("grade", "", "a grade", ()))
    if document.table == "incidence" and row.subset != "all" and not asked.of_kind("subset"):
        found.append(Facet("subset", "", "all events", ()))
    return found


def _is_of_medicine(index: Index, asked: Reading, document: Document) -> bool:
    """Whether a row is of the medicine of this package, or of another one that was asked for, if by its trial."""
    own, products = index.products.focus, document.products
    trials = [index.products_of_trial.get(word, NOTHING) for word in asked.values_of("trial")]
    return (
        bool(asked.of_kind("medicine", "class"))
        or document.table == "sources"
        or own in (products or {own})
        or any(products & of_trial and own not in of_trial for of_trial in trials)
        or (getattr(document.row, "arm_role", "") == "comparator" and COMPARATOR in asked.values_of("word"))
    )


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
    said = asked.values_of(*ABOUT) | {value for value in asked.values_of("number") if value.endswith("day")}
    if document.table == "glossary" and "definition" not in asked.asks:
        return any({it for it in stems(name) if not is_neutral(it)} <= said for name in names_of(document.row))
    if document.table == "claims" and "claims" not in asked.asks:
        return bool(asked.of_kind("number"))
    is_text = document.table in ("sources", "claims", "management")
    about = (document.words if is_text else document.head) - index.events.stems_of(document.event)
    return not said.isdisjoint(about)


def _is_on_its_event(index: Index, asked: Reading, document: Document) -> bool:
    """Whether a row is on an event that was named, or is a rule that mentions it where it was asked what is done."""
    if asked.asks or asked.topics or document.table != "management" or document.event in index.events.totals:
        return True
    events = asked.of_kind("event")
    return any(document.event in it.values or document.head.issuperset(stems(it.words)) for it in events)


def _order(asked: Reading, ask: str, document: Document) -> tuple:
    """What orders rows that hold equally much, by fixed keys: the closest name, the topic, then the better evidence."""
    searched, row, is_rule = document.searched, document.row, document.table == "management"
    events = asked.of_kind("event")
    named = [facet.values[document.event] for facet in events if document.event in facet.values]
    n_said = len(asked.values_of(*NAMES) & document.head)
    bands = next((facet.values for facet in asked.of_kind("grade")), ())
    return (
        searched.answers.index(ask) if ask in searched.answers else len(SEARCHED),
        list(SEARCHED).index(document.table) if ask else 0,
        is_rule and bool(asked.of_kind("weight")) and not row.weight_band,
        is_rule and bool(asked.topics) and row.topic not in asked.topics,
        is_rule and "number" in asked.wishes and not prints_number(row),
        len(events) - len(named),
        -n_said if document.table == "risk_factors" else 0,
        document.weakness,
        sum(named),
        -n_said if not searched.counts else 0,
        next((place for place, band in enumerate(bands) if document.holds("grade", {band})), len(bands)),
        ("newest" in asked.wishes) and -getattr(row, "newest_year", 0),
        len(document.head) if document.table == "sources" else 0,
        *document.rank,
    )


def prints_number(row) -> bool:
    """Whether a rule says how much or how long."""
    return any(map(str.isdigit, f"{row.action} {row.drug_or_dose}"))


def _most_frequent(index: Index, asked: Reading) -> list[Found]:
    """The single events of one arm by their share, of the arm that fits and has the most patients."""
    bands = next((facet.values for facet in asked.of_kind("grade")), ("any",))
    return next((rows for band in bands if (rows := _most_frequent_of_band(index, asked, band))), [])


def _most_frequent_of_band(index: Index, asked: Reading, band: str) -> list[Found]:
    subset = next((facet.values[0] for facet in asked.of_kind("subset")), "all")
    facets = [facet for facet in asked.facets if facet.kind != "grade"]
    own = {index.products.focus}
    rows = [
        it
        for it in index.documents
        if it.table == "incidence"
        and (it.row.grade_band, it.row.subset, it.row.counting_unit) == (band, subset, "patients")
        and (it.row.event_group, it.row.event_kind) != ("other", "aggregate")
        and pd.notna(it.row.percent)  # rows that print counts alone are not all that their source lists
        and (asked.of_kind("medicine") or it.held["medicine"] == own)
        and all(it.holds(facet.kind, facet.values) for facet in facets)
    ]
    n_events = Counter((it.row.arm_id, it.row.period) for it in rows)
    rows = [it for it in rows if n_events[it.row.arm_id, it.row.period] >= ENOUGH_EVENTS]
    if not rows:
        return []
    first = min(rows, key=lambda it: it.rank).row
    rows = [it for it in rows if (it.row.arm_id, it.row.period) == (first.arm_id, first.period)]
    return [Found(it, (), ()) for it in sorted(rows, key=lambda it: (-it.row.percent, it.rank))]
