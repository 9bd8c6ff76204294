"""The facets of a question -> the rows: those that hold all of them, then those that come closest."""

import re
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from adverse.evidence.glossary import names_of
from adverse.search.documents import Document
from adverse.search.facets import Facet
from adverse.search.index import Index
from adverse.search.language import TOPICS
from adverse.search.names import DIRECTIONS, KIND_WORDS
from adverse.search.reading import Reading
from adverse.search.text import folded, stem, stems
from adverse.vocabulary import JURISDICTIONS

TABLES_OF = {
    "source": ("sources",),
    "claims": ("claims",),
    "signals": ("signals",),
    "rates": ("exposure_adjusted_rates",),
    "grading": ("grading_criteria", "management"),
    "definition": ("glossary", "events"),
    "incidence": ("incidence",),
    "risk": ("risk_factors",),
    "duration": ("onset",),
    "onset": ("onset",),
    "management": ("management",),
}
TABLE_ORDER = (
    *("incidence", "onset", "management", "risk_factors", "grading_criteria", "glossary", "events", "signals"),
    *("exposure_adjusted_rates", "claims", "sources"),
)
TEXTS = ("management", "risk_factors", "claims", "grading_criteria", "sources", "glossary", "events")
OF_NO_MEDICINE = ("events", "glossary", "grading_criteria", "claims")
ABOUT_AN_EVENT = ("incidence", "onset", "signals", "exposure_adjusted_rates")
COUNT = re.compile(r"\b(how many|number of|share|percent\w*|proportion|fraction)\b")
SHARE_ASKED = re.compile(r"\b(share|percent\w*|proportion|fraction)\b")
COMPARATOR = stem("comparator")
GRADED = ("incidence", "onset", "exposure_adjusted_rates")
ONSET_FIGURES = ("onset_median_days", "onset_min_days", "window_end_day")
DURATION_FIGURES = ("duration_median_days", "duration_min_days", "duration_max_days")
AGES = {stem("child"), stem("adult")}
FOR_EVERYBODY = {*AGES, stem("women"), stem("men")}
SIDES = {
    stem(side): stem(factor) for side, factor in (("men", "sex"), ("women", "sex"), ("old", "age"), ("young", "age"))
}
FOR_ALL = ("all", "all patients", "all weights", "<45 kg", ">=45 kg", "label population")
ENOUGH_EVENTS = 10  # an arm with fewer events has no list to call one the most frequent of
WEIGHT_OF = {"event": 9.0, "medicine": 5.0, "kind of answer": 4.0, "subset": 4.0, "grade": 3.0, "weight": 3.0}


@dataclass(frozen=True, eq=False)
class Found:
    """A row with what it lacks of the question: (facet, how much that weighs); it answers when it lacks nothing."""

    document: Document
    lacks: tuple[tuple[Facet, float], ...]
    order: tuple

    @property
    def answers(self) -> bool:
        """Whether the row holds every facet."""
        return not self.lacks


def found_rows(index: Index, asked: Reading, ask: str = "") -> list[Found]:
    """Every row that shares an event or a word with the question, those that answer first.

    `ask` is the kind of answer; empty where the question names none, so that rows of any kind answer.
    """
    if asked.asks_for_most and ask in ("", "incidence"):
        return _most_frequent(index, asked)
    found = [_found(index, asked, ask, index.documents[number]) for number in index.candidates(asked)]
    found.sort(key=lambda row: (sum(weight for _, weight in row.lacks), row.order))
    if not ask:
        turn: Counter = Counter()
        place = {}
        for row in found:
            if row.answers:
                turn[row.document.table] += 1
                place[id(row)] = (turn[row.document.table] > 1, TABLE_ORDER.index(row.document.table))
        answering = sorted((row for row in found if row.answers), key=lambda row: place[id(row)])
        found = [*answering, *(row for row in found if not row.answers)]
    return found


def _found(index: Index, asked: Reading, ask: str, document: Document) -> Found:
    lacks = [
        (facet, WEIGHT_OF.get(facet.kind) or max(map(index.weight, facet.values), default=1.0))
        for facet in asked.facets
        if not holds(index, asked, document, facet)
    ]
    lacks += [(facet, WEIGHT_OF[facet.kind]) for facet in _not_asked_but_other(index, asked, document)]
    if ask and not (document.table in TABLES_OF[ask] and _measures(asked, document, ask)):
        lacks.append((Facet("kind of answer", "", ask, ask), WEIGHT_OF["kind of answer"]))
    return Found(document, tuple(lacks), _order(asked, ask, document))


def holds(index: Index, asked: Reading, document: Document, facet: Facet) -> bool:
    """Whether a row holds a facet of the question."""
    if facet.kind == "event":
        return _is_of_event(index, asked, document, facet)
    if facet.kind == "medicine":
        return document.table in OF_NO_MEDICINE or facet.values <= (document.products | document.stems)
    if facet.kind == "grade":
        bands, numbers = facet.values
        if document.table in GRADED:
            return document.grade_band in bands or (document.subset == "fatal" and "5" in bands)
        return bool(bands != ("",) and (numbers or set(stems(facet.words))) & document.stems)
    if facet.kind == "subset":
        is_rule = document.table == "management" and facet.values.startswith("led_to")
        return document.subset == facet.values or (is_rule and stem(facet.words.split()[0]) in document.stems)
    if facet.kind == "weight":
        return document.table == "management" and _is_for_weight(document, facet.values)
    if facet.kind == "term":
        return document.table == "glossary" and document.row.term == facet.values
    return _holds_word(document, facet, asked)


def _holds_word(document: Document, facet: Facet, asked: Reading) -> bool:
    if facet.values & document.left_out:
        return False
    if facet.values <= AGES and document.stems >= AGES and document.table in ABOUT_AN_EVENT:
        return False  # a row on adults and children together
    is_name = (
        document.table in ("glossary", "events")
        or (facet.kind == "trial" and document.table in GRADED)
        or (document.table == "claims" and "claims" not in asked.asks and facet.kind != "number")
    )  # not what a population or a title says by chance
    if facet.values & (document.head if is_name else document.stems):
        return True
    if document.table == "management":
        is_for_all_ages = facet.values <= FOR_EVERYBODY and (
            document.row.population in FOR_ALL or document.row.topic == "special_population"
        )
        return is_for_all_ages or (facet.words in asked.days and _is_within(facet.words, document.stems))
    if document.table == "risk_factors":
        compared = {SIDES[value] for value in facet.values if value in SIDES}
        return bool(compared & document.head) or facet.values <= DIRECTIONS
    return False


def _is_of_event(index: Index, asked: Reading, document: Document, facet: Facet) -> bool:
    if document.event in facet.values:
        return True
    said = set(stems(facet.words))
    if document.table == "claims" and said <= document.stems:
        return True
    if said <= KIND_WORDS and document.table == "management":  # "dose" names a rule, hardly an event
        return bool(said & document.stems)
    is_text = document.table in ("management", "risk_factors", "claims", "onset", "grading_criteria", "sources")
    if is_text and document.mentions & facet.values.keys():
        return True
    if document.table == "management" and document.event in index.events.totals:  # a rule on any adverse reaction
        names = {stem(word) for word in facet.words.split()}
        return bool(asked.of_kind("grade")) and not names & document.left_out
    names = names_of(document.row) if document.table == "glossary" else ()
    return folded(facet.words) in set(map(folded, names))


def _not_asked_but_other(index: Index, asked: Reading, document: Document) -> list[Facet]:
    """What a row has that was not asked for and that makes it an answer to another question."""
    found = []
    own, products = index.products.focus, document.products or {index.products.focus}
    implied = [index.products_beside(word) for facet in asked.of_kind("trial") for word in facet.values]
    is_control = getattr(document.row, "arm_role", "") == "comparator"
    is_meant = (
        document.table in (*OF_NO_MEDICINE, "sources")
        or own in products
        or bool(asked.of_kind("medicine"))
        or any(products & it and own not in it for it in implied)
        or (is_control and any(COMPARATOR in facet.values for facet in asked.of_kind("word")))
    )
    if not is_meant:
        found.append(Facet("medicine", "", own, frozenset({own})))
    if document.table == "sources" and "source" not in asked.asks:
        found.append(Facet("kind of answer", "", "source", "source"))
    if not asked.of_kind("event"):
        may_be_any = asked.speaks_of_totals or asked.of_kind("subset")
        is_any = document.table == "incidence" and document.event in index.events.totals and may_be_any
        is_signal = document.table == "signals" and "signals" in asked.asks
        is_of_some_event = document.table in (*ABOUT_AN_EVENT, "risk_factors") and not (is_any or is_signal)
        if is_of_some_event or not _is_about(asked, document):
            found.append(Facet("event", "", "the event", {}))
    if document.table == "incidence" and not asked.of_kind("subset") and document.subset != "all":
        found.append(Facet("subset", "", "all events", "all"))
    return found


def _is_about(asked: Reading, document: Document) -> bool:
    """Whether a row in which no event was asked for is on what was: a word of the question stands in its head."""
    if document.table in ABOUT_AN_EVENT or asked.of_kind("term", "weight"):
        return True
    if asked.speaks_of_totals and document.table != "management":
        return False
    if document.table == "grading_criteria" and "grading" not in asked.asks:
        return False
    if document.table == "management" and any(
        (facet.words in asked.days and _holds_word(document, facet, asked))
        or (document.row.topic in TOPICS and TOPICS[document.row.topic].search(facet.words))
        for facet in asked.of_kind("number", "word")
    ):
        return True
    head = document.stems if document.table in ("sources", "claims") else document.head
    return any(facet.values & head for facet in asked.of_kind("word", "document", "trial", "place"))


def _measures(asked: Reading, document: Document, ask: str) -> bool:
    """Whether a row gives what is asked: a start or a duration; a number of reports, never their share; criteria."""
    if document.table == "signals" and COUNT.search(asked.folded):
        return pd.notna(document.row.n_reports) and not SHARE_ASKED.search(asked.folded)
    if document.table == "onset":
        figures = DURATION_FIGURES if ask == "duration" else ONSET_FIGURES
        is_window = ask == "onset" and bool(document.row.onset_window)
        return is_window or any(pd.notna(getattr(document.row, name)) for name in figures)
    return not (document.table == "management" and (ask == "grading") != (document.row.topic == "grading"))


def _order(asked: Reading, ask: str, document: Document) -> tuple:
    """What orders rows that hold equally much, by fixed keys: the closest name, the topic, then the better evidence."""
    named = [facet.values[document.event] for facet in asked.of_kind("event") if document.event in facet.values]
    said = frozenset(
        value for facet in asked.of_kind("word", "trial", "patients", "document", "place") for value in facet.values
    )
    bands = next((facet.values[0] for facet in asked.of_kind("grade")), ())
    is_other_topic = document.table == "management" and bool(asked.topics) and document.row.topic not in asked.topics
    return (
        TABLES_OF[ask].index(document.table) if ask and document.table in TABLES_OF[ask] else 9,
        is_other_topic,
        bool(asked.of_kind("weight")) and document.kilograms is None,
        len(asked.of_kind("event")) - len(named),
        list(JURISDICTIONS).index(document.row.jurisdiction) if document.table == "management" else 0,
        -len(said & document.head) if document.table == "risk_factors" else 0,
        document.table == "risk_factors" and document.row.direction not in ("raises", "lowers"),
        document.table == "risk_factors" and bool(pd.isna(document.row.estimate)),
        document.table == "signals" and bool(pd.isna(document.row.n_reports)),
        sum(named),
        -len(said & document.head) if document.table != "incidence" else 0,
        bands.index(document.grade_band) if document.grade_band in bands else 9,
        asked.asks_for_newest and (document.rank[0], -document.year),
        -len(asked.wished & document.stems) if document.table in TEXTS else 0,
        len(document.head) if document.table == "sources" else 0,
        *document.rank,
    )


def _is_for_weight(document: Document, kilograms: tuple[float, float]) -> bool:
    if document.kilograms is None:
        return True
    (low, high), (lightest, heaviest) = kilograms, document.kilograms
    return low <= heaviest and lightest <= high


def _is_within(number: str, held: frozenset[str]) -> bool:
    """Whether days are on the right side of a limit that a rule names: 10 days are within "more than 7 days"."""
    limits = [found for word in held if (found := re.fullmatch("(over|under)([0-9]+)day", word))]
    return any(int(number) > int(it[2]) if it[1] == "over" else int(number) <= int(it[2]) for it in limits)


def _most_frequent(index: Index, asked: Reading) -> list[Found]:
    """The single events of one arm by their share, of the arm that fits and has the most patients."""
    band = next((facet.values[0][0] for facet in asked.of_kind("grade")), "any")
    subset = next((facet.values for facet in asked.of_kind("subset")), "all")
    kept = [facet for facet in asked.facets if facet.kind != "grade"]
    is_medicine_named = bool(asked.of_kind("medicine"))
    rows = [
        item
        for item in index.documents
        if item.table == "incidence"
        and (item.grade_band, item.subset, item.row.counting_unit) == (band, subset, "patients")
        and (item.row.event_group, item.row.event_kind) != ("other", "aggregate")
        and pd.notna(item.row.percent)
        and (is_medicine_named or item.products == {index.products.focus})
        and all(holds(index, asked, item, facet) for facet in kept)
    ]
    n_events = Counter((item.row.arm_id, item.row.period) for item in rows)
    rows = [item for item in rows if n_events[item.row.arm_id, item.row.period] >= ENOUGH_EVENTS]
    if not rows:
        return []
    first = min(rows, key=lambda item: item.rank)
    rows = [item for item in rows if (item.row.arm_id, item.row.period) == (first.row.arm_id, first.row.period)]
    rows.sort(key=lambda item: (-item.row.percent, item.rank))
    return [Found(item, (), ()) for item in rows]
